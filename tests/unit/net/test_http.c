/* HTTP against the scripted service: verdicts, limits, redirects, reuse, interruption. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <arpa/inet.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/net/http.h"
#include "support/scripted_service.h"

static const char *program_name;

struct fixture {
    struct scripted_service service;
    struct http_client client;
    struct http_response response;
    struct bgm_error err;
};

static void open_fixture(struct fixture *f, const char *script)
{
    *f = (struct fixture){0};
    scripted_start(&f->service, program_name, script, NULL, 0);
    assert_int_equal(http_client_init(&f->client, &(struct http_client_options){0}, &f->err), BGM_OK);
    http_response_init(&f->response);
}

static void close_fixture(struct fixture *f)
{
    http_response_release(&f->response);
    http_client_release(&f->client);
    http_client_release(&f->client);
    scripted_stop(&f->service);
}

static enum bgm_status get(struct fixture *f, struct http_request *request, const char *path)
{
    char *url = xasprintf("%s%s", f->service.url, path);
    request->url = url;
    enum bgm_status status = http_perform(&f->client, request, &f->response, &f->err);
    free(url);
    return status;
}

static void every_status_has_its_verdict(void **state)
{
    (void)state;
    static const struct {
        int http;
        enum http_verdict verdict;
        enum bgm_status status;
    } rows[] = {
        {200, HTTP_DONE, BGM_OK},
        {201, HTTP_DONE, BGM_OK},
        {204, HTTP_DONE, BGM_OK},
        {400, HTTP_REFUSED, BGM_SERVICE},
        {401, HTTP_REAUTHENTICATE, BGM_AUTH},
        {403, HTTP_REFUSED, BGM_SERVICE},
        {404, HTTP_GONE, BGM_NOT_FOUND},
        {410, HTTP_GONE, BGM_NOT_FOUND},
        {408, HTTP_RETRY_LATER, BGM_SERVICE},
        {413, HTTP_TOO_LARGE, BGM_TOO_LARGE},
        {429, HTTP_RETRY_LATER, BGM_RATE_LIMITED},
        {500, HTTP_RETRY_LATER, BGM_SERVICE},
        {503, HTTP_RETRY_LATER, BGM_SERVICE},
        {304, HTTP_REFUSED, BGM_SERVICE},
    };
    struct buf script;
    struct fixture f;
    buf_init(&script, 1 << 16);
    buf_append_text(&script, "{\"rules\":[");
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_appendf(&script, "%s{\"path\":\"/%d\",\"status\":%d,\"body\":\"%s\"}", i > 0 ? "," : "", rows[i].http,
                    rows[i].http, rows[i].http == 204 || rows[i].http == 304 ? "" : "x");
    buf_append_text(&script, "]}");
    open_fixture(&f, script.bytes);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct http_request request = HTTP_REQUEST_INIT;
        char path[16];
        snprintf(path, sizeof path, "/%d", rows[i].http);
        enum bgm_status status = get(&f, &request, path);
        if (status != rows[i].status || f.response.verdict != rows[i].verdict || f.response.status != rows[i].http)
            fail_msg("HTTP %d: %s, %s", rows[i].http, bgm_status_name(status), http_verdict_name(f.response.verdict));
        if (status != BGM_OK)
            assert_int_equal(f.err.http_status, rows[i].http);
    }
    buf_release(&script);
    close_fixture(&f);
}

static void headers_of_interest_are_read(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request request = HTTP_REQUEST_INIT;
    open_fixture(&f, "{\"rules\":[{\"path\":\"/a\",\"status\":200,\"type\":\"Text/Plain; "
                     "charset=utf-8\",\"body\":\"hello\",\"headers\":{"
                     "\"Retry-After\":\"12\",\"Preference-Applied\":\"respond-async, wait=30\",\"ETag\":\"\\\"e\\\"\","
                     "\"Last-Modified\":\"Sun, 06 Nov 1994 08:49:37 GMT\",\"Accept-Ranges\":\"bytes\","
                     "\"Content-Range\":\"bytes 5-9/10\"}}]}");
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_string_equal(f.response.body.bytes, "hello");
    assert_string_equal(f.response.content_type, "text/plain");
    assert_int_equal(f.response.retry_after_ms, 12000);
    assert_true(f.response.preference_wait);
    assert_string_equal(f.response.etag, "\"e\"");
    assert_string_equal(f.response.last_modified, "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_true(f.response.accepts_ranges);
    assert_int_equal(f.response.range_first, 5);
    assert_int_equal(f.response.range_total, 10);
    assert_int_equal(f.response.content_length, 5);
    assert_string_equal(f.response.origin, f.service.url);
    close_fixture(&f);
}

static void retry_after_is_seconds_or_a_date(void **state)
{
    (void)state;
    char soon[40];
    time_t in_a_minute = time(NULL) + 60;
    struct tm parts;
    strftime(soon, sizeof soon, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&in_a_minute, &parts));
    const struct {
        const char *value;
        int64_t least_ms, most_ms;
    } rows[] = {
        {"0", 0, 0},
        {"120", 120000, 120000},
        {soon, 30000, 60000},
        {"Sun, 06 Nov 1994 08:49:00 GMT", 0, 0},
        {"99999999999999", 3600 * 1000, INT64_C(366) * 86400 * 1000}, /* newer libraries believe six hours at most */
        {"-5", -1, -1},
        {"soon", -1, -1},
        {"Sun, 06 Xxx 1994 08:49:37 GMT", -1, -1},
    };
    struct buf script;
    buf_init(&script, 1 << 16);
    buf_append_text(&script, "{\"rules\":[");
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_appendf(&script, "{\"path\":\"/%zu\",\"status\":429,\"headers\":{\"Retry-After\":\"%s\"}},", i,
                    rows[i].value);
    buf_append_text(&script, "{\"path\":\"/none\",\"status\":429}]}");
    struct fixture f;
    open_fixture(&f, script.bytes);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct http_request request = HTTP_REQUEST_INIT;
        char path[16];
        snprintf(path, sizeof path, "/%zu", i);
        assert_int_equal(get(&f, &request, path), BGM_RATE_LIMITED);
        if (f.response.retry_after_ms < rows[i].least_ms || f.response.retry_after_ms > rows[i].most_ms)
            fail_msg("%s: %lld ms", rows[i].value, (long long)f.response.retry_after_ms);
    }
    struct http_request request = HTTP_REQUEST_INIT;
    assert_int_equal(get(&f, &request, "/none"), BGM_RATE_LIMITED);
    assert_int_equal(f.response.retry_after_ms, -1);
    close_fixture(&f);
    buf_release(&script);
}

