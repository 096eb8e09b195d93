/* Where in the video an edit is meant, as stretches of time: from places in words ("the second half", "when nobody
 * talks") and what is known of the video. */
#ifndef BGMUSIC_ENGINE_TIMELINE_EDIT_PLACE_H
#define BGMUSIC_ENGINE_TIMELINE_EDIT_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "edit_list.h"
#include "time_span.h"

enum { PLACE_MOST_SPANS = 32 };

/* What is known of the video; spans ascending, not overlapping. Borrowed. */
struct edit_scene {
    bool known; /* somebody has looked */
    const struct music_span *speech;
    size_t speech_count;
    const struct music_cut *cuts;
    size_t cut_count;
};

/* Ascending, not overlapping, within [0, whole_ms). */
struct place_spans {
    struct music_span spans[PLACE_MOST_SPANS];
    size_t count;
};

/* Does the place hang on speech or cuts? */
bool place_needs_scene(enum edit_place_kind kind);
/* False: there is no such place ("when I speak" where nobody does), or it lies outside of the video. */
bool place_find(const struct edit_place *place, int64_t whole_ms, const struct edit_scene *scene,
                struct place_spans *found);

/* What is in `all` and not in `without`; what is in both; what is in one of them. Gaps and stretches shorter than
 * `least_ms` are passed over. */
void place_without(const struct place_spans *all, const struct place_spans *without, int64_t least_ms,
                   struct place_spans *left);
void place_within(const struct place_spans *all, const struct place_spans *within, int64_t least_ms,
                  struct place_spans *both);
void place_with(const struct place_spans *all, const struct place_spans *more, struct place_spans *united);

#endif
