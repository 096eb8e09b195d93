/* Rendering a session's timeline and fetching the result. */
#include "export_video.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "download.h"
#include "bgmusic/draft/draft_media.h"
#include "part_file.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/output_kind.h"
#include "service_call.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/retry_policy.h"
#include "bgmusic/store/session_store.h"

enum {
    /* "Never more than ten polls a second", for a server that holds answers but not for long. */
    SHORTEST_PAUSE_MS = 100,
    /* The embedded engine answers at once when the render is ready; a short hold keeps the bar moving. */
    LOCAL_HOLD_S = 1,
    DRAFT_CEILING_BYTES = 64 * 1024 * 1024, /* of an answer, within which a draft came */
};

/* What keep_made() needs. */
struct keeping {
    struct app *app;
    const struct export_request *request;
};

void export_result_release(struct export_result *result)
{
    free(result->render_id);
    free(result->notes);
    *result = (struct export_result){.duration_s = -1, .size_bytes = -1};
}

/* The music alone, by the wish for it or by the output's ending? */
static bool is_sound(const struct export_request *request)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    return request->sound_only || kind->is_sound;
}

static enum bgm_status keep_render(struct app *app, const struct export_request *request, const char *render_id,
                                   struct bgm_error *err)
{
    struct job *job = request->job;
    if (job == NULL)
        return BGM_OK;
    free(job->draft_mark);
    /* The music alone, or another kind of file, is no result of this timeline for who exports it: such a render is
     * never picked up. */
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    job->draft_mark = is_sound(request) || !kind->is_the_services ? NULL : live_render_mark(request->draft);
    if (job->render_id != render_id) {
        free(job->render_id);
        job->render_id = xstrdup(render_id);
    }
    job->step = JOB_RENDERING;
    return job_store_put(&app->store, job, err);
}

/* Final answers to a submit: trying again with another id would change nothing. HTTP 4xx says that the request is
 * wrong; that its id is taken already is the one fault that a new id mends. */
static bool is_final(const struct bgm_error *problem)
{
    enum bgm_status status = problem->status;
    int http = problem->http_status;
    const char *words = problem->message;
    bool is_id = http == 409 || text_find_ignore_case(words, "duplicate") != NULL ||
                 text_find_ignore_case(words, "already") != NULL || text_find_ignore_case(words, "exist") != NULL;
    if (http >= 400 && http < 500 && http != 408 && http != 425 && !is_id)
        return true;
    return status == BGM_PLAN_BLOCKED || status == BGM_OUT_OF_CREDITS || status == BGM_NOT_FOUND ||
           status == BGM_NOTHING_TO_EXPORT || status == BGM_AUTH || status == BGM_INTERRUPTED ||
           status == BGM_RATE_LIMITED || status == BGM_INPUT || status == BGM_USAGE;
}

/* What no other draft would change: who is asking, what is paid for, and that somebody wants to stop. */
static bool is_refusal(enum bgm_status status)
{
    return status == BGM_PLAN_BLOCKED || status == BGM_OUT_OF_CREDITS || status == BGM_NOT_FOUND ||
           status == BGM_AUTH || status == BGM_INTERRUPTED || status == BGM_RATE_LIMITED;
}

/* What is submitted: the draft as it came, or after a failure the one that give_addresses() makes. */
struct export_draft {
    struct json_span now;
    struct buf changed;
};

/* The draft with addresses in place of a gateway's paths, after it failed as it came; false: it has no such paths, or
 * nobody knows what they are. */
static bool give_addresses(struct app *app, const struct export_request *request, struct buf *changed)
{
    struct session_record session = {0};
    struct buf list;
    buf_clear(changed);
    if (app->is_local || request->session_id == NULL || request->draft.length == 0)
        return false;
    buf_init(&list, 2 * DRAFT_MEDIA_LIST_BYTES);
    draft_media_collect(&list, request->media_infos);
    if (session_store_get(&app->store, app->base_key, request->session_id, &session, NULL) == BGM_OK &&
        session.media != NULL)
        buf_append_text(&list, session.media);
    size_t count = draft_media_replace(request->draft, list.bytes, changed);
    session_record_release(&session);
    buf_release(&list);
    return count > 0;
}

