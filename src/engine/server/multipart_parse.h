/* multipart/form-data (RFC 7578) as a push parser: bytes in, parts out, in any cut, memory flat.
 *
 *     struct multipart parser;
 *     if (!multipart_init(&parser, content_type, &handler, context)) ... no boundary
 *     while (bytes come)
 *         status = multipart_feed(&parser, bytes, length, err);    sticky
 *     status = multipart_end(&parser, err);                        the closing boundary was seen?
 *     multipart_release(&parser);
 */
#ifndef BGMUSIC_ENGINE_SERVER_MULTIPART_PARSE_H
#define BGMUSIC_ENGINE_SERVER_MULTIPART_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"

enum { MULTIPART_MOST_BOUNDARY = 70, MULTIPART_MOST_PARTS = 64, MULTIPART_MOST_HEADER = 16384 };

/* Each may fail; its status ends the parse. `file_name` is NULL for a plain field; it is what the client wrote and
 * must not become a path. */
struct multipart_handler {
    enum bgm_status (*begin)(void *context, const char *name, const char *file_name, struct bgm_error *err);
    enum bgm_status (*data)(void *context, const char *bytes, size_t length, struct bgm_error *err);
    enum bgm_status (*end)(void *context, struct bgm_error *err);
};

enum multipart_state {
    MULTIPART_PREAMBLE,
    MULTIPART_AFTER_BOUNDARY,
    MULTIPART_HEADER,
    MULTIPART_BODY,
    MULTIPART_DONE,
    MULTIPART_BROKEN
};

struct multipart {
    enum multipart_state state;
    const struct multipart_handler *handler;
    void *context;
    char delimiter[MULTIPART_MOST_BOUNDARY + 5]; /* CR LF "--" boundary */
    size_t delimiter_length;
    struct buf held; /* bytes that cannot be judged yet */
    int parts;
    enum bgm_status failure;
};

bool multipart_init(struct multipart *parser, const char *content_type, const struct multipart_handler *handler,
                    void *context);
enum bgm_status multipart_feed(struct multipart *parser, const char *bytes, size_t length, struct bgm_error *err);
enum bgm_status multipart_end(struct multipart *parser, struct bgm_error *err);
void multipart_release(struct multipart *parser);

#endif
