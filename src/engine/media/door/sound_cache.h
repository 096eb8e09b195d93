/* The decoded sound of the file that was looked at last, so that the render that follows need not decode
 * it again. On disk without a name (spool.h): 23 MB a minute. */
#ifndef BGMUSIC_ENGINE_MEDIA_SOUND_CACHE_H
#define BGMUSIC_ENGINE_MEDIA_SOUND_CACHE_H

#include <stdbool.h>

#include "spool.h"

struct sound_cache;

struct sound_cache *sound_cache_new(void);
void sound_cache_free(struct sound_cache *cache); /* NULL is legal */

/* Longer sound is not worth the disk: decode it again. */
enum { SOUND_CACHE_MOST_MS = 15 * 60 * 1000 };

/* Takes the spool, which holds the whole sound of the file. From any thread. */
void sound_cache_put(struct sound_cache *cache, const char *path, struct spool *spool);
/* A spool of the caller's own with that sound, if the file is still the same. */
bool sound_cache_get(struct sound_cache *cache, const char *path, struct spool *spool);

#endif
