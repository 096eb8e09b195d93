/* Tempo and bars: how a piece comes to fill its length exactly.
 *
 * The closing chord is struck at Te = D - r. The ring-out r floats in [1.2 s, 1.2 s + a bar], so
 * the tempo hardly has to move; what is left is weighed against a bar of two beats, a change of
 * tempo under 4 %. Where the picture has cuts, cut_tempo.c makes the tempo map. */
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum {
    RING_LEAST_US = 1200000,
    RING_GOOD_US = 2400000, /* a longer ring-out costs */
    MOST_CUTS = 2048,
    MOST_BEND_PERMILLE = 40,
};

struct tempo_choice {
    int32_t us_per_quarter;
    int pulses; /* before the closing chord: whole bars, or in 4/4 one of two beats as well */
    int64_t cost;
};

static int64_t ring_least_us(int64_t length_us)
{
    int64_t share = length_us * 2 / 5;
    return share < RING_LEAST_US ? share : RING_LEAST_US;
}

/* The part of a beat that the slow last bar adds: 0 + 0 + 3 + 6 % of a beat. */
static int64_t ritard_us(const struct piece *piece, int64_t us_per_quarter, int pulses)
{
    bool slows = piece->style->ritard && pulses >= 16 && piece->brief->cut_count == 0 && piece->pulse_ticks == BEAT;
    return slows ? us_per_quarter * 9 / 100 : 0;
}

/* A tempo that the written meter can have in whole microseconds: in compound time two thirds of it are written. */
static int64_t whole_us(const struct piece *piece, int64_t us_per_quarter)
{
    return piece->compound ? us_per_quarter - us_per_quarter % 3 : us_per_quarter;
}

static void consider(const struct piece *piece, int64_t us_per_quarter, int permille, struct tempo_choice *best)
{
    int64_t length_us = piece->brief->duration_ms * 1000;
    int64_t least = ring_least_us(length_us);
    int bar_pulses = piece->bar_ticks / piece->pulse_ticks;
    bool halves = piece->bar_ticks == 4 * BEAT && piece->meter.beats != 12;
    int unit = halves ? 2 : bar_pulses;
    us_per_quarter = whole_us(piece, us_per_quarter);
    int64_t pulse_us = us_per_quarter * piece->pulse_ticks / BEAT;
    int pulses = (int)((length_us - least) / pulse_us) / unit * unit;
    for (int back = 0; back <= unit && pulses >= 0; back += unit, pulses -= unit) {
        int64_t ring =
            length_us - pulses * us_per_quarter * piece->pulse_ticks / BEAT - ritard_us(piece, us_per_quarter, pulses);
        if (ring < least)
            continue;
        int64_t cost = permille < 0 ? -permille : permille;
        if (piece->brief->bpm > 0)
            cost *= 3;
        if (pulses > 4 && pulses % bar_pulses != 0)
            cost += 25;
        if (ring > RING_GOOD_US)
            cost += (ring - RING_GOOD_US) / 12000; /* a second too long weighs like 8 % of tempo */
        if (best->us_per_quarter == 0 || cost < best->cost)
            *best = (struct tempo_choice){(int32_t)us_per_quarter, pulses, cost};
    }
}

/* What the wishes make of a tempo of the style, as microseconds a quarter. */
static int64_t wished_us(const struct piece *piece, int64_t milli_bpm)
{
    if (piece->brief->bpm > 0) {
        milli_bpm = (int64_t)(piece->brief->bpm * 1000);
    } else {
        milli_bpm = milli_bpm * (int64_t)(piece->brief->tempo_factor * 1000) / 1000;
        milli_bpm = milli_bpm * (1000 + 120 * piece->energy / 100) / 1000;
    }
    milli_bpm = milli_bpm < 40000 ? 40000 : milli_bpm > 220000 ? 220000 : milli_bpm;
    /* Quarters are what is written and what is asked for; the beat of compound time has three eighths. */
    if (piece->compound)
        milli_bpm = milli_bpm * 2 / 3;
    return 60 * INT64_C(1000000000) / milli_bpm;
}

/* In milli-bpm, so that all that follows are integers. The blend has a third of the say: a trailer's orchestra is in
 * more of a hurry than the orchestra by itself, and dark jazz in less of one than jazz. */
static void tempo_range(const struct piece *piece, int *least, int *most)
{
    *least = 1000 * piece->style->least_bpm;
    *most = 1000 * piece->style->most_bpm;
    if (piece->blend != NULL) {
        *least = (2 * *least + 1000 * piece->blend->least_bpm) / 3;
        *most = (2 * *most + 1000 * piece->blend->most_bpm) / 3;
    }
}

static struct tempo_choice choose_tempo(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->tune_seed, "tempo");
    int least, most;
    tempo_range(piece, &least, &most);
    int milli = least + prng_between(&prng, 0, most - least);
    int64_t us = wished_us(piece, milli);
    struct tempo_choice best = {0};
    if (piece->brief->cut_count > 0) {
        best.pulses =
            cut_tempo_plan(piece, (double)us, (double)wished_us(piece, most), (double)wished_us(piece, least));
        if (best.pulses > 0) {
            best.us_per_quarter = piece->score->tempos[0].us_per_quarter;
            return best;
        }
    }
    for (int permille = -MOST_BEND_PERMILLE; permille <= MOST_BEND_PERMILLE; permille += 2)
        consider(piece, us * (1000 + permille) / 1000, permille, &best);
    if (best.us_per_quarter == 0)
        best = (struct tempo_choice){(int32_t)whole_us(piece, us), 0, 0};
    return best;
}

