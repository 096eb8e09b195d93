/* Chooses the engine and connects to it.
 *
 * `engine` says cloud or local: that one. `auto`: a token in NEMO_TOKEN or from `auth login`, or an API address
 * that was told, means cloud, and nothing falls back. Otherwise the cloud is tried, and only if it cannot be reached at
 * all (name, route, connect or TLS, within 5 s, before anything was sent) the local engine does the work, with one
 * notice. Fills app->api, app->engine, app->base_key, app->is_local and sees that there is a token. */
#include "bgmusic/app/app.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_credits.h"
#include "ensure_ready.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/client_id.h"
#include "bgmusic/store/credentials.h"
#include "bgmusic/store/store_clean.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine.h"
#endif

void app_disconnect(struct app *app)
{
    api_client_release(&app->api);
#if BGMUSIC_WITH_ENGINE
    engine_stop(app->engine);
#endif
    app->engine = app->serving = NULL;
    app->is_connected = app->is_local = false;
    free(app->base_key);
    app->base_key = NULL;
}

void app_release(struct app *app)
{
    app_disconnect(app);
    store_release(&app->store);
    *app = (struct app){0};
}

/* Opens the client for a base address; `socket_path` NULL for the cloud. */
static enum bgm_status open_client(struct app *app, const char *base_url, const char *socket_path,
                                   struct bgm_error *err)
{
    char *client_id = NULL, *own_path = process_own_path();
    enum bgm_status status = client_id_get(&app->store, &client_id, NULL, err);
    if (status == BGM_OK) {
        struct api_options options = {
            .base_url = base_url,
            .web_url = settings_get(app->settings, SETTING_WEB_URL),
            .client_id = client_id,
            .platform = api_platform(getenv("SKILL_SOURCE"), own_path, getenv("HOME")),
            .unix_socket_path = socket_path,
        };
        status = api_client_init(&app->api, &options, err);
    }
    free(client_id);
    free(own_path);
    return status;
}

static enum bgm_status connect_local(struct app *app, struct bgm_error *err)
{
#if BGMUSIC_WITH_ENGINE
    const char *soundfont = settings_get(app->settings, SETTING_SOUNDFONT);
    struct engine_options options = {
        .data_folder = app->store.data_folder,
        .soundfont = *soundfont != '\0' ? soundfont : NULL,
        .in_batch = app->in_batch,
    };
    enum bgm_status status = engine_check(&options, err);
    if (status == BGM_OK)
        status = engine_start(&options, &app->engine, err);
    if (status != BGM_OK)
        return status;
    app->serving = app->engine;
    app->is_local = true;
    app->base_key = xstrdup(STORE_LOCAL_BASE);
    status = open_client(app, engine_url(app->engine), engine_socket_path(app->engine), err);
    return status == BGM_OK ? ensure_token(app, false, err) : status;
#else
    (void)app;
    bgm_fail(err, BGM_USAGE, "this bgmusic was built without the local engine");
    bgm_hint(err, "use --engine cloud, or build it without ENGINE=no");
    return BGM_USAGE;
#endif
}

static enum bgm_status open_cloud(struct app *app, const char *base_url, struct bgm_error *err)
{
    enum bgm_status status = open_client(app, base_url, NULL, err);
    if (status == BGM_OK)
        app->base_key = xstrdup(app->api.base_url);
    return status;
}

/* Somebody said "cloud" in so many words, or has an account there. */
static bool cloud_is_meant(struct app *app)
{
    if (app_means_cloud(app))
        return true;
    struct credential credential;
    enum bgm_status status = credentials_get(&app->store, app->base_key, &credential, NULL);
    /* A token file that cannot be used is an error to show, not a reason to go elsewhere. */
    bool meant = status == BGM_AUTH || (status == BGM_OK && credential.is_login);
    credential_release(&credential);
    return meant;
}

/* Is the cloud there? The first call that is needed anyway (a token), or a cheap one when a token is stored. */
static enum bgm_status probe_cloud(struct app *app, bool *unreachable, struct bgm_error *err)
{
    *unreachable = false;
    http_client_set_connect_timeout(&app->api.http, HTTP_PROBE_TIMEOUT_MS);
    app->api.last = (struct api_outcome){0};
    enum bgm_status status = ensure_token(app, true, err);
    if (status == BGM_OK && app->api.last.call == NULL) {
        struct api_credits credits;
        status = api_credits_read(&app->api, &credits, err);
    }
    if (status != BGM_OK && app->api.last.call != NULL)
        *unreachable = app->api.last.verdict == HTTP_UNREACHABLE && !app->api.last.anything_sent;
    http_client_set_connect_timeout(&app->api.http, 0);
    /* Reached, but this call failed: the job's own calls will meet and report whatever it was. */
    bool reached = app->api.last.call != NULL && !*unreachable && status != BGM_INTERRUPTED;
    if (status != BGM_OK && reached && app->api.token != NULL)
        status = BGM_OK;
    return status;
}

/* From now on --timeout can end each call: until then there was no job that could be saved. */
static void set_connected(struct app *app, bool is_connected)
{
    app->is_connected = is_connected;
    if (is_connected) {
        app->api.on_tick = app_on_tick;
        app->api.tick_context = app;
    }
}

enum bgm_status app_connect(struct app *app, struct bgm_error *err)
{
    if (app->is_connected)
        return BGM_OK;
    const char *wanted = settings_get(app->settings, SETTING_ENGINE);
    enum bgm_status status;
    if (text_equal(wanted, "local")) {
        status = connect_local(app, err);
    } else if ((status = open_cloud(app, settings_get(app->settings, SETTING_API_URL), err)) != BGM_OK) {
        return status;
    } else if (text_equal(wanted, "cloud") || cloud_is_meant(app) || !BGMUSIC_WITH_ENGINE) {
        status = ensure_token(app, false, err);
    } else {
        bool unreachable = false;
        status = probe_cloud(app, &unreachable, err);
        if (unreachable) {
            trace(TRACE_HTTP, "the cloud cannot be reached, the local engine takes over");
            app_disconnect(app);
            status = connect_local(app, err);
            if (status == BGM_OK)
                app_notice(app, "the NemoVideo service cannot be reached; the local engine does the work "
                                "(insist with --engine cloud, or choose --engine local)");
        }
    }
    if (status != BGM_OK && err != NULL) {
        app_advise_local(app, err);
        status = app_blame_machine(app, err);
    }
    store_clean(&app->store);
    set_connected(app, status == BGM_OK);
    return status;
}

enum bgm_status app_connect_to(struct app *app, const char *base_key, struct bgm_error *err)
{
    enum bgm_status status;
    if (text_equal(base_key, STORE_LOCAL_BASE)) {
        status = connect_local(app, err);
    } else {
        status = open_cloud(app, base_key, err);
        if (status == BGM_OK)
            status = ensure_token(app, false, err);
    }
    set_connected(app, status == BGM_OK);
    return status;
}
