/* Jobs that were cut off: listed, and finished from where they stood. */
#ifndef BGMUSIC_APP_RESUME_JOBS_H
#define BGMUSIC_APP_RESUME_JOBS_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/base/error.h"
#include "bgmusic/store/job_store.h"

struct app;

/* The unfinished jobs, the oldest first; records older than JOB_KEEP_DAYS are forgotten on the way.
 * Ended by job_list_release(). */
enum bgm_status resume_list(struct app *app, struct job **jobs, size_t *count, struct bgm_error *err);

/* One by its id, finished or not; BGM_NOT_FOUND when it is unknown or forgotten. job_release() it. */
enum bgm_status resume_find(struct app *app, const char *id, struct job *job, struct bgm_error *err);

/* Drops a job that nobody works on: BGM_FAILED when somebody does. */
enum bgm_status resume_forget(struct app *app, const char *id, struct bgm_error *err);

struct resume_request {
    struct resume_wish wish;
    const char *output; /* in place of the job's own: absolute, or "-"; NULL: as it is */
    bool force;         /* an existing output may be replaced, whatever the job says */
};

struct resumed {
    struct job job;               /* as it is now */
    char *render_id;              /* NULL: not known */
    struct api_question question; /* BGM_ASKED: what is asked, where it was asked just now */
    bool is_anothers;             /* the failure: another process works on it, or has ended it since it was listed */
};
void resumed_release(struct resumed *resumed);

/* Claims the job, reads its record, connects to its own service or engine, and goes on. A job that was finished by then
 * is a notice. One of which nothing was begun that would be lost is forgotten when it fails. */
enum bgm_status resume_job(struct app *app, const char *id, const struct resume_request *request,
                           struct resumed *resumed, struct bgm_error *err);

#endif
