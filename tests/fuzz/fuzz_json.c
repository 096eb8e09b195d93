/* JSON: the parser and the scanner of raw spans agree, and what was printed is read back as it was. */
#include "fuzz.h"

#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_span.h"
#include "bgmusic/json/json_write.h"

static void print_again(const char *bytes, size_t length, struct buf *out)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct json *root = json_parse(bytes, length, &err);
    PROPERTY(root != NULL, "what is valid stays valid");
    PROPERTY(json_print(root, out), "what was read can be printed");
    json_free(root);
}

/* Keys with escapes are not found by the scanner, as its header says: then there is nothing to compare. */
static void check_spans(const struct json *root, const char *bytes, size_t length)
{
    if (!json_is_object(root) || memchr(bytes, '\\', length) != NULL || memchr(bytes, '\0', length) != NULL)
        return;
    for (const struct json *member = json_first(root); member != NULL; member = json_next(member)) {
        const char *const keys[] = {json_key(member), NULL};
        struct json_span span;
        struct buf parsed, scanned;
        buf_init(&parsed, FUZZ_ROOM_BYTES);
        buf_init(&scanned, FUZZ_ROOM_BYTES);
        PROPERTY(json_span_find(bytes, length, keys, &span), "what the parser sees the scanner finds");
        PROPERTY(span.length > 0 && span.bytes >= bytes && span.bytes + span.length <= bytes + length,
                 "a span lies in its document");
        json_print(json_get(root, keys[0]), &parsed);
        print_again(span.bytes, span.length, &scanned);
        PROPERTY(text_equal(parsed.bytes, scanned.bytes), "parser and scanner see the same value");
        char *id = json_span_id(bytes, length, keys);
        const char *text = json_text(root, keys[0]);
        PROPERTY(text == NULL || *text == '\0' || text_equal(id, text), "an id is its text");
        free(id);
        buf_release(&parsed);
        buf_release(&scanned);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const deep[] = {"data", "state", "draft", NULL}, *const none[] = {NULL};
    const char *bytes = (const char *)data;
    struct bgm_error err = BGM_ERROR_INIT;
    struct json_span span;
    struct json *root = json_parse(bytes, size, &err);
    PROPERTY(root != NULL || fuzz_is_told(&err, BGM_SERVICE), "a refusal is a sentence");
    if (json_span_find(bytes, size, deep, &span))
        PROPERTY(span.bytes >= bytes && span.bytes + span.length <= bytes + size, "a span lies in its document");
    free(json_span_id(bytes, size, deep));
    if (root != NULL) {
        struct buf once, twice;
        buf_init(&once, FUZZ_ROOM_BYTES);
        buf_init(&twice, FUZZ_ROOM_BYTES);
        PROPERTY(json_depth_within(bytes, size, JSON_MOST_DEPTH), "depth has a ceiling");
        PROPERTY(json_span_find(bytes, size, none, &span), "the root is a span");
        check_spans(root, bytes, size);
        PROPERTY(json_print(root, &once), "what was read can be printed");
        print_again(once.bytes, once.length, &twice);
        /* cJSON rounds the very largest doubles up, out of their range. */
        PROPERTY(text_equal(once.bytes, twice.bytes) || strstr(once.bytes, "e+308") != NULL,
                 "printing settles after one round");
        for (size_t i = 0; i < once.length; i++)
            PROPERTY((unsigned char)once.bytes[i] >= 0x20 && once.bytes[i] != 0x7f, "controls leave escaped");
        struct json *copy = json_copy(root);
        buf_clear(&twice);
        json_print(copy, &twice);
        PROPERTY(text_equal(once.bytes, twice.bytes), "a copy is the same");
        json_free(copy);
        buf_release(&once);
        buf_release(&twice);
    }
    json_free(root);
    return 0;
}
