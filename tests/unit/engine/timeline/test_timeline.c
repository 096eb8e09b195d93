/* The draft: out and back without loss, and whatever a stranger may send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "timeline.h"

static void full_timeline(struct timeline *timeline)
{
    struct timeline_music *music = &timeline->music;
    timeline_init(timeline);
    snprintf(timeline->id, sizeof timeline->id, "%s", "draft_1");
    snprintf(timeline->title, sizeof timeline->title, "%s", "A \"title\" \xe5\x9f\x8e");
    timeline->duration_ms = 30000;
    timeline->width = 1920;
    timeline->height = 1080;
    timeline->loudness_lufs = -16.5;
    timeline->keep_original = false;
    timeline->has_video = timeline->has_music = true;
    snprintf(timeline->video_upload, sizeof timeline->video_upload, "%s", "0123456789abcdef01234567");
    snprintf(timeline->video_name, sizeof timeline->video_name, "%s", "clip.mp4");
    timeline_music_init(music, 15000);
    snprintf(music->name, sizeof music->name, "%s", "Calm lo-fi");
    snprintf(music->prompt, sizeof music->prompt, "%s", "calm lo-fi");
    snprintf(music->style, sizeof music->style, "%s", "lofi");
    snprintf(music->key, sizeof music->key, "%s", "F major");
    music->start_ms = 5000;
    music->volume = 0.35;
    music->fade_in_ms = 1000;
    music->fade_out_ms = 1500;
    music->duck = false;
    music->duck_lu = 18.5;
    music->sync_cuts = true;
    music->seed = UINT64_MAX;
    music->bpm = 77.25;
    music->wanted_bpm = 80;
    music->tonic = 5;
    music->mode = SCORE_MINOR;
    music->tempo_factor = 1.12;
    music->energy = -0.4;
    snprintf(music->blend, sizeof music->blend, "%s", "dark");
    music->part_levels_lu[SCORE_BASS] = -4;
    music->course[music->course_count++] = (struct timeline_point){.energy = -0.8};
    music->course[music->course_count++] = (struct timeline_point){.at_ms = 12000, .energy = 0.7};
    music->spans[music->spans_count++] = (struct timeline_span){.start_ms = 10000, .end_ms = 15000, .factor = 1.4};
    music->valence = 0.1;
    music->with_roles = 5;
    music->without_roles = 128;
    music->programs[SCORE_LEAD] = 66;
    timeline->title_count = 2;
    timeline->titles[0] = (struct timeline_title){0, 3000, "Urban Dreams"};
    timeline->titles[1] = (struct timeline_title){27000, 3000, "The End"};
}

/* The keys and their order are read by others and stored: a draft stays as it is, byte for byte. */
static const char full_draft[] =
    "{\"id\":\"draft_1\",\"d\":30000,\"m\":{\"title\":\"A \\\"title\\\" 城\",\"width\":1920,\"height\":1080,"
    "\"loudness_lufs\":-16.5,\"keep_loudness\":false,\"keep_original\":false},\"t\":[{\"id\":\"t1\",\"tt\":0,"
    "\"sg\":[{\"id\":\"v1\",\"s\":0,\"d\":30000,\"n\":\"clip.mp4\",\"v\":0,"
    "\"m\":{\"upload\":\"0123456789abcdef01234567\"}}]},{\"id\":\"t2\",\"tt\":1,\"sg\":[{\"id\":\"m1\",\"s\":5000,"
    "\"d\":15000,\"n\":\"Calm lo-fi\",\"v\":0.35,\"fi\":1000,\"fo\":1500,\"m\":{\"duck\":false,\"duck_lu\":18.5,"
    "\"sync_cuts\":true,\"upload\":null,\"prompt\":\"calm lo-fi\",\"style\":\"lofi\",\"bpm\":77.25,"
    "\"key\":\"F major\",\"seed\":\"18446744073709551615\",\"wanted_bpm\":80,\"tonic\":5,\"mode\":1,"
    "\"tempo_factor\":1.12,\"energy\":-0.4,\"valence\":0.1,\"with\":5,\"without\":128,\"programs\":[-1,-1,-1,-1,"
    "-1,66,-1,-1,-1],\"blend\":\"dark\",\"levels\":[0,0,-4,0,0,0,0,0,0],\"course\":[[0,-0.8],[12000,0.7]],"
    "\"spans\":[[10000,15000,1.4]]}}]},{\"id\":\"t3\",\"tt\":7,\"sg\":[{\"id\":\"x1\",\"s\":0,\"d\":3000,"
    "\"n\":\"Urban Dreams\",\"m\":{\"text\":\"Urban Dreams\"}},{\"id\":\"x2\",\"s\":27000,\"d\":3000,\"n\":\"The End\","
    "\"m\":{\"text\":\"The End\"}}]}]}";

