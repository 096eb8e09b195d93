/* The true-peak limiter and meter. */
#include "limiter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "spool.h"

/* Three positions between two samples, 16 taps each: a Kaiser-windowed sinc. STEP: the inner
 * loops have this fixed length so that compilers turn them into vector code. */
enum { TAPS = 16, PHASES = 3, STEP = 64, BEFORE = 7 };

#define RELEASE_S 0.080

/* The last TAPS samples of both channels before the ones at hand. */
struct oversampler {
    float taps[PHASES][TAPS];
    float reach; /* no peak can exceed the greatest sample by more than this factor */
    float planes[2][TAPS + STEP];
};

static double bessel_i0(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; k < 32; k++) {
        term *= (x / (2 * k)) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

static void oversampler_init(struct oversampler *sampler)
{
    const double beta = 6.0;
    memset(sampler, 0, sizeof *sampler);
    sampler->reach = 1;
    for (int p = 0; p < PHASES; p++) {
        double taps[TAPS], sum = 0, absolute = 0;
        for (int k = 0; k < TAPS; k++) {
            double x = k - BEFORE - (p + 1) / 4.0, edge = x / (TAPS / 2.0);
            double window = fabs(edge) < 1 ? bessel_i0(beta * sqrt(1 - edge * edge)) : 0;
            taps[k] = sin(M_PI * x) / (M_PI * x) * window;
            sum += taps[k];
        }
        for (int k = 0; k < TAPS; k++) {
            sampler->taps[p][k] = (float)(taps[k] / sum);
            absolute += fabs(taps[k] / sum);
        }
        sampler->reach = fmaxf(sampler->reach, (float)absolute);
    }
}

/* One channel of up to STEP frames behind what is kept; the rest of the step counts as silence. Returns the greatest
 * sample in sight. */
static float plane_fill(float plane[TAPS + STEP], const float *stereo, int channel, size_t count)
{
    float loudest = 0;
    for (size_t i = 0; i < count; i++)
        plane[TAPS + i] = stereo[2 * i + (size_t)channel];
    for (size_t i = count; i < STEP; i++)
        plane[TAPS + i] = 0;
    for (int i = 0; i < TAPS + STEP; i++) {
        float size = fabsf(plane[i]);
        loudest = size > loudest ? size : loudest;
    }
    return loudest;
}

/* Raises `peaks` to what is there between the samples. Frame i of the step looks at plane[i + 1 ... i + TAPS]; its own
 * sample is plane[i + 1 + BEFORE]. */
static void plane_peaks(const struct oversampler *sampler, const float plane[TAPS + STEP], float peaks[STEP])
{
    for (int i = 0; i < STEP; i++) {
        float own = fabsf(plane[i + 1 + BEFORE]);
        peaks[i] = own > peaks[i] ? own : peaks[i];
    }
    for (int p = 0; p < PHASES; p++) {
        const float *taps = sampler->taps[p];
        float sums[STEP] = {0};
        for (int k = 0; k < TAPS; k++) {
            for (int i = 0; i < STEP; i++)
                sums[i] += taps[k] * plane[i + 1 + k];
        }
        for (int i = 0; i < STEP; i++) {
            float size = fabsf(sums[i]);
            peaks[i] = size > peaks[i] ? size : peaks[i];
        }
    }
}

/* Takes up to STEP frames and writes the peak around each of the `count` frames that lie TAPS - BEFORE - 1 = 8 frames
 * back. Peaks surely under `quiet` may be written as 0. */
static float oversampler_step(struct oversampler *sampler, const float *stereo, size_t count, float quiet,
                              float peaks[STEP])
{
    float most = 0;
    memset(peaks, 0, STEP * sizeof *peaks);
    for (int c = 0; c < 2; c++) {
        float *plane = sampler->planes[c];
        if (plane_fill(plane, stereo, c, count) * sampler->reach > quiet)
            plane_peaks(sampler, plane, peaks);
        memmove(plane, plane + count, TAPS * sizeof *plane);
    }
    for (size_t i = 0; i < count; i++)
        most = peaks[i] > most ? peaks[i] : most;
    return most;
}

struct limiter {
    struct oversampler sampler;
    float ceiling, release;
    float held;   /* the gain with its release, before smoothing */
    float lowest; /* least gain so far */
    float least;  /* of `wanted` */
    double sum;   /* of `past` */
    /* Rings over the look-ahead: the gains that the peaks ask for, and the held gains. */
    float wanted[LIMITER_LOOKAHEAD_FRAMES + 1];
    float past[LIMITER_LOOKAHEAD_FRAMES + 1];
    int at;
    int calm; /* frames since anything but 1 went into the rings */
    float delay[(LIMITER_LATENCY_FRAMES + STEP) * 2];
};

enum { WINDOW = LIMITER_LOOKAHEAD_FRAMES + 1 };

struct limiter *limiter_new(double ceiling_dbtp)
{
    struct limiter *limiter = xcalloc(1, sizeof *limiter);
    oversampler_init(&limiter->sampler);
    limiter->ceiling = (float)pow(10, ceiling_dbtp / 20);
    limiter->release = (float)(1 - exp(-1 / (RELEASE_S * SOUND_RATE)));
    limiter->held = limiter->lowest = limiter->least = 1;
    limiter->sum = WINDOW;
    for (int i = 0; i < WINDOW; i++)
        limiter->wanted[i] = limiter->past[i] = 1;
    limiter->calm = WINDOW;
    return limiter;
}

void limiter_free(struct limiter *limiter)
{
    free(limiter);
}

/* One frame of the gain: the least gain wanted within the look-ahead, a slow way back up, and
 * the mean of that over the look-ahead, which turns the step down into a ramp that ends at the
 * peak. */
static float next_gain(struct limiter *limiter, float peak)
{
    float wanted = peak > limiter->ceiling ? limiter->ceiling / peak : 1;
    float leaving = limiter->wanted[limiter->at];
    limiter->wanted[limiter->at] = wanted;
    if (wanted <= limiter->least) {
        limiter->least = wanted;
    } else if (leaving <= limiter->least) {
        limiter->least = 1;
        for (int i = 0; i < WINDOW; i++)
            limiter->least = fminf(limiter->least, limiter->wanted[i]);
    }
    limiter->held += (1 - limiter->held) * limiter->release;
    if (limiter->least < limiter->held)
        limiter->held = limiter->least;
    if (limiter->held > 0.99999f)
        limiter->held = 1;
    limiter->sum += (double)limiter->held - limiter->past[limiter->at];
    limiter->past[limiter->at] = limiter->held;
    limiter->at = limiter->at + 1 == WINDOW ? 0 : limiter->at + 1;
    limiter->calm = limiter->held < 1 || wanted < 1 ? 0 : limiter->calm + 1;
    if (limiter->calm >= WINDOW)
        limiter->sum = WINDOW; /* what rounding left is forgotten */
    float gain = (float)(limiter->sum / WINDOW);
    if (gain < limiter->lowest)
        limiter->lowest = gain;
    return gain;
}

static void run_step(struct limiter *limiter, float *stereo, size_t count)
{
    float peaks[STEP];
    float most = oversampler_step(&limiter->sampler, stereo, count, limiter->ceiling, peaks);
    float *delay = limiter->delay;
    memcpy(delay + LIMITER_LATENCY_FRAMES * 2, stereo, count * 2 * sizeof *stereo);
    if (most <= limiter->ceiling && limiter->calm >= WINDOW) {
        memcpy(stereo, delay, count * 2 * sizeof *stereo);
    } else {
        for (size_t i = 0; i < count; i++) {
            float gain = next_gain(limiter, peaks[i]);
            stereo[2 * i] = delay[2 * i] * gain;
            stereo[2 * i + 1] = delay[2 * i + 1] * gain;
        }
    }
    memmove(delay, delay + count * 2, LIMITER_LATENCY_FRAMES * 2 * sizeof *delay);
}

void limiter_run(struct limiter *limiter, float *stereo, size_t frames)
{
    for (size_t at = 0; at < frames; at += STEP)
        run_step(limiter, stereo + 2 * at, frames - at < STEP ? frames - at : STEP);
}

double limiter_reduction_db(const struct limiter *limiter)
{
    return -20 * log10(limiter->lowest);
}

struct true_peak {
    struct oversampler sampler;
    float most;
};

struct true_peak *true_peak_new(void)
{
    struct true_peak *meter = xcalloc(1, sizeof *meter);
    oversampler_init(&meter->sampler);
    return meter;
}

void true_peak_free(struct true_peak *meter)
{
    free(meter);
}

void true_peak_add(struct true_peak *meter, const float *stereo, size_t frames)
{
    float peaks[STEP];
    for (size_t at = 0; at < frames; at += STEP) {
        size_t count = frames - at < STEP ? frames - at : STEP;
        float most = oversampler_step(&meter->sampler, stereo + 2 * at, count, meter->most, peaks);
        meter->most = fmaxf(meter->most, most);
    }
}

double true_peak_dbtp(struct true_peak *meter)
{
    static const float silence[2 * TAPS];
    true_peak_add(meter, silence, TAPS);
    return meter->most > 1e-6f ? 20 * log10(meter->most) : -120;
}
