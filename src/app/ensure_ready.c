/* The token: found, or asked for once. */
#include "ensure_ready.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_auth.h"
#include "bgmusic/app/app.h"
#include "service_call.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/client_id.h"
#include "bgmusic/store/credentials.h"

enum {
    TOKEN_LIFE_S = 7 * 24 * 3600, /* what the service means when it does not say */
    TOKEN_MARGIN_S = 5 * 60,      /* a job that begins now should not end without a token */
};

static enum bgm_status use_token(struct app *app, const char *token, const char *user_id, enum token_source source,
                                 struct bgm_error *err)
{
    enum bgm_status status = api_client_set_token(&app->api, token, err);
    if (status != BGM_OK)
        return status;
    api_client_set_user_id(&app->api, user_id);
    app->token_source = source;
    return BGM_OK;
}

/* The stored token, when it is good for a while and is not `refused`; BGM_NOT_FOUND when a new one is needed. */
static enum bgm_status use_stored(struct app *app, const char *refused, struct bgm_error *err)
{
    struct credential credential;
    enum bgm_status status = credentials_get(&app->store, app->base_key, &credential, err);
    if (status != BGM_OK)
        return status;
    bool is_old =
        !credential.is_login && credential.expires_s != 0 && clock_wall_s() >= credential.expires_s - TOKEN_MARGIN_S;
    if (is_old || text_equal(credential.token, refused))
        status = BGM_NOT_FOUND;
    else
        status = use_token(app, credential.token, credential.user_id,
                           credential.is_login ? TOKEN_LOGIN : TOKEN_ANONYMOUS, err);
    credential_release(&credential);
    return status;
}

/* The call, by the rules for reads: who asks again with the same client id gets no second token. A look whether the
 * service is there (`is_probe`) ends with the first connection that cannot be made: another engine is waiting. */
static enum bgm_status call_for_token(struct app *app, bool is_probe, struct api_token *token, struct bgm_error *err)
{
    struct service_call call;
    service_call_begin(&call, app, RETRY_READ);
    call.keeps_token = true;
    while (service_call_next(&call)) {
        call.status = api_anonymous_token(&app->api, token, &call.problem);
        if (is_probe && app->api.last.verdict == HTTP_UNREACHABLE)
            break;
    }
    return service_call_end(&call, err);
}

/* Asks for a token; a client id that the service does not like (HTTP 400) is replaced once, and the one that worked
 * is kept. */
static enum bgm_status ask_for_token(struct app *app, bool is_probe, struct api_token *token, struct bgm_error *err)
{
    enum bgm_status status = call_for_token(app, is_probe, token, err);
    if (status == BGM_OK || app->api.last.http_status != 400)
        return status;
    char *old = NULL;
    bool from_environment = false;
    if (client_id_get(&app->store, &old, &from_environment, NULL) == BGM_OK && from_environment) {
        bgm_hint(err, "the service does not accept the client id \"%s\" from NEMO_CLIENT_ID", old);
        free(old);
        return status;
    }
    free(old);
    char *fresh = client_id_new();
    struct bgm_error second = BGM_ERROR_INIT;
    enum bgm_status again = api_client_set_client_id(&app->api, fresh, &second);
    if (again == BGM_OK)
        again = call_for_token(app, is_probe, token, &second);
    if (again == BGM_OK)
        again = client_id_keep(&app->store, fresh, &second);
    if (again != BGM_OK && err != NULL)
        *err = second;
    free(fresh);
    return again;
}

static enum bgm_status new_token(struct app *app, const char *refused, bool is_probe, struct bgm_error *err)
{
    struct file_lock lock = FILE_LOCK_INIT;
    struct api_token token = {0};
    enum bgm_status status = credentials_lock(&app->store, app->base_key, &lock, err);
    if (status != BGM_OK)
        return status;
    /* Somebody else may have asked while this run waited for the lock. */
    status = use_stored(app, refused, NULL);
    if (status == BGM_OK)
        goto out;
    if ((status = ask_for_token(app, is_probe, &token, err)) != BGM_OK)
        goto out;
    int64_t now = clock_wall_s();
    struct credential credential = {
        .token = token.token,
        .user_id = token.user_id,
        .created_s = now,
        .expires_s = token.expires_wall_s != 0 ? token.expires_wall_s : now + TOKEN_LIFE_S,
    };
    if ((status = credentials_put(&app->store, app->base_key, &credential, err)) == BGM_OK)
        status = use_token(app, token.token, token.user_id, TOKEN_ANONYMOUS, err);
out:
    api_token_release(&token);
    file_unlock(&lock);
    return status;
}

/* NEMO_TOKEN belongs to the address that the settings name: a job that was begun elsewhere never sees it. */
static bool base_is_of_settings(const struct app *app)
{
    const char *told = settings_get(app->settings, SETTING_API_URL);
    size_t length = strlen(told);
    while (length > 0 && told[length - 1] == '/')
        length--;
    return strlen(app->base_key) == length && strncmp(app->base_key, told, length) == 0;
}

/* The service refused the token: app->renew_token. */
static enum bgm_status renew_token(struct app *app, struct bgm_error *err)
{
    if (app->token_source == TOKEN_ENVIRONMENT) {
        bgm_hint(err, "NEMO_TOKEN holds a token that the service does not accept; correct or unset it");
        return BGM_AUTH;
    }
    if (app->token_source == TOKEN_LOGIN) {
        bgm_hint(err, "the token from `bgmusic auth login` is not accepted any more; sign in again, or "
                      "`bgmusic auth logout`");
        return BGM_AUTH;
    }
    char *refused = xstrdup(app->api.token);
    enum bgm_status status = new_token(app, refused, false, err);
    secret_free(refused);
    return status;
}

enum bgm_status ensure_token(struct app *app, bool is_probe, struct bgm_error *err)
{
    app->renew_token = renew_token;
    const char *told = getenv("NEMO_TOKEN");
    if (!app->is_local && told != NULL && *told != '\0' && base_is_of_settings(app))
        return use_token(app, told, NULL, TOKEN_ENVIRONMENT, err);
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = use_stored(app, NULL, &problem);
    if (status == BGM_NOT_FOUND)
        return new_token(app, NULL, is_probe, err);
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}
