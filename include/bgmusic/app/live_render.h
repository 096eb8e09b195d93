/* Renders that a run submitted and that may still be at work: at most one per session at a time.
 *
 * The service queues a second one, so whoever wants to render a session first looks here for one that this machine
 * knows of: of the same timeline it is picked up, of another it is waited for. Known are the renders in the records of
 * jobs. */
#ifndef BGMUSIC_APP_LIVE_RENDER_H
#define BGMUSIC_APP_LIVE_RENDER_H

#include <stdbool.h>

#include "bgmusic/base/error.h"
#include "bgmusic/json/json_span.h"

struct app;

struct live_render {
    char *id;        /* the caller's; NULL: none is known */
    bool same_draft; /* it renders exactly `draft`; then it may also be finished already */
};

/* A short mark of a draft, for the job's record: the same bytes have the same mark. The caller's. */
char *live_render_mark(struct json_span draft);

/* Asks the service about each render of the session that a job's record names. One that the service does not know, or
 * that failed, does not count. */
enum bgm_status live_render_find(struct app *app, const char *session_id, struct json_span draft,
                                 struct live_render *live, struct bgm_error *err);
void live_render_release(struct live_render *live); /* legal twice */

/* Cancels `render_id`, or (NULL) the one render of the session that is at work: BGM_NOT_FOUND when there is none. Jobs
 * of `export` that waited for it are forgotten; one of `add` is put back to where `resume` would render it again. */
enum bgm_status live_render_cancel(struct app *app, const char *session_id, const char *render_id, char **cancelled_id,
                                   struct bgm_error *err);

/* After the render was fetched: other records of `export` that wait for it have nothing to wait for. */
void live_render_settle(struct app *app, const char *render_id, const char *own_job_id);

#endif
