/* Jobs that were cut off. */
#include "bgmusic/app/resume_jobs.h"

#include <stdlib.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/export_session.h"
#include "job_claim.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* A job that another process works on was not cut off. */
static bool is_in_use(struct app *app, const struct job *job)
{
    struct file_lock probe = FILE_LOCK_INIT;
    bool free_now = job_store_claim(&app->store, job->id, &probe, NULL) == BGM_OK;
    file_unlock(&probe);
    return !free_now;
}

/* Was the same work, of the same video for the same output, begun again later and done? */
static bool is_done_since(const struct job *job, const struct job *jobs, size_t count)
{
    for (size_t i = 0; i < count && job->fingerprint != NULL; i++) {
        if (jobs[i].step == JOB_DONE && jobs[i].created_s >= job->created_s &&
            text_equal(jobs[i].fingerprint, job->fingerprint) && text_equal(jobs[i].output, job->output))
            return true;
    }
    return false;
}

/* Jobs that nobody needs to finish any more. */
static void forget_done_since(struct app *app, struct job *jobs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct file_lock claim = FILE_LOCK_INIT;
        struct job job;
        if (jobs[i].step == JOB_DONE || !is_done_since(&jobs[i], jobs, count) ||
            job_claim(app, jobs[i].id, &claim, &job, NULL) != BGM_OK)
            continue;
        if (job.step != JOB_DONE)
            job_store_forget(&app->store, job.id);
        jobs[i].step = JOB_DONE;
        job_release(&job);
        file_unlock(&claim);
    }
}

enum bgm_status resume_list(struct app *app, struct job **jobs, size_t *count, struct bgm_error *err)
{
    enum bgm_status status = job_store_check(&app->store, err);
    job_store_clean(&app->store);
    job_store_list(&app->store, jobs, count);
    size_t kept = 0;
    forget_done_since(app, *jobs, *count);
    for (size_t i = 0; i < *count; i++) {
        if ((*jobs)[i].step == JOB_DONE) {
            job_release(&(*jobs)[i]);
            continue;
        }
        (*jobs)[i].in_use = is_in_use(app, &(*jobs)[i]);
        (*jobs)[kept++] = (*jobs)[i];
    }
    *count = kept;
    return status;
}

void resumed_release(struct resumed *resumed)
{
    job_release(&resumed->job);
    free(resumed->render_id);
    api_question_release(&resumed->question);
    *resumed = (struct resumed){0};
}

enum bgm_status resume_find(struct app *app, const char *id, struct job *job, struct bgm_error *err)
{
    return job_store_get(&app->store, id, job, err);
}

enum bgm_status resume_forget(struct app *app, const char *id, struct bgm_error *err)
{
    struct file_lock claim = FILE_LOCK_INIT;
    struct job job;
    enum bgm_status status = job_claim(app, id, &claim, &job, err);
    if (status == BGM_OK)
        job_store_forget(&app->store, id);
    job_release(&job);
    file_unlock(&claim);
    return status;
}

/* A job belongs to the service it was begun at: another one knows nothing of its session. Jobs of several services can
 * be finished in one run, each at its own. */
static enum bgm_status connect_to(struct app *app, const struct job *job, struct bgm_error *err)
{
    if (app->is_connected && text_equal(app->base_key, job->base_key))
        return BGM_OK;
    app_disconnect(app);
    return app_connect_to(app, job->base_key, err);
}

static enum bgm_status finish_from_its_step(struct app *app, const struct resume_request *request,
                                            struct resumed *resumed, struct bgm_error *err)
{
    struct job *job = &resumed->job;
    enum bgm_status status = connect_to(app, job, err);
    if (status != BGM_OK)
        return status;
    if (text_equal(job->command, "export")) {
        struct export_session_result result;
        export_session_result_init(&result);
        status = export_resume(app, job, &request->wish, &result, err);
        resumed->render_id = xstrdup(result.render_id);
        export_session_result_release(&result);
        return status;
    }
    struct add_result result;
    add_result_init(&result);
    status = add_resume(app, job, &request->wish, &result, err);
    resumed->render_id = xstrdup(result.render_id);
    resumed->question = result.question;
    result.question = (struct api_question){0};
    add_result_release(&result);
    return status;
}

/* Nothing of it would be lost, and it would fail for ever. */
static bool is_hopeless(const struct job *job, enum bgm_status status)
{
    return status != BGM_OK && status != BGM_INTERRUPTED && status != BGM_TIMED_OUT && job->step < JOB_UPLOADED;
}

enum bgm_status resume_job(struct app *app, const char *id, const struct resume_request *request,
                           struct resumed *resumed, struct bgm_error *err)
{
    struct file_lock claim = FILE_LOCK_INIT;
    struct job *job = &resumed->job;
    *resumed = (struct resumed){0};
    enum bgm_status status = job_claim(app, id, &claim, job, err);
    if (status != BGM_OK) {
        resumed->is_anothers = status == BGM_NOT_FOUND || status == BGM_FAILED;
        return status;
    }
    if (job->step == JOB_DONE) {
        app_notice(app, "%s is finished already", job->id);
        resumed->render_id = xstrdup(job->render_id);
        file_unlock(&claim);
        return BGM_OK;
    }
    job->force = job->force || request->force;
    if (request->output != NULL) {
        free(job->output);
        job->output = xstrdup(request->output);
    }
    app->input = job->input;
    status = finish_from_its_step(app, request, resumed, err);
    app->input = NULL;
    if (is_hopeless(job, status)) {
        job_store_forget(&app->store, job->id);
        app_notice(app, "%s had not begun anything that could be lost: forgotten; give the command again", job->id);
    }
    file_unlock(&claim);
    return status;
}
