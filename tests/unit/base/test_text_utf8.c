/* UTF-8: what is well-formed, how wide it is, what is safe to show. */
#include "unit/unit_test.h"

#include "bgmusic/base/text.h"

static void decoding(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, used;
        uint32_t code_point;
    } rows[] = {
        {"", 0, 0, 0},
        {"\0", 1, 1, 0},
        {"A", 1, 1, 'A'},
        {"\x7f", 1, 1, 0x7f},
        {"\xc2\x80", 2, 2, 0x80},
        {"\xdf\xbf", 2, 2, 0x7ff},
        {"\xe0\xa0\x80", 3, 3, 0x800},
        {"\xed\x9f\xbf", 3, 3, 0xd7ff},
        {"\xee\x80\x80", 3, 3, 0xe000},
        {"\xef\xbf\xbf", 3, 3, 0xffff},
        {"\xf0\x90\x80\x80", 4, 4, 0x10000},
        {"\xf4\x8f\xbf\xbf", 4, 4, 0x10ffff},
        {"\xe4\xb8\xad\xe6", 4, 3, 0x4e2d},
        /* lonely continuation bytes, bytes that never occur */
        {"\x80", 1, 0, 0},
        {"\xbf", 1, 0, 0},
        {"\xc0\x80", 2, 0, 0},
        {"\xc1\xbf", 2, 0, 0},
        {"\xf5\x80\x80\x80", 4, 0, 0},
        {"\xfe", 1, 0, 0},
        {"\xff\xff\xff\xff", 4, 0, 0},
        /* overlong */
        {"\xe0\x80\xaf", 3, 0, 0},
        {"\xe0\x9f\xbf", 3, 0, 0},
        {"\xf0\x80\x80\xaf", 4, 0, 0},
        {"\xf0\x8f\xbf\xbf", 4, 0, 0},
        /* surrogates, past the end of Unicode */
        {"\xed\xa0\x80", 3, 0, 0},
        {"\xed\xbf\xbf", 3, 0, 0},
        {"\xf4\x90\x80\x80", 4, 0, 0},
        /* cut, or followed by something else */
        {"\xc3", 1, 0, 0},
        {"\xc3\xa4", 1, 0, 0},
        {"\xe4\xb8", 2, 0, 0},
        {"\xf0\x9f\x98", 3, 0, 0},
        {"\xc3"
         "A",
         2, 0, 0},
        {"\xe4\xb8"
         "A",
         3, 0, 0},
        {"\xf0\x9f\x98\xc3", 4, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t code_point = 0;
        size_t used = text_decode_utf8(rows[i].bytes, rows[i].length, &code_point);
        CHECK_ROW(used == rows[i].used, i, rows[i].bytes);
        CHECK_ROW(used == 0 || code_point == rows[i].code_point, i, rows[i].bytes);
        bool whole = rows[i].used == rows[i].length;
        CHECK_ROW(text_is_utf8(rows[i].bytes, rows[i].length) == whole, i, rows[i].bytes);
    }
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 8);
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        if (c == 0xd800)
            c = 0xe000;
        uint32_t back = 0;
        buf_clear(&out);
        text_append_utf8(&out, c);
        if (text_decode_utf8(out.bytes, out.length, &back) != out.length || back != c)
            fail_msg("U+%04X", (unsigned)c);
    }
    buf_release(&out);
}

static void cutting(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cut;
    } rows[] = {
        {"", ""},
        {"abc", "abc"},
        {"ab\xc3\xa4", "ab\xc3\xa4"},
        {"ab\xc3", "ab"},
        {"ab\xe4\xb8", "ab"},
        {"ab\xf0\x9f\x98", "ab"},
        {"ab\xf0\x9f\x98\x80", "ab\xf0\x9f\x98\x80"},
        {"\xf0", ""},
        {"\xe4\xb8\xad\xe6\x96", "\xe4\xb8\xad"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *copy = xstrdup(rows[i].text);
        text_cut_partial_character(copy);
        assert_string_equal(copy, rows[i].cut);
        free(copy);
    }
}