static void only_safe_urls_are_spoken_to(void **state)
{
    (void)state;
    static const char *const urls[] = {"http://192.0.2.1/",      "ftp://127.0.0.1/",    "file:///etc/passwd",
                                       "https://a:b@127.0.0.1/", "gopher://127.0.0.1/", "nonsense"};
    struct fixture f;
    open_fixture(&f, NULL);
    for (size_t i = 0; i < COUNT(urls); i++) {
        struct http_request request = HTTP_REQUEST_INIT;
        request.url = urls[i];
        assert_int_equal(http_perform(&f.client, &request, &f.response, &f.err), BGM_SERVICE);
        assert_int_equal(f.response.verdict, HTTP_REFUSED);
        assert_false(f.response.anything_sent);
    }
    close_fixture(&f);
}

static void redirects_have_rules(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request read = HTTP_REQUEST_INIT, message = HTTP_REQUEST_INIT;
    open_fixture(
        &f, "{\"rules\":[{\"path\":\"/a\",\"status\":302,\"headers\":{\"Location\":\"/b\"},\"body\":\"\"},"
            "{\"path\":\"/b\",\"status\":200,\"body\":\"there\"},"
            "{\"path\":\"/kept\",\"status\":307,\"headers\":{\"Location\":\"/b\"},\"body\":\"\"},"
            "{\"path\":\"/loop\",\"status\":301,\"headers\":{\"Location\":\"/loop\"},\"body\":\"\"},"
            "{\"path\":\"/away\",\"status\":302,\"headers\":{\"Location\":\"http://192.0.2.7/\"},\"body\":\"\"}]}");
    assert_int_equal(get(&f, &read, "/a"), BGM_OK);
    assert_string_equal(f.response.body.bytes, "there");
    assert_int_equal(get(&f, &read, "/loop"), BGM_SERVICE);
    assert_int_equal(f.response.verdict, HTTP_BROKEN);
    assert_int_equal(get(&f, &read, "/away"), BGM_SERVICE);
    assert_int_equal(f.response.verdict, HTTP_REFUSED);
    message.method = "POST";
    message.body = "x";
    message.body_length = 1;
    assert_int_equal(get(&f, &message, "/kept"), BGM_OK);
    assert_int_equal(get(&f, &message, "/a"), BGM_SERVICE);
    close_fixture(&f);
}

