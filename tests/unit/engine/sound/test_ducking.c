/* Levels against the original, and the properties of the envelope. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "ducking.h"
#include "mixdown.h"
#include "speech_trim.h"
#include "spool.h"

static struct music_span spans[] = {{2000, 4000}, {5200, 6000}, {12000, 13000}};

static struct media_analysis speaking(size_t count)
{
    return (struct media_analysis){
        .has_sound = true, .sound_lufs = -22, .speech_lufs = -20, .speech = spans, .speech_count = count};
}

static void test_levels(void **state)
{
    (void)state;
    static const struct {
        bool sound, speech, kept, duck;
        double sound_lufs, volume, gap_lufs, speech_lufs;
    } rows[] = {
        {true, true, true, true, -22, MIX_DEFAULT_VOLUME, -26, -34},
        {true, true, true, false, -22, MIX_DEFAULT_VOLUME, -26, -26},
        {true, true, true, true, -22, MIX_DEFAULT_VOLUME / 2, -32.02, -40.02},
        {true, true, false, true, -22, MIX_DEFAULT_VOLUME, -14, -14},
        {false, false, true, true, -70, MIX_DEFAULT_VOLUME, -14, -14},
        {true, false, true, true, -40, MIX_DEFAULT_VOLUME, -20, -20},
        {true, false, true, true, -26, MIX_DEFAULT_VOLUME, -18, -18},
        {true, false, true, true, -12, MIX_DEFAULT_VOLUME, -20, -20},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct media_analysis analysis = speaking(rows[i].speech ? 3 : 0);
        struct duck_levels levels;
        analysis.has_sound = rows[i].sound;
        analysis.sound_lufs = rows[i].sound_lufs;
        duck_levels(&(struct duck_question){.analysis = &analysis,
                                            .original_kept = rows[i].kept,
                                            .duck = rows[i].duck,
                                            .volume = rows[i].volume,
                                            .music_lufs = -18,
                                            .music_under_speech_lufs = -18,
                                            .alone_lufs = -14},
                    &levels);
        assert_true(fabs(levels.gap_db - 18 - rows[i].gap_lufs) < 0.01);
        assert_true(fabs(levels.speech_db - 18 - rows[i].speech_lufs) < 0.01);
        assert_int_equal(levels.original_is_front, i == 7);
    }
}

/* The depth has a cap, also when the music under speech is loud. */
static void test_depth_is_capped(void **state)
{
    (void)state;
    struct media_analysis analysis = speaking(3);
    struct duck_levels levels;
    duck_levels(&(struct duck_question){.analysis = &analysis,
                                        .original_kept = true,
                                        .duck = true,
                                        .duck_lu = 20,
                                        .volume = MIX_DEFAULT_VOLUME,
                                        .music_lufs = -30,
                                        .music_under_speech_lufs = -18},
                &levels);
    assert_true(fabs(levels.gap_db - levels.speech_db - 14) < 0.01);
    assert_true(fabs(analysis.speech_lufs - (-18 + levels.speech_db) - 20) < 0.01);
}

/* Music that is soft under speech by itself is not made louder there than in the gaps. */
static void test_speech_never_lifts_the_music(void **state)
{
    (void)state;
    struct media_analysis analysis = speaking(3);
    struct duck_levels levels;
    duck_levels(&(struct duck_question){.analysis = &analysis,
                                        .original_kept = true,
                                        .duck = true,
                                        .volume = MIX_DEFAULT_VOLUME,
                                        .music_lufs = -18,
                                        .music_under_speech_lufs = -40},
                &levels);
    assert_true(fabs(levels.gap_db - (-26 + 18)) < 0.01);
    assert_true(levels.speech_db == levels.gap_db);
}

static double at_ms(const float *gains, int64_t ms)
{
    return 20 * log10(gains[ms * 48]);
}

static void test_envelope(void **state)
{
    (void)state;
    static const double depths[] = {8, 14};
    enum { LENGTH_MS = 16000, FRAMES = LENGTH_MS * 48 };
    float *gains = xcalloc(FRAMES, sizeof *gains);
    for (size_t d = 0; d < 2; d++) {
        struct media_analysis analysis = speaking(3);
        struct duck_levels levels = {.gap_db = -3, .speech_db = -3 - depths[d]};
        struct duck_envelope envelope;
        double low = levels.speech_db;
        duck_envelope_init(&envelope, &analysis, &levels, NULL);
        for (int64_t at = 0; at < FRAMES; at += 8000)
            duck_envelope_fill(&envelope, at, gains + at, 8000);
        duck_envelope_release(&envelope);
        assert_true(fabs(at_ms(gains, 1000) + 3) < 0.01);
        assert_true(at_ms(gains, 1900) < -4);               /* on the way before the first word */
        assert_true(fabs(at_ms(gains, 2001) - low) < 0.01); /* and there with it */
        assert_true(fabs(at_ms(gains, 4600) - low) < 0.01); /* a gap of 1.2 s stays down */
        assert_true(fabs(at_ms(gains, 6290) - low) < 0.01); /* held for 300 ms */
        assert_true(at_ms(gains, 6800) > low + 1 && at_ms(gains, 6800) < -4);
        assert_true(fabs(at_ms(gains, 7300) + 3) < 0.01); /* back up after 1.2 s */
        assert_true(fabs(at_ms(gains, 12500) - low) < 0.01);
        for (int64_t ms = 0; ms + 50 < LENGTH_MS; ms++)
            assert_true(fabs(at_ms(gains, ms + 50) - at_ms(gains, ms)) < 3);
    }
    free(gains);
}

/* Ten seconds of speech; between 4 and 7 s the music is 12 dB louder than elsewhere. */
static void test_trim_follows_the_music(void **state)
{
    (void)state;
    enum { STEPS = 140 };
    float voice[STEPS], music[STEPS];
    struct music_span span = {1000, 11000};
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    analysis.speech = &span;
    analysis.speech_count = 1;
    for (int i = 0; i < STEPS; i++) {
        voice[i] = 0.01f;
        music[i] = i >= 40 && i < 70 ? 0.016f : 0.001f;
    }
    struct speech_trim trim;
    struct speech_trim_question question = {.analysis = &analysis,
                                            .voice = voice,
                                            .music = music,
                                            .voice_count = STEPS,
                                            .music_count = STEPS,
                                            .music_db = -8,
                                            .least_lu = 12};
    speech_trim_init(&trim, &question);
    /* There it lies at 10 log(0.01 / 0.016) + 8 = 6 LU, six too few; far from there at 18. */
    assert_true(fabs(speech_trim_db(&trim, 55 * 4800) + 6) < 0.2);
    assert_true(speech_trim_db(&trim, 5 * 4800) > -0.1);
    assert_true(speech_trim_db(&trim, 135 * 4800) > -0.1);
    assert_true(speech_trim_mean_db(&trim, &question) > 3);
    for (int64_t at = 0; at < STEPS * 4800 - 2400; at += 480)
        assert_true(fabs(speech_trim_db(&trim, at + 2400) - speech_trim_db(&trim, at)) < 0.5);
    speech_trim_release(&trim);
    assert_true(speech_trim_db(&trim, 4800) == 0);
    /* The cap: never more than 8 dB. */
    question.least_lu = 40;
    speech_trim_init(&trim, &question);
    assert_true(speech_trim_db(&trim, 55 * 4800) > -8.01);
    speech_trim_release(&trim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_depth_is_capped),
        cmocka_unit_test(test_speech_never_lifts_the_music),
        cmocka_unit_test(test_envelope),
        cmocka_unit_test(test_trim_follows_the_music),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
