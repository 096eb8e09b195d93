/* Uploaded files, for a conversation that names one. */
#ifndef BGMUSIC_CLI_UPLOAD_VIEW_H
#define BGMUSIC_CLI_UPLOAD_VIEW_H

#include "bgmusic/base/error.h"

struct cli;
struct session_record;

/* Uploads a file or URL into the session and prints its name, or the JSON object with the keys of `upload`; `action` as in
 * state_view.h. */
enum bgm_status upload_view_run(struct cli *cli, struct session_record *session, const char *place,
                                const char *action, struct bgm_error *err);

#endif
