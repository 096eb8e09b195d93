/* Tables of fields: a struct out and back by its rows, ranges, and what a stranger may send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_fields.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

struct step {
    int64_t at;
    double height;
};

/* clang-format off */
#define LAMP_FIELDS(F)                                \
    F(TEXT, name, [8], "name", 0, 0, 0, 0)            \
    F(HEX, id, [5], "id", 0, 0, 0, 0)                 \
    F(STRING, owner, , "owner", 0, 0, 0, 0)           \
    F(NUMBER, watts, , "watts", 1, 100, 40, FIELD_OWN) \
    F(WHOLE, arms, , "arms", -1, 9, -1, 0)            \
    F(BITS, colours, , "colours", 0, 7, 1, 0)         \
    F(LONG, age_ms, , "age", 0, 1e15, 0, 0)           \
    F(DIGITS, serial, , "serial", 0, 0, 0, 0)         \
    F(SWITCH, lit, , "lit", 0, 1, true, 0)            \
    F(NUMBERS, levels, [3], "levels", -1, 1, 0.5, 0)  \
    F(WHOLES, slots, [2], "slots", 0, 9, -1, 0)       \
    F(NUMBER, tilt, , "tilt", 0, 90, 0, FIELD_SPARSE)
/* clang-format on */

struct lamp {
    LAMP_FIELDS(FIELD_MEMBER)
    int state;
    struct step steps[3];
    size_t step_count;
};

static bool step_fits(const void *element, const void *before)
{
    return before == NULL || ((const struct step *)element)->at > ((const struct step *)before)->at;
}

#define FIELD_OWNER struct step
static const struct field step_columns[] = {FIELD_ROW(LONG, at, , "at", 0, 1000, 0, 0)
                                                FIELD_ROW(NUMBER, height, , "height", -1, 1, 0, 0) FIELD_ROWS_END};
#undef FIELD_OWNER
static const struct field_list steps = {offsetof(struct lamp, step_count), sizeof(struct step), 3, step_columns,
                                        step_fits};
static const char *const states[] = {"new", "used", "broken"};

#define FIELD_OWNER struct lamp
static const struct field fields[] = {
    LAMP_FIELDS(FIELD_ROW){"state", FIELD_WORD, offsetof(struct lamp, state), sizeof(int), 0, 2, 0, 0, NULL, states},
    {"steps", FIELD_LIST, offsetof(struct lamp, steps), sizeof(struct step[3]), 0, 0, 0, 0, &steps, NULL},
    FIELD_ROWS_END,
};

static enum bgm_status lamp_read(const char *text, struct lamp *lamp, struct bgm_error *err)
{
    struct json *root = json_parse(text, strlen(text), NULL);
    fields_init(fields, lamp);
    enum bgm_status status = fields_read(fields, root, lamp, "the lamp's", err);
    json_free(root);
    return status;
}

static void lamp_print(const struct lamp *lamp, struct buf *text)
{
    struct json *root = json_new_object();
    buf_init(text, 4096);
    fields_print(fields, lamp, root);
    json_print(root, text);
    json_free(root);
}

static const char defaults[] = "{\"name\":\"\",\"id\":null,\"owner\":null,\"watts\":40,\"arms\":-1,\"colours\":1,"
                               "\"age\":0,\"serial\":\"0\",\"lit\":true,\"levels\":[0.5,0.5,0.5],\"slots\":[-1,-1],"
                               "\"state\":\"new\"}";

static void test_defaults(void **state)
{
    (void)state;
    struct lamp lamp;
    struct buf text;
    assert_int_equal(lamp_read("{}", &lamp, NULL), BGM_OK);
    lamp_print(&lamp, &text);
    assert_string_equal(text.bytes, defaults);
    buf_release(&text);
}

static void test_round_trip(void **state)
{
    (void)state;
    static const char full[] =
        "{\"name\":\"Lumi\",\"id\":\"0aff\",\"owner\":\"M\xc3\xbcller\",\"watts\":7.5,\"arms\":4,"
        "\"colours\":6,\"age\":123456789012345,\"serial\":\"18446744073709551615\",\"lit\":false,"
        "\"levels\":[-1,0.25,0.5],\"slots\":[3,9],\"tilt\":30,\"state\":\"broken\","
        "\"steps\":[[0,-0.5],[10,1]]}";
    struct lamp lamp;
    struct buf text;
    assert_int_equal(lamp_read(full, &lamp, NULL), BGM_OK);
    assert_true(lamp.serial == UINT64_MAX && lamp.state == 2 && lamp.step_count == 2);
    lamp_print(&lamp, &text);
    assert_string_equal(text.bytes, full);
    buf_release(&text);
    struct lamp other = {.watts = 1};
    fields_carry(fields, FIELD_OWN, &lamp, &other);
    assert_true(other.watts == 7.5 && other.arms == 0);
    fields_release(fields, &lamp);
    assert_null(lamp.owner);
}

/* Each is refused with its name, and what is in order is read all the same. */
static void test_out_of_range(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } rows[] = {
        {"{\"watts\":0.9,\"name\":\"A\"}", "the lamp's \"watts\" must be a number from 1 to 100"},
        {"{\"watts\":\"7\",\"name\":\"A\"}", "watts"},
        {"{\"watts\":null,\"name\":\"A\"}", "watts"},
        {"{\"arms\":10,\"watts\":0,\"name\":\"A\"}", "watts"},
        {"{\"colours\":8,\"name\":\"A\"}", "colours"},
        {"{\"age\":-1,\"name\":\"A\"}", "age"},
        {"{\"id\":\"0aff0\",\"name\":\"A\"}", "id"},
        {"{\"id\":\"../a\",\"name\":\"A\"}", "id"},
        {"{\"steps\":[[1,0],[1,0]],\"name\":\"A\"}", "steps"},
        {"{\"steps\":[[1,0],[2,0],[3,0],[4,0]],\"name\":\"A\"}", "steps"},
        {"{\"steps\":[[1]],\"name\":\"A\"}", "steps"},
        {"{\"steps\":[7],\"name\":\"A\"}", "steps"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lamp lamp;
        struct bgm_error err = BGM_ERROR_INIT;
        if (lamp_read(rows[i].text, &lamp, &err) != BGM_USAGE || strstr(err.message, rows[i].word) == NULL)
            fail_msg("%s: %s", rows[i].text, err.message);
        assert_string_equal(lamp.name, "A");
        assert_true(lamp.watts == 40 && lamp.colours == 1 && lamp.age_ms == 0);
    }
}

/* What is passed over: odd types of texts, words nobody knows, one bad number in an array. */
static void test_leniency(void **state)
{
    (void)state;
    struct lamp lamp;
    static const char odd[] = "{\"name\":7,\"id\":{},\"owner\":[],\"serial\":5,\"lit\":\"x\",\"levels\":[9,\"x\",-1,1],"
                              "\"slots\":{},\"state\":\"lost\",\"steps\":5,\"unknown\":1}";
    struct buf text;
    assert_int_equal(lamp_read(odd, &lamp, NULL), BGM_OK);
    assert_true(lamp.levels[0] == 0.5 && lamp.levels[1] == 0.5 && lamp.levels[2] == -1);
    lamp.levels[2] = 0.5;
    lamp_print(&lamp, &text);
    assert_string_equal(text.bytes, defaults);
    buf_release(&text);
    /* Too long, and cut in a character. */
    assert_int_equal(lamp_read("{\"name\":\"abcdef\xc3\xbc\"}", &lamp, NULL), BGM_OK);
    assert_string_equal(lamp.name, "abcdef");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_out_of_range),
        cmocka_unit_test(test_leniency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
