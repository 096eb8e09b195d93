/* The table of routes and the checks before a handler is called. */
#include "routes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "stop_flag.h"
#include "upload_spool.h"

/* What a request may hold. The largest is a render's: a draft as the state tells it, below 1 MiB and 1000 values. All
 * connections at once (SERVER_MOST_CONNECTIONS) must fit into the memory of a small machine. */
enum { REQUEST_BODY_CEILING = 2 << 20, REQUEST_MOST_VALUES = 20000 };

static const struct route routes[] = {
    {"POST", "/api/auth/anonymous-token", 0, route_anonymous_token},
    {"POST", "/api/auth/claim-token", ROUTE_TOKEN | ROUTE_JSON, route_claim_token},
    {"POST", "/api/tasks/me/with-session/nemo_agent", ROUTE_TOKEN | ROUTE_JSON, route_session_new},
    {"POST", "/run_sse", ROUTE_TOKEN | ROUTE_JSON, route_chat},
    {"POST", "/api/upload-video/nemo_agent/me/*", ROUTE_TOKEN | ROUTE_SESSION | ROUTE_FILES, route_upload},
    {"GET", "/api/state/nemo_agent/me/*/latest", ROUTE_TOKEN | ROUTE_SESSION, route_state},
    {"GET", "/api/credits/balance/simple", ROUTE_TOKEN, route_credits},
    {"POST", "/api/render/proxy/lambda", ROUTE_TOKEN | ROUTE_JSON, route_render_submit},
    {"GET", "/api/render/proxy/lambda/*", ROUTE_TOKEN, route_render_poll},
    {"POST", "/api/render/proxy/lambda/*/cancel", ROUTE_TOKEN, route_render_cancel},
    {"GET", "/api/render/proxy/*/download", ROUTE_TOKEN, route_render_download},
    {"GET", "/api/render/proxy/*/parts/*", ROUTE_TOKEN, route_render_part},
};

/* `*` stands for one component, 1-128 bytes: the first is kept in `values`[0], a second in [1]. */
static bool pattern_fits(const char *pattern, const char *path, char *const values[2])
{
    for (int i = 0; i < 2; i++) {
        const char *star = strchr(pattern, '*');
        if (star == NULL)
            break;
        size_t before = (size_t)(star - pattern);
        if (strncmp(pattern, path, before) != 0)
            return false;
        size_t length = strcspn(path + before, "/");
        if (length == 0 || length > RENDER_ID_MOST)
            return false;
        memcpy(values[i], path + before, length);
        values[i][length] = '\0';
        pattern = star + 1;
        path += before + length;
    }
    return strcmp(pattern, path) == 0;
}

/* A page in a browser that made its own name point here must not speak to us. */
static bool host_is_ours(const struct request *request)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    const char *host = request_header(request, "Host");
    for (size_t i = 0; host != NULL && i < COUNT(names); i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(host, names[i], length) == 0 && (host[length] == '\0' || host[length] == ':'))
            return true;
    }
    return false;
}

static bool token_is_good(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    const char *header = request_header(exchange->request, "Authorization");
    enum bgm_status status;
    if (header == NULL || !text_starts_with_ignore_case(header, "Bearer "))
        status = bgm_fail(&err, BGM_AUTH, "no bearer token");
    else
        status = token_check(exchange->service->database, header + 7 + strspn(header + 7, " "), &exchange->user, &err);
    exchange->request->trusted = status == BGM_OK;
    if (status != BGM_OK)
        exchange_fail(exchange, &err);
    return status == BGM_OK;
}

static const struct route *route_find(struct request *request, char *const values[2])
{
    const char *allowed = NULL;
    for (size_t i = 0; i < COUNT(routes); i++) {
        const struct route *route = &routes[i];
        if (!pattern_fits(route->pattern, request->path, values))
            continue;
        if (strcmp(route->method, request->method) == 0 ||
            (strcmp(request->method, "HEAD") == 0 && strcmp(route->method, "GET") == 0))
            return route;
        allowed = route->method;
    }
    if (allowed != NULL) {
        reply_add_header(&request->reply, "Allow", "%s", allowed);
        reply_failure(&request->reply, 405, 405, "%.16s is not possible here, use %s", request->method, allowed);
    } else {
        reply_failure(&request->reply, 404, 404, "there is nothing at %.200s", request->path);
    }
    return NULL;
}

