/* libmicrohttpd wrapped: one thread a connection, bodies in pieces, three kinds of answers. */
#include "server.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <microhttpd.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "connections.h"
#include "event_writer.h"

/* A refused body is read to its end, because a client that still sends would see a broken pipe instead of the answer;
 * but not for ever. */
#define DROPPED_MOST_BYTES (INT64_C(2) << 30)

/* A client that means it has its head in its first packet; one that is idle between two requests is dropped by
 * libmicrohttpd after SERVER_IDLE_S. Bodies come from this machine: 32 KiB/s is what a slow pipe still does. */
static const struct connection_limits limits = {
    .places = SERVER_MOST_CONNECTIONS,
    .head_ms = 10 * 1000,
    .trusted_ms = INT64_C(2) * SERVER_IDLE_S * 1000,
    .body_ms = 60 * 1000,
    .body_pace_bytes = 32 * 1024,
};

/* Who gives way leaves some milliseconds later. */
enum { PLACES_IN_BETWEEN = 32, FILE_PIECE_BYTES = 256 * 1024 };

struct server {
    struct MHD_Daemon *daemon;
    struct connections *connections;
    const struct server_handlers *handlers;
    void *context;
    int listen_fd;
    atomic_int lost; /* connections that were closed unread, and not asked about yet */
};

const char *request_header(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static ssize_t events_read(void *context, uint64_t position, char *place, size_t most)
{
    (void)position;
    ssize_t got = event_writer_read(context, place, most);
    return got >= 0 ? got : MHD_CONTENT_READER_END_OF_STREAM;
}

static void events_end(void *context)
{
    event_writer_abandon(context);
    event_writer_release(context);
}

/* What is known of the connection besides its requests; NULL: nothing. */
static struct connection *connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

/* A file that goes out, and whose connection moves by it. */
struct file_answer {
    int fd;
    int64_t offset;
    struct connections *connections;
    struct connection *connection; /* NULL: not known */
};

static ssize_t file_piece_read(void *context, uint64_t position, char *place, size_t most)
{
    const struct file_answer *answer = context;
    ssize_t got = pread(answer->fd, place, most, (off_t)(answer->offset + (int64_t)position));
    if (got > 0 && answer->connection != NULL)
        connection_moved(answer->connections, answer->connection, got);
    return got > 0 ? got : MHD_CONTENT_READER_END_WITH_ERROR; /* the file is shorter than was told */
}

static void file_answer_free(void *context)
{
    struct file_answer *answer = context;
    close(answer->fd);
    free(answer);
}

/* NULL: the file stays the reply's. */
static struct MHD_Response *file_response_make(struct server *server, struct request *request)
{
    struct reply *reply = &request->reply;
    struct file_answer *answer = xcalloc(1, sizeof *answer);
    *answer = (struct file_answer){reply->fd, reply->offset, server->connections, connection_of(request->connection)};
    struct MHD_Response *response = MHD_create_response_from_callback((uint64_t)reply->length, FILE_PIECE_BYTES,
                                                                      file_piece_read, answer, file_answer_free);
    if (response == NULL) {
        free(answer);
        return NULL;
    }
    reply->fd = -1;
    if (answer->connection != NULL)
        connection_answer(server->connections, answer->connection);
    return response;
}

static struct MHD_Response *response_make(struct server *server, struct request *request)
{
    struct reply *reply = &request->reply;
    struct MHD_Response *response;
    const char *type = "application/json";
    if (reply->events != NULL) {
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, events_read, reply->events, events_end);
        if (response != NULL)
            reply->events = NULL;
        type = "text/event-stream";
    } else if (reply->fd >= 0) {
        response = file_response_make(server, request);
        type = reply->file_type;
    } else {
        response = MHD_create_response_from_buffer(reply->body.length, reply->body.bytes, MHD_RESPMEM_MUST_COPY);
    }
    if (response == NULL)
        return NULL;
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    for (int i = 0; i < reply->header_count; i++)
        MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    return response;
}

static enum MHD_Result reply_send(struct server *server, struct request *request)
{
    struct MHD_Response *response = response_make(server, request);
    if (response == NULL)
        return MHD_NO;
    trace(TRACE_ENGINE, "%s %s -> %d", request->method, request->path, request->reply.http_status);
    enum MHD_Result result = MHD_queue_response(request->connection, (unsigned)request->reply.http_status, response);
    MHD_destroy_response(response);
    return result;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode code)
{
    struct server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        connections_remove(server->connections, *slot);
        *slot = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *slot = info != NULL ? connections_add(server->connections, info->connect_fd) : NULL;
}

