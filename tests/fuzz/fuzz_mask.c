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

/* Every place that a secret has been seen in; %s is the secret. */
static const char *const places[] = {
    "GET /x nmv_usr_%s, and more",
    "\"clm_%s\"",
    "Authorization: Bearer %s",
    "> Proxy-Authorization: Basic %s\r\n",
    "https://a.example/b?k=%s",
    "Location: /out/b.mp4?k=%s",
    "< Location: /out/b.mp4?%s",
    "//a.example/b?k=%s c",
    "{\"url\":\"https:\\/\\/a.example\\/b?k=%s\"}",
    "{\"url\":\"\\u002fb\\u003fk\\u003d%s\"}",
    "http://me:%s@proxy.example:8080/",
    "me:%s@proxy.example:8080",
    "https:\\/\\/me:%s@a.example",
    "Set-Cookie: sid=%s; Path=/",
    "< x-amz-security-token: %s",
    "Link: <https://a.example/b?k=%s>; rel=next",
    "{\"refresh_token\" : \"%s\"}",
    "password=%s&a=b",
    "they sent token: %s, and more",
    "WWW-Authenticate: Bearer realm=\"x\", token=\"%s\"",
    "https://a.example/b%3Fk%3D%s",
    "https%3A%2F%2Fme:%s%40a.example",
    "/b;jsessionid=%s",
};

/* The input as a token of its own, wherever it stands. */
static void check_token(const char *text)
{
    char token[36] = "zq9"; /* no word of the line below begins so */
    for (size_t used = 3; *text != '\0' && used < 35; text++) {
        if (isalnum((unsigned char)*text))
            token[used++] = *text;
    }
    if (strlen(token) < 12)
        return;
    for (size_t i = 0; i < COUNT(places); i++) {
        struct buf masked;
        const char *hole = strstr(places[i], "%s");
        char *line = xasprintf("%.*s%s%s", (int)(hole - places[i]), places[i], token, hole + 2);
        mask(&masked, line, strlen(line));
        PROPERTY(strstr(masked.bytes, token) == NULL, "a token does not survive");
        free(line);
        buf_release(&masked);
    }
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
