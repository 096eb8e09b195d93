/* Reading JSON: cJSON behind typed, case-sensitive getters. */
#include "bgmusic/json/json_read.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_span.h"

static const cJSON *inside(const struct json *node)
{
    return (const cJSON *)node;
}

static const struct json *outside(const cJSON *node)
{
    return (const struct json *)node;
}

/* One look at the bytes before the parser. Outside of strings only printable ASCII and JSON's four blanks may stand
 * (RFC 8259 §2): cJSON takes every control character for a blank, and a second BOM; json_span does not, and both must
 * see the same document. `*values` is how many there will be at most: each but the root stands behind a comma or is the
 * first in its container. */
static bool has_plain_blanks(const char *bytes, size_t length, size_t *values)
{
    bool in_text = false;
    *values = 1;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '"')
            in_text = !in_text;
        else if (in_text)
            i += byte == '\\';
        else if (byte == ',' || byte == '[' || byte == '{')
            ++*values;
        else if (byte > 0x7e || (byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n'))
            return false;
    }
    return true;
}

/* The value of "\uXXXX" at `at`; -1: there is none. */
static long escape_at(const char *at, const char *end)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    long value = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *digit = at[i] != '\0' ? strchr(digits, at[i]) : NULL;
        if (digit == NULL)
            return -1;
        value = 16 * value + (digit - digits) % 16;
    }
    return value;
}

/* What services really send and cJSON makes an error or the end of a text of: half a character beyond U+FFFF (a text
 * that was cut in the middle of an emoji) is U+FFFD, and a NUL goes, like other control characters where texts are
 * shown. A copy for the parser, the caller's; NULL: there is nothing of the kind. */
static char *mended(const char *bytes, size_t length, size_t *new_length)
{
    const char *at = bytes, *end = bytes + length;
    char *copy = NULL;
    size_t used = 0;
    for (; at < end; at++) {
        long first = *at == '\\' ? escape_at(at, end) : -1;
        size_t width = *at == '\\' && at + 1 < end ? 2 : 1;
        bool is_half = first >= 0xd800 && first <= 0xdfff;
        if (first >= 0)
            width = 6;
        if (first >= 0xd800 && first <= 0xdbff) {
            long second = escape_at(at + 6, end);
            if (second >= 0xdc00 && second <= 0xdfff) {
                width = 12;
                is_half = false;
            }
        }
        if ((is_half || first == 0) && copy == NULL) {
            copy = xmalloc(length + 1);
            used = (size_t)(at - bytes);
            memcpy(copy, bytes, used);
        }
        if (copy != NULL && first != 0) {
            memcpy(copy + used, is_half ? "\\ufffd" : at, width);
            used += width;
        }
        at += width - 1;
    }
    *new_length = used;
    return copy;
}

struct json *json_parse(const char *bytes, size_t length, struct bgm_error *err)
{
    return json_parse_within(bytes, length, JSON_MOST_VALUES, err);
}

struct json *json_parse_within(const char *bytes, size_t length, size_t most_values, struct bgm_error *err)
{
    if (bytes == NULL)
        bytes = "";
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    /* Depth first, with a scanner that uses no stack: cJSON recurses. */
    if (!json_depth_within(bytes, length, JSON_MOST_DEPTH)) {
        bgm_fail(err, BGM_SERVICE, "JSON nested deeper than %d levels", JSON_MOST_DEPTH);
        return NULL;
    }
    size_t values = 0;
    bool is_plain = has_plain_blanks(bytes, length, &values);
    if (is_plain && values > most_values) {
        bgm_fail(err, BGM_TOO_LARGE, "JSON of more than %zu values", most_values);
        return NULL;
    }
    size_t mended_length = 0;
    char *copy = is_plain ? mended(bytes, length, &mended_length) : NULL;
    if (copy != NULL) {
        bytes = copy;
        length = mended_length;
    }
    const char *end = bytes;
    cJSON *root = is_plain ? cJSON_ParseWithLengthOpts(bytes, length, &end, false) : NULL;
    size_t used = root != NULL ? (size_t)(end - bytes) : 0;
    while (used < length && strchr(" \t\r\n", bytes[used]) != NULL && bytes[used] != '\0')
        used++;
    size_t near = (size_t)(end - bytes);
    free(copy);
    if (root == NULL || used < length) {
        cJSON_Delete(root);
        bgm_fail(err, BGM_SERVICE, "not valid JSON (near byte %zu of %zu)", near, length);
        return NULL;
    }
    return (struct json *)root;
}

