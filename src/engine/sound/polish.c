/* Shelf and peak compressor of the music bus. */
#include "polish.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "biquad.h"
#include "effects.h"
#include "loudness.h"
#include "spool.h"

/* A little over the 5 kHz that are meant: what leaks through the filter from below must not count as brightness in a
 * piece that has none (jazz without drums was taken for 9 dB brighter than it is). */
#define HIGH_HERTZ    6000.0
#define SHELF_HERTZ   3600.0 /* half of the gain here, all but the rest from 5 kHz on */
#define DULL_DB       (-28.0)
#define SHARP_DB      (-22.0)
#define MOST_LIFT_DB  16.0
#define MOST_CUT_DB   7.0
#define KNEE_OVER_BUS 11.0 /* dB over the bus's loudness */
#define RATIO         3.0f
#define RELEASE_S     0.12
enum { SPAN = 16 };

struct polish {
    struct biquad shelf;
    bool shelved;
    float knee, envelope, release, gain;
};

/* Two Butterworth sections at HIGH_HERTZ, as one-pole pairs would be too gentle beside loud middles. */
void brightness_add(struct brightness *brightness, const float *stereo, size_t frames)
{
    struct biquad filter;
    biquad_init_high_pass(&filter, HIGH_HERTZ, 0.7071);
    double *state = brightness->state, whole = 0, high = 0;
    for (size_t i = 0; i < frames; i++) {
        double x = 0.5 * ((double)stereo[2 * i] + (double)stereo[2 * i + 1]);
        whole += x * x;
        for (int section = 0; section < 2; section++) {
            double *s = state + 2 * section, y = filter.b0 * x + s[0];
            s[0] = filter.b1 * x - filter.a1 * y + s[1];
            s[1] = filter.b2 * x - filter.a2 * y;
            x = y;
        }
        high += x * x;
    }
    brightness->whole += whole;
    brightness->high += high;
}

void brightness_mix(struct brightness *sum, const struct brightness *other, double gain)
{
    sum->whole += other->whole * gain * gain;
    sum->high += other->high * gain * gain;
}

struct polish *polish_new(const struct brightness *brightness)
{
    struct polish *polish = xcalloc(1, sizeof *polish);
    double gain_db = 0;
    if (brightness->whole > 0 && brightness->high > 0) {
        double share_db = 10 * log10(brightness->high / brightness->whole);
        if (share_db < DULL_DB)
            gain_db = fmin(DULL_DB - share_db, MOST_LIFT_DB);
        else if (share_db > SHARP_DB)
            gain_db = fmax(SHARP_DB - share_db, -MOST_CUT_DB);
    }
    polish->shelved = fabs(gain_db) > 0.5;
    if (polish->shelved)
        biquad_init_high_shelf(&polish->shelf, SHELF_HERTZ, gain_db);
    polish->knee = (float)pow(10, (EFFECTS_BUS_LUFS + KNEE_OVER_BUS) / 20);
    polish->release = (float)exp(-SPAN / (RELEASE_S * SOUND_RATE));
    polish->gain = 1;
    return polish;
}

void polish_free(struct polish *polish)
{
    free(polish);
}

void polish_run(struct polish *polish, float *stereo, size_t frames)
{
    if (polish->shelved)
        biquad_run(&polish->shelf, stereo, frames);
    for (size_t at = 0; at < frames; at += SPAN) {
        size_t count = frames - at < SPAN ? frames - at : SPAN;
        float *sample = stereo + 2 * at, peak = polish->envelope * polish->release;
        for (size_t i = 0; i < 2 * count; i++)
            peak = fmaxf(peak, fabsf(sample[i]));
        polish->envelope = peak;
        float to = peak > polish->knee ? powf(polish->knee / peak, 1 - 1 / RATIO) : 1;
        float from = polish->gain, step = (to - from) / (float)count;
        for (size_t i = 0; i < count; i++) {
            float gain = from + step * (float)(i + 1);
            sample[2 * i] *= gain;
            sample[2 * i + 1] *= gain;
        }
        polish->gain = to;
    }
}
