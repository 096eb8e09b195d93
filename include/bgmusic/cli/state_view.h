/* What the timeline looks like, for `state` and for a conversation that asks for it. */
#ifndef BGMUSIC_CLI_STATE_VIEW_H
#define BGMUSIC_CLI_STATE_VIEW_H

#include "bgmusic/base/error.h"

struct cli;
struct draft;

/* The summary line and the tracks, or the JSON object; `action` (NULL: none) is added to the object, for commands that
 * can answer in several ways. */
void state_view_print(struct cli *cli, const char *session_id, const struct draft *draft,
                      const char *action);

/* Reads the session's state and prints it so. */
enum bgm_status state_view_show(struct cli *cli, const char *session_id, const char *action,
                                struct bgm_error *err);

#endif
