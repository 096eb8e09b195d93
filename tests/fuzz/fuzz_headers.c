/* Header lines of an answer, one a line, CR or not: what is kept of them is bounded and in its range. */
#include "fuzz.h"

#include "http_client.h"

static void check_response(const struct http_response *response)
{
    PROPERTY(response->status >= -99 && response->status <= 999, "a status has three digits");
    PROPERTY(response->retry_after_ms >= -1 && response->content_length >= -1 && response->range_first >= -1 &&
                 response->range_total >= -1,
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
    struct http_hop hop = {.response = &response};
    http_response_init(&response);
    http_headers_clear(&response);
    const char *at = (const char *)data, *end = at + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop != NULL ? stop : end) - at), shown = length;
        shown -= length > 0 && at[length - 1] == '\r';
        /* A copy of its own, so that a sanitizer sees a read past the line. */
        char *line = xmalloc(shown > 0 ? shown : 1);
        memcpy(line, at, shown);
        struct http_response before = response;
        bool was_done = hop.headers_done;
        http_header_read(&hop, line, shown);
        free(line);
        check_response(&response);
        PROPERTY(!was_done || !hop.headers_done || memcmp(&before, &response, sizeof before) == 0,
                 "a trailer changes nothing");
        at += length + (stop != NULL);
    }
    free(hop.location);
    http_response_release(&response);
    return 0;
}
