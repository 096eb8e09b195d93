/* Between the files of the timeline's edits: one message being applied. */
#ifndef BGMUSIC_ENGINE_TIMELINE_EDIT_APPLY_H
#define BGMUSIC_ENGINE_TIMELINE_EDIT_APPLY_H

#include "bgmusic/base/buf.h"
#include "timeline_edit.h"

struct applying {
    struct timeline *timeline;
    const struct edit_list *edits;
    const struct edit_context *context;
    struct edit_outcome *outcome;
    struct buf *done, *notes;
};

/* A sentence in the language of the message; both formats take the same arguments. */
#define SAY(where, in_english, in_chinese, ...)                               \
    (a->context->chinese ? buf_appendf(where, in_chinese "\n", ##__VA_ARGS__) \
                         : buf_appendf(where, in_english "\n", ##__VA_ARGS__))

static inline double seconds(int64_t ms)
{
    return (double)ms / 1000;
}

static inline double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* timeline_sounding.c: where the music plays, and how loud it is where. */
/* The stretches that the place means; false, and said why: there is none. */
bool apply_place_find(struct applying *a, const struct edit *edit, struct place_spans *place);
void apply_sounding(struct applying *a, const struct edit *edit);
/* EDIT_STOP: silence that the piece itself keeps. */
void apply_stop(struct applying *a, const struct edit *edit);
void apply_level_span(struct applying *a, const struct edit *edit);

/* timeline_original.c: the video's own sound, all of it or at a place. */
void apply_original(struct applying *a, const struct edit *edit);

/* timeline_titles.c */
void apply_title(struct applying *a, const struct edit *edit);

/* timeline_parts.c: instruments for a place alone. */
void apply_part_there(struct applying *a, const struct edit *edit);

/* timeline_composed.c: another piece or style; edits of the composed music, which order a piece where there is none. */
void apply_music(struct applying *a, const struct edit *edit);
void apply_composition(struct applying *a, const struct edit *edit);

#endif
