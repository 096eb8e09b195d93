/* Tokens, claim tokens, credits. */
#include "routes.h"

#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

/* Work here is free; the numbers are those of a fresh anonymous account and never go down. */
enum { CREDITS = 100, CLIENT_ID_MOST = 64 };

static bool client_id_is_good(const char *id)
{
    size_t length = id != NULL ? strlen(id) : 0;
    for (size_t i = 0; i < length; i++) {
        if (id[i] < 0x20 || id[i] > 0x7e)
            return false;
    }
    return length > 0 && length <= CLIENT_ID_MOST;
}

void route_anonymous_token(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct token_row row;
    const char *client_id = request_header(exchange->request, "X-Client-Id");
    if (!client_id_is_good(client_id)) {
        reply_failure(&exchange->request->reply, 400, 400,
                      "the header X-Client-Id must be 1 to 64 printable characters");
        return;
    }
    if (token_issue(exchange->service->database, client_id, &row, &err) != BGM_OK) {
        exchange_fail(exchange, &err);
        return;
    }
    char expires[32];
    clock_format_iso8601(row.expires_s, expires);
    struct json *data = json_new_object();
    json_set_text(data, "token", row.token);
    json_set_text(data, "user_id", row.public_id);
    json_set_int(data, "credits", CREDITS);
    json_set_text(data, "expires_at", expires);
    reply_success(&exchange->request->reply, data, NULL);
}

void route_claim_token(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    char token[TOKEN_TEXT_SIZE];
    if (!exchange_load_session(exchange, "session_id"))
        return;
    if (claim_issue(exchange->service->database, exchange->session.id, token, &err) != BGM_OK) {
        exchange_fail(exchange, &err);
        return;
    }
    struct json *data = json_new_object();
    json_set_text(data, "claim_token", token);
    json_set_int(data, "expires_in", TOKEN_LIFE_S);
    reply_success(&exchange->request->reply, data, NULL);
}

void route_credits(struct exchange *exchange)
{
    struct json *data = json_new_object();
    json_set_int(data, "available", CREDITS);
    json_set_int(data, "frozen", 0);
    json_set_int(data, "total", CREDITS);
    reply_success(&exchange->request->reply, data, NULL);
}
