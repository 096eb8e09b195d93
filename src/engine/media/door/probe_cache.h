/* What ffprobe said of the files an engine has just dealt with: upload, turn and render of one job ask for the same
 * file within a second, and each question costs a process. Keyed by path, size and time of change. */
#ifndef BGMUSIC_ENGINE_MEDIA_PROBE_CACHE_H
#define BGMUSIC_ENGINE_MEDIA_PROBE_CACHE_H

#include "bgmusic/base/error.h"
#include "media_probe.h"

struct probe_cache;

struct probe_cache *probe_cache_new(void);
void probe_cache_free(struct probe_cache *cache); /* NULL is legal */

/* Like media_probe(), from any thread. Failures are not remembered. */
enum bgm_status probe_cached(struct probe_cache *cache, const char *path, struct media_info *info,
                             struct bgm_error *err);

#endif
