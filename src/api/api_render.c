/* Renders: submit, status, cancel. */
#include "bgmusic/api/api_render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_call.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/net/url.h"

enum { NOTES_CEILING_BYTES = 8192, MOST_PARTS = 256, LEAST_LUFS = -70 /* what counts at all (EBU R 128) */ };

void api_render_release(struct api_render *render)
{
    free(render->id);
    free(render->status_word);
    free(render->url);
    free(render->error_text);
    free(render->notes);
    for (size_t i = 0; i < render->part_count; i++) {
        free(render->parts[i].name);
        free(render->parts[i].url);
    }
    free(render->parts);
    *render = (struct api_render){.progress = -1, .duration_s = -1, .size_bytes = -1, .retry_after_ms = -1};
}

void api_render_new_id(char id[API_RENDER_ID_SIZE])
{
    char digits[33];
    random_hex(digits, 32);
    snprintf(id, API_RENDER_ID_SIZE, "render_%s", digits);
}

static enum api_render_state state_of(const char *word)
{
    static const struct {
        const char *word;
        enum api_render_state state;
    } words[] = {
        {"pending", API_RENDER_PENDING},     {"queued", API_RENDER_PENDING},  {"processing", API_RENDER_PROCESSING},
        {"completed", API_RENDER_COMPLETED}, {"failed", API_RENDER_FAILED},   {"error", API_RENDER_FAILED},
        {"cancelled", API_RENDER_FAILED},    {"canceled", API_RENDER_FAILED},
    };
    for (size_t i = 0; word != NULL && i < COUNT(words); i++) {
        if (text_equal_ignore_case(word, words[i].word))
            return words[i].state;
    }
    return API_RENDER_PROCESSING;
}

/* A number that may stand in the object, in its `output`, or be missing. */
static double number_at(const struct json *data, const char *key)
{
    double value = json_number_or_text(data, key, -1);
    return value >= 0 ? value : json_number_or_text(json_get(data, "output"), key, -1);
}

static const char *error_words(const struct json *object)
{
    const struct json *error = json_get(object, "error");
    if (error == NULL)
        error = json_get(object, "errorMessage");
    if (json_is_text(error))
        return json_value_text(error);
    return json_text(error, "message");
}

/* `notes`: a list of sentences, at the top or in `output`. The local engine's; harmless where it is missing. */
static char *read_notes(const struct json *data)
{
    struct buf text;
    const struct json *list = json_get(data, "notes");
    if (list == NULL)
        list = json_get(json_get(data, "output"), "notes");
    buf_init(&text, NOTES_CEILING_BYTES);
    for (const struct json *note = json_first(list); note != NULL; note = json_next(note)) {
        const char *words = json_value_text(note);
        if (text_is_blank(words))
            continue;
        if (text.length > 0)
            buf_append_char(&text, '\n');
        buf_append_text(&text, words);
    }
    char *notes = text.length > 0 ? buf_take(&text) : NULL;
    buf_release(&text);
    return notes;
}

/* The name becomes a file's name on this machine. */
static bool part_name_is_good(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length < 80 && (text_equal(name + length, ".wav") || text_equal(name + length, ".mid"));
}

/* `output.parts`: [{"name","url"}]. Entries that make no sense are passed over. */
static void read_parts(struct api_render *render, const char *call_url, const struct json *data)
{
    const struct json *list = json_get(json_get(data, "output"), "parts");
    size_t count = json_count(list);
    if (count == 0 || count > MOST_PARTS)
        return;
    render->parts = xcalloc(count, sizeof *render->parts);
    for (const struct json *part = json_first(list); part != NULL; part = json_next(part)) {
        const char *name = json_text(part, "name"), *url = json_text(part, "url");
        if (name == NULL || !part_name_is_good(name) || text_is_blank(url))
            continue;
        struct api_render_part *kept = &render->parts[render->part_count++];
        kept->name = xstrdup(name);
        kept->url = url_resolve(call_url, url);
    }
}

static bool says_cancelled(const char *words)
{
    return words != NULL && text_starts_with_ignore_case(words, "cancel");
}

/* The three shapes of a status in one: fields may stand at the top, in `data`, or in `output` below either. */
static void read_render(struct api_render *render, const struct api_call *call, const struct api_envelope *envelope,
                        const char *asked_id)
{
    const struct json *data = envelope->data;
    if (envelope->wrapped && json_text(data, "status") == NULL && json_text(envelope->root, "status") != NULL)
        data = envelope->root;
    api_render_release(render);
    render->id = api_envelope_id(envelope, &call->response.body, "id");
    if (api_check_id(render->id, "render", NULL) != BGM_OK) {
        free(render->id);
        render->id = xstrdup(asked_id);
    }
    render->status_word = xstrdup(json_text(data, "status"));
    render->state = state_of(render->status_word);
    double progress = json_number_or_text(data, "progress", -1);
    if (progress >= 0)
        render->progress = progress > 100 ? 100 : (int)progress;
    const char *url = json_text(data, "outputUrl");
    if (text_is_blank(url))
        url = json_text(json_get(data, "output"), "url");
    if (text_is_blank(url))
        url = json_text(data, "url");
    if (!text_is_blank(url))
        render->url = url_resolve(call->url, url);
    double duration_s = number_at(data, "duration");
    render->duration_s = duration_s <= API_MOST_DURATION_S ? duration_s : -1;
    double size = number_at(data, "size");
    if (size >= 0 && size < 9e15)
        render->size_bytes = (int64_t)size;
    const char *words = error_words(data);
    if (words == NULL)
        words = error_words(envelope->root);
    if (!text_is_blank(words)) {
        char shown[512];
        api_first_words(shown, words, strlen(words));
        render->error_text = xstrdup(shown);
    }
    render->input_fault = json_int(data, "errorCode", 0) == API_CODE_INPUT;
    render->disk_fault = json_int(data, "errorCode", 0) == API_CODE_OUTPUT;
    render->machine_fault = json_int(data, "errorCode", 0) == API_CODE_MACHINE;
    render->cancelled = says_cancelled(render->status_word) || says_cancelled(render->error_text);
    render->notes = read_notes(data);
    double loudness_lufs = json_number(json_get(data, "output"), "loudness", 0);
    render->has_loudness = loudness_lufs < 0 && loudness_lufs > LEAST_LUFS;
    render->loudness_lufs = render->has_loudness ? loudness_lufs : 0;
    render->damaged = json_bool(json_get(data, "output"), "damaged", false);
    read_parts(render, call->url, data);
    render->waited = call->response.preference_wait;
    render->retry_after_ms = call->response.retry_after_ms;
}

