/* Errors as values: sentence, prefix, hint, cuts, arguments that point into the error. */
#include "unit/unit_test.h"

#include "bgmusic/base/text.h"

static void filling(void **state)
{
    (void)state;
    struct bgm_error err = {.status = BGM_AUTH,
                            .http_status = 401,
                            .service_code = 1001,
                            .message = "old",
                            .hint = "old hint",
                            .link = "old link"};
    assert_int_equal(bgm_fail(&err, BGM_INPUT, "cannot read \"%s\": %d", "clip", 7), BGM_INPUT);
    assert_int_equal(err.status, BGM_INPUT);
    assert_int_equal(err.http_status, 0);
    assert_int_equal(err.service_code, 0);
    assert_string_equal(err.message, "cannot read \"clip\": 7");
    assert_string_equal(err.hint, "");
    assert_string_equal(err.link, "");
    bgm_hint(&err, "try %s", "again");
    bgm_hint(&err, "try %s", "more");
    assert_string_equal(err.hint, "try more");
    bgm_prefix(&err, "upload %d", 2);
    assert_string_equal(err.message, "upload 2: cannot read \"clip\": 7");
    assert_int_equal(err.status, BGM_INPUT);
}

static void without_an_error_struct(void **state)
{
    (void)state;
    assert_int_equal(bgm_fail(NULL, BGM_OUTPUT, "%s", "x"), BGM_OUTPUT);
    bgm_hint(NULL, "%s", "x");
    bgm_prefix(NULL, "%s", "x");
}

static void arguments_may_be_the_error(void **state)
{
    (void)state;
    struct bgm_error err = BGM_ERROR_INIT;
    bgm_fail(&err, BGM_FAILED, "deep");
    bgm_hint(&err, "%s!", err.message);
    bgm_fail(&err, BGM_AUTH, "outer: %s (%s)", err.message, err.hint);
    assert_string_equal(err.message, "outer: deep (deep!)");
    bgm_hint(&err, "see %s", err.message);
    bgm_hint(&err, "%s, %s", err.hint, err.hint);
    assert_string_equal(err.hint, "see outer: deep (deep!), see outer: deep (deep!)");
    bgm_prefix(&err, "%s", err.message);
    assert_string_equal(err.message, "outer: deep (deep!): outer: deep (deep!)");
}

/* Fills every place past its end with characters of 3 bytes, at every phase. */
static void cuts_fall_between_characters(void **state)
{
    (void)state;
    char text[3001];
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(text + i, "\xe4\xb8\xad", 3);
    text[3000] = '\0';
    for (int phase = 0; phase < 3; phase++) {
        struct bgm_error err = BGM_ERROR_INIT;
        bgm_fail(&err, BGM_FAILED, "%.*s%s", phase, "ab", text);
        assert_true(text_is_utf8(err.message, strlen(err.message)));
        assert_in_range(strlen(err.message), sizeof err.message - 4, sizeof err.message - 1);
        bgm_hint(&err, "%.*s%s", phase, "ab", text);
        assert_true(text_is_utf8(err.hint, strlen(err.hint)));
        assert_in_range(strlen(err.hint), sizeof err.hint - 4, sizeof err.hint - 1);
        bgm_prefix(&err, "%.*s", phase, "ab");
        assert_true(text_is_utf8(err.message, strlen(err.message)));
        bgm_prefix(&err, "%s", text);
        assert_true(text_is_utf8(err.message, strlen(err.message)));
        assert_in_range(strlen(err.message), sizeof err.message - 4, sizeof err.message - 1);
    }
}

/* The exit codes are a promise to scripts: they stand here a second time on purpose. */
static void names_and_codes(void **state)
{
    (void)state;
    static const struct {
        enum bgm_status status;
        const char *name;
        int code;
    } rows[] = {
        {BGM_OK, "ok", 0},
        {BGM_FAILED, "failed", 1},
        {BGM_USAGE, "usage", 2},
        {BGM_AUTH, "auth", 3},
        {BGM_OUT_OF_CREDITS, "out_of_credits", 4},
        {BGM_PLAN_BLOCKED, "plan_blocked", 4},
        {BGM_NETWORK, "network", 5},
        {BGM_TIMED_OUT, "timed_out", 5},
        {BGM_SERVICE, "service", 6},
        {BGM_RENDER_FAILED, "render_failed", 6},
        {BGM_INPUT, "input", 7},
        {BGM_UNSUPPORTED, "unsupported_type", 7},
        {BGM_TOO_LARGE, "too_large", 7},
        {BGM_OUTPUT, "output", 8},
        {BGM_OUTPUT_EXISTS, "output_exists", 8},
        {BGM_RATE_LIMITED, "rate_limited", 9},
        {BGM_NOT_FOUND, "not_found", 10},
        {BGM_NOTHING_TO_EXPORT, "nothing_to_export", 10},
        {BGM_PARTIAL, "partial", 11},
        {BGM_INTERRUPTED, "interrupted", 130},
        {BGM_PIPE_CLOSED, "pipe_closed", 141},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_string_equal(bgm_status_name(rows[i].status), rows[i].name);
        assert_int_equal(bgm_status_exit_code(rows[i].status), rows[i].code);
    }
    assert_string_equal(bgm_status_name((enum bgm_status)999), "failed");
    assert_int_equal(bgm_status_exit_code((enum bgm_status)999), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filling),
        cmocka_unit_test(without_an_error_struct),
        cmocka_unit_test(arguments_may_be_the_error),
        cmocka_unit_test(cuts_fall_between_characters),
        cmocka_unit_test(names_and_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
