/* The server as a stranger meets it: tokens, other users, nonsense, too much. */
#include "engine_client.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bgmusic/base/count.h"

static int rig_setup(void **state)
{
    struct rig *rig = xcalloc(1, sizeof *rig);
    rig_init(rig);
    *state = rig;
    return 0;
}

static int rig_teardown(void **state)
{
    rig_release(*state);
    free(*state);
    return 0;
}

static void test_tokens(void **state)
{
    struct rig *rig = *state;
    char *first = token_for(rig, "one"), *again = token_for(rig, "one"), *other = token_for(rig, "two");
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    assert_memory_equal(first, "nmv_usr_", 8);
    expect_ask(rig, NULL, "POST", "/api/auth/anonymous-token", NULL, 400, 400);
    expect_ask(rig, NULL, "GET", "/api/credits/balance/simple", NULL, 401, 1001);
    expect_ask(rig, "nmv_usr_0000", "GET", "/api/credits/balance/simple", NULL, 401, 1001);
    expect_ask(rig, first, "GET", "/api/credits/balance/simple", NULL, 200, 0);
    free(first);
    free(again);
    free(other);
}

/* Every route but the token's wants a token. */
static void test_routes_want_a_token(void **state)
{
    static const char *const routes[][2] = {
        {"POST", "/api/auth/claim-token"},
        {"POST", "/api/tasks/me/with-session/nemo_agent"},
        {"POST", "/run_sse"},
        {"POST", "/api/upload-video/nemo_agent/me/1"},
        {"GET", "/api/state/nemo_agent/me/1/latest"},
        {"GET", "/api/credits/balance/simple"},
        {"POST", "/api/render/proxy/lambda"},
        {"GET", "/api/render/proxy/lambda/x"},
        {"POST", "/api/render/proxy/lambda/x/cancel"},
        {"GET", "/api/render/proxy/x/download"},
    };
    for (size_t i = 0; i < COUNT(routes); i++)
        expect_ask(*state, NULL, routes[i][0], routes[i][1], "{}", 401, 1001);
}

static void test_users_are_apart(void **state)
{
    struct rig *rig = *state;
    char *mine = token_for(rig, "mine"), *yours = token_for(rig, "yours"), *session = session_for(rig, mine);
    assert_int_equal(strlen(session), 19);
    assert_true(strtoull(session, NULL, 10) > (1ULL << 53));
    struct answer answer;
    char *path = xasprintf("/api/state/nemo_agent/me/%s/latest", session);
    expect_ask(rig, mine, "GET", path, NULL, 200, 0);
    expect_ask(rig, yours, "GET", path, NULL, 404, 1002);
    say(rig, yours, session, "add music", &answer);
    assert_int_equal(answer.http_status, 404);
    assert_int_equal(json_int(answer.json, "code", 0), 1002);
    answer_release(&answer);
    upload_by_url(rig, yours, session, "/etc/hostname", &answer);
    assert_int_equal(json_int(answer.json, "code", 0), 1002);
    answer_release(&answer);
    char *body = xasprintf("{\"id\":\"r1\",\"sessionId\":%s,\"draft\":{}}", session);
    expect_ask(rig, yours, "POST", "/api/render/proxy/lambda", body, 404, 1002);
    expect_ask(rig, mine, "POST", "/api/render/proxy/lambda", body, 400, 4000); /* nothing to export */
    free(body);
    free(path);
    free(mine);
    free(yours);
    free(session);
}

static void test_nonsense(void **state)
{
    struct rig *rig = *state;
    char *token = token_for(rig, "one"), *session = session_for(rig, token);
    expect_ask(rig, token, "GET", "/", NULL, 404, 404);
    expect_ask(rig, token, "GET", "/api/state/nemo_agent/me//latest", NULL, 404, 404);
    expect_ask(rig, token, "GET", "/api/render/proxy/../lambda/x/download", NULL, 404, 404);
    expect_ask(rig, token, "GET", "/run_sse", NULL, 405, 405);
    expect_ask(rig, token, "DELETE", "/api/credits/balance/simple", NULL, 405, 405);
    expect_ask(rig, token, "POST", "/run_sse", "", 400, 400);
    expect_ask(rig, token, "POST", "/run_sse", "{\"session_id\":", 400, 400);
    expect_ask(rig, token, "POST", "/run_sse", "[1]", 400, 400);
    expect_ask(rig, token, "POST", "/run_sse", "{}", 400, 400);
    expect_ask(rig, token, "POST", "/run_sse", "{\"session_id\":\"\xff\"}", 400, 400);
    expect_ask(rig, token, "POST", "/run_sse", "{\"session_id\":\"1 OR 1=1\"}", 404, 1002);
    expect_ask(rig, token, "GET", "/api/render/proxy/lambda/unknown", NULL, 404, 404);
    expect_ask(rig, token, "POST", "/api/render/proxy/lambda/unknown/cancel", NULL, 404, 404);
    expect_ask(rig, token, "GET", "/api/render/proxy/unknown/download", NULL, 404, 404);
    char *body = xasprintf("{\"session_id\":\"%s\",\"new_message\":{\"parts\":[]}}", session);
    expect_ask(rig, token, "POST", "/run_sse", body, 400, 400);
    free(body);
    struct answer answer;
    upload_by_url(rig, token, session, "relative.mp4", &answer);
    assert_int_equal(json_int(answer.json, "code", 0), 4001);
    answer_release(&answer);
    char *path = xasprintf("/api/upload-video/nemo_agent/me/%s", session);
    expect_ask(rig, token, "POST", path, "{\"urls\":[\"https://example.com/a.mp4\"]}", 415, 4001);
    expect_ask(rig, token, "POST", path, "{\"urls\":[\"file:///no/such/file.mp4\"]}", 415, 4001);
    expect_ask(rig, token, "POST", path, "{\"urls\":[\"file:///etc/hostname\"]}", 415, 4001);
    expect_ask(rig, token, "POST", path, "{\"urls\":[\"file:///dev/zero\"]}", 415, 4001);
    expect_ask(rig, token, "POST", path, "{\"urls\":[7]}", 400, 400);
    expect_ask(rig, token, "POST", path, "{\"urls\":[]}", 400, 400);
    free(path);
    free(token);
    free(session);
}

