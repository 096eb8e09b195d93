/* From the timeline's music to the composer's brief: the one way for the chat turn, which wants title, tempo and key,
 * and for the render, which wants the notes, so that both get the same piece. */
#ifndef BGMUSIC_ENGINE_WORK_MUSIC_PLAN_H
#define BGMUSIC_ENGINE_WORK_MUSIC_PLAN_H

#include "bgmusic/base/error.h"
#include "composer.h"
#include "timeline.h"

struct media_analysis;

struct music_plan {
    struct music_brief brief;
    struct music_span *speech; /* in the piece's time; the plan's */
    struct music_cut *cuts;
    int64_t *markers_ms;
    int64_t titles_ms[TIMELINE_MOST_TITLES];
    struct music_point course[TIMELINE_MOST_POINTS];
    struct music_event events[MUSIC_MOST_EVENTS];
};

/* `analysis` may be NULL; the plan must not be moved: the brief points into it. Release in any case. */
void music_plan_init(struct music_plan *plan, const struct timeline *timeline, const struct media_analysis *analysis);
void music_plan_release(struct music_plan *plan);

/* Composes, and writes name, style, tempo and key of the piece into the timeline. `score` is the caller's to release
 * after BGM_OK; NULL: only the facts are wanted. */
enum bgm_status music_plan_compose(struct timeline *timeline, const struct media_analysis *analysis,
                                   struct score *score, struct bgm_error *err);

struct buf;

/* For the reply: "Electric piano 1, Acoustic bass, Standard kit", each once; "intro 0:00, A 0:12, outro 0:48". */
void score_describe(const struct score *score, struct buf *instruments, struct buf *form);

#endif
