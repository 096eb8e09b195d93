/* The service's words as they come, sentence by sentence, GUI talk translated as in the whole reply (gui_talk.h).
 *
 *     reply_stream_init(&stream, &app);
 *     reply_stream_add(&stream, piece);           each API_EVENT_TEXT; whole sentences go to app.listener.on_reply
 *     reply_stream_end_turn(&stream);             the rest of a model turn; the next one begins a paragraph
 *     reply_stream_release(&stream);
 *
 * What a listener gets is not yet made safe for a terminal. */
#ifndef BGMUSIC_APP_REPLY_STREAM_H
#define BGMUSIC_APP_REPLY_STREAM_H

#include <stdbool.h>

#include "bgmusic/base/buf.h"

struct app;

struct reply_stream {
    struct app *app;
    struct buf pending;  /* not yet a whole sentence */
    size_t looked_bytes; /* of it, in which no sentence ends: pieces are looked at once, however many there are */
    char *last_note;     /* what GUI talk became last; not said twice in a row */
    struct buf space;    /* behind the sentence that was said last */
    bool has_said, begins_turn;
};

void reply_stream_init(struct reply_stream *stream, struct app *app);
void reply_stream_add(struct reply_stream *stream, const char *piece);
void reply_stream_end_turn(struct reply_stream *stream);
void reply_stream_release(struct reply_stream *stream);

/* A last "I encountered a temporary issue" after real replies is noise of the service. */
bool reply_is_noise(const char *text);

/* What the service asks its user for, as far as this program can do it: read off a reply whose GUI talk was translated.
 */
enum reply_request { REPLY_ASKS_NOTHING, REPLY_ASKS_EXPORT, REPLY_ASKS_UPLOAD };
enum reply_request reply_request_read(const char *reply);

#endif
