/* Rendering a session's timeline and fetching the result. */
#include "export_video.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_envelope.h"
#include "bgmusic/app/app.h"
#include "download.h"
#include "ensure_ready.h"
#include "bgmusic/app/live_render.h"
#include "service_call.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/retry_policy.h"

enum {
    /* "Never more than ten polls a second", for a server that holds answers but not for long. */
    SHORTEST_PAUSE_MS = 100,
    /* The embedded engine answers at once when the render is ready; a short hold keeps the bar moving. */
    LOCAL_HOLD_S = 1,
};

void export_result_release(struct export_result *result)
{
    free(result->render_id);
    free(result->notes);
    *result = (struct export_result){.duration_s = -1, .size_bytes = -1};
}

static enum bgm_status note_render(struct app *app, const struct export_request *request, const char *render_id,
                                   struct bgm_error *err)
{
    struct job *job = request->job;
    if (job == NULL)
        return BGM_OK;
    free(job->draft_mark);
    /* The music alone is no result of this timeline for who exports it: such a render is never picked up. */
    job->draft_mark = request->sound_only ? NULL : live_render_mark(request->draft);
    if (job->render_id != render_id) {
        free(job->render_id);
        job->render_id = xstrdup(render_id);
    }
    job->step = JOB_RENDERING;
    return job_store_put(&app->store, job, err);
}

/* Final answers to a submit: trying again with another id would change nothing. */
static bool is_final(enum bgm_status status)
{
    return status == BGM_PLAN_BLOCKED || status == BGM_OUT_OF_CREDITS || status == BGM_NOT_FOUND ||
           status == BGM_NOTHING_TO_EXPORT || status == BGM_AUTH || status == BGM_INTERRUPTED ||
           status == BGM_RATE_LIMITED || status == BGM_INPUT || status == BGM_USAGE;
}

struct submit_arguments {
    const struct export_request *request;
    char id[API_RENDER_ID_SIZE];
    struct api_render *render;
};

static enum bgm_status submit_once(struct app *app, void *context, struct bgm_error *err)
{
    struct submit_arguments *a = context;
    const struct api_render_wish wish = {.stems = a->request->stems_folder != NULL,
                                         .midi = a->request->midi_path != NULL,
                                         .sound = a->request->sound_only};
    return api_render_submit(&app->api, a->request->session_id, a->id, a->request->draft, &wish, a->render, err);
}

static enum bgm_status look_up_once(struct app *app, void *context, struct bgm_error *err)
{
    struct submit_arguments *a = context;
    return api_render_status(&app->api, a->id, 0, a->render, err);
}

/* The id is on disk, then the submit goes out. A connection that died is followed by asking for the id. */
static enum bgm_status submit(struct app *app, const struct export_request *request, struct api_render *render,
                              struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    for (int tries = 0; tries < 2; tries++) {
        struct submit_arguments arguments = {.request = request, .render = render};
        api_render_new_id(arguments.id);
        if ((status = note_render(app, request, arguments.id, err)) != BGM_OK)
            return status;
        status = service_call(app, RETRY_SUBMIT, submit_once, &arguments, err);
        if (status != BGM_OK && app_check_time(app, NULL) == BGM_OK && app->api.last.anything_sent &&
            (status == BGM_NETWORK || status == BGM_TIMED_OUT)) {
            enum bgm_status known = service_call(app, RETRY_READ, look_up_once, &arguments, err);
            /* Only a service that says "unknown" makes a second render safe. */
            if (known != BGM_NOT_FOUND)
                status = known;
            if (known != BGM_OK && known != BGM_NOT_FOUND)
                return status;
        }
        if (status == BGM_OK) {
            /* A service that gives an id of its own is polled under that one. */
            return note_render(app, request, render->id, err);
        }
        if (is_final(status) || app_check_time(app, NULL) != BGM_OK)
            return status;
    }
    return status;
}

static enum bgm_status not_yet(const char *render_id, const char *session_id, struct bgm_error *err)
{
    bgm_fail(err, BGM_TIMED_OUT, "the render %s is not finished yet", render_id);
    if (session_id != NULL)
        bgm_hint(err, "pick it up with: bgmusic export --session %s --render %s", session_id, render_id);
    else
        bgm_hint(err, "pick it up with: bgmusic export --render %s", render_id);
    return BGM_TIMED_OUT;
}

