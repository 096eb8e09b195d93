/* Two pieces in a row. */
#include "score_join.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"

/* Tempo changes of less are hardly noticed (docs/music.md). */
#define MOST_STRETCH 0.04

enum { BEND_CENTRE = 8192, CHANNELS = 16, EXPRESSION = 11, FULL = 127 };

/* Nothing of the first piece sounds past the join. */
static void part_end(struct score_part *part, int32_t at_ticks)
{
    size_t kept = 0;
    for (size_t i = 0; i < part->note_count; i++) {
        struct score_note note = part->notes[i];
        if (note.start_ticks >= at_ticks)
            continue;
        if (note.start_ticks + note.length_ticks > at_ticks)
            note.length_ticks = at_ticks - note.start_ticks;
        part->notes[kept++] = note;
    }
    part->note_count = kept;
    kept = 0;
    for (size_t i = 0; i < part->control_count; i++)
        if (part->controls[i].at_ticks < at_ticks)
            part->controls[kept++] = part->controls[i];
    part->control_count = kept;
}

static struct score_part *part_find(struct score *score, const struct score_part *like)
{
    struct score_part *same_role = NULL;
    for (size_t i = 0; i < score->part_count; i++) {
        struct score_part *part = &score->parts[i];
        if (part->role == like->role && part->program == like->program)
            return part;
        /* The kit has one channel. */
        if (part->role == like->role && (same_role == NULL || part->role == SCORE_DRUMS))
            same_role = part;
    }
    return like->role == SCORE_DRUMS || score->part_count == SCORE_MOST_PARTS ? same_role : NULL;
}

static int channel_free(const struct score *score)
{
    for (int channel = 0; channel < CHANNELS; channel++) {
        bool taken = channel == SCORE_DRUM_CHANNEL;
        for (size_t i = 0; i < score->part_count; i++)
            taken = taken || score->parts[i].channel == channel;
        if (!taken)
            return channel;
    }
    return -1;
}

/* Wheel and expression of the first piece must not colour the second. */
static void controls_reset(struct score_part *part, int32_t at_ticks)
{
    if (part->control_count == 0)
        return;
    const struct score_control resets[] = {{at_ticks, SCORE_BEND, BEND_CENTRE}, {at_ticks, EXPRESSION, FULL}};
    part->controls = xreallocarray(part->controls, part->control_count + 2, sizeof *part->controls);
    memcpy(part->controls + part->control_count, resets, sizeof resets);
    part->control_count += 2;
}

static void part_append(struct score_part *part, const struct score_part *next, int32_t at_ticks)
{
    controls_reset(part, at_ticks);
    part->notes = xreallocarray(part->notes, part->note_count + next->note_count + 1, sizeof *part->notes);
    for (size_t i = 0; i < next->note_count; i++) {
        part->notes[part->note_count] = next->notes[i];
        part->notes[part->note_count++].start_ticks += at_ticks;
    }
    part->controls =
        xreallocarray(part->controls, part->control_count + next->control_count + 1, sizeof *part->controls);
    for (size_t i = 0; i < next->control_count; i++) {
        part->controls[part->control_count] = next->controls[i];
        part->controls[part->control_count++].at_ticks += at_ticks;
    }
}

static int by_start(const void *a, const void *b)
{
    const struct score_note *x = a, *y = b;
    return x->start_ticks != y->start_ticks ? (x->start_ticks > y->start_ticks) - (x->start_ticks < y->start_ticks)
                                            : (x->key > y->key) - (x->key < y->key);
}

static int by_time(const void *a, const void *b)
{
    const struct score_control *x = a, *y = b;
    return x->at_ticks != y->at_ticks ? (x->at_ticks > y->at_ticks) - (x->at_ticks < y->at_ticks)
                                      : (x->controller > y->controller) - (x->controller < y->controller);
}