static void test_too_much(void **state)
{
    struct rig *rig = *state;
    char *token = token_for(rig, "one"), *session = session_for(rig, token);
    size_t size = (2 << 20) + 1000;
    char *body = xmalloc(size + 1);
    memset(body, ' ', size);
    body[size] = '\0';
    expect_ask(rig, token, "POST", "/run_sse", body, 413, 4002);
    /* Bytes are cheap, values are not: a list of a million zeros is refused before it is made. */
    for (size_t i = 0; i < size; i++)
        body[i] = i % 2 == 0 ? ',' : '0';
    memcpy(body, "{\"a\":[0", 7);
    memcpy(body + (2 << 20) - 1000, "]}", 3);
    expect_ask(rig, token, "POST", "/run_sse", body, 413, 4002);
    free(body);
    struct answer answer;
    char *text = xmalloc(100001);
    memset(text, 'a', 100000);
    text[100000] = '\0';
    say(rig, token, session, text, &answer);
    assert_int_equal(answer.http_status, 413);
    assert_non_null(strstr(json_text(answer.json, "message"), "16384 bytes"));
    answer_release(&answer);
    free(text);
    free(token);
    free(session);
}

/* A multipart upload with a name that wants out of the folder. */
static void test_upload_by_body(void **state)
{
    struct rig *rig = *state;
    char *token = token_for(rig, "one"), *session = session_for(rig, token), *clip = clip_make(rig, "c.mp4", 1);
    struct buf body, file;
    struct answer answer;
    char bearer[128], *path = xasprintf("/api/upload-video/nemo_agent/me/%s", session);
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", token);
    const char *headers[] = {bearer, "Content-Type: multipart/form-data; boundary=xyz", NULL};
    buf_init(&body, 64 << 20);
    buf_init(&file, 64 << 20);
    assert_int_equal(file_read(clip, &file, NULL), BGM_OK);
    buf_append_text(&body, "--xyz\r\nContent-Disposition: form-data; name=\"files\"; "
                           "filename=\"../../e\tvil.mp4\"\r\n\r\n");
    buf_append(&body, file.bytes, file.length);
    buf_append_text(&body, "\r\n--xyz--\r\n");
    ask_with(rig, "POST", path, headers, body.bytes, body.length, &answer);
    assert_int_equal(answer.http_status, 200);
    const struct json *first = json_first(json_path(answer.json, "data", "files", NULL));
    assert_string_equal(json_text(first, "filename"), "evil.mp4");
    assert_true(json_number(first, "duration", 0) > 0.9);
    answer_release(&answer);
    /* Cut off, empty, and no media at all. */
    ask_with(rig, "POST", path, headers, body.bytes, body.length - 8, &answer);
    assert_int_equal(answer.http_status, 400);
    answer_release(&answer);
    ask_with(rig, "POST", path, headers, "--xyz--\r\n", 9, &answer);
    assert_int_equal(answer.http_status, 400);
    answer_release(&answer);
    static const char text[] = "--xyz\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\n"
                               "just words\r\n--xyz--\r\n";
    ask_with(rig, "POST", path, headers, text, sizeof text - 1, &answer);
    assert_int_equal(json_int(answer.json, "code", 0), 4001);
    answer_release(&answer);
    /* Nothing of what was refused stays on the disk. */
    char *uploads = path_join(rig->folder, "uploads");
    const char *argv[] = {"ls", uploads, NULL};
    struct buf out;
    int exit_code;
    buf_init(&out, 4096);
    assert_int_equal(process_capture(argv, 5000, &out, NULL, &exit_code, NULL), BGM_OK);
    assert_int_equal(out.length, 33); /* one name of 32 digits, one line end */
    buf_release(&out);
    free(uploads);
    buf_release(&body);
    buf_release(&file);
    free(path);
    free(clip);
    free(token);
    free(session);
}

