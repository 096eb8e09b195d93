/* Voice activity by energy between 200 and 3800 Hz over a measured floor. */
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
    CLOSE_MS = 300, /* shorter pauses are part of speaking */
    LEAST_MS = 150, /* shorter sounds are clicks */
};

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
    free(sorted);
    if (loud_db - floor_db < STEADY_RANGE_DB)
        return HUGE_VALF;
    /* Under speech without pauses the "floor" is speech itself: stay below the loud parts. */
    float over_floor = fminf(floor_db + ON_OVER_FLOOR_DB, loud_db - 6);
    return fmaxf(fmaxf(over_floor, loud_db - UNDER_LOUD_DB), ABSOLUTE_LEAST_DB);
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
    for (size_t i = 0; i < count && kept < most; i++) {
        if (found[i].end_ms - found[i].start_ms >= LEAST_MS)
            found[kept++] = found[i];
    }
    if (kept == 0) {
        free(found);
        return 0;
    }
    *spans = found;
    return kept;
}