static void test_round_trip(void **state)
{
    (void)state;
    struct timeline before, after;
    struct buf first, second;
    buf_init(&first, 65536);
    buf_init(&second, 65536);
    full_timeline(&before);
    assert_true(timeline_print(&before, &first));
    assert_int_equal(timeline_parse(first.bytes, first.length, &after, NULL), BGM_OK);
    assert_true(timeline_print(&after, &second));
    assert_string_equal(first.bytes, full_draft);
    assert_string_equal(second.bytes, full_draft);
    assert_true(after.music.seed == UINT64_MAX);
    assert_int_equal(after.music.programs[SCORE_LEAD], 66);
    assert_int_equal(after.title_count, 2);
    assert_string_equal(after.music.blend, "dark");
    assert_true(after.music.part_levels_lu[SCORE_BASS] == -4);
    assert_int_equal(after.music.course_count, 2);
    assert_true(after.music.course[1].at_ms == 12000 && after.music.course[1].energy == 0.7);
    assert_int_equal(after.music.spans_count, 1);
    assert_true(after.music.spans[0].end_ms == 15000 && after.music.spans[0].factor == 1.4);
    assert_false(after.keep_original);
    buf_release(&first);
    buf_release(&second);
}

/* The bar, and what happens at a time: printed only where somebody wished for it. */
static void test_timed_wishes(void **state)
{
    (void)state;
    static const char wished[] = "\"course\":[[0,-0.8],[12000,1,1],[20000,-1,2,5000]],"
                                 "\"spans\":[[10000,15000,1.4],[16000,18000,0,1]]";
    struct timeline before, after;
    struct buf text;
    buf_init(&text, 65536);
    full_timeline(&before);
    struct timeline_music *music = &before.music;
    snprintf(music->meter, sizeof music->meter, "%s", "6/8");
    music->course[1].energy = 1;
    music->course[1].kind = TIMELINE_POINT_DROP;
    music->course[music->course_count++] =
        (struct timeline_point){.at_ms = 20000, .energy = -1, .kind = TIMELINE_POINT_RAMP, .length_ms = 5000};
    music->spans[music->spans_count++] = (struct timeline_span){.start_ms = 16000, .end_ms = 18000, .stop = 1};
    assert_true(timeline_print(&before, &text));
    assert_non_null(strstr(text.bytes, "\"meter\":\"6/8\""));
    assert_non_null(strstr(text.bytes, wished));
    assert_int_equal(timeline_parse(text.bytes, text.length, &after, NULL), BGM_OK);
    assert_memory_equal(&after.music.course, &music->course, sizeof music->course);
    assert_memory_equal(&after.music.spans, &music->spans, sizeof music->spans);
    assert_string_equal(after.music.meter, "6/8");
    buf_release(&text);
}

struct row {
    const char *draft;
    enum bgm_status status;
};

static void test_hostile_drafts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", BGM_OK},
        {"{}", BGM_OK},
        {"{\"t\":{},\"m\":[],\"d\":\"x\"}", BGM_USAGE},
        {"{\"t\":[null,1,\"a\",[],{\"tt\":1},{\"tt\":1,\"sg\":[null]}]}", BGM_OK},
        {"[]", BGM_USAGE},
        {"{\"d\":1", BGM_USAGE},
        {"{\"d\":-1}", BGM_USAGE},
        {"{\"d\":1e300}", BGM_USAGE},
        {"{\"m\":{\"loudness_lufs\":5}}", BGM_USAGE},
        {"{\"m\":{\"width\":99999999}}", BGM_USAGE},
        {"{\"t\":[{\"tt\":0,\"sg\":[{\"m\":{\"upload\":\"../../etc/passwd\"}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":0,\"sg\":[{\"m\":{\"upload\":\"0123456789abcdef0123456789abcdef\"}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"v\":2}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"v\":\"loud\"}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"mode\":99}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"tempo_factor\":0}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"duck_lu\":9.9}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"duck_lu\":10}}]}]}", BGM_OK},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"duck_lu\":20}}]}]}", BGM_OK},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"duck_lu\":20.1}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"programs\":[1,-7,1e9,\"x\"],\"seed\":"
         "\"99999999999999999999999\"}}]}]}",
         BGM_OK},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"course\":[[5,0],[4,0]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"course\":[[5,2]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"course\":[null,7]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"course\":[[5,1,3]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"course\":[[5,1,2,1e12]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"meter\":\"11/16\"}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"meter\":7}}]}]}", BGM_OK},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"spans\":[[5,4,1]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"spans\":[[5,6,1e9]]}}]}]}", BGM_USAGE},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"levels\":[99,\"x\"],\"blend\":7}}]}]}", BGM_OK},
        {"{\"t\":[{\"tt\":7,\"sg\":[{\"n\":5,\"m\":{\"text\":{}}}]}]}", BGM_OK},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct timeline timeline;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status = timeline_parse(rows[i].draft, strlen(rows[i].draft), &timeline, &err);
        if (status != rows[i].status)
            fail_msg("%s: %s (%s)", rows[i].draft, bgm_status_name(status), err.message);
    }
}

