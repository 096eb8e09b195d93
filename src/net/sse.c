/* Server-sent events as a push parser without I/O. */
#include "bgmusic/net/sse.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

enum { BOM_LENGTH = 3 };

void sse_init(struct sse_parser *parser, sse_event_fn *on_event, void *context)
{
    *parser = (struct sse_parser){.on_event = on_event, .context = context, .retry_ms = -1};
    buf_init(&parser->name, SSE_FIELD_CEILING_BYTES);
    buf_init(&parser->id, SSE_FIELD_CEILING_BYTES);
    sse_limit(parser, SSE_EVENT_CEILING_BYTES);
}

void sse_limit(struct sse_parser *parser, size_t event_ceiling_bytes)
{
    parser->ceiling = event_ceiling_bytes;
    buf_init(&parser->data, event_ceiling_bytes);
    /* A line is a field name and at most one event's data. */
    buf_init(&parser->line, event_ceiling_bytes + 64);
}

void sse_release(struct sse_parser *parser)
{
    buf_release(&parser->line);
    buf_release(&parser->data);
    buf_release(&parser->name);
    buf_release(&parser->id);
}

static bool fail(struct sse_parser *parser, enum sse_error error)
{
    parser->error = error;
    return false;
}

static bool deliver(struct sse_parser *parser, bool unterminated)
{
    struct sse_event event = {
        .data = parser->data.bytes,
        .data_length = parser->data.length,
        .name = parser->name.length > 0 ? parser->name.bytes : "message",
        .id = parser->id.bytes,
        .retry_ms = parser->retry_ms,
        .unterminated = unterminated,
    };
    bool wants_more = parser->on_event(parser->context, &event);
    buf_clear(&parser->data);
    buf_clear(&parser->name);
    parser->has_data = false;
    return wants_more || fail(parser, SSE_STOPPED);
}

static bool deliver_comment(struct sse_parser *parser, const char *text, size_t length)
{
    /* Borrowed texts end in NUL, and the line may stand in the caller's bytes: a copy. Comments are short. */
    struct buf copy;
    buf_init(&copy, SSE_FIELD_CEILING_BYTES);
    buf_append(&copy, text, length <= copy.ceiling ? length : copy.ceiling);
    struct sse_event event = {
        .data = copy.bytes,
        .data_length = copy.length,
        .name = "",
        .id = parser->id.bytes,
        .retry_ms = parser->retry_ms,
        .comment = true,
    };
    bool wants_more = parser->on_event(parser->context, &event);
    buf_release(&copy);
    return wants_more || fail(parser, SSE_STOPPED);
}

static void read_retry(struct sse_parser *parser, const char *value, size_t length)
{
    int64_t number = 0;
    if (length == 0 || length > 15)
        return;
    for (size_t i = 0; i < length; i++) {
        if (value[i] < '0' || value[i] > '9')
            return;
        number = number * 10 + (value[i] - '0');
    }
    parser->retry_ms = number;
}

static bool field_is(const char *name, const char *line, size_t length)
{
    return strlen(name) == length && memcmp(name, line, length) == 0;
}

/* One whole line, without its ending. */
static bool take_line(struct sse_parser *parser, const char *line, size_t length)
{
    if (length == 0)
        return parser->has_data ? deliver(parser, false) : (buf_clear(&parser->name), true);
    if (line[0] == ':')
        return deliver_comment(parser, line + 1, length - 1);
    const char *colon = memchr(line, ':', length);
    size_t name_length = colon != NULL ? (size_t)(colon - line) : length;
    const char *value = colon != NULL ? colon + 1 : line + length;
    size_t value_length = length - (size_t)(value - line);
    if (value_length > 0 && *value == ' ') {
        value++;
        value_length--;
    }
    if (field_is("data", line, name_length)) {
        if ((parser->has_data && !buf_append_char(&parser->data, '\n')) ||
            !buf_append(&parser->data, value, value_length))
            return fail(parser, SSE_EVENT_TOO_LARGE);
        parser->has_data = true;
    } else if (field_is("event", line, name_length)) {
        buf_clear(&parser->name);
        buf_append(&parser->name, value, value_length);
    } else if (field_is("id", line, name_length)) {
        /* The standard: an id with a NUL in it is ignored. */
        if (memchr(value, '\0', value_length) == NULL) {
            buf_clear(&parser->id);
            buf_append(&parser->id, value, value_length);
        }
    } else if (field_is("retry", line, name_length)) {
        read_retry(parser, value, value_length);
    }
    return true;
}