static void columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"\xc3\xa4", 1},
        {"e\xcc\x81", 1},                /* e and a combining accent */
        {"\xe4\xb8\xad\xe6\x96\x87", 4}, /* CJK */
        {"\xed\x95\x9c", 2},             /* Hangul */
        {"\xef\xbc\xa1", 2},             /* full-width A */
        {"\xf0\x9f\x8e\xb5", 2},         /* musical note */
        {"\xe2\x9d\xa4\xef\xb8\x8f", 1}, /* heart with a variation selector */
        {"\xe2\x80\x8b", 0},             /* zero width space */
        {"✅", 2},
        {"⭐", 2},
        {"⚡", 2},
        {"✨", 2},
        {"☕", 2},
        {"⌛", 2},
        {"🎵🎬", 4},
        {"\u05e9\u05c1", 1}, /* Hebrew, with a point */
        {"\u0628\u064e", 1}, /* Arabic, with a vowel */
        {"\u0e01\u0e34", 1}, /* Thai */
        {"\u0915\u0902", 1}, /* Devanagari */
        {"…", 1},
        {"a\xff"
         "b",
         3}, /* ill-formed: one replacement each */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW(text_columns(rows[i].text, strlen(rows[i].text)) == rows[i].columns, i, rows[i].text);
}

static void what_is_shown(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown;
    } rows[] = {
        {"plain \xe4\xb8\xad\n\tx", "plain \xe4\xb8\xad\n\tx"},
        {"\033[31mred\033[0m", "red"},
        {"a\033[1;38:5:200;4mb", "ab"},
        {"a\033[?25lb\033[2 qc", "abc"},
        {"a\033]0;title\ab", "ab"},
        {"a\033]8;;https://x\033\\link\033]8;;\033\\b", "alinkb"},
        {"a\033Pq#0\033\\b", "ab"},
        {"a\033_apc\033\\b\033^pm\033\\c\033Xsos\033\\d", "abcd"},
        {"a\033]0;never ends", "a"},
        {"a\033[", "a"},
        {"a\033[31", "a"},
        {"a\033", "a"},
        {"a\033(Bb\033)0c", "abc"}, /* character sets */
        {"a\033 Fb\033#8c\033%Gd", "abcd"},
        {"a\033(", "a"},
        {"a\033cb\0337c\0338d", "abcd"}, /* reset, save, restore */
        {"a\033\033[31mb", "ab"},
        {"a\033\xe4\xb8\xad", "a\xe4\xb8\xad"},
        {"a\033[31\nb", "a\nb"}, /* a broken sequence does not eat the line's end */
        {"a\rb\bc\ad\x7f"
         "e\x01\x1f",
         "abcde"},
        {"a\xc2\x9b"
         "b\xc2\x80\xc2\x9f"
         "c",
         "abc"}, /* C1 */
        {"a\x9b"
         "b",
         "a\xef\xbf\xbd"
         "b"}, /* C1 as a lonely byte is ill-formed */
        {"\xff\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"cut \xe4\xb8", "cut \xef\xbf\xbd\xef\xbf\xbd"},
        {"a\xe2\x80\xae"
         "4pm.exe\xe2\x80\xac",
         "a4pm.exe"}, /* right-to-left override */
        {"\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xadx\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9", "x"},
        {"\xd7\xa9\xd7\x9c", "\xd7\xa9\xd7\x9c"}, /* Hebrew itself stays */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out;
        buf_init(&out, 1000);
        text_append_shown(&out, rows[i].bytes, strlen(rows[i].bytes));
        if (strcmp(out.bytes, rows[i].shown) != 0)
            fail_msg("row %zu: \"%s\"", i, out.bytes);
        buf_release(&out);
    }
    struct buf out;
    buf_init(&out, 1000);
    text_append_shown(&out, "a\0b", 3);
    assert_string_equal(out.bytes, "ab");
    buf_release(&out);
}

/* Whatever two bytes follow an escape: the result is well-formed and holds nothing that drives a terminal. */
static void nothing_slips_through(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    for (int first = 0; first < 256; first++) {
        for (int second = 0; second < 256; second++) {
            const char bytes[] = {'a', '\033', (char)first, (char)second, 'm', '\x9b', 'K'};
            buf_clear(&out);
            text_append_shown(&out, bytes, sizeof bytes);
            bool good = text_is_utf8(out.bytes, out.length);
            for (size_t i = 0; i < out.length; i++) {
                unsigned char byte = (unsigned char)out.bytes[i];
                good = good && (byte >= 0x20 || byte == '\n' || byte == '\t') && byte != 0x7f;
            }
            if (!good)
                fail_msg("ESC %02x %02x", (unsigned)first, (unsigned)second);
        }
    }
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoding),      cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(cutting),       cmocka_unit_test(columns),
        cmocka_unit_test(what_is_shown), cmocka_unit_test(nothing_slips_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
