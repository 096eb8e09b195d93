/* A scanner that finds raw spans in a JSON document. */
#include "bgmusic/json/json_span.h"

#include <string.h>

#include "bgmusic/base/xalloc.h"

struct scan {
    const char *at, *end;
};

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r' || *scan->at == '\n'))
        scan->at++;
}

/* From the opening quote to behind the closing one. */
static bool skip_string(struct scan *scan)
{
    for (scan->at++; scan->at < scan->end; scan->at++) {
        if (*scan->at == '\\')
            scan->at++;
        else if (*scan->at == '"') {
            scan->at++;
            return true;
        }
    }
    scan->at = scan->end;
    return false;
}

/* Over one whole value; brackets are only counted, their kinds are the parser's business. */
static bool skip_value(struct scan *scan)
{
    size_t depth = 0;
    do {
        skip_space(scan);
        if (scan->at >= scan->end)
            return false;
        char c = *scan->at;
        if (c == '"') {
            if (!skip_string(scan))
                return false;
        } else if (c == '{' || c == '[') {
            depth++;
            scan->at++;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return false;
            depth--;
            scan->at++;
        } else if (c == ',' || c == ':') {
            if (depth == 0)
                return false;
            scan->at++;
        } else {
            while (scan->at < scan->end && strchr(" \t\r\n{}[],:\"", *scan->at) == NULL)
                scan->at++;
            if (scan->at < scan->end && *scan->at == '\0')
                return false;
        }
    } while (depth > 0);
    return true;
}

bool json_depth_within(const char *bytes, size_t length, int most)
{
    struct scan scan = {bytes, bytes + length};
    int depth = 0;
    while (scan.at < scan.end) {
        if (*scan.at == '"') {
            if (!skip_string(&scan))
                return true;
            continue;
        }
        if (*scan.at == '{' || *scan.at == '[') {
            if (++depth > most)
                return false;
        } else if (*scan.at == '}' || *scan.at == ']') {
            depth--;
        }
        scan.at++;
    }
    return true;
}

/* `scan` stands before an object: moves it before the value of `key`. */
static bool enter_member(struct scan *scan, const char *key)
{
    size_t wanted = strlen(key);
    skip_space(scan);
    if (scan->at >= scan->end || *scan->at != '{')
        return false;
    scan->at++;
    for (;;) {
        skip_space(scan);
        if (scan->at >= scan->end || *scan->at != '"')
            return false;
        const char *name = scan->at + 1;
        if (!skip_string(scan))
            return false;
        size_t length = (size_t)(scan->at - name) - 1;
        skip_space(scan);
        if (scan->at >= scan->end || *scan->at != ':')
            return false;
        scan->at++;
        if (length == wanted && memcmp(name, key, wanted) == 0)
            return true;
        if (!skip_value(scan))
            return false;
        skip_space(scan);
        if (scan->at >= scan->end || *scan->at != ',')
            return false;
        scan->at++;
    }
}

bool json_span_find(const char *bytes, size_t length, const char *const keys[], struct json_span *found)
{
    if (bytes == NULL)
        return false;
    struct scan scan = {bytes, bytes + length};
    bool is_member = keys[0] != NULL;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        scan.at += 3;
    for (; *keys != NULL; keys++) {
        if (!enter_member(&scan, *keys))
            return false;
    }
    skip_space(&scan);
    const char *start = scan.at;
    if (!skip_value(&scan))
        return false;
    const char *end = scan.at;
    skip_space(&scan);
    /* A number that the document's end cut short looks whole: an id would lose its last digits. */
    if (is_member && (scan.at >= scan.end || (*scan.at != ',' && *scan.at != '}')))
        return false;
    *found = (struct json_span){start, (size_t)(end - start)};
    return true;
}

char *json_span_id(const char *bytes, size_t length, const char *const keys[])
{
    struct json_span span;
    if (!json_span_find(bytes, length, keys, &span) || span.length == 0)
        return NULL;
    if (span.bytes[0] == '"') {
        if (span.length < 3 || memchr(span.bytes, '\\', span.length) != NULL)
            return NULL;
        return xstrndup(span.bytes + 1, span.length - 2);
    }
    for (size_t i = 0; i < span.length; i++) {
        if (span.bytes[i] < '0' || span.bytes[i] > '9')
            return NULL;
    }
    return xstrndup(span.bytes, span.length);
}
