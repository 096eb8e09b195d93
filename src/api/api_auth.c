/* Tokens: anonymous ones, and the claim token behind the browser link. */
#include "bgmusic/api/api_auth.h"

#include <stdlib.h>

#include "api_call.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/net/url.h"

void api_token_release(struct api_token *token)
{
    secret_free(token->token);
    free(token->user_id);
    *token = (struct api_token){.credits = -1};
}

/* What a limit means here is not what it means elsewhere: waiting half a minute does not help. */
static enum bgm_status explain_refusal(enum bgm_status status, int http_status, struct bgm_error *err)
{
    if (status == BGM_RATE_LIMITED)
        bgm_hint(err, "the service gives one token to a client in 7 days and ten to an address: use the token "
                      "you have (NEMO_TOKEN), wait, or work with --engine local");
    if (status == BGM_RATE_LIMITED || http_status != 400)
        return status;
    bgm_hint(err, "the service does not like the client id (NEMO_CLIENT_ID, or the stored one)");
    if (err != NULL)
        err->status = BGM_AUTH;
    return BGM_AUTH;
}

enum bgm_status api_anonymous_token(struct api_client *client, struct api_token *token, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    *token = (struct api_token){.credits = -1};
    if (client->client_id == NULL)
        return bgm_fail(err, BGM_USAGE, "sign in: no client id is set");
    api_call_begin(&call, client, "sign in", "POST", "/api/auth/anonymous-token");
    call.request.bearer = NULL;
    api_call_take_header(&call, xasprintf("X-Client-Id: %s", client->client_id));
    enum bgm_status status = api_call_send_json(&call, false, &envelope, err);
    if (status != BGM_OK) {
        status = explain_refusal(status, client->last.http_status, err);
        goto out;
    }
    const char *text = json_text(envelope.data, "token");
    if (text == NULL || *text == '\0') {
        status = bgm_fail(err, BGM_SERVICE, "sign in: the service sent no token");
        goto out;
    }
    if (!api_token_is_valid(text)) {
        status = bgm_fail(err, BGM_SERVICE, "sign in: what the service sent as a token is none");
        goto out;
    }
    token->token = xstrdup(text);
    token->user_id = api_envelope_id(&envelope, &call.response.body, "user_id");
    token->credits = json_int(envelope.data, "credits", -1);
    if (!clock_parse_iso8601(json_text(envelope.data, "expires_at"), &token->expires_wall_s))
        token->expires_wall_s = 0;
out:
    secret_wipe(call.response.body.bytes, call.response.body.length);
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}

void api_claim_release(struct api_claim *claim)
{
    secret_free(claim->claim_token);
    secret_free(claim->link);
    *claim = (struct api_claim){0};
}

enum bgm_status api_claim_token(struct api_client *client, const char *task_id, const char *session_id,
                                struct api_claim *claim, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    struct buf body, link;
    *claim = (struct api_claim){0};
    buf_init(&body, API_REQUEST_CEILING_BYTES);
    buf_init(&link, 64 * 1024);
    struct json *json = json_new_object();
    json_set_text(json, "task_id", task_id);
    json_set_text(json, "session_id", session_id);
    json_print(json, &body);
    json_free(json);
    api_call_begin(&call, client, "browser link", "POST", "/api/auth/claim-token");
    call.facts.on_session = true;
    api_call_header(&call, "Content-Type: application/json");
    call.request.body = body.bytes;
    call.request.body_length = body.length;
    enum bgm_status status = api_call_send_json(&call, false, &envelope, err);
    if (status != BGM_OK)
        goto out;
    const char *text = json_text(envelope.data, "claim_token");
    if (text == NULL || *text == '\0') {
        status = bgm_fail(err, BGM_SERVICE, "browser link: the service sent no claim token");
        goto out;
    }
    claim->claim_token = xstrdup(text);
    claim->expires_in_s = json_int(envelope.data, "expires_in", 0);
    buf_appendf(&link, "%s/workspace/claim?ct=", client->web_url);
    url_append_encoded(&link, text);
    claim->link = buf_take(&link);
out:
    secret_wipe(call.response.body.bytes, call.response.body.length);
    api_envelope_release(&envelope);
    api_call_end(&call);
    buf_release(&body);
    buf_release(&link);
    return status;
}
