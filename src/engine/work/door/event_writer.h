/* The event stream of a chat turn: one thread writes events, another reads the bytes for the wire.
 *
 * Events have the shape of Google's Agent Development Kit: pieces of text as they are made ("partial":true), then one
 * event that repeats the whole text of that model turn, together with the call that ends it, if any.
 * Both sides hold a reference; the last one frees it.
 *
 *     event_writer_text(writer, "Reading the picture: ");     from the turn's thread
 *     event_writer_call(writer, "read_picture", args);
 *     event_writer_response(writer, "read_picture", result);
 *     event_writer_finish(writer);
 */
#ifndef BGMUSIC_ENGINE_WORK_EVENT_WRITER_H
#define BGMUSIC_ENGINE_WORK_EVENT_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct event_writer;
struct json;

enum { EVENT_KEEP_ALIVE_MS = 10000 };

/* One reference for the writer and one for the reader. */
struct event_writer *event_writer_new(void);
void event_writer_release(struct event_writer *writer);

void event_writer_text(struct event_writer *writer, const char *piece);
/* Closes the model turn (its text repeated) with a call of `name`; takes `arguments`. */
void event_writer_call(struct event_writer *writer, const char *name, struct json *arguments);
/* Stops to ask the user: a call of `ask_question`, which ends the turn, so event_writer_finish() follows. The answer is
 * an ordinary message of the next turn, one line a question: "1. <prompt>: <label>", several labels joined with ", ",
 * or "1. <prompt>: Skipped". Texts are borrowed. */
struct event_option {
    const char *id, *label;
};
struct event_question {
    const char *id, *prompt;
    const struct event_option *options;
    size_t option_count; /* 0: any words answer it */
    bool allow_multiple;
};
void event_writer_ask(struct event_writer *writer, const char *title, const struct event_question *questions,
                      size_t count);
/* Takes `result`. */
void event_writer_response(struct event_writer *writer, const char *name, struct json *result);
/* {"errorCode":..., "errorMessage":...} without content; the text so far is closed before it. */
void event_writer_failure(struct event_writer *writer, const char *code, const char *message);
/* The last event (the text since the last call, repeated) and the end of the stream. */
void event_writer_finish(struct event_writer *writer);

/* Waits for bytes; a comment line when EVENT_KEEP_ALIVE_MS (rule time) pass without any. -1: the end. */
ssize_t event_writer_read(struct event_writer *writer, char *place, size_t most);
/* The reader has gone: what is written from now on is dropped. */
void event_writer_abandon(struct event_writer *writer);

#endif
