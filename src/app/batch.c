/* Many inputs: threads that take the next one, and results in order. */
#include "bgmusic/app/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bgmusic/app/finished_work.h"
#include "bgmusic/app/resume_jobs.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

enum { LOOK_PAUSE_MS = 100 };

struct batch_run {
    struct app *app; /* the caller's; connected once, by whichever job needs an engine first */
    struct batch *batch;
    char music_hash[CONTENT_HASH_SIZE]; /* of the user's own track; "": none */
    struct job *cut_off; /* unfinished jobs, to go on with */
    size_t cut_off_count;

    pthread_mutex_t connecting;
    struct bgm_error *unreachable; /* why no engine could be had; NULL: it could, or nobody tried */

    pthread_mutex_t lock; /* of all below, and of the items' states */
    pthread_cond_t news;  /* an item has ended, a job too, or more may begin */
    size_t next;
    int allowed; /* jobs that may work */
    int alive;   /* jobs that have not ended */
    bool stop;   /* begin no more */
};

/* One job: with a thread and a context of its own, or with the caller's. */
struct batch_worker {
    struct batch_run *run;
    struct app *app;
    struct app own;
    struct app_listener listener;
    int job;
    pthread_t thread;
};

static void drop_result(struct batch_item *item)
{
    if (item->result != NULL)
        add_result_release(item->result);
    free(item->result);
    item->result = NULL;
}

void batch_item_release(struct batch_item *item)
{
    drop_result(item);
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
            !text_equal(job->fingerprint, mark->fingerprint) || !text_equal(job->base_key, app->base_key))
            continue;
        *found = *job;
        *job = (struct job){0};
        is_found = true;
    }
    pthread_mutex_unlock(&run->lock);
    free(output);
    return is_found;
}

