/* The header fields that the program looks at, from libcurl's list of them. */
#include "http_client.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

static void read_type(struct http_response *response, const char *value)
{
    snprintf(response->content_type, sizeof response->content_type, "%.*s", (int)strcspn(value, "; \t"), value);
    text_lower(response->content_type);
}

static void read_length(struct http_response *response, const char *value)
{
    if (!text_to_int(value, 0, INT64_MAX, &response->content_length))
        response->content_length = -1;
}

static void read_preference(struct http_response *response, const char *value)
{
    response->preference_wait = names_wait(value);
}

static void read_accept_ranges(struct http_response *response, const char *value)
{
    response->accepts_ranges = text_equal_ignore_case(value, "bytes");
}

static void read_etag(struct http_response *response, const char *value)
{
    copy_value(response->etag, sizeof response->etag, value);
}

static void read_last_modified(struct http_response *response, const char *value)
{
    copy_value(response->last_modified, sizeof response->last_modified, value);
}

/* What is looked at, but for Location and Retry-After. */
static const struct {
    const char *name;
    void (*read)(struct http_response *response, const char *value);
} fields[] = {
    {"Content-Type", read_type},           {"Content-Length", read_length},
    {"Content-Range", read_content_range}, {"Preference-Applied", read_preference},
    {"Accept-Ranges", read_accept_ranges}, {"ETag", read_etag},
    {"Last-Modified", read_last_modified},
};

void http_header_take(struct http_response *response, const char *name, const char *value)
{
    if (strlen(value) > VALUE_MOST_BYTES)
        return;
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (text_equal_ignore_case(fields[i].name, name))
            fields[i].read(response, value);
    }
}

/* The first of that name in the last answer, no interim one's, proxy's or trailer; NULL: none. libcurl's until the
 * handle is used again. */
static const char *header_value(CURL *easy, const char *name)
{
    struct curl_header *header;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

/* libcurl reads seconds and dates, and says 0 where it reads neither. */
static int64_t retry_after_ms(CURL *easy)
{
    /* A year is more than anybody waits, and keeps the arithmetic safe. */
    const curl_off_t most_s = 366 * 86400;
    curl_off_t seconds = 0;
    const char *value = header_value(easy, "Retry-After");
    if (value == NULL || curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK)
        return -1;
    if (seconds > 0)
        return (seconds < most_s ? seconds : most_s) * 1000;
    bool is_now = strcmp(value, "0") == 0 || curl_getdate(value, NULL) != (time_t)-1;
    return is_now ? 0 : -1;
}

void http_headers_read(struct http_hop *hop, void *easy)
{
    long status = 0;
    http_headers_clear(hop->response);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    hop->response->status = (int)status;
    for (size_t i = 0; i < COUNT(fields); i++) {
        const char *value = header_value(easy, fields[i].name);
        if (value != NULL)
            http_header_take(hop->response, fields[i].name, value);
    }
    hop->response->retry_after_ms = retry_after_ms(easy);
    const char *location = header_value(easy, "Location");
    free(hop->location);
    hop->location = location != NULL && strlen(location) <= VALUE_MOST_BYTES ? xstrdup(location) : NULL;
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
