/* Text from outside: what is shown drives no terminal, numbers keep to their ranges, cuts leave whole characters. */
#include "fuzz.h"

#include "gui_talk.h"

static void check_shown(const char *bytes, size_t size)
{
    struct buf once, twice;
    buf_init(&once, FUZZ_ROOM_BYTES);
    buf_init(&twice, FUZZ_ROOM_BYTES);
    text_append_shown(&once, bytes, size);
    PROPERTY(fuzz_is_shown(once.bytes, once.length), "what is shown drives no terminal");
    PROPERTY(once.length <= 3 * size, "at most one replacement a byte");
    text_append_shown(&twice, once.bytes, once.length);
    PROPERTY(text_equal(once.bytes, twice.bytes), "showing settles after one round");
    PROPERTY(text_columns(once.bytes, once.length) <= 2 * once.length, "columns are bounded");
    buf_release(&once);
    buf_release(&twice);
}

static void check_characters(const char *bytes, size_t size)
{
    struct buf again;
    buf_init(&again, FUZZ_ROOM_BYTES);
    bool whole = true;
    for (size_t at = 0; at < size;) {
        uint32_t c = 0;
        size_t used = text_decode_utf8(bytes + at, size - at, &c);
        PROPERTY(used <= 4 && used <= size - at, "a character has its bytes");
        PROPERTY(used == 0 || (c <= 0x10ffff && (c < 0xd800 || c > 0xdfff)), "a character is one");
        if (used > 0)
            text_append_utf8(&again, c);
        whole = whole && used > 0;
        at += used > 0 ? used : 1;
    }
    PROPERTY(text_is_utf8(bytes, size) == whole, "both ways to look agree");
    PROPERTY(!whole || (again.length == size && memcmp(again.bytes, bytes, size) == 0),
             "decoding and encoding undo each other");
    buf_release(&again);
}

static void check_text(const char *text)
{
    size_t length = strlen(text);
    char *cut = xstrdup(text);
    text_cut_partial_character(cut);
    PROPERTY(text_starts_with(text, cut) && length - strlen(cut) <= 4, "a cut takes one character at most");
    PROPERTY(!text_is_utf8(text, length) || text_equal(text, cut), "whole text is not cut");
    free(cut);

    char *trimmed = xstrdup(text), *lower = xstrdup(text);
    const char *start = text_trim(trimmed);
    PROPERTY(strstr(text, start) != NULL, "trimmed text is a part");
    PROPERTY(text_is_blank(text) == (*start == '\0'), "blank is what nothing is left of");
    text_lower(lower);
    PROPERTY(text_equal_ignore_case(lower, text), "case is ignored");
    PROPERTY(text_find_ignore_case(text, lower) == text, "text is found in itself");
    PROPERTY(text_starts_with_ignore_case(text, lower) && text_ends_with_ignore_case(text, lower),
             "text starts and ends with itself");
    free(trimmed);
    free(lower);

    int64_t whole = 0;
    double number = 0;
    if (text_to_int(text, -1000, 1000, &whole))
        PROPERTY(whole >= -1000 && whole <= 1000, "an integer is in its range");
    if (text_to_double(text, -1, 1, &number))
        PROPERTY(number >= -1 && number <= 1, "a number is in its range");
    if (text_to_time_ms(text, &whole))
        PROPERTY(whole >= 0, "a time is not negative");
    text_to_int(text, INT64_MIN, INT64_MAX, &whole);
}

/* The longest way to edit is to write anew, and it is as far there as back. */
static void check_distance(const char *text)
{
    char *a = xstrdup(text), *rest = a;
    const char *first = fuzz_line(&rest), *second = rest != NULL ? fuzz_line(&rest) : "session";
    size_t distance = text_distance(first, second);
    PROPERTY(distance == text_distance(second, first), "it is as far there as back");
    PROPERTY((distance == 0) == text_equal(first, second) || strlen(first) > 64 || strlen(second) > 64,
             "only the same is at no distance");
    free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_shown((const char *)data, size);
    check_characters((const char *)data, size);
    char *text = fuzz_text(data, size), *said = gui_talk_translate(text);
    PROPERTY(text_is_blank(said) <= text_is_blank(text), "a reply does not vanish");
    PROPERTY(!text_is_utf8(text, strlen(text)) || text_is_utf8(said, strlen(said)), "a reply stays text");
    free(said);
    check_text(text);
    check_distance(text);
    free(text);
    return 0;
}
