/* From method and path to a handler: the table of routes and what each asks of a request.
 *
 * Handlers fill exchange->request->reply. What the table promises has been checked before they are called (exchange.h):
 * the token, the session in the path, the body (JSON parsed, or files spooled to disk). */
#ifndef BGMUSIC_ENGINE_SERVER_ROUTES_H
#define BGMUSIC_ENGINE_SERVER_ROUTES_H

#include "exchange.h"

enum route_needs {
    ROUTE_TOKEN = 1,   /* a valid bearer token */
    ROUTE_SESSION = 2, /* the `*` of the path is a session of the user */
    ROUTE_JSON = 4,    /* a JSON body */
    ROUTE_FILES = 8,   /* a multipart body, or JSON */
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

#endif
