/* The event stream of a chat turn, between the thread that works and the one that sends. */
#include "event_writer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { PENDING_CEILING = 4 << 20, TURN_TEXT_CEILING = 1 << 20 };

struct event_writer {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct buf pending;   /* bytes for the wire */
    struct buf turn_text; /* of the model turn that is open */
    char invocation[20];
    int calls; /* numbers the calls, so that each response finds its own */
    int references;
    bool finished, abandoned;
};

struct event_writer *event_writer_new(void)
{
    struct event_writer *writer = xcalloc(1, sizeof *writer);
    pthread_mutex_init(&writer->lock, NULL);
    clock_condition_init(&writer->changed);
    buf_init(&writer->pending, PENDING_CEILING);
    buf_init(&writer->turn_text, TURN_TEXT_CEILING);
    memcpy(writer->invocation, "e-", 3);
    random_hex(writer->invocation + 2, 16);
    writer->references = 2;
    return writer;
}

void event_writer_release(struct event_writer *writer)
{
    if (writer == NULL)
        return;
    pthread_mutex_lock(&writer->lock);
    bool last = --writer->references == 0;
    pthread_mutex_unlock(&writer->lock);
    if (!last)
        return;
    pthread_mutex_destroy(&writer->lock);
    pthread_cond_destroy(&writer->changed);
    buf_release(&writer->pending);
    buf_release(&writer->turn_text);
    free(writer);
}

static struct json *event_new(struct event_writer *writer)
{
    char id[20];
    random_hex(id, 16);
    struct json *event = json_new_object();
    json_set_text(event, "id", id);
    json_set_text(event, "invocationId", writer->invocation);
    json_set_text(event, "author", "nemo_agent");
    return event;
}

/* Takes `event`. */
static void event_send(struct event_writer *writer, struct json *event)
{
    struct buf line;
    buf_init(&line, PENDING_CEILING);
    bool good = buf_append_text(&line, "data: ") && json_print(event, &line) && buf_append_text(&line, "\n\n");
    json_free(event);
    pthread_mutex_lock(&writer->lock);
    if (good && !writer->abandoned)
        buf_append(&writer->pending, line.bytes, line.length);
    pthread_cond_broadcast(&writer->changed);
    pthread_mutex_unlock(&writer->lock);
    trace(TRACE_SSE, "engine sends %zu bytes", line.length);
    buf_release(&line);
}

/* Takes `part` (NULL: none); `text` NULL: none. */
static void content_send(struct event_writer *writer, const char *role, const char *text, struct json *part,
                         bool partial)
{
    struct json *event = event_new(writer), *content = json_new_object(), *parts = json_new_array();
    if (text != NULL) {
        struct json *text_part = json_new_object();
        json_set_text(text_part, "text", text);
        json_append(parts, text_part);
    }
    if (part != NULL)
        json_append(parts, part);
    json_set_text(content, "role", role);
    json_set(content, "parts", parts);
    json_set(event, "content", content);
    if (partial)
        json_set_bool(event, "partial", true);
    event_send(writer, event);
}

void event_writer_text(struct event_writer *writer, const char *piece)
{
    if (*piece == '\0' || !buf_append_text(&writer->turn_text, piece))
        return;
    content_send(writer, "model", piece, NULL, true);
}

static struct json *function_part(struct event_writer *writer, const char *kind, const char *name,
                                  const char *payload_key, struct json *payload)
{
    char id[48];
    snprintf(id, sizeof id, "call_%s_%d", writer->invocation + 2, writer->calls);
    struct json *function = json_new_object(), *part = json_new_object();
    json_set_text(function, "id", id);
    json_set_text(function, "name", name);
    json_set(function, payload_key, payload != NULL ? payload : json_new_object());
    json_set(part, kind, function);
    return part;
}

void event_writer_call(struct event_writer *writer, const char *name, struct json *arguments)
{
    writer->calls++;
    const char *text = writer->turn_text.length > 0 ? writer->turn_text.bytes : NULL;
    content_send(writer, "model", text, function_part(writer, "functionCall", name, "args", arguments), false);
    buf_clear(&writer->turn_text);
}

static struct json *options_json(const struct event_question *question)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < question->option_count; i++) {
        struct json *option = json_new_object();
        json_set_text(option, "id", question->options[i].id);
        json_set_text(option, "label", question->options[i].label);
        json_append(list, option);
    }
    return list;
}

void event_writer_ask(struct event_writer *writer, const char *title, const struct event_question *questions,
                      size_t count)
{
    struct json *arguments = json_new_object(), *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *question = json_new_object();
        json_set_text(question, "id", questions[i].id);
        json_set_text(question, "prompt", questions[i].prompt);
        json_set(question, "options", options_json(&questions[i]));
        json_set_bool(question, "allow_multiple", questions[i].allow_multiple);
        json_append(list, question);
    }
    json_set_text(arguments, "title", title);
    json_set(arguments, "questions", list);
    event_writer_call(writer, "ask_question", arguments);
}

void event_writer_response(struct event_writer *writer, const char *name, struct json *result)
{
    content_send(writer, "user", NULL, function_part(writer, "functionResponse", name, "response", result), false);
}

static void turn_text_close(struct event_writer *writer)
{
    if (writer->turn_text.length > 0)
        content_send(writer, "model", writer->turn_text.bytes, NULL, false);
    buf_clear(&writer->turn_text);
}

void event_writer_failure(struct event_writer *writer, const char *code, const char *message)
{
    turn_text_close(writer);
    struct json *event = event_new(writer);
    json_set_text(event, "errorCode", code);
    json_set_text(event, "errorMessage", message);
    event_send(writer, event);
}

void event_writer_finish(struct event_writer *writer)
{
    turn_text_close(writer);
    pthread_mutex_lock(&writer->lock);
    writer->finished = true;
    pthread_cond_broadcast(&writer->changed);
    pthread_mutex_unlock(&writer->lock);
}

ssize_t event_writer_read(struct event_writer *writer, char *place, size_t most)
{
    static const char keep_alive[] = ": still working\n\n";
    struct timespec until = clock_deadline(clock_scaled_ms(EVENT_KEEP_ALIVE_MS));

    pthread_mutex_lock(&writer->lock);
    bool in_time = true;
    while (writer->pending.length == 0 && !writer->finished && in_time)
        in_time = clock_wait(&writer->changed, &writer->lock, &until);
    if (writer->pending.length == 0 && !writer->finished)
        buf_append_text(&writer->pending, keep_alive);
    size_t length = writer->pending.length < most ? writer->pending.length : most;
    memcpy(place, writer->pending.bytes, length);
    buf_drop_front(&writer->pending, length);
    pthread_mutex_unlock(&writer->lock);
    return length > 0 ? (ssize_t)length : -1;
}

void event_writer_abandon(struct event_writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    writer->abandoned = true;
    buf_clear(&writer->pending);
    pthread_mutex_unlock(&writer->lock);
}
