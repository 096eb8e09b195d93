/* Many inputs: threads that take the next one, and results in order. */
#include "bgmusic/app/batch.h"

#include <stdlib.h>
#include <time.h>

#include "batch_work.h"
#include "bgmusic/app/resume_jobs.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

enum { LOOK_PAUSE_MS = 100 };

/* The next input to begin; NULL: there is none, or somebody asked to stop. A job that is not allowed yet waits. */
static struct batch_item *take_next(struct batch_worker *worker)
{
    struct batch_run *run = worker->run;
    struct batch_item *item = NULL;
    pthread_mutex_lock(&run->lock);
    for (;;) {
        bool may_begin = !run->stop && !interrupt_requested() && app_check_time(run->app, NULL) == BGM_OK &&
                         run->next < run->batch->count;
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
        batch_item_drop_result(item); /* timelines of thousands of clips would add up */
    }
}

static void *worker_run(void *argument)
{
    struct batch_worker *worker = argument;
    struct batch_run *run = worker->run;
    struct batch_item *item;
    while ((item = take_next(worker)) != NULL)
        batch_item_run(worker, item);
    pthread_mutex_lock(&run->lock);
    run->alive--;
    pthread_cond_broadcast(&run->news);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* Until something has happened, but not long: a signal wakes nobody. Returns how many jobs have not ended. */
static int wait_for_news(struct batch_run *run)
{
    struct timespec until = clock_deadline(LOOK_PAUSE_MS);
    pthread_mutex_lock(&run->lock);
    if (run->alive > 0)
        clock_wait(&run->news, &run->lock, &until);
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
        batch_item_run(&worker, item);
        show_results(run, shown, false);
    }
    run->app->listener = own;
}

static void run_all(struct batch_run *run)
{
    const struct batch *batch = run->batch;
    size_t shown = 0;
    int jobs = batch->jobs > 0 ? batch->jobs : batch_local_jobs();
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
    pthread_mutex_init(&run.fetching, NULL);
    clock_condition_init(&run.fetch_news);
    pthread_mutex_init(&run.lock, NULL);
    clock_condition_init(&run.news);
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
    for (size_t i = 0; i < run.fetched_count; i++)
        free(run.fetched[i].path);
    free(run.fetched);
    free(run.unreachable);
    pthread_mutex_destroy(&run.fetching);
    pthread_cond_destroy(&run.fetch_news);
    pthread_mutex_destroy(&run.lock);
    pthread_mutex_destroy(&run.connecting);
    pthread_cond_destroy(&run.news);
    return status;
}
