/* Envelopes and error codes, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bgmusic/api/api_envelope.h"
#include "bgmusic/base/count.h"
#include "bgmusic/json/json_read.h"

struct envelope_case {
    int http;
    const char *body;
    enum bgm_status status;
    int code;
    const char *says; /* in the message, or the value of "x" of the data */
};

static const struct envelope_case cases[] = {
    {200, "{\"code\":0,\"message\":\"ok\",\"data\":{\"x\":\"1\"}}", BGM_OK, 0, "1"},
    {200, "{\"success\":true,\"data\":{\"x\":\"2\"},\"error\":null}", BGM_OK, 0, "2"},
    {200, "{\"x\":\"3\"}", BGM_OK, 0, "3"},
    {201, "{\"x\":\"3\"}", BGM_OK, 0, "3"},
    {200, "\xef\xbb\xbf{\"x\":\"4\"}", BGM_OK, 0, "4"},
    {200, "{\"code\":\"0\",\"x\":\"5\"}", BGM_OK, 0, "5"},
    {200, "{\"data\":[1],\"x\":\"6\"}", BGM_OK, 0, "6"},
    {200, "{\"code\":1001,\"message\":\"expired\"}", BGM_AUTH, 1001, "expired"},
    {200, "{\"code\":1010}", BGM_AUTH, 1010, "token"},
    {200, "{\"code\":\"1011\"}", BGM_AUTH, 1011, "token"},
    {401, "", BGM_AUTH, 0, "HTTP status 401"},
    {200, "{\"code\":1002,\"message\":\"gone\"}", BGM_NOT_FOUND, 1002, "session"},
    {404, "{\"detail\":\"Not Found\"}", BGM_NOT_FOUND, 1002, "Not Found"},
    {200, "{\"code\":2001}", BGM_OUT_OF_CREDITS, 2001, "credits"},
    {200, "{\"code\":4001}", BGM_UNSUPPORTED, 4001, "kind of file"},
    {200, "{\"code\":4002}", BGM_TOO_LARGE, 4002, "too large"},
    {413, "<html>nginx</html>", BGM_TOO_LARGE, 0, "(HTTP status 413): nginx"},
    {502, "<html><head><title>502 Bad Gateway</title></head><body><h1>x</h1></body></html>", BGM_SERVICE, 0,
     "(HTTP status 502): 502 Bad Gateway"},
    {403, "{\"error\":\"insufficient_scope\"}", BGM_AUTH, 0, "not meant for that"},
    {401, "{\"detail\":\"token lacks the scope write\"}", BGM_AUTH, 0, "not meant for that"},
    {429, "{\"message\":\"slow\"}", BGM_RATE_LIMITED, 0, "slow"},
    {500, "{\"error\":{\"message\":\"inner\",\"code\":77}}", BGM_SERVICE, 77, "inner"},
    {422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}", BGM_SERVICE, 0, "field required"},
    /* A code that is a word is a code: no success. */
    {200, "{\"code\":\"UNAUTHENTICATED\",\"message\":\"who?\"}", BGM_AUTH, 1001, "who?"},
    {200, "{\"code\":\"RESOURCE_EXHAUSTED\"}", BGM_RATE_LIMITED, 429, "limits"},
    {200, "{\"code\":\"E_SOMETHING\",\"message\":\"no\"}", BGM_SERVICE, API_CODE_OTHER, "refused this: no"},
    {200, "{\"code\":0.5,\"message\":\"no\"}", BGM_SERVICE, API_CODE_OTHER, "refused this: no"},
    {200, "{\"code\":\"ok\",\"x\":\"7\"}", BGM_OK, 0, "7"},
    {200, "{\"detail\":\"no\"}", BGM_SERVICE, 0, "no"},
    {200, "{\"error\":\"no\"}", BGM_SERVICE, 0, "no"},
    {200, "{\"success\":false,\"error\":\"no\"}", BGM_SERVICE, 0, "no"},
    {200, "{\"success\":false,\"data\":{\"x\":\"7\"}}", BGM_SERVICE, 0, "refused"},
    {200, "{\"code\":5000,\"message\":\"odd\"}", BGM_SERVICE, 5000, "odd"},
    {200, "", BGM_SERVICE, 0, "empty answer"},
    {200, "  \n", BGM_SERVICE, 0, "empty answer"},
    {200, "<!DOCTYPE html>\n <html><title>Sign in</title>", BGM_SERVICE, 0, "web page instead of an answer: Sign in"},
    {200, "{\"code\":0,\"data\":{\"x\":\"1", BGM_SERVICE, 0, "no whole JSON object"},
    {200, "[1,2]", BGM_SERVICE, 0, "no whole JSON object"},
    {200, "\"text\"", BGM_SERVICE, 0, "no whole JSON object"},
    {502, "<html>Bad Gateway</html>", BGM_SERVICE, 0, "Bad Gateway"},
    {200, "{\"code\":1e300}", BGM_SERVICE, -1, "refused"},
};

