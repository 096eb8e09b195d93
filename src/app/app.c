/* The context of all workflows: folders, settings, the connection, the listener. */
#include "bgmusic/app/app.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { TICK_PAUSE_MS = 150 }; /* real time between two ticks of a wait */

enum bgm_status app_init(struct app *app, const struct settings *settings, const struct app_listener *listener,
                         struct bgm_error *err)
{
    *app = (struct app){.settings = settings};
    if (listener != NULL)
        app->listener = *listener;
    return store_init(&app->store, err);
}

enum bgm_status app_share(struct app *worker, const struct app *app, const struct app_listener *listener,
                          struct bgm_error *err)
{
    enum bgm_status status = app_init(worker, app->settings, listener, err);
    if (status != BGM_OK)
        return status;
    worker->session_wanted = app->session_wanted;
    worker->deadline_ms = app->deadline_ms;
    worker->is_connected = true;
    worker->is_local = app->is_local;
    worker->base_key = xstrdup(app->base_key);
    worker->token_source = app->token_source;
    worker->renew_token = app->renew_token;
    worker->serving = app->serving;
    api_client_share(&worker->api, &app->api);
    worker->api.on_tick = app_on_tick;
    worker->api.tick_context = worker;
    return BGM_OK;
}

bool app_means_cloud(const struct app *app)
{
    const char *token = getenv("NEMO_TOKEN");
    return (token != NULL && *token != '\0') || settings_origin(app->settings, SETTING_API_URL) != ORIGIN_DEFAULT;
}

const char *app_engine_name(const struct app *app)
{
    if (!app->is_connected) {
        const char *wanted = settings_get(app->settings, SETTING_ENGINE);
        return text_equal(wanted, "auto") && app_means_cloud(app) ? "cloud" : wanted;
    }
    return app->is_local ? "local" : "cloud";
}

void app_stage(struct app *app, const char *stage)
{
    if (app->listener.on_stage != NULL)
        app->listener.on_stage(app->listener.context, app->input, stage);
}

void app_progress(struct app *app, const char *stage, int64_t done, int64_t total)
{
    if (app->listener.on_progress != NULL)
        app->listener.on_progress(app->listener.context, stage, done, total);
}

__attribute__((format(printf, 3, 0))) static void tell(void (*say)(void *, const char *), void *context,
                                                       const char *format, va_list args)
{
    char *text = NULL;
    if (say == NULL || vasprintf(&text, format, args) < 0)
        return;
    say(context, text);
    free(text);
}

void app_notice(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tell(app->listener.on_notice, app->listener.context, format, args);
    va_end(args);
}

void app_warning(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tell(app->listener.on_warning, app->listener.context, format, args);
    va_end(args);
}

/* No network lies between: this machine had no room for a connection. */
static void blame_connection(const struct app *app, struct bgm_error *err)
{
    if (app->serving == NULL || app->api.last.verdict != HTTP_UNREACHABLE || err->status != BGM_NETWORK)
        return;
    bgm_fail(err, BGM_FAILED, "the local engine in this process takes no connection");
    bgm_hint(err, "too many processes or too little memory: look at the limits (ulimit -a), and try again");
}

enum bgm_status app_blame_machine(const struct app *app, struct bgm_error *err)
{
    static const int disk[] = {ENOSPC, EFBIG, EDQUOT}, room[] = {EAGAIN, ENOMEM, EMFILE, ENFILE};
    blame_connection(app, err);
    if (!app->is_local || err->status == BGM_OUTPUT || err->status == BGM_FAILED)
        return err->status;
    for (size_t i = 0; i < COUNT(disk); i++) {
        bool is_told = err->http_status == 507 && disk[i] == ENOSPC; /* Insufficient Storage, RFC 4918 */
        if (!is_told && strstr(err->message, strerror(disk[i])) == NULL)
            continue;
        bgm_fail(err, BGM_OUTPUT, "no room for the local engine in \"%s\": %s", app->store.data_folder,
                 strerror(disk[i]));
        bgm_hint(err, disk[i] == EFBIG ? "raise the limit of a file's size (ulimit -f) and try again"
                                       : "make room on that disk, or look at the limits (ulimit -a), and try again");
        return BGM_OUTPUT;
    }
    for (size_t i = 0; i < COUNT(room); i++) {
        if (strstr(err->message, strerror(room[i])) == NULL)
            continue;
        err->status = BGM_FAILED;
        bgm_hint(err, "too many processes, files or too little memory: look at the limits (ulimit -a), end what is not "
                      "needed, and try again");
        break;
    }
    return err->status;
}

void app_advise_local(const struct app *app, struct bgm_error *err)
{
    bool is_unreachable = app->api.last.verdict == HTTP_UNREACHABLE && err->status == BGM_NETWORK;
    if (!BGMUSIC_WITH_ENGINE || app->is_local || !is_unreachable || strstr(err->hint, "--engine local") != NULL)
        return;
    bgm_hint(err, "%s%s--engine local works without it", err->hint, err->hint[0] != '\0' ? "; " : "");
}

enum bgm_status app_check_time(const struct app *app, struct bgm_error *err)
{
    if (interrupt_requested())
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    if (app->deadline_ms != 0 && clock_now_ms() >= app->deadline_ms)
        return bgm_fail(err, BGM_TIMED_OUT, "the time given by --timeout is up");
    return BGM_OK;
}

enum bgm_status app_wait(const struct app *app, int64_t duration_ms, struct bgm_error *err)
{
    if (app->deadline_ms != 0) {
        int64_t left_ms = app->deadline_ms - clock_now_ms();
        if (duration_ms > left_ms)
            duration_ms = left_ms > 0 ? left_ms : 0;
    }
    /* In slices where somebody watches: what stands on the screen must not stop with the work. */
    int64_t slice_ms = app->listener.on_tick != NULL ? TICK_PAUSE_MS * clock_scale() : duration_ms;
    while (duration_ms > 0 && !interrupt_requested()) {
        int64_t piece_ms = slice_ms < duration_ms ? slice_ms : duration_ms;
        clock_sleep_ms(piece_ms);
        duration_ms -= piece_ms;
        if (app->listener.on_tick != NULL)
            app->listener.on_tick(app->listener.context);
    }
    return app_check_time(app, err);
}

bool app_on_tick(void *context)
{
    const struct app *app = context;
    if (app->listener.on_tick != NULL)
        app->listener.on_tick(app->listener.context);
    return app_check_time(context, NULL) == BGM_OK;
}