/* Polls until the render has ended, well or badly. Trouble is survived until the time is up. */
static enum bgm_status poll_to_end(struct app *app, const struct export_request *request, struct api_render *render,
                                   int64_t end_ms, struct bgm_error *err)
{
    int troubles = 0;
    bool renewed = false;
    char *id = xstrdup(render->id);
    enum bgm_status status = BGM_OK;
    int64_t asked_ms = 0;
    while (render->state != API_RENDER_COMPLETED && render->state != API_RENDER_FAILED) {
        int64_t now_ms = clock_now_ms(), left_ms = end_ms - now_ms;
        if ((status = app_check_time(app, err)) != BGM_OK)
            break;
        if (left_ms <= 0) {
            status = not_yet(id, request->session_id, err);
            break;
        }
        if (asked_ms != 0 && now_ms - asked_ms < SHORTEST_PAUSE_MS)
            clock_sleep_ms(SHORTEST_PAUSE_MS - (now_ms - asked_ms));
        asked_ms = clock_now_ms();
        int hold_s = app->is_local ? LOCAL_HOLD_S : API_RENDER_WAIT_S;
        if (left_ms < hold_s * 1000)
            hold_s = (int)(left_ms / 1000);
        status = api_render_status(&app->api, id, hold_s, render, err);
        const struct api_outcome last = app->api.last;
        int64_t pause_ms;
        if (status == BGM_OK) {
            troubles = 0;
            if (render->progress >= 0)
                app_progress(app, "render", render->progress, 100);
            if (render->waited || render->state == API_RENDER_COMPLETED || render->state == API_RENDER_FAILED)
                continue;
            pause_ms = render->retry_after_ms >= 0 ? render->retry_after_ms : EXPORT_POLL_PAUSE_MS;
        } else if (!renewed && api_needs_token(last.http_status, last.service_code)) {
            renewed = true;
            if ((status = renew_token(app, err)) != BGM_OK)
                break;
            continue;
        } else if (status == BGM_NOT_FOUND || status == BGM_AUTH || status == BGM_USAGE || status == BGM_INTERRUPTED) {
            break;
        } else {
            pause_ms = retry_poll_pause_ms(++troubles, last.retry_after_ms, retry_jitter());
        }
        left_ms = end_ms - clock_now_ms();
        if (last.retry_after_ms > left_ms && last.rate_limited) {
            status = not_yet(id, request->session_id, err);
            if (err != NULL)
                err->status = BGM_RATE_LIMITED;
            status = BGM_RATE_LIMITED;
            break;
        }
        if ((status = app_wait(app, pause_ms < left_ms ? pause_ms : left_ms, err)) != BGM_OK)
            break;
    }
    free(id);
    return status;
}

/* The stems into their folder, the MIDI to its file. */
static enum bgm_status fetch_parts(struct app *app, const struct export_request *request,
                                   const struct api_render *render, struct bgm_error *err)
{
    bool has_midi = false, has_stems = false;
    enum bgm_status status = BGM_OK;
    if (request->stems_folder != NULL)
        status = file_make_folders(request->stems_folder, 0777, err);
    for (size_t i = 0; i < render->part_count && status == BGM_OK; i++) {
        const struct api_render_part *part = &render->parts[i];
        bool midi = text_ends_with_ignore_case(part->name, ".mid");
        if ((midi ? request->midi_path : request->stems_folder) == NULL)
            continue;
        char *path = midi ? xstrdup(request->midi_path) : path_join(request->stems_folder, part->name);
        struct api_render from = {.id = render->id, .url = part->url};
        status = download_render(app, &from, DOWNLOAD_PART, path, request->force, -1, err);
        has_midi = has_midi || midi;
        has_stems = has_stems || !midi;
        free(path);
    }
    if (status == BGM_OK &&
        ((request->midi_path != NULL && !has_midi) || (request->stems_folder != NULL && !has_stems)))
        status = bgm_fail(err, BGM_SERVICE, "the render came without its %s",
                          has_stems || request->stems_folder == NULL ? "MIDI file" : "stems");
    return status;
}

enum bgm_status export_await(struct app *app, const char *render_id, const char *session_id, int64_t wait_ms,
                             struct bgm_error *err)
{
    const struct export_request request = {.session_id = session_id};
    struct api_render render = {.id = xstrdup(render_id), .progress = -1};
    int64_t end_ms = clock_now_ms() + (wait_ms > 0 ? wait_ms : EXPORT_WAIT_MS);
    app_stage(app, "render");
    enum bgm_status status = poll_to_end(app, &request, &render, end_ms, err);
    api_render_release(&render);
    return status;
}

enum bgm_status export_run(struct app *app, const struct export_request *request, struct export_result *result,
                           struct bgm_error *err)
{
    struct api_render render = {0};
    enum bgm_status status = BGM_OK;
    export_result_release(result);
    int64_t end_ms = clock_now_ms() + (request->wait_ms > 0 ? request->wait_ms : EXPORT_WAIT_MS);
    app_stage(app, "render");
    for (int tries = 0; tries < 2; tries++) {
        if (request->render_id != NULL && tries == 0)
            render = (struct api_render){.id = xstrdup(request->render_id), .progress = -1};
        else if ((status = submit(app, request, &render, err)) != BGM_OK)
            break;
        free(result->render_id);
        result->render_id = xstrdup(render.id);
        if (request->no_wait)
            break;
        if ((status = poll_to_end(app, request, &render, end_ms, err)) != BGM_OK)
            break;
        if (render.state == API_RENDER_COMPLETED)
            break;
        if (render.cancelled) {
            status = bgm_fail(err, BGM_RENDER_FAILED, "the render %s was cancelled", render.id);
            bgm_hint(err, "bgmusic export renders session %s again", request->session_id);
            break;
        }
        status = bgm_fail(err, BGM_RENDER_FAILED, "the render %s failed%s%s", render.id,
                          render.error_text != NULL ? ": " : "", render.error_text != NULL ? render.error_text : "");
        bgm_hint(err, "look at the timeline with `bgmusic state`, then `bgmusic export` again");
        if (err != NULL)
            status = app_blame_machine(app, err);
        /* Without a draft there is nothing to submit again; the local engine would fail the same way. */
        if (request->draft.length == 0 || app->is_local)
            break;
        if (tries == 0)
            app_notice(app, "the render failed; trying once more with a new one");
        api_render_release(&render);
    }
    if (status == BGM_OK && !request->no_wait) {
        result->duration_s = render.duration_s;
        result->size_bytes = render.size_bytes;
        result->notes = xstrdup(render.notes);
        status = fetch_parts(app, request, &render, err);
        if (status == BGM_OK)
            status = download_render(app, &render, request->sound_only ? DOWNLOAD_SOUND : DOWNLOAD_VIDEO,
                                     request->output, request->force, request->stdout_fd, err);
    }
    api_render_release(&render);
    return status;
}
