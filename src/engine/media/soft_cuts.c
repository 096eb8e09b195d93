/* Turns of the picture that are no hard change of every pixel: crossfades, fades through black, flashes, and cuts
 * between two restless pictures. Looked for in the mean colour (Y, U, V, saturation) of each frame, when every frame
 * was seen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "media_scan.h"

enum { COLOURS = 4 };

/* Of 255, and seconds. Found on made clips; drifts of moving pictures there stay under 24. */
#define BLACK_LUMA     28.0
#define PICTURE_LUMA   45.0
#define BLACK_MOST_S   2.0
#define FADE_REACH_S   1.2
#define STEP_LEAST     15.0 /* from one frame to the next */
#define STEP_CALM      0.3  /* of it, what the frames beside may move */
#define DISSOLVE_LEAST 28.0 /* from before to after */
#define DISSOLVE_CALM  0.2  /* of it, what both sides may move */
#define NEAR_S         0.6  /* half of the longest crossfade that is looked for, and of what is left out around it */
#define SIDE_S         0.5
#define FLASH_RISE     30.0
#define FLASH_MOST_S   0.25
#define SHARP_SHARE    0.35 /* a step of so much of the whole way is a cut */
#define OWN_REACH_S    1.2  /* a crossfade this near to a cut is the cut */
#define SOFT_STRENGTH  0.5

struct turns {
    const struct key_frame *frames;
    size_t frame_count;
    double (*sums)[COLOURS], (*squares)[COLOURS]; /* of the frames before each */
    struct music_cut *cuts;
    size_t count, capacity;
};

static void colours_of(const struct key_frame *frame, double colours[COLOURS])
{
    colours[0] = frame->luma;
    colours[1] = frame->u;
    colours[2] = frame->v;
    colours[3] = frame->saturation;
}

static double distance(const struct key_frame *a, const struct key_frame *b)
{
    return sqrt(pow(a->luma - b->luma, 2) + pow(a->u - b->u, 2) + pow(a->v - b->v, 2) +
                pow(a->saturation - b->saturation, 2));
}

