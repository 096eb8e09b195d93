/* Reading JSON: what is taken and refused, typed getters, limits. */
#include "unit/unit_test.h"

#include "bgmusic/json/json_read.h"

static struct json *parse(const char *text)
{
    return json_parse(text, strlen(text), NULL);
}

static void whole_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"{}", true},
        {"[]", true},
        {"null", true},
        {"\"x\"", true},
        {"-1.5e3", true},
        {" \t\r\n{ \"a\" : [ 1 , 2 ] } \r\n\t ", true},
        {"\xef\xbb\xbf{\"a\":1}", true},
        {"", false},
        {" ", false},
        {"\xef\xbb\xbf", false},
        {"{\"a\":1}x", false},
        {"{\"a\":1}{", false},
        {"{} {}", false},
        {"{\"a\":1,}", false},
        {"[1,]", false},
        {"{a:1}", false},
        {"{'a':1}", false},
        {"{\"a\"}", false},
        {"{\"a\":}", false},
        {"[1 2]", false},
        {"[1}", false},
        {"tru", false},
        {"True", false},
        {"NaN", false},
        {"\"x", false},
        {"\"\\x\"", false},
        {"\"\\ud800\"", true}, /* half a character: U+FFFD */
        {"<html>", false},
        {"// x\n{}", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct bgm_error err = BGM_ERROR_INIT;
        struct json *root = json_parse(rows[i].text, strlen(rows[i].text), &err);
        CHECK_ROW((root != NULL) == rows[i].good, i, rows[i].text);
        CHECK_ROW(err.status == (rows[i].good ? BGM_OK : BGM_SERVICE), i, rows[i].text);
        json_free(root);
    }
    assert_null(json_parse(NULL, 0, NULL));
    assert_null(json_parse("{}\0x", 4, NULL));
    assert_null(json_parse("{}\0", 3, NULL));
}

/* Error sentences go to people and logs: what the body held must not be in them. */
static void errors_do_not_quote(void **state)
{
    (void)state;
    struct bgm_error err = BGM_ERROR_INIT;
    static const char text[] = "{\"token\":\"SECRET\", broken";
    assert_null(json_parse(text, sizeof text - 1, &err));
    assert_null(strstr(err.message, "SECRET"));
    assert_null(strstr(err.message, "broken"));
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    char text[2 * JSON_MOST_DEPTH + 10];
    for (int depth = JSON_MOST_DEPTH - 1; depth <= JSON_MOST_DEPTH + 1; depth++) {
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        struct json *root = json_parse(text, 2 * (size_t)depth, NULL);
        assert_int_equal(root != NULL, depth <= JSON_MOST_DEPTH);
        json_free(root);
    }
    /* A million of them neither crashes nor takes long. */
    enum { MANY = 1000000 };
    char *deep = xmalloc(MANY);
    memset(deep, '[', MANY);
    assert_null(json_parse(deep, MANY, NULL));
    memset(deep, '"', 1);
    deep[MANY - 1] = '"';
    struct json *root = json_parse(deep, MANY, NULL); /* brackets in a text are text */
    assert_non_null(root);
    json_free(root);
    free(deep);
}

static const char document[] =
    "{\"code\":0,\"data\":{\"token\":\"t\",\"Token\":\"T\",\"n\":42,\"f\":1.5,\"neg\":-7,\"big\":9007199254740992,"
    "\"huge\":1e300,\"text_n\":\"30\",\"text_x\":\"30s\",\"yes\":true,\"no\":false,\"nil\":null,\"list\":[1,\"a\",{}],"
    "\"twice\":1,\"twice\":2,\"e\":\"\\u00e4\\ud83c\\udfb5\\n\",\"\":\"empty key\"}}";

