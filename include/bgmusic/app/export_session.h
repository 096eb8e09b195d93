/* `export`: the session's timeline, ready or not, rendered and fetched, with a job's record beside it. */
#ifndef BGMUSIC_APP_EXPORT_SESSION_H
#define BGMUSIC_APP_EXPORT_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/draft/draft.h"

struct app;
struct job;
struct resume_wish;

struct export_session_request {
    const char *output; /* pattern, folder, "-"; NULL: named after the session's video, in the current folder */
    bool force, no_wait;
    bool numbers;          /* an output that exists gets the next free number in place of a refusal */
    const char *render_id; /* NULL: submit a new render */
    int64_t wait_ms;       /* 0: the usual time */
    int stdout_fd;
};

struct export_session_result { /* every text the caller's; NULL: not known */
    char *session_id, *render_id, *output;
    char *notes; /* what the user should know of the result, newlines between */
    struct draft draft;
    int64_t duration_ms; /* -1: not known */
};

void export_session_result_init(struct export_session_result *result);
void export_session_result_release(struct export_session_result *result);

/* The session's lock is held while it is looked whether a render of it is at work and one is submitted: of two exports
 * at the same moment the second joins the render of the first. BGM_NOTHING_TO_EXPORT: the timeline is empty.
 * BGM_OUTPUT_EXISTS before anything is submitted. */
enum bgm_status export_session(struct app *app, const struct export_session_request *request,
                               struct export_session_result *result, struct bgm_error *err);

/* Goes on with an export job that was cut off, which the caller has claimed. */
enum bgm_status export_resume(struct app *app, struct job *job, const struct resume_wish *wish,
                              struct export_session_result *result, struct bgm_error *err);

#endif
