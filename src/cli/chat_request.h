/* What a conversation does itself instead of sending it: state, credits, upload, export (app/chat_route.h tells which).
 *
 * Results are those of the command of the same name, on stdout; JSON objects say "command":"chat" and the `action`, and
 * hold the keys of that command. An export is free and was asked for: it is run, and takes the next free name where one
 * exists. */
#ifndef BGMUSIC_CLI_CHAT_REQUEST_H
#define BGMUSIC_CLI_CHAT_REQUEST_H

#include <stdbool.h>

#include "bgmusic/app/chat_route.h"
#include "bgmusic/base/error.h"

struct cli;
struct session_record;

struct chat_request {
    enum chat_action action;
    char *path; /* as chat_route() gives it, with the home folder in place of a leading "~" */
};

/* Reads a line; release the request in any case. */
void chat_request_read(const char *line, struct chat_request *request);
/* The same from an action and what was said with it, a path as a shell would take it (quotes and backslashes are taken
 * off); NULL or blank: none. */
void chat_request_make(enum chat_action action, const char *place, struct chat_request *request);
void chat_request_release(struct chat_request *request); /* legal twice */

/* Sees to what is missing before anything is reached: a bare upload asks for its file. BGM_USAGE when nobody is there
 * to be asked. */
enum bgm_status chat_request_settle(struct chat_request *request, struct bgm_error *err);

bool chat_request_needs_session(const struct chat_request *request);

/* Not for CHAT_EDIT. `session` is not looked at where none is needed. */
enum bgm_status chat_request_run(struct cli *cli, const struct chat_request *request, struct session_record *session,
                                 struct bgm_error *err);

#endif
