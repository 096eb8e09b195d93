/* What a route answers. */
#include "engine_reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "event_writer.h"
#include "bgmusic/base/count.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

void reply_init(struct reply *reply)
{
    memset(reply, 0, sizeof *reply);
    reply->http_status = 200;
    reply->fd = -1;
    buf_init(&reply->body, JSON_BODY_CEILING);
}

void reply_release(struct reply *reply)
{
    buf_release(&reply->body);
    if (reply->fd >= 0)
        close(reply->fd);
    reply->fd = -1;
    if (reply->events != NULL) {
        event_writer_abandon(reply->events);
        event_writer_release(reply->events);
    }
    reply->events = NULL;
}

void reply_add_header(struct reply *reply, const char *name, const char *format, ...)
{
    if (reply->header_count == REPLY_MOST_HEADERS)
        return;
    struct reply_header *header = &reply->headers[reply->header_count++];
    header->name = name;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(header->value, sizeof header->value, format, arguments);
    va_end(arguments);
}

void reply_success(struct reply *reply, struct json *data, const char *message)
{
    struct json *envelope = json_new_object();
    json_set_int(envelope, "code", 0);
    json_set_text(envelope, "message", message != NULL ? message : "ok");
    json_set(envelope, "data", data);
    buf_clear(&reply->body);
    reply->http_status = 200;
    if (!json_print(envelope, &reply->body))
        reply_failure(reply, 500, 500, "the answer is too large");
    json_free(envelope);
}

static void reply_refusal(struct reply *reply, int http_status, int code, const char *message, const char *hint)
{
    struct json *envelope = json_new_object();
    json_set_int(envelope, "code", code);
    json_set_text(envelope, "message", message);
    if (hint[0] != '\0')
        json_set_text(envelope, "hint", hint);
    buf_clear(&reply->body);
    reply->http_status = http_status;
    json_print(envelope, &reply->body);
    json_free(envelope);
}

void reply_failure(struct reply *reply, int http_status, int code, const char *format, ...)
{
    char message[1536];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    text_cut_partial_character(message);
    reply_refusal(reply, http_status, code, message, "");
}

void reply_error(struct reply *reply, const struct bgm_error *err)
{
    static const struct {
        enum bgm_status status;
        int http_status, code;
    } rows[] = {
        {BGM_AUTH, 401, 1001},         {BGM_NOT_FOUND, 404, 404},          {BGM_UNSUPPORTED, 415, 4001},
        {BGM_INPUT, 415, 4001},        {BGM_TOO_LARGE, 413, 4002},         {BGM_USAGE, 400, 400},
        {BGM_OUTPUT_EXISTS, 409, 409}, {BGM_NOTHING_TO_EXPORT, 400, 4000}, {BGM_INTERRUPTED, 503, 503},
        {BGM_OUTPUT, 507, 507},        {BGM_RATE_LIMITED, 429, 429},       {BGM_FAILED, 500, 5003},
    };
    int http_status = 500, code = 500;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].status == err->status) {
            http_status = rows[i].http_status;
            code = rows[i].code;
        }
    }
    if (err->http_status != 0)
        http_status = err->http_status;
    if (err->service_code != 0)
        code = err->service_code;
    reply_refusal(reply, http_status, code, err->message, err->hint);
}
