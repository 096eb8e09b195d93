/* Every call of the service, over the wire against the scripted service. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>

#include "bgmusic/api/api.h"
#include "bgmusic/api/api_auth.h"
#include "bgmusic/api/api_chat.h"
#include "bgmusic/api/api_credits.h"
#include "bgmusic/api/api_render.h"
#include "bgmusic/api/api_session.h"
#include "bgmusic/api/api_state.h"
#include "bgmusic/api/api_upload.h"
#include "support/scripted_service.h"

static const char *program_name;

struct fixture {
    struct scripted_service service;
    struct api_client client;
    struct bgm_error err;
    char session[32];
};

static void open_fixture(struct fixture *fixture, const char *script, const void *media, size_t bytes)
{
    *fixture = (struct fixture){0};
    scripted_start(&fixture->service, program_name, script, media, bytes);
    struct api_options options = {
        .base_url = fixture->service.url,
        .client_id = "11111111-2222-4333-8444-555555555555",
        .token = "nmv_usr_unit",
        .user_id = "anon_unit",
    };
    if (api_client_init(&fixture->client, &options, &fixture->err) != BGM_OK)
        fail_msg("%s", fixture->err.message);
}

static void close_fixture(struct fixture *fixture)
{
    api_client_release(&fixture->client);
    scripted_stop(&fixture->service);
}

static void new_session(struct fixture *fixture)
{
    struct api_session session;
    enum bgm_status status = api_session_new(&fixture->client, "project", "en", &session, &fixture->err);
    if (status != BGM_OK)
        fail_msg("%s", fixture->err.message);
    snprintf(fixture->session, sizeof fixture->session, "%s", session.session_id);
    api_session_release(&session);
}

static void expect(enum bgm_status status, const struct fixture *fixture)
{
    if (status != BGM_OK)
        fail_msg("%s", fixture->err.message);
}

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

struct heard {
    struct buf shown, turns;
    size_t calls, results;
};

static void on_event(void *context, const struct api_event *event)
{
    struct heard *heard = context;
    if (event->kind == API_EVENT_TEXT)
        buf_append_text(&heard->shown, event->text);
    if (event->kind == API_EVENT_TURN_TEXT)
        buf_appendf(&heard->turns, "[%s]", event->text);
    heard->calls += event->kind == API_EVENT_TOOL_CALL;
    heard->results += event->kind == API_EVENT_TOOL_RESULT;
}

static void heard_init(struct heard *heard)
{
    *heard = (struct heard){0};
    buf_init(&heard->shown, 1 << 20);
    buf_init(&heard->turns, 1 << 20);
}

static void heard_release(struct heard *heard)
{
    buf_release(&heard->shown);
    buf_release(&heard->turns);
}

static void a_message_is_answered_and_each_word_shown_once(void **state)
{
    (void)state;
    struct fixture f;
    struct heard heard;
    struct api_chat_result reply;
    heard_init(&heard);
    struct api_chat_listener listener = {.context = &heard, .on_event = on_event};
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    expect(api_chat(&f.client, f.session, "add \"calm\" music", &listener, NULL, &reply, &f.err), &f);
    assert_string_equal(heard.shown.bytes, "Adding calm music.Background music was added.");
    assert_string_equal(heard.turns.bytes, "[Adding calm music.][Background music was added.]");
    assert_int_equal(heard.calls, 1);
    assert_int_equal(heard.results, 1);
    assert_int_equal(reply.turn_count, 2);
    assert_true(reply.ended && reply.started && !reply.failed);
    api_chat_result_release(&reply);
    heard_release(&heard);
    close_fixture(&f);
}

/* What a stream's end means: one row a script. */
struct chat_case {
    const char *script;
    enum bgm_status status;
    enum http_verdict verdict;
    bool started, ended;
    const char *turns; /* joined by '|' */
    int service_code;
};

