/* The shapes around every JSON answer. */
#include "bgmusic/api/api_envelope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum { FIRST_WORDS_CHARS = 120, HINT_CHARS = 360, FIRST_WORDS_READ_BYTES = 4096 };

void api_envelope_release(struct api_envelope *envelope)
{
    json_free(envelope->root);
    *envelope = (struct api_envelope){0};
}

/* The first `most` characters, safe to be shown. */
static void shown_words(char words[512], const char *body, size_t length, size_t most)
{
    struct buf shown, masked;
    buf_init(&shown, 8 * FIRST_WORDS_READ_BYTES);
    buf_init(&masked, 16 * FIRST_WORDS_READ_BYTES);
    bool cut = length > FIRST_WORDS_READ_BYTES;
    text_append_shown(&shown, body, cut ? FIRST_WORDS_READ_BYTES : length);
    /* Runs of white space, as in HTML, become one space each. */
    size_t kept = 0;
    for (size_t i = 0; i < shown.length; i++) {
        char c = shown.bytes[i];
        bool space = c == ' ' || c == '\n' || c == '\t';
        if (space && (kept == 0 || shown.bytes[kept - 1] == ' '))
            continue;
        shown.bytes[kept++] = space ? ' ' : c;
    }
    while (kept > 0 && shown.bytes[kept - 1] == ' ')
        kept--;
    /* Masked before it is cut, so that no half of a secret is left. */
    trace_mask(&masked, shown.bytes, kept);
    size_t at = 0, characters = 0, used = 0;
    while (at < masked.length && characters < most) {
        uint32_t code_point;
        size_t size = text_decode_utf8(masked.bytes + at, masked.length - at, &code_point);
        if (size == 0 || used + size > 500)
            break;
        memcpy(words + used, masked.bytes + at, size);
        used += size;
        at += size;
        characters++;
    }
    snprintf(words + used, 512 - used, "%s", cut || at < masked.length ? "..." : "");
    buf_release(&shown);
    buf_release(&masked);
}

void api_first_words(char words[512], const char *body, size_t length)
{
    shown_words(words, body, length, FIRST_WORDS_CHARS);
}

void api_page_title(char title[512], const char *body, size_t length)
{
    char *start = xstrndup(body, length < FIRST_WORDS_READ_BYTES ? length : FIRST_WORDS_READ_BYTES);
    const char *open = text_find_ignore_case(start, "<title");
    const char *from = open != NULL ? strchr(open, '>') : NULL;
    size_t room = from != NULL ? strcspn(from + 1, "<") : 0;
    if (from != NULL) {
        api_first_words(title, from + 1, room);
    } else {
        /* Without one: its words, without the tags. */
        size_t kept = 0, in_tag = 0;
        for (char *at = start; *at != '\0'; at++) {
            in_tag = *at == '<' ? 1 : in_tag;
            if (in_tag == 0)
                start[kept++] = *at;
            else if (*at == '>') {
                in_tag = 0;
                start[kept++] = ' ';
            }
        }
        api_first_words(title, start, kept);
    }
    free(start);
}

/* The words of an error, wherever they stand; NULL: none. */
static const char *words_of(const struct json *node, int depth)
{
    if (json_is_text(node))
        return text_is_blank(json_value_text(node)) ? NULL : json_value_text(node);
    if (depth == 0)
        return NULL;
    if (json_is_array(node))
        return words_of(json_first(node), depth - 1);
    static const char *const keys[] = {"message", "msg", "error", "detail", "error_message", "errorMessage", "reason"};
    for (size_t i = 0; json_is_object(node) && i < COUNT(keys); i++) {
        const char *words = words_of(json_get(node, keys[i]), depth - 1);
        if (words != NULL)
            return words;
    }
    return NULL;
}

/* `error` as a text, object or list that says something; null, false and "" say nothing. */
static bool has_error_member(const struct json *object)
{
    const struct json *error = json_get(object, "error");
    if (json_is_text(error))
        return !text_is_blank(json_value_text(error));
    return json_is_object(error) || json_is_true(error) || (json_is_array(error) && json_count(error) > 0);
}

/* A code as a number: 0 for none and for success, API_CODE_OTHER for one that is no number of ours. Words are those of
 * Google's status codes, which the Agent Development Kit passes on. */
