/* One line of a conversation: done here, or sent. Shared by `chat MESSAGE`, lines from a pipe, and the conversation. */
#ifndef BGMUSIC_CLI_CHAT_MESSAGE_H
#define BGMUSIC_CLI_CHAT_MESSAGE_H

#include <stdbool.h>

#include "bgmusic/app/reply_stream.h"
#include "bgmusic/base/error.h"

struct chat_request;
struct cli;
struct session_record;

/* The session is looked for when the first line needs it (`session->id` is NULL until then): an upload may make one,
 * and credits need none. */
enum bgm_status chat_ensure_session(struct cli *cli, bool may_start, struct session_record *session,
                                    struct bgm_error *err);

/* Before anything is reached: can this be sent, or is it a request to this program? */
enum bgm_status chat_check_message(const char *message, struct bgm_error *err);

/* The app is connected once something is to be done. `*asks` (may be NULL) gets what the reply asks for. */
enum bgm_status chat_handle_message(struct cli *cli, struct session_record *session, const char *message,
                                    enum reply_request *asks, struct bgm_error *err);

/* Does a request that was read or made (chat_request.h). */
enum bgm_status chat_handle_request(struct cli *cli, struct session_record *session, struct chat_request *request,
                                    struct bgm_error *err);

/* Sends a message as it is, whatever it looks like. */
enum bgm_status chat_send_message(struct cli *cli, struct session_record *session, const char *message,
                                  enum reply_request *asks, struct bgm_error *err);

#endif
