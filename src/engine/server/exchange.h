/* One request on its way through the routes, and what its handler may do with it.
 *
 * The routes' table says what a handler finds filled in; the exchange owns all of it and is freed behind the answer. */
#ifndef BGMUSIC_ENGINE_SERVER_EXCHANGE_H
#define BGMUSIC_ENGINE_SERVER_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "local_service.h"
#include "render_rows.h"
#include "session_rows.h"

struct json;
struct upload_spool;

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

/* Answers with the error; one about a session says 1002 as the service does. */
void exchange_fail(struct exchange *exchange, const struct bgm_error *err);
void exchange_fail_session(struct exchange *exchange, const struct bgm_error *err);
/* Loads the session that the body names under `key` (text or number), else answers: false. */
bool exchange_load_session(struct exchange *exchange, const char *key);

#endif
