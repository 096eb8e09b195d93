/* Fades. */
#include "bgmusic/engine/sound/fades.h"

#include <math.h>

#include "bgmusic/engine/sound/spool.h"

enum { LAST_LINE_FRAMES = SOUND_RATE / 50 };

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
