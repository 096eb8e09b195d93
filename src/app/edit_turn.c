/* A turn of the conversation. */
#include "bgmusic/app/edit_turn.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_chat.h"
#include "bgmusic/app/app.h"
#include "gui_talk.h"
#include "bgmusic/app/reply_stream.h"
#include "service_call.h"
#include "bgmusic/app/session_steps.h"
#include "turn_recovery.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"

enum { REPLY_CEILING = 8 * 1024 * 1024, CHANGES_CEILING = 64 * 1024 };

void turn_init(struct turn *turn)
{
    *turn = (struct turn){0};
    draft_init(&turn->before);
    draft_init(&turn->after);
}

void turn_release(struct turn *turn)
{
    free(turn->reply);
    free(turn->changes);
    draft_release(&turn->before);
    draft_release(&turn->after);
    api_state_release(&turn->state);
    turn_init(turn);
}

enum bgm_status turn_check_message(const char *message, struct bgm_error *err)
{
    size_t length = strlen(message);
    if (text_is_blank(message))
        return bgm_fail(err, BGM_USAGE, "the message is empty");
    if (!text_is_utf8(message, length)) {
        bgm_fail(err, BGM_USAGE, "the message is not valid UTF-8");
        bgm_hint(err, "check the terminal's encoding (locale)");
        return BGM_USAGE;
    }
    if (length > TURN_MOST_BYTES) {
        bgm_fail(err, BGM_USAGE, "the message has %zu bytes, more than the %d that are taken", length, TURN_MOST_BYTES);
        bgm_hint(err, "say it in fewer words");
        return BGM_USAGE;
    }
    return BGM_OK;
}

struct state_arguments {
    const char *session_id;
    struct api_state *state;
};

static enum bgm_status read_state_once(struct app *app, void *context, struct bgm_error *err)
{
    struct state_arguments *arguments = context;
    return api_state_read(&app->api, arguments->session_id, arguments->state, err);
}

enum bgm_status turn_read_state(struct app *app, const char *session_id, struct api_state *state, struct draft *draft,
                                struct bgm_error *err)
{
    struct api_state own = {0};
    struct state_arguments arguments = {session_id, state != NULL ? state : &own};
    enum bgm_status status = service_call(app, RETRY_READ, read_state_once, &arguments, err);
    if (status == BGM_OK && draft != NULL) {
        draft_release(draft);
        status = draft_parse(arguments.state->draft.bytes, arguments.state->draft.length, draft, err);
        if (status != BGM_OK && state != NULL)
            api_state_release(state);
    }
    api_state_release(&own);
    return status;
}

struct chat_arguments {
    const char *session_id, *message;
    struct api_chat_listener listener;
    struct api_chat_result *reply;
};

static enum bgm_status chat_once(struct app *app, void *context, struct bgm_error *err)
{
    struct chat_arguments *arguments = context;
    api_chat_result_release(arguments->reply);
    return api_chat(&app->api, arguments->session_id, arguments->message, &arguments->listener, NULL, arguments->reply,
                    err);
}

/* What the callbacks of api_chat() share. */
struct turn_listener {
    struct app *app;
    struct reply_stream stream;
    turn_before_fn *before_sending;
    void *context;
    const struct turn *turn;
    bool was_sent;           /* some of the message may have gone out */
    enum bgm_status refusal; /* of before_sending */
    struct bgm_error refusal_words;
};

/* Noted at the last moment: who is killed between the note and the message can never know whether it arrived. */
static bool on_send(void *context)
{
    struct turn_listener *listener = context;
    if (listener->before_sending != NULL)
        listener->refusal = listener->before_sending(listener->context, listener->turn, &listener->refusal_words);
    listener->was_sent = listener->refusal == BGM_OK;
    return listener->was_sent;
}

static void on_event(void *context, const struct api_event *event)
{
    struct turn_listener *listener = context;
    if (event->kind == API_EVENT_STILL_WORKING)
        app_notice(listener->app, "⏳ Still working…");
    else if (event->kind == API_EVENT_TOOL_CALL && listener->app->listener.on_label != NULL)
        listener->app->listener.on_label(listener->app->listener.context, event->name);
    else if (event->kind == API_EVENT_TEXT && event->text != NULL)
        reply_stream_add(&listener->stream, event->text);
    else if (event->kind == API_EVENT_TURN_TEXT)
        reply_stream_end_turn(&listener->stream);
}

