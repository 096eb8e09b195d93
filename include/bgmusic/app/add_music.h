/* The whole job: sign in, session, upload, ask, verify, render, download.
 *
 * The job's record (store/job_store.h) is written before each step that costs something; what is cut off is finished
 * by add_resume() from where it stood: nothing is uploaded, asked or rendered twice. */
#ifndef BGMUSIC_APP_ADD_MUSIC_H
#define BGMUSIC_APP_ADD_MUSIC_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/api/api_question.h"
#include "bgmusic/app/music_request.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_scene.h"

struct app;
struct job;

struct add_request {
    const char *input;      /* the video */
    const char *output;     /* path, or "-" */
    const char *music_path; /* a track of the user's; NULL: composed */
    struct music_request music;
    const char *stems_folder, *midi_path, *beats_path; /* the local engine's; NULL: not wanted */
    bool sound_only;                                   /* the music alone, by the output's ending or by --preview */
    bool preview;                                      /* --preview, which is the local engine's */
    int variant;                                       /* of --variants, from 1; 0: there is one take */
    bool force;
    const char *const
        *answers;            /* to what the agent may ask, in order, one for each question; NULL-terminated or NULL */
    int64_t wait_ms;         /* for the render */
    int stdout_fd;           /* for output "-" */
    const char *fingerprint; /* kept with the job (finished_work.h); NULL: none */
};

struct add_result { /* every text the caller's by add_result_release(); NULL: not known */
    char *session_id, *render_id, *job_id;
    char *reply; /* what the service said */
    struct api_question
        question; /* BGM_ASKED: what the agent wants to know; count 0: nothing, or an earlier run knew */
    struct draft draft;
    struct draft_scene scene; /* speech, energy, what the music is */
    int64_t duration_ms;      /* -1: not known */
    bool has_after;
    double after_lufs;   /* loudness of the result, as it was rendered */
    char *damage;        /* of the input, and so of the result: the sentence, which `warnings` has, too; NULL: none */
    struct buf warnings; /* newlines between them */
};

void add_result_init(struct add_result *result);
void add_result_release(struct add_result *result);

/* Everything that can be known before a byte is sent: input, own track, output, message. */
enum bgm_status add_check(const struct add_request *request, struct bgm_error *err);
/* What only a connected app knows: stems, MIDI and the music alone come from the local engine. */
enum bgm_status add_check_engine(const struct app *app, const struct add_request *request, struct bgm_error *err);

/* The app must be connected. On failure `result` holds what is known, and the hint of `err` how to go on, when there is
 * something to go on with. */
enum bgm_status add_run(struct app *app, const struct add_request *request, struct add_result *result,
                        struct bgm_error *err);

/* How a job is gone on with. */
struct resume_wish {
    int64_t wait_ms; /* for the render; 0: the usual time */
    int stdout_fd;   /* for output "-" */
    bool send_again; /* the user's will: a message of which nothing is to be seen goes out once more */
};

/* Goes on with a job that was cut off, which the caller has claimed (app/job_claim.h); changes its record as it goes.
 * BGM_ASKED: the agent's question is still open. BGM_NETWORK: nothing of the message is in the timeline. */
enum bgm_status add_resume(struct app *app, struct job *job, const struct resume_wish *wish, struct add_result *result,
                           struct bgm_error *err);

#endif
