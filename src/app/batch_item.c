/* One input of many: the look at what is there, the engine, the work. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch_work.h"
#include "fetch_input.h"
#include "finished_work.h"
#include "job_claim.h"
#include "bgmusic/app/account.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/cores.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

int batch_local_jobs(void)
{
    int count = cores_available();
    return count > BATCH_MOST_JOBS ? BATCH_MOST_JOBS : count;
}

void batch_item_drop_result(struct batch_item *item)
{
    if (item->result != NULL)
        add_result_release(item->result);
    free(item->result);
    item->result = NULL;
}

void batch_item_release(struct batch_item *item)
{
    batch_item_drop_result(item);
    free(item->err);
    item->err = NULL;
}

/* An unfinished job with the same goal and the same fingerprint; taken out of the list. */
static bool take_cut_off(struct batch_run *run, struct app *app, const struct add_request *request,
                         const struct work_mark *mark, struct job *found)
{
    char *output = path_absolute(request->output);
    bool is_found = false;
    pthread_mutex_lock(&run->lock);
    for (size_t i = 0; i < run->cut_off_count && !is_found; i++) {
        struct job *job = &run->cut_off[i];
        if (job->id == NULL || job->in_use || !text_equal(job->output, output) ||
            !text_equal(job->base_key, app->base_key) || !work_mark_is(mark, request, job->fingerprint))
            continue;
        *found = *job;
        *job = (struct job){0};
        is_found = true;
    }
    pthread_mutex_unlock(&run->lock);
    free(output);
    return is_found;
}

/* What --skip-existing says: BATCH_SKIPPED, or BATCH_RUNNING when there is work, `force` set where ours may be
 * replaced. */
static enum batch_state look_for_output(struct app *app, struct add_request *request, const struct work_mark *mark)
{
    switch (work_state_of_output(app, request, mark)) {
    case WORK_SAME:
        app_notice(app, "\"%s\" is there already, made from this video in this way: skipped", request->output);
        return BATCH_SKIPPED;
    case WORK_FOREIGN:
        app_warning(app,
                    "\"%s\" is there already, though not known to be made from this video in this way: "
                    "left alone (--force replaces it)",
                    request->output);
        return BATCH_SKIPPED;
    case WORK_OTHER:
        app_notice(app, "\"%s\" was made from another version of the video or with other wishes: made again",
                   request->output);
        request->force = true;
        return BATCH_RUNNING;
    case WORK_MISSING:
        break;
    }
    return BATCH_RUNNING;
}

/* The place of an input among those fetched; a new one where it has none. The caller holds `fetching`. */
static size_t fetch_place(struct batch_run *run, const char *input)
{
    size_t at = 0;
    while (at < run->fetched_count && !text_equal(run->fetched[at].input, input))
        at++;
    if (at == run->fetched_count) {
        run->fetched = xgrow(run->fetched, run->fetched_count, sizeof *run->fetched);
        run->fetched[run->fetched_count++] = (struct fetched_input){.input = input};
    }
    return at;
}

/* An input from elsewhere becomes a file here. Different ones come at the same time; the takes of one wait for it, and
 * where it failed the next one tries it. `is_address` false: it is the standard input. */
static enum bgm_status fetch(struct batch_worker *worker, struct add_request *request, bool is_address,
                             struct bgm_error *err)
{
    struct batch_run *run = worker->run;
    enum bgm_status status = BGM_OK;
    pthread_mutex_lock(&run->fetching);
    size_t at = fetch_place(run, request->input);
    /* That job's own download ends: by its rules of time, or by Ctrl-C. */
    while (run->fetched[at].is_coming)
        pthread_cond_wait(&run->fetch_news, &run->fetching);
    if (run->fetched[at].path == NULL) {
        char *made = NULL;
        run->fetched[at].is_coming = true;
        pthread_mutex_unlock(&run->fetching);
        status = is_address ? fetch_address(worker->app, request->input, &made, err)
                            : fetch_stdin(worker->app, STDIN_FILENO, &made, err);
        pthread_mutex_lock(&run->fetching);
        run->fetched[at].is_coming = false;
        if (status == BGM_OK)
            run->fetched[at].path = made;
        else
            free(made);
        pthread_cond_broadcast(&run->fetch_news);
    }
    if (status == BGM_OK)
        request->input = run->fetched[at].path;
    pthread_mutex_unlock(&run->fetching);
    return status;
}

