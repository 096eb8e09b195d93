/* The conversation on a terminal. */
#include "conversation.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "chat_message.h"
#include "chat_request.h"
#include "command.h"
#include "line_editor.h"
#include "results.h"
#include "terminal_ask.h"

static const char prompt[] = "bgmusic> ";

enum { LINE_MOST_BYTES = TURN_MOST_BYTES * 4, WORD_MOST_BYTES = 32 };

/* What stands behind the slash; CHAT_EDIT: none of the requests of chat_request.h. */
static const struct slash_command {
    const char *name;
    enum chat_action action;
    const char *help;
} slash_commands[] = {
    {"state", CHAT_STATE, "show the timeline"},
    {"export", CHAT_EXPORT, "render and download: /export [FILE.mp4]"},
    {"upload", CHAT_UPLOAD, "put media into the session: /upload [FILE]"},
    {"credits", CHAT_CREDITS, "show the balance"},
    {"undo", CHAT_EDIT, "take back the last change"},
    {"redo", CHAT_EDIT, "do it again after all"},
    {"versions", CHAT_EDIT, "list what there was: \"go back to the first one\", \"version 2\""},
    {"help", CHAT_EDIT, "show this"},
    {"quit", CHAT_EDIT, "end the conversation (Ctrl-D, too)"},
    {"exit", CHAT_EDIT, "the same"},
};
enum { SLASH_COUNT = COUNT(slash_commands) };

/* Commands that are messages. */
static const struct {
    const char *name, *message;
} slash_messages[] = {
    {"undo", "Undo the last change."},
    {"redo", "Redo the last change."},
    {"versions", "Which versions are there?"},
};

/* "/state" is a command, "/home/me/clip.mp4" is a file, and so is "/clip.mp4" when it is there. */
static bool is_slash_line(const char *line)
{
    if (line[0] != '/')
        return false;
    size_t length = strcspn(line + 1, " \t");
    return memchr(line + 1, '/', length) == NULL && !file_exists(line);
}

static void show_help(void)
{
    for (size_t i = 0; i < SLASH_COUNT; i++) {
        char line[128];
        snprintf(line, sizeof line, "/%-8s %s", slash_commands[i].name, slash_commands[i].help);
        output_text(line);
    }
    output_text("Anything else is a wish for the music or the video, or the path of a file to upload.");
}

static void name_nearest(struct cli *cli, const char *word)
{
    struct buf names;
    char nearest[WORD_MOST_BYTES];
    buf_init(&names, 1024);
    for (size_t i = 0; i < SLASH_COUNT; i++)
        buf_appendf(&names, "%s%s", i > 0 ? "|" : "", slash_commands[i].name);
    if (text_nearest_choice(word, names.bytes, nearest, sizeof nearest))
        messages_notice(&cli->messages, "there is no /%s; did you mean /%s?", word, nearest);
    else
        messages_notice(&cli->messages, "there is no /%s; /help lists what there is", word);
    buf_release(&names);
}

static enum bgm_status run_request(struct cli *cli, struct session_record *session, enum chat_action action,
                                   const char *place, struct bgm_error *err)
{
    struct chat_request request;
    chat_request_make(action, place, &request);
    enum bgm_status status = chat_handle_request(cli, session, &request, err);
    chat_request_release(&request);
    return status;
}

/* A line with a slash. `*ends`: the conversation is over. */
static enum bgm_status run_slash(struct cli *cli, struct session_record *session, const char *line, bool *ends,
                                 struct bgm_error *err)
{
    char word[WORD_MOST_BYTES];
    size_t length = strcspn(line + 1, " \t");
    snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), line + 1);
    text_cut_partial_character(word);
    text_lower(word);
    const struct slash_command *found = NULL;
    for (size_t i = 0; i < SLASH_COUNT && found == NULL; i++) {
        if (text_equal(slash_commands[i].name, word))
            found = &slash_commands[i];
    }
    if (found == NULL) {
        name_nearest(cli, word);
        return BGM_OK;
    }
    if (text_equal(word, "quit") || text_equal(word, "exit")) {
        *ends = true;
        return BGM_OK;
    }
    if (text_equal(word, "help")) {
        show_help();
        return BGM_OK;
    }
    for (size_t i = 0; i < COUNT(slash_messages); i++)
        if (text_equal(slash_messages[i].name, word))
            return chat_send_message(cli, session, slash_messages[i].message, NULL, err);
    return run_request(cli, session, found->action, line + 1 + length, err);
}