/* The other draft, once, and a word about it. */
static bool change_draft(struct app *app, const struct export_request *request, struct export_draft *draft,
                         const char *reason)
{
    if (draft->changed.length > 0 || !give_addresses(app, request, &draft->changed))
        return false;
    draft->now = (struct json_span){draft->changed.bytes, draft->changed.length};
    app_notice(
        app,
        "%s; trying once more, with the addresses of the uploads in place of the paths (/mnt/userdata/...) in the "
        "timeline",
        reason);
    return true;
}

/* One submit under `id`. A connection that died is followed by asking for the id. */
static enum bgm_status submit_as(struct app *app, const struct export_request *request, struct json_span draft,
                                 const char *id, struct api_render *render, bool *may_be_at_work, struct bgm_error *err)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    const struct music_wishes *wishes = request->wishes;
    const struct api_render_wish wish = {
        .copy_picture = wishes != NULL && wishes->copy_picture,
        .compatible = wishes != NULL && wishes->compatible,
        .strict = wishes != NULL && wishes->strict,
        .stems = request->stems_folder != NULL,
        .midi = request->midi_path != NULL,
        .format = !app->is_local                           ? NULL
                  : request->sound_only && !kind->is_sound ? "wav"
                                                           : kind->ending,
    };
    struct service_call call;
    service_call_begin(&call, app, RETRY_SUBMIT);
    while (service_call_next(&call))
        call.status = api_render_submit(&app->api, request->session_id, id, draft, &wish, render, &call.problem);
    *may_be_at_work = false;
    bool is_unknown = (call.status == BGM_NETWORK || call.status == BGM_TIMED_OUT) && app->api.last.anything_sent;
    if (!is_unknown || app_check_time(app, NULL) != BGM_OK)
        return service_call_end(&call, err);
    struct service_call look;
    service_call_begin(&look, app, RETRY_READ);
    while (service_call_next(&look))
        look.status = api_render_status(&app->api, id, 0, render, &look.problem);
    /* Only a service that says "unknown" makes a second render safe. */
    if (look.status == BGM_NOT_FOUND)
        return service_call_end(&call, err);
    *may_be_at_work = look.status != BGM_OK;
    return service_call_end(&look, err);
}

/* The id is on disk, then the submit goes out; failed, it goes out once more under a new one. */
static enum bgm_status submit(struct app *app, const struct export_request *request, struct export_draft *draft,
                              struct api_render *render, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    struct bgm_error problem = BGM_ERROR_INIT;
    for (int tries = 0; tries < 2; tries++) {
        char id[API_RENDER_ID_SIZE];
        api_render_new_id(id);
        if ((status = keep_render(app, request, id, err)) != BGM_OK)
            return status;
        bool may_be_at_work;
        status = submit_as(app, request, draft->now, id, render, &may_be_at_work, &problem);
        /* A service that gives an id of its own is polled under that one. */
        if (status == BGM_OK)
            return keep_render(app, request, render->id, err);
        if (tries > 0 || may_be_at_work || app_check_time(app, NULL) != BGM_OK)
            break;
        if (!is_refusal(status) && change_draft(app, request, draft, problem.message))
            continue;
        if (is_final(&problem))
            break;
        app_notice(app, "%s; trying once more with a new id", problem.message);
    }
    if (err != NULL)
        *err = problem;
    return status;
}

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
    int progress;     /* the highest that was seen */
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

/* Waits before the next poll. BGM_TIMED_OUT: the time is up, or would be. */
static enum bgm_status pause_poll(struct app *app, struct poll *poll, int64_t retry_after_ms, struct bgm_error *err)
{
    int64_t left_ms = poll->call.end_ms - clock_now_ms(), pause_ms = retry_poll_pause_ms(poll->polls, retry_after_ms);
    if (retry_after_ms > left_ms)
        return bgm_fail(err, BGM_TIMED_OUT, "the render %s is not finished yet, and the service asks to wait %lld s",
                        poll->id, (long long)((retry_after_ms + 999) / 1000));
    return app_wait(app, pause_ms < left_ms ? pause_ms : left_ms, err);
}