static void getters(void **state)
{
    (void)state;
    struct json *root = parse(document);
    assert_non_null(root);
    const struct json *data = json_get(root, "data");
    assert_string_equal(json_text(data, "token"), "t");
    assert_string_equal(json_text(data, "Token"), "T");
    assert_null(json_text(data, "TOKEN"));
    assert_null(json_text(data, "n"));
    assert_null(json_text(data, "nil"));
    assert_string_equal(json_text_or(data, "n", "else"), "else");
    assert_string_equal(json_text(data, "e"), "\xc3\xa4\xf0\x9f\x8e\xb5\n");
    assert_string_equal(json_text(data, ""), "empty key");
    assert_true(json_number(data, "f", 0) == 1.5);
    assert_true(json_number(data, "text_n", -1) == -1);
    assert_true(json_number(data, "yes", -1) == -1);
    assert_true(json_number_or_text(data, "text_n", -1) == 30);
    assert_true(json_number_or_text(data, "text_x", -1) == -1);
    assert_true(json_number_or_text(data, "f", -1) == 1.5);
    assert_true(json_number_or_text(data, "yes", -1) == -1);
    assert_int_equal(json_int(data, "n", -1), 42);
    assert_int_equal(json_int(data, "neg", -1), -7);
    assert_int_equal(json_int(data, "big", -1), INT64_C(9007199254740992));
    assert_int_equal(json_int(data, "huge", -1), -1);
    assert_int_equal(json_int(data, "text_n", -1), 30);
    assert_int_equal(json_int(data, "text_x", -1), -1);
    assert_int_equal(json_int(data, "list", -1), -1);
    assert_int_equal(json_int(data, "twice", -1), 1); /* the first counts, as in json_span_find() */
    assert_true(json_bool(data, "yes", false));
    assert_false(json_bool(data, "no", true));
    assert_true(json_bool(data, "n", true));
    assert_true(json_bool(data, "absent", true));
    assert_string_equal(json_value_text(json_path(root, "data", "token", NULL)), "t");
    assert_null(json_path(root, "data", "token", "deeper", NULL));
    assert_null(json_path(root, "absent", "token", NULL));
    assert_ptr_equal(json_path(root, NULL), root);
    json_free(root);
}

static void walking(void **state)
{
    (void)state;
    struct json *root = parse("{\"a\":1,\"b\":[10,\"x\",true,false,null,{}]}");
    assert_int_equal(json_count(root), 2);
    assert_string_equal(json_key(json_first(root)), "a");
    const struct json *list = json_next(json_first(root));
    assert_string_equal(json_key(list), "b");
    assert_null(json_next(list));
    assert_int_equal(json_count(list), 6);
    const struct json *at = json_first(list);
    assert_null(json_key(at));
    assert_true(json_is_number(at));
    at = json_next(at);
    assert_true(json_is_text(at));
    assert_int_equal(json_count(at), 0);
    at = json_next(at);
    assert_true(json_is_true(at) && !json_is_false(at));
    at = json_next(at);
    assert_true(json_is_false(at) && !json_is_true(at));
    at = json_next(json_next(at));
    assert_true(json_is_object(at) && !json_is_array(at));
    assert_null(json_next(at));
    assert_null(json_get(list, "a")); /* an array has no keys */
    json_free(root);
}

static void nothing_there(void **state)
{
    (void)state;
    assert_null(json_get(NULL, "a"));
    assert_null(json_path(NULL, "a", "b", NULL));
    assert_null(json_first(NULL));
    assert_null(json_next(NULL));
    assert_null(json_key(NULL));
    assert_null(json_value_text(NULL));
    assert_null(json_text(NULL, "a"));
    assert_int_equal(json_count(NULL), 0);
    assert_int_equal(json_int(NULL, "a", 5), 5);
    assert_true(json_value_number(NULL, 2.5) == 2.5);
    assert_true(json_bool(NULL, "a", true));
    assert_false(json_is_object(NULL) || json_is_array(NULL) || json_is_text(NULL) || json_is_number(NULL) ||
                 json_is_true(NULL) || json_is_false(NULL));
    json_free(NULL);
}

/* Each prefix stands in memory of exactly its size, so that a sanitizer sees a read behind it. */
static void every_cut_is_refused(void **state)
{
    (void)state;
    size_t whole = sizeof document - 1;
    for (size_t length = 0; length <= whole; length++) {
        char *copy = xmalloc(length);
        memcpy(copy, document, length);
        struct json *root = json_parse(copy, length, NULL);
        if ((root != NULL) != (length == whole))
            fail_msg("cut at %zu", length);
        json_free(root);
        free(copy);
    }
}

