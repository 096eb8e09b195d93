/* The timed wishes of a timeline as the composer's events. */
#include "plan_events.h"

enum { MOST_NAMED = 3 };

/* "Only piano in the first ten seconds" silences all others there, those too that the piece does not have: nobody
 * enters then. */
static bool is_solo(const struct timeline_music *music, const struct timeline_part *there)
{
    int silent = 0;
    for (size_t i = 0; i < music->parts_there_count; i++) {
        const struct timeline_part *other = &music->parts_there[i];
        silent +=
            other->lu <= TIMELINE_SILENT_LU && other->start_ms == there->start_ms && other->end_ms == there->end_ms;
    }
    return silent > MOST_NAMED;
}

bool plan_has_entry(const struct timeline_music *music, const struct timeline_part *there)
{
    bool whole = there->start_ms <= music->start_ms && there->end_ms >= music->start_ms + music->length_ms;
    return there->lu <= TIMELINE_SILENT_LU && !whole && !is_solo(music, there) &&
           (music->without_roles & 1u << there->role) == 0;
}

/* By time. */
static size_t event_add(struct music_event *events, size_t count, const struct music_event *event, int64_t length_ms)
{
    if (count == MUSIC_MOST_EVENTS || event->at_ms < 0 || event->at_ms >= length_ms)
        return count;
    size_t place = count;
    while (place > 0 && events[place - 1].at_ms > event->at_ms) {
        events[place] = events[place - 1];
        place--;
    }
    events[place] = *event;
    if (events[place].length_ms > length_ms)
        events[place].length_ms = length_ms;
    return count + 1;
}

size_t plan_events(const struct timeline_music *music, int64_t length_ms, struct music_event events[MUSIC_MOST_EVENTS])
{
    size_t count = 0;
    for (size_t i = 0; i < music->parts_there_count; i++) {
        const struct timeline_part *there = &music->parts_there[i];
        if (!plan_has_entry(music, there))
            continue;
        struct music_event event = {.role = (enum score_role)there->role};
        event.at_ms = there->start_ms - music->start_ms;
        event.kind = MUSIC_EVENT_EXIT;
        if (event.at_ms > 0)
            count = event_add(events, count, &event, length_ms);
        event.at_ms = there->end_ms - music->start_ms;
        event.kind = MUSIC_EVENT_ENTRY;
        if (event.at_ms > 0)
            count = event_add(events, count, &event, length_ms);
    }
    for (size_t i = 0; i < music->spans_count; i++) {
        const struct timeline_span *span = &music->spans[i];
        struct music_event event = {.at_ms = span->start_ms - music->start_ms,
                                    .length_ms = span->end_ms - span->start_ms,
                                    .kind = MUSIC_EVENT_STOP};
        if (span->stop != 0 && span->factor == 0)
            count = event_add(events, count, &event, length_ms);
    }
    for (size_t i = 0; i < music->course_count; i++) {
        const struct timeline_point *point = &music->course[i];
        struct music_event event = {.at_ms = point->at_ms, .length_ms = point->length_ms, .energy = point->energy};
        event.kind = point->kind == TIMELINE_POINT_RAMP ? MUSIC_EVENT_RAMP : MUSIC_EVENT_DROP;
        if (point->kind != TIMELINE_POINT_LEVEL)
            count = event_add(events, count, &event, length_ms);
    }
    return count;
}
