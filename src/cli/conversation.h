/* The conversation on a terminal: `chat` without a message.
 *
 * Lines are edited and remembered (line_editor.h), the reply is printed as it comes, what it asks for (an export, an
 * upload) is offered. Lines that begin with a slash are commands of their own: /state /export [PATH] /upload [PATH]
 * /credits /undo /redo /versions /help /quit. Ctrl-C ends a turn, or empties the line; Ctrl-D or /quit ends the
 * conversation. */
#ifndef BGMUSIC_CLI_CONVERSATION_H
#define BGMUSIC_CLI_CONVERSATION_H

#include "bgmusic/base/error.h"

struct cli;
struct session_record;

/* BGM_OK at its end, whatever single lines came to: each failure was told when it happened. */
enum bgm_status conversation_run(struct cli *cli, struct session_record *session, struct bgm_error *err);

#endif
