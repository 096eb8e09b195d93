/* The HTTP server under the routes: connections, headers, bodies, sending. Knows nothing of what is asked.
 *
 * Per request: `begin` with the headers (it may fill the reply: the body is read and dropped then), `body` for each
 * piece, `finish` at the end, then the reply is sent and `end` releases what the request holds.
 * Each connection has a thread of its own, so handlers may block; they must look at engine->stopping. */
#ifndef BGMUSIC_ENGINE_SERVER_SERVER_H
#define BGMUSIC_ENGINE_SERVER_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "engine_reply.h"

enum { SERVER_MOST_CONNECTIONS = 64, SERVER_IDLE_S = 120 };

struct server;

struct request {
    const char *method, *path;
    void *connection; /* the server's */
    void *routing;    /* the routes' */
    struct reply reply;
    bool trusted;       /* has shown a good token: its connection may be slower, and idle longer */
    bool refused;       /* `reply` is final, the body is dropped */
    int64_t body_bytes; /* read so far */
};

struct server_handlers {
    void (*begin)(void *context, struct request *request);
    void (*body)(void *context, struct request *request, const char *bytes, size_t length);
    void (*finish)(void *context, struct request *request);
    void (*end)(void *context, struct request *request);
};

/* NULL when the request has no such header; borrowed for the request's life. */
const char *request_header(const struct request *request, const char *name);

/* Takes the listening socket, also on failure. */
enum bgm_status server_start(int listen_fd, const struct server_handlers *handlers, void *context,
                             struct server **server, struct bgm_error *err);
/* Was a connection closed unread because there was no thread for it? Each is told once. */
bool server_has_lost(struct server *server);
/* Ends all connections and joins their threads. */
void server_stop(struct server *server);

#endif