static void bodies_have_ceilings(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request request = HTTP_REQUEST_INIT;
    struct buf script;
    buf_init(&script, 1 << 20);
    buf_append_text(&script,
                    "{\"rules\":[{\"path\":\"/big\",\"status\":200,\"type\":\"text/plain\",\"pieces\":[{\"text\":\"");
    for (int i = 0; i < 1000; i++)
        buf_append_text(&script, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    buf_append_text(&script, "\"}],\"repeat_last\":true}]}");
    open_fixture(&f, script.bytes);
    request.body_ceiling = 5 * 1024 * 1024;
    assert_int_equal(get(&f, &request, "/big"), BGM_SERVICE);
    assert_int_equal(f.response.verdict, HTTP_TOO_LARGE);
    assert_int_equal(f.response.status, 200);
    assert_true(f.response.body.length <= request.body_ceiling);
    close_fixture(&f);
    buf_release(&script);
}

static void connections_are_shared_unless_asked_otherwise(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request request = HTTP_REQUEST_INIT;
    open_fixture(&f, "{\"rules\":[{\"path\":\"/a\",\"status\":200,\"body\":\"x\"}]}");
    for (int i = 0; i < 10; i++)
        assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_int_equal(f.client.connections_made, 1);
    request.send_once = true;
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_int_equal(f.client.connections_made, 2);
    close_fixture(&f);
}

static void clients_of_one_pool_share_connections(void **state)
{
    (void)state;
    struct fixture f;
    struct http_client other;
    struct http_request request = HTTP_REQUEST_INIT;
    open_fixture(&f, "{\"rules\":[{\"path\":\"/a\",\"status\":200,\"body\":\"x\"}]}");
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    http_client_share(&other, &f.client);
    struct http_client first = f.client;
    f.client = other;
    for (int i = 0; i < 3; i++)
        assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_int_equal(f.client.connections_made, 0);
    other = f.client;
    f.client = first;
    assert_int_equal(f.client.connections_made, 1);
    /* The pool lives as long as one of them does. */
    http_client_release(&other);
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_int_equal(f.client.connections_made, 1);
    close_fixture(&f);
}

static bool yes(void *context)
{
    ++*(int *)context;
    return true;
}

static bool never(void *context)
{
    ++*(int *)context;
    return false;
}

/* Who notes that a message will have been sent must be asked before a byte of it is, and may say no. */
static void the_last_moment_before_a_body_is_told(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request request = HTTP_REQUEST_INIT;
    struct buf lines;
    int asked = 0;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, "{\"rules\":[{\"path\":\"/a\",\"status\":200,\"body\":\"x\"}]}");
    request.method = "POST";
    request.body = "{\"costs\":1}";
    request.body_length = strlen(request.body);
    request.send_once = true;
    request.context = &asked;
    request.on_send = never;
    assert_int_equal(get(&f, &request, "/a"), BGM_TIMED_OUT);
    assert_int_equal(asked, 1);
    scripted_requests(&f.service, &lines);
    assert_null(strstr(lines.bytes, "costs"));
    request.on_send = yes;
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    assert_int_equal(asked, 2);
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "costs"));
    close_fixture(&f);
    buf_release(&lines);
}