/* The head is there: from here on the body has its time. */
static enum MHD_Result request_begin(struct server *server, struct request *request)
{
    struct connection *connection = connection_of(request->connection);
    if (connection != NULL)
        connection_head(server->connections, connection);
    server->handlers->begin(server->context, request);
    if (connection != NULL && request->trusted)
        connection_trust(server->connections, connection);
    /* A client that waits for "100 Continue" gets the refusal instead of it. */
    if (request->refused && request_header(request, "Expect") != NULL)
        return reply_send(server, request);
    return MHD_YES;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *bytes, size_t *length, void **slot)
{
    (void)version;
    struct server *server = context;
    struct request *request = *slot;
    if (request == NULL) {
        request = xcalloc(1, sizeof *request);
        *slot = request;
        request->connection = connection;
        request->method = method;
        request->path = url;
        reply_init(&request->reply);
        return request_begin(server, request);
    }
    struct connection *known = connection_of(connection);
    if (*length > 0) {
        request->body_bytes += (int64_t)*length;
        if (known != NULL)
            connection_moved(server->connections, known, (int64_t)*length);
        if (!request->refused)
            server->handlers->body(server->context, request, bytes, *length);
        else if (request->body_bytes > DROPPED_MOST_BYTES)
            return MHD_NO;
        *length = 0;
        return MHD_YES;
    }
    if (known != NULL)
        connection_work(server->connections, known);
    if (!request->refused)
        server->handlers->finish(server->context, request);
    return reply_send(server, request);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **slot,
                         enum MHD_RequestTerminationCode code)
{
    (void)code;
    struct server *server = context;
    struct request *request = *slot;
    if (request == NULL)
        return;
    struct connection *known = connection_of(connection);
    if (known != NULL)
        connection_wait(server->connections, known);
    server->handlers->end(server->context, request);
    reply_release(&request->reply);
    free(request);
    *slot = NULL;
}

/* URLs stay as they were sent: ids have no escapes, and a decoded slash must not become a separator. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* What is logged is of no use to anybody, but that a connection was closed unread because it could have no thread. */
static void on_log(void *context, const char *format, va_list arguments)
{
    struct server *server = context;
    (void)arguments;
    if (strstr(format, "thread") != NULL)
        atomic_fetch_add(&server->lost, 1);
}

bool server_has_lost(struct server *server)
{
    int lost = atomic_load(&server->lost);
    while (lost > 0 && !atomic_compare_exchange_weak(&server->lost, &lost, lost - 1)) {
    }
    return lost > 0;
}

enum bgm_status server_start(int listen_fd, const struct server_handlers *handlers, void *context,
                             struct server **server, struct bgm_error *err)
{
    struct server *made = xcalloc(1, sizeof *made);
    made->handlers = handlers;
    made->context = context;
    made->listen_fd = listen_fd;
    enum bgm_status status = connections_new(&limits, &made->connections, err);
    if (status != BGM_OK) {
        close(listen_fd);
        free(made);
        return status;
    }
    errno = 0;
    made->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC |
            MHD_USE_ERROR_LOG,
        0, NULL, NULL, on_request, made, MHD_OPTION_EXTERNAL_LOGGER, on_log, made, MHD_OPTION_LISTEN_SOCKET, listen_fd,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, made, MHD_OPTION_NOTIFY_CONNECTION, on_connection, made,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)(SERVER_MOST_CONNECTIONS + PLACES_IN_BETWEEN), MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVER_IDLE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(128 * 1024), MHD_OPTION_END);
    if (made->daemon == NULL) {
        int reason = errno != 0 ? errno : EAGAIN; /* a thread, where the library does not say */
        close(listen_fd);
        connections_free(made->connections);
        free(made);
        return bgm_fail(err, BGM_FAILED, "cannot start the local engine's server: %s", strerror(reason));
    }
    *server = made;
    return BGM_OK;
}

void server_stop(struct server *server)
{
    if (server == NULL)
        return;
    MHD_stop_daemon(server->daemon); /* closes the listening socket too */
    connections_free(server->connections);
    free(server);
}
