/* Are picture and sound of a file whole? Decodes all of them, compares the pictures with the packets and listens to
 * what the decoder says; costs a tenth of the clip's length and more, so it is done when something complained, or when
 * the user wants to know. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_CHECK_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "media_probe.h"

struct media_damage {
    bool found;
    int64_t at_us; /* where the first thing is missing or broken; -1: nothing is */
};

/* Of the picture, and of the sound track that counts. `cancelled` may be NULL; polled. What cannot be found out in time
 * counts as whole. */
void media_check(const char *path, const struct media_info *info, bool (*cancelled)(void *context), void *context,
                 struct media_damage *picture, struct media_damage *sound);

#endif