/* Every cut and every changed byte of a real draft: refused or read, never more. */
static void test_broken_drafts(void **state)
{
    (void)state;
    struct timeline timeline, read;
    struct buf text;
    buf_init(&text, 65536);
    full_timeline(&timeline);
    timeline_print(&timeline, &text);
    for (size_t i = 0; i < text.length; i++) {
        timeline_parse(text.bytes, i, &read, NULL);
        char kept = text.bytes[i];
        for (const char *other = "\"9-{x"; *other != '\0'; other++) {
            text.bytes[i] = *other;
            if (timeline_parse(text.bytes, text.length, &read, NULL) == BGM_OK) {
                assert_in_range(read.title_count, 0, TIMELINE_MOST_TITLES);
                assert_true(read.music.volume >= 0 && read.music.volume <= 1);
            }
        }
        text.bytes[i] = kept;
    }
    buf_release(&text);
}

static void test_cut_to_length(void **state)
{
    (void)state;
    static const char draft[] = "{\"d\":10000,\"t\":[{\"tt\":1,\"sg\":[{\"s\":8000,\"d\":9000}]},"
                                "{\"tt\":7,\"sg\":[{\"s\":9000,\"d\":9000,\"n\":\"A\"},{\"s\":11000,\"n\":\"B\"}]}]}";
    struct timeline timeline;
    assert_int_equal(timeline_parse(draft, sizeof draft - 1, &timeline, NULL), BGM_OK);
    assert_int_equal(timeline.music.length_ms, 2000);
    assert_int_equal(timeline.title_count, 1);
    assert_int_equal(timeline.titles[0].length_ms, 1000);
}

/* The original sound by place goes through the JSON as it is; without it nothing is written. */
static void test_original_spans(void **state)
{
    (void)state;
    struct timeline timeline, again;
    struct buf text;
    buf_init(&text, 1 << 16);
    timeline_init(&timeline);
    assert_true(timeline_print(&timeline, &text));
    assert_null(strstr(text.bytes, "original_spans"));
    buf_clear(&text);
    timeline.original_spans[0] = (struct timeline_span){.start_ms = 0, .end_ms = 3000, .factor = 0};
    timeline.original_spans[1] = (struct timeline_span){.start_ms = 5000, .end_ms = 8000, .factor = 1.5};
    timeline.original_spans_count = 2;
    assert_true(timeline_print(&timeline, &text));
    assert_non_null(strstr(text.bytes, "\"original_spans\":[[0,3000,0],[5000,8000,1.5]]"));
    assert_int_equal(timeline_parse(text.bytes, text.length, &again, NULL), BGM_OK);
    assert_int_equal(again.original_spans_count, 2);
    assert_memory_equal(again.original_spans, timeline.original_spans, sizeof again.original_spans);
    buf_release(&text);
}

/* What a draft does not say, and what stays where another piece takes the music's place. */
static void test_defaults(void **state)
{
    (void)state;
    static const char draft[] = "{\"d\":10000,\"t\":[{\"tt\":1,\"sg\":[{\"m\":{\"wanted_bpm\":7}}]}]}";
    struct timeline timeline;
    const struct timeline_music *music = &timeline.music;
    assert_int_equal(timeline_parse(draft, sizeof draft - 1, &timeline, NULL), BGM_OK);
    assert_true(timeline.keep_original && !timeline.keep_loudness && timeline.loudness_lufs == -14);
    assert_true(music->duck && music->duck_lu == 14 && music->volume == 0.35 && !music->sync_cuts);
    assert_true(music->length_ms == 10000 && music->tonic == -1 && music->mode == -1 && music->tempo_factor == 1);
    assert_true(music->programs[0] == -1 && music->programs[SCORE_ROLE_COUNT - 1] == -1);
    assert_true(music->wanted_bpm == TIMELINE_LEAST_BPM);

    struct timeline before;
    full_timeline(&before);
    timeline_music_replace(&timeline.music, &before.music);
    assert_true(!music->duck && music->duck_lu == 18.5 && music->volume == 0.35 && music->sync_cuts);
    assert_true(music->start_ms == 5000 && music->length_ms == 15000);
    assert_true(music->fade_in_ms == 1000 && music->fade_out_ms == 1500);
    assert_string_equal(music->style, "");
    assert_int_equal(music->course_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),     cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_original_spans), cmocka_unit_test(test_hostile_drafts),
        cmocka_unit_test(test_broken_drafts),  cmocka_unit_test(test_cut_to_length),
        cmocka_unit_test(test_timed_wishes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
