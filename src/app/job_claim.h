/* Taking a job to go on with: the lock first, then the record, for what was read before the lock may have been finished
 * by somebody else since. */
#ifndef BGMUSIC_APP_JOB_CLAIM_H
#define BGMUSIC_APP_JOB_CLAIM_H

#include "bgmusic/store/job_store.h"

struct app;

/* BGM_NOT_FOUND: there is no such job any more. BGM_FAILED: another process works on it. On success `job` is the
 * caller's (job_release()), and file_unlock() gives the job back; on failure neither is held. */
enum bgm_status job_claim(struct app *app, const char *id, struct file_lock *claim, struct job *job,
                          struct bgm_error *err);

#endif
