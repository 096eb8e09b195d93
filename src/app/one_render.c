/* One render per session at a time: the lock, what is at work already, and what never arrived. */
#include "one_render.h"

#include <stdlib.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/store/job_store.h"
#include "bgmusic/store/session_store.h"
#include "export_video.h"
#include "render_poll.h"

/* Is the service's own film all that is wanted, so that a render that another asked for is as good? */
static bool can_join(const struct app *app, const struct export_request *request)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    bool has_wishes = request->sound_only || request->stems_folder != NULL || request->midi_path != NULL ||
                      (app->is_local && request->wishes != NULL);
    return kind->is_the_services && !has_wishes;
}

/* `render_id` becomes the one to pick up; NULL: submit one. */
static enum bgm_status respect_live(struct app *app, const struct export_request *request, char **render_id,
                                    struct bgm_error *err)
{
    struct live_render live;
    struct job *job = request->job;
    enum bgm_status status = live_render_find(app, job->session_id, request->draft, &live, err);
    if (live.id != NULL && live.same_draft && can_join(app, request)) {
        app_notice(app, "the render %s of this very timeline was begun before; picking it up", live.id);
        *render_id = xstrdup(live.id);
    } else if (live.id != NULL && request->no_wait) {
        status = bgm_fail(err, BGM_TIMED_OUT, "the render %s of this session is still at work", live.id);
        bgm_hint(err, "one at a time: wait for it, or call it off with: bgmusic export --session %s --cancel",
                 job->session_id);
    } else if (live.id != NULL) {
        app_notice(app, "the render %s of an earlier timeline is at work; waiting for its end", live.id);
        status = job_store_put(&app->store, job, err); /* who is cut off here comes back by it */
        if (status == BGM_OK)
            status = render_await(app, live.id, job, request->wait_ms, err);
    }
    live_render_release(&live);
    return status;
}

/* Others that want to render the session wait until it is known what this run does. */
static void let_others_render(void *context)
{
    file_unlock(context);
}

enum bgm_status one_render_run(struct app *app, const struct export_request *request, struct export_result *result,
                               bool *is_waiting, struct bgm_error *err)
{
    struct file_lock rendering = FILE_LOCK_INIT;
    struct job *job = request->job;
    char *known_id = NULL;
    *is_waiting = false;
    enum bgm_status status = session_store_lock_renders(&app->store, app->base_key, job->session_id, &rendering, err);
    if (status == BGM_OK) {
        status = respect_live(app, request, &known_id, err);
        *is_waiting = status != BGM_OK && !request->no_wait;
    }
    if (status == BGM_OK && known_id != NULL) {
        free(job->render_id);
        free(job->draft_mark);
        job->render_id = xstrdup(known_id);
        job->draft_mark = live_render_mark(request->draft);
        job->step = JOB_RENDERING;
        status = job_store_put(&app->store, job, err);
        file_unlock(&rendering);
    }
    if (status == BGM_OK) {
        struct export_request inner = *request;
        inner.render_id = known_id;
        inner.on_submitted = let_others_render;
        inner.context = &rendering;
        status = export_run(app, &inner, result, err);
    }
    file_unlock(&rendering);
    free(known_id);
    return status;
}

enum bgm_status one_render_resume(struct app *app, const struct export_request *request, struct export_result *result,
                                  bool *is_waiting, struct bgm_error *err)
{
    struct job *job = request->job;
    *is_waiting = false;
    if (job->render_id != NULL) {
        struct export_request inner = *request;
        char *known_id = xstrdup(job->render_id);
        inner.render_id = known_id;
        enum bgm_status status = export_run(app, &inner, result, err);
        free(known_id);
        if (status != BGM_NOT_FOUND)
            return status;
        free(job->render_id);
        job->render_id = NULL;
        job->step = JOB_SENT;
        /* What is in the timeline by now is another question than when that render was asked for. */
        struct draft draft;
        status = draft_parse(request->draft.bytes, request->draft.length, &draft, err);
        if (status == BGM_OK)
            status = export_check_ready(job->session_id, &draft, err);
        draft_release(&draft);
        if (status != BGM_OK || (status = job_store_put(&app->store, job, err)) != BGM_OK)
            return status;
    }
    return one_render_run(app, request, result, is_waiting, err);
}
