/* Pure helpers around URLs, over libcurl's URL parser. */
#include "bgmusic/net/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { URL_CEILING = 64 * 1024 };

/* The parts that make an origin; each the caller's. */
struct parts {
    char *scheme, *host, *port; /* port NULL: the scheme's own */
};

static void parts_release(struct parts *parts)
{
    free(parts->scheme);
    free(parts->host);
    free(parts->port);
    *parts = (struct parts){0};
}

/* No "another origin" for want of memory: what hangs on it (the token, the socket) would be left out unnoticed. */
static bool is_good(CURLUcode code)
{
    if (code == CURLUE_OUT_OF_MEMORY)
        memory_gone("an address");
    return code == CURLUE_OK;
}

static CURLU *handle_new(void)
{
    CURLU *handle = curl_url();
    is_good(handle != NULL ? CURLUE_OK : CURLUE_OUT_OF_MEMORY);
    return handle;
}

static char *take_part(CURLU *handle, CURLUPart what, unsigned flags)
{
    char *from_curl = NULL;
    if (!is_good(curl_url_get(handle, what, &from_curl, flags)))
        return NULL;
    char *ours = xstrdup(from_curl);
    curl_free(from_curl);
    return ours;
}

static bool has_control_characters(const char *url)
{
    for (const unsigned char *at = (const unsigned char *)url; *at != '\0'; at++) {
        if (*at <= ' ' || *at == 0x7f || *at == '\\')
            return true;
    }
    return false;
}

/* libcurl decodes %XX in a host after it has put numbers into their usual form, so "213070643%33" would be 127.0.0.1
 * that nothing here knows as such. No honest host needs it. It takes one slash behind the scheme, too. */
static bool has_encoded_host(const char *url)
{
    const char *at = url + strcspn(url, ":");
    at += strspn(at, ":/");
    size_t length = strcspn(at, "/?#");
    return memchr(at, '%', length) != NULL;
}

static bool parts_read(const char *url, struct parts *parts)
{
    *parts = (struct parts){0};
    if (url == NULL || strnlen(url, URL_CEILING) == URL_CEILING || has_control_characters(url) || has_encoded_host(url))
        return false;
    CURLU *handle = handle_new();
    bool good = false;
    char *user = NULL, *password = NULL;
    if (!is_good(curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME)))
        goto out;
    user = take_part(handle, CURLUPART_USER, 0);
    password = take_part(handle, CURLUPART_PASSWORD, 0);
    parts->scheme = take_part(handle, CURLUPART_SCHEME, 0);
    parts->host = take_part(handle, CURLUPART_HOST, 0);
    parts->port = take_part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    good = user == NULL && password == NULL && parts->scheme != NULL && parts->host != NULL && *parts->host != '\0';
    if (good) {
        text_lower(parts->scheme);
        text_lower(parts->host);
    }
out:
    free(user);
    free(password);
    curl_url_cleanup(handle);
    if (!good)
        parts_release(parts);
    return good;
}

char *url_origin(const char *url)
{
    struct parts parts;
    if (!parts_read(url, &parts))
        return NULL;
    char *origin = parts.port != NULL ? xasprintf("%s://%s:%s", parts.scheme, parts.host, parts.port)
                                      : xasprintf("%s://%s", parts.scheme, parts.host);
    parts_release(&parts);
    return origin;
}

char *url_host(const char *url)
{
    struct parts parts;
    if (!parts_read(url, &parts))
        return NULL;
    char *host = parts.host;
    parts.host = NULL;
    parts_release(&parts);
    return host;
}

bool url_same_origin(const char *a, const char *b)
{
    char *origin_a = url_origin(a);
    char *origin_b = url_origin(b);
    bool same = origin_a != NULL && text_equal(origin_a, origin_b);
    free(origin_a);
    free(origin_b);
    return same;
}

static bool host_is_loopback(const char *host)
{
    struct in_addr address;
    if (text_equal(host, "localhost") || text_equal(host, "[::1]"))
        return true;
    return inet_pton(AF_INET, host, &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}

bool url_is_loopback(const char *url)
{
    char *host = url_host(url);
    bool loopback = host != NULL && host_is_loopback(host);
    free(host);
    return loopback;
}

bool url_is_allowed(const char *url)
{
    struct parts parts;
    if (!parts_read(url, &parts))
        return false;
    bool allowed =
        text_equal(parts.scheme, "https") || (text_equal(parts.scheme, "http") && host_is_loopback(parts.host));
    parts_release(&parts);
    return allowed;
}

char *url_resolve(const char *base, const char *target)
{
    char *result = NULL;
    if (base == NULL || target == NULL || strnlen(target, URL_CEILING) == URL_CEILING)
        return NULL;
    CURLU *handle = handle_new();
    if (is_good(curl_url_set(handle, CURLUPART_URL, base, CURLU_NON_SUPPORT_SCHEME)) &&
        is_good(curl_url_set(handle, CURLUPART_URL, target, CURLU_NON_SUPPORT_SCHEME)))
        result = take_part(handle, CURLUPART_URL, 0);
    curl_url_cleanup(handle);
    return result;
}

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void url_append_encoded(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (is_unreserved(c))
            buf_append_char(out, (char)c);
        else
            buf_appendf(out, "%%%02X", c);
    }
}

char *url_from_path(const char *absolute_path)
{
    struct buf url;
    buf_init(&url, 4 * URL_CEILING);
    buf_append_text(&url, "file://");
    for (const char *at = absolute_path; *at != '\0'; at++) {
        char one[2] = {*at, '\0'};
        if (*at == '/')
            buf_append_char(&url, '/');
        else
            url_append_encoded(&url, one);
    }
    return buf_take(&url);
}
