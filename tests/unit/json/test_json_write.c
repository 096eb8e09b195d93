/* Building JSON: ill-formed text, control characters, 64-bit integers, print and parse again. */
#include "unit/unit_test.h"

#include <math.h>

#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static void assert_printed(struct json *node, const char *wanted)
{
    struct buf out;
    buf_init(&out, 100000);
    assert_true(json_print(node, &out));
    assert_string_equal(out.bytes, wanted);
    buf_release(&out);
    json_free(node);
}

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"", "\"\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\n\t\r\b\f", "\"\\n\\t\\r\\b\\f\""},
        {"\x01\x1f\033[31m", "\"\\u0001\\u001f\\u001b[31m\""},
        {"\x7f", "\"\\u007f\""},
        {"\xc2\x80\xc2\x9b\xc2\x9f", "\"\\u0080\\u009b\\u009f\""},
        {"\xc2\xa0\xc3\xa4\xe4\xb8\xad\xf0\x9f\x8e\xb5", "\"\xc2\xa0\xc3\xa4\xe4\xb8\xad\xf0\x9f\x8e\xb5\""},
        {"a\xff"
         "b",
         "\"a\xef\xbf\xbd"
         "b\""},
        {"\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
        {"cut \xe4\xb8", "\"cut \xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xc2", "\"\xef\xbf\xbd\""},
        {"\u202egpj.exe\u2066", "\"\\u202egpj.exe\\u2066\""}, /* would read as another name */
        {"\u2029\u2065\u206a", "\"\u2029\u2065\u206a\""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_printed(json_new_text(rows[i].text), rows[i].printed);
}

static void members_in_order(void **state)
{
    (void)state;
    struct json *object = json_new_object(), *list = json_new_array();
    json_set_text(object, "z", "last letter first");
    json_set_text(object, "none", NULL);
    json_set_int(object, "most", INT64_MAX);
    json_set_int(object, "least", INT64_MIN);
    json_set_int(object, "beyond_doubles", INT64_C(9007199254740993));
    json_set_number(object, "half", 0.5);
    json_set_number(object, "ten", 10);
    json_set_number(object, "inf", INFINITY);
    json_set_number(object, "nan", NAN);
    json_set_bool(object, "yes", true);
    json_set_bool(object, "no", false);
    json_set_null(object, "nil");
    json_set_raw(object, "raw", "{ \"id\":12345678901234567890 }");
    json_append(list, json_new_text("a"));
    json_append(list, json_new_object());
    json_set(object, "list", list);
    assert_printed(object, "{\"z\":\"last letter first\",\"none\":null,\"most\":9223372036854775807,"
                           "\"least\":-9223372036854775808,\"beyond_doubles\":9007199254740993,\"half\":0.5,"
                           "\"ten\":10,\"inf\":null,\"nan\":null,\"yes\":true,\"no\":false,\"nil\":null,"
                           "\"raw\":{ \"id\":12345678901234567890 },\"list\":[\"a\",{}]}");
}

/* All 256 bytes, each alone and behind each lead byte: what is printed parses again, to the same text where it was
 * UTF-8. */
static void every_byte_survives(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    for (int first = 1; first < 256; first++) {
        for (int second = 0; second < 256; second++) {
            char text[] = {(char)first, (char)second, '\0'};
            struct json *node = json_new_text(text);
            const char *kept = json_value_text(node);
            buf_clear(&out);
            assert_true(json_print(node, &out));
            for (size_t i = 0; i < out.length; i++) {
                unsigned char byte = (unsigned char)out.bytes[i];
                if (byte < 0x20 || byte == 0x7f)
                    fail_msg("%02x %02x prints %02x", (unsigned)first, (unsigned)second, byte);
            }
            struct json *back = json_parse(out.bytes, out.length, NULL);
            if (back == NULL || strcmp(json_value_text(back), kept) != 0)
                fail_msg("%02x %02x does not come back", (unsigned)first, (unsigned)second);
            json_free(back);
            json_free(node);
        }
    }
    buf_release(&out);
}

static void print_and_parse(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":[1,2.5,-3,1e+100,true,false,null,\"x\",[],{}],\"\":{\"b\":\"\\u0000c\"}}";
    struct json *first = json_parse(text, sizeof text - 1, NULL), *copy = json_copy(first);
    struct buf once, twice;
    buf_init(&once, 1000);
    buf_init(&twice, 1000);
    assert_true(json_print(first, &once));
    json_free(first);
    assert_true(json_print(copy, &twice)); /* the copy lives on its own */
    assert_string_equal(once.bytes, twice.bytes);
    struct json *second = json_parse(once.bytes, once.length, NULL);
    assert_non_null(second);
    buf_clear(&twice);
    assert_true(json_print(second, &twice));
    assert_string_equal(once.bytes, twice.bytes);
    json_free(second);
    json_free(copy);
    buf_release(&once);
    buf_release(&twice);
}

static void the_ceiling_holds(void **state)
{
    (void)state;
    struct json *node = json_new_text("0123456789\x7f");
    struct buf out;
    buf_init(&out, 17);
    assert_false(json_print(node, &out)); /* 2 quotes, 10 digits, 6 for DEL */
    buf_release(&out);
    buf_init(&out, 18);
    assert_true(json_print(node, &out));
    assert_false(json_print(node, &out));
    buf_release(&out);
    json_free(node);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),           cmocka_unit_test(members_in_order),  cmocka_unit_test(every_byte_survives),
        cmocka_unit_test(print_and_parse), cmocka_unit_test(the_ceiling_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
