/* Several pieces in a row: what "then" says, and what it becomes by edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "timeline_pieces.h"

static struct timeline_music music;

static void music_begin(void)
{
    timeline_music_init(&music, 20000);
    snprintf(music.style, sizeof music.style, "lofi");
}

static void then_is(const char *then)
{
    struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1];
    size_t count = timeline_pieces(&music, pieces);
    assert_string_equal(music.then, then);
    assert_int_equal(pieces[0].start_ms, 0);
    assert_int_equal(pieces[count - 1].end_ms, 20000);
    for (size_t i = 1; i < count; i++)
        assert_int_equal(pieces[i].start_ms, pieces[i - 1].end_ms);
}

static void test_set(void **state)
{
    (void)state;
    char style[32];
    music_begin();
    then_is("");
    assert_true(timeline_piece_set(&music, 10000, 20000, "upbeat"));
    then_is("10000 upbeat");
    assert_string_equal(timeline_style_at(&music, 9999, style), "lofi");
    assert_string_equal(timeline_style_at(&music, 10000, style), "upbeat");
    /* Within another one: that goes on behind it. */
    assert_true(timeline_piece_set(&music, 13000, 16000, "rock"));
    then_is("10000 upbeat|13000 rock|16000 upbeat");
    /* Over several, to the end; and nearly at the start. */
    assert_true(timeline_piece_set(&music, 12000, 19500, "jazz"));
    then_is("10000 upbeat|12000 jazz");
    assert_true(timeline_piece_set(&music, 500, 5000, "epic"));
    then_is("0 epic|5000 -|10000 upbeat|12000 jazz");
    assert_string_equal(timeline_style_at(&music, 0, style), "epic");
    assert_string_equal(timeline_style_at(&music, 6000, style), "lofi");
    assert_false(timeline_piece_set(&music, 15000, 16000, "pop")); /* too short */
}

/* A draft comes from strangers. */
static void test_odd_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "|||",
        "abc",
        "99999999999999999999 rock",
        "-5 rock",
        "30000 rock",
        "10000",
        "10000 ",
        "12000 rock|3000 jazz",
        "1 a|2 b|3 c|4 d|5 e|6 f|7 g|8 h|9 i|10 j",
        "10000 zorblax",
        "5000 -",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1];
        struct timeline_music alone;
        music_begin();
        snprintf(music.then, sizeof music.then, "%s", texts[i]);
        size_t count = timeline_pieces(&music, pieces);
        assert_in_range(count, 1, TIMELINE_MOST_PIECES + 1);
        assert_int_equal(pieces[0].start_ms, 0);
        assert_int_equal(pieces[count - 1].end_ms, 20000);
        for (size_t k = 0; k < count; k++) {
            assert_true(pieces[k].end_ms > pieces[k].start_ms);
            timeline_piece_alone(&music, &pieces[k], &alone);
            assert_int_equal(alone.length_ms, pieces[k].end_ms - pieces[k].start_ms);
            assert_string_not_equal(alone.style, "");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_set), cmocka_unit_test(test_odd_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
