/* The bar: from the meter that is written to the grid that is composed on.
 *
 * Compound time is composed in beats of three: a dotted quarter of 6/8 or 12/8 is one beat of the grid, its eighths are
 * triplets, and meter_write() stretches everything by 3:2 when the piece stands. So every figure of a style has its
 * place in 6/8 as it has in a shuffle. Two bars of 6/8 are one of the grid. */
#include "piece.h"

void meter_plan(struct piece *piece)
{
    struct music_meter meter = piece->brief->meter;
    if (meter.unit == 0)
        meter = piece->style->bar_beats == 3 ? (struct music_meter){3, 4} : (struct music_meter){4, 4};
    piece->meter = meter;
    piece->compound = meter.unit == 8 && meter.beats % 3 == 0;
    piece->bar_ticks = piece->compound ? 4 * BEAT : meter.beats * (4 * BEAT / meter.unit);
    piece->pulse_ticks = piece->bar_ticks % BEAT == 0 ? BEAT : EIGHTH;
    piece->bar_beats = (piece->bar_ticks + BEAT - 1) / BEAT;
}

/* Which sixteenth of a bar of four beats stands at `step` of this bar: 3/4 leaves out the third beat, 5/4 has it twice,
 * 7/8 stops an eighth early. */
int meter_groove_step(const struct piece *piece, int step)
{
    static const int three[] = {0, 1, 3}, five[] = {0, 1, 2, 2, 3};
    if (piece->bar_ticks == 3 * BEAT && piece->style->bar_beats != 3)
        return three[step / 4 % 3] * 4 + step % 4;
    if (piece->bar_ticks == 5 * BEAT)
        return five[step / 4 % 5] * 4 + step % 4;
    return step % 16;
}

/* Where in the bar the second accent lies: 2+2, 3+2, 2+2+3 eighths; 0: none. */
int32_t meter_second_accent(const struct bar_plan *bar)
{
    switch (bar->length_ticks) {
    case 4 * BEAT:
        return 2 * BEAT;
    case 5 * BEAT:
        return 3 * BEAT;
    case 7 * EIGHTH:
        return 4 * EIGHTH;
    default:
        return 0;
    }
}

static int32_t stretched(int32_t ticks)
{
    return (int32_t)(((int64_t)ticks * 3 + 1) / 2);
}

void meter_write(const struct piece *piece, struct score *score)
{
    score->meter_beats = piece->meter.beats;
    score->meter_unit = piece->meter.unit;
    score->bar_ticks = piece->meter.beats * (4 * BEAT / piece->meter.unit);
    score->bar_beats = (score->bar_ticks + BEAT - 1) / BEAT;
    if (!piece->compound)
        return;
    score->bpm = score->bpm * 3 / 2;
    for (size_t i = 0; i < score->tempo_count; i++) {
        score->tempos[i].at_ticks = stretched(score->tempos[i].at_ticks);
        score->tempos[i].us_per_quarter = score->tempos[i].us_per_quarter / 3 * 2;
    }
    for (size_t i = 0; i < score->chord_count; i++)
        score->chords[i].at_ticks = stretched(score->chords[i].at_ticks);
    for (size_t p = 0; p < score->part_count; p++) {
        struct score_part *part = &score->parts[p];
        for (size_t i = 0; i < part->note_count; i++) {
            int32_t end = stretched(part->notes[i].start_ticks + part->notes[i].length_ticks);
            part->notes[i].start_ticks = stretched(part->notes[i].start_ticks);
            part->notes[i].length_ticks = end - part->notes[i].start_ticks;
        }
        for (size_t i = 0; i < part->control_count; i++)
            part->controls[i].at_ticks = stretched(part->controls[i].at_ticks);
    }
}
