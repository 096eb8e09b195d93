/* Uploads as they come in: the Content-Type up to the first newline, then the body; any cut gives the same parts. */
#include "fuzz.h"

#include "multipart_parse.h"

struct record {
    struct buf parts;
    bool open;
    int count;
};

static enum bgm_status on_begin(void *context, const char *name, const char *file_name, struct bgm_error *err)
{
    struct record *record = context;
    (void)err;
    PROPERTY(!record->open, "a part ends before the next begins");
    PROPERTY(strlen(name) <= MULTIPART_MOST_HEADER, "a name has a ceiling");
    record->open = true;
    record->count++;
    buf_appendf(&record->parts, "[%s|%s]", name, file_name != NULL ? file_name : "");
    return BGM_OK;
}

static enum bgm_status on_data(void *context, const char *bytes, size_t length, struct bgm_error *err)
{
    struct record *record = context;
    (void)err;
    PROPERTY(record->open && length > 0, "data belongs to a part");
    buf_append(&record->parts, bytes, length);
    return BGM_OK;
}

static enum bgm_status on_end(void *context, struct bgm_error *err)
{
    struct record *record = context;
    (void)err;
    PROPERTY(record->open, "a part that ends was open");
    record->open = false;
    return BGM_OK;
}

static enum bgm_status feed(const char *type, const char *body, size_t size, enum fuzz_cut cut, struct record *record)
{
    static const struct multipart_handler handler = {on_begin, on_data, on_end};
    struct multipart parser;
    struct prng prng;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = BGM_OK;
    fuzz_chance(&prng, (const uint8_t *)body, size);
    *record = (struct record){0};
    buf_init(&record->parts, FUZZ_ROOM_BYTES);
    if (!multipart_init(&parser, type, &handler, record)) {
        multipart_release(&parser);
        return BGM_USAGE;
    }
    for (size_t at = 0, piece; at < size && status == BGM_OK; at += piece) {
        piece = fuzz_piece(cut, &prng, size - at);
        status = multipart_feed(&parser, body + at, piece, &err);
    }
    if (status == BGM_OK)
        status = multipart_end(&parser, &err);
    PROPERTY(status == BGM_OK || fuzz_is_told(&err, status), "a refusal is a sentence");
    PROPERTY(status == BGM_OK || multipart_feed(&parser, "x", 1, &err) == status, "errors are sticky");
    PROPERTY(status != BGM_OK || !record->open, "a whole body ends its parts");
    PROPERTY(record->count <= MULTIPART_MOST_PARTS, "parts have a ceiling");
    multipart_release(&parser);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *stop = size > 0 ? memchr(data, '\n', size) : NULL;
    size_t type_length = stop != NULL ? (size_t)(stop - data) : size;
    char *type = fuzz_text(data, type_length);
    const char *body = (const char *)data + type_length + (stop != NULL);
    size_t length = size - type_length - (stop != NULL);
    struct record whole, other;
    enum bgm_status status = feed(type, body, length, FUZZ_WHOLE, &whole);
    for (enum fuzz_cut cut = FUZZ_BYTES; cut < FUZZ_CUTS; cut++) {
        PROPERTY(feed(type, body, length, cut, &other) == status, "the cuts do not matter for the end");
        PROPERTY(status != BGM_OK || (other.parts.length == whole.parts.length &&
                                      memcmp(other.parts.bytes, whole.parts.bytes, whole.parts.length) == 0),
                 "the cuts do not matter for the parts");
        buf_release(&other.parts);
    }
    buf_release(&whole.parts);
    free(type);
    return 0;
}
