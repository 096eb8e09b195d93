/* One line of a conversation, and what its turn prints. */
#include "chat_message.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "chat_request.h"
#include "command.h"
#include "question_json.h"
#include "question_view.h"
#include "results.h"
#include "terminal_ask.h"
#include "bgmusic/json/json_write.h"

enum { MOST_HINTED_BYTES = 400 }; /* a line that was cut would do harm */

/* What was streamed ends without a newline of its own. */
static void end_shown_reply(struct cli *cli)
{
    output_piece("\n");
    cli->messages.holds_line = false;
}

/* The reply, where it was not shown as it came, and what changed. */
static void print_words(struct cli *cli, const struct turn *turn)
{
    bool silent = text_is_blank(turn->reply), unchanged = text_is_blank(turn->changes);
    if (!silent && cli->reply_shown)
        end_shown_reply(cli);
    else if (!silent)
        output_text(turn->reply);
    if (!unchanged) {
        output_text(turn->changes);
        result_print_summary(&turn->after);
    }
}

static void set_turn(struct json *object, const char *session_id, const struct turn *turn)
{
    json_set_text(object, "session_id", session_id);
    json_set_text(object, "reply", turn->reply);
    json_set_text(object, "changes", turn->changes != NULL ? turn->changes : "");
    result_set_tracks(object, &turn->after);
}

static void print_turn(struct cli *cli, const char *session_id, const struct turn *turn)
{
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        set_turn(object, session_id, turn);
        result_print(cli, object);
        return;
    }
    print_words(cli, turn);
    if (text_is_blank(turn->reply) && text_is_blank(turn->changes) && turn->question.count == 0)
        messages_notice(&cli->messages, "the service said nothing, and the timeline is as it was");
}

/* Nobody here can answer. What is asked and the line that answers are results: they go to stdout. The failure is told
 * here, too; its caller has only its status. */
static enum bgm_status tell_question(struct cli *cli, const char *session_id, const struct turn *turn,
                                     struct bgm_error *err)
{
    char *line = turn_answer_line(session_id, &turn->question);
    struct bgm_error problem = BGM_ERROR_INIT;
    bgm_fail(&problem, BGM_ASKED, "the agent asks before it goes on, in session %s", session_id);
    if (strlen(line) < MOST_HINTED_BYTES)
        bgm_hint(&problem, "answer it, for instance: %s", line);
    else
        bgm_hint(&problem, "answer it with: bgmusic chat --session %s", session_id);
    if (cli->options.json) {
        struct json *object = result_new(cli, false);
        set_turn(object, session_id, turn);
        json_set(object, "question", question_json(&turn->question));
        json_set(object, "error", error_json(&problem));
        result_print(cli, object);
    } else {
        question_print(cli, &turn->question);
        output_text(line);
    }
    messages_error(&cli->messages, &problem);
    free(line);
    if (err != NULL)
        *err = (struct bgm_error){.status = BGM_ASKED};
    return BGM_ASKED;
}

/* One message and all that comes of it. `*answer`: what was answered to a question at the terminal, the next message;
 * the caller's, NULL: nothing. */
static enum bgm_status one_turn(struct cli *cli, struct session_record *session, const char *message,
                                enum reply_request *asks, char **answer, struct bgm_error *err)
{
    struct turn turn;
    turn_init(&turn);
    cli->reply_shown = false;
    enum bgm_status status = turn_run(&cli->app, session, message, NULL, NULL, &turn, err);
    if (status == BGM_OK) {
        progress_clear(&cli->messages);
        bool can_ask = turn.question.count > 0 && terminal_is_here() && !cli->options.json;
        struct buf words;
        buf_init(&words, TURN_MOST_BYTES);
        if (turn.question.count == 0 || !cli->options.json)
            print_turn(cli, session->id, &turn);
        if (can_ask && question_ask(cli, &turn.question, &words))
            *answer = buf_take(&words);
        else if (turn.question.count > 0)
            status = tell_question(cli, session->id, &turn, err);
        else if (asks != NULL)
            *asks = reply_request_read(turn.reply);
        buf_release(&words);
    } else if (!cli->options.json && (cli->reply_shown || !text_is_blank(turn.reply) || turn.has_ended)) {
        print_words(cli, &turn);
    }
    /* A limit that came after the work had begun: who only waits and asks again pays twice. */
    bool misleads = turn.has_failed && status == BGM_RATE_LIMITED;
    if (status != BGM_OK && err != NULL && (err->hint[0] == '\0' || misleads) && err->message[0] != '\0' &&
        !turn.was_refused)
        bgm_hint(err, "the message was sent; see what came of it with: bgmusic state --session %s", session->id);
    else if (status == BGM_SERVICE && err != NULL && err->hint[0] == '\0')
        bgm_hint(err, "nothing was begun; with -vv the same command shows what was asked and answered");
    turn_release(&turn);
    return status;
}

/* The message, and the answers to what the agent asks at the terminal. */
static enum bgm_status talk(struct cli *cli, struct session_record *session, const char *message,
                            enum reply_request *asks, struct bgm_error *err)
{
    char *next = NULL;
    enum bgm_status status = one_turn(cli, session, message, asks, &next, err);
    while (status == BGM_OK && next != NULL) {
        char *answer = next;
        next = NULL;
        status = one_turn(cli, session, answer, asks, &next, err);
        free(answer);
    }
    free(next);
    return status;
}

enum bgm_status chat_ensure_session(struct cli *cli, bool may_start, struct session_record *session,
                                    struct bgm_error *err)
{
    return session->id != NULL ? BGM_OK : session_resolve(&cli->app, may_start, session, err);
}

enum bgm_status chat_check_message(const char *message, struct bgm_error *err)
{
    struct chat_request request;
    chat_request_read(message, &request);
    enum bgm_status status = request.action == CHAT_EDIT ? turn_check_message(message, err) : BGM_OK;
    chat_request_release(&request);
    return status;
}

enum bgm_status chat_send_message(struct cli *cli, struct session_record *session, const char *message,
                                  enum reply_request *asks, struct bgm_error *err)
{
    enum bgm_status status = turn_check_message(message, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = chat_ensure_session(cli, false, session, err);
    return status == BGM_OK ? talk(cli, session, message, asks, err) : status;
}

enum bgm_status chat_handle_request(struct cli *cli, struct session_record *session, struct chat_request *request,
                                    struct bgm_error *err)
{
    enum bgm_status status = chat_request_settle(request, err);
    if (status != BGM_OK)
        return status;
    status = app_connect(&cli->app, err);
    if (status == BGM_OK && chat_request_needs_session(request))
        status = chat_ensure_session(cli, request->action == CHAT_UPLOAD, session, err);
    return status == BGM_OK ? chat_request_run(cli, request, session, err) : status;
}

enum bgm_status chat_handle_message(struct cli *cli, struct session_record *session, const char *message,
                                    enum reply_request *asks, struct bgm_error *err)
{
    struct chat_request request;
    chat_request_read(message, &request);
    enum bgm_status status = request.action == CHAT_EDIT ? chat_send_message(cli, session, message, asks, err)
                                                         : chat_handle_request(cli, session, &request, err);
    chat_request_release(&request);
    return status;
}
