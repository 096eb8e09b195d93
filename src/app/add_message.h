/* The message of `add`: sent once, answered when the agent asks, and looked for when nobody knows whether it arrived.
 *
 * A run goes through its steps (add_music.c) and leaves each in the job's record; this is the one that costs. */
#ifndef BGMUSIC_APP_ADD_MESSAGE_H
#define BGMUSIC_APP_ADD_MESSAGE_H

#include <stdbool.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/edit_turn.h"
#include "bgmusic/base/error.h"
#include "bgmusic/store/job_store.h"
#include "bgmusic/store/session_store.h"

/* What the steps hand on. */
struct add_run {
    struct app *app;
    const struct add_request *request; /* NULL when a job is resumed */
    struct job *job;
    struct session_record session;
    struct turn turn;
    struct add_result *result;
    struct resume_wish wish;
};

/* The job is at `step`: on disk before it returns. */
enum bgm_status add_keep_step(struct add_run *run, enum job_step step, struct bgm_error *err);

/* The step: sends the job's message, or finds out what became of it. Afterwards `run->turn.state` and `.after` are the
 * timeline. BGM_ASKED: the agent asks, and no answer was given beforehand; the job holds the line that answers. */
enum bgm_status add_message(struct add_run *run, struct bgm_error *err);

/* Is the music in the timeline none of this message's? */
bool add_music_is_old(const struct add_run *run);

#endif