/* One byte changed to anything: no crash, and where it still parses, every getter works. */
static void every_damage_is_survived(void **state)
{
    (void)state;
    char copy[sizeof document];
    for (size_t at = 0; at < sizeof document - 1; at++) {
        static const char bytes[] = {'\0', '"', '\\', '{', ']', ',', '\xff', '9'};
        for (size_t k = 0; k < COUNT(bytes); k++) {
            memcpy(copy, document, sizeof copy);
            copy[at] = bytes[k];
            struct json *root = json_parse(copy, sizeof copy - 1, NULL);
            json_int(json_get(root, "data"), "n", 0);
            json_text(json_get(root, "data"), "token");
            json_free(root);
        }
    }
}

/* What would fill the memory is refused before a value is made: the limit counts what the parser would make. */
static void values_have_a_limit(void **state)
{
    static const struct {
        const char *text;
        size_t values;
    } rows[] = {
        {"7", 1}, {"[]", 2}, {"[1,2,3]", 4}, {"{\"a\":[1,2],\"b\":\"x,y[{\"}", 5}, {"\"[,,\\\",,\"", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct bgm_error err = BGM_ERROR_INIT;
        struct json *root = json_parse_within(rows[i].text, strlen(rows[i].text), rows[i].values, &err);
        if (root == NULL)
            fail_msg("%s: %s", rows[i].text, err.message);
        json_free(root);
        root = json_parse_within(rows[i].text, strlen(rows[i].text), rows[i].values - 1, &err);
        if (root != NULL || err.status != BGM_TOO_LARGE)
            fail_msg("%s is let through with %zu values", rows[i].text, rows[i].values - 1);
    }
    size_t length = 2 * (size_t)JSON_MOST_VALUES + 3;
    char *zeros = xmalloc(length + 1);
    memset(zeros, '0', length);
    for (size_t i = 0; i < length; i += 2)
        zeros[i] = ',';
    zeros[0] = '[';
    zeros[length - 1] = ']';
    struct bgm_error err = BGM_ERROR_INIT;
    assert_null(json_parse(zeros, length, &err));
    assert_int_equal(err.status, BGM_TOO_LARGE);
    free(zeros);
}

/* Half an emoji, a NUL: the rest of the document is read as it stands. */
static void halves_of_characters_are_read(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"\"trip \\ud83c\"", "trip \xef\xbf\xbd"},
        {"\"trip \\udf0d end\"", "trip \xef\xbf\xbd end"},
        {"\"\\ud83c\\ud83c\\udf0d\"", "\xef\xbf\xbd\xf0\x9f\x8c\x8d"},
        {"\"\\uD83C\\uDF0D\"", "\xf0\x9f\x8c\x8d"},
        {"\"\\ud83cx\"", "\xef\xbf\xbdx"},
        {"\"\\ud83c\\n\"", "\xef\xbf\xbd\n"},
        {"\"a\\u0000b\"", "ab"},
        {"\"\\u0000\"", ""},
        {"\"\\\\ud83c\"", "\\ud83c"},
        {"\"\\\\\\u0000x\"", "\\x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct json *root = json_parse(rows[i][0], strlen(rows[i][0]), NULL);
        if (root == NULL || strcmp(json_value_text(root), rows[i][1]) != 0)
            fail_msg("row %zu: %s", i, root != NULL ? json_value_text(root) : "not read");
        json_free(root);
    }
    static const char *const bad[] = {"\"\\u", "\"\\ud83c", "\"\\ud83c\\"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(json_parse(bad[i], strlen(bad[i]), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_of_characters_are_read),
        cmocka_unit_test(whole_values),
        cmocka_unit_test(errors_do_not_quote),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(getters),
        cmocka_unit_test(walking),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_damage_is_survived),
        cmocka_unit_test(values_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
