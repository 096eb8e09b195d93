/* What a part does of the timed wishes: enters, leaves, stops, marks what is struck (event_times.c says when). */
#include <stdlib.h>
#include <string.h>

#include "piece.h"

enum { PEDAL = 64, KICK = 36, CRASH = 49, LOUD_HIT = 14, ON_CUT = 12, ON_SOFT_CUT = 7, NEAR_HIT = SIXTEENTH };

/* Takes out what begins in [from, to), cuts what sounds into it, and lets what is held go on behind it. */
static void silence(struct part_draft *draft, int32_t from, int32_t to)
{
    size_t kept = 0;
    for (size_t i = 0; i < draft->count; i++) {
        struct draft_note note = draft->notes[i];
        int32_t end = note.start_ticks + note.length_ticks;
        if (note.start_ticks < from && end > from) {
            note.length_ticks = from - note.start_ticks;
        } else if (note.start_ticks >= from && note.start_ticks < to) {
            if (end - to < EIGHTH || draft->row->role == SCORE_DRUMS)
                continue;
            note.start_ticks = to;
            note.length_ticks = end - to;
        }
        draft->notes[kept++] = note;
    }
    draft->count = kept;
    /* The foot comes off as well. */
    for (size_t i = 0; i < draft->control_count; i++) {
        struct score_control *control = &draft->controls[i];
        if (control->controller == PEDAL && control->at_ticks >= from && control->at_ticks < to)
            control->value = 0;
    }
    size_t place = draft->control_count;
    bool has_pedal = false;
    for (size_t i = 0; i < draft->control_count; i++)
        has_pedal = has_pedal || draft->controls[i].controller == PEDAL;
    if (!has_pedal || from <= 0)
        return;
    part_control(draft, INT32_MAX, PEDAL, 0);
    while (place > 0 && draft->controls[place - 1].at_ticks > from) {
        draft->controls[place] = draft->controls[place - 1];
        place--;
    }
    draft->controls[place] = (struct score_control){from, PEDAL, 0};
}

/* Who enters is heard at once, whatever its figure would have done there. */
static void strike_entry(const struct piece *piece, struct part_draft *draft, int32_t at)
{
    if (at >= piece->final_ticks)
        return;
    int32_t next = piece->final_ticks;
    for (size_t i = 0; i < draft->count; i++) {
        if (draft->notes[i].start_ticks >= at && draft->notes[i].start_ticks <= at + EIGHTH)
            return;
        if (draft->notes[i].start_ticks > at && draft->notes[i].start_ticks < next)
            next = draft->notes[i].start_ticks;
    }
    if (draft->row->role == SCORE_DRUMS) {
        part_add(draft, at, SIXTEENTH, KICK, 8);
        part_add(draft, at, 2 * BEAT, CRASH, -4);
        return;
    }
    const struct chord *chord = &piece_chord_at(piece, at)->chord;
    int32_t length = next - at < 2 * BEAT ? next - at : 2 * BEAT;
    part_add(draft, at, length,
             key_near(chord->root, (draft->row->low + draft->row->high) / 2, draft->row->low, draft->row->high), 4);
}

static void follow_entries(const struct piece *piece, struct part_draft *draft)
{
    const struct music_brief *brief = piece->brief;
    int32_t silent_from = 0;
    bool first = true, silent = false;
    for (size_t i = 0; i < brief->event_count; i++) {
        const struct music_event *event = &brief->events[i];
        if (!event_concerns(event, draft->row->role))
            continue;
        int32_t at = event_ticks(piece, event->at_ms);
        bool entry = event->kind == MUSIC_EVENT_ENTRY;
        if (entry && (silent || first)) {
            silence(draft, silent_from, at);
            strike_entry(piece, draft, at);
        }
        if (!entry)
            silent_from = at;
        silent = !entry;
        first = false;
    }
    if (silent)
        silence(draft, silent_from, piece->end_ticks + 1);
}

/* The strong strokes: what falls on them is louder, and the drums mark them. */
static void mark_hit(struct part_draft *draft, int32_t at)
{
    bool struck = false;
    for (size_t i = 0; i < draft->count; i++)
        if (abs(draft->notes[i].start_ticks - at) <= NEAR_HIT) {
            draft->notes[i].velocity += LOUD_HIT;
            struck = true;
        }
    if (draft->row->role == SCORE_DRUMS && struck) {
        part_add(draft, at, SIXTEENTH, KICK, 16);
        part_add(draft, at, 2 * BEAT, CRASH, 4);
    }
}

