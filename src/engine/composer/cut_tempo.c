/* A tempo that meets the cuts of the picture.
 *
 * The piece runs from anchor to anchor, each of them a cut that lies exactly on a beat; the tempo is
 * constant between two. Which cuts are anchors, and how many beats lie between them, is found by dynamic
 * programming (docs/music.md): what counts is how much of the cuts' weight lies on beats, anchors or not,
 * downbeats most, against the price of every change of tempo. No stretch is more than 4 % faster or slower
 * than the one before it, nor 6 % than the whole: a change of 3 % is hardly heard (Drake & Botte
 * 1993: 3 % in a row of six beats). The tempo of the whole is tried in steps over the style's range; one that was asked
 * for is kept to 2 %. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum {
    MOST_ANCHORS = 240,      /* the strongest; in an hour of music one in 15 s */
    MOST_STRETCH_BEATS = 96, /* a longer path without an anchor is walked by a cut's neighbour */
    LEAST_STRETCH_BEATS = 4,
    BINS = 41, /* tempos: every 0.3 percent from -6 to +6 */
    MOST_STEP =
        11, /* bins from one stretch to the next: with rounding 3.6 percent of the whole, 3.9 of a slow stretch */
    MOST_BEATS_IN_BAR = 7, /* pulses: quarters, in 7/8 eighths */
    /* On a beat means this near: a little less than what is felt as together, so that rounding
     * has room. */
    NEAR_US = 58000,
};

#define MOST_BEND       0.06
#define ASKED_BEND      0.02 /* from a tempo that was asked for */
#define BIN_WIDTH       (2 * MOST_BEND / (BINS - 1))
#define BEND_PRICE      6.0  /* for a change of tempo by 100 % */
#define ANCHOR_PRICE    0.06 /* so that a stretch goes on when nothing is won by ending it */
#define RANGE_PRICE     0.2  /* for a tempo at the other end of the style's range than the seed's */
#define RING_PRICE      0.4  /* for each second that the last chord rings too long */
#define ASIDE_PRICE     0.2  /* of a cut's weight at the edge of what is near: a frame or two off are seen on a flash */
#define HALF_BAR        0.9  /* what a cut counts on the third beat of four, and on other beats */
#define OTHER_BEAT      0.75
#define STRONGEST_ASIDE 0.8

struct anchor {
    double at_us, weight;
};

/* The best path to an anchor, by the tempo of its last stretch and by its beat in the bar. */
struct path {
    double score;
    int32_t beats; /* from the beginning */
    int16_t from;  /* anchor, -1: the beginning */
    int8_t bin, place;
};

struct search {
    const struct piece *piece;
    struct anchor *anchors; /* by time */
    int count;
    double *cut_us, *weight; /* all cuts */
    int cut_count, strongest;
    double length_us, ring_least_us;
    double most_bend; /* from the tempo of the whole */
    int bar_beats;
    struct path *paths; /* [anchor + 1][bin][place]; row 0: the beginning */
};

/* The end of the best path for one tempo. */
struct last_stretch {
    double score;
    int32_t beats;  /* of the whole */
    int anchor;     /* the last one, -1: none */
    int bin, place; /* its path */
    double quarter_us;
};

static struct path *path_at(const struct search *search, int anchor, int bin, int place)
{
    return &search->paths[((anchor + 1) * BINS + bin) * search->bar_beats + place];
}

/* The cuts of a stretch that lie on beats, by the beat's place in a bar that begins with the stretch. */
struct cuts_on_beats {
    double by_place[MOST_BEATS_IN_BAR], strongest[MOST_BEATS_IN_BAR];
};

/* The cuts in (from, to] when beats lie `quarter_us` apart from `from` on. `next`: the first cut behind `from`. */
static struct cuts_on_beats find_cuts_on_beats(const struct search *search, int next, double from, double to,
                                               double quarter_us)
{
    struct cuts_on_beats cuts = {{0}, {0}};
    for (int i = next; i < search->cut_count && search->cut_us[i] <= to + 1; i++) {
        double beats = (search->cut_us[i] - from) / quarter_us, nearest = floor(beats + 0.5);
        double off = fabs(beats - nearest) * quarter_us / NEAR_US;
        if (nearest < 1 || off > 1)
            continue;
        int place = (int)nearest % search->bar_beats;
        *(i == search->strongest ? &cuts.strongest[place] : &cuts.by_place[place]) +=
            search->weight[i] * (1 - ASIDE_PRICE * off * off);
    }
    return cuts;
}

/* What they are worth when the stretch begins at `place` of a bar. The strongest cut wants a new chord, and chords
 * change on downbeats and in the middle of a bar. */
