/* Places in words as stretches of time. */
#include "edit_place.h"

#include <string.h>

/* The opening and the ending of a video: a fifth of it, 2 to 20 s. */
enum { LEAST_PART_MS = 2000, MOST_PART_MS = 20000, JOINED_SPEECH_MS = 700 };

bool place_needs_scene(enum edit_place_kind kind)
{
    return kind == PLACE_SPEECH || kind == PLACE_NO_SPEECH || kind == PLACE_UNTIL_GOODBYE ||
           kind == PLACE_AFTER_FIRST_SPEECH || kind == PLACE_FROM_GOODBYE || kind == PLACE_CUT || kind == PLACE_SHOT;
}

static void add(struct place_spans *spans, int64_t start_ms, int64_t end_ms)
{
    if (end_ms <= start_ms)
        return;
    if (spans->count > 0 && spans->spans[spans->count - 1].end_ms >= start_ms) {
        spans->spans[spans->count - 1].end_ms = end_ms;
        return;
    }
    /* Full: the rest counts to the last one. */
    if (spans->count == PLACE_MOST_SPANS)
        spans->spans[PLACE_MOST_SPANS - 1].end_ms = end_ms;
    else
        spans->spans[spans->count++] = (struct music_span){start_ms, end_ms};
}

/* Breaths between words are no pauses. */
static void speech_join(const struct edit_scene *scene, int64_t whole_ms, struct place_spans *spoken)
{
    for (size_t i = 0; i < scene->speech_count; i++) {
        int64_t start = scene->speech[i].start_ms,
                end = scene->speech[i].end_ms < whole_ms ? scene->speech[i].end_ms : whole_ms;
        if (spoken->count > 0 && start - spoken->spans[spoken->count - 1].end_ms < JOINED_SPEECH_MS)
            start = spoken->spans[spoken->count - 1].end_ms;
        add(spoken, start, end);
    }
}

static void cut_find(const struct edit_place *place, int64_t whole_ms, const struct edit_scene *scene,
                     struct place_spans *found)
{
    size_t index = place->from_ms < 0 ? scene->cut_count - 1 : (size_t)place->from_ms - 1;
    if (scene->cut_count > 0 && index < scene->cut_count)
        add(found, scene->cuts[index].at_ms, whole_ms);
}

/* Between two cuts; before the first one, behind the last one. */
static void shot_find(const struct edit_place *place, int64_t whole_ms, const struct edit_scene *scene,
                      struct place_spans *found)
{
    size_t count = scene->cut_count, shot = place->from_ms < 0 ? count : (size_t)place->from_ms - 1;
    if (count == 0 || shot > count)
        return;
    add(found, shot == 0 ? 0 : scene->cuts[shot - 1].at_ms, shot == count ? whole_ms : scene->cuts[shot].at_ms);
}

/* Places that are the same share of every video, in twelfths of it. */
static const struct {
    int from, to;
} shares[PLACE_KIND_COUNT] = {
    [PLACE_WHOLE] = {0, 12},        [PLACE_FIRST_HALF] = {0, 6},    [PLACE_SECOND_HALF] = {6, 12},
    [PLACE_FIRST_QUARTER] = {0, 3}, [PLACE_LAST_QUARTER] = {9, 12}, [PLACE_FIRST_THIRD] = {0, 4},
    [PLACE_LAST_THIRD] = {8, 12},   [PLACE_MIDDLE] = {4, 8},        [PLACE_MIDDLE_THIRD] = {4, 8},
};

static void timed_find(const struct edit_place *place, int64_t whole_ms, struct place_spans *found)
{
    int64_t from = place->from_ms < whole_ms ? place->from_ms : whole_ms;
    int64_t to = place->to_ms >= 0 && place->to_ms < whole_ms ? place->to_ms : whole_ms;
    if (place->kind == PLACE_SPAN)
        add(found, from, to);
    else if (place->kind == PLACE_POINT)
        add(found, from, whole_ms);
    else if (place->kind == PLACE_FIRST)
        add(found, 0, from);
    else if (place->kind == PLACE_LAST)
        add(found, whole_ms - from, whole_ms);
    else if (from > 0 && (place->kind == PLACE_MIDDLE || place->kind == PLACE_MIDDLE_THIRD)) /* "the middle 10 s" */
        add(found, (whole_ms - from) / 2, (whole_ms + from) / 2);
    else
        add(found, whole_ms * shares[place->kind].from / 12, whole_ms * shares[place->kind].to / 12);
}

