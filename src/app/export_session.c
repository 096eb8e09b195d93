/* `export` and its resumption. */
#include "bgmusic/app/export_session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/add_music.h"
#include "export_video.h"
#include "one_render.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

void export_session_result_init(struct export_session_result *result)
{
    *result = (struct export_session_result){.duration_ms = -1};
    draft_init(&result->draft);
}

void export_session_result_release(struct export_session_result *result)
{
    free(result->session_id);
    free(result->render_id);
    free(result->output);
    free(result->notes);
    draft_release(&result->draft);
    export_session_result_init(result);
}

/* The video that lies in the timeline, by its name; NULL: it has none. */
static const char *video_in(const struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        const struct draft_track *track = &draft->tracks[t];
        for (size_t i = 0; track->type == DRAFT_VIDEO && i < track->segment_count; i++) {
            if (!text_is_blank(track->segments[i].name))
                return track->segments[i].name;
        }
    }
    return NULL;
}

/* Of several videos the one that is exported names the output. A name without a film's ending is a title of the
 * service's, and no file's. */
static const char *video_name(const struct session_record *session, const struct draft *draft)
{
    const char *name = video_in(draft);
    char ending[8] = "";
    if (name != NULL && strlen(path_extension(name)) < sizeof ending)
        snprintf(ending, sizeof ending, "%s", path_extension(name));
    text_lower(ending);
    if (ending[0] == '\0' || !text_is_choice(ending, "mp4|mov|m4v|avi|webm|mkv|gif"))
        name = session->video_name;
    name = name != NULL ? path_name(name) : NULL;
    return text_is_blank(name) ? NULL : name;
}

/* {stem}-music.mp4 of the session's video in the current folder, else bgmusic-<session>.mp4; or what was asked for. */
static enum bgm_status name_output(const struct export_session_request *request, const struct session_record *session,
                                   const struct draft *draft, char **output, struct bgm_error *err)
{
    const char *video = video_name(session, draft);
    enum bgm_status status = BGM_OK;
    if (request->output != NULL) {
        status = output_name(request->output, video != NULL ? video : session->id, 1, output, err);
    } else {
        char *stem = video != NULL ? path_stem(video) : NULL;
        *output = stem != NULL ? xasprintf("%s-music.mp4", stem) : xasprintf("bgmusic-%s.mp4", session->id);
        free(stem);
    }
    if (status == BGM_OK && request->numbers && !text_equal(*output, "-") && file_exists(*output) &&
        !file_is_folder(*output)) {
        char *free_name = output_next_free(*output);
        free(*output);
        *output = free_name;
    }
    return status;
}

/* Renders, or picks `render_id` up (NULL: whatever the job's record says), and fetches. */
static enum bgm_status render_and_fetch(struct app *app, struct job *job, const struct export_session_request *request,
                                        const struct api_state *state, const char *render_id,
                                        struct export_session_result *result, bool *is_waiting, struct bgm_error *err)
{
    struct export_result exported = {.duration_s = -1, .size_bytes = -1};
    struct export_request inner = {
        .session_id = job->session_id,
        .draft = state->draft,
        .media_infos = state->video_infos,
        .render_id = render_id,
        .output = result->output,
        .force = job->force,
        .no_wait = request->no_wait,
        .wait_ms = request->wait_ms,
        .stdout_fd = request->stdout_fd,
        .job = job,
    };
    enum bgm_status status = render_id != NULL ? export_run(app, &inner, &exported, err)
                                               : one_render_resume(app, &inner, &exported, is_waiting, err);
    result->render_id = xstrdup(exported.render_id);
    result->notes = xstrdup(exported.notes);
    result->duration_ms = exported.duration_s >= 0 ? llround(exported.duration_s * 1000) : result->draft.duration_ms;
    export_result_release(&exported);
    return status;
}

