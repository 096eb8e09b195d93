/* Fades. */
#include "fades.h"

#include <math.h>

#include "spool.h"

enum {
    LAST_LINE_FRAMES = SOUND_RATE / 50,
    LEVEL_HALF_FRAMES = SOUND_RATE / 5,
    QUICK_HALF_FRAMES = SOUND_RATE * 15 / 2000
};

void fade_in(float *stereo, size_t frames, int64_t at, int64_t start, int64_t length)
{
    for (size_t i = 0; i < frames && at + (int64_t)i < start + length; i++) {
        int64_t place = at + (int64_t)i - start;
        float gain = place <= 0 ? 0 : (float)sin(M_PI / 2 * (double)place / (double)length);
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
}

static size_t first_inside(int64_t at, size_t frames, int64_t from)
{
    if (from <= at)
        return 0;
    return from - at < (int64_t)frames ? (size_t)(from - at) : frames;
}

void fade_out(float *stereo, size_t frames, int64_t at, int64_t end, int64_t length)
{
    for (size_t i = first_inside(at, frames, end - length); i < frames; i++) {
        int64_t left = end - at - (int64_t)i;
        float gain = left <= 0 ? 0 : (float)sin(M_PI / 2 * (double)left / (double)length);
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
}

void fade_ending(float *stereo, size_t frames, int64_t at, int64_t end, int64_t length)
{
    for (int i = 0; i < 2 && length > 0; i++)
        fade_out(stereo, frames, at, end, length);
    for (size_t i = first_inside(at, frames, end - LAST_LINE_FRAMES); i < frames; i++) {
        int64_t left = end - 1 - at - (int64_t)i; /* the last frame is 0 */
        float gain = left <= 0 ? 0 : (float)left / LAST_LINE_FRAMES;
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
}

/* 0 before the ramp of twice `half` around `edge`, 1 behind it. */
static double ramp(int64_t place, int64_t edge, int64_t half)
{
    double share = (double)(place - edge + half) / (2 * (double)half);
    return share <= 0 ? 0 : share >= 1 ? 1 : 0.5 - 0.5 * cos(M_PI * share);
}

static void level(float *gains, size_t frames, int64_t at, const int64_t edges[2], double factor, int64_t half)
{
    for (size_t i = first_inside(at, frames, edges[0] - half); i < frames; i++) {
        int64_t place = at + (int64_t)i;
        if (place >= edges[1] + half)
            break;
        double inside = ramp(place, edges[0], half) * (1 - ramp(place, edges[1], half));
        gains[i] *= (float)(1 + (factor - 1) * inside);
    }
}

void fade_level(float *gains, size_t frames, int64_t at, int64_t start, int64_t end, double factor)
{
    level(gains, frames, at, (const int64_t[]){start, end}, factor, LEVEL_HALF_FRAMES);
}

void fade_level_quickly(float *gains, size_t frames, int64_t at, int64_t start, int64_t end, double factor)
{
    level(gains, frames, at, (const int64_t[]){start, end}, factor, QUICK_HALF_FRAMES);
}
