/* Building JSON: cJSON's builder behind functions that cannot fail half-way. */
#include "bgmusic/json/json_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

static cJSON *checked(cJSON *node)
{
    if (node == NULL)
        memory_gone("JSON");
    return node;
}

struct json *json_new_object(void)
{
    return (struct json *)checked(cJSON_CreateObject());
}

struct json *json_new_array(void)
{
    return (struct json *)checked(cJSON_CreateArray());
}

struct json *json_new_text(const char *text)
{
    size_t length = strlen(text);
    if (text_is_utf8(text, length))
        return (struct json *)checked(cJSON_CreateString(text));
    struct buf whole;
    buf_init(&whole, 3 * length + 3);
    while (length > 0) {
        uint32_t code_point;
        size_t size = text_decode_utf8(text, length, &code_point);
        if (size == 0)
            text_append_utf8(&whole, 0xfffd);
        else
            buf_append(&whole, text, size);
        size = size == 0 ? 1 : size;
        text += size;
        length -= size;
    }
    cJSON *node = checked(cJSON_CreateString(whole.bytes));
    buf_release(&whole);
    return (struct json *)node;
}

void json_set(struct json *object, const char *key, struct json *value)
{
    if (!cJSON_AddItemToObject((cJSON *)object, key, (cJSON *)value))
        checked(NULL);
}

void json_remove(struct json *object, const char *key)
{
    cJSON_DeleteItemFromObjectCaseSensitive((cJSON *)object, key);
}

void json_append(struct json *array, struct json *value)
{
    if (!cJSON_AddItemToArray((cJSON *)array, (cJSON *)value))
        checked(NULL);
}

void json_set_text(struct json *object, const char *key, const char *text)
{
    if (text == NULL)
        json_set_null(object, key);
    else
        json_set(object, key, json_new_text(text));
}

void json_set_raw(struct json *object, const char *key, const char *raw)
{
    json_set(object, key, (struct json *)checked(cJSON_CreateRaw(raw)));
}

void json_set_int(struct json *object, const char *key, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    json_set_raw(object, key, digits);
}

void json_set_number(struct json *object, const char *key, double value)
{
    json_set(object, key, (struct json *)checked(isfinite(value) ? cJSON_CreateNumber(value) : cJSON_CreateNull()));
}

void json_set_bool(struct json *object, const char *key, bool value)
{
    json_set(object, key, (struct json *)checked(cJSON_CreateBool(value)));
}

void json_set_null(struct json *object, const char *key)
{
    json_set(object, key, (struct json *)checked(cJSON_CreateNull()));
}

struct json *json_copy(const struct json *node)
{
    return (struct json *)checked(cJSON_Duplicate((const cJSON *)node, true));
}

/* DEL, the C1 controls, and what turns the direction of writing, so that a name reads as another one. */
static bool drives_a_terminal(uint32_t c)
{
    return (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool json_print(const struct json *node, struct buf *out)
{
    char *text = cJSON_PrintUnformatted((const cJSON *)node);
    if (text == NULL)
        checked(NULL);
    bool good = true;
    /* cJSON escapes what is below U+0020. What else drives a terminal stands in strings alone, so it can be escaped
     * behind its back. */
    const char *run = text, *at = text;
    while (*at != '\0' && good) {
        uint32_t c = 0;
        size_t size = text_decode_utf8(at, strnlen(at, 4), &c);
        size = size > 0 ? size : 1;
        if (drives_a_terminal(c)) {
            good = buf_append(out, run, (size_t)(at - run)) && buf_appendf(out, "\\u%04x", (unsigned)c);
            run = at + size;
        }
        at += size;
    }
    good = good && buf_append(out, run, (size_t)(at - run));
    cJSON_free(text);
    return good;
}
