/* A new session. */
#include "bgmusic/api/api_session.h"

#include <stdlib.h>

#include "api_call.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

void api_session_release(struct api_session *session)
{
    free(session->session_id);
    free(session->task_id);
    free(session->user_id);
    *session = (struct api_session){0};
}

enum bgm_status api_session_new(struct api_client *client, const char *task_name, const char *language,
                                struct api_session *session, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    struct buf body;
    *session = (struct api_session){0};
    buf_init(&body, API_REQUEST_CEILING_BYTES);
    struct json *json = json_new_object();
    json_set_text(json, "task_name", task_name != NULL ? task_name : "project");
    json_set_text(json, "language", language != NULL ? language : "en");
    json_print(json, &body);
    json_free(json);
    api_call_begin(&call, client, "new session", "POST", "/api/tasks/me/with-session/nemo_agent");
    api_call_header(&call, "Content-Type: application/json");
    call.request.body = body.bytes;
    call.request.body_length = body.length;
    enum bgm_status status = api_call_send_json(&call, false, &envelope, err);
    if (status != BGM_OK)
        goto out;
    session->session_id = api_envelope_id(&envelope, &call.response.body, "session_id");
    session->task_id = api_envelope_id(&envelope, &call.response.body, "task_id");
    session->user_id = api_envelope_id(&envelope, &call.response.body, "user_id");
    if (api_check_id(session->session_id, "session", NULL) != BGM_OK) {
        api_session_release(session);
        char words[512];
        api_first_words(words, call.response.body.bytes, call.response.body.length);
        status = bgm_fail(err, BGM_SERVICE, "new session: the service sent no session id: %s", words);
    }
out:
    api_envelope_release(&envelope);
    api_call_end(&call);
    buf_release(&body);
    return status;
}