static double cuts_value(const struct search *search, const struct cuts_on_beats *cuts, int place)
{
    double sum = 0;
    for (int i = 0; i < search->bar_beats; i++) {
        int beat = (place + i) % search->bar_beats;
        bool middle = beat * 2 == search->bar_beats;
        sum += cuts->by_place[i] * (beat == 0 ? 1 : middle ? HALF_BAR : OTHER_BEAT);
        sum += cuts->strongest[i] * (beat == 0 ? 1 : middle ? HALF_BAR : STRONGEST_ASIDE);
    }
    return sum;
}

static int first_cut_behind(const struct search *search, double at_us)
{
    int low = 0, high = search->cut_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (search->cut_us[middle] > at_us + 1)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static double anchor_us(const struct search *search, int anchor)
{
    return anchor < 0 ? 0 : search->anchors[anchor].at_us;
}

/* Every path to `from` goes on over `beats` beats that take `quarter_us` each to anchor `to`. */
static void extend_paths(struct search *search, int from, int to, int32_t beats, double base_us, double quarter_us)
{
    double bend = quarter_us / base_us - 1;
    int bin = (int)floor((bend + MOST_BEND) / BIN_WIDTH + 0.5);
    if (bin < 0 || bin >= BINS || fabs(bend) > search->most_bend)
        return;
    double start = anchor_us(search, from);
    struct cuts_on_beats cuts =
        find_cuts_on_beats(search, first_cut_behind(search, start), start, anchor_us(search, to), quarter_us);
    int least = bin > MOST_STEP ? bin - MOST_STEP : 0;
    int most = bin + MOST_STEP < BINS ? bin + MOST_STEP : BINS - 1;
    for (int place = 0; place < search->bar_beats; place++) {
        double value = cuts_value(search, &cuts, place) - ANCHOR_PRICE;
        for (int before = least; before <= most; before++) {
            const struct path *path = path_at(search, from, before, place);
            if (path->score == -HUGE_VAL)
                continue;
            double change = from < 0 ? fabs(bend) : abs(bin - before) * BIN_WIDTH;
            double score = path->score + value - BEND_PRICE * change;
            int there = (int)((path->beats + beats) % search->bar_beats);
            struct path *best = path_at(search, to, bin, there);
            if (score > best->score)
                *best = (struct path){score, path->beats + beats, (int16_t)from, (int8_t)before, (int8_t)place};
        }
    }
}

static void clear_paths(struct search *search)
{
    for (int i = 0; i < (search->count + 1) * BINS * search->bar_beats; i++)
        search->paths[i].score = -HUGE_VAL;
    for (int bin = 0; bin < BINS; bin++)
        path_at(search, -1, bin, 0)->score = 0;
}

static void try_stretches(struct search *search, double base_us)
{
    for (int from = -1; from < search->count; from++) {
        for (int to = from + 1; to < search->count; to++) {
            double length = anchor_us(search, to) - anchor_us(search, from);
            int least = (int)ceil(length / (base_us * (1 + MOST_BEND)));
            int most = (int)floor(length / (base_us * (1 - MOST_BEND)));
            if (least > MOST_STRETCH_BEATS)
                break;
            /* The first one may be short: there is no tempo yet that it would change. */
            int shortest = from < 0 ? 1 : LEAST_STRETCH_BEATS;
            for (int beats = least < shortest ? shortest : least; beats <= most; beats++)
                extend_paths(search, from, to, beats, base_us, length / beats);
        }
    }
}

/* The best path to `anchor` that can end with a stretch of this tempo, beginning at `place` of a bar. `value`: of the
 * stretch itself, its `beats` long. */
static void end_path(const struct search *search, int anchor, const struct last_stretch *end, double value,
                     struct last_stretch *best)
{
    for (int before = 0; before < BINS; before++) {
        const struct path *path = path_at(search, anchor, before, end->place);
        if (path->score == -HUGE_VAL || abs(end->bin - before) > MOST_STEP)
            continue;
        double score = path->score + value - BEND_PRICE * abs(end->bin - before) * BIN_WIDTH;
        if (score > best->score)
            *best = (struct last_stretch){score, path->beats + end->beats, anchor, before, end->place, end->quarter_us};
    }
}

/* From `anchor` to the closing chord at one tempo: on a downbeat, as late as the ring-out lets it. */
static void try_ending(const struct search *search, int anchor, int bin, double quarter_us, struct last_stretch *best)
{
    double start = anchor_us(search, anchor), room = search->length_us - search->ring_least_us - start;
    int most = (int)floor(room / quarter_us), next = first_cut_behind(search, start);
    for (int place = 0; place < search->bar_beats && most > 0; place++) {
        int beats = most - (place + most) % search->bar_beats;
        if (beats <= 0)
            continue;
        struct cuts_on_beats cuts = find_cuts_on_beats(search, next, start, start + beats * quarter_us, quarter_us);
        double ring_us = room - beats * quarter_us;
        struct last_stretch end = {0, beats, anchor, bin, place, quarter_us};
        end_path(search, anchor, &end, cuts_value(search, &cuts, place) - RING_PRICE * ring_us / 1e6, best);
    }
}

static void try_endings(const struct search *search, double base_us, struct last_stretch *best)
{
    for (int anchor = -1; anchor < search->count; anchor++)
        for (int bin = 0; bin < BINS; bin++) {
            double bend = bin * BIN_WIDTH - MOST_BEND;
            if (fabs(bend) <= search->most_bend)
                try_ending(search, anchor, bin, base_us * (1 + bend), best);
        }
}

static int compare_anchors(const void *left, const void *right)
{
    const struct anchor *a = left, *b = right;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

static int compare_times(const void *left, const void *right)
{
    const struct anchor *a = left, *b = right;
    return (a->at_us > b->at_us) - (a->at_us < b->at_us);
}

/* The stronger two fifths count nine times, the strongest of all sixteen times. */
static void weigh_cuts(struct search *search)
{
    const struct music_brief *brief = search->piece->brief;
    double most = search->length_us - search->ring_least_us;
    struct anchor *all = xcalloc(brief->cut_count + 1, sizeof *all);
    int count = 0;
    for (size_t i = 0; i < brief->cut_count; i++) {
        double at_us = (double)brief->cuts[i].at_ms * 1000;
        if (at_us > 0 && at_us <= most)
            all[count++] = (struct anchor){at_us, 0.05 + brief->cuts[i].strength};
    }
    qsort(all, (size_t)count, sizeof *all, compare_anchors);
    for (int i = 0; i < count; i++)
        all[i].weight = (0.5 + 0.5 * all[i].weight) * (i < count * 2 / 5 + 1 ? i == 0 ? 16 : 9 : 1);
    search->count = count < MOST_ANCHORS ? count : MOST_ANCHORS;
    search->anchors = xcalloc((size_t)search->count + 1, sizeof *search->anchors);
    memcpy(search->anchors, all, (size_t)search->count * sizeof *all);
    qsort(search->anchors, (size_t)search->count, sizeof *search->anchors, compare_times);
    qsort(all, (size_t)count, sizeof *all, compare_times);
    search->cut_us = xcalloc((size_t)count + 1, sizeof *search->cut_us);
    search->weight = xcalloc((size_t)count + 1, sizeof *search->weight);
    for (int i = 0; i < count; i++) {
        search->cut_us[i] = all[i].at_us;
        search->weight[i] = all[i].weight;
        if (all[i].weight > search->weight[search->strongest])
            search->strongest = i;
    }
    search->cut_count = count;
    free(all);
}

/* Writes the tempo events of the best path into the score, one a stretch. */
static void write_tempos(const struct search *search, const struct last_stretch *ending)
{
    struct score *score = search->piece->score;
    int stretches = 1;
    const struct last_stretch *last = ending;
    for (int at = last->anchor, bin = last->bin, place = last->place; at >= 0;) {
        const struct path *path = path_at(search, at, bin, place);
        stretches++;
        at = path->from;
        bin = path->bin;
        place = path->place;
    }
    score->tempos = xcalloc((size_t)stretches + 1, sizeof *score->tempos);
    score->tempo_count = (size_t)stretches;
    int32_t *beats = xcalloc((size_t)stretches + 1, sizeof *beats);
    double *times = xcalloc((size_t)stretches + 1, sizeof *times);
    int number = stretches - 1;
    for (int at = last->anchor, bin = last->bin, place = last->place; at >= 0; number--) {
        const struct path *path = path_at(search, at, bin, place);
        beats[number] = path->beats;
        times[number] = anchor_us(search, at);
        at = path->from;
        bin = path->bin;
        place = path->place;
    }
    /* Whole microseconds: what rounding leaves is made good by the next stretch. */
    double now = 0;
    for (int i = 0; i < stretches; i++) {
        double quarter = i + 1 < stretches ? (times[i + 1] - now) / (beats[i + 1] - beats[i]) : last->quarter_us;
        /* In compound time two thirds of it are written (meter.c). */
        int unit = search->piece->compound ? 3 : 1;
        int32_t pulse = search->piece->pulse_ticks;
        int32_t whole = (int32_t)llround(quarter * BEAT / pulse / unit) * unit;
        score->tempos[i] = (struct score_tempo){beats[i] * pulse, whole};
        now += i + 1 < stretches ? (double)whole * pulse / BEAT * (beats[i + 1] - beats[i]) : 0;
    }
    free(beats);
    free(times);
}

/* Cuts at equal distances have a rhythm of their own, and a tempo in which they fall on beats may lie outside of the
 * style's: it is tried, too, as far as the style can still be told. In seconds between cuts; 0: none. */
enum { RHYTHM_TRIES = 5, RHYTHM_CUTS = 6 };
#define RHYTHM_LEAST 0.8  /* of the fastest beat of the style */
#define RHYTHM_MOST  1.3  /* of the slowest */
#define RHYTHM_NEAR  0.04 /* by so much of it the distances may differ */
static const double rhythm_factors[RHYTHM_TRIES] = {1, 0.5, 0.25, 2.0 / 3, 1.0 / 3};

static double cut_rhythm_us(const struct search *search)
{
    double found = 0;
    int most = RHYTHM_CUTS - 1, run = 0;
    for (int i = 1; i + 1 < search->cut_count; i++) {
        double before = search->cut_us[i] - search->cut_us[i - 1], after = search->cut_us[i + 1] - search->cut_us[i];
        run = fabs(after - before) < RHYTHM_NEAR * before ? run + 1 : 0;
        if (run + 1 > most) {
            most = run + 1;
            found = (search->cut_us[i + 1] - search->cut_us[i - run]) / (run + 1);
        }
    }
    return found;
}

/* One tempo after the other over the style's range; many cuts leave little to win by the choice of one for all of them,
 * and each try walks all pairs of cuts: so few enough that an hour with 240 cuts takes under a second. */
static int tempo_tries(int cuts)
{
    enum { MANY_CUTS = 120, SOME_CUTS = 50, FEW_TRIES = 5, SOME_TRIES = 11, MOST_TRIES = 25 };
    return cuts > MANY_CUTS ? FEW_TRIES : cuts > SOME_CUTS ? SOME_TRIES : MOST_TRIES;
}

int cut_tempo_plan(struct piece *piece, double wanted_us, double least_us, double most_us)
{
    const struct music_brief *brief = piece->brief;
    double pulse = (double)piece->pulse_ticks / BEAT;
    wanted_us *= pulse;
    least_us *= pulse;
    most_us *= pulse;
    struct search search = {.piece = piece,
                            .length_us = (double)brief->duration_ms * 1000,
                            .ring_least_us = fmin(0.4 * (double)brief->duration_ms, 1200) * 1000,
                            .most_bend = brief->bpm > 0 ? ASKED_BEND : MOST_BEND + BIN_WIDTH,
                            .bar_beats = piece->bar_ticks / piece->pulse_ticks};
    weigh_cuts(&search);
    search.paths = xcalloc((size_t)(search.count + 1) * BINS * (size_t)search.bar_beats, sizeof *search.paths);
    struct last_stretch best = {.score = -HUGE_VAL, .anchor = -1};
    double best_base = 0;
    int tries = tempo_tries(search.count);
    double width = most_us - least_us, rhythm_us = search.piece->brief->bpm > 0 ? 0 : cut_rhythm_us(&search);
    for (int i = 0; i < tries + RHYTHM_TRIES && search.count > 0; i++) {
        double base_us = i < tries ? least_us + width * i / (tries - 1) : rhythm_us * rhythm_factors[i - tries];
        if (i >= tries && (base_us < least_us * RHYTHM_LEAST || base_us > most_us * RHYTHM_MOST))
            continue;
        double far = width > 1 ? fabs(base_us - wanted_us) / width : 0;
        struct last_stretch ending = {.score = -HUGE_VAL, .anchor = -1};
        clear_paths(&search);
        try_stretches(&search, base_us);
        try_endings(&search, base_us, &ending);
        ending.score -= RANGE_PRICE * far;
        if (ending.score > best.score) {
            best = ending;
            best_base = base_us;
        }
        if (width <= 1 && i < tries)
            i = tries - 1;
    }
    int beats = 0;
    if (best.score > -HUGE_VAL) {
        /* The paths were those of the last try. */
        struct last_stretch again = {.score = -HUGE_VAL, .anchor = -1};
        clear_paths(&search);
        try_stretches(&search, best_base);
        try_endings(&search, best_base, &again);
        write_tempos(&search, &again);
        beats = again.beats;
    }
    free(search.paths);
    free(search.anchors);
    free(search.cut_us);
    free(search.weight);
    return beats;
}
