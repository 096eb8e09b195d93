/* `export` and its resumption. */
#include "bgmusic/app/export_session.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/edit_turn.h"
#include "export_video.h"
#include "bgmusic/app/live_render.h"
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

/* {stem}-music.mp4 of the session's video in the current folder, else bgmusic-<session>.mp4; or what was asked for. */
static enum bgm_status name_output(const struct export_session_request *request, const struct session_record *session,
                                   char **output, struct bgm_error *err)
{
    const char *video = session->video_name != NULL ? path_name(session->video_name) : NULL;
    if (request->output != NULL)
        return output_name(request->output, video != NULL ? video : session->id, 1, output, err);
    char *stem = video != NULL && *video != '\0' ? path_stem(video) : NULL;
    *output = stem != NULL ? xasprintf("%s-music.mp4", stem) : xasprintf("bgmusic-%s.mp4", session->id);
    free(stem);
    return BGM_OK;
}

static enum bgm_status render_and_fetch(struct app *app, struct job *job, const struct export_session_request *request,
                                        const struct api_state *state, struct export_session_result *result,
                                        struct bgm_error *err)
{
    struct export_result exported = {.duration_s = -1, .size_bytes = -1};
    struct export_request inner = {
        .session_id = job->session_id,
        .draft = state->draft,
        .render_id = request->render_id,
        .output = result->output,
        .force = job->force,
        .no_wait = request->no_wait,
        .wait_ms = request->wait_ms,
        .stdout_fd = request->stdout_fd,
        .job = job,
    };
    enum bgm_status status = export_run(app, &inner, &exported, err);
    result->render_id = xstrdup(exported.render_id);
    result->notes = xstrdup(exported.notes);
    result->duration_ms = exported.duration_s >= 0 ? llround(exported.duration_s * 1000) : result->draft.duration_ms;
    export_result_release(&exported);
    bool may_pass = status == BGM_NETWORK || status == BGM_TIMED_OUT || status == BGM_INTERRUPTED ||
                    status == BGM_RATE_LIMITED || status == BGM_OUTPUT || status == BGM_OUTPUT_EXISTS;
    if (status == BGM_OK && !request->no_wait) {
        job->step = JOB_DONE;
        job_store_put(&app->store, job, NULL);
        live_render_settle(app, result->render_id, job->id);
    } else if (status == BGM_OK) {
        /* The record stays: the render is one that somebody will come for, and the session's live one until then. */
    } else if (!may_pass || job->render_id == NULL) {
        job_store_forget(&app->store, job->id);
    } else if (err != NULL && err->hint[0] == '\0') {
        bgm_hint(err, "finish it with: bgmusic resume %s", job->id);
    }
    return status;
}

/* One render per session at a time: what is known to be at work is picked up, or waited for when it shows another
 * timeline. `render_id` becomes the one to pick up; NULL: submit one. */
static enum bgm_status respect_live(struct app *app, const struct export_session_request *request,
                                    const char *session_id, struct json_span draft, char **render_id,
                                    struct bgm_error *err)
{
    struct live_render live;
    enum bgm_status status = live_render_find(app, session_id, draft, &live, err);
    if (live.id != NULL && live.same_draft) {
        app_notice(app, "the render %s of this very timeline was begun before; picking it up", live.id);
        *render_id = xstrdup(live.id);
    } else if (live.id != NULL && request->no_wait) {
        status = bgm_fail(err, BGM_TIMED_OUT, "the render %s of this session is still at work", live.id);
        bgm_hint(err, "one at a time: wait for it, or call it off with: bgmusic export --session %s --cancel",
                 session_id);
    } else if (live.id != NULL) {
        app_notice(app, "the render %s of an earlier timeline is at work; waiting for its end", live.id);
        status = export_await(app, live.id, session_id, request->wait_ms, err);
    }
    live_render_release(&live);
    return status;
}

enum bgm_status export_session(struct app *app, const struct export_session_request *request,
                               struct export_session_result *result, struct bgm_error *err)
{
    struct session_record session = {0};
    struct api_state state = {0};
    struct job job = {0};
    struct export_session_request picked = *request;
    char *known_id = xstrdup(request->render_id);
    struct file_lock claim = FILE_LOCK_INIT;
    enum bgm_status status = session_resolve(app, false, &session, err);
    if (status == BGM_OK)
        status = name_output(request, &session, &result->output, err);
    if (status == BGM_OK && !request->no_wait)
        status = output_check(result->output, NULL, request->force, err);
    if (status == BGM_OK)
        status = turn_read_state(app, session.id, &state, &result->draft, err);
    if (status != BGM_OK)
        goto out;
    if (request->render_id == NULL && !draft_is_ready(&result->draft)) {
        status = bgm_fail(err, BGM_NOTHING_TO_EXPORT, "session %s holds nothing to export yet", session.id);
        bgm_hint(err, "bgmusic upload VIDEO, then bgmusic chat \"add calm lo-fi music\"");
        goto out;
    }
    if (known_id == NULL && (status = respect_live(app, request, session.id, state.draft, &known_id, err)) != BGM_OK)
        goto out;
    picked.render_id = known_id;
    job = (struct job){
        .command = xstrdup("export"),
        .base_key = xstrdup(app->base_key),
        .engine = xstrdup(app_engine_name(app)),
        .output = text_equal(result->output, "-") ? xstrdup("-") : path_absolute(result->output),
        .session_id = xstrdup(session.id),
        .render_id = xstrdup(known_id),
        .draft_mark = known_id != NULL && request->render_id == NULL ? live_render_mark(state.draft) : NULL,
        .force = request->force,
        .step = known_id != NULL ? JOB_RENDERING : JOB_SENT,
    };
    job_new_id(&job);
    if ((status = job_store_claim(&app->store, job.id, &claim, err)) == BGM_OK)
        status = render_and_fetch(app, &job, &picked, &state, result, err);
out:
    result->session_id = xstrdup(session.id);
    free(known_id);
    file_unlock(&claim);
    job_release(&job);
    api_state_release(&state);
    session_record_release(&session);
    return status;
}

enum bgm_status export_resume(struct app *app, struct job *job, int64_t wait_ms, int stdout_fd,
                              struct export_session_result *result, struct bgm_error *err)
{
    struct api_state state = {0};
    struct file_lock claim = FILE_LOCK_INIT;
    struct export_session_request request = {.wait_ms = wait_ms, .stdout_fd = stdout_fd};
    enum bgm_status status = job_store_claim(&app->store, job->id, &claim, err);
    if (status == BGM_OK)
        status = output_check(job->output, NULL, job->force, err);
    if (status == BGM_OK)
        status = turn_read_state(app, job->session_id, &state, &result->draft, err);
    if (status == BGM_OK) {
        char *known_id = xstrdup(job->render_id);
        request.render_id = known_id;
        result->output = xstrdup(job->output);
        result->session_id = xstrdup(job->session_id);
        status = render_and_fetch(app, job, &request, &state, result, err);
        free(known_id);
    }
    api_state_release(&state);
    file_unlock(&claim);
    return status;
}
