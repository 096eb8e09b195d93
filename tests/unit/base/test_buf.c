/* The growable buffer: its ceiling, its NUL, taking and dropping. */
#include "unit/unit_test.h"

static void the_ceiling_holds(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 5);
    assert_string_equal(buf.bytes, "");
    assert_true(buf_append(&buf, "abc", 3));
    assert_false(buf_append(&buf, "def", 3));
    assert_string_equal(buf.bytes, "abc");
    assert_true(buf_append_text(&buf, "de"));
    assert_false(buf_append_char(&buf, 'f'));
    assert_false(buf_appendf(&buf, "%d", 7));
    assert_true(buf_append(&buf, NULL, 0));
    assert_string_equal(buf.bytes, "abcde");
    assert_int_equal(buf.length, 5);
    buf_clear(&buf);
    assert_true(buf_appendf(&buf, "%s-%d", "ab", 42));
    assert_string_equal(buf.bytes, "ab-42");
    assert_false(buf_append(&buf, "x", SIZE_MAX));
    buf_release(&buf);
    assert_int_equal(buf.length, 0);
    assert_string_equal(buf.bytes, "");
}

static void it_grows(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 100000);
    for (int i = 0; i < 100000; i++)
        assert_true(buf_append_char(&buf, (char)('a' + i % 26)));
    assert_false(buf_append_char(&buf, 'x'));
    assert_int_equal(strlen(buf.bytes), 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buf.bytes[i], 'a' + i % 26);
    buf_release(&buf);
}

static void taking_empties(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 10);
    char *nothing = buf_take(&buf);
    assert_string_equal(nothing, "");
    free(nothing);
    buf_append(&buf, "a\0b", 3);
    char *bytes = buf_take(&buf);
    assert_memory_equal(bytes, "a\0b", 4);
    free(bytes);
    assert_int_equal(buf.length, 0);
    assert_string_equal(buf.bytes, "");
    assert_true(buf_append(&buf, "0123456789", 10)); /* the ceiling is the old one */
    assert_false(buf_append_char(&buf, 'x'));
    buf_release(&buf);
}

static void dropping(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 10);
    buf_drop_front(&buf, 3);
    buf_append_text(&buf, "abcdef");
    buf_drop_front(&buf, 0);
    assert_string_equal(buf.bytes, "abcdef");
    buf_drop_front(&buf, 2);
    assert_string_equal(buf.bytes, "cdef");
    assert_int_equal(buf.length, 4);
    buf_drop_front(&buf, 99);
    assert_string_equal(buf.bytes, "");
    assert_int_equal(buf.length, 0);
    buf_release(&buf);
}

static void releasing_twice_and_zeroed(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_release(&buf);
    buf_release(&buf);
    assert_string_equal(buf.bytes, "");
    assert_false(buf_append_char(&buf, 'a')); /* no ceiling was given: nothing fits */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ceiling_holds),
        cmocka_unit_test(it_grows),
        cmocka_unit_test(taking_empties),
        cmocka_unit_test(dropping),
        cmocka_unit_test(releasing_twice_and_zeroed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