static void tempo_map(struct piece *piece, const struct tempo_choice *choice)
{
    struct score *score = piece->score;
    if (score->tempo_count > 0)
        return; /* cut_tempo.c's */
    score->tempos = xcalloc(3, sizeof *score->tempos);
    score->tempos[0] = (struct score_tempo){0, choice->us_per_quarter};
    score->tempo_count = 1;
    if (ritard_us(piece, choice->us_per_quarter, choice->pulses) > 0) {
        int32_t slow = (int32_t)whole_us(piece, choice->us_per_quarter / 100 * 103);
        int32_t slower = (int32_t)whole_us(piece, choice->us_per_quarter / 100 * 106);
        score->tempos[1] = (struct score_tempo){(choice->pulses - 2) * BEAT, slow};
        score->tempos[2] = (struct score_tempo){(choice->pulses - 1) * BEAT, slower};
        score->tempo_count = 3;
    }
}

static bool is_near(const struct piece *piece, int32_t ticks, int64_t at_us)
{
    int64_t off = score_ticks_to_us(piece->score, ticks) - at_us;
    return off <= CUT_NEAR_US && off >= -CUT_NEAR_US && ticks < piece->final_ticks;
}

static void mark_beat(struct bar_plan *bar, int32_t ticks, enum music_cut_kind kind)
{
    unsigned bit = 1U << ((ticks - bar->start_ticks) / BEAT);
    if (kind == MUSIC_CUT_SOFT)
        bar->soft_beats |= bit;
    else
        bar->cut_beats |= bit;
    if (kind == MUSIC_CUT_FLASH)
        bar->hit_beats |= bit;
}

static void mark_cuts(struct piece *piece)
{
    const struct music_brief *brief = piece->brief;
    int bar = 0;
    double strongest = 0;
    piece->main_cut_bar = -1;
    piece->main_cut_ticks = -1;
    for (size_t i = 0; i < brief->cut_count && i < MOST_CUTS; i++) {
        double strength = brief->cuts[i].strength;
        bool main_cut = strength > strongest;
        strongest = main_cut ? strength : strongest;
        if (main_cut) {
            piece->main_cut_bar = -1;
            piece->main_cut_ticks = -1;
        }
        if (strength < 0.3 && !main_cut)
            continue;
        int64_t at_us = brief->cuts[i].at_ms * 1000;
        int32_t ticks = score_us_to_ticks(piece->score, at_us);
        int32_t beat_ticks = (ticks + BEAT / 2) / BEAT * BEAT;
        int32_t eighth_ticks = (ticks + EIGHTH / 2) / EIGHTH * EIGHTH;
        /* A chord may come early by an eighth where no tempo of the style has a beat in reach. */
        if (main_cut && is_near(piece, eighth_ticks, at_us))
            piece->main_cut_ticks = eighth_ticks;
        if (!is_near(piece, beat_ticks, at_us))
            continue;
        while (bar + 1 < piece->bar_count && piece->bars[bar + 1].start_ticks <= beat_ticks)
            bar++;
        if (bar < piece->bar_count && piece->bars[bar].start_ticks <= beat_ticks)
            mark_beat(&piece->bars[bar], beat_ticks, brief->cuts[i].kind);
        if (main_cut)
            piece->main_cut_ticks = beat_ticks;
        if (main_cut && bar < piece->bar_count && piece->bars[bar].start_ticks == beat_ticks)
            piece->main_cut_bar = bar;
    }
}

static void mark_titles(struct piece *piece)
{
    int bar = 0;
    for (size_t i = 0; i < piece->brief->title_count; i++) {
        int32_t at = beat_ticks(piece, piece->brief->titles_ms[i]);
        while (bar + 1 < piece->bar_count && piece->bars[bar + 1].start_ticks <= at)
            bar++;
        if (at > 0 && at < piece->final_ticks)
            piece->bars[bar].title_beats |= 1U << ((at - piece->bars[bar].start_ticks) / BEAT);
    }
}

/* The bar of two beats stands before the last two bars, where the music turns to its end. */
static void lay_bars(struct piece *piece, int pulses)
{
    int bar_pulses = piece->bar_ticks / piece->pulse_ticks;
    piece->bar_count = (pulses + bar_pulses / 2) / bar_pulses;
    piece->bars = xcalloc((size_t)piece->bar_count + 1, sizeof *piece->bars);
    int half = pulses % bar_pulses == 0 ? -1 : piece->bar_count > 3 ? piece->bar_count - 3 : 0;
    int32_t at = 0;
    for (int i = 0; i < piece->bar_count; i++) {
        piece->bars[i].start_ticks = at;
        piece->bars[i].length_ticks = i == half ? 2 * BEAT : piece->bar_ticks;
        at += piece->bars[i].length_ticks;
    }
    piece->final_ticks = at;
}

void form_plan(struct piece *piece)
{
    struct tempo_choice choice = choose_tempo(piece);
    piece->us_per_quarter = choice.us_per_quarter;
    tempo_map(piece, &choice);
    lay_bars(piece, choice.pulses);

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
            piece_spoken(piece, piece->bars[i].start_ticks, piece->bars[i].start_ticks + piece->bars[i].length_ticks);
    mark_cuts(piece);
    mark_titles(piece);
    sections_plan(piece);
}
