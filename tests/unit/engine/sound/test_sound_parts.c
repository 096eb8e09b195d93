/* Filters, room, fades, effects, loudness, spool: each by one or two numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "biquad.h"
#include "effects.h"
#include "fades.h"
#include "loudness.h"
#include "pump.h"
#include "reverb.h"
#include "spool.h"
#include "sound_fixtures.h"

enum { FRAMES = SOUND_RATE * 3 };

static float *sine(double hertz, double amplitude, double dc)
{
    float *stereo = xcalloc(FRAMES * 2, sizeof *stereo);
    for (size_t i = 0; i < FRAMES; i++)
        stereo[2 * i] = stereo[2 * i + 1] = (float)(dc + amplitude * sin(2 * M_PI * hertz * (double)i / SOUND_RATE));
    return stereo;
}

static double rms_db(const float *stereo, size_t from, size_t to)
{
    double power = 0;
    for (size_t i = 2 * from; i < 2 * to; i++)
        power += (double)stereo[i] * stereo[i];
    return 10 * log10(power / (double)(2 * (to - from)) + 1e-20);
}

static void test_high_pass_takes_dc_away(void **state)
{
    (void)state;
    struct biquad filter;
    float *stereo = sine(100, 0.5, 0.03);
    double before = rms_db(stereo, FRAMES / 2, FRAMES), mean = 0;
    biquad_init_high_pass(&filter, 28, 0.7071);
    biquad_run(&filter, stereo, FRAMES);
    for (size_t i = FRAMES; i < 2 * FRAMES; i++)
        mean += stereo[i];
    assert_true(fabs(mean / FRAMES) < 1e-4);
    assert_true(fabs(rms_db(stereo, FRAMES / 2, FRAMES) - before) < 0.2);
    free(stereo);
}

/* 1 kHz at -20 dBFS in both channels is -20 LUFS, within 0.1 (EBU Tech 3341, case 1, shifted). */
static void test_loudness_reference(void **state)
{
    (void)state;
    struct loudness *meter = loudness_new();
    assert_true(loudness_lufs(meter) == LOUDNESS_SILENCE_LUFS);
    float *stereo = sine(1000, 0.1, 0);
    loudness_add(meter, stereo, FRAMES);
    assert_true(fabs(loudness_lufs(meter) + 20) < 0.1);
    assert_true(fabs(loudness_momentary(meter) + 20) < 0.1);
    loudness_free(meter);
    free(stereo);
}

static void test_reverb_decays_in_its_time(void **state)
{
    (void)state;
    static const double times[] = {0.6, 1.6};
    for (size_t i = 0; i < 2; i++) {
        struct reverb *reverb = reverb_new(times[i], 15);
        float *send = xcalloc(FRAMES * 2, sizeof *send), *bus = xcalloc(FRAMES * 2, sizeof *bus);
        struct prng chance;
        prng_init(&chance, 1);
        for (size_t j = 0; j < SOUND_RATE; j++)
            send[j] = (float)prng_gauss(&chance) * 0.1f;
        reverb_run(reverb, send, bus, FRAMES);
        size_t start = SOUND_RATE / 2 + 4800, span = 2400;
        size_t later = start + (size_t)(times[i] * SOUND_RATE / 2);
        double fall = rms_db(bus, start, start + span) - rms_db(bus, later, later + span);
        /* Half of T60 is 30 dB; treble is swallowed faster. */
        assert_true(fall > 27 && fall < 45);
        double level = rms_db(bus, SOUND_RATE / 4, SOUND_RATE / 2) - rms_db(send, 0, SOUND_RATE / 2);
        assert_true(level > -14 && level < 3); /* white noise: its treble is swallowed */
        reverb_free(reverb);
        free(send);
        free(bus);
    }
}

static void test_ending_reaches_zero(void **state)
{
    (void)state;
    float *stereo = xcalloc(FRAMES * 2, sizeof *stereo);
    for (size_t i = 0; i < FRAMES * 2; i++)
        stereo[i] = 1;
    /* In pieces, as the mix does it. */
    for (size_t at = 0; at < FRAMES; at += 7001)
        fade_ending(stereo + 2 * at, FRAMES - at < 7001 ? FRAMES - at : 7001, (int64_t)at, FRAMES, SOUND_RATE);
    assert_true(stereo[2 * (FRAMES - SOUND_RATE) - 2] == 1);
    assert_true(stereo[2 * FRAMES - 1] == 0 && stereo[2 * FRAMES - 2] == 0);
    for (size_t i = FRAMES - SOUND_RATE; i + 1 < FRAMES; i++)
        assert_true(stereo[2 * i + 2] <= stereo[2 * i] + 1e-6f);
    /* A raised cosine: half way down in time is -6 dB, a tenth before the end over 30 dB. */
    assert_true(fabs(20 * log10(stereo[2 * (FRAMES - SOUND_RATE / 2)]) + 6.02) < 0.05);
    assert_true(20 * log10(stereo[2 * (FRAMES - SOUND_RATE / 10)]) < -30);
    free(stereo);
}