static void parts_join(struct score *score, const struct score *next, int32_t at_ticks)
{
    unsigned taken = 0;
    for (size_t i = 0; i < next->part_count; i++) {
        const struct score_part *more = &next->parts[i];
        struct score_part *part = part_find(score, more);
        int channel = more->role == SCORE_DRUMS ? SCORE_DRUM_CHANNEL : channel_free(score);
        if (part == NULL && (channel < 0 || score->part_count == SCORE_MOST_PARTS))
            continue;
        if (part == NULL) {
            part = &score->parts[score->part_count++];
            *part = *more;
            part->channel = (uint8_t)channel;
            part->notes = NULL;
            part->controls = NULL;
            part->note_count = part->control_count = 0;
        }
        size_t index = (size_t)(part - score->parts);
        part_append(part, more, at_ticks);
        /* Two parts of the second piece in one of the first: what they play is one stream then. */
        if ((taken & 1u << index) != 0) {
            qsort(part->notes, part->note_count, sizeof *part->notes, by_start);
            qsort(part->controls, part->control_count, sizeof *part->controls, by_time);
        }
        taken |= 1u << index;
    }
}

/* The bar line nearest to `at_ms`, counted from the last join. Where the last piece comes to it by a tempo that is
 * hardly another one, it takes that tempo, so that the bar line falls there exactly; else the join falls into a bar. */
static int32_t bar_meet(struct score *score, int64_t at_ms, int32_t from_ticks, int bar_ticks)
{
    int32_t at_ticks = score_us_to_ticks(score, at_ms * 1000);
    int64_t from_us = score_ticks_to_us(score, from_ticks), wanted_us = at_ms * 1000 - from_us;
    if (bar_ticks <= 0 || wanted_us <= 0)
        return at_ticks;
    int32_t bars = (at_ticks - from_ticks + bar_ticks / 2) / bar_ticks, line = from_ticks + bars * bar_ticks;
    int64_t has_us = score_ticks_to_us(score, line) - from_us;
    double stretch = has_us > 0 ? (double)wanted_us / (double)has_us : 0;
    if (bars == 0 || stretch < 1 - MOST_STRETCH || stretch > 1 + MOST_STRETCH)
        return at_ticks;
    for (size_t i = 0; i < score->tempo_count; i++)
        if (score->tempos[i].at_ticks >= from_ticks)
            score->tempos[i].us_per_quarter = (int32_t)(score->tempos[i].us_per_quarter * stretch + 0.5);
    if (from_ticks == 0)
        score->bpm /= stretch;
    int64_t from_ms = (from_us + 500) / 1000;
    for (size_t i = 0; i < score->section_count; i++) {
        struct score_section *section = &score->sections[i];
        if (section->start_ms < from_ms)
            continue;
        section->start_ms = from_ms + (int64_t)((double)(section->start_ms - from_ms) * stretch);
        section->end_ms = from_ms + (int64_t)((double)(section->end_ms - from_ms) * stretch);
    }
    if (score->section_count > 0)
        score->sections[score->section_count - 1].end_ms = at_ms;
    return line;
}

int32_t score_join(struct score *score, struct score *next, int64_t at_ms, int32_t from_ticks)
{
    int32_t at_ticks = bar_meet(score, at_ms, from_ticks, score->bar_ticks);
    size_t kept = 0;
    for (size_t i = 0; i < score->part_count; i++)
        part_end(&score->parts[i], at_ticks);
    parts_join(score, next, at_ticks);
    while (kept < score->tempo_count && (kept == 0 || score->tempos[kept].at_ticks < at_ticks))
        kept++;
    score->tempos = xreallocarray(score->tempos, kept + next->tempo_count + 1, sizeof *score->tempos);
    for (size_t i = 0; i < next->tempo_count; i++) {
        score->tempos[kept] = next->tempos[i];
        score->tempos[kept++].at_ticks += at_ticks;
    }
    score->tempo_count = kept;
    score->sections =
        xreallocarray(score->sections, score->section_count + next->section_count + 1, sizeof *score->sections);
    for (size_t i = 0; i < next->section_count; i++) {
        struct score_section section = next->sections[i];
        section.start_ms += at_ms;
        section.end_ms += at_ms;
        score->sections[score->section_count++] = section;
    }
    for (kept = 0; kept < score->chord_count && score->chords[kept].at_ticks < at_ticks;)
        kept++;
    score->chords = xreallocarray(score->chords, kept + next->chord_count + 1, sizeof *score->chords);
    for (size_t i = 0; i < next->chord_count; i++) {
        score->chords[kept] = next->chords[i];
        score->chords[kept++].at_ticks += at_ticks;
    }
    score->chord_count = kept;
    score->last_chord_ms = at_ms + next->last_chord_ms;
    score->end_ms = at_ms + next->end_ms;
    /* Bars are counted on from here. */
    score->bar_ticks = next->bar_ticks;
    score_release(next);
    return at_ticks;
}
