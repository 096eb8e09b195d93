/* Raw spans: the draft byte for byte, ids with all their digits, cuts. */
#include "unit/unit_test.h"

#include "bgmusic/json/json_span.h"

/* White space, order, escapes and 64-bit numbers that a JSON library would not give back. */
#define DRAFT \
    "{ \"t\" :[{\"tt\":1, \"id\":9223372036854775807 ,\"n\":\"a \\\"}]\\\\\", \"v\":0.350}],\t\"d\":1e4,\"z\":[ ] }"

static const char *const draft_path[] = {"data", "state", "draft", NULL};

static void find(const char *text, const char *const keys[], const char *wanted)
{
    struct json_span span = {NULL, 0};
    bool found = json_span_find(text, strlen(text), keys, &span);
    if (found != (wanted != NULL))
        fail_msg("%s: found %d", text, (int)found);
    if (found && (span.length != strlen(wanted) || memcmp(span.bytes, wanted, span.length) != 0))
        fail_msg("%s: \"%.*s\"", text, (int)span.length, span.bytes);
}

static void the_draft_byte_for_byte(void **state)
{
    (void)state;
    find("{\"code\":0,\"data\":{\"session_id\":1,\"state\":{\"draft\":" DRAFT ",\"x\":1}}}", draft_path, DRAFT);
    find("\xef\xbb\xbf {\r\n\"data\"\t: {\"state\" :{ \"draft\": " DRAFT "\r\n } } } ", draft_path, DRAFT);
    find("{\"code\":0,\"data\":{\"state\":{\"Draft\":1,\"draft \":2,\"draft\":" DRAFT "}}}", draft_path, DRAFT);
    find("{\"data\":{\"draft\":1},\"state\":{\"draft\":2}}", draft_path, NULL);
    find("{\"data\":{\"state\":{\"draft\":null}}}", draft_path, "null");
    find("{\"data\":{\"state\":[{\"draft\":1}]}}", draft_path, NULL);
    find("{\"data\":\"{\\\"state\\\":{\\\"draft\\\":1}}\"}", draft_path, NULL);
}

static void values_of_every_kind(void **state)
{
    (void)state;
    static const char *const a[] = {"a", NULL}, *const root[] = {NULL};
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"{\"a\":12}", "12"},
        {"{\"a\": -1.50e+3 ,\"b\":1}", "-1.50e+3"},
        {"{\"a\":\"x\\\"y\\\\\"}", "\"x\\\"y\\\\\""},
        {"{\"a\":[{\"a\":1},\"]\"]}", "[{\"a\":1},\"]\"]"},
        {"{\"b\":{\"a\":1},\"a\":true}", "true"},
        {"{\"b\":\"\\\"a\\\":3,\",\"a\":false}", "false"},
        {"{\"a\":1,\"a\":2}", "1"},
        {"{\"\\u0061\":1,\"a\":2}", "2"}, /* keys are compared as they are written */
        {"{\"a\":}", NULL},
        {"{\"a\"}", NULL},
        {"{\"a\":1", NULL},
        {"{\"a\":1 2}", NULL},
        {"{\"a\":,}", NULL},
        {"{\"b\":1 \"a\":2}", NULL},
        {"{b:1,\"a\":2}", NULL},
        {"{}", NULL},
        {"[]", NULL},
        {"a", NULL},
        {"", NULL},
        {"{\"a\":[1,2}", NULL},
        {"{\"a\":]}", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        find(rows[i].text, a, rows[i].wanted);
    find(" 123 ", root, "123");
    find("123", root, "123");
    find(" {\"a\": 1 }", root, "{\"a\": 1 }");
    find("", root, NULL);
    struct json_span span;
    assert_false(json_span_find(NULL, 0, a, &span));
    assert_false(json_span_find("{\"a\":\0}", 7, a, &span));
}

/* A prefix never gives a value that the whole document does not have: an id must not lose its last digits. */
static void every_cut(void **state)
{
    (void)state;
    static const char *const id[] = {"data", "id", NULL};
    static const char text[] =
        "{\"data\":{\"x\":[1,\"\\\"\"],\"id\":1234567890123456789,\"state\":{\"draft\":" DRAFT "}}}";
    size_t drafts = 0, ids = 0;
    for (size_t length = 0; length < sizeof text; length++) {
        char *copy = xmalloc(length);
        memcpy(copy, text, length);
        struct json_span span;
        if (json_span_find(copy, length, draft_path, &span)) {
            assert_int_equal(span.length, sizeof DRAFT - 1);
            assert_memory_equal(span.bytes, DRAFT, span.length);
            drafts++;
        }
        char *found = json_span_id(copy, length, id);
        if (found != NULL) {
            assert_string_equal(found, "1234567890123456789");
            ids++;
        }
        free(found);
        free(copy);
    }
    assert_true(drafts > 0 && ids > 0);
}

static void ids(void **state)
{
    (void)state;
    static const char *const path[] = {"id", NULL};
    static const struct {
        const char *text, *id;
    } rows[] = {
        {"{\"id\":1234567890123456789}", "1234567890123456789"},
        {"{\"id\":\"1234567890123456789\"}", "1234567890123456789"},
        {"{\"id\":99999999999999999999999999}", "99999999999999999999999999"},
        {"{\"id\":\"render_a-1\"}", "render_a-1"},
        {"{\"id\":\"\"}", NULL},
        {"{\"id\":\"a\\nb\"}", NULL},
        {"{\"id\":1.5}", NULL},
        {"{\"id\":1e5}", NULL},
        {"{\"id\":-5}", NULL},
        {"{\"id\":null}", NULL},
        {"{\"id\":true}", NULL},
        {"{\"id\":{}}", NULL},
        {"{\"id\":[1]}", NULL},
        {"{}", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *id = json_span_id(rows[i].text, strlen(rows[i].text), path);
        CHECK_ROW((id == NULL) == (rows[i].id == NULL), i, rows[i].text);
        CHECK_ROW(id == NULL || strcmp(id, rows[i].id) == 0, i, rows[i].text);
        free(id);
    }
}

static void depths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int depth;
    } rows[] = {
        {"1", 0}, {"[]", 1}, {"[[],[]]", 2}, {"{\"a\":[{}]}", 3}, {"\"[[[[\"", 0}, {"[\"]\\\"[[\"]", 1}, {"", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CHECK_ROW(json_depth_within(rows[i].text, strlen(rows[i].text), rows[i].depth), i, rows[i].text);
        CHECK_ROW(rows[i].depth == 0 || !json_depth_within(rows[i].text, strlen(rows[i].text), rows[i].depth - 1), i,
                  rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_draft_byte_for_byte),
        cmocka_unit_test(values_of_every_kind),
        cmocka_unit_test(every_cut),
        cmocka_unit_test(ids),
        cmocka_unit_test(depths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