/* Polls until the render has ended, well or badly. Trouble is survived until the time is up. `was_submitted`: just now,
 * so that the first poll has time. */
static enum bgm_status poll_to_end(struct app *app, const struct export_request *request, struct api_render *render,
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
            see_progress(app, &poll, render);
            if (!render->waited && !has_ended(render))
                status = pause_poll(app, &poll, render->retry_after_ms, err);
        }
    }
    bool may_end_well = status == BGM_TIMED_OUT || status == BGM_RATE_LIMITED || status == BGM_NETWORK;
    if (may_end_well && app_check_time(app, NULL) == BGM_OK)
        add_way_back(request, id, err);
    free(id);
    return status;
}

/* A finished file is known to the job before it has its name: who is killed in between finds it done. */
static enum bgm_status keep_made(void *context, const char *identity, struct bgm_error *err)
{
    const struct keeping *keeping = context;
    struct job *job = keeping->request->job;
    if (job == NULL || identity == NULL)
        return BGM_OK;
    char *longer = job->made != NULL ? xasprintf("%s\n%s", job->made, identity) : xstrdup(identity);
    free(job->made);
    job->made = longer;
    return job_store_put(&keeping->app->store, job, err);
}

bool export_is_made(const struct job *job, const char *path)
{
    char *identity = job->made != NULL && !text_equal(path, "-") ? file_identity(path) : NULL;
    bool is_made = false;
    for (const char *line = identity != NULL ? job->made : NULL; line != NULL && !is_made;) {
        size_t length = strcspn(line, "\n");
        is_made = strlen(identity) == length && strncmp(line, identity, length) == 0;
        line = line[length] == '\n' ? line + length + 1 : NULL;
    }
    free(identity);
    return is_made;
}

/* One file of the render to its place, unless an earlier run of the job put it there. */
static enum bgm_status fetch_file(struct app *app, const struct export_request *request,
                                  const struct api_render *render, enum download_kind kind, const char *path,
                                  const char *convert_to, struct bgm_error *err)
{
    struct keeping keeping = {app, request};
    if (request->job != NULL && export_is_made(request->job, path))
        return BGM_OK;
    return download_render(app,
                           &(struct download_request){.render = render,
                                                      .convert_to = convert_to,
                                                      .kind = kind,
                                                      .path = path,
                                                      .stdout_fd = request->stdout_fd,
                                                      .force = request->force,
                                                      .before_naming = keep_made,
                                                      .context = &keeping},
                           err);
}

static enum bgm_status make_stems_folder(struct app *app, const char *folder, struct bgm_error *err)
{
    bool is_new = !file_is_folder(folder);
    enum bgm_status status = file_make_folders(folder, 0777, err);
    if (status == BGM_OK && is_new)
        app_notice(app, "made the folder \"%s\"", folder);
    return status;
}

