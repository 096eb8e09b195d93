/* Jobs that were cut off: listed, and finished from where they stood. */
#ifndef BGMUSIC_APP_RESUME_JOBS_H
#define BGMUSIC_APP_RESUME_JOBS_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/store/job_store.h"

struct app;

/* The unfinished jobs, the oldest first; records older than JOB_KEEP_DAYS are forgotten on the way.
 * Ended by job_list_release(). */
enum bgm_status resume_list(struct app *app, struct job **jobs, size_t *count, struct bgm_error *err);

/* One by its id, finished or not; BGM_NOT_FOUND when it is unknown or forgotten. job_release() it. */
enum bgm_status resume_find(struct app *app, const char *id, struct job *job, struct bgm_error *err);

struct resumed {
    char *render_id; /* NULL: not known */
};
void resumed_release(struct resumed *resumed);

/* Connects to the job's own service or engine, then goes on. */
enum bgm_status resume_job(struct app *app, struct job *job, int64_t wait_ms, int stdout_fd, struct resumed *resumed,
                           struct bgm_error *err);

#endif
