/* Newer drafts, a text like XML: tracks, clips and length as far as they are told. */
#include "unit/unit_test.h"

#include "bgmusic/draft/draft.h"

static void shown(const char *json, const char *summary)
{
    struct draft draft;
    struct buf line;
    buf_init(&line, 1 << 16);
    assert_int_equal(draft_parse(json, strlen(json), &draft, NULL), BGM_OK);
    draft_summary(&draft, &line);
    assert_string_equal(line.bytes, summary);
    buf_release(&line);
    draft_release(&draft);
}

static void texts_are_read_as_far_as_they_are_told(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"\"<draft fps=\\\"30\\\" width=\\\"1080\\\" height=\\\"1920\\\" duration=\\\"30000\\\">"
         "<track id=\\\"1\\\" type=\\\"video\\\"><clip id=\\\"a\\\" src=\\\"asset://x/clip.mp4\\\" in=\\\"0\\\" "
         "out=\\\"30000\\\" source-start=\\\"0\\\"/></track>"
         "<track id=\\\"2\\\" type=\\\"bgm\\\"><clip id=\\\"b\\\" name=\\\"Lo-fi &amp; rain\\\" in=\\\"0\\\" "
         "out=\\\"30000\\\" volume=\\\"0.35\\\"/></track>"
         "<track id=\\\"3\\\" type=\\\"text\\\"><clip in=\\\"0\\\" out=\\\"3000\\\">Urban Dreams</clip></track>"
         "<transitions><transition/></transitions></draft>\"",
         "Timeline (3 tracks, a newer kind of draft, 30 s): 1. Video: clip.mp4 (0-30s) 2. BGM: Lo-fi & rain (0-30s, "
         "35%) "
         "3. Title: \"Urban Dreams\" (0-3s)"},
        {"\"<?xml version='1.0'?><!-- a > b --><draft duration='12500'><track type='voice'><clip in='0' "
         "out='1000'/></track></draft>\"",
         "Timeline (1 track, a newer kind of draft, 12.5 s): 1. Track: (no name) (0-1s)"},
        {"\"<draft><track type='video'><clip/><clip in='5' out='x'/></track><track type='bgm'/></draft>\"",
         "Timeline (2 tracks, a newer kind of draft): 1. Video: (no name) 2. BGM: (empty)"},
        {"\"<html><draft></html>\"", "Timeline (of a kind that is not known)"},
        {"\"just words\"", "Timeline (of a kind that is not known)"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        shown(rows[i][0], rows[i][1]);
    /* A text that ends in the middle of a tag keeps what came before it. */
    shown("\"<draft duration='1e308'><track type='audio'><clip name='half\"",
          "Timeline (1 track, a newer kind of draft): 1. BGM: (empty)");
}

static void the_music_is_what_is_called_so(void **state)
{
    (void)state;
    static const char voice[] = "\"<draft><track type='voice'><clip in='0' out='9'/></track></draft>\"";
    static const char both[] = "\"<draft><track type='voice'><clip in='0' out='9'/></track><track type='bgm'>"
                               "<clip in='0' out='9'/></track></draft>\"";
    struct draft draft;
    assert_int_equal(draft_parse(voice, strlen(voice), &draft, NULL), BGM_OK);
    assert_null(draft_music(&draft));
    assert_true(draft_is_ready(&draft));
    draft_release(&draft);
    assert_int_equal(draft_parse(both, strlen(both), &draft, NULL), BGM_OK);
    assert_ptr_equal(draft_music(&draft), &draft.tracks[1]);
    draft_release(&draft);
}

/* A stranger's text: as many tracks as ours, and no time that grows with the square. */
static void lists_are_bounded(void **state)
{
    (void)state;
    struct draft draft;
    struct buf text;
    buf_init(&text, 8 << 20);
    buf_append_text(&text, "\"<draft>");
    for (int i = 0; i < 1000; i++)
        buf_append_text(&text, "<track type='bgm'><clip in='0' out='1'/></track>");
    for (int i = 0; i < 20000; i++)
        buf_append_text(&text, "<");
    buf_append_text(&text, "</draft>\"");
    assert_int_equal(draft_parse(text.bytes, text.length, &draft, NULL), BGM_OK);
    assert_int_equal(draft.track_count, DRAFT_MOST_TRACKS);
    draft_release(&draft);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read_as_far_as_they_are_told),
        cmocka_unit_test(the_music_is_what_is_called_so),
        cmocka_unit_test(lists_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
