/* libmicrohttpd wrapped: one thread a connection, bodies in pieces, three kinds of answers. */
#include "server.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <microhttpd.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "event_writer.h"

/* A refused body is read to its end, because a client that still sends would see a broken pipe instead of the answer;
 * but not for ever. */
#define DROPPED_MOST_BYTES (INT64_C(2) << 30)

struct server {
    struct MHD_Daemon *daemon;
    const struct server_handlers *handlers;
    void *context;
    int listen_fd;
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

static struct MHD_Response *response_make(struct reply *reply)
{
    struct MHD_Response *response;
    const char *type = "application/json";
    if (reply->events != NULL) {
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, events_read, reply->events, events_end);
        if (response != NULL)
            reply->events = NULL;
        type = "text/event-stream";
    } else if (reply->fd >= 0) {
        response = MHD_create_response_from_fd_at_offset64((uint64_t)reply->length, reply->fd, (uint64_t)reply->offset);
        if (response != NULL)
            reply->fd = -1;
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

static enum MHD_Result reply_send(struct MHD_Connection *connection, struct request *request)
{
    struct MHD_Response *response = response_make(&request->reply);
    if (response == NULL)
        return MHD_NO;
    trace(TRACE_ENGINE, "%s %s -> %d", request->method, request->path, request->reply.http_status);
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)request->reply.http_status, response);
    MHD_destroy_response(response);
    return result;
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
        server->handlers->begin(server->context, request);
        /* A client that waits for "100 Continue" gets the refusal instead of it. */
        if (request->refused && request_header(request, "Expect") != NULL)
            return reply_send(connection, request);
        return MHD_YES;
    }
    if (*length > 0) {
        request->body_bytes += (int64_t)*length;
        if (!request->refused)
            server->handlers->body(server->context, request, bytes, *length);
        else if (request->body_bytes > DROPPED_MOST_BYTES)
            return MHD_NO;
        *length = 0;
        return MHD_YES;
    }
    if (!request->refused)
        server->handlers->finish(server->context, request);
    return reply_send(connection, request);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **slot,
                         enum MHD_RequestTerminationCode code)
{
    (void)connection;
    (void)code;
    struct server *server = context;
    struct request *request = *slot;
    if (request == NULL)
        return;
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

static void drop_log(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

enum bgm_status server_start(int listen_fd, const struct server_handlers *handlers, void *context,
                             struct server **server, struct bgm_error *err)
{
    struct server *made = xcalloc(1, sizeof *made);
    made->handlers = handlers;
    made->context = context;
    made->listen_fd = listen_fd;
    made->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC |
            MHD_USE_ERROR_LOG,
        0, NULL, NULL, on_request, made, MHD_OPTION_EXTERNAL_LOGGER, drop_log, NULL, MHD_OPTION_LISTEN_SOCKET,
        listen_fd, MHD_OPTION_NOTIFY_COMPLETED, on_completed, made, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVER_MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)SERVER_IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(128 * 1024), MHD_OPTION_END);
    if (made->daemon == NULL) {
        close(listen_fd);
        free(made);
        return bgm_fail(err, BGM_FAILED, "cannot start the local engine's server");
    }
    *server = made;
    return BGM_OK;
}

void server_stop(struct server *server)
{
    if (server == NULL)
        return;
    MHD_stop_daemon(server->daemon); /* closes the listening socket too */
    free(server);
}
