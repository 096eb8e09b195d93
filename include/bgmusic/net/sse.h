/* Server-sent events as a push parser without I/O, by the WHATWG HTML standard §9.2 ("Server-sent events").
 *
 *     struct sse_parser parser;
 *     sse_init(&parser, on_event, context);
 *     while (bytes arrive)
 *         if (!sse_feed(&parser, bytes, length)) ... an event over the ceiling, or on_event said stop
 *     sse_finish(&parser);         what the stream's end left behind
 *     sse_release(&parser);
 *
 * Lines end in LF, CR or CRLF, also split across feeds; a BOM at the start is skipped; several `data:` lines join
 * with LF; comment lines are reported as such (they are keep-alives); unknown fields are ignored; NUL bytes are
 * ordinary bytes. Differences from the standard, both wanted by the service's contract: an event with an
 * empty data field is delivered (it is a keep-alive), and sse_finish() delivers the data of an event whose blank
 * line never came, marked `unterminated`.
 *
 * Errors are sticky: after sse_feed() returned false every later call does nothing and returns false. */
#ifndef BGMUSIC_NET_SSE_H
#define BGMUSIC_NET_SSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"

enum { SSE_EVENT_CEILING_BYTES = 16 * 1024 * 1024, SSE_FIELD_CEILING_BYTES = 64 * 1024 };

/* All texts are borrowed for the time of the call; `data` ends in a NUL that is not counted. */
struct sse_event {
    const char *data;
    size_t data_length;
    const char *name;  /* the event field; "message" when there was none */
    const char *id;    /* the last id seen in the stream, "" before the first */
    int64_t retry_ms;  /* the last retry field, -1 before the first */
    bool comment;      /* a comment line, no event: `data` is its text */
    bool unterminated; /* the stream ended before the blank line: the data may be half of something */
};

/* Returns false to stop the parser (sticky, like an error). */
typedef bool sse_event_fn(void *context, const struct sse_event *event);

enum sse_error { SSE_NO_ERROR, SSE_EVENT_TOO_LARGE, SSE_STOPPED };

struct sse_parser {
    sse_event_fn *on_event;
    void *context;
    enum sse_error error;
    struct buf line; /* the part of a line that the last feed left */
    struct buf data;
    struct buf name;
    struct buf id;
    int64_t retry_ms;
    bool has_data;     /* a data field was seen in this event */
    bool after_cr;     /* a LF that comes first now belongs to the last CR */
    unsigned bom_seen; /* bytes of the BOM matched so far; 3: over or none there */
    size_t ceiling;
};

void sse_init(struct sse_parser *parser, sse_event_fn *on_event, void *context);
/* Another ceiling for one event, for tests; call before the first feed. */
void sse_limit(struct sse_parser *parser, size_t event_ceiling_bytes);
bool sse_feed(struct sse_parser *parser, const char *bytes, size_t length);
bool sse_finish(struct sse_parser *parser);
void sse_release(struct sse_parser *parser); /* legal twice */

#endif