static void test_lofi_is_repeatable_and_narrow(void **state)
{
    (void)state;
    float *first = sine(12000, 0.1, 0), *second = sine(12000, 0.1, 0), *low = sine(400, 0.1, 0);
    for (int i = 0; i < 3; i++) {
        struct effects *effects = effects_new(SCORE_EFFECTS_LOFI);
        effects_run(effects, i == 0 ? first : i == 1 ? second : low, FRAMES);
        effects_free(effects);
    }
    assert_memory_equal(first, second, FRAMES * 2 * sizeof *first);
    double treble = rms_db(first, FRAMES / 2, FRAMES), middle = rms_db(low, FRAMES / 2, FRAMES);
    assert_true(middle - treble > 8);
    assert_true(fabs(middle + 23) < 1.5);
    /* The noise alone: brown at -52 with crackles over it. */
    float *silence = sine(100, 0, 0);
    struct effects *effects = effects_new(SCORE_EFFECTS_LOFI);
    effects_run(effects, silence, FRAMES);
    effects_free(effects);
    double noise = rms_db(silence, FRAMES / 2, FRAMES);
    assert_true(noise > -62 && noise < -45);
    free(silence);
    free(first);
    free(second);
    free(low);
}

static void test_pump_dips_at_the_kick(void **state)
{
    (void)state;
    float *stereo = sine(400, 0.5, 0);
    static float gains[FRAMES];
    struct pump pump;
    pump_init(&pump, 5, 220);
    pump_run(&pump, gains, SOUND_RATE);
    pump_kick(&pump);
    pump_run(&pump, gains + SOUND_RATE, FRAMES - SOUND_RATE);
    for (size_t i = 0; i < FRAMES; i++) {
        stereo[2 * i] *= gains[i];
        stereo[2 * i + 1] *= gains[i];
    }
    double level = rms_db(stereo, 0, SOUND_RATE / 2);
    assert_true(level - rms_db(stereo, SOUND_RATE, SOUND_RATE + 480) > 3);
    assert_true(fabs(level - rms_db(stereo, 2 * SOUND_RATE, FRAMES)) < 0.1);
    free(stereo);
}

static void test_spool_gives_back_and_pads(void **state)
{
    (void)state;
    struct spool spool = SPOOL_INIT;
    float in[20], out[40];
    for (int i = 0; i < 20; i++)
        in[i] = (float)i;
    assert_int_equal(spool_open(&spool, fixture_folder, NULL), BGM_OK);
    assert_int_equal(spool_write(&spool, 5, in, 10, NULL), BGM_OK);
    assert_int_equal(spool.frames, 15);
    assert_int_equal(spool_read(&spool, 5, out, 20, NULL), BGM_OK);
    assert_memory_equal(in, out, sizeof in);
    for (int i = 20; i < 40; i++)
        assert_true(out[i] == 0);
    /* Another reader, to whom the file begins later. */
    struct spool other = SPOOL_INIT;
    assert_int_equal(spool_share(&spool, &other, NULL), BGM_OK);
    spool_close(&spool);
    other.origin = 6;
    assert_int_equal(spool_read(&other, 0, out, 1, NULL), BGM_OK);
    assert_true(out[0] == 2 && out[1] == 3);
    assert_int_equal(spool_write(&other, 14, in, 1, NULL), BGM_OK);
    assert_int_equal(other.frames, 21);
    spool_close(&other);
    spool_close(&other);
    assert_int_equal(spool_open(&spool, "/nonexistent/folder", NULL), BGM_OUTPUT);
}

/* A stretch is louder, its edges take 0.4 s, and no chunk boundary is heard. */
static void test_a_stretch_is_louder(void **state)
{
    (void)state;
    enum { SECONDS = 4, CHUNK = 1000 };
    static float gains[SECONDS * SOUND_RATE];
    for (size_t i = 0; i < SECONDS * SOUND_RATE; i++)
        gains[i] = 1;
    for (size_t at = 0; at < SECONDS * SOUND_RATE; at += CHUNK)
        fade_level(gains + at, CHUNK, (int64_t)at, SOUND_RATE, 3 * SOUND_RATE, 2);
    assert_true(gains[0] == 1 && gains[SOUND_RATE * 4 / 5 - 1] == 1 && gains[SECONDS * SOUND_RATE - 1] == 1);
    assert_true(fabsf(gains[SOUND_RATE] - 1.5f) < 0.01f && fabsf(gains[2 * SOUND_RATE] - 2) < 1e-6f);
    for (size_t i = 1; i < SECONDS * SOUND_RATE; i++)
        assert_true(fabsf(gains[i] - gains[i - 1]) < 1e-4f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_high_pass_takes_dc_away),   cmocka_unit_test(test_loudness_reference),
        cmocka_unit_test(test_reverb_decays_in_its_time), cmocka_unit_test(test_ending_reaches_zero),
        cmocka_unit_test(test_a_stretch_is_louder),       cmocka_unit_test(test_lofi_is_repeatable_and_narrow),
        cmocka_unit_test(test_pump_dips_at_the_kick),     cmocka_unit_test(test_spool_gives_back_and_pads),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
