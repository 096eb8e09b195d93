/* Text: numbers, times, comparing, distance, hash. */
#include "unit/unit_test.h"

#include <stdio.h>

#include "bgmusic/base/text.h"

static void numbers_are_whole_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t least, most, value;
        bool good;
    } rows[] = {
        {"0", 0, 10, 0, true},
        {"10", 0, 10, 10, true},
        {"-3", -5, 5, -3, true},
        {"007", 0, 10, 7, true},
        {"9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX, true},
        {"-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN, true},
        {"9223372036854775808", INT64_MIN, INT64_MAX, 0, false},
        {"11", 0, 10, 0, false},
        {"-1", 0, 10, 0, false},
        {"", 0, 10, 0, false},
        {NULL, 0, 10, 0, false},
        {" 1", 0, 10, 0, false},
        {"1 ", 0, 10, 0, false},
        {"+1", 0, 10, 0, false},
        {"1.0", 0, 10, 0, false},
        {"0x1", 0, 10, 0, false},
        {"1e1", 0, 10, 0, false},
        {"-", -10, 10, 0, false},
        {"\t1", 0, 10, 0, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t value = -77;
        bool good = text_to_int(rows[i].text, rows[i].least, rows[i].most, &value);
        CHECK_ROW(good == rows[i].good, i, rows[i].text);
        CHECK_ROW(value == (good ? rows[i].value : -77), i, rows[i].text);
    }
}

static void fractions_are_finite(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        bool good;
    } rows[] = {
        {"1.5", 1.5, true}, {"-14", -14, true}, {"1e2", 100, true}, {".5", 0.5, true}, {"-0.25", -0.25, true},
        {"inf", 0, false},  {"nan", 0, false},  {"0x10", 0, false}, {"1,5", 0, false}, {"1e999", 0, false},
        {"", 0, false},     {NULL, 0, false},   {"1.5s", 0, false}, {" 1", 0, false},  {"--1", 0, false},
        {"1e", 0, false},   {"101", 0, false},  {"-101", 0, false}, {".", 0, false},   {"e", 0, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double value = -77;
        bool good = text_to_double(rows[i].text, -100, 100, &value);
        CHECK_ROW(good == rows[i].good, i, rows[i].text);
        CHECK_ROW(value == (good ? rows[i].value : -77), i, rows[i].text);
    }
}

static void times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t ms; /* -1: refused */
    } rows[] = {
        {"0", 0},
        {"90", 90000},
        {"1.5", 1500},
        {"90s", 90000},
        {"1.25s", 1250},
        {"1:30", 90000},
        {"0:01.5", 1500},
        {"1:02:03.5", 3723500},
        {"0.0004", 0},
        {"0.0006", 1},
        {"100:00:00", 360000000},
        {"59:59", 3599000},
        {"1:60", -1},
        {"1:60:00", -1},
        {"1:2:3:4", -1},
        {"-1", -1},
        {"1:-5", -1},
        {"1:", -1},
        {":30", -1},
        {"1::2", -1},
        {"", -1},
        {"s", -1},
        {"1:30s", -1},
        {"1m", -1},
        {"1.5:30", -1},
        {"nan", -1},
        {"1e9", -1},
        {"100:00:01", -1},
        {" 1", -1},
        {NULL, -1},
        {"0000000000000000000000000000000000000000000000000000000000000001", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t value = -1;
        bool good = text_to_time_ms(rows[i].text, &value);
        CHECK_ROW(good == (rows[i].ms >= 0), i, rows[i].text);
        CHECK_ROW(value == rows[i].ms, i, rows[i].text);
    }
}

static void distances(void **state)
{
    (void)state;
    char far[66], long_text[65];
    memset(far, 'a', 65);
    far[65] = '\0';
    memset(long_text, 'a', 64);
    long_text[64] = '\0';
    const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"add", "add", 0},
        {"", "add", 3},
        {"add", "", 3},
        {"ad", "add", 1},
        {"export", "exprot", 1},
        {"kitten", "sitting", 3},
        {"ca", "abc", 3},
        {"volume", "volmue", 1},
        {"ab", "ba", 1},
        {far, "a", 64},
        {long_text, long_text, 0},
        {long_text, "", 64},
        {"", far, 64},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CHECK_ROW(text_distance(rows[i].a, rows[i].b) == rows[i].distance, i, rows[i].a);
        CHECK_ROW(text_distance(rows[i].b, rows[i].a) == rows[i].distance, i, rows[i].b);
    }
}

static void doubled_letters(void **state)
{
    (void)state;
    const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        {"hapy", "happy", true}, {"melllow", "mellow", true}, {"happy", "happy", true}, {"", "", true},
        {"hap", "happy", false}, {"happy", "hapyy!", false},  {"loop", "lop", true},    {"", "a", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CHECK_ROW(text_same_but_doubled(rows[i].a, rows[i].b) == rows[i].same, i, rows[i].a);
        CHECK_ROW(text_same_but_doubled(rows[i].b, rows[i].a) == rows[i].same, i, rows[i].a);
    }
}