#define STREAM(pieces, rest)                                                                       \
    "{\"rules\":[{\"path\":\"/run_sse\",\"type\":\"text/event-stream\",\"pieces\":[" pieces "]" rest "}]}"
#define TEXT_A "{\"text\":\"data: {\\\"text\\\":\\\"A\\\"}\\n\\n\"}"

static const struct chat_case chat_cases[] = {
    {STREAM(TEXT_A, ""), BGM_OK, HTTP_DONE, true, true, "A", 0},
    /* No text at all is no failure. */
    {STREAM("{\"text\":\": alive\\n\\n\"}", ""), BGM_OK, HTTP_DONE, true, true, "", 0},
    {STREAM("{\"text\":\"\"}", ""), BGM_OK, HTTP_DONE, true, true, "", 0},
    /* A last event without its blank line counts when it is whole JSON, and only then. */
    {STREAM(TEXT_A ",{\"text\":\"data: {\\\"text\\\":\\\"B\\\"}\"}", ""), BGM_OK, HTTP_DONE, true, true, "A|B", 0},
    {STREAM(TEXT_A ",{\"text\":\"data: {\\\"text\\\":\\\"B\"}", ""), BGM_OK, HTTP_DONE, true, true, "A", 0},
    /* The connection dies: what came stays, the state must be looked up. */
    {STREAM(TEXT_A ",{\"text\":\"data: 2345678901234567890\"}", ",\"cut_after\":25"), BGM_NETWORK, HTTP_CUT_OFF,
     true, false, "A", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"close\":true}]}", BGM_NETWORK, HTTP_CUT_OFF, true, false, "", 0},
    /* Failures inside the stream. */
    {STREAM("{\"text\":\"data: {\\\"error\\\":\\\"it said \\\"no\\\" again\\\"}\\n\\n\"}", ""), BGM_SERVICE, HTTP_DONE,
     true, true, "", 0},
    {STREAM("{\"text\":\"data: {\\\"errorCode\\\":\\\"429\\\",\\\"errorMessage\\\":\\\"slow\\\"}\\n\\n\"}", ""),
     BGM_RATE_LIMITED, HTTP_DONE, true, true, "", 0},
    /* Refusals before any work. */
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":401,\"json\":{\"code\":1001,\"message\":\"expired\"}}]}", BGM_AUTH,
     HTTP_REAUTHENTICATE, false, false, "", 1001},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":200,\"json\":{\"code\":1010,\"message\":\"expired\"}}]}", BGM_AUTH,
     HTTP_DONE, false, false, "", 1010},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":429,\"headers\":{\"Retry-After\":\"7\"},\"body\":\"\"}]}",
     BGM_RATE_LIMITED, HTTP_RETRY_LATER, false, false, "", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"json\":{\"code\":2001,\"message\":\"no credits\"}}]}", BGM_OUT_OF_CREDITS,
     HTTP_DONE, false, false, "", 2001},
    /* 5xx and a web page: nobody knows whether work began. */
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":503,\"body\":\"<html>down</html>\"}]}", BGM_SERVICE,
     HTTP_RETRY_LATER, true, false, "", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"body\":\"<html>sign in</html>\"}]}", BGM_SERVICE, HTTP_DONE, true, false,
     "", 0},
};

static void the_end_of_a_stream_is_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chat_cases / sizeof *chat_cases; i++) {
        const struct chat_case *row = &chat_cases[i];
        struct fixture f;
        struct api_chat_result reply;
        struct buf turns;
        buf_init(&turns, 1 << 16);
        open_fixture(&f, row->script, NULL, 0);
        new_session(&f);
        enum bgm_status status = api_chat(&f.client, f.session, "hi", NULL, NULL, &reply, &f.err);
        for (size_t k = 0; k < reply.turn_count; k++)
            buf_appendf(&turns, "%s%s", k > 0 ? "|" : "", reply.turns[k]);
        if (status != row->status || f.client.last.verdict != row->verdict ||
            reply.started != row->started || reply.ended != row->ended ||
            strcmp(turns.bytes, row->turns) != 0 || f.client.last.service_code != row->service_code)
            fail_msg("row %zu: %s, %s, started %d, ended %d, \"%s\", code %d: %s", i, bgm_status_name(status),
                     http_verdict_name(f.client.last.verdict), reply.started, reply.ended, turns.bytes,
                     f.client.last.service_code, f.err.message);
        if (row->status == BGM_RATE_LIMITED && row->verdict == HTTP_RETRY_LATER)
            assert_int_equal(f.client.last.retry_after_ms, 7000);
        api_chat_result_release(&reply);
        buf_release(&turns);
        close_fixture(&f);
    }
}

