/* Renders in the background: worker threads that take the engine's own pending rows, and a way to wait for news. */
#ifndef BGMUSIC_ENGINE_WORK_RENDER_QUEUE_H
#define BGMUSIC_ENGINE_WORK_RENDER_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;
struct render_queue;
struct render_row;
struct stop_flag;

/* What the queue works with; borrowed but for the struct itself, which is copied. */
struct render_queue_options {
    struct database *database;
    const char *owner; /* this engine's id: its rows are taken */
    const struct stop_flag *stopping;
    int workers;                                                 /* 1 ... RENDER_MOST_WORKERS */
    void (*render)(void *context, const struct render_row *row); /* does the work of a claimed row and stores its end */
    void *context;
};

enum { RENDER_MOST_WORKERS = 64 };

/* Starts no thread yet: workers come with the first render. */
struct render_queue *render_queue_new(const struct render_queue_options *options);
/* A row was inserted or adopted. BGM_FAILED: there is no worker and none can be made, so nobody will take it. */
enum bgm_status render_queue_wake(struct render_queue *queue, struct bgm_error *err);
/* Waits until something changed, at most `ms`. Rows of other processes change without a word: ask again. */
void render_queue_wait(struct render_queue *queue, int64_t ms);
/* A row of ours changed: those who wait look again. */
void render_queue_notify(struct render_queue *queue);
/* After the stop flag was set: joins the workers; answers that wait come back. */
void render_queue_stop(struct render_queue *queue);
void render_queue_free(struct render_queue *queue);

#endif
