/* chat: ask for an edit, once or line by line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/json/json_write.h"

static const struct option_row rows[] = {
    {"file", 0, OPTION_FILE, "PATH", offsetof(struct options, file), NULL, 0, 0, "upload this file first"},
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
    turn_release(&turn);
    return status;
}

/* One message a line from stdin; on a terminal with a prompt. A failed line is reported and the next one is read. */
static enum bgm_status line_by_line(struct cli *cli, struct session_record *session,
                                    struct bgm_error *err)
{
    bool is_terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    struct buf line;
    enum bgm_status first_failure = BGM_OK;
    size_t lines = 0, failures = 0;
    buf_init(&line, TURN_MOST_BYTES * 4);
    for (int c = 0; c != EOF && !interrupt_requested();) {
        buf_clear(&line);
        if (is_terminal) {
            fputs("bgmusic> ", stderr);
            fflush(stderr);
        }
        for (c = getc(stdin); c != EOF && c != '\n'; c = getc(stdin))
            buf_append_char(&line, (char)c);
        if (text_is_blank(line.bytes))
            continue;
        if (is_terminal && (text_equal(line.bytes, "/quit") || text_equal(line.bytes, "/exit")))
            break;
        struct bgm_error problem = BGM_ERROR_INIT;
        /* Half a line would be another wish than the one that was typed. */
        enum bgm_status status = strlen(line.bytes) == line.length
                                     ? one_turn(cli, session, line.bytes, &problem)
                                     : bgm_fail(&problem, BGM_USAGE, "the message holds a NUL byte");
        lines++;
        if (status == BGM_OK)
            continue;
        if (status == BGM_INTERRUPTED)
            break; /* said once, at the end */
        failures++;
        first_failure = first_failure == BGM_OK ? status : first_failure;
        if (cli->options.json)
            result_print_failure(cli, NULL, &problem);
        messages_error(&cli->messages, &problem);
    }
    buf_release(&line);
    if (is_terminal && interrupt_requested())
        fputs("\n", stderr); /* the cursor stands behind the prompt */
    if (interrupt_requested())
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    return failures == 0 ? BGM_OK : lines == 1 ? first_failure : BGM_PARTIAL;
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
    enum bgm_status status = o->operand_count > 0 ? turn_check_message(message.bytes, err) : BGM_OK;
    if (status == BGM_OK && o->file != NULL)
        status = upload_check(o->file, false, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = session_resolve(&cli->app, o->file != NULL, &session, err);
    if (status == BGM_OK && o->file != NULL) {
        struct api_upload_result uploaded = {0};
        status = upload_media(&cli->app, &session, &o->file, 1, &uploaded, err);
        api_upload_result_release(&uploaded);
    }
    if (status == BGM_OK && o->operand_count > 0)
        status = one_turn(cli, &session, message.bytes, err);
    else if (status == BGM_OK)
        status = line_by_line(cli, &session, err);
    session_record_release(&session);
    buf_release(&message);
    return status;
}

const struct command cmd_chat = {
    .name = "chat",
    .summary = "ask for an edit in the current session",
    .usage = "chat [--file PATH] [MESSAGE]",
    .details = "Prints the reply, then what changed and the timeline. Without a MESSAGE, one message a line is\n"
               "read from the standard input.\n",
    .options = rows,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_chat,
};