static void choices(void **state)
{
    (void)state;
    static const struct {
        const char *word, *choices, *nearest;
        bool is_one;
    } rows[] = {
        {"local", "auto|cloud|local", "local", true},
        {"locl", "auto|cloud|local", "local", false},
        {"stauts", "status|login|logout", "status", false},
        {"lo", "status|login|logout", NULL, false},
        {"tcsh", "bash|zsh|fish", NULL, false},
        {"", "bash|zsh|fish", NULL, false},
        {"bash|zsh", "bash|zsh|fish", NULL, false},
        {"x", "", NULL, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char nearest[16] = "";
        CHECK_ROW(text_is_choice(rows[i].word, rows[i].choices) == rows[i].is_one, i, rows[i].word);
        bool is_near = text_nearest_choice(rows[i].word, rows[i].choices, nearest, sizeof nearest);
        CHECK_ROW(is_near == (rows[i].nearest != NULL), i, rows[i].word);
        CHECK_ROW(!is_near || text_equal(nearest, rows[i].nearest), i, nearest);
    }
}

static void trimming_and_case(void **state)
{
    (void)state;
    static const struct {
        const char *text, *trimmed;
    } rows[] = {
        {"  a b \n", "a b"}, {"", ""}, {" \t\r\n\v\f", ""}, {"x", "x"}, {"\302\240x", "\302\240x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *copy = xstrdup(rows[i].text);
        assert_string_equal(text_trim(copy), rows[i].trimmed);
        CHECK_ROW(text_is_blank(rows[i].text) == (rows[i].trimmed[0] == '\0'), i, rows[i].text);
        free(copy);
    }
    assert_true(text_is_blank(NULL));
    char mixed[] = "AbZ\xc3\x84[`";
    text_lower(mixed);
    assert_string_equal(mixed, "abz\xc3\x84[`"); /* ASCII alone */
}

static void comparing(void **state)
{
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_false(text_equal("a", "A"));
    assert_true(text_equal_ignore_case("LoFi", "lOfI"));
    assert_false(text_equal_ignore_case("lofi", "lofi "));
    assert_false(text_equal_ignore_case(NULL, ""));
    assert_true(text_starts_with("abc", "ab"));
    assert_false(text_starts_with("a", "ab"));
    assert_true(text_starts_with_ignore_case("HTTPS://x", "https://"));
    assert_false(text_starts_with_ignore_case("ht", "https://"));
    assert_true(text_ends_with_ignore_case("CLIP.MP4", ".mp4"));
    assert_false(text_ends_with_ignore_case("p4", ".mp4"));
    const char *text = "Click the EXPORT button";
    assert_ptr_equal(text_find_ignore_case(text, "export"), text + 10);
    assert_ptr_equal(text_find_ignore_case(text, ""), text);
    assert_ptr_equal(text_find_ignore_case("", ""), "");
    assert_null(text_find_ignore_case(text, "exporter"));
}

/* Test vectors of the FNV page, FNV-1a 64 bits. */
static void hashes(void **state)
{
    (void)state;
    assert_true(text_hash("", 0, TEXT_HASH_INIT) == UINT64_C(0xcbf29ce484222325));
    assert_true(text_hash("a", 1, TEXT_HASH_INIT) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(text_hash("foobar", 6, TEXT_HASH_INIT) == UINT64_C(0x85944171f73967e8));
    uint64_t half = text_hash("foo", 3, TEXT_HASH_INIT);
    assert_true(text_hash("bar", 3, half) == UINT64_C(0x85944171f73967e8));
}

static void words_for_a_shell(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"clip-music.mp4", "clip-music.mp4"},
        {"my clip.mp4", "\"my clip.mp4\""},
        {"", "\"\""},
        {"it's", "\"it's\""},
        {"1. Which mood fits?: Calm piano", "\"1. Which mood fits?: Calm piano\""},
        {"$(rm -rf ~)", "'$(rm -rf ~)'"},
        {"a`b'c", "'a`b'\\''c'"},
        {"say \"no\"", "'say \"no\"'"},
        {"back\\slash", "'back\\slash'"},
        {"a\tb\nc\x1b[2J", "\"a b\nc [2J\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out, 4096);
        text_append_quoted(&out, rows[i][0]);
        assert_string_equal(out.bytes, rows[i][1]);
        buf_release(&out);
    }
}

/* What points into the text stays right: no character gets longer or shorter. */
static void chinese_is_simplified(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"最後三秒靜音", "最后三秒静音"},
        {"把音樂的聲音調小一點", "把音乐的声音调小一点"},
        {"丟龜", "丢龟"}, /* near both ends of the table */
        {"鼓小一点, 90 bpm", "鼓小一点, 90 bpm"},
        {"音楽を開始する", "音楽を開始する"}, /* Japanese keeps its characters */
        {"\xe6\xa8", "\xe6\xa8"},             /* half a character */
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s", rows[i][0]);
        text_simplify_chinese(text);
        assert_string_equal(text, rows[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_is_simplified),
        cmocka_unit_test(words_for_a_shell),
        cmocka_unit_test(numbers_are_whole_texts),
        cmocka_unit_test(fractions_are_finite),
        cmocka_unit_test(times),
        cmocka_unit_test(distances),
        cmocka_unit_test(doubled_letters),
        cmocka_unit_test(choices),
        cmocka_unit_test(trimming_and_case),
        cmocka_unit_test(comparing),
        cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