static void spoken_find(const struct edit_place *place, int64_t whole_ms, const struct edit_scene *scene,
                        struct place_spans *found)
{
    const struct place_spans whole = {{{0, whole_ms}}, 1};
    struct place_spans spoken = {.count = 0};
    speech_join(scene, whole_ms, &spoken);
    int64_t first = spoken.count > 0 ? spoken.spans[0].end_ms : whole_ms;
    int64_t last = spoken.count > 0 ? spoken.spans[spoken.count - 1].end_ms : whole_ms;
    if (place->kind == PLACE_SPEECH)
        *found = spoken;
    else if (place->kind == PLACE_NO_SPEECH)
        place_without(&whole, &spoken, 0, found);
    else if (place->kind == PLACE_UNTIL_GOODBYE && spoken.count > 0)
        add(found, 0, last);
    else if (place->kind == PLACE_AFTER_FIRST_SPEECH)
        add(found, first, whole_ms);
    else if (place->kind == PLACE_FROM_GOODBYE)
        add(found, last, whole_ms);
}

bool place_find(const struct edit_place *place, int64_t whole_ms, const struct edit_scene *scene,
                struct place_spans *found)
{
    static const struct edit_scene empty;
    const struct place_spans whole = {{{0, whole_ms}}, 1};
    struct place_spans inside = {.count = 0};
    int64_t part = whole_ms / 5 < LEAST_PART_MS  ? LEAST_PART_MS
                   : whole_ms / 5 > MOST_PART_MS ? MOST_PART_MS
                                                 : whole_ms / 5;
    part = part > whole_ms ? whole_ms : part;
    scene = scene != NULL ? scene : &empty;
    if (place->kind == PLACE_OPENING)
        add(&inside, 0, part);
    else if (place->kind == PLACE_ENDING)
        add(&inside, whole_ms - part, whole_ms);
    else if (place->kind == PLACE_CUT)
        cut_find(place, whole_ms, scene, &inside);
    else if (place->kind == PLACE_SHOT)
        shot_find(place, whole_ms, scene, &inside);
    else if (place_needs_scene(place->kind))
        spoken_find(place, whole_ms, scene, &inside);
    else
        timed_find(place, whole_ms, &inside);
    if (place->except)
        place_without(&whole, &inside, 0, found);
    else
        *found = inside;
    return inside.count > 0 && found->count > 0;
}

void place_without(const struct place_spans *all, const struct place_spans *without, int64_t least_ms,
                   struct place_spans *left)
{
    struct place_spans result = {.count = 0};
    for (size_t i = 0; i < all->count; i++) {
        int64_t at = all->spans[i].start_ms, end = all->spans[i].end_ms;
        for (size_t k = 0; k < without->count && at < end; k++) {
            const struct music_span *hole = &without->spans[k];
            if (hole->end_ms <= at || hole->start_ms >= end)
                continue;
            if (hole->start_ms - at >= least_ms)
                add(&result, at, hole->start_ms);
            at = hole->end_ms > at ? hole->end_ms : at;
        }
        if (at < end && end - at >= least_ms)
            add(&result, at, end);
    }
    *left = result;
}

void place_within(const struct place_spans *all, const struct place_spans *within, int64_t least_ms,
                  struct place_spans *both)
{
    struct place_spans result = {.count = 0};
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < within->count; k++) {
            int64_t start =
                all->spans[i].start_ms > within->spans[k].start_ms ? all->spans[i].start_ms : within->spans[k].start_ms;
            int64_t end =
                all->spans[i].end_ms < within->spans[k].end_ms ? all->spans[i].end_ms : within->spans[k].end_ms;
            if (end - start >= (least_ms > 0 ? least_ms : 1))
                add(&result, start, end);
        }
    *both = result;
}

void place_with(const struct place_spans *all, const struct place_spans *more, struct place_spans *united)
{
    struct place_spans result = {.count = 0};
    size_t i = 0, k = 0;
    while (i < all->count || k < more->count) {
        bool first = k == more->count || (i < all->count && all->spans[i].start_ms <= more->spans[k].start_ms);
        const struct music_span *next = first ? &all->spans[i++] : &more->spans[k++];
        int64_t end = result.count > 0 && result.spans[result.count - 1].end_ms > next->end_ms
                          ? result.spans[result.count - 1].end_ms
                          : next->end_ms;
        add(&result, next->start_ms, end);
    }
    *united = result;
}
