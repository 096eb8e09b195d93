/* Edits done to a timeline. Pure but for nothing: the caller loads, applies and stores.
 *
 * What cannot be done ("no such track") becomes a sentence in `notes`; what was done becomes one in `done`. Both are
 * for people, in the language asked for. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_EDIT_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "edit_list.h"
#include "edit_place.h"
#include "timeline.h"

struct buf;

struct edit_context {
    const struct upload_row *uploads; /* of the session */
    size_t upload_count;
    bool chinese;
    const struct edit_scene *scene; /* speech and cuts of the video; NULL: nobody has looked */
    /* How many bytes at the start of `text` are words of the agent's; 0: none. */
    size_t (*known_length)(const char *text);
};

struct edit_outcome {
    bool composed; /* the music must be composed (again) */
    bool changed;  /* anything at all */
};

void timeline_apply(struct timeline *timeline, const struct edit_list *edits, const struct edit_context *context,
                    struct edit_outcome *outcome, struct buf *done, struct buf *notes);

#endif