static void time_limits_hold(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, "{\"rules\":[{\"path\":\"/slow\",\"status\":200,\"delay_ms\":60000},{\"path\":\"/"
                     "drip\",\"status\":200,\"pieces\":["
                     "{\"text\":\".\",\"pause_ms\":20}],\"repeat_last\":true}]}");
    struct http_request request = HTTP_REQUEST_INIT;
    int64_t start = clock_real_ms();
    request.idle_timeout_ms = 300;
    assert_int_equal(get(&f, &request, "/slow"), BGM_TIMED_OUT);
    assert_int_equal(f.response.verdict, HTTP_TIMED_OUT);
    assert_true(f.response.anything_sent);
    /* Bytes that go on dripping are no silence: the total counts. */
    request.idle_timeout_ms = 20000;
    request.total_timeout_ms = 1000;
    assert_int_equal(get(&f, &request, "/drip"), BGM_TIMED_OUT);
    assert_true(f.response.body.length > 2);
    int ticks = 0;
    request = (struct http_request)HTTP_REQUEST_INIT;
    request.on_tick = never;
    request.context = &ticks;
    assert_int_equal(get(&f, &request, "/slow"), BGM_TIMED_OUT);
    assert_int_equal(ticks, 1);
    assert_true(clock_real_ms() - start < 30000);
    close_fixture(&f);
}

static bool interrupt_now(void *context)
{
    (void)context;
    raise(SIGTERM);
    return true;
}

static void a_signal_ends_a_request(void **state)
{
    (void)state;
    struct fixture f;
    interrupt_install();
    open_fixture(&f, "{\"rules\":[{\"path\":\"/slow\",\"status\":200,\"delay_ms\":60000}]}");
    struct http_request request = HTTP_REQUEST_INIT;
    request.on_tick = interrupt_now;
    int64_t start = clock_real_ms();
    assert_int_equal(get(&f, &request, "/slow"), BGM_INTERRUPTED);
    assert_int_equal(f.response.verdict, HTTP_INTERRUPTED);
    assert_true(clock_real_ms() - start < 30000);
    interrupt_clear();
    close_fixture(&f);
}

/* A server of one connection that says `answer` as it stands. */
static void *say_once(void *context)
{
    const char *const *answer = context;
    int listener = atoi(answer[1]);
    int fd = accept(listener, NULL, NULL);
    char request[4096];
    if (recv(fd, request, sizeof request, 0) > 0)
        file_write_all(fd, answer[0], strlen(answer[0]));
    shutdown(fd, SHUT_WR);
    while (recv(fd, request, sizeof request, 0) > 0) {
    }
    close(fd);
    return NULL;
}

