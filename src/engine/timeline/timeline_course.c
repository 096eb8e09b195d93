/* The course of the music in the timeline: points of energy, stretches of volume. */
#include "timeline_course.h"

#include <math.h>
#include <string.h>

#include "composer.h"

enum { FROM_MIDDLE = -2, FROM_END = -3, NEAR_MS = 1000, STEPS_OF_A_RISE = 4 };

static double limit(double value)
{
    return value < -1 ? -1 : value > 1 ? 1 : value;
}

static double energy_at(const struct timeline_music *music, int64_t at_ms)
{
    double energy = 0;
    for (size_t i = 0; i < music->course_count && music->course[i].at_ms <= at_ms; i++)
        energy = music->course[i].energy;
    return energy;
}

/* Takes the points of [from_ms, end_ms) out. */
static void points_remove(struct timeline_music *music, int64_t from_ms, int64_t end_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < music->course_count; i++)
        if (music->course[i].at_ms < from_ms || music->course[i].at_ms >= end_ms)
            music->course[kept++] = music->course[i];
    music->course_count = kept;
}

/* From `at_ms` on. Goes in by its time, so that the course ascends whatever was there; a point at the same time gives
 * way. Full: NULL. */
static struct timeline_point *point_add(struct timeline_music *music, int64_t at_ms, double energy)
{
    size_t i = 0;
    points_remove(music, at_ms, at_ms + 1);
    if (music->course_count == TIMELINE_MOST_POINTS)
        return NULL;
    while (i < music->course_count && music->course[i].at_ms < at_ms)
        i++;
    memmove(music->course + i + 1, music->course + i, (music->course_count - i) * sizeof *music->course);
    music->course[i] = (struct timeline_point){.at_ms = at_ms, .energy = round(limit(energy) * 100) / 100};
    music->course_count++;
    return &music->course[i];
}

/* The last part: a fifth of the music, 3 to 20 s. */
static int64_t ending_ms(const struct timeline_music *music)
{
    int64_t part = music->length_ms / 5;
    part = part < 3000 ? 3000 : part > 20000 ? 20000 : part;
    return music->length_ms > part ? music->length_ms - part : 0;
}

static int64_t place_ms(const struct timeline_music *music, int64_t ms)
{
    if (ms == FROM_END)
        return ending_ms(music);
    if (ms == FROM_MIDDLE)
        return music->length_ms * 2 / 5;
    /* Times are the video's, points the music's. */
    return ms <= music->start_ms ? 0 : ms - music->start_ms;
}

/* From the start to `end_ms` in steps; what was said of that stretch before is over. */
static void rise(struct timeline_music *music, int64_t end_ms, double energy)
{
    double from = fmin(energy_at(music, 0), -0.5);
    points_remove(music, 0, end_ms);
    for (int i = 0; i < STEPS_OF_A_RISE; i++)
        point_add(music, end_ms * i / STEPS_OF_A_RISE, from + (energy - from) * i / (STEPS_OF_A_RISE - 1));
}

/* A climax at the very beginning is just strong. */
static void drop_set(struct timeline_music *music, int64_t at_ms, double energy)
{
    struct timeline_point *point = point_add(music, at_ms, energy);
    if (point != NULL && at_ms > 0)
        point->kind = TIMELINE_POINT_DROP;
}

/* "Louder and louder until the end": what was said of that stretch before is over. */
static void ramp_set(struct timeline_music *music, int64_t at_ms, int64_t end_ms, double energy)
{
    points_remove(music, at_ms - NEAR_MS, end_ms + 1);
    struct timeline_point *point = point_add(music, at_ms, energy);
    if (point == NULL)
        return;
    point->kind = TIMELINE_POINT_RAMP;
    point->length_ms = end_ms < music->length_ms ? end_ms - at_ms : 0;
}

void timeline_course_set(struct timeline_music *music, const struct edit *edit)
{
    int64_t at = place_ms(music, edit->ms), end = edit->length_ms > 0 ? at + edit->length_ms : music->length_ms;
    if (edit->ms == FROM_MIDDLE && edit->length_ms == 0 && edit->mode != COURSE_RAMP)
        end = music->length_ms * 7 / 10;
    end = end > music->length_ms ? music->length_ms : end;
    if (at >= music->length_ms)
        return;
    double before = energy_at(music, at), after = energy_at(music, end);
    double energy = edit->is_added ? before + edit->number : edit->number;
    if (edit->mode == COURSE_RAMP) {
        ramp_set(music, at, end, energy);
        return;
    }
    if (edit->mode == COURSE_RISING || edit->mode == COURSE_TO_DROP) {
        /* "Builds up slowly" rises over the whole, "builds up gradually until 0:20" up to there. */
        int64_t top = edit->ms < 0 ? music->length_ms : edit->ms == 0 ? end : at;
        if (edit->ms < 0 || edit->mode == COURSE_TO_DROP)
            ramp_set(music, 0, top, energy);
        else
            rise(music, top, energy);
        if (edit->mode == COURSE_TO_DROP && edit->ms > 0)
            drop_set(music, at, energy);
        return;
    }
    /* What lies between the two ends is this course's now, and what is as good as at one of them is there. */
    bool ends = edit->length_ms > 0 || edit->ms == FROM_MIDDLE;
    points_remove(music, at - NEAR_MS, ends ? end : at + NEAR_MS + 1);
    if (end < music->length_ms) {
        points_remove(music, end, end + NEAR_MS + 1);
        point_add(music, end, after);
    }
    if (edit->mode == COURSE_DROP)
        drop_set(music, at, energy);
    else
        point_add(music, at, energy);
}

/* "Starts quiet" and nothing more: then comes the music as it goes. */
void timeline_course_finish(struct timeline_music *music)
{
    if (music->course_count == 0 || music->course[0].at_ms > 0 || music->course[0].kind != TIMELINE_POINT_LEVEL)
        return;
    bool alone = music->course_count == 1 || music->course[1].at_ms >= ending_ms(music);
    int64_t soon = music->length_ms * 3 / 10 < 20000 ? music->length_ms * 3 / 10 : 20000;
    if (alone && soon < ending_ms(music))
        point_add(music, soon, 0);
}

bool timeline_span_set(struct timeline_music *music, int64_t video_ms, const struct edit *edit)
{
    struct edit placed = *edit;
    struct timeline_music whole = {.length_ms = music->length_ms, .start_ms = music->start_ms};
    int64_t start = edit->ms < 0 ? place_ms(&whole, edit->ms) + music->start_ms : edit->ms;
    int64_t end = placed.length_ms > 0                         ? start + placed.length_ms
                  : edit->ms == FROM_MIDDLE                    ? music->start_ms + music->length_ms * 7 / 10
                  : edit->ms == -1 && music->length_ms > 10000 ? music->start_ms + music->length_ms / 4
                                                               : video_ms;
    end = end > video_ms ? video_ms : end;
    if (start >= end)
        return false;
    /* The same stretch again: on top of what it has. */
    for (size_t i = 0; i < music->spans_count; i++)
        if (music->spans[i].start_ms == start && music->spans[i].end_ms == end) {
            music->spans[i].factor = fmin(music->spans[i].factor * edit->number, 8);
            return true;
        }
    if (music->spans_count == TIMELINE_MOST_SPANS) {
        memmove(music->spans, music->spans + 1, (TIMELINE_MOST_SPANS - 1) * sizeof *music->spans);
        music->spans_count--;
    }
    music->spans[music->spans_count++] =
        (struct timeline_span){.start_ms = start, .end_ms = end, .factor = edit->number};
    return true;
}
