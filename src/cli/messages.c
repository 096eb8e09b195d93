/* Notices, warnings and errors on stderr; results on stdout. */
#include "messages.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/json/json_read.h"

enum { LINE_CEILING = 1024 * 1024 };

/* The first reason a write to stdout failed; 0: none did. */
static int output_errno;

void messages_init(struct messages *messages)
{
    *messages = (struct messages){.progress = PROGRESS_NONE, .job_count = 1};
    screen_init(&messages->screen);
}

void messages_release(struct messages *messages)
{
    screen_release(&messages->screen);
}

/* One write a line, so that lines of parallel runs do not mix. */
static void write_line(const char *label, const char *colour, bool in_colour, const char *text)
{
    struct buf line;
    buf_init(&line, 2 * LINE_CEILING);
    if (in_colour && colour != NULL)
        buf_appendf(&line, "%s%s\033[0m", colour, label);
    else
        buf_append_text(&line, label);
    text_append_shown(&line, text, strnlen(text, LINE_CEILING));
    buf_append_char(&line, '\n');
    screen_write(line.bytes, line.length);
    buf_release(&line);
}

void messages_event(struct json *event)
{
    struct buf line;
    buf_init(&line, 2 * LINE_CEILING);
    json_print(event, &line);
    buf_append_char(&line, '\n');
    screen_write(line.bytes, line.length);
    buf_release(&line);
    json_free(event);
}

/* A program that reads events gets the errors as events, too: each line of stderr is JSON then. */
static void write_event(const char *kind, const char *text, const struct bgm_error *err)
{
    struct json *event = json_new_object();
    json_set_text(event, "event", kind);
    json_set_text(event, "text", text);
    if (err != NULL)
        json_set(event, "error", error_json(err));
    messages_event(event);
}

void messages_trace_event(const char *line)
{
    struct json *event = json_new_object();
    struct buf text;
    buf_init(&text, 64 * 1024);
    json_set_text(event, "event", "trace");
    json_set_text(event, "text", line);
    /* Without the lock of the messages: their own work is traced, too. One write keeps the lines whole. */
    if (json_print(event, &text) && buf_append_char(&text, '\n')) {
        ssize_t ignored = write(STDERR_FILENO, text.bytes, text.length);
        (void)ignored;
    }
    buf_release(&text);
    json_free(event);
}

__attribute__((format(printf, 1, 0))) static char *format_text(const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        abort();
    return text;
}

void messages_notice(struct messages *messages, const char *format, ...)
{
    if (messages->quiet)
        return;
    va_list args;
    va_start(args, format);
    char *text = format_text(format, args);
    va_end(args);
    screen_take(&messages->screen);
    if (messages->progress == PROGRESS_JSON)
        write_event("notice", text, NULL);
    else
        write_line("bgmusic: ", NULL, false, text);
    screen_give(&messages->screen);
    free(text);
}

void messages_warning(struct messages *messages, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = format_text(format, args);
    va_end(args);
    screen_take(&messages->screen);
    if (messages->progress == PROGRESS_JSON)
        write_event("notice", text, NULL);
    else
        write_line("bgmusic: warning: ", "\033[33m", messages->color, text);
    screen_give(&messages->screen);
    free(text);
}

void messages_error(struct messages *messages, const struct bgm_error *err)
{
    char masked[sizeof err->message + 64];
    if (err->status == BGM_PIPE_CLOSED)
        return; /* whoever closed the pipe has what they wanted */
    trace_mask_into(masked, sizeof masked, err->message);
    screen_take(&messages->screen);
    if (messages->progress == PROGRESS_JSON) {
        write_event("error", masked, err);
    } else {
        write_line("bgmusic: ", "\033[31m", messages->color, masked);
        if (err->hint[0] != '\0')
            write_line("  hint: ", "\033[36m", messages->color, err->hint);
        if (err->link[0] != '\0')
            write_line("  see: ", "\033[36m", messages->color, err->link);
    }
    screen_give(&messages->screen);
}

int messages_exit_code(enum bgm_status status)
{
    return status == BGM_INTERRUPTED && interrupt_signal() != 0 ? 128 + interrupt_signal()
                                                                : bgm_status_exit_code(status);
}

struct json *error_json(const struct bgm_error *err)
{
    char masked[sizeof err->message + 64];
    trace_mask_into(masked, sizeof masked, err->message);
    struct json *object = json_new_object();
    json_set_text(object, "status", bgm_status_name(err->status));
    json_set_int(object, "exit", messages_exit_code(err->status));
    if (err->service_code != 0)
        json_set_int(object, "service_code", err->service_code);
    else
        json_set_null(object, "service_code");
    if (err->http_status != 0)
        json_set_int(object, "http_status", err->http_status);
    else
        json_set_null(object, "http_status");
    json_set_text(object, "message", masked);
    json_set_text(object, "hint", err->hint[0] != '\0' ? err->hint : NULL);
    json_set_text(object, "link", err->link[0] != '\0' ? err->link : NULL);
    return object;
}

void output_bytes(const char *bytes, size_t length)
{
    if (output_errno == 0 && fwrite(bytes, 1, length, stdout) != length)
        output_errno = errno != 0 ? errno : EIO;
}

void output_piece(const char *text)
{
    struct buf piece;
    size_t length = strlen(text);
    buf_init(&piece, 4 * length + 16);
    text_append_shown(&piece, text, length);
    output_bytes(piece.bytes, piece.length);
    if (output_errno == 0 && fflush(stdout) != 0)
        output_errno = errno != 0 ? errno : EIO;
    buf_release(&piece);
}

void output_text(const char *text)
{
    struct buf line;
    size_t length = strlen(text);
    buf_init(&line, 4 * length + 16);
    text_append_shown(&line, text, length);
    buf_append_char(&line, '\n');
    output_bytes(line.bytes, line.length);
    buf_release(&line);
}

void output_json(const struct json *object)
{
    struct buf line;
    buf_init(&line, 256 * 1024 * 1024);
    json_print(object, &line);
    buf_append_char(&line, '\n');
    output_bytes(line.bytes, line.length);
    output_flush(); /* a reader of JSON lines wants each result when it is there */
    buf_release(&line);
}

void output_flush(void)
{
    if (output_errno == 0 && fflush(stdout) != 0)
        output_errno = errno != 0 ? errno : EIO;
}

enum bgm_status output_finish(struct bgm_error *err)
{
    output_flush();
    if (output_errno == 0)
        return BGM_OK;
    return bgm_fail(err, BGM_OUTPUT, "cannot write to the standard output: %s", strerror(output_errno));
}

bool output_pipe_closed(void)
{
    return output_errno == EPIPE;
}