static void answers_that_are_not_http_are_broken_or_cut(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        enum http_verdict verdict;
    } rows[] = {
        {"SSH-2.0-OpenSSH_9.2\r\n", HTTP_BROKEN},
        {"", HTTP_CUT_OFF},
        {"HTTP/1.1 200 OK\r\nContent-Len", HTTP_CUT_OFF},
        {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", HTTP_CUT_OFF},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!", HTTP_BROKEN},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", HTTP_CUT_OFF},
        {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", HTTP_DONE},
        {"HTTP/1.1 100 Continue\r\nETag: no\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", HTTP_DONE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct http_client client;
        struct http_response response;
        struct bgm_error err = BGM_ERROR_INIT;
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t size = sizeof address;
        int listener = socket(AF_INET, SOCK_STREAM, 0);
        assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
        assert_int_equal(listen(listener, 1), 0);
        assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
        char number[16], url[64];
        snprintf(number, sizeof number, "%d", listener);
        snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
        const char *context[] = {rows[i].answer, number};
        pthread_t thread;
        pthread_create(&thread, NULL, say_once, context);
        http_client_init(&client, &(struct http_client_options){0}, &err);
        http_response_init(&response);
        struct http_request request = HTTP_REQUEST_INIT;
        request.url = url;
        request.send_once = true;
        http_perform(&client, &request, &response, &err);
        if (response.verdict != rows[i].verdict)
            fail_msg("row %zu: %s: %s", i, http_verdict_name(response.verdict), err.message);
        assert_true(response.anything_sent);
        assert_string_equal(response.etag, "");
        http_response_release(&response);
        http_client_release(&client);
        pthread_join(thread, NULL);
        close(listener);
    }
}

/* The embedded engine's way: a socket in a private folder, for its own origin alone. */
static void a_unix_socket_serves_its_origin(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct http_client client;
    struct http_response response;
    struct bgm_error err = BGM_ERROR_INIT;
    char *folder, number[16];
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *path = path_join(folder, "socket");
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 1), 0);
    snprintf(number, sizeof number, "%d", listener);
    const char *context[] = {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsocket", number};
    pthread_t thread;
    pthread_create(&thread, NULL, say_once, context);
    assert_int_equal(http_client_init(&client, &(struct http_client_options){.unix_socket_path = path}, &err), BGM_OK);
    http_response_init(&response);
    struct http_request request = HTTP_REQUEST_INIT;
    request.url = "http://localhost/x";
    assert_int_equal(http_perform(&client, &request, &response, &err), BGM_OK);
    assert_string_equal(response.body.bytes, "socket");
    /* Another origin does not go through it: nobody listens on this port. */
    request.url = "http://127.0.0.1:1/x";
    assert_int_equal(http_perform(&client, &request, &response, &err), BGM_NETWORK);
    assert_int_equal(response.verdict, HTTP_UNREACHABLE);
    assert_false(response.anything_sent);
    http_response_release(&response);
    http_client_release(&client);
    pthread_join(thread, NULL);
    close(listener);
    file_remove_folder(folder, 1);
    free(folder);
    free(path);
}

static void proxies_are_not_for_loopback_and_dead_ones_are_unreachable(void **state)
{
    (void)state;
    struct fixture f;
    struct http_request request = HTTP_REQUEST_INIT;
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    setenv("https_proxy", "http://127.0.0.1:1", 1);
    open_fixture(&f, "{\"rules\":[{\"path\":\"/a\",\"status\":200,\"body\":\"x\"}]}");
    assert_int_equal(get(&f, &request, "/a"), BGM_OK);
    request.url = "https://nowhere.example/";
    assert_int_equal(http_perform(&f.client, &request, &f.response, &f.err), BGM_NETWORK);
    assert_int_equal(f.response.verdict, HTTP_UNREACHABLE);
    assert_false(f.response.anything_sent);
    assert_non_null(strstr(f.err.message, "nowhere.example"));
    close_fixture(&f);
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
    unsetenv("https_proxy");
}

int main(int count, char **words)
{
    (void)count;
    program_name = words[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_verdict),
        cmocka_unit_test(headers_of_interest_are_read),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
        cmocka_unit_test(only_safe_urls_are_spoken_to),
        cmocka_unit_test(redirects_have_rules),
        cmocka_unit_test(bodies_have_ceilings),
        cmocka_unit_test(connections_are_shared_unless_asked_otherwise),
        cmocka_unit_test(clients_of_one_pool_share_connections),
        cmocka_unit_test(the_last_moment_before_a_body_is_told),
        cmocka_unit_test(time_limits_hold),
        cmocka_unit_test(a_signal_ends_a_request),
        cmocka_unit_test(a_unix_socket_serves_its_origin),
        cmocka_unit_test(proxies_are_not_for_loopback_and_dead_ones_are_unreachable),
        cmocka_unit_test(answers_that_are_not_http_are_broken_or_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
