/* A render's submit: its id on disk first, the repeats that are safe, and the other draft. */
#include "render_submit.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/draft/draft_media.h"
#include "bgmusic/net/retry_policy.h"
#include "bgmusic/store/session_store.h"
#include "export_video.h"
#include "service_call.h"

enum { DRAFT_CEILING_BYTES = 64 * 1024 * 1024 }; /* of an answer, within which a draft came */

void render_draft_init(struct render_draft *draft, struct json_span came)
{
    *draft = (struct render_draft){.now = came};
    buf_init(&draft->changed, DRAFT_CEILING_BYTES);
}

void render_draft_release(struct render_draft *draft)
{
    buf_release(&draft->changed);
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
    job->draft_mark = request->sound_only || !kind->is_the_services ? NULL : live_render_mark(request->draft);
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

bool render_draft_change(struct app *app, const struct export_request *request, struct render_draft *draft,
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
                                 const char *id, struct api_render *render, bool *may_be_at_work,
                                 int64_t *retry_after_ms, struct bgm_error *err)
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
    *retry_after_ms = app->api.last.retry_after_ms;
    /* A success whose answer says nothing of use may have begun one, as well as none that came. */
    int http = app->api.last.http_status;
    bool is_odd = call.status == BGM_SERVICE && http >= 200 && http < 300 && app->api.last.is_unreadable;
    bool is_unknown =
        is_odd || ((call.status == BGM_NETWORK || call.status == BGM_TIMED_OUT) && app->api.last.anything_sent);
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

/* A pause that is longer than anybody waits for here. */
static enum bgm_status fail_pause(int64_t retry_after_ms, struct bgm_error *problem)
{
    problem->status = BGM_RATE_LIMITED;
    bgm_hint(problem, "the service asks to wait %lld s; try again then", (long long)((retry_after_ms + 999) / 1000));
    return BGM_RATE_LIMITED;
}

/* Before the second submit, which is told: the pause that the service asks for. */
static enum bgm_status pause_submit(struct app *app, int64_t retry_after_ms, struct bgm_error *problem)
{
    long long seconds = (long long)((retry_after_ms + 999) / 1000);
    if (retry_after_ms <= 0) {
        app_notice(app, "%s; trying once more with a new id", problem->message);
        return BGM_OK;
    }
    app_notice(app, "%s; trying once more with a new id in %lld s", problem->message, seconds);
    return app_wait(app, retry_after_ms, problem);
}

enum bgm_status render_submit(struct app *app, const struct export_request *request, struct render_draft *draft,
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
        int64_t retry_after_ms;
        status = submit_as(app, request, draft->now, id, render, &may_be_at_work, &retry_after_ms, &problem);
        /* A service that gives an id of its own is polled under that one. */
        if (status == BGM_OK)
            return keep_render(app, request, render->id, err);
        if (may_be_at_work || app_check_time(app, NULL) != BGM_OK)
            break;
        if (tries == 0 && !is_refusal(status) && render_draft_change(app, request, draft, problem.message))
            continue;
        if (!is_final(&problem) && retry_after_ms > RETRY_LONGEST_PAUSE_MS)
            status = fail_pause(retry_after_ms, &problem);
        if (tries > 0 || is_final(&problem))
            break;
        if ((status = pause_submit(app, retry_after_ms, &problem)) != BGM_OK)
            break;
    }
    if (err != NULL)
        *err = problem;
    return status;
}
