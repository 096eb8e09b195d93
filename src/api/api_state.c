/* The state of a session, kept byte for byte. */
#include "bgmusic/api/api_state.h"

#include <stdlib.h>
#include <string.h>

#include "api_call.h"

#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

void api_state_release(struct api_state *state)
{
    buf_release(&state->raw);
    free(state->session_id);
    free(state->task_id);
    free(state->task_name);
    *state = (struct api_state){0};
    buf_init(&state->raw, HTTP_BODY_CEILING_BYTES);
}

/* The span at keys below `data` (or the root of a bare answer); length 0 for nothing and for null. */
static struct json_span find(const struct api_state *state, bool wrapped, const char *first, const char *second,
                             const char *third)
{
    const char *keys[5];
    size_t count = 0;
    struct json_span span;
    if (wrapped)
        keys[count++] = "data";
    keys[count++] = first;
    if (second != NULL)
        keys[count++] = second;
    if (third != NULL)
        keys[count++] = third;
    keys[count] = NULL;
    if (!json_span_find(state->raw.bytes, state->raw.length, keys, &span) ||
        (span.length == 4 && memcmp(span.bytes, "null", 4) == 0))
        return (struct json_span){0};
    return span;
}

enum bgm_status api_state_read(struct api_client *client, const char *session_id, struct api_state *state,
                               struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    *state = (struct api_state){0};
    buf_init(&state->raw, HTTP_BODY_CEILING_BYTES);
    enum bgm_status status = api_check_id(session_id, "session", err);
    if (status != BGM_OK)
        return status;
    char *path = api_path("/api/state/nemo_agent/me/", session_id, "/latest");
    api_call_begin(&call, client, "state", "GET", path);
    free(path);
    call.facts.on_session = true;
    status = api_call_send_json(&call, false, &envelope, err);
    if (status != BGM_OK)
        goto out;
    state->session_id = api_envelope_id(&envelope, &call.response.body, "session_id");
    state->task_id = api_envelope_id(&envelope, &call.response.body, "task_id");
    state->task_name = xstrdup(json_text(envelope.data, "task_name"));
    bool wrapped = envelope.wrapped;
    bool inner = json_is_object(json_get(envelope.data, "state"));
    buf_release(&state->raw);
    state->raw = call.response.body;
    buf_init(&call.response.body, HTTP_BODY_CEILING_BYTES);
    if (inner) {
        state->state = find(state, wrapped, "state", NULL, NULL);
        state->draft = find(state, wrapped, "state", "draft", NULL);
        if (state->draft.length == 0)
            state->draft = find(state, wrapped, "state", "project", "timeline_draft");
        state->video_infos = find(state, wrapped, "state", "video_infos", NULL);
        state->canvas_config = find(state, wrapped, "state", "canvas_config", NULL);
        state->video_analyses = find(state, wrapped, "state", "video_analyses", NULL);
        state->generated_media = find(state, wrapped, "state", "generated_media", NULL);
    } else {
        /* Liberal: a state without its own level. */
        state->draft = find(state, wrapped, "draft", NULL, NULL);
        state->video_infos = find(state, wrapped, "video_infos", NULL, NULL);
    }
out:
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}
