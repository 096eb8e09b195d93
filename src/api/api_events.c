/* One event of the stream into typed events. */
#include "bgmusic/api/api_events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum { TEXT_CEILING_BYTES = 32 * 1024 * 1024 };

struct reader {
    api_event_fn *on_event;
    void *context;
};

static void emit(const struct reader *reader, enum api_event_kind kind, const char *text, const char *name,
                 const char *code, bool partial)
{
    struct api_event event = {
        .kind = kind,
        .text = text != NULL ? text : "",
        .name = name != NULL ? name : "",
        .code = code != NULL ? code : "",
        .partial = partial,
    };
    reader->on_event(reader->context, &event);
}

static void emit_flat_text(const struct reader *reader, const struct json *event, const char *text)
{
    reader->on_event(reader->context, &(struct api_event){.kind = API_EVENT_TEXT,
                                                          .text = text,
                                                          .name = "",
                                                          .code = "",
                                                          .partial = json_is_true(json_get(event, "partial")),
                                                          .flat = true});
}

/* A call of a tool: one asks the user, the others are the agent's own affair. `id` may be NULL. */
static void emit_call(const struct reader *reader, const char *name, const char *id, const struct json *arguments)
{
    bool asks = text_equal(name, "ask_question");
    if (name == NULL)
        name = "";
    reader->on_event(reader->context, &(struct api_event){.kind = asks ? API_EVENT_QUESTION : API_EVENT_TOOL_CALL,
                                                          .text = "",
                                                          .name = !asks        ? name
                                                                  : id != NULL ? id
                                                                               : "",
                                                          .code = "",
                                                          .arguments = asks ? arguments : NULL});
}

static void emit_kind(const struct reader *reader, enum api_event_kind kind)
{
    emit(reader, kind, NULL, NULL, NULL, false);
}

bool api_event_code_is_rate_limit(const char *code)
{
    return text_equal(code, "429") || text_equal_ignore_case(code, "RESOURCE_EXHAUSTED") ||
           text_equal_ignore_case(code, "RATE_LIMITED");
}

/* The first of two spellings: the kit writes camelCase, its Python side snake_case. */
static const struct json *either(const struct json *object, const char *camel, const char *snake)
{
    const struct json *node = json_get(object, camel);
    return node != NULL ? node : json_get(object, snake);
}

/* A code as text, also when it came as a number; the caller's, "" for none. */
static char *code_text(const struct json *node)
{
    if (json_is_text(node))
        return xstrdup(json_value_text(node));
    double number = json_value_number(node, 0);
    return json_is_number(node) && number > -1e9 && number < 1e9 ? xasprintf("%ld", (long)number) : xstrdup("");
}

static void emit_text_run(const struct reader *reader, struct buf *run, bool partial)
{
    if (run->length > 0)
        emit(reader, API_EVENT_TEXT, run->bytes, NULL, NULL, partial);
    buf_clear(run);
}

/* One part that is no text for the user. */
static void read_other_part(const struct reader *reader, const struct json *part)
{
    const struct json *call = either(part, "functionCall", "function_call");
    const struct json *response = either(part, "functionResponse", "function_response");
    if (json_is_object(call))
        emit_call(reader, json_text(call, "name"), json_text(call, "id"), json_get(call, "args"));
    else if (json_is_object(response))
        emit(reader, API_EVENT_TOOL_RESULT, NULL, json_text(response, "name"), NULL, false);
    else
        emit_kind(reader, API_EVENT_ACTIVITY);
}

/* `content` with parts. Texts that follow one another in one event are one text. */
static void read_parts(const struct reader *reader, const struct json *event, const struct json *content)
{
    bool partial = json_is_true(json_get(event, "partial"));
    bool from_user = text_equal(json_text(content, "role"), "user");
    struct buf run;
    buf_init(&run, TEXT_CEILING_BYTES);
    for (const struct json *part = json_first(json_get(content, "parts")); part != NULL; part = json_next(part)) {
        const char *text = json_text(part, "text");
        if (text == NULL || from_user || json_is_true(json_get(part, "thought"))) {
            emit_text_run(reader, &run, partial);
            read_other_part(reader, part);
        } else {
            buf_append_text(&run, text);
            if (*text == '\0')
                emit_kind(reader, API_EVENT_ACTIVITY);
        }
    }
    emit_text_run(reader, &run, partial);
    buf_release(&run);
}

/* The name of a tool in a flat event. */
static const char *flat_tool(const struct json *event)
{
    static const char *const keys[] = {"name", "tool", "tool_name", "toolName"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const char *name = json_text(event, keys[i]);
        if (name != NULL)
            return name;
    }
    return NULL;
}

static const struct json *flat_arguments(const struct json *event)
{
    static const char *const keys[] = {"args", "arguments", "input", "params"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct json *node = json_get(event, keys[i]);
        if (node != NULL)
            return node;
    }
    return NULL;
}

/* Words of an `error` member: a text, or an object with a message; NULL: none. */
static const char *error_words(const struct json *error)
{
    const char *words = json_is_text(error) ? json_value_text(error) : json_text(error, "message");
    if (words == NULL)
        words = json_text(error, "detail");
    return text_is_blank(words) ? NULL : words;
}

/* The words of a failure, wherever they stand; NULL: none. */
static const char *failure_words(const struct json *event)
{
    static const char *const keys[] = {"errorMessage", "error_message", "message", "content", "detail"};
    const char *words = error_words(json_get(event, "error"));
    for (size_t i = 0; i < COUNT(keys) && words == NULL; i++) {
        words = json_text(event, keys[i]);
        words = text_is_blank(words) ? NULL : words;
    }
    return words;
}

/* The code of a failure, in its `error` or beside it: by it a limit is told from other failures. The caller's, "" for
 * none. */
