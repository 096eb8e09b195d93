/* Uploaded files, for people and for programs. */
#ifndef BGMUSIC_CLI_CMD_UPLOAD_H
#define BGMUSIC_CLI_CMD_UPLOAD_H

#include <stddef.h>

#include "bgmusic/base/error.h"

struct cli;
struct session_record;

/* Uploads files or URLs into the session and prints their names, or the JSON object of `upload`; `action` as in
 * state_view.h. */
enum bgm_status upload_run(struct cli *cli, struct session_record *session, const char *const *places, size_t count,
                           const char *action, struct bgm_error *err);

#endif
