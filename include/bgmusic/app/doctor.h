/* What works here, and what to do about what does not: for `doctor`.
 *
 *     struct doctor_check checks[DOCTOR_MOST_CHECKS];
 *     size_t count = doctor_run(&app, checks);            connects as a job would; nothing is changed in a session
 *     status = doctor_verdict(checks, count);             BGM_OK: the chosen engine can do the job
 *
 * A check of something that the chosen engine does not need is a warning at the most. */
#ifndef BGMUSIC_APP_DOCTOR_H
#define BGMUSIC_APP_DOCTOR_H

#include <stddef.h>

#include "bgmusic/base/error.h"

struct app;

enum { DOCTOR_MOST_CHECKS = 24 };

enum doctor_state { DOCTOR_OK, DOCTOR_WARNING, DOCTOR_FAULT };

struct doctor_check {
    char name[24]; /* "ffmpeg", "soundfont", "token", ... */
    enum doctor_state state;
    enum bgm_status status; /* of a fault: what a job would fail with */
    char text[768];         /* what is there, or what is wrong */
    char fix[512];          /* what to do; "" where nothing needs doing */
};

size_t doctor_run(struct app *app, struct doctor_check checks[DOCTOR_MOST_CHECKS]);

/* The status of the first fault; BGM_OK when there is none. */
enum bgm_status doctor_verdict(const struct doctor_check *checks, size_t count);

const char *doctor_state_name(enum doctor_state state); /* "ok", "warning", "fault" */

#endif
