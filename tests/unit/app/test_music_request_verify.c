/* Does the draft hold what was asked? Exact complaints. */
#include "unit/unit_test.h"

#include "bgmusic/app/music_request.h"
#include "bgmusic/draft/draft.h"

enum wish { VOLUME, FADE_IN, FADE_OUT, FROM, TO, TITLE, NO_WISH };

static void check_row(const struct music_wishes *wishes, const char *text, const char *complaint, size_t i)
{
    struct draft draft;
    struct buf out;
    buf_init(&out, 10000);
    assert_int_equal(draft_parse(text, strlen(text), &draft, NULL), BGM_OK);
    music_request_verify(wishes, &draft, &out);
    CHECK_ROW(strcmp(out.bytes, complaint) == 0, i, out.bytes);
    buf_release(&out);
    draft_release(&draft);
}

static void complaints(void **state)
{
    (void)state;
#define MUSIC(fields) "{\"d\":30000,\"t\":[{\"tt\":0,\"sg\":[{\"d\":30000}]},{\"tt\":1,\"sg\":[{" fields "}]}]}"
    static const struct {
        const char *draft;
        enum wish wish;
        int64_t value;
        const char *complaint;
    } rows[] = {
        {MUSIC("\"v\":0.35"), VOLUME, 35, ""},
        {MUSIC("\"v\":35"), VOLUME, 35, ""},
        {MUSIC("\"v\":0.355"), VOLUME, 35, ""},
        {MUSIC("\"v\":0.5"), VOLUME, 35, "the music's volume is 50% in the timeline, not the 35% that were asked for"},
        {MUSIC("\"v\":0.5"), NO_WISH, 0, ""},
        {MUSIC("\"n\":\"x\""), VOLUME, 35, ""}, /* what the draft does not tell is not judged */
        {MUSIC("\"fi\":2000"), FADE_IN, 2000, ""},
        {MUSIC("\"fi\":2250"), FADE_IN, 2000, ""},
        {MUSIC("\"fi\":2251"), FADE_IN, 2000, "the fade in is 2.3 s in the timeline, not the 2 s that were asked for"},
        {MUSIC("\"fo\":0"), FADE_OUT, 1500, "the fade out is 0 s in the timeline, not the 1.5 s that were asked for"},
        {MUSIC("\"fo\":1000"), FADE_IN, 2000, ""},
        {MUSIC("\"s\":5000,\"d\":10000"), FROM, 5000, ""},
        {MUSIC("\"s\":0,\"d\":10000"), FROM, 5000,
         "the start of the music is 0 s in the timeline, not the 5 s that were asked for"},
        {MUSIC("\"s\":0,\"d\":10000"), TO, 10000, ""},
        {MUSIC("\"s\":0,\"d\":30000"), TO, 10000,
         "the end of the music is 30 s in the timeline, not the 10 s that were asked for"},
        {MUSIC("\"s\":0,\"d\":30000"), TO, 60000, ""}, /* behind the video's end */
        {MUSIC("\"d\":1"), TITLE, 0, "the timeline has no title"},
        {"{\"t\":[{\"tt\":1,\"sg\":[{}]},{\"tt\":7,\"sg\":[]}]}", TITLE, 0, "the timeline has no title"},
        {"{\"t\":[{\"tt\":1,\"sg\":[{}]},{\"tt\":7,\"sg\":[{}]}]}", TITLE, 0, ""},
        /* Several segments: the first fades in, the last fades out. */
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"fi\":1000,\"fo\":0},{\"fi\":0,\"fo\":1500}]}]}", FADE_OUT, 1500, ""},
        {"{\"t\":[{\"tt\":1,\"sg\":[{\"fi\":1000,\"fo\":0},{\"fi\":0,\"fo\":1500}]}]}", FADE_IN, 1000, ""},
        {"{\"t\":[]}", VOLUME, 35, ""}, /* no music at all is told elsewhere */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct music_wishes wishes;
        music_wishes_init(&wishes);
        switch (rows[i].wish) {
        case VOLUME:
            wishes.volume_percent = rows[i].value;
            break;
        case FADE_IN:
            wishes.fade_in_ms = rows[i].value;
            break;
        case FADE_OUT:
            wishes.fade_out_ms = rows[i].value;
            break;
        case FROM:
            wishes.from_ms = rows[i].value;
            break;
        case TO:
            wishes.to_ms = rows[i].value;
            break;
        case TITLE:
            wishes.title = "Hi";
            break;
        case NO_WISH:
            break;
        }
        check_row(&wishes, rows[i].draft, rows[i].complaint, i);
    }
}

/* What the local engine publishes: the original's level, tempo and key. */
static void facts_of_the_music(void **state)
{
    (void)state;
#define DRAFT(level, facts) \
    "{\"t\":[{\"tt\":0,\"sg\":[{\"v\":" level "}]},{\"tt\":1,\"sg\":[{\"n\":\"A\",\"m\":{" facts "}}]}]}"
    static const struct {
        const char *draft, *complaint;
    } rows[] = {
        {DRAFT("0.5", "\"bpm\":92,\"key\":\"F# minor\""), ""},
        {DRAFT("0.5", "\"bpm\":88,\"key\":\"Gb minor\""), ""}, /* within what fitting to the length needs */
        {DRAFT("0.5", "\"style\":\"lofi\""), ""},              /* what is not told is not judged */
        {DRAFT("1", "\"bpm\":92"),
         "the original sound's volume is 100% in the timeline, not the 50% that were asked for"},
        {DRAFT("0.5", "\"bpm\":120"), "the tempo is 120 bpm in the timeline, not the 92 that were asked for"},
        {DRAFT("0.5", "\"key\":\"F# major\""),
         "the key is F# major in the timeline, not the F# minor that was asked for"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct music_wishes wishes;
        music_wishes_init(&wishes);
        wishes.original_percent = 50;
        wishes.bpm = 92;
        wishes.key = "F# minor";
        check_row(&wishes, rows[i].draft, rows[i].complaint, i);
    }
}

static void one_line_each(void **state)
{
    (void)state;
    static const char text[] = "{\"t\":[{\"tt\":1,\"sg\":[{\"v\":1,\"fi\":0,\"s\":0,\"d\":5000}]}]}";
    struct music_wishes wishes;
    struct draft draft;
    struct buf out;
    music_wishes_init(&wishes);
    wishes.volume_percent = 20;
    wishes.fade_in_ms = 1000;
    wishes.title = "Hi";
    buf_init(&out, 10000);
    assert_int_equal(draft_parse(text, sizeof text - 1, &draft, NULL), BGM_OK);
    music_request_verify(&wishes, &draft, &out);
    assert_string_equal(out.bytes, "the music's volume is 100% in the timeline, not the 20% that were asked for\n"
                                   "the fade in is 0 s in the timeline, not the 1 s that were asked for\n"
                                   "the timeline has no title");
    buf_release(&out);
    draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complaints),
        cmocka_unit_test(facts_of_the_music),
        cmocka_unit_test(one_line_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
