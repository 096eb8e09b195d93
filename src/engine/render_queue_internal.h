/* Renders in the background: worker threads that take the engine's own pending rows, and a way to wait for news. */
#ifndef BGMUSIC_SRC_ENGINE_RENDER_QUEUE_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_RENDER_QUEUE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct engine;
struct render_queue;

/* Starts no thread yet: workers come with the first render. */
enum bgm_status render_queue_start(struct engine *engine, int workers, struct render_queue **queue,
                                   struct bgm_error *err);
/* A row was inserted or adopted. */
void render_queue_wake(struct render_queue *queue);
/* Waits until something changed, at most `ms`. Rows of other processes change without a word: ask again. */
void render_queue_wait(struct render_queue *queue, int64_t ms);
/* A row of ours changed: those who wait look again. */
void render_queue_notify(struct render_queue *queue);
/* Cancels what is under way and joins the workers; answers that wait come back. */
void render_queue_stop(struct render_queue *queue);
void render_queue_free(struct render_queue *queue);

#endif
