/* Voice activity by energy between 200 and 3800 Hz over a measured floor, and by syllables: what stands out without
 * them is music, applause, waves. */
#include "speech_detect.h"

#include <stdbool.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "biquad.h"
#include "spool.h"

enum {
    HOP_MS = 20,
    HOP_FRAMES = SOUND_RATE / 1000 * HOP_MS,
    CLOSE_MS = 300,        /* shorter pauses are part of speaking */
    LEAST_MS = 150,        /* shorter sounds are clicks */
    LOUDEST_HOPS = 25,     /* half a second tells how loud the loud is, however seldom it comes */
    DIP_REACH = 10,        /* hops: a syllable is over within 200 ms */
    DIP_NEAR = 4,          /* and its dip the least of 180 ms */
    PIECE_HOPS = 150,      /* long stretches are judged in pieces of three seconds */
    LEAST_JUDGED_HOPS = 40 /* what is shorter has no time for syllables: a word is let pass */
};

/* Speech closes the mouth 3.4 to 5.7 times a second and moves by 8 to 24 dB from one 20 ms to the next (the tenth that
 * moves most); music of six styles has 0.4 to 1.7 such dips and 1.6 to 3.7 dB, applause 0.3 and 5.2, waves 0 and 1.6
 * (made clips, espeak-ng in three languages, a whisper, wind, a bed of music under the voice). */
#define DIP_DB        5.0f
#define LEAST_DIPS_S  2.3
#define LEAST_MOVE_DB 5.5f
#define MOVE_RANK     0.9

#define LEAST_DB          (-100.0f)
#define ON_OVER_FLOOR_DB  9.0f
#define OFF_UNDER_ON_DB   4.0f
#define UNDER_LOUD_DB     22.0f /* and no more than this under the loud parts */
#define ABSOLUTE_LEAST_DB (-55.0f)
/* Speech has pauses. When the quiet tenth lies this close to the loud twentieth the sound is one
 * steady thing (noise, hum, music), or speech without a breath: then loudness alone tells
 * nothing. */
#define STEADY_RANGE_DB 9.0f

struct speech_detector {
    struct biquad high_pass, low_pass;
    float piece[HOP_FRAMES * 2];
    size_t have;      /* frames in the piece */
    float *levels_db; /* one a hop */
    size_t count;
};

struct speech_detector *speech_detector_new(void)
{
    struct speech_detector *detector = xcalloc(1, sizeof *detector);
    biquad_init_high_pass(&detector->high_pass, 200, 0.7071);
    biquad_init_low_pass(&detector->low_pass, 3800, 0.7071);
    return detector;
}

void speech_detector_free(struct speech_detector *detector)
{
    if (detector == NULL)
        return;
    free(detector->levels_db);
    free(detector);
}

static void end_hop(struct speech_detector *detector)
{
    double power = 0;
    biquad_run(&detector->high_pass, detector->piece, HOP_FRAMES);
    biquad_run(&detector->low_pass, detector->piece, HOP_FRAMES);
    for (size_t i = 0; i < HOP_FRAMES * 2; i++)
        power += (double)detector->piece[i] * detector->piece[i];
    power /= HOP_FRAMES * 2;
    detector->levels_db = xgrow(detector->levels_db, detector->count, sizeof *detector->levels_db);
    float db = power > 1e-10 ? (float)(10 * log10(power)) : LEAST_DB;
    detector->levels_db[detector->count++] = db;
    detector->have = 0;
}

void speech_detector_add(struct speech_detector *detector, const float *stereo, size_t frames)
{
    while (frames > 0) {
        size_t part = HOP_FRAMES - detector->have;
        part = part < frames ? part : frames;
        memcpy(detector->piece + 2 * detector->have, stereo, part * 2 * sizeof *stereo);
        detector->have += part;
        stereo += 2 * part;
        frames -= part;
        if (detector->have == HOP_FRAMES)
            end_hop(detector);
    }
}

