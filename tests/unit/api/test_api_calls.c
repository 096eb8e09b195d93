/* The short calls of the service, over the wire: token, credits, sessions, state, claim; clients that cannot work. */
#include "api_fixture.h"

#include "bgmusic/api/api_auth.h"
#include "bgmusic/api/api_chat.h"
#include "bgmusic/api/api_credits.h"
#include "bgmusic/api/api_render.h"
#include "bgmusic/api/api_state.h"
#include "bgmusic/base/count.h"

static void token_is_read_and_the_call_carries_no_bearer(void **state)
{
    (void)state;
    struct fixture f;
    struct api_token token;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, NULL, NULL, 0);
    expect(api_anonymous_token(&f.client, &token, &f.err), &f);
    assert_string_equal(token.token, "nmv_usr_scripted0001");
    assert_string_equal(token.user_id, "anon_scripted");
    assert_int_equal(token.credits, 100);
    assert_int_equal(token.expires_wall_s, 1900022400);
    api_token_release(&token);
    scripted_requests(&f.service, &lines);
    assert_null(strstr(lines.bytes, "Authorization"));
    assert_non_null(strstr(lines.bytes, "\"X-Client-Id\":\"11111111-2222-4333-8444-555555555555\""));
    buf_release(&lines);
    close_fixture(&f);
}

static void every_call_carries_the_four_headers(void **state)
{
    (void)state;
    struct fixture f;
    struct api_credits credits;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, NULL, NULL, 0);
    expect(api_credits_read(&f.client, &credits, &f.err), &f);
    assert_int_equal(credits.available, 25000);
    assert_int_equal(credits.frozen, 40);
    assert_int_equal(credits.total, 25040);
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "\"Authorization\":\"Bearer nmv_usr_unit\""));
    assert_non_null(strstr(lines.bytes, "\"X-Skill-Source\":\"background-music\""));
    assert_non_null(strstr(lines.bytes, "\"X-Skill-Version\":\""));
    assert_non_null(strstr(lines.bytes, "\"X-Skill-Platform\":\"unknown\""));
    buf_release(&lines);
    close_fixture(&f);
}

static void ids_keep_all_their_digits(void **state)
{
    (void)state;
    struct fixture f;
    struct api_session session;
    open_fixture(&f, NULL, NULL, 0);
    expect(api_session_new(&f.client, "project", "en", &session, &f.err), &f);
    assert_string_equal(session.session_id, "7321985640123456781");
    assert_string_equal(session.task_id, "6917529027641081903");
    api_session_release(&session);
    close_fixture(&f);
}

static void reads_share_one_connection(void **state)
{
    (void)state;
    struct fixture f;
    struct api_credits credits;
    open_fixture(&f, NULL, NULL, 0);
    for (int i = 0; i < 5; i++)
        expect(api_credits_read(&f.client, &credits, &f.err), &f);
    assert_int_equal(f.client.http.connections_made, 1);
    close_fixture(&f);
}

static void the_draft_survives_byte_for_byte(void **state)
{
    (void)state;
    struct fixture f;
    struct api_state read;
    struct api_render render;
    struct api_chat_result reply;
    struct buf lines;
    char id[API_RENDER_ID_SIZE];
    buf_init(&lines, 1 << 20);
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    expect(api_chat(&f.client, f.session, "x", NULL, NULL, &reply, &f.err), &f);
    api_chat_result_release(&reply);
    expect(api_state_read(&f.client, f.session, &read, &f.err), &f);
    assert_string_equal(read.session_id, f.session);
    assert_string_equal(read.task_id, "6917529027641081903");
    const char *draft = "{ \"t\":[{\"tt\":1, \"sg\":[{\"n\":\"Lo-fi\",\"s\":0,\"d\":30000,\"v\":0.350}]}], \"d\":30000,"
                        "\"m\":{\"title\":\"project\",\"width\":1920,\"height\":1080},\"rev\":9007199254740995}";
    assert_int_equal(read.draft.length, strlen(draft));
    assert_memory_equal(read.draft.bytes, draft, strlen(draft));
    assert_true(read.canvas_config.length > 0);
    assert_int_equal(read.generated_media.length, 0);
    api_render_new_id(id);
    expect(api_render_submit(&f.client, f.session, id, read.draft, NULL, &render, &f.err), &f);
    assert_string_equal(render.id, id);
    assert_int_equal(render.state, API_RENDER_PENDING);
    assert_int_equal(render.progress, 5);
    scripted_requests(&f.service, &lines);
    /* In the record the body's quotes are escaped once more. */
    assert_non_null(strstr(lines.bytes, "\\\"v\\\":0.350}]}], \\\"d\\\":30000"));
    assert_non_null(strstr(lines.bytes, "\\\"rev\\\":9007199254740995},\\\"output\\\":{\\\"format\\\":\\\"mp4\\\""));
    api_render_release(&render);
    api_state_release(&read);
    buf_release(&lines);
    close_fixture(&f);
}

