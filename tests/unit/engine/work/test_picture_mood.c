/* Bright fast pictures and dark slow ones give other music when the words leave it open, and not when they say it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "music_plan.h"
#include "picture_mood.h"

enum { LENGTH_MS = 40000 };

/* A clip with `cuts` of them at even distances; no speech, no sound. */
static struct media_analysis pictures(double brightness, double saturation, double motion, size_t cuts)
{
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    analysis.brightness = brightness;
    analysis.saturation = saturation;
    analysis.motion = motion;
    analysis.cuts = xcalloc(cuts + 1, sizeof *analysis.cuts);
    for (size_t i = 0; i < cuts; i++)
        analysis.cuts[i] = (struct music_cut){(int64_t)(i + 1) * LENGTH_MS / (int64_t)(cuts + 1), 0.6, MUSIC_CUT_HARD};
    analysis.cut_count = cuts;
    return analysis;
}

struct heard {
    double bpm, notes_per_s;
    bool minor;
};

static struct heard listen(const struct media_analysis *analysis, const char *prompt, uint64_t seed)
{
    struct timeline timeline;
    struct picture_mood mood;
    struct score score;
    struct heard heard = {0};
    timeline_init(&timeline);
    timeline.duration_ms = LENGTH_MS;
    timeline.has_music = true;
    timeline_music_init(&timeline.music, LENGTH_MS);
    timeline.music.seed = seed;
    snprintf(timeline.music.prompt, sizeof timeline.music.prompt, "%s", prompt);
    picture_mood_read(analysis, LENGTH_MS, &mood);
    assert_true(picture_mood_apply(&mood, &timeline.music));
    assert_int_equal(music_plan_compose(&timeline, analysis, &score, NULL), BGM_OK);
    for (size_t i = 0; i < score.part_count; i++)
        heard.notes_per_s += (double)score.parts[i].note_count * 1000 / LENGTH_MS;
    heard.bpm = score.bpm;
    heard.minor = score.mode == SCORE_MINOR || score.mode == SCORE_DORIAN || score.mode == SCORE_PHRYGIAN ||
                  score.mode == SCORE_HARMONIC_MINOR || score.mode == SCORE_MINOR_PENTATONIC;
    score_release(&score);
    return heard;
}

static void pictures_decide_what_words_leave_open(void **state)
{
    (void)state;
    static const char *const prompts[] = {"music that matches the mood of my video", "background music",
                                          "适合视频情绪的音乐"};
    struct media_analysis bright = pictures(165, 55, 0.3, 24), dark = pictures(38, 12, 0.02, 2);
    for (size_t p = 0; p < COUNT(prompts); p++) {
        double bpm[2] = {0}, density[2] = {0};
        int minor[2] = {0};
        for (uint64_t seed = 0; seed < 8; seed++) {
            for (int d = 0; d < 2; d++) {
                struct heard heard = listen(d ? &dark : &bright, prompts[p], seed);
                bpm[d] += heard.bpm / 8;
                density[d] += heard.notes_per_s / 8;
                minor[d] += heard.minor;
            }
        }
        print_message("\"%s\": bright and fast %.0f bpm, %d of 8 minor, %.1f notes/s; dark and slow %.0f, %d, %.1f\n",
                      prompts[p], bpm[0], minor[0], density[0], bpm[1], minor[1], density[1]);
        assert_true(bpm[0] > 1.25 * bpm[1]);
        assert_true(density[0] > 1.8 * density[1]);
        assert_true(minor[0] <= 1 && minor[1] >= 7);
    }
    media_analysis_release(&bright);
    media_analysis_release(&dark);
}

static void words_win(void **state)
{
    (void)state;
    struct media_analysis dark = pictures(38, 12, 0.02, 2);
    struct picture_mood mood;
    struct timeline_music music;
    picture_mood_read(&dark, LENGTH_MS, &mood);
    assert_true(mood.known && mood.valence < -0.5 && mood.arousal < -0.2);
    timeline_music_init(&music, LENGTH_MS);
    snprintf(music.prompt, sizeof music.prompt, "happy ukulele pop");
    snprintf(music.style, sizeof music.style, "happy");
    assert_false(picture_mood_apply(&mood, &music));
    assert_string_equal(music.style, "happy");
    assert_false(picture_mood_decides(music.prompt));
    /* A style that is named stays, shaded by the picture. */
    snprintf(music.prompt, sizeof music.prompt, "lo-fi that matches the mood of the video");
    snprintf(music.style, sizeof music.style, "lofi");
    assert_true(picture_mood_apply(&mood, &music));
    assert_string_equal(music.style, "lofi");
    assert_true(music.valence < -0.3);
    /* Nothing to see. */
    media_analysis_release(&dark);
    picture_mood_read(&dark, LENGTH_MS, &mood);
    assert_false(mood.known || picture_mood_apply(&mood, &music));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_decide_what_words_leave_open),
        cmocka_unit_test(words_win),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
