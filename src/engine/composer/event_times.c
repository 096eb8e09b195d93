/* When the timed wishes of a brief fall, and what they say of a part or of the level at a time.
 *
 * Each wish has a tick: the bar line nearest to it where that is within half a beat, else the nearest beat. The tempo
 * has been fitted to them before (picture_turns.c), so mostly it is the bar line. */
#include <stdlib.h>

#include "piece.h"

int32_t event_ticks(const struct piece *piece, int64_t at_ms)
{
    int32_t ticks = score_us_to_ticks(piece->score, at_ms * 1000), beat = (ticks + BEAT / 2) / BEAT * BEAT;
    for (int i = 0; i <= piece->bar_count; i++) {
        int32_t line = i < piece->bar_count ? piece->bars[i].start_ticks : piece->final_ticks;
        if (line - ticks > BEAT / 2)
            break;
        if (abs(line - ticks) <= BEAT / 2)
            return line;
        /* Beats are counted from the bar line: a bar of seven eighths moves them. */
        beat = line + (ticks - line + BEAT / 2) / BEAT * BEAT;
    }
    return beat;
}

int32_t beat_ticks(const struct piece *piece, int64_t at_ms)
{
    int32_t ticks = score_us_to_ticks(piece->score, at_ms * 1000), beat = (ticks + BEAT / 2) / BEAT * BEAT;
    for (int i = 0; i < piece->bar_count && piece->bars[i].start_ticks <= ticks; i++)
        beat = piece->bars[i].start_ticks + (ticks - piece->bars[i].start_ticks + BEAT / 2) / BEAT * BEAT;
    return beat;
}

bool event_concerns(const struct music_event *event, enum score_role role)
{
    return (event->kind == MUSIC_EVENT_ENTRY || event->kind == MUSIC_EVENT_EXIT) && event->role == role;
}

int part_asked_in(const struct piece *piece, enum score_role role, int bar)
{
    const struct music_brief *brief = piece->brief;
    int32_t start = piece->bars[bar].start_ticks, end = start + piece->bars[bar].length_ticks;
    int state = -1;
    bool plays = false;
    for (size_t i = 0; i < brief->event_count; i++) {
        const struct music_event *event = &brief->events[i];
        if (!event_concerns(event, role))
            continue;
        int32_t at = event_ticks(piece, event->at_ms);
        bool entry = event->kind == MUSIC_EVENT_ENTRY;
        if (state < 0)
            state = !entry; /* who is to enter is not there yet; who is to leave is */
        if (at >= end)
            break;
        plays = plays || (state == 1 && at > start);
        state = entry;
    }
    return state < 0 ? -1 : plays || state == 1;
}

/* The level of the last ramp that has begun by then, -1 ... +1: it goes evenly from where the one before ended. */
bool ramp_level(const struct piece *piece, int64_t at_ms, double *level)
{
    const struct music_brief *brief = piece->brief;
    bool any = false;
    double now = 0;
    for (size_t i = 0; i < brief->event_count; i++) {
        const struct music_event *event = &brief->events[i];
        if (event->kind != MUSIC_EVENT_RAMP)
            continue;
        /* The first one comes from the other side, so that there is a way to go. */
        double from = any ? now : event->energy > 0 ? -0.5 : 0.3;
        int64_t end = event->length_ms > 0 ? event->at_ms + event->length_ms : piece->score->last_chord_ms;
        if (!any && at_ms < event->at_ms) {
            *level = from / 2;
            return event->at_ms > 0;
        }
        any = true;
        if (at_ms < event->at_ms)
            break;
        double share =
            at_ms >= end || end <= event->at_ms ? 1 : (double)(at_ms - event->at_ms) / (double)(end - event->at_ms);
        now = from + (event->energy - from) * share;
    }
    *level = now;
    return any;
}
