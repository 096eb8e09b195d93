/* From method and path to a handler: the table of routes and what each asks of a request.
 *
 * Handlers fill request->reply. What the table promises has been checked before they are called: the token
 * (request's user), the session in the path (its row), the body (JSON parsed, or files spooled to disk). */
#ifndef BGMUSIC_ENGINE_SERVER_ROUTES_H
#define BGMUSIC_ENGINE_SERVER_ROUTES_H

#include "bgmusic/base/buf.h"
#include "session_rows.h"
#include "render_rows.h"
#include "local_service.h"

struct json;
struct upload_spool;

enum route_needs {
    ROUTE_TOKEN = 1,   /* a valid bearer token */
    ROUTE_SESSION = 2, /* the `*` of the path is a session of the user */
    ROUTE_JSON = 4,    /* a JSON body */
    ROUTE_FILES = 8,   /* a multipart body, or JSON */
};

struct exchange {
    const struct local_service *service;
    struct request *request;
    const struct route *route;
    int64_t user;
    char argument[RENDER_ID_MOST + 1]; /* what stood for `*` in the path */
    char part[RENDER_ID_MOST + 1];     /* and for a second one at its end */
    struct session_row session;        /* with ROUTE_SESSION */
    struct buf body;                   /* the bytes as they came */
    struct json *json;                 /* parsed, when the body is JSON */
    struct upload_spool *spool;        /* multipart files */
};

struct route {
    const char *method, *pattern;
    unsigned needs;
    void (*handle)(struct exchange *exchange);
};

void route_anonymous_token(struct exchange *exchange);
void route_claim_token(struct exchange *exchange);
void route_session_new(struct exchange *exchange);
void route_credits(struct exchange *exchange);
void route_chat(struct exchange *exchange);
void route_upload(struct exchange *exchange);
void route_state(struct exchange *exchange);
void route_render_submit(struct exchange *exchange);
void route_render_poll(struct exchange *exchange);
void route_render_cancel(struct exchange *exchange);
void route_render_download(struct exchange *exchange);
void route_render_part(struct exchange *exchange);

/* Answers with the error; one about a session says 1002 as the service does. */
void exchange_fail(struct exchange *exchange, const struct bgm_error *err);
void exchange_fail_session(struct exchange *exchange, const struct bgm_error *err);
/* Loads the session that the body names under `key` (text or number), else answers: false. */
bool exchange_load_session(struct exchange *exchange, const char *key);

#endif
