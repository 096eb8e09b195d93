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
#include "bgmusic/json/json_fields.h"
#include "bgmusic/store/music_wishes.h"

struct store;

enum { JOB_KEEP_DAYS = 7 };

/* How far a job has come; each step includes those before it. */
enum job_step { JOB_STARTED, JOB_SESSION, JOB_UPLOADED, JOB_SENDING, JOB_SENT, JOB_RENDERING, JOB_DONE };

/* clang-format off */
/* A job's record, one row a field (json/json_fields.h): kind, member, dimension, key, least, most, default, marks.
 * Paths are absolute; a text that is NULL is not known or not wanted. */
#define JOB_FIELDS(F)                                                                                                  \
    F(STRING, id, , "id", 0, 0, 0, 0)                        /* "job-" and 12 hexadecimal digits */                    \
    F(STRING, command, , "command", 0, 0, 0, 0)              /* "add" or "export" */                                   \
    F(STRING, base_key, , "base", 0, 0, 0, 0)                /* API base */                                            \
    F(STRING, engine, , "engine", 0, 0, 0, 0)                /* "cloud" or "local" */                                  \
    F(STRING, input, , "input", 0, 0, 0, 0)                  /* the video; NULL for export */                          \
    F(STRING, music_path, , "music_path", 0, 0, 0, 0)        /* the user's own track */                                \
    F(STRING, stems_folder, , "stems", 0, 0, 0, 0)                                                                     \
    F(STRING, midi_path, , "midi", 0, 0, 0, 0)                                                                         \
    F(STRING, beats_path, , "beats", 0, 0, 0, 0)                                                                       \
    F(SWITCH, sound_only, , "sound_only", 0, 1, false, 0)    /* the music alone in place of the video */               \
    F(STRING, output, , "output", 0, 0, 0, 0)                /* of the result, or "-" */                               \
    F(STRING, message, , "message", 0, 0, 0, 0)              /* what is asked for; NULL for export */                  \
    F(STRING, prompt, , "prompt", 0, 0, 0, 0)                /* of the message, as given; NULL: none was */             \
    F(STRING, session_id, , "session_id", 0, 0, 0, 0)        /* NULL before JOB_SESSION */                             \
    F(STRING, render_id, , "render_id", 0, 0, 0, 0)          /* NULL before JOB_RENDERING */                           \
    F(STRING, fingerprint, , "fingerprint", 0, 0, 0, 0)      /* of the video and all wishes (app/finished_work.h) */   \
    F(STRING, draft_mark, , "draft_mark", 0, 0, 0, 0)        /* of the draft that is rendered (app/live_render.h) */   \
    F(STRING, before_mark, , "before_mark", 0, 0, 0, 0)      /* of the draft before the message */                     \
    F(STRING, question, , "question", 0, 0, 0, 0)            /* the line that answers what the agent asked last */     \
    F(STRING, answers, , "answers", 0, 0, 0, 0)              /* given beforehand and not used yet, lines */            \
    F(STRING, made, , "made", 0, 0, 0, 0)                    /* identities of the files it has finished, lines */      \
    F(STRING, failure, , "failure", 0, 0, 0, 0)              /* what the last run ended with; NULL: killed, or at work */ \
    F(SWITCH, force, , "force", 0, 1, false, 0)              /* an existing output may be replaced */                  \
    F(LONG, created_s, , "created_at", 0, 1e15, 0, 0)                                                                  \
    F(LONG, changed_s, , "changed_at", 0, 1e15, 0, 0)
/* clang-format on */

struct job {
    JOB_FIELDS(FIELD_MEMBER)
    enum job_step step;
    struct music_wishes *wishes; /* of `add`: what is verified in the draft; with texts of its own; NULL: none */
    bool in_use;                 /* by a process that is alive; set by resume_list(), not stored */
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
/* Can the records be looked at, if there are any? Why not is told with the folder's path. */
enum bgm_status job_store_check(const struct store *store, struct bgm_error *err);
/* All jobs, finished ones too, the oldest first; at most 10000. Ended by job_list_release(). */
void job_store_list(const struct store *store, struct job **jobs, size_t *count);
/* Held by the run that works on the job, so that two `resume` do not finish one job twice: BGM_FAILED when
 * another process has it. */
enum bgm_status job_store_claim(const struct store *store, const char *id, struct file_lock *lock,
                                struct bgm_error *err);

/* The same for an output that stands in no job's record yet: of several runs over one list, one makes it. */
enum bgm_status job_store_claim_output(const struct store *store, const char *output, struct file_lock *lock,
                                       struct bgm_error *err);

#endif
