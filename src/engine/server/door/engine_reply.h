/* What a route answers: an envelope of JSON, a part of a file, or an event stream. The server sends it.
 *
 * Success is {"code":0,"message":"ok","data":{...}}; failure {"code":N,"message":"..."} with the service's code, or
 * the HTTP status where the service has none. */
#ifndef BGMUSIC_ENGINE_SERVER_ENGINE_REPLY_H
#define BGMUSIC_ENGINE_SERVER_ENGINE_REPLY_H

#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"

struct json;
struct event_writer;

/* An answer holds at most what a client takes (docs/protocol.md). */
enum { REPLY_MOST_HEADERS = 8, JSON_BODY_CEILING = 64 << 20 };

struct reply_header {
    const char *name; /* a literal */
    char value[256];
};

struct reply {
    int http_status;
    struct buf body; /* JSON */
    int fd;          /* -1, or a file whose part [offset, offset + length) is sent; closed then */
    int64_t offset, length;
    const char *file_type;       /* of that file: "video/mp4"; a literal */
    struct event_writer *events; /* the reader's reference */
    struct reply_header headers[REPLY_MOST_HEADERS];
    int header_count;
};

void reply_init(struct reply *reply);
void reply_release(struct reply *reply);

void reply_add_header(struct reply *reply, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Takes `data`; `message` NULL is "ok". */
void reply_success(struct reply *reply, struct json *data, const char *message);
void reply_failure(struct reply *reply, int http_status, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* HTTP status and code from the error's status; `message`, and `hint` (what to do) where there is one. */
void reply_error(struct reply *reply, const struct bgm_error *err);

#endif
