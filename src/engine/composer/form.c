/* Tempo and bars: how a piece comes to fill its length exactly.
 *
 * The closing chord is struck at Te = D - r. The ring-out r floats in [1.2 s, 1.2 s + a bar], so
 * the tempo hardly has to move; what is left is weighed against a bar of two beats, a change of
 * tempo under 4 % and the cuts of the picture that would fall on beats. */
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "piece_internal.h"

enum {
    RING_LEAST_US = 1200000,
    RING_GOOD_US = 2400000, /* a longer ring-out costs */
    MOST_CUTS = 2048,
};

struct tempo_choice {
    int32_t us_per_quarter;
    int beats; /* before the closing chord: whole bars, or in 4/4 one of two beats as well */
    int64_t cost;
};

static int64_t ring_least_us(int64_t length_us)
{
    int64_t share = length_us * 2 / 5;
    return share < RING_LEAST_US ? share : RING_LEAST_US;
}

/* How much of the cuts' strength falls on beats: 0-1000, downbeats count in full, beats for
 * half. */
static int cuts_met(const struct piece *piece, int64_t us_per_quarter, int beats)
{
    const struct music_brief *brief = piece->brief;
    double sum = 0, met = 0;
    for (size_t i = 0; i < brief->cut_count && i < MOST_CUTS; i++) {
        int64_t at_us = brief->cuts[i].at_ms * 1000;
        int64_t beat = (at_us + us_per_quarter / 2) / us_per_quarter;
        if (beat <= 0 || beat > beats)
            continue;
        sum += brief->cuts[i].strength;
        int64_t off = at_us - beat * us_per_quarter;
        if (off <= CUT_NEAR_US && off >= -CUT_NEAR_US)
            met += brief->cuts[i].strength * (beat % piece->bar_beats == 0 ? 2 : 1);
    }
    return sum > 0 ? (int)(met / sum * 500) : 0;
}

/* The part of a beat that the slow last bar adds: 0 + 0 + 3 + 6 % of a beat. */
static int64_t ritard_us(const struct piece *piece, int64_t us_per_quarter, int beats)
{
    return piece->style->ritard && beats >= 16 && piece->brief->cut_count == 0
               ? us_per_quarter * 9 / 100
               : 0;
}

static void consider(const struct piece *piece, int64_t us_per_quarter, int permille,
                     struct tempo_choice *best)
{
    int64_t length_us = piece->brief->duration_ms * 1000;
    int64_t least = ring_least_us(length_us);
    int unit = piece->bar_beats == 4 ? 2 : piece->bar_beats;
    int beats = (int)((length_us - least) / us_per_quarter) / unit * unit;
    for (int back = 0; back <= unit && beats >= 0; back += unit, beats -= unit) {
        if (beats > 4 && beats % piece->bar_beats != 0 && piece->brief->cut_count > 0)
            continue;
        int64_t ring = length_us - beats * us_per_quarter - ritard_us(piece, us_per_quarter, beats);
        if (ring < least)
            continue;
        int64_t cost = permille < 0 ? -permille : permille;
        if (piece->brief->bpm > 0)
            cost *= 3;
        if (beats > 4 && beats % piece->bar_beats != 0)
            cost += 25;
        if (ring > RING_GOOD_US)
            cost += (ring - RING_GOOD_US) / 12000; /* a second too long weighs like 8 % of tempo */
        if (piece->brief->cut_count > 0)
            cost -= cuts_met(piece, us_per_quarter, beats) / 2;
        if (best->us_per_quarter == 0 || cost < best->cost)
            *best = (struct tempo_choice){(int32_t)us_per_quarter, beats, cost};
    }
}

static struct tempo_choice choose_tempo(const struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->brief->seed, "tempo");
    const struct style *style = piece->style;
    /* Milli-bpm, so that all that follows are integers. */
    int64_t milli = 1000 * (int64_t)style->least_bpm;
    milli += prng_between(&prng, 0, 1000 * (style->most_bpm - style->least_bpm));
    if (piece->brief->bpm > 0) {
        milli = (int64_t)(piece->brief->bpm * 1000);
    } else {
        milli = milli * (int64_t)(piece->brief->tempo_factor * 1000) / 1000;
        milli = milli * (1000 + 120 * piece->energy / 100) / 1000;
    }
    milli = milli < 40000 ? 40000 : milli > 220000 ? 220000 : milli;
    int64_t us = 60 * INT64_C(1000000000) / milli;
    /* Free tempo may go further to meet cuts: 8 %. */
    int reach = piece->brief->cut_count > 0 && piece->brief->bpm <= 0 ? 80 : 40;
    struct tempo_choice best = {0};
    for (int permille = -reach; permille <= reach; permille += 2)
        consider(piece, us * (1000 + permille) / 1000, permille, &best);
    if (best.us_per_quarter == 0)
        best = (struct tempo_choice){(int32_t)us, 0, 0};
    return best;
}

