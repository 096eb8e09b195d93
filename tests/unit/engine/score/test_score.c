/* The tempo map, the names of keys and modes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"

static void the_tempo_map_goes_both_ways(void **state)
{
    (void)state;
    struct score score;
    score_init(&score);
    score.tempos = xcalloc(3, sizeof *score.tempos);
    score.tempos[0] = (struct score_tempo){0, 500000};
    score.tempos[1] = (struct score_tempo){1920, 600000};
    score.tempos[2] = (struct score_tempo){2400, 333333};
    score.tempo_count = 3;
    assert_int_equal(score_ticks_to_us(&score, 0), 0);
    assert_int_equal(score_ticks_to_us(&score, 480), 500000);
    assert_int_equal(score_ticks_to_us(&score, 1920), 2000000);
    assert_int_equal(score_ticks_to_us(&score, 2160), 2300000);
    assert_int_equal(score_ticks_to_us(&score, 2880), 2933333);
    for (int32_t ticks = 0; ticks < 6000; ticks++)
        assert_int_equal(score_us_to_ticks(&score, score_ticks_to_us(&score, ticks)), ticks);
    assert_int_equal(score_us_to_ticks(&score, -5), 0);
    /* An hour and more at 220 beats a minute stays inside the type. */
    assert_true(score_us_to_ticks(&score, INT64_C(3600) * 1000000) > 0);
    score_release(&score);
    score_release(&score);
}

static void keys_are_named_as_they_are_written(void **state)
{
    (void)state;
    static const struct {
        int tonic;
        enum score_mode mode;
        const char *name;
    } keys[] = {
        {0, SCORE_MAJOR, "C major"},    {5, SCORE_MINOR, "F minor"},
        {2, SCORE_DORIAN, "D dorian"},  {10, SCORE_MAJOR, "Bb major"},
        {6, SCORE_MAJOR, "F# major"},   {1, SCORE_MINOR, "C# minor"},
        {3, SCORE_MINOR, "D# minor"},   {9, SCORE_MINOR_PENTATONIC, "A minor pentatonic"},
        {8, SCORE_LYDIAN, "Ab lydian"}, {7, SCORE_HARMONIC_MINOR, "G harmonic minor"},
    };
    for (size_t i = 0; i < COUNT(keys); i++) {
        char text[32];
        score_key_name(keys[i].tonic, keys[i].mode, text);
        assert_string_equal(text, keys[i].name);
    }
    assert_string_equal(score_pitch_name(10, 5, SCORE_MAJOR), "Bb");
    assert_string_equal(score_pitch_name(10, 11, SCORE_MAJOR), "A#");
}

static void modes_have_their_steps(void **state)
{
    (void)state;
    for (int mode = 0; mode < SCORE_MODE_COUNT; mode++) {
        const int *steps;
        size_t count = score_mode_steps((enum score_mode)mode, &steps);
        assert_in_range(count, 5, 7);
        assert_int_equal(steps[0], 0);
        for (size_t i = 1; i < count; i++)
            assert_true(steps[i] > steps[i - 1] && steps[i] < 12);
        assert_true(strlen(score_mode_name((enum score_mode)mode)) > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tempo_map_goes_both_ways),
        cmocka_unit_test(keys_are_named_as_they_are_written),
        cmocka_unit_test(modes_have_their_steps),
    };
    return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
