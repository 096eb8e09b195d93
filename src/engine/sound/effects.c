/* The chains of the music bus. */
#include "effects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "biquad.h"
#include "spool.h"

enum { TAPE_SIZE = 256 };

/* Depths in cents give the swing of the delay in samples: cents / 1731.23 * rate / (2 pi hertz). */
#define TAPE_DEPTH(cents, hertz) ((cents) / 1731.23 * SOUND_RATE / (2 * M_PI * (hertz)))
#define WOW_HERTZ                0.6
#define WOW_CENTS                4.0
#define FLUTTER_HERTZ            6.0
#define FLUTTER_CENTS            1.0
#define DRIVE                    1.4f /* about 3 dB into the soft curve */
#define GRAIN_STEPS              2048.0f
#define GRAIN_SHARE              0.2f
#define BROWN_DBFS               (-52.0)
#define CRACKLE_DBFS             (-38.0)
#define CRACKLES_PER_S           8.0
#define NOISE_RISE_S             0.4 /* the needle goes down softly */

struct tape {
    float ring[TAPE_SIZE][2];
    unsigned at;
    double wow, flutter; /* phases, 0-1 */
};

struct vinyl {
    struct prng chance;
    float brown[2], brown_gain;
    float crackle[2], crackle_gain;
    float rise, rise_step;
};

struct effects {
    enum score_effects kind;
    struct biquad high_pass, low_pass, shelf;
    struct tape tape;
    struct vinyl vinyl;
};

struct effects *effects_new(enum score_effects kind)
{
    struct effects *effects = xcalloc(1, sizeof *effects);
    effects->kind = kind;
    if (kind == SCORE_EFFECTS_LOFI) {
        biquad_init_high_pass(&effects->high_pass, 70, 0.7071);
        biquad_init_low_pass(&effects->low_pass, 6000, 0.7071);
        prng_init_labelled(&effects->vinyl.chance, 1, "vinyl");
        effects->vinyl.brown_gain = (float)pow(10, BROWN_DBFS / 20);
        effects->vinyl.crackle_gain = (float)pow(10, CRACKLE_DBFS / 20);
        effects->vinyl.rise_step = (float)(1 / (NOISE_RISE_S * SOUND_RATE));
    } else if (kind == SCORE_EFFECTS_HALL) {
        biquad_init_high_shelf(&effects->shelf, 5000, 2);
    }
    return effects;
}

void effects_free(struct effects *effects)
{
    free(effects);
}

static void run_tape(struct tape *tape, float *stereo, size_t frames)
{
    const double wow_depth = TAPE_DEPTH(WOW_CENTS, WOW_HERTZ);
    const double flutter_depth = TAPE_DEPTH(FLUTTER_CENTS, FLUTTER_HERTZ);
    /* The swing moves slowly: its sines once for 32 frames, straight lines between. */
    enum { SPAN = 32 };
    for (size_t at = 0; at < frames; at += SPAN) {
        size_t count = frames - at < SPAN ? frames - at : SPAN;
        double from = wow_depth * sin(2 * M_PI * tape->wow) + flutter_depth * sin(2 * M_PI * tape->flutter);
        tape->wow = fmod(tape->wow + WOW_HERTZ * (double)count / SOUND_RATE, 1);
        tape->flutter = fmod(tape->flutter + FLUTTER_HERTZ * (double)count / SOUND_RATE, 1);
        double to = wow_depth * sin(2 * M_PI * tape->wow) + flutter_depth * sin(2 * M_PI * tape->flutter);
        for (size_t i = 0; i < count; i++) {
            float *sample = stereo + 2 * (at + i);
            float delay = (float)(wow_depth + flutter_depth + 2 + from + (to - from) * (double)i / (double)count);
            unsigned whole = (unsigned)delay;
            float part = delay - (float)whole;
            memcpy(tape->ring[tape->at & (TAPE_SIZE - 1)], sample, 2 * sizeof *sample);
            const float *near = tape->ring[(tape->at - whole) & (TAPE_SIZE - 1)];
            const float *far = tape->ring[(tape->at - whole - 1) & (TAPE_SIZE - 1)];
            for (int c = 0; c < 2; c++)
                sample[c] = near[c] + (far[c] - near[c]) * part;
            tape->at++;
        }
    }
}

/* A rational stand-in for tanh, exact enough up to where it is flat. */
static float soften(float x)
{
    x = x > 3 ? 3 : x < -3 ? -3 : x;
    return x * (27 + x * x) / (27 + 9 * x * x);
}

static void run_drive(float *stereo, size_t frames)
{
    for (size_t i = 0; i < 2 * frames; i++) {
        float x = soften(stereo[i] * DRIVE) * (1 / DRIVE);
        float grained = (float)(int)(x * GRAIN_STEPS) * (1 / GRAIN_STEPS);
        stereo[i] = x + (grained - x) * GRAIN_SHARE;
    }
}

static void run_vinyl(struct vinyl *vinyl, float *stereo, size_t frames)
{
    const double crackle_chance = CRACKLES_PER_S / SOUND_RATE;
    for (size_t i = 0; i < frames; i++) {
        uint64_t bits = prng_next(&vinyl->chance);
        float white[2] = {(float)(int32_t)(uint32_t)bits * 4.6566e-10f,
                          (float)(int32_t)(uint32_t)(bits >> 32) * 4.6566e-10f};
        if (prng_unit(&vinyl->chance) < crackle_chance) {
            float place = (float)prng_unit(&vinyl->chance);
            float size = (float)(0.3 + 0.7 * prng_unit(&vinyl->chance)) * vinyl->crackle_gain;
            vinyl->crackle[0] += size * (1 - 0.7f * place) * (white[0] < 0 ? -1 : 1);
            vinyl->crackle[1] += size * (0.3f + 0.7f * place) * (white[0] < 0 ? -1 : 1);
        }
        for (int c = 0; c < 2; c++) {
            /* A leaky sum of white noise; times 3 its RMS is near 1. */
            vinyl->brown[c] = 0.985f * vinyl->brown[c] + 0.1f * white[c];
            stereo[2 * i + (size_t)c] += (vinyl->brown[c] * 3 * vinyl->brown_gain + vinyl->crackle[c]) * vinyl->rise;
            vinyl->crackle[c] *= 0.93f;
        }
        vinyl->rise += vinyl->rise_step;
        vinyl->rise = vinyl->rise > 1 ? 1 : vinyl->rise;
    }
}

void effects_run(struct effects *effects, float *stereo, size_t frames)
{
    switch (effects->kind) {
    case SCORE_EFFECTS_LOFI:
        biquad_run(&effects->high_pass, stereo, frames);
        run_tape(&effects->tape, stereo, frames);
        run_drive(stereo, frames);
        biquad_run(&effects->low_pass, stereo, frames);
        run_vinyl(&effects->vinyl, stereo, frames);
        break;
    case SCORE_EFFECTS_HALL:
        biquad_run(&effects->shelf, stereo, frames);
        break;
    default:
        break;
    }
}