/* What becomes of the job's record. */
static enum bgm_status settle(struct app *app, struct job *job, bool no_wait, enum bgm_status status,
                              struct bgm_error *err)
{
    bool may_pass = status == BGM_NETWORK || status == BGM_TIMED_OUT || status == BGM_INTERRUPTED ||
                    status == BGM_RATE_LIMITED || status == BGM_OUTPUT || status == BGM_OUTPUT_EXISTS ||
                    status == BGM_AUTH;
    /* In trouble, the service may have the render all the same, or its file a minute later. */
    may_pass = may_pass || (status == BGM_SERVICE && err != NULL && err->http_status >= 500);
    if (status == BGM_OK && !no_wait) {
        job->step = JOB_DONE;
        job_store_put(&app->store, job, NULL);
        live_render_settle(app, job->render_id, job->id);
    } else if (status == BGM_OK) {
        /* The record stays: the render is one that somebody will come for, and the session's live one until then. */
    } else if (!may_pass || job->render_id == NULL) {
        job_store_forget(&app->store, job->id);
    } else if (err != NULL) {
        free(job->failure);
        job->failure = status != BGM_INTERRUPTED ? xstrdup(err->message) : NULL;
        job_store_put(&app->store, job, NULL);
        if (err->hint[0] == '\0')
            bgm_hint(err, "finish it with: bgmusic resume %s", job->id);
        else if (strstr(err->hint, "bgmusic resume ") == NULL)
            bgm_hint(err, "%s; then finish it with: bgmusic resume %s", err->hint, job->id);
    }
    return status;
}

/* From the timeline to the finished file, with a job's record. */
static enum bgm_status run_job(struct app *app, const struct export_session_request *request, struct job *job,
                               const struct api_state *state, struct export_session_result *result,
                               struct bgm_error *err)
{
    struct file_lock claim = FILE_LOCK_INIT;
    bool is_waiting = false;
    job_new_id(job);
    enum bgm_status status = job_store_claim(&app->store, job->id, &claim, err);
    if (status == BGM_OK && request->render_id != NULL) {
        job->render_id = xstrdup(request->render_id);
        job->step = JOB_RENDERING;
        status = job_store_put(&app->store, job, err);
    }
    if (status == BGM_OK)
        status = render_and_fetch(app, job, request, state, request->render_id, result, &is_waiting, err);
    if (!is_waiting)
        status = settle(app, job, request->no_wait, status, err);
    file_unlock(&claim);
    return status;
}

enum bgm_status export_session(struct app *app, const struct export_session_request *request,
                               struct export_session_result *result, struct bgm_error *err)
{
    struct session_record session = {0};
    struct api_state state = {0};
    struct job job = {0};
    enum bgm_status status = session_resolve(app, false, &session, err);
    result->session_id = xstrdup(session.id);
    if (status == BGM_OK)
        status = session_read_state(app, session.id, &state, &result->draft, err);
    if (status == BGM_OK)
        status = name_output(request, &session, &result->draft, &result->output, err);
    if (status == BGM_OK && !request->no_wait)
        status = output_kind_check(result->output, app->is_local, false, err);
    if (status == BGM_OK && !request->no_wait)
        status = output_check(result->output, NULL, request->force, err);
    if (status == BGM_OK && request->render_id == NULL)
        status = export_check_ready(session.id, &result->draft, err);
    if (status == BGM_OK) {
        job = (struct job){
            .command = xstrdup("export"),
            .base_key = xstrdup(app->base_key),
            .engine = xstrdup(app_engine_name(app)),
            .output = text_equal(result->output, "-") ? xstrdup("-") : path_absolute(result->output),
            .session_id = xstrdup(session.id),
            .force = request->force,
            .step = JOB_SENT,
        };
        status = run_job(app, request, &job, &state, result, err);
    }
    job_release(&job);
    api_state_release(&state);
    session_record_release(&session);
    return status;
}

enum bgm_status export_resume(struct app *app, struct job *job, const struct resume_wish *wish,
                              struct export_session_result *result, struct bgm_error *err)
{
    struct api_state state = {0};
    const struct export_session_request request = {.wait_ms = wish->wait_ms, .stdout_fd = wish->stdout_fd};
    enum bgm_status status = BGM_OK;
    bool is_waiting = false;
    result->output = xstrdup(job->output);
    result->session_id = xstrdup(job->session_id);
    if (export_is_made(job, job->output)) {
        /* By a run that was killed before it could say so. */
        result->render_id = xstrdup(job->render_id);
    } else {
        status = output_check(job->output, NULL, job->force, err);
        if (status == BGM_OK)
            status = session_read_state(app, job->session_id, &state, &result->draft, err);
        if (status == BGM_OK && job->render_id == NULL)
            status = export_check_ready(job->session_id, &result->draft, err);
        if (status == BGM_OK)
            status = render_and_fetch(app, job, &request, &state, NULL, result, &is_waiting, err);
    }
    if (!is_waiting)
        status = settle(app, job, false, status, err);
    api_state_release(&state);
    return status;
}
