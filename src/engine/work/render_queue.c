/* Renders in the background. */
#include "render_queue.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/xalloc.h"
#include "render_rows.h"
#include "stop_flag.h"

struct render_queue {
    struct render_queue_options options;
    pthread_mutex_t lock;
    pthread_cond_t work; /* a row may be pending */
    pthread_cond_t news; /* a row changed */
    uint64_t orders;     /* counts wakes, so that none is lost between a look and a wait */
    uint64_t changes;
    pthread_t threads[RENDER_MOST_WORKERS];
    int workers, started;
};

static void *worker_run(void *argument)
{
    struct render_queue *queue = argument;
    const struct render_queue_options *options = &queue->options;
    uint64_t seen = UINT64_MAX;
    while (!stop_flag_is_set(options->stopping)) {
        struct render_row row;
        bool found = false;
        pthread_mutex_lock(&queue->lock);
        while (queue->orders == seen && !stop_flag_is_set(options->stopping))
            pthread_cond_wait(&queue->work, &queue->lock);
        seen = queue->orders;
        pthread_mutex_unlock(&queue->lock);
        if (!stop_flag_is_set(options->stopping)) {
            struct bgm_error err = BGM_ERROR_INIT;
            if (render_claim(options->database, options->owner, &row, &found, &err) != BGM_OK)
                trace(TRACE_ENGINE, "cannot take a render: %s", err.message);
            if (found) {
                render_queue_notify(queue);
                options->render(options->context, &row);
                render_queue_notify(queue);
                seen = UINT64_MAX; /* there may be more */
            }
            render_row_release(&row);
        }
    }
    return NULL;
}

struct render_queue *render_queue_new(const struct render_queue_options *options)
{
    struct render_queue *made = xcalloc(1, sizeof *made);
    made->options = *options;
    made->workers = options->workers;
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->work, NULL);
    clock_condition_init(&made->news);
    return made;
}

enum bgm_status render_queue_wake(struct render_queue *queue, struct bgm_error *err)
{
    int reason = 0;
    pthread_mutex_lock(&queue->lock);
    queue->orders++;
    if (queue->started < queue->workers && !stop_flag_is_set(queue->options.stopping)) {
        reason = pthread_create(&queue->threads[queue->started], NULL, worker_run, queue);
        queue->started += reason == 0;
    }
    bool nobody = queue->started == 0 && reason != 0;
    pthread_cond_broadcast(&queue->work);
    pthread_mutex_unlock(&queue->lock);
    return nobody ? bgm_fail(err, BGM_FAILED, "cannot start a thread for the render: %s", strerror(reason)) : BGM_OK;
}

void render_queue_notify(struct render_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->changes++;
    pthread_cond_broadcast(&queue->news);
    pthread_mutex_unlock(&queue->lock);
}

void render_queue_wait(struct render_queue *queue, int64_t ms)
{
    struct timespec until = clock_deadline(ms);
    pthread_mutex_lock(&queue->lock);
    uint64_t seen = queue->changes;
    while (queue->changes == seen && !stop_flag_is_set(queue->options.stopping) &&
           clock_wait(&queue->news, &queue->lock, &until))
        ;
    pthread_mutex_unlock(&queue->lock);
}

void render_queue_stop(struct render_queue *queue)
{
    if (queue == NULL)
        return;
    pthread_mutex_lock(&queue->lock);
    pthread_cond_broadcast(&queue->work);
    pthread_cond_broadcast(&queue->news);
    int started = queue->started;
    pthread_mutex_unlock(&queue->lock);
    for (int i = 0; i < started; i++)
        pthread_join(queue->threads[i], NULL);
    pthread_mutex_lock(&queue->lock);
    queue->started = 0;
    queue->workers = 0;
    pthread_mutex_unlock(&queue->lock);
}

void render_queue_free(struct render_queue *queue)
{
    if (queue == NULL)
        return;
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->work);
    pthread_cond_destroy(&queue->news);
    free(queue);
}
