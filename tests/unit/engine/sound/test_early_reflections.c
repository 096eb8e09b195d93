/* What parts are given on their way to the bus: early reflections, the compressor of drums and bass, second players. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "early_reflections.h"
#include "glue.h"
#include "part_source.h"
#include "spool.h"

enum { BLOCK = 64, FRAMES = SOUND_RATE / BLOCK * BLOCK };

static float stereo[2 * FRAMES];

static void fill(double hertz, double left, double right)
{
    for (size_t i = 0; i < FRAMES; i++) {
        double x = sin(2 * M_PI * hertz * (double)i / SOUND_RATE);
        stereo[2 * i] = (float)(left * x);
        stereo[2 * i + 1] = (float)(right * x);
    }
}

/* Middle (sign 1) or sides (-1) of the second half, in dB of full scale. */
static double level(int sign)
{
    double sum = 1e-20;
    for (size_t i = FRAMES / 2; i < FRAMES; i++)
        sum += pow(0.5 * ((double)stereo[2 * i] + sign * (double)stereo[2 * i + 1]), 2);
    return 10 * log10(sum / (FRAMES / 2.0));
}

static void reflect(unsigned number)
{
    struct early early;
    early_init(&early, number);
    for (size_t at = 0; at < FRAMES; at += BLOCK)
        early_run(&early, stereo + 2 * at, 1);
}

/* What is heard in mono stays what it was; the sides get something at every pitch on average, and nothing in the bass.
 */
static void test_reflections(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 15; number++) {
        double sides = 0;
        int count = 0;
        for (double hertz = 300; hertz < 9000; hertz *= 1.19, count++) {
            fill(hertz, 0.5, 0.5);
            double before = level(1);
            reflect(number);
            assert_true(fabs(level(1) - before) < 0.001);
            sides += pow(10, (level(-1) - before) / 10);
        }
        double mean_db = 10 * log10(sides / count);
        assert_true(mean_db > -14 && mean_db < -7);
        fill(40, 0.5, 0.5);
        double before = level(1);
        reflect(number);
        assert_true(level(-1) < before - 22);
    }
    /* And nothing comes of nothing, for ever. */
    fill(500, 0, 0);
    reflect(1);
    assert_true(level(-1) < -150);
}

static double held(double decibels, double tightness)
{
    struct glue glue;
    /* Both sides: the power of a sine at full scale is 1. */
    glue_init(&glue, -20, tightness);
    double size = pow(10, decibels / 20);
    fill(1000, size, size);
    double before = level(1);
    for (size_t at = 0; at < FRAMES; at += BLOCK)
        glue_run(&glue, stereo + 2 * at, BLOCK);
    return level(1) - before;
}

static void test_compressor(void **state)
{
    (void)state;
    assert_true(fabs(held(-6, 0)) < 1e-6);
    double quiet = held(-30, 1), loud = held(-4, 1), half = held(-4, 0.5) - held(-30, 0.5);
    /* -4 dB is 12 dB over where it begins: 3:1 leaves 4 of them. */
    assert_true(fabs(loud - quiet + 8) < 0.5);
    assert_true(fabs(half + 4) < 0.5);
    /* The edge goes through: the first 2 ms keep what a held tone loses. */
    struct glue glue;
    glue_init(&glue, -20, 1);
    fill(1000, 0.63, 0.63);
    glue_run(&glue, stereo, BLOCK);
    assert_true(fabs(stereo[24]) > 0.6 * 0.63);
}

/* Synth arpeggios are played twice by ourselves, plucked ones by FluidSynth, each on a channel that nobody else has. */
static void test_second_players(void **state)
{
    (void)state;
    struct score score = {.style = "trance", .part_count = 5};
    score.parts[0] = (struct score_part){.role = SCORE_ARP, .channel = 0, .program = 81};
    score.parts[1] = (struct score_part){.role = SCORE_GUITAR, .channel = 1, .program = 25};
    score.parts[2] = (struct score_part){.role = SCORE_ARP, .channel = 2, .program = 24};
    score.parts[3] = (struct score_part){.role = SCORE_ARP, .channel = 3, .program = 46};
    score.parts[4] = (struct score_part){.role = SCORE_ARP, .channel = 4, .program = 80};
    assert_int_equal(part_double_channel(&score, 0), SYNTH_TWIN_CHANNEL);
    assert_int_equal(part_double_channel(&score, 1), SYNTH_DOUBLE_CHANNEL);
    assert_int_equal(part_double_channel(&score, 2), SYNTH_DOUBLE_CHANNEL + 1);
    assert_int_equal(part_double_channel(&score, 3), -1); /* one harp */
    assert_int_equal(part_double_channel(&score, 4), SYNTH_TWIN_CHANNEL + 1);
    static struct synth_block block;
    static float room[2 * BLOCK];
    struct part_source source;
    part_source_open(&source, &score, 0);
    const struct synth_event first = {.kind = SYNTH_NOTE_ON, .channel = 0, .number = 60, .value = 100};
    const struct synth_event second = {
        .kind = SYNTH_NOTE_ON, .channel = SYNTH_TWIN_CHANNEL, .number = 60, .value = 100};
    const struct synth_event other = {.kind = SYNTH_NOTE_ON, .channel = 1, .number = 60, .value = 100};
    const struct synth_event sides[] = {
        {.kind = SYNTH_CONTROL, .channel = 0, .number = 10, .value = 0},
        {.kind = SYNTH_CONTROL, .channel = SYNTH_TWIN_CHANNEL, .number = 10, .value = 127},
    };
    assert_false(part_source_send(&source, &other));
    assert_true(part_source_send(&source, &sides[0]) && part_source_send(&source, &sides[1]));
    double left[2] = {0, 0}, right[2] = {0, 0};
    for (int k = 0; k < 2; k++) {
        assert_true(part_source_send(&source, k == 0 ? &first : &second));
        for (int b = 0; b < 20; b++) {
            part_source_render(&source, &block, stereo, room);
            for (int i = 0; i < BLOCK; i++) {
                left[k] += fabs((double)stereo[2 * i]);
                right[k] += fabs((double)stereo[2 * i + 1]);
            }
        }
    }
    /* The one stands left; with the other there is as much on the right. */
    assert_true(left[0] > 10 * right[0]);
    assert_true(right[1] > 0.5 * left[1]);
    part_source_silence(&source);
    part_source_render(&source, &block, stereo, room);
    assert_true(fabs(stereo[10]) + fabs(stereo[11]) < 1e-9);
    part_source_close(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reflections),
        cmocka_unit_test(test_compressor),
        cmocka_unit_test(test_second_players),
    };
    return cmocka_run_group_tests_name("early", tests, NULL, NULL);
}
