/* A turn of the conversation. */
#include "bgmusic/app/edit_turn.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_chat.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/live_render.h"
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
    free(turn->before_mark);
    api_question_release(&turn->question);
    draft_release(&turn->before);
    draft_release(&turn->after);
    api_state_release(&turn->state);
    turn_init(turn);
}

void turn_go_on(struct turn *turn)
{
    struct api_state state = turn->state;
    struct draft draft = turn->after;
    turn->state = (struct api_state){0};
    draft_init(&turn->after);
    turn_release(turn);
    turn->state = state;
    turn->before = draft;
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

char *turn_answer_line(const char *session_id, const struct api_question *question)
{
    struct buf answer, line;
    buf_init(&answer, TURN_MOST_BYTES);
    buf_init(&line, 5 * TURN_MOST_BYTES);
    api_question_append_example(question, &answer);
    buf_appendf(&line, "bgmusic chat --session %s ", session_id);
    text_append_quoted(&line, answer.bytes);
    buf_release(&answer);
    return buf_take(&line);
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

/* How a message ended, as far as the rules of repeating care. */
enum turn_end {
    TURN_ENDED,   /* the stream came to its end without a failure, or with a question */
    TURN_FAILED,  /* the service told of a failure, after it had begun: what it did until then is in the timeline */
    TURN_REFUSED, /* before any work: nothing was taken */
    TURN_UNKNOWN, /* cut, silent, 5xx: the timeline will tell */
    TURN_STOPPED, /* --timeout or a signal */
};

static enum turn_end turn_end_of(const struct app *app, const struct api_chat_result *reply, enum bgm_status status,
                                 bool was_sent)
{
    /* A question ends the turn, whatever becomes of the connection after it. */
    if (status == BGM_OK || (reply->question.count > 0 && !reply->failed))
        return TURN_ENDED;
    if (!was_sent || !app->api.last.work_began)
        return TURN_REFUSED;
    if (app_check_time(app, NULL) != BGM_OK)
        return TURN_STOPPED;
    return reply->failed ? TURN_FAILED : TURN_UNKNOWN;
}

/* What is known of the timeline stays known, whatever comes of the turn. */
static void keep_draft(struct app *app, struct session_record *session, const struct api_state *state)
{
    free(session->last_draft);
    session->last_draft = state->draft.length > 0 ? xstrndup(state->draft.bytes, state->draft.length) : NULL;
    session_touch(app, session);
}

/* What became of the timeline; `turn->state` was read already, or is read now. */
static enum bgm_status see_changes(struct app *app, struct session_record *session, struct turn *turn,
                                   struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    if (turn->state.raw.length == 0)
        status = session_read_state(app, session->id, &turn->state, &turn->after, err);
    else
        status = draft_parse(turn->state.draft.bytes, turn->state.draft.length, &turn->after, err);
    if (status != BGM_OK)
        return status;
    struct buf changes;
    buf_init(&changes, CHANGES_CEILING);
    draft_changes(&turn->before, &turn->after, &changes);
    free(turn->changes);
    turn->changes = buf_take(&changes);
    char *mark = live_render_mark(turn->state.draft);
    turn->is_changed = !text_equal(turn->before_mark, mark);
    free(mark);
    keep_draft(app, session, &turn->state);
    return BGM_OK;
}

/* The message, sent once, and all that the service says to it. */
static enum bgm_status send(struct app *app, const struct session_record *session, const char *message,
                            struct turn_listener *listener, struct api_chat_result *reply, struct bgm_error *err)
{
    const struct api_chat_listener callbacks = {
        .context = listener,
        .on_event = on_event,
        .on_send = on_send,
        .on_tick = on_tick,
    };
    struct service_call call;
    reply_stream_init(&listener->stream, app);
    service_call_begin(&call, app, RETRY_CHAT);
    while (service_call_next(&call)) {
        api_chat_result_release(reply);
        call.status = api_chat(&app->api, session->id, message, &callbacks, NULL, reply, &call.problem);
    }
    reply_stream_end_turn(&listener->stream);
    reply_stream_release(&listener->stream);
    if (listener->refusal == BGM_OK)
        return service_call_end(&call, err);
    *err = listener->refusal_words;
    return listener->refusal;
}

/* After the stream: what it left in the timeline. `status` and `problem` are the stream's. */
static enum bgm_status settle(struct app *app, struct session_record *session, struct turn *turn, enum turn_end end,
                              enum bgm_status status, struct bgm_error *problem)
{
    switch (end) {
    case TURN_ENDED:
        status = see_changes(app, session, turn, problem);
        break;
    case TURN_FAILED:
        /* What the tools did before the failure stands, and is told; the failure is what the turn ends with. */
        turn->has_failed = true;
        turn->has_ended = see_changes(app, session, turn, NULL) == BGM_OK;
        break;
    case TURN_UNKNOWN:
        app_warning(app, "%s; looking at the session instead of sending the message again", problem->message);
        status = turn_wait_for_change(app, session->id, turn->before_mark, &turn->state, problem);
        if (status == BGM_OK)
            status = see_changes(app, session, turn, problem);
        break;
    default:
        break;
    }
    turn->has_ended = turn->has_ended || status == BGM_OK;
    return status;
}

enum bgm_status turn_run(struct app *app, struct session_record *session, const char *message,
                         turn_before_fn *before_sending, void *context, struct turn *turn, struct bgm_error *err)
{
    struct api_state before = {0};
    struct api_chat_result reply = {0};
    struct bgm_error problem = BGM_ERROR_INIT;
    struct turn_listener listener = {
        .app = app,
        .before_sending = before_sending,
        .context = context,
        .turn = turn,
        .refusal_words = BGM_ERROR_INIT,
    };
    enum bgm_status status = turn_check_message(message, err);
    if (status == BGM_OK && turn->state.raw.length > 0) {
        before = turn->state;
        turn->state = (struct api_state){0};
    } else if (status == BGM_OK) {
        status = session_read_state(app, session->id, &before, &turn->before, err);
    }
    if (status != BGM_OK)
        goto out;
    turn->before_mark = live_render_mark(before.draft);
    keep_draft(app, session, &before);
    app_stage(app, "chat");
    status = send(app, session, message, &listener, &reply, &problem);
    turn->reply = join_reply(&reply);
    enum turn_end end = turn_end_of(app, &reply, status, listener.was_sent);
    turn->was_refused = end == TURN_REFUSED;
    turn->question = reply.question;
    reply.question = (struct api_question){0};
    status = settle(app, session, turn, end, status, &problem);
    if (status != BGM_OK && err != NULL)
        *err = problem;
out:
    api_chat_result_release(&reply);
    api_state_release(&before);
    return status;
}
