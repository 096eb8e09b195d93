/* The script: rules that replace or change what the happy path would answer.
 *
 *     {"rules": [
 *       {"method": "POST", "path": "/run_sse", "call": 1, "status": 503, "body": "down"},
 *       {"path": "/api/state?*", "headers": {"Retry-After": "2"}, "status": 429},
 *       {"path": "/run_sse", "type": "text/event-stream", "pieces": [
 *           {"text": "data: {\"text\":\"a\"}\n\n"}, {"text": ": alive\n\n", "pause_ms": 50}], "repeat_last": true},
 *       {"path": "*.mp4", "cut_after": 100}
 *     ]}
 *
 * The first rule that fits counts. `path` may hold `*`; `method` and `call` (the n-th request that the rule's path and
 * method fit, from 1) may be missing; `calls`: [first, last]. `body`, `body_file` (its bytes), `json` or `pieces`
 * replace the body; without them the happy path's body stays. `close`: true sends nothing at all; `delay_ms` waits
 * first. `cut_upload_after`: the connection dies after so many bytes of the request's body; such a rule does nothing
 * else. */
#include "service_internal.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static const cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static int number(const cJSON *object, const char *key, int otherwise)
{
    const cJSON *item = get(object, key);
    return cJSON_IsNumber(item) ? item->valueint : otherwise;
}

static bool route_fits(const cJSON *rule, const struct request *request)
{
    const char *method = cJSON_GetStringValue(get(rule, "method"));
    const char *path = cJSON_GetStringValue(get(rule, "path"));
    return (method == NULL || strcmp(method, request->method) == 0) &&
           (path == NULL || fnmatch(path, request->path, 0) == 0);
}

/* Counts the requests that the rule's route fits, in the rule itself. */
static int count_call(cJSON *rule)
{
    int seen = number(rule, "(seen)", 0) + 1;
    cJSON_DeleteItemFromObjectCaseSensitive(rule, "(seen)");
    cJSON_AddNumberToObject(rule, "(seen)", seen);
    return seen;
}

static bool call_fits(const cJSON *rule, int seen)
{
    const cJSON *range = get(rule, "calls");
    if (cJSON_GetArraySize(range) == 2)
        return seen >= cJSON_GetArrayItem(range, 0)->valueint && seen <= cJSON_GetArrayItem(range, 1)->valueint;
    return get(rule, "call") == NULL || number(rule, "call", 0) == seen;
}

static void drop_body(struct answer *answer)
{
    for (size_t i = 0; i < answer->piece_count; i++)
        free(answer->pieces[i].bytes);
    answer->piece_count = 0;
}

static void change(const cJSON *rule, struct answer *answer)
{
    const char *body = cJSON_GetStringValue(get(rule, "body"));
    const char *type = cJSON_GetStringValue(get(rule, "type"));
    const cJSON *pieces = get(rule, "pieces"), *json = get(rule, "json");
    const char *body_file = cJSON_GetStringValue(get(rule, "body_file"));
    if (body != NULL || body_file != NULL || pieces != NULL || json != NULL)
        drop_body(answer);
    if (body_file != NULL) {
        size_t length;
        char *bytes = service_read_whole(body_file, &length);
        answer_add_piece(answer, bytes, length, 0);
        free(bytes);
    }
    if (body != NULL)
        answer_add_piece(answer, body, strlen(body), 0);
    if (json != NULL) {
        char *text = cJSON_PrintUnformatted(json);
        answer_add_piece(answer, text, strlen(text), 0);
        free(text);
    }
    for (const cJSON *piece = pieces != NULL ? pieces->child : NULL; piece != NULL; piece = piece->next) {
        const char *text = cJSON_GetStringValue(get(piece, "text"));
        answer_add_piece(answer, text != NULL ? text : "", text != NULL ? strlen(text) : 0,
                         (unsigned)number(piece, "pause_ms", 0));
    }
    if (pieces != NULL)
        answer->chunked = true;
    if (type != NULL) {
        free(answer->content_type);
        answer->content_type = strdup(type);
    }
    const cJSON *headers = get(rule, "headers");
    for (const cJSON *header = headers != NULL ? headers->child : NULL; header != NULL; header = header->next) {
        if (cJSON_IsString(header))
            answer_add_header(answer, header->string, header->valuestring);
    }
    answer->status = (unsigned)number(rule, "status", (int)answer->status);
    answer->cut_after = number(rule, "cut_after", (int)answer->cut_after);
    answer->delay_ms = (unsigned)number(rule, "delay_ms", 0);
    answer->close_silently = cJSON_IsTrue(get(rule, "close"));
    answer->repeat_last = cJSON_IsTrue(get(rule, "repeat_last"));
    if (cJSON_IsBool(get(rule, "chunked")))
        answer->chunked = cJSON_IsTrue(get(rule, "chunked"));
}

void script_apply(struct service *service, const struct request *request, struct answer *answer)
{
    const cJSON *rules = get(service->script, "rules");
    bool changed = false;
    for (cJSON *rule = rules != NULL ? rules->child : NULL; rule != NULL; rule = rule->next) {
        if (!route_fits(rule, request))
            continue;
        if (get(rule, "cut_upload_after") != NULL)
            continue;
        bool fits = call_fits(rule, count_call(rule));
        if (fits && !changed)
            change(rule, answer);
        changed = changed || fits;
    }
}

long script_upload_limit(struct service *service, const char *method, const char *path)
{
    const struct request request = {.method = method, .path = path};
    const cJSON *rules = get(service->script, "rules");
    for (cJSON *rule = rules != NULL ? rules->child : NULL; rule != NULL; rule = rule->next) {
        if (get(rule, "cut_upload_after") != NULL && route_fits(rule, &request) && call_fits(rule, count_call(rule)))
            return number(rule, "cut_upload_after", 0);
    }
    return -1;
}
