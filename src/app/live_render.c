/* Renders that a run submitted and that may still be at work. */
#include "bgmusic/app/live_render.h"

#include <inttypes.h>
#include <stdlib.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/app/app.h"
#include "job_claim.h"
#include "service_call.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

char *live_render_mark(struct json_span draft)
{
    return xasprintf("%016" PRIx64, text_hash(draft.bytes, draft.length, TEXT_HASH_INIT));
}

void live_render_release(struct live_render *live)
{
    free(live->id);
    *live = (struct live_render){0};
}

/* The jobs of this service that wait for a render; of one session, or (NULL) of all. */
static void rendering_jobs(struct app *app, const char *session_id, struct job **jobs, size_t *count)
{
    size_t kept = 0;
    job_store_list(&app->store, jobs, count);
    for (size_t i = 0; i < *count; i++) {
        struct job *job = &(*jobs)[i];
        if (job->step == JOB_RENDERING && job->render_id != NULL && text_equal(job->base_key, app->base_key) &&
            (session_id == NULL || text_equal(job->session_id, session_id)))
            (*jobs)[kept++] = *job;
        else
            job_release(job);
    }
    *count = kept;
}

/* What the service says of a job's render; "unknown" is an answer, too. */
static enum bgm_status ask(struct app *app, const struct job *job, bool *alive, bool *done, struct bgm_error *err)
{
    struct api_render render = {0};
    struct service_call call;
    *alive = *done = false;
    service_call_begin(&call, app, RETRY_READ);
    while (service_call_next(&call))
        call.status = api_render_status(&app->api, job->render_id, 0, &render, &call.problem);
    enum bgm_status status = service_call_end(&call, err);
    if (status == BGM_OK) {
        *done = render.state == API_RENDER_COMPLETED;
        *alive = !*done && render.state != API_RENDER_FAILED;
    }
    api_render_release(&render);
    return status == BGM_NOT_FOUND ? BGM_OK : status;
}

enum bgm_status live_render_find(struct app *app, const char *session_id, struct json_span draft,
                                 struct live_render *live, struct bgm_error *err)
{
    struct job *jobs = NULL;
    size_t count = 0;
    char *mark = live_render_mark(draft);
    *live = (struct live_render){0};
    enum bgm_status status = BGM_OK;
    rendering_jobs(app, session_id, &jobs, &count);
    /* The newest first: of several it is the one that is most likely alive. */
    for (size_t i = count; i > 0 && status == BGM_OK && !live->same_draft; i--) {
        const struct job *job = &jobs[i - 1];
        bool alive, done, same = text_equal(job->draft_mark, mark);
        status = ask(app, job, &alive, &done, err);
        if (status != BGM_OK || !(alive || (done && same)) || (live->id != NULL && !same))
            continue;
        free(live->id);
        live->id = xstrdup(job->render_id);
        live->same_draft = same;
    }
    job_list_release(jobs, count);
    free(mark);
    return status;
}

/* What becomes of another job's record that waits for `render_id`. A job that some process works on is that process's:
 * it will see for itself what became of the render. The record is read again behind the claim, and may have moved on.
 */
static void end_wait(struct app *app, const char *id, const char *render_id, bool exports_alone)
{
    struct file_lock claim = FILE_LOCK_INIT;
    struct job job;
    bool is_waiting = job_claim(app, id, &claim, &job, NULL) == BGM_OK && job.step == JOB_RENDERING &&
                      text_equal(job.render_id, render_id);
    if (is_waiting && text_equal(job.command, "export")) {
        job_store_forget(&app->store, job.id);
    } else if (is_waiting && !exports_alone) {
        free(job.render_id);
        job.render_id = NULL;
        job.step = JOB_SENT;
        job_store_put(&app->store, &job, NULL);
    }
    job_release(&job);
    file_unlock(&claim);
}

enum bgm_status live_render_cancel(struct app *app, const char *session_id, const char *render_id, char **cancelled_id,
                                   struct bgm_error *err)
{
    struct job *jobs = NULL;
    size_t count = 0;
    char *id = xstrdup(render_id);
    *cancelled_id = NULL;
    enum bgm_status status = BGM_OK;
    rendering_jobs(app, render_id == NULL ? session_id : NULL, &jobs, &count);
    for (size_t i = count; i > 0 && id == NULL && status == BGM_OK; i--) {
        bool alive, done;
        status = ask(app, &jobs[i - 1], &alive, &done, err);
        if (status == BGM_OK && alive)
            id = xstrdup(jobs[i - 1].render_id);
    }
    if (status == BGM_OK && id == NULL) {
        status = bgm_fail(err, BGM_NOT_FOUND, "no render of session %s is at work", session_id);
        bgm_hint(err, "one that this machine does not know of is named with --render ID");
    }
    if (status == BGM_OK) {
        struct service_call call;
        service_call_begin(&call, app, RETRY_READ);
        while (service_call_next(&call))
            call.status = api_render_cancel(&app->api, id, &call.problem);
        status = service_call_end(&call, err);
    }
    if (status == BGM_OK) {
        for (size_t i = 0; i < count; i++)
            end_wait(app, jobs[i].id, id, false);
        *cancelled_id = id;
        id = NULL;
    }
    free(id);
    job_list_release(jobs, count);
    return status;
}

void live_render_settle(struct app *app, const char *render_id, const char *own_job_id)
{
    struct job *jobs = NULL;
    size_t count = 0;
    rendering_jobs(app, NULL, &jobs, &count);
    for (size_t i = 0; i < count; i++) {
        if (text_equal(jobs[i].render_id, render_id) && !text_equal(jobs[i].id, own_job_id))
            end_wait(app, jobs[i].id, render_id, true);
    }
    job_list_release(jobs, count);
}