void json_free(struct json *root)
{
    cJSON_Delete((cJSON *)root);
}

const struct json *json_get(const struct json *object, const char *key)
{
    return object == NULL ? NULL : outside(cJSON_GetObjectItemCaseSensitive(inside(object), key));
}

const struct json *json_path(const struct json *object, ...)
{
    va_list keys;
    va_start(keys, object);
    for (const char *key = va_arg(keys, const char *); key != NULL; key = va_arg(keys, const char *))
        object = json_get(object, key);
    va_end(keys);
    return object;
}

bool json_is_object(const struct json *node)
{
    return cJSON_IsObject(inside(node));
}

bool json_is_array(const struct json *node)
{
    return cJSON_IsArray(inside(node));
}

bool json_is_text(const struct json *node)
{
    return cJSON_IsString(inside(node));
}

bool json_is_number(const struct json *node)
{
    return cJSON_IsNumber(inside(node));
}

bool json_is_true(const struct json *node)
{
    return cJSON_IsTrue(inside(node));
}

bool json_is_false(const struct json *node)
{
    return cJSON_IsFalse(inside(node));
}

size_t json_count(const struct json *node)
{
    size_t count = 0;
    for (const struct json *child = json_first(node); child != NULL; child = json_next(child))
        count++;
    return count;
}

const struct json *json_first(const struct json *node)
{
    return json_is_object(node) || json_is_array(node) ? outside(inside(node)->child) : NULL;
}

const struct json *json_next(const struct json *node)
{
    return node == NULL ? NULL : outside(inside(node)->next);
}

const char *json_key(const struct json *member)
{
    return member == NULL ? NULL : inside(member)->string;
}

const char *json_value_text(const struct json *node)
{
    return json_is_text(node) ? inside(node)->valuestring : NULL;
}

double json_value_number(const struct json *node, double otherwise)
{
    return json_is_number(node) && isfinite(inside(node)->valuedouble) ? inside(node)->valuedouble : otherwise;
}

const char *json_text(const struct json *object, const char *key)
{
    return json_value_text(json_get(object, key));
}

const char *json_text_or(const struct json *object, const char *key, const char *otherwise)
{
    const char *text = json_text(object, key);
    return text != NULL ? text : otherwise;
}

double json_number(const struct json *object, const char *key, double otherwise)
{
    return json_value_number(json_get(object, key), otherwise);
}

double json_number_or_text(const struct json *object, const char *key, double otherwise)
{
    const char *text = json_text(object, key);
    double value;
    if (text != NULL)
        return text_to_double(text, -DBL_MAX, DBL_MAX, &value) ? value : otherwise;
    return json_number(object, key, otherwise);
}

int64_t json_int(const struct json *object, const char *key, int64_t otherwise)
{
    static const double largest = 9007199254740992.0; /* 2^53 */
    const struct json *node = json_get(object, key);
    int64_t value;
    if (json_is_text(node) && text_to_int(json_value_text(node), INT64_MIN, INT64_MAX, &value))
        return value;
    double number = json_value_number(node, NAN);
    if (!(number >= -largest && number <= largest))
        return otherwise;
    return (int64_t)llround(number);
}

bool json_bool(const struct json *object, const char *key, bool otherwise)
{
    const struct json *node = json_get(object, key);
    return json_is_true(node) ? true : json_is_false(node) ? false : otherwise;
}