static size_t count_of(const char *text, const char *needle)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, needle)) != NULL; at++)
        count++;
    return count;
}

/* libcurl repeats a request on a kept connection that died: for a message that would be an edit paid twice. */
static void a_message_is_sent_once_even_when_the_connection_dies(void **state)
{
    (void)state;
    struct fixture f;
    struct api_chat_result reply;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, "{\"rules\":[{\"path\":\"/run_sse\",\"close\":true}]}", NULL, 0);
    new_session(&f);
    assert_int_equal(api_chat(&f.client, f.session, "once", NULL, NULL, &reply, &f.err), BGM_NETWORK);
    assert_true(f.client.last.anything_sent);
    api_chat_result_release(&reply);
    scripted_requests(&f.service, &lines);
    assert_int_equal(count_of(lines.bytes, "\"/run_sse\""), 1);
    buf_release(&lines);
    close_fixture(&f);
}

static void a_silent_stream_is_given_up_with_notices_before(void **state)
{
    (void)state;
    struct fixture f;
    struct api_chat_result reply;
    open_fixture(&f, STREAM("{\"text\":\"data: heartbeat\\n\\n\",\"pause_ms\":20}", ",\"repeat_last\":true"), NULL, 0);
    new_session(&f);
    struct api_chat_limits quiet = {.notice_ms = 100, .quiet_ms = 350, .total_ms = 5000};
    assert_int_equal(api_chat(&f.client, f.session, "x", NULL, &quiet, &reply, &f.err), BGM_TIMED_OUT);
    assert_int_equal(f.client.last.verdict, HTTP_TIMED_OUT);
    assert_true(reply.started && !reply.ended);
    api_chat_result_release(&reply);
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
    expect(api_render_submit(&f.client, f.session, id, read.draft, &render, &f.err), &f);
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

static int temporary_file(const struct fixture *f, const char *name, char **path)
{
    *path = path_join(f->service.folder, name);
    return open(*path, O_RDWR | O_CREAT | O_TRUNC, 0600);
}

static void files_are_streamed_under_a_fitting_name(void **state)
{
    (void)state;
    struct fixture f;
    struct api_upload_result result;
    struct buf lines;
    char *path, *text_path;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    int fd = temporary_file(&f, "holiday \"clip\".txt", &path);
    assert_true(file_write_all(fd, "\0\0\0\x18" "ftypisom\0\0\2\0", 16));
    assert_int_equal(ftruncate(fd, 3 * 1024 * 1024), 0);
    close(fd);
    const char *paths[] = {path};
    expect(api_upload_files(&f.client, f.session, paths, 1, NULL, &result, &f.err), &f);
    assert_int_equal(result.count, 1);
    assert_string_equal(result.files[0].filename, "clip.mp4");
    assert_int_equal(result.files[0].width, 1920);
    assert_true(result.state_applied);
    api_upload_result_release(&result);
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "name=\\\"files\\\""));
    assert_non_null(strstr(lines.bytes, "holiday %22clip%22.mp4"));
    assert_non_null(strstr(lines.bytes, "Content-Type: video/mp4"));

    fd = temporary_file(&f, "lie.mp4", &text_path);
    assert_true(file_write_all(fd, "this is text\n", 13));
    close(fd);
    const char *lies[] = {text_path};
    assert_int_equal(api_upload_files(&f.client, f.session, lies, 1, NULL, &result, &f.err), BGM_UNSUPPORTED);
    assert_false(f.client.last.anything_sent && strcmp(f.client.last.call, "upload") != 0);
    scripted_requests(&f.service, &lines);
    assert_int_equal(count_of(lines.bytes, "/api/upload-video/"), 1);
    free(path);
    free(text_path);
    buf_release(&lines);
    close_fixture(&f);
}

