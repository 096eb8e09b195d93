/* The header fields that the program looks at. */
#include "http_client.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { VALUE_MOST_BYTES = 8 * 1024 };

void http_headers_clear(struct http_response *response)
{
    response->status = 0;
    response->content_type[0] = '\0';
    response->retry_after_ms = -1;
    response->preference_wait = false;
    response->content_length = -1;
    response->range_first = -1;
    response->range_total = -1;
    response->accepts_ranges = false;
    response->etag[0] = '\0';
    response->last_modified[0] = '\0';
}

int64_t http_parse_retry_after(const char *value, int64_t now_wall_s)
{
    int64_t seconds;
    /* A year is more than anybody waits, and keeps the arithmetic safe. */
    const int64_t most_s = INT64_C(366) * 86400;
    if (value == NULL)
        return -1;
    if (text_to_int(value, 0, INT64_MAX, &seconds))
        return (seconds < most_s ? seconds : most_s) * 1000;
    time_t at_s = curl_getdate(value, NULL);
    if (at_s == (time_t)-1)
        return -1;
    seconds = (int64_t)at_s - now_wall_s;
    if (seconds < 0)
        seconds = 0;
    return (seconds < most_s ? seconds : most_s) * 1000;
}

/* "bytes 100-199/1000" or "bytes 100-199/" + "*" for an unknown whole. */
static void read_content_range(struct http_response *response, const char *value)
{
    char first[24], total[24];
    if (sscanf(value, "bytes %23[0-9]-%*[0-9]/%23[0-9*]", first, total) != 2)
        return;
    if (!text_to_int(first, 0, INT64_MAX, &response->range_first))
        response->range_first = -1;
    if (!text_to_int(total, 0, INT64_MAX, &response->range_total))
        response->range_total = -1;
}

/* Is "wait" among the preferences of "wait, respond-async" or "wait=30"? */
static bool names_wait(const char *value)
{
    while (*value != '\0') {
        value += strspn(value, " \t,");
        size_t length = strcspn(value, " \t,;=");
        if (length == 4 && strncasecmp(value, "wait", 4) == 0)
            return true;
        value += strcspn(value, ",");
    }
    return false;
}

static void copy_value(char *place, size_t size, const char *value)
{
    /* A validator that does not fit is worth nothing: half of one would never match. */
    if (strlen(value) < size)
        snprintf(place, size, "%s", value);
}

static void read_field(struct http_hop *hop, const char *name, const char *value)
{
    struct http_response *response = hop->response;
    if (text_equal_ignore_case(name, "content-type")) {
        snprintf(response->content_type, sizeof response->content_type, "%.*s", (int)strcspn(value, "; \t"), value);
        text_lower(response->content_type);
    } else if (text_equal_ignore_case(name, "retry-after")) {
        response->retry_after_ms = http_parse_retry_after(value, clock_wall_s());
    } else if (text_equal_ignore_case(name, "preference-applied")) {
        response->preference_wait = names_wait(value);
    } else if (text_equal_ignore_case(name, "content-length")) {
        if (!text_to_int(value, 0, INT64_MAX, &response->content_length))
            response->content_length = -1;
    } else if (text_equal_ignore_case(name, "content-range")) {
        read_content_range(response, value);
    } else if (text_equal_ignore_case(name, "accept-ranges")) {
        response->accepts_ranges = text_equal_ignore_case(value, "bytes");
    } else if (text_equal_ignore_case(name, "etag")) {
        copy_value(response->etag, sizeof response->etag, value);
    } else if (text_equal_ignore_case(name, "last-modified")) {
        copy_value(response->last_modified, sizeof response->last_modified, value);
    } else if (text_equal_ignore_case(name, "location")) {
        free(hop->location);
        hop->location = xstrdup(value);
    }
}

/* "HTTP/1.1 200 OK", "HTTP/2 200": a new answer begins (the last one was interim, or a proxy's). */
static bool read_status_line(struct http_hop *hop, const char *line)
{
    int status;
    if (strncmp(line, "HTTP/", 5) != 0 || sscanf(line, "HTTP/%*[0-9.] %3d", &status) != 1)
        return false;
    http_headers_clear(hop->response);
    free(hop->location);
    hop->location = NULL;
    hop->response->status = status;
    hop->headers_done = false;
    return true;
}

void http_header_read(struct http_hop *hop, const char *line, size_t length)
{
    if (length == 0)
        hop->headers_done = true;
    if (length == 0 || length > VALUE_MOST_BYTES || memchr(line, '\0', length) != NULL)
        return;
    char *copy = xstrndup(line, length);
    /* What comes after the headers' end without a new status line is a trailer, and no business of ours. */
    if (!read_status_line(hop, copy) && !hop->headers_done) {
        char *colon = strchr(copy, ':');
        if (colon != NULL && colon > copy) {
            *colon = '\0';
            read_field(hop, copy, text_trim(colon + 1));
        }
    }
    free(copy);
}

bool http_type_is_text(const char *content_type)
{
    static const char *const types[] = {"application/json",      "application/problem+json", "text/html",
                                        "application/xhtml+xml", "application/xml",          "text/xml"};
    for (size_t i = 0; i < COUNT(types); i++) {
        if (text_equal(content_type, types[i]))
            return true;
    }
    return false;
}
