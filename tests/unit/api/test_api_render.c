/* Every shape of a render's status, and what a submit's refusal means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/base/count.h"
#include "support/scripted_service.h"

static const char *program_name;

struct status_case {
    const char *rule; /* what the answer differs in */
    enum bgm_status status;
    enum api_render_state state;
    int progress;
    const char *url;   /* NULL: none; a leading '/' stands for the service's own */
    const char *error; /* NULL: none */
};

static const struct status_case cases[] = {
    {"\"json\":{\"status\":\"pending\",\"progress\":5}", BGM_OK, API_RENDER_PENDING, 5, NULL, NULL},
    {"\"json\":{\"status\":\"queued\"}", BGM_OK, API_RENDER_PENDING, -1, NULL, NULL},
    {"\"json\":{\"status\":\"processing\",\"progress\":140}", BGM_OK, API_RENDER_PROCESSING, 100, NULL, NULL},
    {"\"json\":{\"status\":\"thinking\",\"progress\":\"x\"}", BGM_OK, API_RENDER_PROCESSING, -1, NULL, NULL},
    {"\"json\":{\"status\":\"completed\",\"progress\":100,\"output\":{\"url\":\"https://c.example/"
     "a?s=1\",\"duration\":30,"
     "\"size\":123456}}",
     BGM_OK, API_RENDER_COMPLETED, 100, "https://c.example/a?s=1", NULL},
    {"\"json\":{\"success\":true,\"data\":{\"id\":\"r1\",\"status\":\"completed\",\"outputUrl\":\"/files/a.mp4\"}}",
     BGM_OK, API_RENDER_COMPLETED, -1, "/files/a.mp4", NULL},
    {"\"json\":{\"success\":true,\"data\":{\"status\":\"completed\",\"output\":{\"url\":\"https://c.example/b\"}}}",
     BGM_OK, API_RENDER_COMPLETED, -1, "https://c.example/b", NULL},
    {"\"json\":{\"code\":0,\"data\":{\"status\":\"Completed\",\"outputUrl\":null}}", BGM_OK, API_RENDER_COMPLETED, -1,
     NULL, NULL},
    {"\"json\":{\"status\":\"failed\",\"error\":\"codec \\u001b[1m\"}", BGM_OK, API_RENDER_FAILED, -1, NULL, "codec"},
    {"\"json\":{\"success\":false,\"data\":{\"status\":\"failed\",\"error\":{\"message\":\"no space\"}}}", BGM_OK,
     API_RENDER_FAILED, -1, NULL, "no space"},
    /* Trouble to survive: the caller asks again. */
    {"\"json\":{\"success\":false,\"error\":\"busy\"}", BGM_SERVICE, 0, 0, NULL, NULL},
    {"\"json\":{\"hello\":1}", BGM_SERVICE, 0, 0, NULL, NULL},
    {"\"body\":\"<html>\"", BGM_SERVICE, 0, 0, NULL, NULL},
    {"\"status\":503,\"body\":\"\"", BGM_SERVICE, 0, 0, NULL, NULL},
    {"\"status\":404,\"json\":{\"detail\":\"unknown\"}", BGM_NOT_FOUND, 0, 0, NULL, NULL},
};

static void every_shape_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct status_case *row = &cases[i];
        struct scripted_service service;
        struct api_client client;
        struct api_render render = {0};
        struct bgm_error err = BGM_ERROR_INIT;
        char *script = xasprintf("{\"rules\":[{\"path\":\"/api/render/*\",%s,\"status\":200}]}", row->rule);
        scripted_start(&service, program_name, script, NULL, 0);
        assert_int_equal(api_client_init(&client, &(struct api_options){.base_url = service.url, .token = "t"}, &err),
                         BGM_OK);
        enum bgm_status status = api_render_status(&client, "r1", 30, &render, &err);
        char *url =
            row->url != NULL && row->url[0] == '/' ? xasprintf("%s%s", service.url, row->url) : xstrdup(row->url);
        if (status != row->status)
            fail_msg("row %zu: %s: %s", i, bgm_status_name(status), err.message);
        if (status == BGM_OK) {
            assert_string_equal(render.id, "r1");
            assert_int_equal(render.state, row->state);
            assert_int_equal(render.progress, row->progress);
            if ((url == NULL) != (render.url == NULL) || (url != NULL && strcmp(url, render.url) != 0))
                fail_msg("row %zu: url %s", i, render.url);
            if ((row->error == NULL) != (render.error_text == NULL) ||
                (row->error != NULL && strncmp(row->error, render.error_text, strlen(row->error)) != 0))
                fail_msg("row %zu: error %s", i, render.error_text);
            assert_false(render.waited);
        }
        free(url);
        free(script);
        api_render_release(&render);
        api_client_release(&client);
        scripted_stop(&service);
    }
}