/* All that can be done without an engine. BATCH_RUNNING: the work itself is to be done. */
static enum batch_state prepare(struct batch_worker *worker, struct add_request *request, struct work_mark *mark,
                                struct file_lock *claim, struct bgm_error *err)
{
    struct batch_run *run = worker->run;
    struct app *app = worker->app;
    *mark = (struct work_mark){0};
    bool skips = run->batch->skip_existing && !request->force;
    const char *music_hash = run->music_hash[0] != '\0' ? run->music_hash : NULL;
    char own_hash[CONTENT_HASH_SIZE] = "";
    enum bgm_status status = app_check_time(app, err);
    /* A track of this input's own is not the one that was read for all. */
    if (!text_equal(request->music_path, run->batch->items[0].request.music_path)) {
        music_hash = NULL;
        if (request->music_path != NULL && content_hash_file(request->music_path, own_hash, NULL) == BGM_OK)
            music_hash = own_hash;
    }
    if (status == BGM_OK && text_equal(request->input, "-")) {
        status = skips ? BGM_OK : add_check(request, err); /* before anything is read */
        if (status == BGM_OK)
            status = fetch(worker, request, false, err);
    }
    if (status == BGM_OK && skips && !text_equal(request->output, "-")) {
        /* Before the look: of several runs over one list, one makes the output, and the others find it being made. */
        status = job_store_claim_output(&app->store, request->output, claim, err);
        if (status == BGM_FAILED) {
            app_notice(app, "\"%s\" is being made by another process: skipped", request->output);
            return BATCH_SKIPPED;
        }
    }
    if (status == BGM_OK && skips) {
        /* What is wrong with the video is told by the check below, in its words. */
        work_mark_make(app, request, run->batch->engine, music_hash, mark, NULL);
        if (look_for_output(app, request, mark) == BATCH_SKIPPED)
            return BATCH_SKIPPED;
    }
    if (status == BGM_OK)
        status = add_check(request, err);
    if (status == BGM_OK && mark->fingerprint[0] == '\0')
        status = work_mark_make(app, request, run->batch->engine, music_hash, mark, err);
    return status == BGM_OK ? BATCH_RUNNING : BATCH_FAILED;
}

/* The record is read again once the job is ours: another process may have finished it. */
static enum bgm_status go_on_with(struct app *app, const char *id, const struct add_request *request,
                                  struct add_result *result, struct bgm_error *err)
{
    struct file_lock claim = FILE_LOCK_INIT;
    struct job job;
    const struct resume_wish wish = {.wait_ms = request->wait_ms, .stdout_fd = request->stdout_fd};
    enum bgm_status status = job_claim(app, id, &claim, &job, err);
    if (status != BGM_OK)
        return status;
    if (job.step == JOB_DONE) {
        app_notice(app, "%s is finished already", id);
    } else {
        app_notice(app, "going on with %s, which was cut off", id);
        status = add_resume(app, &job, &wish, result, err);
    }
    job_release(&job);
    file_unlock(&claim);
    return status;
}

/* The work of one input that was prepared; `app` is connected. */
static enum bgm_status work(struct batch_run *run, struct app *app, struct add_request *request,
                            const struct work_mark *mark, struct add_result *result, struct bgm_error *err)
{
    struct job cut_off = {0};
    request->fingerprint = mark->fingerprint;
    enum bgm_status status;
    if (run->batch->skip_existing && take_cut_off(run, app, request, mark, &cut_off)) {
        status = go_on_with(app, cut_off.id, request, result, err);
    } else {
        status = add_run(app, request, result, err);
    }
    job_release(&cut_off);
    if (status == BGM_OK)
        work_keep(app, request, mark);
    return status;
}

static void finish(struct batch_worker *worker, struct batch_item *item, enum batch_state state,
                   struct add_result *result, const struct bgm_error *err, int64_t begun_ms)
{
    struct batch_run *run = worker->run;
    item->took_ms = clock_now_ms() - begun_ms;
    if (state == BATCH_FAILED) {
        item->err = xmalloc(sizeof *item->err);
        *item->err = *err;
    }
    /* A question is a result, too: its reader wants the choices. */
    if (state == BATCH_DONE || (state == BATCH_FAILED && err->status == BGM_ASKED)) {
        item->result = result;
    } else {
        add_result_release(result);
        free(result);
    }
    run->batch->on_end(run->batch->context, worker->job, item, state);
    /* The state last, and under the lock: who sees it may read the rest. */
    pthread_mutex_lock(&run->lock);
    item->state = state;
    if (state == BATCH_FAILED && (run->batch->fail_fast || err->status == BGM_INTERRUPTED))
        run->stop = true;
    pthread_cond_broadcast(&run->news);
    pthread_mutex_unlock(&run->lock);
}