static int number_of(const struct json *code)
{
    static const struct {
        const char *word;
        int code;
    } words[] = {
        {"0", 0},
        {"OK", 0},
        {"SUCCESS", 0},
        {"UNAUTHENTICATED", API_CODE_TOKEN},
        {"RESOURCE_EXHAUSTED", 429},
        {"RATE_LIMITED", 429},
        {"PERMISSION_DENIED", 403},
    };
    if (json_is_number(code)) {
        double value = json_value_number(code, 0);
        int whole = value >= -1e9 && value <= 1e9 ? (int)value : API_CODE_OTHER;
        return whole == 0 && value != 0 ? API_CODE_OTHER : whole;
    }
    int64_t number;
    const char *text = json_value_text(code);
    if (text == NULL || text_is_blank(text))
        return 0;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (text_equal_ignore_case(text, words[i].word))
            return words[i].code;
    }
    return text_to_int(text, -1000000000, 1000000000, &number) ? (int)number : API_CODE_OTHER;
}

/* A body that is no JSON object: what is it, and how does it begin? */
static enum bgm_status fail_unreadable(const struct api_call_facts *facts, int http_status, const char *body,
                                       size_t length, struct bgm_error *err)
{
    char words[512];
    api_first_words(words, body, length);
    bool success = http_status >= 200 && http_status < 300, is_page = words[0] == '<';
    if (is_page)
        api_page_title(words, body, length);
    if (!success)
        return api_fail(err, facts, http_status, 0, words, NULL);
    if (is_page)
        bgm_fail(err, BGM_SERVICE, "%s: the service sent a web page instead of an answer%s%s", facts->call,
                 words[0] != '\0' ? ": " : "", words);
    else if (words[0] == '\0')
        bgm_fail(err, BGM_SERVICE, "%s: the service sent an empty answer", facts->call);
    else
        bgm_fail(err, BGM_SERVICE, "%s: the service sent an answer that is no whole JSON object: %s", facts->call,
                 words);
    bgm_hint(err, "try again in some minutes; a proxy or sign-in page in between can be the cause");
    if (err != NULL)
        err->http_status = http_status;
    return BGM_SERVICE;
}

static bool is_failure(const struct json *root, const struct json *data, int code, int http_status,
                       bool keep_render_errors)
{
    if (http_status < 200 || http_status >= 300 || code != 0)
        return true;
    if (keep_render_errors && (json_text(root, "status") != NULL || json_text(data, "status") != NULL))
        return false;
    if (json_is_false(json_get(root, "success")))
        return true;
    /* {"detail": ...} alone is how some frameworks refuse; beside data it is only a remark. */
    bool bare = !json_is_object(json_get(root, "data"));
    return has_error_member(root) || (bare && json_count(root) == 1 && json_get(root, "detail") != NULL);
}

enum bgm_status api_envelope_read(struct api_envelope *envelope, const struct api_call_facts *facts, int http_status,
                                  const char *body, size_t length, bool keep_render_errors, struct bgm_error *err)
{
    *envelope = (struct api_envelope){0};
    struct json *root = json_parse(body, length, NULL);
    if (!json_is_object(root)) {
        json_free(root);
        envelope->is_unreadable = true;
        return fail_unreadable(facts, http_status, body, length, err);
    }
    const struct json *data = json_get(root, "data");
    int code = number_of(json_get(root, "code"));
    if (is_failure(root, json_is_object(data) ? data : NULL, code, http_status, keep_render_errors)) {
        if (code == 0)
            code = number_of(json_path(root, "error", "code", NULL));
        const char *said = words_of(root, 4), *hint = json_text(root, "hint");
        char words[512], advice[512] = "";
        if (said != NULL)
            api_first_words(words, said, strlen(said));
        else
            api_first_words(words, body, length);
        if (hint != NULL)
            shown_words(advice, hint, strlen(hint), HINT_CHARS);
        enum bgm_status status = api_fail(err, facts, http_status, code, words, advice);
        json_free(root);
        envelope->service_code = code;
        envelope->lacks_scope = api_lacks_scope(http_status, code, words);
        return status;
    }
    envelope->root = root;
    envelope->wrapped = json_is_object(data);
    envelope->data = envelope->wrapped ? data : root;
    return BGM_OK;
}