static size_t frame_at(const struct turns *turns, double at_s)
{
    size_t low = 0, high = turns->frame_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (turns->frames[middle].at_s < at_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_turn(struct turns *turns, double at_s, double strength, enum music_cut_kind kind)
{
    if (turns->count == turns->capacity || turns->count >= ANALYSIS_MOST_CUTS)
        return;
    turns->cuts[turns->count++] = (struct music_cut){(int64_t)llround(at_s * 1000), strength, kind};
}

static struct music_cut *turn_near(struct turns *turns, double at_s, double reach_s)
{
    for (size_t i = 0; i < turns->count; i++)
        if (fabs((double)turns->cuts[i].at_ms / 1000 - at_s) <= reach_s)
            return &turns->cuts[i];
    return NULL;
}

static void drop_turn(struct turns *turns, const struct music_cut *turn)
{
    size_t place = (size_t)(turn - turns->cuts);
    memmove(&turns->cuts[place], &turns->cuts[place + 1], (turns->count - place - 1) * sizeof *turns->cuts);
    turns->count--;
}

/* How far the picture moves from [first, middle) to [later, end), and how much it moves inside the two. */
static double move_between(const struct turns *turns, const size_t edges[4], double *inside)
{
    double sum = 0;
    *inside = 0;
    for (int c = 0; c < COLOURS; c++) {
        double means[2];
        for (int side = 0; side < 2; side++) {
            size_t from = edges[2 * side], to = edges[2 * side + 1];
            double count = (double)(to - from);
            means[side] = (turns->sums[to][c] - turns->sums[from][c]) / count;
            double variance = (turns->squares[to][c] - turns->squares[from][c]) / count - means[side] * means[side];
            *inside += variance > 0 ? variance : 0;
        }
        sum += (means[0] - means[1]) * (means[0] - means[1]);
    }
    *inside = sqrt(*inside);
    return sqrt(sum);
}

/* A flash is a rise that is taken back at once; it is where it begins. */
static void tell_flashes(struct turns *turns)
{
    for (size_t i = 0; i < turns->count; i++) {
        double at_s = (double)turns->cuts[i].at_ms / 1000;
        size_t from = frame_at(turns, at_s - FLASH_MOST_S), to = frame_at(turns, at_s + FLASH_MOST_S);
        for (size_t f = from > 0 ? from : 1; f < to; f++) {
            const struct key_frame *before = &turns->frames[f - 1];
            double rise = turns->frames[f].luma - before->luma;
            if (rise < FLASH_RISE)
                continue;
            for (size_t back = f + 1; back < turns->frame_count; back++) {
                if (turns->frames[back].at_s - turns->frames[f].at_s > FLASH_MOST_S)
                    break;
                if (distance(&turns->frames[back], before) < rise * STEP_CALM) {
                    turns->cuts[i].kind = MUSIC_CUT_FLASH;
                    turns->cuts[i].at_ms = (int64_t)llround(turns->frames[f].at_s * 1000);
                }
            }
        }
    }
}

/* A cut whose frames differ, though no more than those before it did among themselves. */
static void find_steps(struct turns *turns)
{
    for (size_t i = 2; i + 1 < turns->frame_count; i++) {
        const struct key_frame *frame = &turns->frames[i];
        double step = distance(frame, frame - 1);
        if (step < STEP_LEAST || distance(frame + 1, frame) > step * STEP_CALM ||
            distance(frame - 1, frame - 2) > step * STEP_CALM || distance(frame + 1, frame - 2) < step / 2)
            continue;
        if (turn_near(turns, frame->at_s, 0.2) == NULL)
            add_turn(turns, frame->at_s, 1 - exp(-step / 40), MUSIC_CUT_HARD);
    }
}

/* The picture goes dark step by step and comes back: the middle of the dark is the turn. */
static void find_fades(struct turns *turns)
{
    for (size_t i = 1; i + 1 < turns->frame_count; i++) {
        if (turns->frames[i].luma > BLACK_LUMA || turns->frames[i - 1].luma <= BLACK_LUMA)
            continue;
        size_t end = i;
        while (end + 1 < turns->frame_count && turns->frames[end + 1].luma <= BLACK_LUMA)
            end++;
        double from_s = turns->frames[i].at_s, to_s = turns->frames[end].at_s;
        size_t before = frame_at(turns, from_s - FADE_REACH_S), after = frame_at(turns, to_s + FADE_REACH_S);
        bool bright_before = false, bright_after = false;
        for (size_t f = before; f < i; f++)
            bright_before = bright_before || turns->frames[f].luma >= PICTURE_LUMA;
        for (size_t f = end + 1; f < after; f++)
            bright_after = bright_after || turns->frames[f].luma >= PICTURE_LUMA;
        bool gradual = turns->frames[i - 1].luma < PICTURE_LUMA;
        if (!bright_before || !bright_after || !gradual || to_s - from_s > BLACK_MOST_S)
            continue;
        for (struct music_cut *cut; (cut = turn_near(turns, (from_s + to_s) / 2, NEAR_S)) != NULL;)
            drop_turn(turns, cut);
        add_turn(turns, (from_s + to_s) / 2, SOFT_STRENGTH, MUSIC_CUT_SOFT);
    }
}

static double dissolve_at(const struct turns *turns, double at_s, double *inside)
{
    size_t edges[4] = {frame_at(turns, at_s - NEAR_S - SIDE_S), frame_at(turns, at_s - NEAR_S),
                       frame_at(turns, at_s + NEAR_S), frame_at(turns, at_s + NEAR_S + SIDE_S)};
    *inside = 0;
    if (at_s - NEAR_S - SIDE_S < turns->frames[0].at_s ||
        at_s + NEAR_S + SIDE_S > turns->frames[turns->frame_count - 1].at_s)
        return 0;
    if (edges[1] < edges[0] + 3 || edges[3] < edges[2] + 3)
        return 0;
    return move_between(turns, edges, inside);
}

/* The greatest step from one frame to the next within `reach_s` of `at_s`. */
static double sharpest_step(const struct turns *turns, double at_s, double reach_s)
{
    double most = 0;
    size_t from = frame_at(turns, at_s - reach_s), to = frame_at(turns, at_s + reach_s);
    for (size_t f = from > 0 ? from : 1; f < to; f++)
        most = fmax(most, distance(&turns->frames[f], &turns->frames[f - 1]));
    return most;
}

/* Where the way between the two is half done: the first frame that is nearer to what comes than to what was. */
static double half_way_s(const struct turns *turns, double at_s)
{
    size_t from = frame_at(turns, at_s - NEAR_S - SIDE_S), to = frame_at(turns, at_s + NEAR_S + SIDE_S);
    const struct key_frame *last = &turns->frames[to < turns->frame_count ? to : turns->frame_count - 1];
    for (size_t f = from; f < to; f++)
        if (distance(&turns->frames[f], last) < distance(&turns->frames[f], &turns->frames[from]))
            return turns->frames[f].at_s;
    return at_s;
}

/* Black is a fade's, and its edges are no crossfade. */
static bool dark_near(const struct turns *turns, double at_s)
{
    size_t to = frame_at(turns, at_s + NEAR_S + SIDE_S);
    for (size_t f = frame_at(turns, at_s - NEAR_S - SIDE_S); f < to; f++)
        if (turns->frames[f].luma <= BLACK_LUMA)
            return true;
    return false;
}

/* Two calm stretches of other colours, and a gradual way between: a crossfade, in the middle of where the two are
 * apart. */
static void find_dissolves(struct turns *turns)
{
    double best = 0, first_s = 0, last_s = 0;
    for (size_t i = 0; i <= turns->frame_count; i++) {
        double inside = 0, at_s = i < turns->frame_count ? turns->frames[i].at_s : 0;
        double move = i < turns->frame_count ? dissolve_at(turns, at_s, &inside) : 0;
        bool apart = move >= DISSOLVE_LEAST && inside <= move * DISSOLVE_CALM;
        if (apart && move > best * 1.03) {
            best = move;
            first_s = at_s;
        }
        if (apart && move >= best * 0.97)
            last_s = at_s;
        if (apart || best <= 0)
            continue;
        double middle_s = half_way_s(turns, (first_s + last_s) / 2);
        bool sharp = sharpest_step(turns, middle_s, OWN_REACH_S) > best * SHARP_SHARE;
        struct music_cut *near = turn_near(turns, middle_s, OWN_REACH_S);
        /* A change of pixels inside a crossfade, without a step in the colours, is the crossfade's. */
        if (near != NULL && !sharp && near->kind == MUSIC_CUT_HARD) {
            drop_turn(turns, near);
            near = turn_near(turns, middle_s, OWN_REACH_S);
        }
        if (near == NULL && !sharp && !dark_near(turns, middle_s))
            add_turn(turns, middle_s, SOFT_STRENGTH, MUSIC_CUT_SOFT);
        best = 0;
    }
}

static int compare_turns(const void *left, const void *right)
{
    const struct music_cut *a = left, *b = right;
    return (a->at_ms > b->at_ms) - (a->at_ms < b->at_ms);
}

void soft_cuts_find(const struct picture_scan *scan, struct media_analysis *analysis)
{
    struct turns turns = {.frames = scan->keys, .frame_count = scan->key_count};
    if (scan->key_count < 8)
        return;
    turns.capacity = analysis->cut_count + 2 * (size_t)(scan->keys[scan->key_count - 1].at_s + 1) + 8;
    turns.cuts = xcalloc(turns.capacity, sizeof *turns.cuts);
    turns.sums = xcalloc(scan->key_count + 1, sizeof *turns.sums);
    turns.squares = xcalloc(scan->key_count + 1, sizeof *turns.squares);
    for (size_t i = 0; i < scan->key_count; i++) {
        double colours[COLOURS];
        colours_of(&scan->keys[i], colours);
        for (int c = 0; c < COLOURS; c++) {
            turns.sums[i + 1][c] = turns.sums[i][c] + colours[c];
            turns.squares[i + 1][c] = turns.squares[i][c] + colours[c] * colours[c];
        }
    }
    for (size_t i = 0; i < analysis->cut_count; i++)
        turns.cuts[turns.count++] = analysis->cuts[i];
    tell_flashes(&turns);
    find_steps(&turns);
    find_fades(&turns);
    find_dissolves(&turns);
    qsort(turns.cuts, turns.count, sizeof *turns.cuts, compare_turns);
    size_t kept = 0;
    for (size_t i = 0; i < turns.count; i++)
        if (kept == 0 || turns.cuts[i].at_ms > turns.cuts[kept - 1].at_ms)
            turns.cuts[kept++] = turns.cuts[i];
    free(turns.sums);
    free(turns.squares);
    free(analysis->cuts);
    analysis->cuts = turns.cuts;
    analysis->cut_count = kept;
}
