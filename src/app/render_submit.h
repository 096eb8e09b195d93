/* A render's submit.
 *
 *     struct render_draft draft;
 *     render_draft_init(&draft, state.draft);
 *     status = render_submit(app, request, &draft, &render, err);
 *     ... the render failed: render_draft_change(), then render_submit() again ...
 *     render_draft_release(&draft);
 *
 * The id stands in the job's record before the submit goes out. */
#ifndef BGMUSIC_APP_RENDER_SUBMIT_H
#define BGMUSIC_APP_RENDER_SUBMIT_H

#include <stdbool.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "bgmusic/json/json_span.h"

struct api_render;
struct app;
struct export_request;

/* What is submitted: the draft as it came, or after a failure the one with the addresses of the uploads. */
struct render_draft {
    struct json_span now; /* borrowed: from the answer that it came in, or from `changed` */
    struct buf changed;
};

void render_draft_init(struct render_draft *draft, struct json_span came);
void render_draft_release(struct render_draft *draft); /* legal twice */

/* The other draft, once, and a word about it that begins with `reason`; false: there is none. */
bool render_draft_change(struct app *app, const struct export_request *request, struct render_draft *draft,
                         const char *reason);

/* Submits under a new id; failed, once more under another, where that is safe and may help. A submit whose connection
 * died is followed by asking for its id. On BGM_OK `render` is the caller's, by api_render_release(). */
enum bgm_status render_submit(struct app *app, const struct export_request *request, struct render_draft *draft,
                              struct api_render *render, struct bgm_error *err);

#endif