static const struct api_call_facts facts = {
    .call = "try", .on_session = true, .web_url = "https://web.example", .user_id = "anon_1 2"};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct envelope_case *row = &cases[i];
        struct api_envelope envelope;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status =
            api_envelope_read(&envelope, &facts, row->http, row->body, strlen(row->body), false, &err);
        if (status != row->status || (status != BGM_OK && err.service_code != row->code) ||
            (status != BGM_OK && err.http_status != row->http) ||
            (status != BGM_OK && strncmp(err.message, "try: ", 5) != 0))
            fail_msg("row %zu: %s, code %d: %s", i, bgm_status_name(status), err.service_code, err.message);
        if (status == BGM_OK)
            assert_string_equal(json_text(envelope.data, "x"), row->says);
        else if (strstr(err.message, row->says) == NULL)
            fail_msg("row %zu: \"%s\" is not in \"%s\"", i, row->says, err.message);
        api_envelope_release(&envelope);
    }
}

static void every_cut_of_a_good_answer_is_an_error(void **state)
{
    (void)state;
    const char *body = "{\"code\":0,\"message\":\"ok\",\"data\":{\"x\":\"1\",\"y\":[1,2,{\"z\":null}]}}";
    for (size_t cut = 0; cut < strlen(body); cut++) {
        struct api_envelope envelope;
        assert_int_equal(api_envelope_read(&envelope, &facts, 200, body, cut, false, NULL), BGM_SERVICE);
        assert_null(envelope.root);
    }
}

static void a_failed_render_is_an_answer(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{\"status\":\"failed\",\"error\":\"codec\"}",
        "{\"success\":false,\"data\":{\"status\":\"failed\",\"error\":{\"code\":9,\"message\":\"codec\"}}}",
        "{\"status\":\"failed\",\"error\":{\"code\":9,\"message\":\"codec\"}}",
    };
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct api_envelope envelope;
        assert_int_equal(api_envelope_read(&envelope, &facts, 200, bodies[i], strlen(bodies[i]), true, NULL), BGM_OK);
        api_envelope_release(&envelope);
        assert_int_equal(api_envelope_read(&envelope, &facts, 200, bodies[i], strlen(bodies[i]), false, NULL),
                         BGM_SERVICE);
    }
    struct api_envelope envelope;
    const char *trouble = "{\"success\":false,\"error\":\"busy\"}";
    assert_int_equal(api_envelope_read(&envelope, &facts, 200, trouble, strlen(trouble), true, NULL), BGM_SERVICE);
}

static void errors_say_what_to_do(void **state)
{
    (void)state;
    struct bgm_error err = BGM_ERROR_INIT;
    struct api_call_facts export = facts;
    export.at_export = true;
    assert_int_equal(api_fail(&err, &facts, 200, 2001, NULL, NULL), BGM_OUT_OF_CREDITS);
    assert_string_equal(err.link, "https://web.example/register?bind=anon_1%202");
    assert_non_null(strstr(err.hint, err.link));
    struct api_call_facts registered = facts;
    registered.user_id = "user_7";
    api_fail(&err, &registered, 200, 2001, NULL, NULL);
    assert_non_null(strstr(err.hint, "top up"));
    assert_int_equal(api_fail(&err, &export, 402, 0, NULL, NULL), BGM_PLAN_BLOCKED);
    assert_non_null(strstr(err.hint, "subscription"));
    assert_int_equal(api_fail(&err, &export, 403, 0, NULL, NULL), BGM_PLAN_BLOCKED);
    assert_int_equal(api_fail(&err, &facts, 403, 0, NULL, NULL), BGM_AUTH);
    struct api_call_facts upload = facts;
    upload.input = "my 'clip'.mp4";
    api_fail(&err, &upload, 413, 0, NULL, NULL);
    assert_non_null(strstr(err.hint, "ffmpeg -i 'my '\\''clip'\\''.mp4'"));
    api_fail(&err, &upload, 200, 4001, NULL, NULL);
    assert_non_null(strstr(err.hint, "mp4, mov, avi, webm, mkv"));
    api_fail(&err, &upload, 415, 4001, "the picture is 16384x9000", "make it smaller first");
    assert_null(strstr(err.message, "kind of file"));
    assert_non_null(strstr(err.message, "16384x9000"));
    assert_string_equal(err.hint, "make it smaller first");
    assert_true(api_needs_token(401, 0) && api_needs_token(200, 1001) && api_needs_token(0, 1010) &&
                api_needs_token(0, 1011));
    assert_false(api_needs_token(200, 1002) || api_needs_token(403, 0));
}

static void first_words_are_short_safe_and_without_secrets(void **state)
{
    (void)state;
    char words[512], long_text[1000];
    const char *secret = "token nmv_usr_abcdef at https://a.example/x?sig=1 \x1b[31mred\x07";
    api_first_words(words, secret, strlen(secret));
    assert_null(strstr(words, "abcdef"));
    assert_null(strstr(words, "sig=1"));
    assert_null(strchr(words, '\x1b'));
    memset(long_text, 'x', sizeof long_text);
    api_first_words(words, long_text, sizeof long_text);
    assert_int_equal(strlen(words), 123);
    assert_string_equal(words + 120, "...");
    api_first_words(words, "", 0);
    assert_string_equal(words, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(every_cut_of_a_good_answer_is_an_error),
        cmocka_unit_test(a_failed_render_is_an_answer),
        cmocka_unit_test(errors_say_what_to_do),
        cmocka_unit_test(first_words_are_short_safe_and_without_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
