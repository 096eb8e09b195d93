/* Is the picture of a file whole? Decodes all of it and compares the pictures with the packets; costs a tenth of the
 * clip's length and more, so it is done when something complained, or when the user wants to know. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_CHECK_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "media_probe.h"

struct media_damage {
    bool found;
    int64_t at_us;   /* the first picture that is missing or broken; -1: not known */
    size_t pictures; /* how many are; 0: not known */
};

/* `cancelled` may be NULL; polled. What cannot be found out in time counts as whole, unless the reader complained. */
void media_check_picture(const char *path, const struct media_info *info, bool (*cancelled)(void *context),
                         void *context, struct media_damage *damage);

#endif