static void a_session_that_is_unknown_says_so(void **state)
{
    (void)state;
    struct fixture f;
    struct api_state read;
    open_fixture(&f, NULL, NULL, 0);
    assert_int_equal(api_state_read(&f.client, "42", &read, &f.err), BGM_NOT_FOUND);
    assert_int_equal(f.err.service_code, 1002);
    assert_int_equal(f.err.http_status, 404);
    assert_non_null(strstr(f.err.hint, "bgmusic session new"));
    assert_int_equal(api_state_read(&f.client, "../x", &read, &f.err), BGM_USAGE);
    close_fixture(&f);
}

static void the_claim_token_becomes_a_link(void **state)
{
    (void)state;
    struct fixture f;
    struct api_claim claim;
    open_fixture(&f, NULL, NULL, 0);
    expect(api_claim_token(&f.client, "1", "2", &claim, &f.err), &f);
    assert_string_equal(claim.link, "https://nemovideo.com/workspace/claim?ct=clm_scripted");
    assert_int_equal(claim.expires_in_s, 604800);
    api_claim_release(&claim);
    close_fixture(&f);
}

static void nobody_there_is_unreachable(void **state)
{
    (void)state;
    struct fixture f;
    struct api_credits credits;
    open_fixture(&f, NULL, NULL, 0);
    scripted_stop(&f.service);
    assert_int_equal(api_credits_read(&f.client, &credits, &f.err), BGM_NETWORK);
    assert_int_equal(f.client.last.verdict, HTTP_UNREACHABLE);
    assert_false(f.client.last.anything_sent);
    assert_non_null(strstr(f.err.message, "127.0.0.1"));
    api_client_release(&f.client);
}

static void clients_that_cannot_work_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct api_options options;
        enum bgm_status status;
    } rows[] = {
        {{.base_url = "http://example.org"}, BGM_USAGE},
        {{.base_url = "ftp://example.org"}, BGM_USAGE},
        {{.base_url = "example.org"}, BGM_USAGE},
        {{.base_url = "https://user:pw@example.org"}, BGM_USAGE},
        {{.base_url = "https://example.org?x=1"}, BGM_USAGE},
        {{.client_id = ""}, BGM_USAGE},
        {{.client_id = "a\nb"}, BGM_USAGE},
        {{.client_id = "0123456789012345678901234567890123456789012345678901234567890123X"}, BGM_USAGE},
        {{.token = "two words"}, BGM_AUTH},
        {{.token = "line\r\nX: y"}, BGM_AUTH},
        {{.base_url = "https://example.org/"}, BGM_OK},
        {{.base_url = "http://[::1]:8080"}, BGM_OK},
        {{0}, BGM_OK},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct api_client client;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status = api_client_init(&client, &rows[i].options, &err);
        if (status != rows[i].status)
            fail_msg("row %zu: %s %s", i, bgm_status_name(status), err.message);
        api_client_release(&client);
        api_client_release(&client);
    }
    assert_string_equal(api_platform("cursor", NULL, NULL), "cursor");
    assert_string_equal(api_platform("", "/home/a/.clawhub/bin/bgmusic", "/home/a"), "clawhub");
    assert_string_equal(api_platform(NULL, "/home/a/.cursor/skills/x/bgmusic", "/home/a"), "cursor");
    assert_string_equal(api_platform(NULL, "/usr/bin/bgmusic", "/home/a"), "unknown");
    assert_string_equal(api_platform("a\nb", NULL, NULL), "unknown");
}

int main(int count, char **words)
{
    (void)count;
    program_name = words[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(token_is_read_and_the_call_carries_no_bearer),
        cmocka_unit_test(every_call_carries_the_four_headers),
        cmocka_unit_test(ids_keep_all_their_digits),
        cmocka_unit_test(reads_share_one_connection),
        cmocka_unit_test(the_draft_survives_byte_for_byte),
        cmocka_unit_test(a_session_that_is_unknown_says_so),
        cmocka_unit_test(the_claim_token_becomes_a_link),
        cmocka_unit_test(nobody_there_is_unreachable),
        cmocka_unit_test(clients_that_cannot_work_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