static int compare_levels(const void *left, const void *right)
{
    float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

/* The level from which on a hop counts; a value nothing reaches when the sound is steady. */
static float threshold_db(const struct speech_detector *detector)
{
    float *sorted = xcalloc(detector->count, sizeof *sorted);
    memcpy(sorted, detector->levels_db, detector->count * sizeof *sorted);
    qsort(sorted, detector->count, sizeof *sorted, compare_levels);
    float floor_db = sorted[detector->count / 10];
    float loud_db = sorted[detector->count - 1 - detector->count / 20];
    float loudest_db =
        sorted[detector->count > LOUDEST_HOPS ? detector->count - 1 - LOUDEST_HOPS : detector->count - 1];
    loudest_db = loudest_db > loud_db ? loudest_db : loud_db;
    free(sorted);
    if (loudest_db - floor_db < STEADY_RANGE_DB)
        return HUGE_VALF;
    /* Under speech without pauses the "floor" is speech itself: stay below the loud parts. */
    float over_floor = fminf(floor_db + ON_OVER_FLOOR_DB, loudest_db - 6);
    return fmaxf(fmaxf(over_floor, loud_db - UNDER_LOUD_DB), ABSOLUTE_LEAST_DB);
}

static float smoothed(const struct speech_detector *detector, size_t hop)
{
    size_t last = detector->count - 1;
    return (detector->levels_db[hop > 0 ? hop - 1 : 0] + detector->levels_db[hop] +
            detector->levels_db[hop < last ? hop + 1 : last]) /
           3;
}

/* Is the hop the bottom between two louder places, as between two syllables? */
static bool dips(const struct speech_detector *detector, size_t hop)
{
    float here = smoothed(detector, hop), before = here, after = here;
    for (size_t i = 1; i <= DIP_REACH; i++) {
        float left = hop >= i ? smoothed(detector, hop - i) : here;
        float right = hop + i < detector->count ? smoothed(detector, hop + i) : here;
        if (i <= DIP_NEAR && (left < here || right < here))
            return false;
        before = fmaxf(before, left);
        after = fmaxf(after, right);
    }
    return fminf(before, after) - here >= DIP_DB;
}

/* Has [first, end) the syllables of speech? */
static bool has_syllables(const struct speech_detector *detector, size_t first, size_t end)
{
    size_t count = end - first, found = 0;
    if (count < LEAST_JUDGED_HOPS)
        return true;
    float *moves = xcalloc(count, sizeof *moves);
    for (size_t i = 0; i < count; i++) {
        found += dips(detector, first + i);
        moves[i] = first + i > 0 ? fabsf(detector->levels_db[first + i] - detector->levels_db[first + i - 1]) : 0;
    }
    qsort(moves, count, sizeof *moves, compare_levels);
    float move_db = moves[(size_t)((double)(count - 1) * MOVE_RANK)];
    free(moves);
    return (double)found * 1000 / ((double)count * HOP_MS) >= LEAST_DIPS_S && move_db >= LEAST_MOVE_DB;
}

/* Leaves of each stretch the pieces that have syllables. */
static size_t keep_syllables(const struct speech_detector *detector, struct music_span *spans, size_t count,
                             struct music_span **kept)
{
    size_t capacity = count + detector->count / PIECE_HOPS + 1, made = 0;
    struct music_span *out = xcalloc(capacity, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        size_t first = (size_t)(spans[i].start_ms / HOP_MS), end = (size_t)(spans[i].end_ms / HOP_MS);
        bool whole = has_syllables(detector, first, end);
        for (size_t at = first; at < end;) {
            /* The last piece takes the rest: no piece is too short to be judged. */
            size_t next = end - at < 2 * PIECE_HOPS ? end : at + PIECE_HOPS;
            bool speaks = end - first < 2 * PIECE_HOPS ? whole : has_syllables(detector, at, next);
            struct music_span piece = {(int64_t)at * HOP_MS, (int64_t)next * HOP_MS};
            if (speaks && made > 0 && piece.start_ms - out[made - 1].end_ms < CLOSE_MS)
                out[made - 1].end_ms = piece.end_ms;
            else if (speaks && made < capacity)
                out[made++] = piece;
            at = next;
        }
    }
    *kept = out;
    return made;
}

/* Appends [first, end) hops, closing short pauses to the span before. */
static void add_span(struct music_span *spans, size_t *count, size_t first, size_t end)
{
    struct music_span span = {(int64_t)first * HOP_MS, (int64_t)end * HOP_MS};
    if (*count > 0 && span.start_ms - spans[*count - 1].end_ms < CLOSE_MS)
        spans[*count - 1].end_ms = span.end_ms;
    else
        spans[(*count)++] = span;
}

size_t speech_detector_finish(struct speech_detector *detector, struct music_span **spans, size_t most)
{
    *spans = NULL;
    if (detector->have > 0) {
        memset(detector->piece + 2 * detector->have, 0, (HOP_FRAMES - detector->have) * 2 * sizeof *detector->piece);
        end_hop(detector);
    }
    if (detector->count == 0)
        return 0;
    float on = threshold_db(detector), off = on - OFF_UNDER_ON_DB;
    struct music_span *found = xcalloc(detector->count / 2 + 1, sizeof *found);
    size_t count = 0, first = 0, kept = 0;
    bool active = false;
    for (size_t i = 0; i <= detector->count; i++) {
        bool now = i < detector->count && detector->levels_db[i] >= (active ? off : on);
        if (now && !active)
            first = i;
        if (!now && active)
            add_span(found, &count, first, i);
        active = now;
    }
    for (size_t i = 0; i < count; i++) {
        if (found[i].end_ms - found[i].start_ms >= LEAST_MS)
            found[kept++] = found[i];
    }
    struct music_span *spoken = NULL;
    size_t told = keep_syllables(detector, found, kept, &spoken);
    free(found);
    if (told == 0) {
        free(spoken);
        return 0;
    }
    *spans = spoken;
    return told < most ? told : most;
}