static bool on_tick(void *context)
{
    return app_on_tick(((struct turn_listener *)context)->app);
}

static char *join_reply(const struct api_chat_result *reply)
{
    struct buf text;
    buf_init(&text, REPLY_CEILING);
    size_t count = reply->turn_count;
    if (count > 1 && reply_is_noise(reply->turns[count - 1]))
        count--;
    for (size_t i = 0; i < count; i++) {
        char *words = text_trim(gui_talk_translate(reply->turns[i]));
        if (*words != '\0') {
            if (text.length > 0)
                buf_append_text(&text, "\n\n");
            buf_append_text(&text, words);
        }
        free(words);
    }
    return buf_take(&text);
}

/* The message may have been taken, although its answer never came to an end: the state will tell. */
static bool may_have_been_taken(const struct app *app, const struct api_chat_result *reply, enum bgm_status status)
{
    if (reply->ended || reply->failed)
        return false;
    const struct api_outcome *last = &app->api.last;
    if (last->http_status >= 500)
        return true;
    return last->anything_sent && (last->http_status == 0 || last->http_status / 100 == 2) &&
           (status == BGM_NETWORK || status == BGM_TIMED_OUT || status == BGM_SERVICE);
}

/* What is known of the timeline stays known, whatever comes of the turn. */
static void keep_draft(struct app *app, struct session_record *session, const struct api_state *state)
{
    free(session->last_draft);
    session->last_draft = state->draft.length > 0 ? xstrndup(state->draft.bytes, state->draft.length) : NULL;
    session_touch(app, session);
}

static enum bgm_status read_after(struct app *app, struct session_record *session, struct turn *turn,
                                  struct bgm_error *err)
{
    enum bgm_status status = turn_read_state(app, session->id, &turn->state, &turn->after, err);
    if (status != BGM_OK)
        return status;
    struct buf changes;
    buf_init(&changes, CHANGES_CEILING);
    draft_changes(&turn->before, &turn->after, &changes);
    free(turn->changes);
    turn->changes = buf_take(&changes);
    keep_draft(app, session, &turn->state);
    return BGM_OK;
}

enum bgm_status turn_run(struct app *app, struct session_record *session, const char *message,
                         turn_before_fn *before_sending, void *context, struct turn *turn, struct bgm_error *err)
{
    struct api_state before = {0};
    struct api_chat_result reply = {0};
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = turn_check_message(message, err);
    if (status == BGM_OK)
        status = turn_read_state(app, session->id, &before, &turn->before, err);
    if (status != BGM_OK)
        goto out;

    keep_draft(app, session, &before);
    app_stage(app, "chat");
    struct turn_listener listener = {
        .app = app,
        .before_sending = before_sending,
        .context = context,
        .turn = turn,
        .refusal_words = BGM_ERROR_INIT,
    };
    reply_stream_init(&listener.stream, app);
    struct chat_arguments arguments = {
        .session_id = session->id,
        .message = message,
        .listener = {.context = &listener, .on_event = on_event, .on_send = on_send, .on_tick = on_tick},
        .reply = &reply,
    };
    status = service_call(app, RETRY_CHAT, chat_once, &arguments, &problem);
    reply_stream_end_turn(&listener.stream);
    reply_stream_release(&listener.stream);
    turn->reply = join_reply(&reply);
    if (listener.refusal != BGM_OK) {
        status = listener.refusal;
        problem = listener.refusal_words;
    }
    turn->was_refused = status == BGM_RATE_LIMITED || (status != BGM_OK && !listener.was_sent) ||
                        (status != BGM_OK && !reply.ended && !reply.failed &&
                         (!app->api.last.anything_sent || app->api.last.http_status / 100 == 4));
    if (status != BGM_OK && listener.was_sent && app_check_time(app, NULL) == BGM_OK &&
        may_have_been_taken(app, &reply, status)) {
        app_warning(app, "%s; looking at the session instead of sending the message again", problem.message);
        turn->was_cut = true;
        status = turn_wait_for_change(app, session->id, before.draft, &problem);
    }
    if (status != BGM_OK) {
        if (err != NULL)
            *err = problem;
        goto out;
    }
    status = read_after(app, session, turn, err);
out:
    api_chat_result_release(&reply);
    api_state_release(&before);
    return status;
}
