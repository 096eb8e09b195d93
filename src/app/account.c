/* The account: token, balance, browser link. */
#include "bgmusic/app/account.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_auth.h"
#include "bgmusic/api/api_credits.h"
#include "bgmusic/api/api_state.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/session_steps.h"
#include "service_call.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/credentials.h"

enum bgm_status account_credits(struct app *app, struct account_balance *balance, struct bgm_error *err)
{
    struct api_credits credits = {NAN, NAN, NAN};
    struct service_call call;
    service_call_begin(&call, app, RETRY_READ);
    while (service_call_next(&call))
        call.status = api_credits_read(&app->api, &credits, &call.problem);
    *balance = (struct account_balance){credits.available, credits.frozen, credits.total};
    return service_call_end(&call, err);
}

void account_tell_cost(struct app *app, size_t inputs)
{
    enum { CREDITS_A_SESSION = 50 }; /* of editing; docs/protocol.md, "What public clients show" */
    struct api_credits balance = {NAN, NAN, NAN};
    /* Only a word beforehand: nobody waits for it to be said. */
    if (app->is_local || app->token_source != TOKEN_ANONYMOUS ||
        api_credits_read(&app->api, &balance, NULL) != BGM_OK || isnan(balance.available))
        return;
    app_notice(app, "this is likely to cost about %zu credits; %.10g are left", inputs * CREDITS_A_SESSION,
               balance.available);
}

/* The base whose tokens `auth` is about: the local engine's when that was chosen in so many words. */
static char *settings_base(const struct app *app)
{
    if (text_equal(settings_get(app->settings, SETTING_ENGINE), "local"))
        return xstrdup(STORE_LOCAL_BASE);
    char *base = xstrdup(settings_get(app->settings, SETTING_API_URL));
    size_t length = strlen(base);
    while (length > 0 && base[length - 1] == '/')
        base[--length] = '\0';
    return base;
}

enum bgm_status account_status(struct app *app, struct account_status *status, struct bgm_error *err)
{
    *status = (struct account_status){.base = settings_base(app), .source = "none"};
    const char *told = getenv("NEMO_TOKEN");
    if (told != NULL && *told != '\0' && !text_equal(status->base, STORE_LOCAL_BASE)) {
        status->source = "environment";
        return BGM_OK;
    }
    struct credential credential;
    enum bgm_status found = credentials_get(&app->store, status->base, &credential, err);
    if (found == BGM_OK) {
        status->source = credential.is_login ? "login" : "anonymous";
        status->user_id = xstrdup(credential.user_id);
        status->created_s = credential.created_s;
        status->expires_s = credential.expires_s;
    }
    credential_release(&credential);
    if (found != BGM_OK && found != BGM_NOT_FOUND)
        account_status_release(status);
    return found == BGM_NOT_FOUND ? BGM_OK : found;
}

void account_status_release(struct account_status *status)
{
    free(status->base);
    free(status->user_id);
    *status = (struct account_status){.source = "none"};
}

enum bgm_status account_login(struct app *app, const char *token, struct bgm_error *err)
{
    size_t length = strlen(token);
    if (length < 8 || length > 4096)
        return bgm_fail(err, BGM_USAGE, "that is no token: 8 to 4096 characters are expected");
    for (const char *at = token; *at != '\0'; at++) {
        if (*at < 0x21 || *at > 0x7e)
            return bgm_fail(err, BGM_USAGE, "that is no token: it holds a space or a control character");
    }
    char *base = settings_base(app), *copy = xstrdup(token);
    struct credential credential = {.token = copy, .is_login = true, .created_s = clock_wall_s()};
    enum bgm_status status = credentials_put(&app->store, base, &credential, err);
    secret_free(copy);
    free(base);
    return status;
}

enum bgm_status account_logout(struct app *app, struct bgm_error *err)
{
    char *base = settings_base(app);
    enum bgm_status status = credentials_remove(&app->store, base, err);
    free(base);
    return status;
}

enum bgm_status account_session_link(struct app *app, const char *session_id, const char *task_id, char **link,
                                     struct bgm_error *err)
{
    struct api_state state = {0};
    struct api_claim claim = {0};
    enum bgm_status status = BGM_OK;
    if (task_id == NULL) {
        status = session_read_state(app, session_id, &state, NULL, err);
        task_id = state.task_id;
        if (status == BGM_OK && state.task_id == NULL)
            status = bgm_fail(err, BGM_NOT_FOUND, "the task of session %s is not known", session_id);
    }
    if (status == BGM_OK) {
        struct service_call call;
        service_call_begin(&call, app, RETRY_READ);
        while (service_call_next(&call))
            call.status = api_claim_token(&app->api, task_id, session_id, &claim, &call.problem);
        status = service_call_end(&call, err);
    }
    if (status == BGM_OK)
        *link = xstrdup(claim.link);
    api_claim_release(&claim);
    api_state_release(&state);
    return status;
}