/* Ctrl-C ends what is under way; SIGTERM and a closed terminal end the program. */
static bool is_over(void)
{
    return interrupt_requested() && interrupt_signal() != SIGINT;
}

static void report(struct cli *cli, enum bgm_status status, struct bgm_error *problem)
{
    if (status == BGM_OK || is_over() || (status == BGM_ASKED && problem->message[0] == '\0'))
        return;
    if (status == BGM_INTERRUPTED) {
        fputs("\n", stderr);
        if (strstr(problem->hint, "bgmusic resume") != NULL) /* a render or a download: its job is saved */
            messages_notice(&cli->messages, "ended; %s", problem->hint);
        else
            messages_notice(&cli->messages, "the turn was ended; the service may still carry it out: /state shows");
        return;
    }
    if (cli->options.json)
        result_print_failure(cli, NULL, problem);
    messages_error(&cli->messages, problem);
}

/* What the reply asked for is one key away. */
static void offer(struct cli *cli, struct session_record *session, enum reply_request asks)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = BGM_OK;
    if (asks == REPLY_ASKS_EXPORT) {
        if (terminal_ask_yes("export now? [y/N] "))
            status = run_request(cli, session, CHAT_EXPORT, NULL, &problem);
        else
            messages_notice(&cli->messages, "not exported; /export or `bgmusic export` does it");
    } else if (asks == REPLY_ASKS_UPLOAD) {
        char *answer = terminal_read_line("upload which file? (Enter: none) ", LINE_MOST_BYTES);
        if (!text_is_blank(answer))
            status = run_request(cli, session, CHAT_UPLOAD, answer, &problem);
        free(answer);
    }
    report(cli, status, &problem);
}

/* True when the conversation goes on. */
static bool handle_line(struct cli *cli, struct session_record *session, char *line)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    enum reply_request asks = REPLY_ASKS_NOTHING;
    bool ends = false;
    text_trim(line);
    if (*line == '\0')
        return true;
    enum bgm_status status = is_slash_line(line) ? run_slash(cli, session, line, &ends, &problem)
                                                 : chat_handle_message(cli, session, line, &asks, &problem);
    progress_clear(&cli->messages);
    report(cli, status, &problem);
    if (status == BGM_OK && asks != REPLY_ASKS_NOTHING && !cli->options.json)
        offer(cli, session, asks);
    return !ends && !is_over();
}

static enum line_result read_line(struct line_editor *editor, char **line)
{
    if (editor != NULL)
        return line_editor_read(editor, prompt, line);
    *line = terminal_read_line(prompt, LINE_MOST_BYTES);
    return interrupt_requested() ? LINE_INTERRUPTED : *line == NULL ? LINE_END : LINE_READ;
}

enum bgm_status conversation_run(struct cli *cli, struct session_record *session, struct bgm_error *err)
{
    enum bgm_status status = app_connect(&cli->app, err);
    if (status != BGM_OK)
        return status;
    char *history = path_join(cli->app.store.state_folder, "chat_history");
    struct line_editor *editor = line_editor_new(history);
    free(history);
    cli->streams_reply = !cli->options.json && isatty(STDOUT_FILENO);
    messages_notice(&cli->messages, "say what the music should be like; /help lists the rest, /quit ends");
    for (bool goes_on = true; goes_on;) {
        char *line = NULL;
        enum line_result result = read_line(editor, &line);
        if (result == LINE_END || is_over())
            goes_on = false;
        else if (result == LINE_READ)
            goes_on = handle_line(cli, session, line);
        if (result != LINE_READ)
            fputs("\n", stderr); /* the cursor stands behind the prompt */
        free(line);
        if (!is_over())
            interrupt_clear();
    }
    cli->streams_reply = false;
    line_editor_free(editor);
    return is_over() ? bgm_fail(err, BGM_INTERRUPTED, "interrupted") : BGM_OK;
}
