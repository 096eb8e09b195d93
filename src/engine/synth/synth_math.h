/* Sines, powers and chance that are the same bit for bit under every compiler and C library.
 *
 * Polynomials in floats, evaluated in the order they are written in (the Makefile forbids fused multiply-adds). Errors:
 * sine 4e-6, power of two 3e-6 of its value: 0.005 cents of pitch. */
#ifndef BGMUSIC_ENGINE_SYNTH_MATH_H
#define BGMUSIC_ENGINE_SYNTH_MATH_H

#include <stdint.h>
#include <string.h>

/* The sine of a turn: 0.25 gives 1. For -2 ... 2. */
static inline float synth_sine(float turns)
{
    turns -= (float)(int)turns;
    if (turns > 0.5f)
        turns -= 1;
    else if (turns < -0.5f)
        turns += 1;
    if (turns > 0.25f)
        turns = 0.5f - turns;
    else if (turns < -0.25f)
        turns = -0.5f - turns;
    float x = turns * 6.28318531f, y = x * x;
    return x * (1 + y * (-0.166666667f + y * (8.33333333e-3f + y * (-1.98412698e-4f + y * 2.75573192e-6f))));
}

/* 2 to the power of x, for -100 ... 100. */
static inline float synth_power(float x)
{
    int whole = (int)x;
    whole -= x < (float)whole;
    float part = (x - (float)whole) * 0.693147181f; /* e to the power of 0 ... 0.69 */
    float value =
        1 +
        part * (1 + part * (0.5f + part * (0.166666667f +
                                           part * (4.16666667e-2f + part * (8.33333333e-3f + part * 1.38888889e-3f)))));
    uint32_t bits = (uint32_t)(whole + 127) << 23;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return value * scale;
}

static inline float synth_hertz(float key)
{
    return 440 * synth_power((key - 69) / 12);
}

/* What a level is multiplied by in each of `frames_per_step` frames to lose 60 dB in `ms`. */
static inline float synth_fall(float ms, float frames_per_step)
{
    return synth_power(-9.96578428f * frames_per_step / ((ms < 0.5f ? 0.5f : ms) * 48));
}

/* A level in dB as a factor. */
static inline float synth_db(float db)
{
    return synth_power(db * 0.166096405f);
}

/* Noise between -1 and 1. Numerical Recipes' generator: the upper bits are good enough to hear. */
static inline float synth_noise(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (float)(int32_t)*state * 4.65661287e-10f;
}

/* A rational stand-in for tanh, exact enough up to where it is flat. */
static inline float synth_soften(float x)
{
    x = x > 3 ? 3 : x < -3 ? -3 : x;
    return x * (27 + x * x) / (27 + 9 * x * x);
}

/* State-variable filter by the trapezoidal rule (A. Simper, "Solving the continuous SVF equations using trapezoidal
 * integration and equivalent currents", 2013): keeps its shape up to the highest frequencies and while it is moved. */
struct synth_filter {
    float low, band; /* state */
};

struct synth_filter_setting {
    float keep, cross, follow, damping;
};

static inline void synth_filter_set(struct synth_filter_setting *setting, float hertz, float resonance)
{
    hertz = hertz < 16 ? 16 : hertz > 20000 ? 20000 : hertz;
    float half = hertz / 96000, g = synth_sine(half) / synth_sine(half + 0.25f), k = 1 / resonance;
    float a1 = 1 / (1 + g * (g + k));
    setting->keep = 2 * a1 - 1;
    setting->cross = 2 * g * a1;
    setting->follow = g * setting->cross;
    setting->damping = k;
}

/* The low-passed sample; `*band` and what is left give the other two: high = x - damping * band - low. */
static inline float synth_filter_run(struct synth_filter *filter, const struct synth_filter_setting *setting, float x,
                                     float *band)
{
    float lacks = x + 1e-18f - filter->low; /* the tiny constant keeps decaying state out of the denormal range */
    float next_band = setting->keep * filter->band + setting->cross * lacks;
    float next_low = filter->low + setting->cross * filter->band + setting->follow * lacks;
    float low = 0.5f * (filter->low + next_low);
    *band = 0.5f * (filter->band + next_band);
    filter->band = next_band;
    filter->low = next_low;
    return low;
}

#endif
