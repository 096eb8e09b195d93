/* An export and its result, for `export` and for a conversation that asks for it. */
#ifndef BGMUSIC_CLI_EXPORT_VIEW_H
#define BGMUSIC_CLI_EXPORT_VIEW_H

#include "bgmusic/base/error.h"

struct cli;
struct export_session_request;

/* Exports, then prints the path (with `no_wait` the render's id) or the JSON object; `action` as in state_view.h. */
enum bgm_status export_view_run(struct cli *cli, const struct export_session_request *request, const char *action,
                                struct bgm_error *err);

/* Calls off a render: `render_id`, or (NULL) the session's that is at work. Prints its id. */
enum bgm_status export_view_cancel(struct cli *cli, const char *render_id, struct bgm_error *err);

#endif