static bool append_wishes(struct buf *body, const struct api_render_wish *wish)
{
    if (wish == NULL)
        return true;
    const struct {
        bool is_wanted;
        const char *name;
    } wishes[] = {{wish->stems, "stems"},
                  {wish->midi, "midi"},
                  {wish->copy_picture, "copy_picture"},
                  {wish->compatible, "compatible"},
                  {wish->strict, "strict"}};
    bool fits = true;
    for (size_t i = 0; i < COUNT(wishes); i++)
        fits = fits && (!wishes[i].is_wanted || buf_appendf(body, ",\"%s\":true", wishes[i].name));
    return fits;
}

enum bgm_status api_render_submit(struct api_client *client, const char *session_id, const char *render_id,
                                  struct json_span draft, const struct api_render_wish *wish, struct api_render *render,
                                  struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    struct buf body;
    *render = (struct api_render){0};
    api_render_release(render);
    enum bgm_status status = api_check_id(render_id, "render", err);
    if (status == BGM_OK)
        status = api_check_id(session_id, "session", err);
    if (status != BGM_OK)
        return status;
    /* Put together by hand around the draft, whose bytes must not pass through a JSON library. The ids need no escapes.
     */
    buf_init(&body, API_REQUEST_CEILING_BYTES);
    buf_appendf(&body, "{\"id\":\"%s\",\"sessionId\":\"%s\",\"draft\":", render_id, session_id);
    bool fits = buf_append(&body, draft.bytes, draft.length) && buf_append_text(&body, ",\"output\":{\"format\":\"") &&
                buf_append_text(&body, wish != NULL && wish->format != NULL ? wish->format : "mp4") &&
                buf_append_text(&body, "\",\"quality\":\"high\"") && append_wishes(&body, wish) &&
                buf_append_text(&body, "}}");
    api_call_begin(&call, client, "export", "POST", "/api/render/proxy/lambda");
    if (draft.length == 0 || !fits) {
        status = bgm_fail(err, BGM_NOTHING_TO_EXPORT, "export: there is no draft to render");
        goto out;
    }
    call.facts.at_export = true;
    call.request.send_once = true;
    api_call_header(&call, "Content-Type: application/json");
    call.request.body = body.bytes;
    call.request.body_length = body.length;
    status = api_call_send_json(&call, true, &envelope, err);
    if (status == BGM_OK)
        read_render(render, &call, &envelope, render_id);
out:
    api_envelope_release(&envelope);
    api_call_end(&call);
    buf_release(&body);
    return status;
}

enum bgm_status api_render_status(struct api_client *client, const char *render_id, int wait_s,
                                  struct api_render *render, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    enum bgm_status status = api_check_id(render_id, "render", err);
    if (status != BGM_OK)
        return status;
    char *path = api_path("/api/render/proxy/lambda/", render_id, "");
    api_call_begin(&call, client, "render status", "GET", path);
    free(path);
    if (wait_s > 0) {
        api_call_take_header(&call, xasprintf("Prefer: wait=%d", wait_s));
        call.request.idle_timeout_ms = API_CALL_IDLE_MS + (int64_t)wait_s * 1000;
    }
    call.facts.at_export = true;
    status = api_call_send_json(&call, true, &envelope, err);
    if (status == BGM_OK && json_text(envelope.data, "status") == NULL && json_text(envelope.root, "status") == NULL &&
        json_text(envelope.data, "outputUrl") == NULL) {
        char words[512];
        api_first_words(words, call.response.body.bytes, call.response.body.length);
        status = bgm_fail(err, BGM_SERVICE, "render status: the service sent no status: %s", words);
    }
    if (status == BGM_OK)
        read_render(render, &call, &envelope, render_id);
    /* A word for a good end is none beside "it did not work". */
    if (status == BGM_OK && json_is_false(json_get(envelope.root, "success")) && render->state != API_RENDER_FAILED)
        status = bgm_fail(err, BGM_SERVICE, "render status: the service refused this%s%s",
                          render->error_text != NULL ? ": " : "", render->error_text != NULL ? render->error_text : "");
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}

enum bgm_status api_render_cancel(struct api_client *client, const char *render_id, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    enum bgm_status status = api_check_id(render_id, "render", err);
    if (status != BGM_OK)
        return status;
    char *path = api_path("/api/render/proxy/lambda/", render_id, "/cancel");
    api_call_begin(&call, client, "cancel render", "POST", path);
    free(path);
    status = api_call_send(&call, err);
    /* An empty answer to a cancel is a good one. */
    if (status == BGM_OK && (call.response.verdict != HTTP_DONE || call.response.body.length > 0))
        status = api_call_read(&call, true, &envelope, err);
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}