static void test_claim_link(void **state)
{
    struct rig *rig = *state;
    struct answer answer;
    char *token = token_for(rig, "one"), *session = session_for(rig, token);
    char *body = xasprintf("{\"task_id\":\"1\",\"session_id\":\"%s\"}", session);
    ask(rig, token, "POST", "/api/auth/claim-token", body, &answer);
    assert_int_equal(answer.http_status, 200);
    assert_memory_equal(json_text(json_get(answer.json, "data"), "claim_token"), "clm_", 4);
    answer_release(&answer);
    free(body);
    free(token);
    free(session);
}

/* Without a video, and with words that mean no edit: plain words, nothing changed. */
static void test_turn_without_effect(void **state)
{
    struct rig *rig = *state;
    struct answer answer;
    char *token = token_for(rig, "one"), *session = session_for(rig, token);
    say(rig, token, session, "add calm music", &answer);
    assert_non_null(strstr(answer.body.bytes, "no video in this session"));
    answer_release(&answer);
    say(rig, token, session, "hello there", &answer);
    assert_non_null(strstr(answer.body.bytes, "nothing was changed"));
    answer_release(&answer);
    say(rig, token, session, "你好", &answer);
    assert_non_null(strstr(answer.body.bytes, "没有改动"));
    answer_release(&answer);
    state_of(rig, token, session, &answer);
    assert_int_equal(json_count(json_path(answer.json, "data", "state", "draft", "t", NULL)), 0);
    answer_release(&answer);
    free(token);
    free(session);
}

/* Bytes that are no HTTP, and a connection that says nothing: the engine answers others and can stop. */
static void test_raw_bytes(void **state)
{
    struct rig *rig = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", engine_socket_path(rig->engine));
    int silent = socket(AF_UNIX, SOCK_STREAM, 0), loud = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(connect(silent, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(connect(loud, (struct sockaddr *)&address, sizeof address), 0);
    assert_true(file_write_all(loud, "\x00\xff garbage\r\n\r\n", 14));
    char *token = token_for(rig, "one");
    free(token);
    engine_stop(rig->engine);
    rig_start(rig);
    close(silent);
    close(loud);
}

static int silent_connection(const struct rig *rig)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", engine_socket_path(rig->engine));
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

/* A hundred connections with half a head: whoever sends a whole one is answered all the same. */
static void test_many_that_say_nothing(void **state)
{
    struct rig *rig = *state;
    int silent[100];
    for (size_t i = 0; i < COUNT(silent); i++) {
        silent[i] = silent_connection(rig);
        file_write_all(silent[i], "GET / HTTP/1.1\r\n", 16);
        if (i % 20 == 0 || i > 90)
            expect_ask(rig, NULL, "GET", "/api/credits/balance/simple", NULL, 401, 1001);
    }
    char *token = token_for(rig, "one");
    expect_ask(rig, token, "GET", "/api/credits/balance/simple", NULL, 200, 0);
    free(token);
    for (size_t i = 0; i < COUNT(silent); i++)
        close(silent[i]);
}

static void test_tcp(void **state)
{
    struct rig *rig = *state, tcp = {.folder = rig->folder};
    struct bgm_error err = BGM_ERROR_INIT;
    struct engine_options options = {.data_folder = rig->folder, .listen_tcp = true};
    /* A second engine on the same data, as another process would be. */
    assert_int_equal(engine_start(&options, &tcp.engine, &err), BGM_OK);
    assert_null(engine_socket_path(tcp.engine));
    assert_memory_equal(engine_url(tcp.engine), "http://127.0.0.1:", 17);
    char *token = token_for(&tcp, "one"), *same = token_for(rig, "one"), *session = session_for(rig, same);
    assert_string_equal(token, same);
    struct answer answer;
    upload_by_url(&tcp, token, session, "/etc/hostname", &answer);
    assert_non_null(strstr(answer.body.bytes, "file URLs are not accepted"));
    answer_release(&answer);
    const char *headers[] = {"Host: evil.example", "X-Client-Id: x", NULL};
    ask_with(&tcp, "POST", "/api/auth/anonymous-token", headers, NULL, 0, &answer);
    assert_int_equal(answer.http_status, 403);
    answer_release(&answer);
    engine_stop(tcp.engine);
    free(token);
    free(same);
    free(session);
}

int main(void)
{
#define WITH_RIG(test) cmocka_unit_test_setup_teardown(test, rig_setup, rig_teardown)
    const struct CMUnitTest tests[] = {
        WITH_RIG(test_tokens),
        WITH_RIG(test_routes_want_a_token),
        WITH_RIG(test_users_are_apart),
        WITH_RIG(test_nonsense),
        WITH_RIG(test_too_much),
        WITH_RIG(test_upload_by_body),
        WITH_RIG(test_claim_link),
        WITH_RIG(test_turn_without_effect),
        WITH_RIG(test_many_that_say_nothing),
        WITH_RIG(test_raw_bytes),
        WITH_RIG(test_tcp),
    };
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
