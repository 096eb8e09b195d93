/* What libcurl cannot keep for want of memory is not left out of a request: one without its token would be refused, and
 * made again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <curl/curl.h>
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/net/http.h"
#include "support/scripted_service.h"

static const char *program_name;
static int headers_left = -1; /* how many libcurl may keep; below 0: any number */

/* Stands before libcurl's. */
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *line)
{
    typedef struct curl_slist *append_fn(struct curl_slist *, const char *);
    append_fn *real;
    *(void **)&real = dlsym(RTLD_NEXT, "curl_slist_append");
    if (headers_left == 0)
        return NULL;
    headers_left -= headers_left > 0;
    return real(list, line);
}

/* The exit code of a program that makes a request while libcurl may keep so many headers. */
static int code_with(int headers, const char *url, pid_t service)
{
    pid_t child = fork();
    if (child == 0) {
        interrupt_forget_child(service); /* its parent goes on with it */
        struct http_client client;
        struct http_response response;
        struct bgm_error err;
        const char *const own[] = {"X-Skill-Source: test", NULL};
        struct http_request request = HTTP_REQUEST_INIT;
        request.method = "GET";
        request.url = url;
        request.headers = own;
        request.bearer = "token";
        http_client_init(&client, &(struct http_client_options){0}, &err);
        http_response_init(&response);
        headers_left = headers;
        _exit(http_perform(&client, &request, &response, &err) == BGM_OK ? 0 : 50);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void no_request_without_its_headers(void **state)
{
    (void)state;
    struct scripted_service service;
    scripted_start(&service, program_name, "{\"rules\":[{\"path\":\"/x\",\"status\":200,\"body\":\"{}\"}]}", NULL, 0);
    char *url = xasprintf("%s/x", service.url);
    struct buf lines;
    buf_init(&lines, 100000);
    assert_int_equal(code_with(0, url, service.child.pid), 1);
    assert_int_equal(code_with(1, url, service.child.pid), 1);
    scripted_requests(&service, &lines);
    assert_int_equal(lines.length, 0);
    assert_int_equal(code_with(-1, url, service.child.pid), 0);
    scripted_requests(&service, &lines);
    assert_non_null(strstr(lines.bytes, "Bearer token"));
    buf_release(&lines);
    free(url);
    scripted_stop(&service);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_request_without_its_headers)};
    program_name = argc > 0 ? argv[0] : "";
    return cmocka_run_group_tests(tests, NULL, NULL);
}
