/* Masking: no token, no bearer and no query of a URL survives, and what is masked stays as it is. */
#include "fuzz.h"

#include "bgmusic/base/trace.h"

static void check_masked(const char *text)
{
    PROPERTY(!fuzz_has_secret(text), "a secret does not survive");
    /* From "://" to the blank or quote that ends a URL, a '?' has only "***" behind it. */
    for (const char *url = strstr(text, "://"); url != NULL; url = strstr(url + 3, "://")) {
        const char *query = url + strcspn(url, " \n\"'<>?");
        if (*query == '?')
            PROPERTY(text_starts_with(query, "?***") && strcspn(query, " \n\"'<>") == 4, "a query does not survive");
    }
}

static void mask(struct buf *out, const char *text, size_t length)
{
    buf_init(out, FUZZ_ROOM_BYTES);
    trace_mask(out, text, length);
}

/* The input as a token of its own, wherever it stands. */
static void check_token(const char *text)
{
    struct buf line, masked;
    char token[36] = "zq9"; /* no word of the line below begins so */
    for (size_t used = 3; *text != '\0' && used < 35; text++) {
        if (isalnum((unsigned char)*text))
            token[used++] = *text;
    }
    if (strlen(token) < 12)
        return;
    buf_init(&line, FUZZ_ROOM_BYTES);
    buf_appendf(&line, "GET /x nmv_usr_%s, \"clm_%s\" Authorization: Bearer %s\nhttps://a.example/b?k=%s", token, token,
                token, token);
    mask(&masked, line.bytes, line.length);
    PROPERTY(strstr(masked.bytes, token) == NULL, "a token does not survive");
    buf_release(&line);
    buf_release(&masked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf once, twice;
    char *text = fuzz_text(data, size), place[48];
    mask(&once, text, strlen(text));
    check_masked(once.bytes);
    mask(&twice, once.bytes, once.length);
    PROPERTY(text_equal(once.bytes, twice.bytes), "masking settles after one round");
    buf_release(&twice);
    mask(&twice, (const char *)data, size);
    trace_mask_into(place, sizeof place, text);
    PROPERTY(strlen(place) < sizeof place, "a place is kept to");
    PROPERTY(text_starts_with(once.bytes, place), "a short place has the beginning");
    check_token(text);
    buf_release(&once);
    buf_release(&twice);
    free(text);
    return 0;
}