static void holding_and_pauses_are_told(void **state)
{
    (void)state;
    struct scripted_service service;
    struct api_client client;
    struct api_render render = {0};
    struct buf lines;
    struct bgm_error err = BGM_ERROR_INIT;
    buf_init(&lines, 1 << 20);
    scripted_start(
        &service, program_name,
        "{\"rules\":[{\"path\":\"/api/render/*\",\"status\":200,\"headers\":{\"Preference-Applied\":\"wait=30\","
        "\"Retry-After\":\"3\"},\"json\":{\"status\":\"processing\"}}]}",
        NULL, 0);
    assert_int_equal(api_client_init(&client, &(struct api_options){.base_url = service.url, .token = "t"}, &err),
                     BGM_OK);
    assert_int_equal(api_render_status(&client, "r1", API_RENDER_WAIT_S, &render, &err), BGM_OK);
    assert_true(render.waited);
    assert_int_equal(render.retry_after_ms, 3000);
    scripted_requests(&service, &lines);
    assert_non_null(strstr(lines.bytes, "\"Prefer\":\"wait=30\""));
    api_render_release(&render);
    api_client_release(&client);
    buf_release(&lines);
    scripted_stop(&service);
}

static void refused_submits_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum bgm_status status;
    } rows[] = {
        {"\"json\":{\"id\":\"other\",\"status\":\"pending\"}", BGM_OK},
        {"\"status\":402,\"body\":\"\"", BGM_PLAN_BLOCKED},
        {"\"status\":403,\"json\":{\"detail\":\"plan\"}", BGM_PLAN_BLOCKED},
        {"\"json\":{\"code\":2001}", BGM_OUT_OF_CREDITS},
        {"\"json\":{\"code\":1002}", BGM_NOT_FOUND},
        {"\"status\":500,\"body\":\"\"", BGM_SERVICE},
        {"\"status\":409,\"json\":{\"error\":\"duplicate id\"}", BGM_SERVICE},
        {"\"close\":true", BGM_NETWORK},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scripted_service service;
        struct api_client client;
        struct api_render render;
        struct bgm_error err = BGM_ERROR_INIT;
        char *script = xasprintf("{\"rules\":[{\"path\":\"/api/render/*\",%s,\"status\":200}]}", rows[i].rule);
        scripted_start(&service, program_name, script, NULL, 0);
        assert_int_equal(api_client_init(&client, &(struct api_options){.base_url = service.url, .token = "t"}, &err),
                         BGM_OK);
        struct json_span draft = {"{}", 2};
        enum bgm_status status = api_render_submit(&client, "1", "render_a", draft, NULL, &render, &err);
        if (status != rows[i].status)
            fail_msg("row %zu: %s: %s", i, bgm_status_name(status), err.message);
        if (status == BGM_OK)
            assert_string_equal(render.id, "other");
        api_render_release(&render);
        assert_int_equal(api_render_submit(&client, "1", "render_a", (struct json_span){0}, NULL, &render, &err),
                         BGM_NOTHING_TO_EXPORT);
        assert_int_equal(api_render_submit(&client, "1", "a\"b", draft, NULL, &render, &err), BGM_USAGE);
        free(script);
        api_client_release(&client);
        scripted_stop(&service);
    }
    char a[API_RENDER_ID_SIZE], b[API_RENDER_ID_SIZE];
    api_render_new_id(a);
    api_render_new_id(b);
    assert_string_not_equal(a, b);
    assert_int_equal(strncmp(a, "render_", 7), 0);
    assert_int_equal(strlen(a), API_RENDER_ID_SIZE - 1);
}

/* What the local engine tells of its result, and what is asked of it; nothing of that goes to who was not asked. */
static void wishes_and_findings(void **state)
{
    (void)state;
    static const struct {
        const char *output;
        bool has_loudness, damaged;
    } rows[] = {{"{\"loudness\":-14.03,\"damaged\":true}", true, true},
                {"{\"loudness\":\"loud\"}", false, false},
                {"{\"loudness\":-1e300}", false, false},
                {"{}", false, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scripted_service service;
        struct api_client client;
        struct api_render render;
        struct buf lines;
        char *script =
            xasprintf("{\"rules\":[{\"path\":\"/api/render/*\",\"status\":200,\"json\":{\"id\":\"a\",\"status\":"
                      "\"completed\",\"output\":%s}}]}",
                      rows[i].output);
        const struct api_render_wish wish = {.strict = true, .compatible = i == 0, .copy_picture = i == 1};
        buf_init(&lines, 1 << 20);
        scripted_start(&service, program_name, script, NULL, 0);
        assert_int_equal(api_client_init(&client, &(struct api_options){.base_url = service.url, .token = "t"}, NULL),
                         BGM_OK);
        assert_int_equal(api_render_submit(&client, "1", "render_a", (struct json_span){"{}", 2}, i < 2 ? &wish : NULL,
                                           &render, NULL),
                         BGM_OK);
        assert_int_equal(render.has_loudness, rows[i].has_loudness);
        assert_true(!render.has_loudness || (render.loudness_lufs > -14.1 && render.loudness_lufs < -13.9));
        assert_int_equal(render.damaged, rows[i].damaged);
        scripted_requests(&service, &lines);
        assert_int_equal(strstr(lines.bytes, "strict") != NULL, i < 2);
        assert_int_equal(strstr(lines.bytes, "compatible") != NULL, i == 0);
        assert_int_equal(strstr(lines.bytes, "copy_picture") != NULL, i == 1);
        buf_release(&lines);
        free(script);
        api_render_release(&render);
        api_client_release(&client);
        scripted_stop(&service);
    }
}

int main(int count, char **words)
{
    (void)count;
    program_name = words[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_is_read),
        cmocka_unit_test(holding_and_pauses_are_told),
        cmocka_unit_test(refused_submits_are_told_apart),
        cmocka_unit_test(wishes_and_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
