/* Jobs: what `add` and `export` have paid for and not finished, a file each under jobs/.
 *
 * The record is written before each step that costs something, so that a run that was cut off can be finished by
 * `resume` without buying anything twice. A finished job is kept for JOB_KEEP_DAYS, so that who asks for it is told so.
 */
#ifndef BGMUSIC_STORE_JOB_STORE_H
#define BGMUSIC_STORE_JOB_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"

struct store;

enum { JOB_KEEP_DAYS = 7 };

/* How far a job has come; each step includes those before it. */
enum job_step { JOB_STARTED, JOB_SESSION, JOB_UPLOADED, JOB_SENDING, JOB_SENT, JOB_RENDERING, JOB_DONE };

struct job {
    char *id;                       /* "job-" and 12 hexadecimal digits */
    char *command;                  /* "add" or "export" */
    char *base_key;                 /* API base */
    char *engine;                   /* "cloud" or "local" */
    char *input;                    /* absolute path of the video; NULL for export */
    char *music_path;               /* absolute path of the user's own track; NULL: none */
    char *output;                   /* absolute path of the result, or "-" */
    char *message;                  /* what is asked for; NULL for export */
    char *session_id;               /* NULL before JOB_SESSION */
    char *render_id;                /* NULL before JOB_RENDERING */
    char *fingerprint;              /* of the video and all wishes (app/finished_work.h); NULL: not known */
    char *draft_mark;               /* of the draft whose video is rendered (app/live_render.h); NULL: not known */
    char *before_mark;              /* of the draft before the message; NULL: not known */
    char *question;                 /* the line that answers what the agent asked last; NULL: nothing is asked */
    char *answers;                  /* given beforehand and not used yet, lines; NULL: none */
    char *made;                     /* identities of the files it has finished (app/part_file.h), lines; NULL: none */
    char *failure;                  /* what the last run ended with; NULL: it was killed, or is at work */
    char *stems_folder, *midi_path; /* absolute; NULL: not wanted */
    bool sound_only;                /* the music alone in place of the video */
    bool force;                     /* an existing output may be replaced */
    bool in_use;                    /* by a process that is alive; set by resume_list(), not stored */
    enum job_step step;
    int64_t created_s, changed_s;
};

void job_release(struct job *job);
void job_list_release(struct job *jobs, size_t count); /* of job_store_list(), the array too */
void job_new_id(struct job *job);                      /* fills `id` */
const char *job_step_name(enum job_step step);

enum bgm_status job_store_put(const struct store *store, struct job *job, struct bgm_error *err);
/* BGM_NOT_FOUND: no such job. */
enum bgm_status job_store_get(const struct store *store, const char *id, struct job *job, struct bgm_error *err);
/* Best effort: forgetting what is gone is fine. */
void job_store_forget(const struct store *store, const char *id);
/* Deletes the records that nobody has touched for JOB_KEEP_DAYS. Best effort, and cheap: they are not read. */
void job_store_clean(const struct store *store);
/* All jobs, finished ones too, the oldest first; at most 10000. Ended by job_list_release(). */
enum bgm_status job_store_list(const struct store *store, struct job **jobs, size_t *count, struct bgm_error *err);
/* Held by the run that works on the job, so that two `resume` do not finish one job twice: BGM_FAILED when
 * another process has it. */
enum bgm_status job_store_claim(const struct store *store, const char *id, struct file_lock *lock,
                                struct bgm_error *err);

/* The same for an output that stands in no job's record yet: of several runs over one list, one makes it. */
enum bgm_status job_store_claim_output(const struct store *store, const char *output, struct file_lock *lock,
                                       struct bgm_error *err);

#endif