static char *failure_code(const struct json *event)
{
    static const char *const keys[] = {"code", "errorCode", "error_code", "status"};
    const struct json *error = json_get(event, "error");
    const struct json *const places[] = {error, event};
    for (size_t i = 0; i < 2 * COUNT(keys); i++) {
        const struct json *place = places[i / COUNT(keys)];
        bool is_status = i % COUNT(keys) == COUNT(keys) - 1;
        if (!json_is_object(place) || (is_status && place != error))
            continue;
        char *code = code_text(json_get(place, keys[i % COUNT(keys)]));
        if (*code != '\0')
            return code;
        free(code);
    }
    return xstrdup("");
}

static void emit_failure(const struct reader *reader, const struct json *event, const char *words)
{
    char *code = failure_code(event);
    emit(reader, API_EVENT_FAILURE, words != NULL ? words : code, NULL, code, false);
    free(code);
}

/* {"type":...}: true when the type is one that is known. */
static bool read_flat(const struct reader *reader, const struct json *event, const char *type)
{
    if (text_equal(type, "text") || text_equal(type, "message")) {
        const char *text = json_text(event, "content");
        if (text == NULL)
            text = json_text(event, "text");
        if (text == NULL)
            return false;
        if (*text == '\0')
            emit_kind(reader, API_EVENT_ACTIVITY);
        else
            emit_flat_text(reader, event, text);
        return true;
    }
    if (text_is_choice(type, "tool_call|tool_start|toolcall_start")) {
        emit_call(reader, flat_tool(event), json_text(event, "id"), flat_arguments(event));
        return true;
    }
    if (text_is_choice(type, "tool_result|tool_end|toolcall_end")) {
        emit(reader, API_EVENT_TOOL_RESULT, NULL, flat_tool(event), NULL, false);
        return true;
    }
    if (text_equal(type, "heartbeat")) {
        emit_kind(reader, API_EVENT_KEEPALIVE);
        return true;
    }
    if (text_equal(type, "error")) {
        emit_failure(reader, event, failure_words(event));
        return true;
    }
    return false;
}

/* An event without content: does it tell of a failure? */
static bool read_failure(const struct reader *reader, const struct json *event)
{
    const struct json *error = json_get(event, "error");
    char *code = code_text(either(event, "errorCode", "error_code"));
    const char *message = json_value_text(either(event, "errorMessage", "error_message"));
    bool failure = (*code != '\0' && !text_equal(code, "STOP")) || (*code == '\0' && !text_is_blank(message));
    free(code);
    /* An error that says something, or that has a code alone. */
    code = failure_code(event);
    failure = failure || (json_is_text(error) && !text_is_blank(json_value_text(error))) ||
              (json_is_object(error) && (error_words(error) != NULL || *code != '\0'));
    /* An envelope that was put into the stream. */
    const char *words = failure_words(event);
    bool says_why = words != NULL && *code != '\0' && !text_equal(code, "0") && json_get(event, "code") != NULL;
    failure =
        failure || says_why || json_is_false(json_get(event, "success")) ||
        (json_get(event, "code") != NULL && text_is_choice(code, "401|402|403|429|1001|1002|1010|1011|2001|4001|4002"));
    if (failure)
        emit_failure(reader, event, words);
    free(code);
    return failure;
}

static void read_object(const struct reader *reader, const struct json *event)
{
    const struct json *content = json_get(event, "content");
    if (json_is_object(content) && json_count(json_get(content, "parts")) > 0 &&
        json_is_array(json_get(content, "parts"))) {
        read_parts(reader, event, content);
        return;
    }
    const char *type = json_text(event, "type");
    if (type != NULL && read_flat(reader, event, type))
        return;
    const char *text = json_text(event, "text");
    if (text != NULL && *text != '\0') {
        emit_flat_text(reader, event, text);
        return;
    }
    if (read_failure(reader, event))
        return;
    /* The kit's own events without content: state changes, the end of a model turn. */
    bool of_the_kit = json_is_object(json_get(event, "actions")) || json_is_object(content) ||
                      json_get(event, "invocationId") != NULL || json_get(event, "turnComplete") != NULL;
    emit_kind(reader, of_the_kit ? API_EVENT_ACTIVITY : API_EVENT_KEEPALIVE);
}

/* {"error":"it said "no""}: not JSON, but its words are worth showing. The text is the caller's; NULL: something else.
 */
static char *broken_error_text(const char *data, size_t length)
{
    static const char key[] = "\"error\"";
    const char *at = data, *end = data + length;
    while (at < end && (*at == '{' || *at == ' ' || *at == '\n' || *at == '\t'))
        at++;
    if (at == data || (size_t)(end - at) < sizeof key - 1 || memcmp(at, key, sizeof key - 1) != 0)
        return NULL;
    at += sizeof key - 1;
    while (at < end && (*at == ' ' || *at == ':' || *at == '"'))
        at++;
    while (end > at && (end[-1] == ' ' || end[-1] == '\n' || end[-1] == '}'))
        end--;
    if (end > at && end[-1] == '"')
        end--;
    return end > at ? xstrndup(at, (size_t)(end - at)) : NULL;
}

void api_event_read(const char *data, size_t length, api_event_fn *on_event, void *context)
{
    struct reader reader = {on_event, context};
    struct json *root = json_parse(data, length, NULL);
    if (json_is_object(root)) {
        read_object(&reader, root);
    } else {
        char *words = root == NULL ? broken_error_text(data, length) : NULL;
        if (words != NULL)
            emit(&reader, API_EVENT_FAILURE, words, NULL, NULL, false);
        else
            emit_kind(&reader, API_EVENT_KEEPALIVE);
        free(words);
    }
    json_free(root);
}
