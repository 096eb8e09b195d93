/* Polls of a render until its end. */
#include "render_poll.h"

#include <stdlib.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/app/app.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/retry_policy.h"
#include "bgmusic/store/job_store.h"
#include "export_video.h"
#include "service_call.h"

enum {
    /* "Never more than ten polls a second", for a server that holds answers but not for long. */
    SHORTEST_PAUSE_MS = 100,
    /* The embedded engine answers at once when the render is ready; a short hold keeps the bar moving. */
    LOCAL_HOLD_S = 1,
};

/* The line to come back with: the job's, where there is one. */
static void add_way_back(const struct export_request *request, const char *render_id, struct bgm_error *err)
{
    if (request->job != NULL)
        bgm_hint(err, "pick it up with: bgmusic resume %s", request->job->id);
    else if (request->session_id != NULL)
        bgm_hint(err, "pick it up with: bgmusic export --session %s --render %s", request->session_id, render_id);
    else
        bgm_hint(err, "pick it up with: bgmusic export --render %s", render_id);
}

static bool has_ended(const struct api_render *render)
{
    return render->state == API_RENDER_COMPLETED || render->state == API_RENDER_FAILED;
}

/* The polls of one render. */
struct poll {
    struct service_call call;
    const char *id;
    int64_t wait_ms;  /* how long it may take; the local engine's, from its last progress on */
    int64_t asked_ms; /* of the last poll; 0: none yet */
    int polls;        /* since the submit */
    int progress;     /* of the last answer */
    bool is_held;     /* the last answer was held until something changed: ask again at once */
    char *word;       /* the status of the last answer; NULL: none yet */
};

static enum bgm_status poll_once(struct app *app, struct poll *poll, struct api_render *render)
{
    struct service_call *call = &poll->call;
    service_call_restart(call);
    while (service_call_next(call)) {
        int64_t now_ms = clock_now_ms(), left_ms = call->end_ms - now_ms;
        if (poll->asked_ms != 0 && now_ms - poll->asked_ms < SHORTEST_PAUSE_MS)
            clock_sleep_ms(SHORTEST_PAUSE_MS - (now_ms - poll->asked_ms));
        poll->asked_ms = clock_now_ms();
        int hold_s = app->is_local ? LOCAL_HOLD_S : API_RENDER_WAIT_S;
        if (left_ms < hold_s * 1000)
            hold_s = (int)(left_ms / 1000);
        call->status = api_render_status(&app->api, poll->id, hold_s, render, &call->problem);
    }
    poll->polls++;
    return call->status;
}

/* The local engine works here: its render may take as long as it makes progress. */
static void see_progress(struct app *app, struct poll *poll, const struct api_render *render)
{
    if (render->progress < 0)
        return;
    app_progress(app, "render", render->progress, 100);
    if (app->is_local && render->progress > poll->progress)
        poll->call.end_ms = clock_now_ms() + poll->wait_ms;
    poll->progress = render->progress;
}

/* A server that holds its answers needs no pauses, as long as something changes; one that asks for a pause and has
 * nothing new gets it. */
static void see_hold(struct poll *poll, const struct api_render *render)
{
    bool has_moved = render->progress >= 0 && poll->progress != render->progress;
    bool has_changed = has_moved || poll->word == NULL || !text_equal(poll->word, render->status_word);
    poll->is_held = render->waited && (has_changed || render->retry_after_ms < 0);
    free(poll->word);
    poll->word = xstrdup(render->status_word);
}

/* Waits before the next poll. BGM_TIMED_OUT: the time is up, or would be. */
static enum bgm_status pause_poll(struct app *app, struct poll *poll, int64_t retry_after_ms, struct bgm_error *err)
{
    int64_t left_ms = poll->call.end_ms - clock_now_ms(), pause_ms = retry_poll_pause_ms(poll->polls, retry_after_ms);
    left_ms = left_ms > 0 ? left_ms : 0;
    if (retry_after_ms > left_ms)
        return bgm_fail(err, BGM_TIMED_OUT, "the render %s is not finished yet, and the service asks to wait %lld s",
                        poll->id, (long long)((retry_after_ms + 999) / 1000));
    return app_wait(app, pause_ms < left_ms ? pause_ms : left_ms, err);
}

enum bgm_status render_poll(struct app *app, const struct export_request *request, struct api_render *render,
                            bool was_submitted, struct bgm_error *err)
{
    char *id = xstrdup(render->id);
    struct poll poll = {.id = id, .wait_ms = request->wait_ms > 0 ? request->wait_ms : EXPORT_WAIT_MS};
    service_call_begin(&poll.call, app, RETRY_POLL);
    poll.call.end_ms = clock_now_ms() + poll.wait_ms;
    enum bgm_status status = BGM_OK;
    if (was_submitted && !app->is_local && !has_ended(render)) {
        poll.polls = 1;
        status = pause_poll(app, &poll, render->retry_after_ms, err);
    }
    while (status == BGM_OK && !has_ended(render)) {
        if (clock_now_ms() >= poll.call.end_ms) {
            status = bgm_fail(err, BGM_TIMED_OUT, "the render %s is not finished yet", id);
        } else if ((status = poll_once(app, &poll, render)) != BGM_OK) {
            status = service_call_end(&poll.call, err);
        } else {
            see_hold(&poll, render);
            see_progress(app, &poll, render);
            if (!poll.is_held && !has_ended(render))
                status = pause_poll(app, &poll, render->retry_after_ms, err);
        }
    }
    bool may_end_well = status == BGM_TIMED_OUT || status == BGM_RATE_LIMITED || status == BGM_NETWORK;
    if (may_end_well && app_check_time(app, NULL) == BGM_OK)
        add_way_back(request, id, err);
    free(poll.word);
    free(id);
    return status;
}

enum bgm_status render_await(struct app *app, const char *render_id, struct job *job, int64_t wait_ms,
                             struct bgm_error *err)
{
    const struct export_request request = {.session_id = job->session_id, .job = job, .wait_ms = wait_ms};
    struct api_render render = {.id = xstrdup(render_id), .progress = -1};
    app_stage(app, "render");
    enum bgm_status status = render_poll(app, &request, &render, false, err);
    api_render_release(&render);
    return status;
}