/* What falls on a turn of the picture or on a title is louder, whoever plays it: most on a hard cut or a flash. */
static void lean_on_cuts(const struct piece *piece, struct part_draft *draft)
{
    int bar = 0;
    for (size_t i = 0; i < draft->count; i++) {
        struct draft_note *note = &draft->notes[i];
        while (bar > 0 && piece->bars[bar].start_ticks > note->start_ticks)
            bar--;
        while (bar + 1 < piece->bar_count && piece->bars[bar + 1].start_ticks <= note->start_ticks)
            bar++;
        if (bar >= piece->bar_count || note->start_ticks >= piece->final_ticks)
            continue;
        int32_t into = note->start_ticks - piece->bars[bar].start_ticks;
        bool on_beat = into >= 0 && into % BEAT == 0 && into / BEAT < 32;
        if (on_beat && (piece->bars[bar].cut_beats >> (into / BEAT) & 1) != 0)
            note->velocity += ON_CUT;
        else if (on_beat && ((piece->bars[bar].soft_beats | piece->bars[bar].title_beats) >> (into / BEAT) & 1) != 0)
            note->velocity += ON_SOFT_CUT;
    }
}

/* Everybody is off the keys for the sixteenth before `at`, so that what is struck there is heard as a stroke. What is
 * held through it stays, the tune keeps its notes, and what rises into it goes on. */
static void breathe_before(struct part_draft *draft, int32_t at)
{
    int32_t from = at - SIXTEENTH;
    size_t kept = 0;
    for (size_t i = 0; i < draft->count; i++) {
        struct draft_note note = draft->notes[i];
        int32_t end = note.start_ticks + note.length_ticks;
        bool inside = note.start_ticks >= from && note.start_ticks < at;
        if (inside && draft->row->role != SCORE_LEAD && end <= at + EIGHTH)
            continue;
        if (!inside && note.start_ticks < from && end > from && end <= at + SIXTEENTH)
            note.length_ticks = from - note.start_ticks;
        draft->notes[kept++] = note;
    }
    draft->count = kept;
}

/* A breath before hard cuts and flashes, at most one a bar: more would be a stutter. */
static void breathe_before_cuts(const struct piece *piece, struct part_draft *draft)
{
    int32_t last = -piece->bar_ticks;
    if (draft->row->figure == FIGURE_RISER)
        return;
    for (int bar = 0; bar < piece->bar_count; bar++)
        for (int beat = 0; beat < piece->bar_beats; beat++) {
            int32_t at = piece->bars[bar].start_ticks + beat * BEAT;
            if ((piece->bars[bar].cut_beats >> beat & 1) == 0 || at - last < piece->bar_ticks ||
                at >= piece->final_ticks)
                continue;
            breathe_before(draft, at);
            last = at;
        }
}

void part_follow_events(const struct piece *piece, struct part_draft *draft)
{
    const struct music_brief *brief = piece->brief;
    lean_on_cuts(piece, draft);
    breathe_before_cuts(piece, draft);
    follow_entries(piece, draft);
    /* Who marks a place by hand wants to hear it. */
    for (size_t i = 0; i < brief->marker_count; i++) {
        int32_t at = beat_ticks(piece, brief->markers_ms[i]);
        if (at > 0 && at < piece->final_ticks)
            mark_hit(draft, at);
    }
    for (size_t i = 0; i < brief->event_count; i++) {
        const struct music_event *event = &brief->events[i];
        int32_t at = event_ticks(piece, event->at_ms);
        if (at >= piece->final_ticks)
            continue;
        if (event->kind == MUSIC_EVENT_STOP) {
            int32_t to =
                event->length_ms > 0 ? event_ticks(piece, event->at_ms + event->length_ms) : at + piece->bar_ticks;
            to = to <= at ? at + BEAT : to;
            silence(draft, at, to < piece->final_ticks ? to : piece->final_ticks);
        } else if (event->kind == MUSIC_EVENT_DROP) {
            /* A breath before it: only what rises into it is still there. */
            if (draft->row->figure != FIGURE_RISER && at >= 2 * BEAT)
                silence(draft, at - BEAT, at);
            mark_hit(draft, at);
        } else if (event->kind == MUSIC_EVENT_HIT) {
            mark_hit(draft, at);
        }
    }
}
