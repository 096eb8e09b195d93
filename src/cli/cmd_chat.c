/* chat: ask for an edit, once or line by line. What is a request to this program is done here and not sent. */
#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/cli/chat_request.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/cli/terminal_ask.h"
#include "bgmusic/json/json_write.h"

static const struct option_row rows[] = {
    {"file", 0, OPTION_FILE, "PATH", offsetof(struct options, file), NULL, 0, 0, "upload this file first"},
    {"yes", 0, OPTION_FLAG, NULL, offsetof(struct options, yes), NULL, 0, 0,
     "run an export that the message asks for, without asking back"},
    OPTION_ROWS_END,
};

static void print_turn(struct cli *cli, const char *session_id, const struct turn *turn)
{
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", session_id);
        json_set_text(object, "reply", turn->reply);
        json_set_text(object, "changes", turn->changes);
        result_set_tracks(object, &turn->after);
        result_print(object);
        return;
    }
    bool silent = text_is_blank(turn->reply), unchanged = text_is_blank(turn->changes);
    if (!silent)
        output_text(turn->reply);
    if (silent && unchanged)
        messages_notice(&cli->messages, "the service said nothing, and the timeline is as it was");
    else if (!unchanged)
        output_text(turn->changes);
    if (!unchanged)
        result_print_summary(&turn->after);
}

static enum bgm_status one_turn(struct cli *cli, struct session_record *session, const char *message,
                                struct bgm_error *err)
{
    struct turn turn;
    turn_init(&turn);
    enum bgm_status status = turn_run(&cli->app, session, message, NULL, NULL, &turn, err);
    if (status == BGM_OK) {
        progress_clear(&cli->messages);
        print_turn(cli, session->id, &turn);
    } else if (!text_is_blank(turn.reply) && !cli->options.json) {
        output_text(turn.reply);
    }
    if (status != BGM_OK && err != NULL && err->hint[0] == '\0' && !turn.was_refused)
        bgm_hint(err, "the message was sent; see what came of it with: bgmusic state --session %s", session->id);
    turn_release(&turn);
    return status;
}

/* The session is looked for when the first line needs it: an upload may make one, and credits need none. */
static enum bgm_status ensure_session(struct cli *cli, bool may_start, struct session_record *session,
                                      struct bgm_error *err)
{
    return session->id != NULL ? BGM_OK : session_resolve(&cli->app, may_start, session, err);
}

static enum bgm_status check_message(const char *message, struct bgm_error *err)
{
    struct chat_request request;
    chat_request_read(message, &request);
    enum bgm_status status = request.action == CHAT_EDIT ? turn_check_message(message, err) : BGM_OK;
    chat_request_release(&request);
    return status;
}

/* One line: done here, or sent. The app is connected once something is to be done. */
static enum bgm_status handle_message(struct cli *cli, struct session_record *session,
                                      const char *message, struct bgm_error *err)
{
    struct chat_request request;
    bool is_done = false;
    chat_request_read(message, &request);
    bool is_edit = request.action == CHAT_EDIT;
    enum bgm_status status = is_edit ? turn_check_message(message, err)
                                     : chat_request_settle(cli, &request, &is_done, err);
    if (status != BGM_OK || is_done)
        goto out;
    status = app_connect(&cli->app, err);
    if (status == BGM_OK && chat_request_needs_session(&request))
        status = ensure_session(cli, request.action == CHAT_UPLOAD, session, err);
    if (status == BGM_OK)
        status = is_edit ? one_turn(cli, session, message, err)
                         : chat_request_run(cli, &request, session, err);
out:
    chat_request_release(&request);
    return status;
}

/* One message a line from stdin; on a terminal with a prompt. A failed line is reported and the next one is read. */
static enum bgm_status line_by_line(struct cli *cli, struct session_record *session,
                                    struct bgm_error *err)
{
    bool is_terminal = terminal_is_here();
    enum bgm_status first_failure = BGM_OK;
    size_t lines = 0, failures = 0;
    char *line;
    enum bgm_status connected = app_connect(&cli->app, err);
    if (connected != BGM_OK)
        return connected;
    while (!interrupt_requested() &&
           (line = terminal_read_line(is_terminal ? "bgmusic> " : NULL, TURN_MOST_BYTES * 4)) != NULL) {
        bool is_end = is_terminal && (text_equal(line, "/quit") || text_equal(line, "/exit"));
        if (is_end || text_is_blank(line)) {
            free(line);
            if (is_end)
                break;
            continue;
        }
        struct bgm_error problem = BGM_ERROR_INIT;
        enum bgm_status status = handle_message(cli, session, line, &problem);
        free(line);
        lines++;
        if (status == BGM_OK)
            continue;
        if (status == BGM_INTERRUPTED) {
            if (err != NULL)
                *err = problem; /* said once, at the end */
            break;
        }
        if (status == BGM_NOT_FOUND && session->id == NULL && !is_terminal) {
            if (err != NULL)
                *err = problem; /* without a session no other line can do better */
            return status;
        }
        failures++;
        first_failure = first_failure == BGM_OK ? status : first_failure;
        if (cli->options.json)
            result_print_failure(cli, NULL, &problem);
        messages_error(&cli->messages, &problem);
    }
    if (is_terminal && interrupt_requested())
        fputs("\n", stderr); /* the cursor stands behind the prompt */
    if (interrupt_requested() && err != NULL && err->status == BGM_INTERRUPTED)
        return BGM_INTERRUPTED;
    if (interrupt_requested())
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    return failures == 0 ? BGM_OK : lines == 1 ? first_failure : BGM_PARTIAL;
}

static enum bgm_status upload_first(struct cli *cli, struct session_record *session, struct bgm_error *err)
{
    struct api_upload_result uploaded = {0};
    enum bgm_status status = upload_check(cli->options.file, false, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = ensure_session(cli, true, session, err);
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
    enum bgm_status status = is_single ? check_message(message.bytes, err) : BGM_OK;
    if (status == BGM_OK && o->file != NULL)
        status = upload_first(cli, &session, err);
    if (status == BGM_OK)
        status = is_single ? handle_message(cli, &session, message.bytes, err)
                           : line_by_line(cli, &session, err);
    session_record_release(&session);
    buf_release(&message);
    return status;
}

const struct command cmd_chat = {
    .name = "chat",
    .summary = "ask for an edit in the current session",
    .usage = "chat [--file PATH] [--yes] [MESSAGE]",
    .details = "Prints the reply, then what changed and the timeline. Without a MESSAGE, one message a line is\n"
               "read from the standard input.\n"
               "A message that asks for the status, the credits, an upload or an export (\"how many credits do I\n"
               "have?\", \"upload clip.mp4\", \"导出视频\"), or that is the path of a file, is done here and not sent.\n"
               "An export is run with --yes, or after a yes at the terminal; else the command is named.\n",
    .options = rows,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_chat,
};
