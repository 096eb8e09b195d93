/* A clip with music of its own: the bed takes its key and tempo and keeps out of its way, unless told otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "bgmusic/base/count.h"
#include "media_analysis.h"
#include "music_plan.h"

enum { LENGTH_MS = 30000 };

static struct music_span whole = {0, LENGTH_MS};

static void compose(struct timeline *timeline, double share, struct score *score)
{
    struct media_analysis analysis;
    struct bgm_error err = BGM_ERROR_INIT;
    media_analysis_init(&analysis);
    analysis.has_sound = true;
    analysis.sound_lufs = -18;
    analysis.music_tonic = 3;
    analysis.music_is_minor = true;
    analysis.music_bpm = 97;
    analysis.music_share = share;
    analysis.music = share > 0 ? &whole : NULL;
    analysis.music_count = share > 0;
    if (music_plan_compose(timeline, &analysis, score, &err) != BGM_OK)
        fail_msg("%s", err.message);
}

static void clip_init(struct timeline *timeline)
{
    timeline_init(timeline);
    timeline->has_video = true;
    timeline->has_music = true;
    timeline->duration_ms = LENGTH_MS;
    timeline_music_init(&timeline->music, LENGTH_MS);
    snprintf(timeline->music.style, sizeof timeline->music.style, "pop");
    timeline->music.seed = 5;
}

static size_t notes_of(const struct score *score, enum score_role role)
{
    size_t count = 0;
    for (size_t i = 0; i < score->part_count; i++)
        count += score->parts[i].role == role ? score->parts[i].note_count : 0;
    return count;
}

static size_t all_notes(const struct score *score)
{
    size_t count = 0;
    for (size_t i = 0; i < score->part_count; i++)
        count += score->parts[i].note_count;
    return count;
}

static void test_bed(void **state)
{
    static struct timeline timeline;
    struct score bed, alone;
    (void)state;
    clip_init(&timeline);
    compose(&timeline, 1, &bed);
    assert_int_equal(bed.tonic, 3);
    assert_int_equal(bed.mode, SCORE_MINOR);
    assert_true(fabs(bed.bpm / 97 - 1) <= 0.041);
    assert_int_equal(notes_of(&bed, SCORE_DRUMS), 0);
    assert_int_equal(notes_of(&bed, SCORE_LEAD), 0);
    clip_init(&timeline);
    compose(&timeline, 0, &alone);
    assert_true(notes_of(&alone, SCORE_DRUMS) > 0 && notes_of(&alone, SCORE_LEAD) > 0);
    assert_true(all_notes(&bed) < all_notes(&alone) / 2);
    score_release(&bed);
    score_release(&alone);
}

/* A key, a tempo, drums that were asked for stand. */
static void test_wishes_stand(void **state)
{
    static struct timeline timeline;
    struct score score;
    (void)state;
    clip_init(&timeline);
    timeline.music.tonic = 7;
    timeline.music.mode = SCORE_MAJOR;
    timeline.music.wanted_bpm = 112;
    timeline.music.with_roles = 1u << SCORE_DRUMS;
    compose(&timeline, 1, &score);
    assert_int_equal(score.tonic, 7);
    assert_int_equal(score.mode, SCORE_MAJOR);
    assert_true(fabs(score.bpm / 112 - 1) <= 0.041);
    assert_true(notes_of(&score, SCORE_DRUMS) > 0);
    score_release(&score);
}

/* Music that nobody will hear, or a jingle, leaves the piece as it would be. */
static void test_unheard(void **state)
{
    static struct timeline timeline;
    struct score score, alone;
    (void)state;
    clip_init(&timeline);
    compose(&timeline, 0, &alone);
    clip_init(&timeline);
    timeline.keep_original = false;
    compose(&timeline, 1, &score);
    assert_true(score.tonic == alone.tonic && score.mode == alone.mode && fabs(score.bpm - alone.bpm) < 1e-9);
    assert_int_equal(all_notes(&score), all_notes(&alone));
    score_release(&score);
    clip_init(&timeline);
    compose(&timeline, 0.2, &score);
    assert_true(notes_of(&score, SCORE_DRUMS) > 0);
    assert_true(score.tonic == alone.tonic && fabs(score.bpm - alone.bpm) < 1e-9);
    score_release(&score);
    score_release(&alone);
}

/* Sum of the velocities of what begins in [from, to) ms. */
static int64_t weight_between(const struct score *score, int64_t from_ms, int64_t to_ms)
{
    int64_t sum = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++) {
            int64_t at_ms = score_ticks_to_us(score, score->parts[p].notes[i].start_ticks) / 1000;
            sum += at_ms >= from_ms && at_ms < to_ms ? score->parts[p].notes[i].velocity : 0;
        }
    return sum;
}

/* A title is met where it appears; tempo, form and all that is further off than its bar stay as they were. */
static void test_title(void **state)
{
    enum { TITLE_MS = 11000, BAR_MS = 3000 };
    static const char *const styles[] = {"pop", "ambient", "epic", "lofi"};
    static struct timeline timeline;
    (void)state;
    for (size_t i = 0; i < COUNT(styles); i++) {
        struct score with, without;
        clip_init(&timeline);
        snprintf(timeline.music.style, sizeof timeline.music.style, "%s", styles[i]);
        compose(&timeline, 0, &without);
        timeline.title_count = 1;
        snprintf(timeline.titles[0].text, sizeof timeline.titles[0].text, "Beach Day");
        timeline.titles[0].start_ms = TITLE_MS;
        timeline.titles[0].length_ms = 3000;
        compose(&timeline, 0, &with);
        assert_true(fabs(with.bpm - without.bpm) < 1e-9);
        assert_int_equal(with.section_count, without.section_count);
        int64_t half_beat_ms = (int64_t)(30000 / with.bpm) + 60;
        assert_true(weight_between(&with, TITLE_MS - half_beat_ms, TITLE_MS + half_beat_ms) >
                    weight_between(&without, TITLE_MS - half_beat_ms, TITLE_MS + half_beat_ms));
        assert_int_equal(weight_between(&with, 0, TITLE_MS - BAR_MS), weight_between(&without, 0, TITLE_MS - BAR_MS));
        /* A title from the start on is no event. */
        timeline.titles[0].start_ms = 0;
        score_release(&with);
        compose(&timeline, 0, &with);
        assert_int_equal(weight_between(&with, 0, LENGTH_MS), weight_between(&without, 0, LENGTH_MS));
        score_release(&with);
        score_release(&without);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bed), cmocka_unit_test(test_wishes_stand),
                                       cmocka_unit_test(test_unheard), cmocka_unit_test(test_title)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
