/* One line of a conversation, and what its turn prints. */
#include "chat_message.h"

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/text.h"
#include "chat_request.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

/* What was streamed ends without a newline of its own. */
static void end_shown_reply(struct cli *cli)
{
    output_piece("\n");
    cli->messages.holds_line = false;
}

static void print_turn(struct cli *cli, const char *session_id, const struct turn *turn)
{
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", session_id);
        json_set_text(object, "reply", turn->reply);
        json_set_text(object, "changes", turn->changes);
        result_set_tracks(object, &turn->after);
        result_print(cli, object);
        return;
    }
    bool silent = text_is_blank(turn->reply), unchanged = text_is_blank(turn->changes);
    if (!silent && cli->reply_shown)
        end_shown_reply(cli);
    else if (!silent)
        output_text(turn->reply);
    if (silent && unchanged)
        messages_notice(&cli->messages, "the service said nothing, and the timeline is as it was");
    else if (!unchanged)
        output_text(turn->changes);
    if (!unchanged)
        result_print_summary(&turn->after);
}

static enum bgm_status one_turn(struct cli *cli, struct session_record *session, const char *message,
                                enum reply_request *asks, struct bgm_error *err)
{
    struct turn turn;
    turn_init(&turn);
    cli->reply_shown = false;
    enum bgm_status status = turn_run(&cli->app, session, message, NULL, NULL, &turn, err);
    if (status == BGM_OK) {
        progress_clear(&cli->messages);
        print_turn(cli, session->id, &turn);
        if (asks != NULL)
            *asks = reply_request_read(turn.reply);
    } else if (cli->reply_shown) {
        end_shown_reply(cli);
    } else if (!text_is_blank(turn.reply) && !cli->options.json) {
        output_text(turn.reply);
    }
    if (status != BGM_OK && err != NULL && err->hint[0] == '\0' && !turn.was_refused)
        bgm_hint(err, "the message was sent; see what came of it with: bgmusic state --session %s", session->id);
    turn_release(&turn);
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
    return status == BGM_OK ? one_turn(cli, session, message, asks, err) : status;
}

enum bgm_status chat_handle_request(struct cli *cli, struct session_record *session, struct chat_request *request,
                                    struct bgm_error *err)
{
    bool is_done = false;
    enum bgm_status status = chat_request_settle(cli, request, &is_done, err);
    if (status != BGM_OK || is_done)
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
