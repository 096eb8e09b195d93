/* What edits do to a timeline: messages in, facts out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/engine/timeline_edit.h"

struct bench {
    struct timeline timeline;
    struct upload_row uploads[2];
    struct edit_outcome outcome;
    struct buf done, notes;
};

static int bench_setup(void **state)
{
    static struct bench bench;
    memset(&bench, 0, sizeof bench);
    timeline_init(&bench.timeline);
    snprintf(bench.uploads[0].id, sizeof bench.uploads[0].id, "%s", "aa");
    snprintf(bench.uploads[0].kind, sizeof bench.uploads[0].kind, "%s", "video");
    snprintf(bench.uploads[0].hash, sizeof bench.uploads[0].hash, "%s", "0011");
    snprintf(bench.uploads[1].id, sizeof bench.uploads[1].id, "%s", "bb");
    snprintf(bench.uploads[1].kind, sizeof bench.uploads[1].kind, "%s", "audio");
    snprintf(bench.uploads[1].name, sizeof bench.uploads[1].name, "%s", "song.mp3");
    bench.timeline.has_video = true;
    bench.timeline.duration_ms = 30000;
    snprintf(bench.timeline.video_upload, sizeof bench.timeline.video_upload, "%s", "aa");
    buf_init(&bench.done, 65536);
    buf_init(&bench.notes, 65536);
    *state = &bench;
    return 0;
}

static int bench_teardown(void **state)
{
    struct bench *bench = *state;
    buf_release(&bench->done);
    buf_release(&bench->notes);
    return 0;
}

static void tell(struct bench *bench, const char *message)
{
    static struct edit_list edits;
    struct edit_context context = {bench->uploads, 2, false};
    buf_clear(&bench->done);
    buf_clear(&bench->notes);
    agent_read(message, &edits);
    timeline_apply(&bench->timeline, &edits, &context, &bench->outcome, &bench->done,
                   &bench->notes);
}

static void test_new_music(void **state)
{
    struct bench *bench = *state;
    struct timeline_music *music = &bench->timeline.music;
    tell(bench, "Add background music: calm lo-fi. Music volume 20%. Music from 5 s to 20 s.");
    assert_true(bench->outcome.composed && bench->outcome.changed && bench->timeline.has_music);
    assert_string_equal(music->style, "lofi");
    assert_int_equal(music->start_ms, 5000);
    assert_int_equal(music->length_ms, 15000);
    assert_true(music->volume == 0.2);
    uint64_t seed = music->seed;
    assert_true(seed != 0);
    /* A change keeps the seed; "another" does not. */
    tell(bench, "make it jazzier, slower and a bit louder");
    assert_string_equal(music->style, "jazz");
    assert_true(music->seed == seed && music->tempo_factor < 1);
    assert_true(music->volume == 0.23);
    tell(bench, "another one");
    assert_true(music->seed != seed && strcmp(music->style, "jazz") == 0);
    tell(bench, "remove the music");
    assert_false(bench->timeline.has_music);
}

/* The same words under the same video: the same seed, in any session. */
static void test_seed_of_prompt(void **state)
{
    struct bench *bench = *state;
    tell(bench, "Add background music: calm.");
    uint64_t seed = bench->timeline.music.seed;
    tell(bench, "Add background music: happy.");
    assert_true(bench->timeline.music.seed != seed);
    tell(bench, "Add background music: calm.");
    assert_true(bench->timeline.music.seed == seed);
    snprintf(bench->uploads[0].hash, sizeof bench->uploads[0].hash, "%s", "0012");
    tell(bench, "Add background music: calm.");
    assert_true(bench->timeline.music.seed != seed);
}

static void test_parts(void **state)
{
    struct bench *bench = *state;
    tell(bench, "more saxophone, no drums");
    assert_true(bench->timeline.has_music);
    assert_int_equal(bench->timeline.music.programs[SCORE_LEAD], 66);
    assert_int_equal(bench->timeline.music.without_roles, 1u << SCORE_DRUMS);
    tell(bench, "add drums");
    assert_int_equal(bench->timeline.music.without_roles, 0);
}

static void test_own_track(void **state)
{
    struct bench *bench = *state;
    tell(bench, "use \"other.mp3\" as the music");
    assert_non_null(strstr(bench->notes.bytes, "no uploaded track"));
    assert_false(bench->outcome.changed);
    tell(bench, "use my track, volume 50%");
    assert_string_equal(bench->timeline.music.upload, "bb");
    assert_false(bench->outcome.composed);
    tell(bench, "more piano");
    assert_non_null(strstr(bench->notes.bytes, "own track"));
    tell(bench, "add calm music");
    assert_string_equal(bench->timeline.music.upload, "");
    assert_true(bench->timeline.music.volume == 0.5);
}

static void test_what_cannot_be(void **state)
{
    struct bench *bench = *state;
    tell(bench, "louder");
    assert_false(bench->outcome.changed);
    assert_non_null(strstr(bench->notes.bytes, "no music yet"));
    tell(bench, "add calm music");
    tell(bench, "music from 40 s to 50 s");
    assert_non_null(strstr(bench->notes.bytes, "no room"));
    assert_int_equal(bench->timeline.music.length_ms, 30000);
    tell(bench, "volume 100%");
    tell(bench, "louder");
    assert_true(bench->timeline.music.volume == 1);
    assert_false(bench->outcome.changed);
}

/* Music is composed for an hour at most, however the wish is put. */
static void test_long_video(void **state)
{
    struct bench *bench = *state;
    bench->timeline.duration_ms = 3 * 3600 * 1000;
    tell(bench, "add calm music");
    assert_int_equal(bench->timeline.music.length_ms, 3600 * 1000);
    assert_non_null(strstr(bench->notes.bytes, "60 minutes"));
    tell(bench, "music from 10 s to the end");
    assert_int_equal(bench->timeline.music.length_ms, 3600 * 1000);
}

static void test_titles(void **state)
{
    struct bench *bench = *state;
    tell(bench, "add the title \"A\"");
    tell(bench, "add the title \"B\" at the end");
    assert_int_equal(bench->timeline.title_count, 2);
    assert_int_equal(bench->timeline.titles[1].start_ms, 27000);
    tell(bench, "title \"C\""); /* in A's place */
    assert_int_equal(bench->timeline.title_count, 2);
    assert_string_equal(bench->timeline.titles[0].text, "C");
    tell(bench, "title \"two\nlines\"");
    assert_string_equal(bench->timeline.titles[0].text, "two lines");
    tell(bench, "remove the titles");
    assert_int_equal(bench->timeline.title_count, 0);
}

int main(void)
{
#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, bench_setup, bench_teardown)
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_new_music),  WITH_BENCH(test_seed_of_prompt), WITH_BENCH(test_parts),
        WITH_BENCH(test_own_track),  WITH_BENCH(test_what_cannot_be), WITH_BENCH(test_titles),
        WITH_BENCH(test_long_video),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
