/* What the routes serve: the parts of a running engine that a request may need, and the handlers to give to
 * server_start() with a struct local_service as context. Borrowed; must outlive the server. */
#ifndef BGMUSIC_ENGINE_SERVER_LOCAL_SERVICE_H
#define BGMUSIC_ENGINE_SERVER_LOCAL_SERVICE_H

#include <stdbool.h>

#include "server.h"

struct alive_lock;
struct chat_turns;
struct database;
struct probe_cache;
struct render_queue;
struct stop_flag;

struct local_service {
    struct database *database;
    const char *uploads_folder, *renders_folder;
    const char *url; /* what clients reach it by, for links in answers */
    bool is_private; /* on the UNIX socket of one user: file: URLs are taken, Host is not looked at */
    const struct stop_flag *stopping;
    const struct alive_lock *alive;
    struct probe_cache *probes;
    struct chat_turns *turns;
    struct render_queue *queue;
};

extern const struct server_handlers routes_handlers;

#endif
