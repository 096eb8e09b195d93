/* multipart/form-data as a push parser. */
#include "multipart_parse.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* What one feed adds to the held bytes at a time: bounds memory whatever the caller hands in. */
enum { PIECE_BYTES = 64 * 1024 };

/* The value of `key` in a header's parameters, quotes taken off; NULL: not there. The caller's. */
static char *parameter_value(const char *header, const char *key)
{
    size_t key_length = strlen(key);
    const char *at = strchr(header, ';');
    while (at != NULL) {
        at += 1 + strspn(at + 1, " \t");
        bool fits = strncasecmp(at, key, key_length) == 0 && at[key_length] == '=';
        const char *value = at + key_length + 1;
        if (fits && *value != '"')
            return xstrndup(value, strcspn(value, "; \t\r\n"));
        if (fits) {
            struct buf text;
            buf_init(&text, MULTIPART_MOST_HEADER);
            for (value++; *value != '\0' && *value != '"'; value++) {
                if (*value == '\\' && (value[1] == '"' || value[1] == '\\'))
                    value++;
                buf_append_char(&text, *value);
            }
            return buf_take(&text);
        }
        /* On to the next parameter, past a quoted value that may hold semicolons. */
        bool quoted = false;
        while (*at != '\0' && (quoted || *at != ';')) {
            if (quoted && *at == '\\' && at[1] != '\0')
                at++;
            else if (*at == '"')
                quoted = !quoted;
            at++;
        }
        at = *at == ';' ? at : NULL;
    }
    return NULL;
}

bool multipart_init(struct multipart *parser, const char *content_type, const struct multipart_handler *handler,
                    void *context)
{
    memset(parser, 0, sizeof *parser);
    buf_init(&parser->held, PIECE_BYTES + MULTIPART_MOST_HEADER + 2 * MULTIPART_MOST_BOUNDARY);
    parser->handler = handler;
    parser->context = context;
    if (content_type == NULL || !text_starts_with_ignore_case(content_type, "multipart/form-data"))
        return false;
    char *boundary = parameter_value(content_type, "boundary");
    size_t length = boundary != NULL ? strlen(boundary) : 0;
    if (length > 0 && length <= MULTIPART_MOST_BOUNDARY) {
        memcpy(parser->delimiter, "\r\n--", 4);
        memcpy(parser->delimiter + 4, boundary, length + 1);
        parser->delimiter_length = length + 4;
        /* A body may begin with the boundary: as if a line had ended before it. */
        buf_append(&parser->held, "\r\n", 2);
    }
    free(boundary);
    return parser->delimiter_length > 0;
}

static enum bgm_status broken(struct multipart *parser, struct bgm_error *err, const char *why)
{
    parser->state = MULTIPART_BROKEN;
    parser->failure = BGM_USAGE;
    return bgm_fail(err, BGM_USAGE, "the multipart body is not valid: %s", why);
}

static enum bgm_status handler_result(struct multipart *parser, enum bgm_status status)
{
    if (status != BGM_OK) {
        parser->state = MULTIPART_BROKEN;
        parser->failure = status;
    }
    return status;
}

/* The part's header lines, NUL at the end: finds Content-Disposition and opens the part. */
static enum bgm_status part_begin(struct multipart *parser, char *header, struct bgm_error *err)
{
    char *name = NULL, *file_name = NULL;
    bool seen = false;
    for (char *line = header; line != NULL && *line != '\0';) {
        char *end = strstr(line, "\r\n");
        if (end != NULL)
            *end = '\0';
        if (text_starts_with_ignore_case(line, "content-disposition:") && !seen) {
            seen = true; /* the first counts, whatever it lacks */
            name = parameter_value(line, "name");
            file_name = parameter_value(line, "filename");
        }
        line = end != NULL ? end + 2 : NULL;
    }
    enum bgm_status status;
    if (name == NULL)
        status = broken(parser, err, "a part has no name");
    else if (++parser->parts > MULTIPART_MOST_PARTS)
        status = broken(parser, err, "too many parts");
    else
        status = handler_result(parser, parser->handler->begin(parser->context, name, file_name, err));
    free(name);
    free(file_name);
    return status;
}