/* What --skip-existing says: BATCH_SKIPPED, or BATCH_RUNNING when there is work, `force` set where ours may be replaced. */
static enum batch_state look_for_output(struct app *app, struct add_request *request,
                                        const struct work_mark *mark)
{
    switch (work_look(app, request, mark)) {
    case WORK_SAME:
        app_notice(app, "\"%s\" is there already, made from this video in this way: skipped", request->output);
        return BATCH_SKIPPED;
    case WORK_FOREIGN:
        app_warning(app, "\"%s\" is there already, though not known to be made from this video in this way: "
                         "left alone (--force replaces it)", request->output);
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

/* All that can be done without an engine. BATCH_RUNNING: the work itself is to be done. */
static enum batch_state prepare(struct batch_run *run, struct app *app, struct add_request *request,
                                struct work_mark *mark, struct bgm_error *err)
{
    *mark = (struct work_mark){0};
    bool skips = run->batch->skip_existing && !request->force;
    const char *music_hash = run->music_hash[0] != '\0' ? run->music_hash : NULL;
    enum bgm_status status = app_check_time(app, err);
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

/* The work of one input that was prepared; `app` is connected. */
static enum bgm_status work(struct batch_run *run, struct app *app, struct add_request *request,
                            const struct work_mark *mark, struct add_result *result, struct bgm_error *err)
{
    struct job cut_off = {0};
    request->fingerprint = mark->fingerprint;
    enum bgm_status status;
    if (run->batch->skip_existing && take_cut_off(run, app, request, mark, &cut_off)) {
        app_notice(app, "going on with %s, which was cut off", cut_off.id);
        status = add_resume(app, &cut_off, request->wait_ms, request->stdout_fd, result, err);
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
    if (state == BATCH_DONE) {
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

static int cores(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > BATCH_MOST_JOBS ? BATCH_MOST_JOBS : (int)count;
}

static enum bgm_status connect_first(struct batch_worker *worker, const char *input, struct bgm_error *err)
{
    struct batch_run *run = worker->run;
    struct app_listener own = run->app->listener;
    run->app->listener = worker->listener;
    run->app->input = input;
    enum bgm_status status = app_connect(run->app, err);
    run->app->listener = own;
    run->app->input = NULL;
    if (status != BGM_OK && status != BGM_INTERRUPTED) {
        run->unreachable = xmalloc(sizeof *err);
        *run->unreachable = *err;
    }
    pthread_mutex_lock(&run->lock);
    if (status == BGM_OK && run->batch->jobs == 0 && run->app->is_local)
        run->allowed = cores();
    pthread_cond_broadcast(&run->news);
    pthread_mutex_unlock(&run->lock);
    return status;
}

/* Sees that there is an engine, and that this job speaks to it. One that cannot be had is not tried again for each input. */
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

/* One input from its check to its end. */
static void run_item(struct batch_worker *worker, struct batch_item *item)
{
    struct batch_run *run = worker->run;
    struct bgm_error err = BGM_ERROR_INIT;
    struct work_mark mark;
    struct add_request request = item->request;
    struct add_result *result = xcalloc(1, sizeof *result);
    int64_t begun_ms = clock_now_ms();
    add_result_init(result);
    worker->app->input = request.input;
    run->batch->on_begin(run->batch->context, worker->job, item);
    enum batch_state state = prepare(run, worker->app, &request, &mark, &err);
    if (state == BATCH_RUNNING && have_engine(worker, request.input, &err) != BGM_OK)
        state = BATCH_FAILED;
    if (state == BATCH_RUNNING)
        state = work(run, worker->app, &request, &mark, result, &err) == BGM_OK ? BATCH_DONE : BATCH_FAILED;
    worker->app->input = NULL;
    finish(worker, item, state, result, &err, begun_ms);
}

/* The next input to begin; NULL: there is none, or somebody asked to stop. A job that is not allowed yet waits. */
static struct batch_item *take_next(struct batch_worker *worker)
{
    struct batch_run *run = worker->run;
    struct batch_item *item = NULL;
    pthread_mutex_lock(&run->lock);
    for (;;) {
        bool may_begin = !run->stop && !interrupt_requested() &&
                         app_check_time(run->app, NULL) == BGM_OK && run->next < run->batch->count;
        if (may_begin && worker->job >= run->allowed) {
            pthread_cond_wait(&run->news, &run->lock);
            continue;
        }
        if (may_begin) {
            item = &run->batch->items[run->next++];
            item->state = BATCH_RUNNING;
        }
        break;
    }
    pthread_mutex_unlock(&run->lock);
    return item;
}

/* Hands on what has ended, in order, from `*shown`. `at_end`: what was not begun is left. */
static void show_results(struct batch_run *run, size_t *shown, bool at_end)
{
    struct batch *batch = run->batch;
    for (; *shown < batch->count; (*shown)++) {
        struct batch_item *item = &batch->items[*shown];
        pthread_mutex_lock(&run->lock);
        if (at_end && item->state == BATCH_WAITING)
            item->state = BATCH_LEFT;
        bool has_ended = item->state > BATCH_RUNNING;
        pthread_mutex_unlock(&run->lock);
        if (!has_ended)
            return;
        if (!batch->on_result(batch->context, item)) {
            pthread_mutex_lock(&run->lock);
            run->stop = true;
            pthread_mutex_unlock(&run->lock);
        }
        drop_result(item); /* timelines of thousands of clips would add up */
    }
}

static void *worker_run(void *argument)
{
    struct batch_worker *worker = argument;
    struct batch_run *run = worker->run;
    struct batch_item *item;
    while ((item = take_next(worker)) != NULL)
        run_item(worker, item);
    pthread_mutex_lock(&run->lock);
    run->alive--;
    pthread_cond_broadcast(&run->news);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* Until something has happened, but not long: a signal wakes nobody. Returns how many jobs have not ended. */
static int wait_for_news(struct batch_run *run)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_PAUSE_MS * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&run->lock);
    if (run->alive > 0)
        pthread_cond_timedwait(&run->news, &run->lock, &until);
    if (interrupt_requested() || app_check_time(run->app, NULL) != BGM_OK)
        pthread_cond_broadcast(&run->news); /* for those that wait to be allowed */
    int alive = run->alive;
    pthread_mutex_unlock(&run->lock);
    return alive;
}

/* What no thread could be had for is done by those there are; without any, by the caller's. */
static void run_threads(struct batch_run *run, int jobs, size_t *shown)
{
    struct batch_worker *workers = xcalloc((size_t)jobs, sizeof *workers);
    int started = 0;
    run->alive = jobs;
    while (started < jobs) {
        struct batch_worker *worker = &workers[started];
        *worker = (struct batch_worker){.run = run, .app = &worker->own, .job = started};
        worker->listener = run->batch->listener_for(run->batch->context, started);
        bool is_ready = app_init(&worker->own, run->app->settings, &worker->listener, NULL) == BGM_OK;
        worker->own.deadline_ms = run->app->deadline_ms;
        if (!is_ready || pthread_create(&worker->thread, NULL, worker_run, worker) != 0) {
            app_release(&worker->own);
            break;
        }
        started++;
    }
    pthread_mutex_lock(&run->lock);
    run->alive -= jobs - started;
    pthread_mutex_unlock(&run->lock);
    while (wait_for_news(run) > 0)
        show_results(run, shown, false);
    for (int i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        app_release(&workers[i].own);
    }
    free(workers);
}

static void run_here(struct batch_run *run, size_t *shown)
{
    struct app_listener own = run->app->listener;
    struct batch_worker worker = {.run = run, .app = run->app};
    worker.listener = run->batch->listener_for(run->batch->context, 0);
    run->app->listener = worker.listener;
    for (struct batch_item *item; (item = take_next(&worker)) != NULL;) {
        run_item(&worker, item);
        show_results(run, shown, false);
    }
    run->app->listener = own;
}

static void run_all(struct batch_run *run)
{
    const struct batch *batch = run->batch;
    size_t shown = 0;
    int jobs = batch->jobs > 0 ? batch->jobs : cores();
    if ((size_t)jobs > batch->count)
        jobs = (int)batch->count;
    /* Which engine it is, and so how many may work, is known when the first one has it. */
    run->allowed = batch->jobs > 0 ? batch->jobs : 1;
    batch->on_start(batch->context, jobs);
    if (jobs > 1)
        run_threads(run, jobs, &shown);
    run_here(run, &shown);
    show_results(run, &shown, true);
}

static enum bgm_status conclude(const struct batch_run *run)
{
    const struct batch *batch = run->batch;
    enum bgm_status status = BGM_OK;
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_item *item = &batch->items[i];
        if (item->state == BATCH_FAILED && batch->count == 1)
            return item->err->status;
        if (item->state == BATCH_FAILED || item->state == BATCH_LEFT)
            status = BGM_PARTIAL;
    }
    if (status == BGM_OK)
        return status;
    if (interrupt_requested())
        return BGM_INTERRUPTED;
    return app_check_time(run->app, NULL) != BGM_OK ? BGM_TIMED_OUT : status;
}

enum bgm_status batch_run(struct app *app, struct batch *batch)
{
    struct batch_run run = {.app = app, .batch = batch};
    pthread_mutex_init(&run.connecting, NULL);
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.news, NULL);
    job_store_clean(&app->store);
    app->in_batch = batch->count > 1;
    /* One track for all: it is read once. A track that cannot be read is each input's own failure. */
    if (batch->count > 0 && batch->items[0].request.music_path != NULL)
        content_hash_file(batch->items[0].request.music_path, run.music_hash, NULL);
    if (batch->skip_existing)
        resume_list(app, &run.cut_off, &run.cut_off_count, NULL);
    run_all(&run);
    enum bgm_status status = conclude(&run);
    job_list_release(run.cut_off, run.cut_off_count);
    free(run.unreachable);
    pthread_mutex_destroy(&run.lock);
    pthread_mutex_destroy(&run.connecting);
    pthread_cond_destroy(&run.news);
    return status;
}
