/* chat: ask for an edit, once or line by line. What is a request to this program is done here and not sent. */
#include <stdlib.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "chat_message.h"
#include "command.h"
#include "conversation.h"
#include "results.h"
#include "terminal_ask.h"

static const struct option_row rows[] = {
    {"file", 0, OPTION_FILE, "PATH", offsetof(struct options, file), NULL, 0, 0, "upload this file first"},
    {"yes", 0, OPTION_FLAG, NULL, offsetof(struct options, yes), NULL, 0, 0,
     "accepted as before: an export that the message asks for is run anyway"},
    OPTION_ROWS_END,
};

/* One message a line from stdin. A failed line is reported and the next one is read. */
static enum bgm_status line_by_line(struct cli *cli, struct session_record *session, struct bgm_error *err)
{
    enum bgm_status first_failure = BGM_OK;
    size_t lines = 0, failures = 0;
    char *line;
    enum bgm_status connected = app_connect(&cli->app, err);
    if (connected != BGM_OK)
        return connected;
    while (!interrupt_requested() && (line = terminal_read_line(NULL, TURN_MOST_BYTES * 4)) != NULL) {
        if (text_is_blank(line)) {
            free(line);
            continue;
        }
        struct bgm_error problem = BGM_ERROR_INIT;
        enum bgm_status status = chat_handle_message(cli, session, line, NULL, &problem);
        free(line);
        lines++;
        if (status == BGM_OK)
            continue;
        if (status == BGM_INTERRUPTED) {
            if (err != NULL)
                *err = problem; /* said once, at the end */
            break;
        }
        if (status == BGM_NOT_FOUND && session->id == NULL) {
            if (err != NULL)
                *err = problem; /* without a session no other line can do better */
            return status;
        }
        failures++;
        first_failure = first_failure == BGM_OK ? status : first_failure;
        if (problem.message[0] == '\0')
            continue; /* it was told where it happened */
        if (cli->options.json)
            result_print_failure(cli, NULL, &problem);
        messages_error(&cli->messages, &problem);
    }
    if (interrupt_requested() && err != NULL && err->status == BGM_INTERRUPTED)
        return BGM_INTERRUPTED;
    if (interrupt_requested())
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    return failures == 0 ? BGM_OK : lines == 1 ? first_failure : BGM_PARTIAL;
}

static enum bgm_status upload_first(struct cli *cli, struct session_record *session, struct bgm_error *err)
{
    struct api_upload_result uploaded = {0};
    enum bgm_status status = upload_check(cli->options.file, UPLOAD_ANY, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = chat_ensure_session(cli, true, session, err);
    if (status == BGM_OK)
        status = upload_media(&cli->app, session, &cli->options.file, 1, &uploaded, err);
    api_upload_result_release(&uploaded);
    return status;
}

static enum bgm_status run_chat(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    struct session_record session = {0};
    struct buf message;
    buf_init(&message, 4 * 1024 * 1024);
    for (size_t i = 0; i < o->operand_count; i++) {
        if (i > 0)
            buf_append_char(&message, ' ');
        buf_append_text(&message, o->operands[i]);
    }
    bool is_single = o->operand_count > 0;
    enum bgm_status status = is_single ? chat_check_message(message.bytes, err) : BGM_OK;
    if (status == BGM_OK && o->file != NULL)
        status = upload_first(cli, &session, err);
    if (status == BGM_OK)
        status = is_single            ? chat_handle_message(cli, &session, message.bytes, NULL, err)
                 : terminal_is_here() ? conversation_run(cli, &session, err)
                                      : line_by_line(cli, &session, err);
    session_record_release(&session);
    buf_release(&message);
    return status;
}

const struct command cmd_chat = {
    .name = "chat",
    .summary = "ask for an edit in the current session",
    .usage = "chat [--file PATH] [--yes] [MESSAGE]",
    .details =
        "Prints the reply, then what changed and the timeline. Without a MESSAGE, one message a line is\n"
        "read from the standard input; on a terminal, a conversation with line editing and a history.\n"
        "/help there lists what can be said besides: /state, /export, /credits, /undo, /redo, /versions, /quit. Ctrl-C "
        "ends the\n"
        "turn, not the program.\n"
        "A message that asks for the status, the credits, an upload or an export (\"how many credits do I\n"
        "have?\", \"upload clip.mp4\", \"导出视频\"), or that is the path of a file, is done here and not sent.\n"
        "An export takes the next free name (clip-music-2.mp4) where one exists.\n"
        "What the agent asks is answered at the terminal, by a number, a word or your own words; elsewhere the\n"
        "question is printed with the line that answers it, and the exit code is 12.\n",
    .options = rows,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_chat,
};
