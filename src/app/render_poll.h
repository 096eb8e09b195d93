/* Waiting for a render: the same id is asked for until it has ended or the time is up. */
#ifndef BGMUSIC_APP_RENDER_POLL_H
#define BGMUSIC_APP_RENDER_POLL_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct api_render;
struct app;
struct export_request;
struct job;

/* Polls until `render` has ended, well or badly; its `id` is what is asked for, the rest becomes what was answered
 * last. Trouble is survived until the time is up. `was_submitted`: just now, so that the first poll has time.
 * BGM_TIMED_OUT, BGM_RATE_LIMITED, BGM_NETWORK: the hint has the line that picks the render up. */
enum bgm_status render_poll(struct app *app, const struct export_request *request, struct api_render *render,
                            bool was_submitted, struct bgm_error *err);

/* Waits until another render of the job's session has ended, well or badly, and fetches nothing. */
enum bgm_status render_await(struct app *app, const char *render_id, struct job *job, int64_t wait_ms,
                             struct bgm_error *err);

#endif