static bool body_begin(struct exchange *exchange)
{
    struct request *request = exchange->request;
    const char *type = request_header(request, "Content-Type");
    bool multipart =
        (exchange->route->needs & ROUTE_FILES) != 0 && type != NULL && text_starts_with_ignore_case(type, "multipart/");
    if (multipart) {
        exchange->spool = upload_spool_new(exchange->service->uploads_folder, type);
        if (exchange->spool == NULL)
            reply_failure(&request->reply, 400, 400, "the multipart body names no boundary");
        return exchange->spool != NULL;
    }
    const char *announced = request_header(request, "Content-Length");
    int64_t length = 0;
    if (announced != NULL && text_to_int(announced, 0, INT64_MAX, &length) && length > REQUEST_BODY_CEILING) {
        reply_failure(&request->reply, 413, 4002, "a JSON body of more than 2 MiB is not accepted");
        return false;
    }
    return true;
}

static void exchange_begin(void *context, struct request *request)
{
    struct exchange *exchange = xcalloc(1, sizeof *exchange);
    exchange->service = context;
    exchange->request = request;
    buf_init(&exchange->body, REQUEST_BODY_CEILING);
    request->routing = exchange;
    const struct local_service *service = exchange->service;
    request->refused = true;
    if (stop_flag_is_set(service->stopping)) {
        reply_failure(&request->reply, 503, 503, "the local engine is stopping");
        return;
    }
    if (!service->is_private && !host_is_ours(request)) {
        reply_failure(&request->reply, 403, 403, "the local engine answers to localhost alone");
        return;
    }
    char *const values[2] = {exchange->argument, exchange->part};
    exchange->route = route_find(request, values);
    if (exchange->route == NULL)
        return;
    if ((exchange->route->needs & ROUTE_TOKEN) != 0 && !token_is_good(exchange))
        return;
    if ((exchange->route->needs & ROUTE_SESSION) != 0) {
        struct bgm_error err = BGM_ERROR_INIT;
        if (session_load(service->database, exchange->user, exchange->argument, &exchange->session, &err) != BGM_OK) {
            exchange_fail_session(exchange, &err);
            return;
        }
    }
    request->refused = !body_begin(exchange);
}

/* Before the answer leaves: who was refused may look at once whether something stayed behind. */
static void spool_drop(struct exchange *exchange)
{
    upload_spool_free(exchange->spool);
    exchange->spool = NULL;
}

static void exchange_body(void *context, struct request *request, const char *bytes, size_t length)
{
    (void)context;
    struct exchange *exchange = request->routing;
    if (exchange->spool != NULL) {
        struct bgm_error err = BGM_ERROR_INIT;
        if (upload_spool_feed(exchange->spool, bytes, length, &err) != BGM_OK) {
            exchange_fail(exchange, &err);
            request->refused = true;
            spool_drop(exchange);
        }
    } else if (!buf_append(&exchange->body, bytes, length)) {
        reply_failure(&request->reply, 413, 4002, "a JSON body of more than 2 MiB is not accepted");
        request->refused = true;
    }
}

static void exchange_finish(void *context, struct request *request)
{
    (void)context;
    struct exchange *exchange = request->routing;
    struct bgm_error err = BGM_ERROR_INIT;
    bool wants_json = (exchange->route->needs & ROUTE_JSON) != 0 ||
                      ((exchange->route->needs & ROUTE_FILES) != 0 && exchange->spool == NULL);
    if (wants_json) {
        exchange->json = json_parse_within(exchange->body.bytes, exchange->body.length, REQUEST_MOST_VALUES, &err);
        if (exchange->json == NULL && err.status == BGM_TOO_LARGE) {
            exchange_fail(exchange, &err);
            return;
        }
        if (exchange->json == NULL || !json_is_object(exchange->json)) {
            reply_failure(&request->reply, 400, 400, "the body must be a JSON object%s%s",
                          err.message[0] != '\0' ? ": " : "", err.message);
            return;
        }
        if (!text_is_utf8(exchange->body.bytes, exchange->body.length)) {
            reply_failure(&request->reply, 400, 400, "the body is not valid UTF-8");
            return;
        }
    }
    exchange->route->handle(exchange);
    spool_drop(exchange);
}

static void exchange_end(void *context, struct request *request)
{
    (void)context;
    struct exchange *exchange = request->routing;
    if (exchange == NULL)
        return;
    session_row_release(&exchange->session);
    buf_release(&exchange->body);
    json_free(exchange->json);
    upload_spool_free(exchange->spool);
    free(exchange);
    request->routing = NULL;
}

const struct server_handlers routes_handlers = {
    .begin = exchange_begin,
    .body = exchange_body,
    .finish = exchange_finish,
    .end = exchange_end,
};