static void urls_are_uploaded_and_files_of_this_machine_are_not(void **state)
{
    (void)state;
    struct fixture f;
    struct api_upload_result result;
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    const char *good[] = {"https://media.example/a.mp4?sig=1", "https://media.example/b.mp4"};
    expect(api_upload_urls(&f.client, f.session, good, 2, &result, &f.err), &f);
    assert_int_equal(result.count, 2);
    api_upload_result_release(&result);
    static const char *const bad[] = {"file:///etc/passwd", "http://media.example/a.mp4", "ftp://x/y", "clip.mp4"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(api_upload_urls(&f.client, f.session, &bad[i], 1, &result, &f.err), BGM_INPUT);
    close_fixture(&f);
}

static void a_render_is_polled_and_downloaded(void **state)
{
    (void)state;
    static char media[200000];
    struct fixture f;
    struct api_render render = {0};
    char *path;
    for (size_t i = 0; i < sizeof media; i++)
        media[i] = (char)(i * 7 + i / 251);
    open_fixture(&f, NULL, media, sizeof media);
    new_session(&f);
    struct json_span draft = {"{\"t\":[]}", 8};
    expect(api_render_submit(&f.client, f.session, "render_1", draft, &render, &f.err), &f);
    expect(api_render_status(&f.client, "render_1", 30, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_PROCESSING);
    assert_int_equal(render.progress, 50);
    expect(api_render_status(&f.client, "render_1", 0, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_COMPLETED);
    assert_non_null(render.url);

    int fd = temporary_file(&f, "out.mp4", &path);
    struct api_download download = {.fd = fd};
    expect(api_download(&f.client, render.url, &download, &f.err), &f);
    assert_int_equal(download.received_bytes, sizeof media);
    assert_int_equal(download.total_bytes, sizeof media);
    assert_true(download.resumable);
    assert_string_equal(download.validator, "\"scripted-1\"");
    /* From the middle, as after a cut; the head is there already. */
    assert_int_equal(ftruncate(fd, 5000), 0);
    assert_int_equal(lseek(fd, 5000, SEEK_SET), 5000);
    download = (struct api_download){.fd = fd, .from = 5000, .if_range = "\"scripted-1\""};
    expect(api_render_download(&f.client, "render_1", &download, &f.err), &f);
    assert_int_equal(download.received_bytes, sizeof media - 5000);
    static char back[sizeof media + 1];
    assert_int_equal(pread(fd, back, sizeof back, 0), sizeof media);
    assert_memory_equal(back, media, sizeof media);
    close(fd);

    expect(api_render_cancel(&f.client, "render_1", &f.err), &f);
    expect(api_render_status(&f.client, "render_1", 0, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_FAILED);
    assert_int_equal(api_render_status(&f.client, "render_2", 0, &render, &f.err), BGM_NOT_FOUND);
    api_render_release(&render);
    free(path);
    close_fixture(&f);
}

static void downloads_that_lie_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum bgm_status status;
        enum http_verdict verdict;
    } rows[] = {
        {"\"cut_after\":1000", BGM_NETWORK, HTTP_CUT_OFF},
        {"\"type\":\"text/html\",\"body\":\"<html>expired</html>\"", BGM_SERVICE, HTTP_DONE},
        {"\"status\":403,\"body\":\"denied\"", BGM_PLAN_BLOCKED, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"http://192.0.2.1/x\"},\"body\":\"\"", BGM_SERVICE, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"file:///etc/passwd\"},\"body\":\"\"", BGM_SERVICE, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"/media/round\"},\"body\":\"\"", BGM_SERVICE, HTTP_BROKEN},
        {"\"body\":\"\"", BGM_SERVICE, HTTP_DONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        char *path;
        char *script = xasprintf("{\"rules\":[{\"path\":\"/media/*\",%s}]}", rows[i].rule);
        static const char media[5000] = {1};
        open_fixture(&f, script, media, sizeof media);
        char *url = xasprintf("%s/media/x.mp4", f.service.url);
        int fd = temporary_file(&f, "out.mp4", &path);
        struct api_download download = {.fd = fd};
        enum bgm_status status = api_download(&f.client, url, &download, &f.err);
        if (status != rows[i].status || f.client.last.verdict != rows[i].verdict)
            fail_msg("row %zu: %s, %s: %s", i, bgm_status_name(status),
                     http_verdict_name(f.client.last.verdict), f.err.message);
        if (rows[i].verdict == HTTP_CUT_OFF)
            assert_int_equal(download.received_bytes, 1000);
        else
            assert_int_equal(lseek(fd, 0, SEEK_END), 0);
        close(fd);
        free(path);
        free(url);
        free(script);
        close_fixture(&f);
    }
}

/* Two services are two origins: the second must not see the token, nor the other private headers. */
static void the_token_stays_with_its_origin(void **state)
{
    (void)state;
    static const char media[3000] = {2};
    struct fixture f;
    struct scripted_service other;
    struct buf lines;
    char *path;
    buf_init(&lines, 1 << 20);
    scripted_start(&other, program_name, NULL, media, sizeof media);
    char *script = xasprintf("{\"rules\":[{\"path\":\"/api/render/proxy/r1/download\",\"status\":302,"
                             "\"headers\":{\"Location\":\"%s/media/a.mp4\"},\"body\":\"\"}]}", other.url);
    open_fixture(&f, script, NULL, 0);
    int fd = temporary_file(&f, "out.mp4", &path);
    struct api_download download = {.fd = fd};
    expect(api_render_download(&f.client, "r1", &download, &f.err), &f);
    char *direct = xasprintf("%s/media/b.mp4", other.url);
    download = (struct api_download){.fd = fd};
    expect(api_download(&f.client, direct, &download, &f.err), &f);
    scripted_requests(&other, &lines);
    assert_int_equal(count_of(lines.bytes, "/media/"), 2);
    assert_null(strstr(lines.bytes, "Authorization"));
    assert_null(strstr(lines.bytes, "nmv_usr_unit"));
    assert_null(strstr(lines.bytes, "X-Skill"));
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "Bearer nmv_usr_unit"));
    close(fd);
    free(direct);
    free(path);
    free(script);
    buf_release(&lines);
    close_fixture(&f);
    scripted_stop(&other);
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
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
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
        cmocka_unit_test(a_message_is_answered_and_each_word_shown_once),
        cmocka_unit_test(the_end_of_a_stream_is_understood),
        cmocka_unit_test(a_message_is_sent_once_even_when_the_connection_dies),
        cmocka_unit_test(a_silent_stream_is_given_up_with_notices_before),
        cmocka_unit_test(the_draft_survives_byte_for_byte),
        cmocka_unit_test(a_session_that_is_unknown_says_so),
        cmocka_unit_test(files_are_streamed_under_a_fitting_name),
        cmocka_unit_test(urls_are_uploaded_and_files_of_this_machine_are_not),
        cmocka_unit_test(a_render_is_polled_and_downloaded),
        cmocka_unit_test(downloads_that_lie_are_refused),
        cmocka_unit_test(the_token_stays_with_its_origin),
        cmocka_unit_test(the_claim_token_becomes_a_link),
        cmocka_unit_test(nobody_there_is_unreachable),
        cmocka_unit_test(clients_that_cannot_work_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
