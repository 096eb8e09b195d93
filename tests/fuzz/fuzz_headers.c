/* Header fields of an answer, one a line: what is kept of them is bounded and in its range. */
#include "fuzz.h"

#include "http_client.h"

static void check_response(const struct http_response *response)
{
    PROPERTY(response->content_length >= -1 && response->range_first >= -1 && response->range_total >= -1,
             "a number is known or -1");
    PROPERTY(strlen(response->content_type) < sizeof response->content_type &&
                 strlen(response->etag) < sizeof response->etag &&
                 strlen(response->last_modified) < sizeof response->last_modified,
             "a text keeps to its place");
    PROPERTY(strcspn(response->content_type, "; \tABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(response->content_type),
             "a type is lower case and has no parameters");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_response response;
    http_response_init(&response);
    http_headers_clear(&response);
    const char *at = (const char *)data, *end = at + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop != NULL ? stop : end) - at);
        /* A copy of its own, so that a sanitizer sees a read past the line. */
        char *line = fuzz_text((const uint8_t *)at, length), *colon = strchr(line, ':');
        if (colon != NULL) {
            *colon = '\0';
            http_header_take(&response, line, text_trim(colon + 1));
        }
        free(line);
        check_response(&response);
        at += length + (stop != NULL);
    }
    http_response_release(&response);
    return 0;
}
