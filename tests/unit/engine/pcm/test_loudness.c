/* The meter against the test signals of EBU Tech 3341 (3.2 and its table 1) and Tech 3342, made here, against
 * hand-counted gates, and against libebur128, a meter that is not ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "loudness.h"
#include "spool.h"
#include "unit/unit_test.h"

/* A tone of 1 kHz on both channels: its peak in dBFS, and how long. */
struct tone {
    double dbfs, seconds;
};

enum { MOST_TONES = 5 };

struct signal {
    const char *name;
    struct tone tones[MOST_TONES];
    double lufs;
};

static const struct signal signals[] = {
    /* Tech 3341, table 1: each -23.0 or -33.0 LUFS, to 0.1 LU. */
    {"3341-1", {{-23, 20}}, -23},
    {"3341-2", {{-33, 20}}, -33},
    {"3341-3", {{-36, 10}, {-23, 60}, {-36, 10}}, -23},
    {"3341-4", {{-72, 10}, {-36, 10}, {-23, 60}, {-36, 10}, {-72, 10}}, -23},
    {"3341-5", {{-26, 20}, {-20, 20.1}, {-26, 20}}, -23},
    /* Tech 3342, table 1: its signals are for the range; integrated they are held against libebur128 alone. */
    {"3342-1", {{-20, 20}, {-30, 20}}, NAN},
    {"3342-2", {{-20, 20}, {-15, 20}}, NAN},
    {"3342-3", {{-40, 20}, {-20, 20}}, NAN},
    {"3342-4", {{-50, 20}, {-35, 20}, {-20, 20}, {-35, 20}, {-50, 20}}, NAN},
    /* The absolute gate lies at -70 LUFS and no higher: what is soft throughout is measured. */
    {"soft", {{-60, 10}}, -60},
    {"at the gate", {{-69, 10}}, -69},
    {"under the gate", {{-71, 10}}, LOUDNESS_SILENCE_LUFS},
    {"over silence", {{-72, 60}, {-55, 10}}, -55.07},
    /* The relative gate lies 10 LU under the mean: 9 LU under the louder half still counts, 13 do not. */
    {"near", {{-20, 30}, {-29, 30}}, -22.5},
    {"far", {{-20, 30}, {-33, 30}}, -20.04},
};

struct sound {
    float *stereo;
    size_t frames;
};

static struct sound sound_make(const struct signal *signal)
{
    struct sound sound = {NULL, 0};
    for (size_t t = 0; t < MOST_TONES; t++)
        sound.frames += (size_t)(signal->tones[t].seconds * SOUND_RATE + 0.5);
    sound.stereo = xcalloc(sound.frames * 2, sizeof *sound.stereo);
    size_t at = 0;
    for (size_t t = 0; t < MOST_TONES; t++) {
        size_t end = at + (size_t)(signal->tones[t].seconds * SOUND_RATE + 0.5);
        double peak = pow(10, signal->tones[t].dbfs / 20);
        for (; at < end; at++)
            sound.stereo[2 * at] = sound.stereo[2 * at + 1] =
                (float)(peak * sin(2 * M_PI * 1000 * (double)at / SOUND_RATE));
    }
    return sound;
}

/* In pieces of odd sizes, as sound comes. */
static double ours(const float *stereo, size_t frames)
{
    struct loudness *meter = loudness_new();
    for (size_t at = 0, piece = 1; at < frames; at += piece) {
        piece = piece * 7 % 9973 + 1;
        piece = piece < frames - at ? piece : frames - at;
        loudness_add(meter, stereo + 2 * at, piece);
    }
    double lufs = loudness_lufs(meter);
    loudness_free(meter);
    return lufs;
}

static double theirs(const float *stereo, size_t frames)
{
    double lufs = 0;
    ebur128_state *state = ebur128_init(2, SOUND_RATE, EBUR128_MODE_I);
    assert_non_null(state);
    ebur128_add_frames_float(state, stereo, frames);
    assert_int_equal(ebur128_loudness_global(state, &lufs), EBUR128_SUCCESS);
    ebur128_destroy(&state);
    return lufs < LOUDNESS_SILENCE_LUFS ? LOUDNESS_SILENCE_LUFS : lufs;
}

static void test_signals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(signals); i++) {
        struct sound sound = sound_make(&signals[i]);
        double here = ours(sound.stereo, sound.frames), there = theirs(sound.stereo, sound.frames);
        if (!isnan(signals[i].lufs) && fabs(here - signals[i].lufs) > 0.1)
            fail_msg("%s: %.3f LUFS instead of %.2f", signals[i].name, here, signals[i].lufs);
        if (fabs(here - there) > 0.02)
            fail_msg("%s: %.4f LUFS, libebur128 says %.4f", signals[i].name, here, there);
        free(sound.stereo);
    }
}

/* The first block is whole after 400 ms and not before; one of 100 ms is none. */
static void test_first_block(void **state)
{
    (void)state;
    enum { BLOCK = SOUND_RATE * 4 / 10 };
    struct signal signal = {"start", {{-20, 1}}, 0};
    struct sound sound = sound_make(&signal);
    assert_true(ours(sound.stereo, BLOCK - 1) == LOUDNESS_SILENCE_LUFS);
    assert_true(fabs(ours(sound.stereo, BLOCK) + 20) < 0.1);
    /* A loud start before silence: the blocks that hold some of it count, as the other meter counts them. */
    memset(sound.stereo + 2 * BLOCK, 0, (sound.frames - BLOCK) * 2 * sizeof *sound.stereo);
    assert_true(fabs(ours(sound.stereo, sound.frames) - theirs(sound.stereo, sound.frames)) < 0.01);
    free(sound.stereo);
}

/* Noise of all levels, other on each side, on and off: no difference can hide in a steady tone. */
static void test_noise(void **state)
{
    (void)state;
    enum { SECONDS = 8, FRAMES = SECONDS * SOUND_RATE };
    float *noise = xcalloc((size_t)FRAMES * 2, sizeof *noise);
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct prng chance;
        double level = 0;
        prng_init(&chance, seed);
        for (size_t i = 0; i < FRAMES; i++) {
            if (i % 9600 == 0)
                level = pow(10, -(double)prng_between(&chance, 0, 79) / 20);
            noise[2 * i] = (float)(prng_gauss(&chance) * level * 0.2);
            noise[2 * i + 1] = (float)(prng_gauss(&chance) * level * 0.1);
        }
        double here = ours(noise, FRAMES), there = theirs(noise, FRAMES);
        if (fabs(here - there) > 0.02)
            fail_msg("seed %d: %.4f LUFS, libebur128 says %.4f", (int)seed, here, there);
    }
    free(noise);
}

/* What happens in the last 400 ms: -23 LUFS for a tone of that level, whatever was before. */
static void test_momentary(void **state)
{
    (void)state;
    struct signal signal = {"last", {{-60, 3}, {-23, 0.4}}, 0};
    struct sound sound = sound_make(&signal);
    struct loudness *meter = loudness_new();
    loudness_add(meter, sound.stereo, sound.frames);
    assert_true(fabs(loudness_momentary(meter) + 23) < 0.1);
    loudness_free(meter);
    free(sound.stereo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_first_block),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_momentary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