static enum bgm_status connect_first(struct batch_worker *worker, const char *input, struct bgm_error *err)
{
    struct batch_run *run = worker->run;
    struct app_listener own = run->app->listener;
    const char *own_input = run->app->input; /* this job's, where it works in the caller's context */
    run->app->listener = worker->listener;
    run->app->input = input;
    enum bgm_status status = app_connect(run->app, err);
    if (status == BGM_OK && run->batch->tells_cost)
        account_tell_cost(run->app, run->batch->count);
    run->app->listener = own;
    run->app->input = own_input;
    if (status != BGM_OK && status != BGM_INTERRUPTED) {
        run->unreachable = xmalloc(sizeof *err);
        *run->unreachable = *err;
    }
    pthread_mutex_lock(&run->lock);
    if (status == BGM_OK && run->batch->jobs == 0 && run->app->is_local)
        run->allowed = batch_local_jobs();
    pthread_cond_broadcast(&run->news);
    pthread_mutex_unlock(&run->lock);
    return status;
}

/* Sees that there is an engine, and that this job speaks to it. One that cannot be had is not tried again for each
 * input. */
static enum bgm_status have_engine(struct batch_worker *worker, const char *input, struct bgm_error *err)
{
    struct batch_run *run = worker->run;
    enum bgm_status status = BGM_OK;
    pthread_mutex_lock(&run->connecting);
    if (run->unreachable != NULL) {
        *err = *run->unreachable;
        status = err->status;
    } else if (!run->app->is_connected) {
        status = connect_first(worker, input, err);
    }
    pthread_mutex_unlock(&run->connecting);
    if (status == BGM_OK && !worker->app->is_connected) {
        app_release(worker->app);
        status = app_share(worker->app, run->app, &worker->listener, err);
        worker->app->input = input;
    }
    return status;
}

void batch_item_run(struct batch_worker *worker, struct batch_item *item)
{
    struct batch_run *run = worker->run;
    struct bgm_error err = BGM_ERROR_INIT;
    struct work_mark mark;
    struct add_request request = item->request;
    struct add_result *result = xcalloc(1, sizeof *result);
    struct file_lock claim = FILE_LOCK_INIT; /* of the output, among the runs that skip what exists */
    int64_t begun_ms = clock_now_ms();
    add_result_init(result);
    /* An address without what may be a secret. */
    char *shown =
        xstrndup(request.input, upload_is_url(request.input) ? strcspn(request.input, "?#") : strlen(request.input));
    worker->app->input = shown;
    run->batch->on_begin(run->batch->context, worker->job, item);
    enum batch_state state = BATCH_SKIPPED;
    if (item->refused != NULL) {
        err = *item->refused;
        state = BATCH_FAILED;
    } else if (item->made_from != NULL) {
        app_notice(worker->app, "\"%s\" is what \"%s\" becomes: passed over", request.input, item->made_from);
    } else {
        state = prepare(worker, &request, &mark, &claim, &err);
    }
    if (state == BATCH_RUNNING && have_engine(worker, shown, &err) != BGM_OK)
        state = BATCH_FAILED;
    /* The service takes an address itself. */
    if (state == BATCH_RUNNING && upload_is_url(request.input) && worker->app->is_local &&
        fetch(worker, &request, true, &err) != BGM_OK)
        state = BATCH_FAILED;
    if (state == BATCH_RUNNING)
        state = work(run, worker->app, &request, &mark, result, &err) == BGM_OK ? BATCH_DONE : BATCH_FAILED;
    /* The local engine's session goes on to refer to its film. */
    if (state == BATCH_DONE && request.input != item->request.input && !worker->app->is_local)
        fetch_forget(request.input);
    worker->app->input = NULL;
    file_unlock(&claim);
    free(shown);
    finish(worker, item, state, result, &err, begun_ms);
}
