/* One event of the stream into typed events, by the table of docs/protocol.md, "The stream": pure functions.
 *
 * One SSE event can hold several parts (text and a tool call), so the parts come through a callback, in order.
 * Nothing that is not understood is an error: it is a keep-alive. */
#ifndef BGMUSIC_API_API_EVENTS_H
#define BGMUSIC_API_API_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

struct json;

enum api_event_kind {
    API_EVENT_TEXT,        /* words for the user: a piece, or the whole text of a model turn */
    API_EVENT_TURN_TEXT,   /* only from api_chat(): the whole text of a model turn that has ended */
    API_EVENT_TOOL_CALL,   /* `name`: a label for the progress, never shown as a reply */
    API_EVENT_QUESTION,    /* a call that asks the user; `arguments`, and `name`, its id ("" when there is none) */
    API_EVENT_TOOL_RESULT, /* `name`; "" when not said */
    API_EVENT_ACTIVITY,    /* something other than a keep-alive without words: a thought, actions alone */
    API_EVENT_KEEPALIVE,
    API_EVENT_FAILURE,       /* `text` for the user, `code` ("429", "RESOURCE_EXHAUSTED", "") */
    API_EVENT_STILL_WORKING, /* only from api_chat(): keep-alives alone for another two minutes */
};

/* Texts are borrowed for the time of the call and end in NUL; never NULL. */
struct api_event {
    enum api_event_kind kind;
    const char *text;
    const char *name;
    const char *code;
    bool partial; /* TEXT: a piece, the whole text follows in an event without it */
    bool flat;    /* TEXT: of an event that does not say where a text begins and ends: api_chat_text.h joins them */
    const struct json *arguments; /* QUESTION: as they came; NULL: none */
};

typedef void api_event_fn(void *context, const struct api_event *event);

/* Calls `on_event` at least once. */
void api_event_read(const char *data, size_t length, api_event_fn *on_event, void *context);

/* Is this code of a failure a rate limit ("429", "RESOURCE_EXHAUSTED")? */
bool api_event_code_is_rate_limit(const char *code);

#endif