static void tempo_map(struct piece *piece, const struct tempo_choice *choice)
{
    struct score *score = piece->score;
    score->tempos = xcalloc(3, sizeof *score->tempos);
    score->tempos[0] = (struct score_tempo){0, choice->us_per_quarter};
    score->tempo_count = 1;
    if (ritard_us(piece, choice->us_per_quarter, choice->beats) > 0) {
        score->tempos[1] =
            (struct score_tempo){(choice->beats - 2) * BEAT, choice->us_per_quarter / 100 * 103};
        score->tempos[2] =
            (struct score_tempo){(choice->beats - 1) * BEAT, choice->us_per_quarter / 100 * 106};
        score->tempo_count = 3;
    }
}

static void mark_cuts(struct piece *piece)
{
    const struct music_brief *brief = piece->brief;
    int bar = 0;
    for (size_t i = 0; i < brief->cut_count && i < MOST_CUTS; i++) {
        if (brief->cuts[i].strength < 0.3)
            continue;
        int64_t at_us = brief->cuts[i].at_ms * 1000;
        int32_t ticks = score_us_to_ticks(piece->score, at_us);
        int32_t beat_ticks = (ticks + BEAT / 2) / BEAT * BEAT;
        int64_t off = score_ticks_to_us(piece->score, beat_ticks) - at_us;
        if (off > CUT_NEAR_US || off < -CUT_NEAR_US || beat_ticks >= piece->final_ticks)
            continue;
        while (bar + 1 < piece->bar_count && piece->bars[bar + 1].start_ticks <= beat_ticks)
            bar++;
        if (bar < piece->bar_count && piece->bars[bar].start_ticks <= beat_ticks)
            piece->bars[bar].cut_beats |= 1U
                                          << ((beat_ticks - piece->bars[bar].start_ticks) / BEAT);
    }
}

/* The bar of two beats stands before the last two bars, where the music turns to its end. */
static void lay_bars(struct piece *piece, int beats)
{
    int bar_beats = piece->bar_beats;
    piece->bar_count = (beats + bar_beats / 2) / bar_beats;
    piece->bars = xcalloc((size_t)piece->bar_count + 1, sizeof *piece->bars);
    int half = beats % bar_beats == 0 ? -1 : piece->bar_count > 3 ? piece->bar_count - 3 : 0;
    int32_t at = 0;
    for (int i = 0; i < piece->bar_count; i++) {
        piece->bars[i].start_ticks = at;
        piece->bars[i].length_ticks = i == half ? 2 * BEAT : bar_beats * BEAT;
        at += piece->bars[i].length_ticks;
    }
    piece->final_ticks = at;
}

void form_plan(struct piece *piece)
{
    struct tempo_choice choice = choose_tempo(piece);
    piece->us_per_quarter = choice.us_per_quarter;
    tempo_map(piece, &choice);
    lay_bars(piece, choice.beats);

    struct score *score = piece->score;
    score->end_ms = piece->brief->duration_ms;
    score->last_chord_ms = (score_ticks_to_us(score, piece->final_ticks) + 500) / 1000;
    /* The keys are let go before the end: what they leave ringing fades inside the piece. */
    int64_t length_us = score->end_ms * 1000;
    int64_t ring_us = length_us - score->last_chord_ms * 1000;
    int64_t let_go_us = ring_us / 4 < 400000 ? ring_us / 4 : 400000;
    piece->end_ticks = score_us_to_ticks(score, length_us - let_go_us);
    if (piece->end_ticks <= piece->final_ticks)
        piece->end_ticks = piece->final_ticks + 1;

    /* Speech over at least an eighth of a bar makes it a spoken bar. */
    for (int i = 0; i < piece->bar_count; i++)
        piece->bars[i].spoken =
            piece_spoken(piece, piece->bars[i].start_ticks,
                         piece->bars[i].start_ticks + piece->bars[i].length_ticks);
    mark_cuts(piece);
    sections_plan(piece);
}