/* Hands out what cannot be the beginning of the delimiter. `*more` false: wait for bytes. */
static enum bgm_status body_step(struct multipart *parser, bool *more, struct bgm_error *err)
{
    struct buf *held = &parser->held;
    char *found = memmem(held->bytes, held->length, parser->delimiter, parser->delimiter_length);
    size_t ready;
    if (found != NULL)
        ready = (size_t)(found - held->bytes);
    else
        ready = held->length >= parser->delimiter_length ? held->length - parser->delimiter_length + 1 : 0;
    bool inside = parser->state == MULTIPART_BODY;
    if (inside && ready > 0) {
        enum bgm_status status =
            handler_result(parser, parser->handler->data(parser->context, held->bytes, ready, err));
        if (status != BGM_OK)
            return status;
    }
    buf_drop_front(held, found != NULL ? ready + parser->delimiter_length : ready);
    *more = found != NULL;
    if (found == NULL)
        return BGM_OK;
    parser->state = MULTIPART_AFTER_BOUNDARY;
    return inside ? handler_result(parser, parser->handler->end(parser->context, err)) : BGM_OK;
}

static enum bgm_status after_boundary_step(struct multipart *parser, bool *more, struct bgm_error *err)
{
    struct buf *held = &parser->held;
    if (held->length >= 2 && memcmp(held->bytes, "--", 2) == 0) {
        parser->state = MULTIPART_DONE;
        return BGM_OK;
    }
    size_t blanks = strspn(held->bytes, " \t");
    *more = held->length >= blanks + 2;
    if (blanks > 64 || (*more && memcmp(held->bytes + blanks, "\r\n", 2) != 0))
        return broken(parser, err, "no line end after a boundary");
    if (*more) {
        /* The line end stays: a part without any header then ends its header at once. */
        buf_drop_front(held, blanks);
        parser->state = MULTIPART_HEADER;
    }
    return BGM_OK;
}

static enum bgm_status header_step(struct multipart *parser, bool *more, struct bgm_error *err)
{
    struct buf *held = &parser->held;
    char *end = memmem(held->bytes, held->length, "\r\n\r\n", 4);
    *more = end != NULL;
    if ((end == NULL ? held->length : (size_t)(end - held->bytes)) > MULTIPART_MOST_HEADER)
        return broken(parser, err, "a part's header is too long");
    if (end == NULL)
        return BGM_OK;
    size_t length = (size_t)(end - held->bytes), rest = held->length - length - 2;
    size_t compared = rest < parser->delimiter_length ? rest : parser->delimiter_length;
    /* An empty body's delimiter may use the header's own line end: wait until that can be told. */
    bool alike = memcmp(end + 2, parser->delimiter, compared) == 0;
    if (alike && compared < parser->delimiter_length) {
        *more = false;
        return BGM_OK;
    }
    *end = '\0';
    if (memchr(held->bytes, '\0', length) != NULL)
        return broken(parser, err, "a NUL in a part's header");
    enum bgm_status status = part_begin(parser, length >= 2 ? held->bytes + 2 : held->bytes, err);
    if (status != BGM_OK)
        return status;
    buf_drop_front(held, alike ? length + 2 : length + 4);
    parser->state = MULTIPART_BODY;
    return BGM_OK;
}

enum bgm_status multipart_feed(struct multipart *parser, const char *bytes, size_t length, struct bgm_error *err)
{
    if (parser->state == MULTIPART_BROKEN)
        return bgm_fail(err, parser->failure, "the multipart body is not valid");
    while (length > 0 && parser->state != MULTIPART_DONE) {
        size_t piece = length < PIECE_BYTES ? length : PIECE_BYTES;
        if (!buf_append(&parser->held, bytes, piece))
            return broken(parser, err, "a part's header is too long");
        bytes += piece;
        length -= piece;
        bool more = true;
        while (more && parser->state != MULTIPART_DONE) {
            enum bgm_status status;
            more = false;
            if (parser->state == MULTIPART_AFTER_BOUNDARY)
                status = after_boundary_step(parser, &more, err);
            else if (parser->state == MULTIPART_HEADER)
                status = header_step(parser, &more, err);
            else
                status = body_step(parser, &more, err);
            if (status != BGM_OK)
                return status;
        }
    }
    return BGM_OK;
}

enum bgm_status multipart_end(struct multipart *parser, struct bgm_error *err)
{
    if (parser->state == MULTIPART_DONE)
        return BGM_OK;
    if (parser->state == MULTIPART_BROKEN)
        return bgm_fail(err, parser->failure, "the multipart body is not valid");
    return broken(parser, err, "it ends before its closing boundary");
}

void multipart_release(struct multipart *parser)
{
    buf_release(&parser->held);
}