/* Skips a BOM at the start of the stream, also when it comes in pieces. */
static bool skip_bom(struct sse_parser *parser, const char **bytes, size_t *length)
{
    while (*length > 0 && parser->bom_seen < BOM_LENGTH) {
        if (**bytes != byte_order_mark[parser->bom_seen]) {
            /* No BOM after all: what looked like one is the start of the first line. */
            bool kept = buf_append(&parser->line, byte_order_mark, parser->bom_seen);
            parser->bom_seen = BOM_LENGTH;
            return kept || fail(parser, SSE_EVENT_TOO_LARGE);
        }
        parser->bom_seen++;
        (*bytes)++;
        (*length)--;
    }
    return true;
}

/* The first line ending at or after `at`; `end` when there is none. memchr() is far faster than a loop, and
 * CR is rare: `*next_cr` remembers where the next one stands, so that each byte is searched twice at most. */
static const char *find_line_end(const char *at, const char *end, const char **next_cr)
{
    const char *lf = memchr(at, '\n', (size_t)(end - at));
    if (lf == NULL)
        lf = end;
    if (*next_cr < at) {
        *next_cr = memchr(at, '\r', (size_t)(end - at));
        if (*next_cr == NULL)
            *next_cr = end;
    }
    return *next_cr < lf ? *next_cr : lf;
}

bool sse_feed(struct sse_parser *parser, const char *bytes, size_t length)
{
    if (parser->error != SSE_NO_ERROR)
        return false;
    if (!skip_bom(parser, &bytes, &length))
        return false;
    if (length == 0)
        return true;
    const char *at = bytes, *end = bytes + length;
    if (parser->after_cr && *at == '\n')
        at++;
    parser->after_cr = false;
    const char *next_cr = NULL;
    if (at < end) {
        next_cr = memchr(at, '\r', (size_t)(end - at));
        if (next_cr == NULL)
            next_cr = end;
    }
    while (at < end) {
        const char *stop = find_line_end(at, end, &next_cr);
        if (stop == end) {
            if (!buf_append(&parser->line, at, (size_t)(end - at)))
                return fail(parser, SSE_EVENT_TOO_LARGE);
            return true;
        }
        bool whole;
        if (parser->line.length > 0) {
            if (!buf_append(&parser->line, at, (size_t)(stop - at)))
                return fail(parser, SSE_EVENT_TOO_LARGE);
            whole = take_line(parser, parser->line.bytes, parser->line.length);
            buf_clear(&parser->line);
        } else {
            /* The same ceiling as for a line that comes in pieces: the cuts must not matter. */
            if ((size_t)(stop - at) > parser->line.ceiling)
                return fail(parser, SSE_EVENT_TOO_LARGE);
            whole = take_line(parser, at, (size_t)(stop - at));
        }
        if (!whole)
            return false;
        at = stop + 1;
        if (*stop == '\r') {
            if (at == end)
                parser->after_cr = true;
            else if (*at == '\n')
                at++;
        }
    }
    return true;
}

bool sse_finish(struct sse_parser *parser)
{
    if (parser->error != SSE_NO_ERROR)
        return false;
    if (parser->bom_seen > 0 && parser->bom_seen < BOM_LENGTH)
        buf_append(&parser->line, byte_order_mark, parser->bom_seen);
    parser->bom_seen = BOM_LENGTH;
    if (parser->line.length > 0) {
        bool good = take_line(parser, parser->line.bytes, parser->line.length);
        buf_clear(&parser->line);
        if (!good)
            return false;
    }
    return parser->has_data ? deliver(parser, true) : true;
}
