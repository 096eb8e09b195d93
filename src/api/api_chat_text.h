/* Shows the text of a stream once: pieces arrive as they are made (`partial`), and one later event repeats the whole
 * text of that model turn. A run may hold several model turns, separated by tool calls or by such a whole text.
 *
 *     struct chat_text text;
 *     chat_text_init(&text);
 *     for each event:   chat_text_break(&text, event)          what this event's text does not belong to has ended
 *                       chat_text_add(&text, event, &fresh)    appends to `fresh` what is new for the user
 *     chat_text_end(&text);
 *     ... text.turns[i] for i < text.count ...
 *     chat_text_release(&text);
 *
 * A whole text that repeats nothing (the pieces were another turn's) closes the pieces and stands for itself, so
 * that no words are lost. Flat events ({"type":"text"}, {"text"}) do not say where a text ends: pieces join without a
 * gap when one ends or the next begins with white space, or when the first is no whole sentence; else the next one is a
 * text of its own. White space is ignored when texts are compared. No I/O. */
#ifndef BGMUSIC_API_API_CHAT_TEXT_H
#define BGMUSIC_API_API_CHAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/api/api_events.h"
#include "bgmusic/base/buf.h"

enum { CHAT_TEXT_CEILING_BYTES = 8 * 1024 * 1024, CHAT_TEXT_MOST_TURNS = 1000 };

struct chat_text {
    char **turns; /* whole texts of the model turns that have ended; blank ones are left out */
    size_t count;
    struct buf current; /* what was shown of the turn that is open */
    bool open;          /* a turn is open: pieces came, its whole text has not */
    bool is_flat;       /* its pieces are of flat events */
    bool recap_due;     /* pieces came and a tool call closed them: the whole text may still follow */
    size_t bytes;       /* of all turns together */
};

void chat_text_init(struct chat_text *text);
/* Before chat_text_add(): closes a turn that the event's text does not go on with. Returns how many ended (0 or 1). */
size_t chat_text_break(struct chat_text *text, const struct api_event *event);
/* `fresh` gets the bytes to show (none for a repeat). Returns how many turns ended by this event (0-2);
 * they are the last ones of turns[]. Text past the ceilings is dropped. */
size_t chat_text_add(struct chat_text *text, const struct api_event *event, struct buf *fresh);
/* The stream is over: closes an open turn; returns 1 when there was one with words. */
size_t chat_text_end(struct chat_text *text);
void chat_text_release(struct chat_text *text);

#endif