/* The stems into their folder, the MIDI to its file. */
static enum bgm_status fetch_parts(struct app *app, const struct export_request *request,
                                   const struct api_render *render, struct bgm_error *err)
{
    bool has_midi = false, has_stems = false;
    enum bgm_status status = BGM_OK;
    if (request->stems_folder != NULL)
        status = make_stems_folder(app, request->stems_folder, err);
    for (size_t i = 0; i < render->part_count && status == BGM_OK; i++) {
        const struct api_render_part *part = &render->parts[i];
        bool midi = text_ends_with_ignore_case(part->name, ".mid");
        if ((midi ? request->midi_path : request->stems_folder) == NULL)
            continue;
        char *path = midi ? xstrdup(request->midi_path) : path_join(request->stems_folder, part->name);
        struct api_render from = {.id = render->id, .url = part->url};
        status = fetch_file(app, request, &from, DOWNLOAD_PART, path, NULL, err);
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

enum bgm_status export_await(struct app *app, const char *render_id, struct job *job, int64_t wait_ms,
                             struct bgm_error *err)
{
    const struct export_request request = {.session_id = job->session_id, .job = job, .wait_ms = wait_ms};
    struct api_render render = {.id = xstrdup(render_id), .progress = -1};
    app_stage(app, "render");
    enum bgm_status status = poll_to_end(app, &request, &render, false, err);
    api_render_release(&render);
    return status;
}

/* A render that ended badly, in words. */
static enum bgm_status fail_render(const struct app *app, const struct export_request *request,
                                   const struct api_render *render, struct bgm_error *err)
{
    if (render->cancelled) {
        bgm_fail(err, BGM_RENDER_FAILED, "the render %s was cancelled", render->id);
        bgm_hint(err, "bgmusic export renders session %s again", request->session_id);
        return BGM_RENDER_FAILED;
    }
    const char *words = render->error_text;
    if (render->input_fault)
        return bgm_fail(err, BGM_INPUT, "the input cannot be used: %s", words != NULL ? words : "no reason given");
    if (render->machine_fault)
        return bgm_fail(err, BGM_FAILED, "the render could not be made here: %s",
                        words != NULL ? words : "no reason given");
    bgm_fail(err, BGM_RENDER_FAILED, "the render %s failed%s%s", render->id, words != NULL ? ": " : "",
             words != NULL ? words : "");
    bgm_hint(err, "look at the timeline with `bgmusic state`, then `bgmusic export` again");
    return err != NULL ? app_blame_machine(app, err) : BGM_RENDER_FAILED;
}

/* A render that has ended well; with `no_wait` one that was submitted. One that fails is tried once more. */
static enum bgm_status render_to_end(struct app *app, const struct export_request *request, struct export_draft *draft,
                                     struct api_render *render, struct export_result *result, struct bgm_error *err)
{
    for (int tries = 0;; tries++) {
        bool is_known = request->render_id != NULL && tries == 0;
        enum bgm_status status = BGM_OK;
        if (is_known)
            *render = (struct api_render){.id = xstrdup(request->render_id), .progress = -1};
        else if ((status = submit(app, request, draft, render, err)) != BGM_OK)
            return status;
        free(result->render_id);
        result->render_id = xstrdup(render->id);
        if (!is_known && request->on_submitted != NULL)
            request->on_submitted(request->context);
        if (request->no_wait)
            return BGM_OK;
        status = poll_to_end(app, request, render, !is_known, err);
        if (status != BGM_OK || render->state == API_RENDER_COMPLETED)
            return status;
        status = fail_render(app, request, render, err);
        /* Without a draft there is nothing to submit again; the local engine would fail the same way, but for what this
         * machine could not do in an earlier run. */
        bool would_fail = app->is_local && !(is_known && render->machine_fault);
        if (render->cancelled || request->draft.length == 0 || would_fail || tries > 0)
            return status;
        if (!change_draft(app, request, draft, "the render failed"))
            app_notice(app, "the render failed; trying once more with a new one");
        api_render_release(render);
    }
}

/* The file itself. The service gives MP4 alone: what else the ending wants is made of it here. */
static enum bgm_status fetch_result(struct app *app, const struct export_request *request,
                                    const struct api_render *render, struct bgm_error *err)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    if (app->is_local)
        return fetch_file(app, request, render, is_sound(request) ? DOWNLOAD_SOUND : DOWNLOAD_VIDEO, request->output,
                          NULL, err);
    return fetch_file(app, request, render, DOWNLOAD_VIDEO, request->output,
                      kind->is_the_services ? NULL : kind->ending, err);
}

enum bgm_status export_run(struct app *app, const struct export_request *request, struct export_result *result,
                           struct bgm_error *err)
{
    struct api_render render = {0};
    struct export_draft draft = {.now = request->draft};
    buf_init(&draft.changed, DRAFT_CEILING_BYTES);
    export_result_release(result);
    app_stage(app, "render");
    enum bgm_status status = render_to_end(app, request, &draft, &render, result, err);
    buf_release(&draft.changed);
    if (status == BGM_OK && !request->no_wait) {
        result->duration_s = render.duration_s;
        result->size_bytes = render.size_bytes;
        result->notes = xstrdup(render.notes);
        result->has_loudness = render.has_loudness;
        result->loudness_lufs = render.loudness_lufs;
        result->damaged = render.damaged;
        status = fetch_parts(app, request, &render, err);
        if (status == BGM_OK)
            status = fetch_result(app, request, &render, err);
    }
    api_render_release(&render);
    return status;
}
