/* True peaks stay under the ceiling; what is under it stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "limiter.h"
#include "spool.h"

enum { FRAMES = SOUND_RATE * 2 };

/* The limited sound, its lateness taken out. */
static float *limited(const float *in, double ceiling_db, double *reduction_db)
{
    float *out = xcalloc((FRAMES + LIMITER_LATENCY_FRAMES) * 2, sizeof *out);
    struct limiter *limiter = limiter_new(ceiling_db);
    memcpy(out, in, FRAMES * 2 * sizeof *in);
    for (size_t at = 0; at < FRAMES + LIMITER_LATENCY_FRAMES; at += SOUND_CHUNK_FRAMES) {
        size_t left = FRAMES + LIMITER_LATENCY_FRAMES - at;
        limiter_run(limiter, out + 2 * at, left < SOUND_CHUNK_FRAMES ? left : SOUND_CHUNK_FRAMES);
    }
    *reduction_db = limiter_reduction_db(limiter);
    limiter_free(limiter);
    memmove(out, out + LIMITER_LATENCY_FRAMES * 2, FRAMES * 2 * sizeof *out);
    return out;
}

static double peak_of(const float *stereo)
{
    struct true_peak *meter = true_peak_new();
    true_peak_add(meter, stereo, FRAMES);
    double db = true_peak_dbtp(meter);
    true_peak_free(meter);
    return db;
}

static void test_meter_finds_peaks_between_samples(void **state)
{
    (void)state;
    float *sine = xcalloc(FRAMES * 2, sizeof *sine);
    /* A quarter of the rate, 45 degrees off: samples at 0.707 of the real peak, which is 0 dBTP. */
    for (size_t i = 0; i < FRAMES; i++)
        sine[2 * i] = sine[2 * i + 1] = (float)sin(M_PI / 2 * (double)i + M_PI / 4);
    assert_true(fabs(peak_of(sine)) < 0.15);
    memset(sine, 0, FRAMES * 2 * sizeof *sine);
    assert_true(peak_of(sine) <= -120);
    free(sine);
}

/* A peak a quarter, a half or three quarters of a sample behind one is found: each has an own filter. */
static void test_meter_finds_peaks_at_each_place(void **state)
{
    (void)state;
    enum { AT = FRAMES / 2, WIDTH = 32 };
    float *pulse = xcalloc(FRAMES * 2, sizeof *pulse);
    for (int quarter = 0; quarter < 4; quarter++) {
        /* A pulse of 0 dBTP of what lies under 0.7 of the band; the samples beside its top are 0.5 to 1.8 dB lower. */
        memset(pulse, 0, FRAMES * 2 * sizeof *pulse);
        for (int i = -WIDTH; i <= WIDTH; i++) {
            double x = i - quarter / 4.0, window = 0.5 + 0.5 * cos(M_PI * x / (WIDTH + 1)), y = M_PI * 0.7 * x;
            pulse[2 * (AT + i)] = (float)(x == 0 ? 1 : sin(y) / y * window);
        }
        if (fabs(peak_of(pulse)) > 0.2)
            fail_msg("a peak %d/4 behind a sample is measured as %.2f dBTP", quarter, peak_of(pulse));
    }
    free(pulse);
}

static void test_loud_noise_stays_under_the_ceiling(void **state)
{
    (void)state;
    static const double ceilings[] = {-1.2, -2.2, -6};
    float *noise = xcalloc(FRAMES * 2, sizeof *noise);
    struct prng chance;
    prng_init(&chance, 3);
    for (size_t i = 0; i < FRAMES * 2; i++)
        noise[i] = (float)(prng_gauss(&chance) * (i / 9600 % 3 == 0 ? 0.6 : 0.05));
    for (size_t i = 0; i < 3; i++) {
        double reduction;
        float *out = limited(noise, ceilings[i], &reduction);
        assert_true(peak_of(out) <= ceilings[i] + 0.1);
        assert_true(peak_of(out) >= ceilings[i] - 1.0); /* not just turned down */
        assert_true(reduction > 3);
        free(out);
    }
    free(noise);
}

static void test_quiet_sound_is_untouched(void **state)
{
    (void)state;
    float *sine = xcalloc(FRAMES * 2, sizeof *sine);
    double reduction;
    for (size_t i = 0; i < FRAMES; i++)
        sine[2 * i] = sine[2 * i + 1] = 0.5f * (float)sin(0.05 * (double)i);
    float *out = limited(sine, -1.2, &reduction);
    assert_memory_equal(out, sine, FRAMES * 2 * sizeof *out);
    assert_true(reduction == 0);
    free(out);
    free(sine);
}

static void test_gain_comes_back(void **state)
{
    (void)state;
    float *sound = xcalloc(FRAMES * 2, sizeof *sound);
    double reduction;
    for (size_t i = 0; i < FRAMES; i++)
        sound[2 * i] = sound[2 * i + 1] = (i < 4800 ? 2.0f : 0.25f) * (float)sin(0.05 * (double)i);
    float *out = limited(sound, -1, &reduction);
    assert_true(reduction > 6.9 && reduction < 8.5); /* 2.0 to -1 dBTP, and the edge at its end */
    size_t late = FRAMES - 1000;
    assert_true(fabsf(out[2 * late] - sound[2 * late]) < 1e-4f);
    free(out);
    free(sound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meter_finds_peaks_between_samples),
        cmocka_unit_test(test_meter_finds_peaks_at_each_place),
        cmocka_unit_test(test_loud_noise_stays_under_the_ceiling),
        cmocka_unit_test(test_quiet_sound_is_untouched),
        cmocka_unit_test(test_gain_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
