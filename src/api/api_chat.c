/* A message to the agent, and the stream that answers it. */
#include "bgmusic/api/api_chat.h"

#include <stdlib.h>
#include <string.h>

#include "api_call.h"

#include "api_chat_text.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/net/sse.h"

enum { ENVELOPE_CEILING_BYTES = 1024 * 1024, TRACED_EVENT_BYTES = 2000 };

/* What the answer's first byte says it is. */
enum answer_kind { ANSWER_UNKNOWN, ANSWER_STREAM, ANSWER_ENVELOPE };

struct chat {
    const struct api_chat_listener *listener;
    struct api_chat_limits limits;
    struct api_chat_result *reply;
    struct sse_parser parser;
    struct chat_text text;
    struct buf fresh;
    struct buf envelope;
    enum answer_kind answer;
    char *question_id;                         /* of the call that asked last; NULL: none did */
    int64_t started_ms, active_ms, noticed_ms; /* rule time */
    bool quiet_too_long, too_long;
};

void api_chat_result_release(struct api_chat_result *reply)
{
    for (size_t i = 0; i < reply->turn_count; i++)
        free(reply->turns[i]);
    free(reply->turns);
    free(reply->failure_text);
    free(reply->failure_code);
    api_question_release(&reply->question);
    *reply = (struct api_chat_result){0};
}

static void tell(const struct chat *chat, const struct api_event *event)
{
    if (chat->listener->on_event != NULL)
        chat->listener->on_event(chat->listener->context, event);
}

static void tell_kind(const struct chat *chat, enum api_event_kind kind, const char *text)
{
    tell(chat, &(struct api_event){.kind = kind, .text = text, .name = "", .code = ""});
}

static void tell_ended_turns(const struct chat *chat, size_t ended)
{
    for (size_t i = chat->text.count - ended; i < chat->text.count; i++)
        tell_kind(chat, API_EVENT_TURN_TEXT, chat->text.turns[i]);
}

static void note_failure(struct chat *chat, const struct api_event *event)
{
    struct api_chat_result *reply = chat->reply;
    if (reply->failed)
        return;
    char words[512];
    api_first_words(words, event->text, strlen(event->text));
    reply->failed = true;
    reply->failure_text = xstrdup(words);
    reply->failure_code = xstrdup(event->code);
}

/* A call that comes twice, as a piece and whole, asks once; one that comes after another call has been answered within
 * the turn does not ask any more. */
static void note_question(struct chat *chat, const struct api_event *event)
{
    struct api_question *question = &chat->reply->question;
    bool is_repeat = *event->name != '\0' && text_equal(event->name, chat->question_id);
    if (is_repeat)
        api_question_release(question);
    free(chat->question_id);
    chat->question_id = xstrdup(event->name);
    api_question_read(question, event->arguments);
}

/* One typed event: text goes through the shown-once rule, the rest to the listener as it is. */
static void on_api_event(void *context, const struct api_event *event)
{
    struct chat *chat = context;
    chat->reply->events++;
    if (event->kind != API_EVENT_KEEPALIVE)
        chat->active_ms = chat->noticed_ms = clock_now_ms();
    if (event->kind == API_EVENT_FAILURE)
        note_failure(chat, event);
    if (event->kind == API_EVENT_QUESTION)
        note_question(chat, event);
    buf_clear(&chat->fresh);
    /* What ends before this event's words is told before them. */
    tell_ended_turns(chat, chat_text_break(&chat->text, event));
    size_t ended = chat_text_add(&chat->text, event, &chat->fresh);
    if (event->kind == API_EVENT_TEXT) {
        if (chat->fresh.length > 0)
            tell(chat, &(struct api_event){.kind = API_EVENT_TEXT,
                                           .text = chat->fresh.bytes,
                                           .name = "",
                                           .code = "",
                                           .partial = event->partial});
        tell_ended_turns(chat, ended);
    } else {
        tell_ended_turns(chat, ended);
        tell(chat, event);
    }
}

static bool is_whole_json(const char *data, size_t length)
{
    struct json *root = json_parse(data, length, NULL);
    json_free(root);
    return root != NULL;
}

static bool on_sse_event(void *context, const struct sse_event *event)
{
    struct chat *chat = context;
    if (trace_on(TRACE_SSE))
        trace(TRACE_SSE, "%s%.*s", event->comment ? ":" : "",
              (int)(event->data_length < TRACED_EVENT_BYTES ? event->data_length : TRACED_EVENT_BYTES), event->data);
    if (event->comment || (event->unterminated && !is_whole_json(event->data, event->data_length)))
        tell_kind(chat, API_EVENT_KEEPALIVE, "");
    else
        api_event_read(event->data, event->data_length, on_api_event, chat);
    return true;
}

/* A stream cannot begin with a bracket: such a line would be an unknown field. An envelope or a web page does. */
static void recognise(struct chat *chat, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && chat->answer == ANSWER_UNKNOWN; i++) {
        if (strchr(" \t\r\n\xef\xbb\xbf", bytes[i]) != NULL && bytes[i] != '\0')
            continue;
        chat->answer = bytes[i] == '{' || bytes[i] == '[' || bytes[i] == '<' ? ANSWER_ENVELOPE : ANSWER_STREAM;
    }
}

static bool on_bytes(void *context, const struct http_response *response, const char *bytes, size_t length)
{
    struct chat *chat = context;
    (void)response;
    if (chat->answer == ANSWER_UNKNOWN)
        recognise(chat, bytes, length);
    if (chat->answer == ANSWER_ENVELOPE)
        return buf_append(&chat->envelope, bytes, length);
    return sse_feed(&chat->parser, bytes, length);
}

static bool on_send(void *context)
{
    const struct api_chat_listener *listener = ((struct chat *)context)->listener;
    return listener->on_send == NULL || listener->on_send(listener->context);
}

static bool on_tick(void *context)
{
    struct chat *chat = context;
    int64_t now = clock_now_ms();
    if (chat->listener->on_tick != NULL && !chat->listener->on_tick(chat->listener->context))
        return false;
    chat->too_long = now - chat->started_ms >= chat->limits.total_ms;
    chat->quiet_too_long = now - chat->active_ms >= chat->limits.quiet_ms;
    if (chat->too_long || chat->quiet_too_long)
        return false;
    if (now - chat->noticed_ms >= chat->limits.notice_ms) {
        chat->noticed_ms = now;
        tell_kind(chat, API_EVENT_STILL_WORKING, "");
    }
    return true;
}

/* The service told of a failure inside the stream. */
static enum bgm_status fail_in_stream(const struct api_call *call, const struct api_chat_result *reply,
                                      struct bgm_error *err)
{
    struct api_outcome *last = &call->client->last;
    int64_t code = 0;
    if (text_is_choice(reply->failure_code, "401|UNAUTHENTICATED"))
        code = API_CODE_TOKEN;
    if (code != 0 || text_to_int(reply->failure_code, 1000, 9999, &code)) {
        last->service_code = (int)code;
        return api_fail(err, &call->facts, call->response.status, (int)code, reply->failure_text, NULL);
    }
    last->rate_limited = api_event_code_is_rate_limit(reply->failure_code);
    if (last->rate_limited)
        return api_fail(err, &call->facts, call->response.status, 429, reply->failure_text, NULL);
    /* Our own engine understood nothing of the message, and did nothing. */
    if (text_equal(reply->failure_code, bgm_status_name(BGM_NOT_UNDERSTOOD)))
        return bgm_fail(err, BGM_NOT_UNDERSTOOD, "%s", reply->failure_text);
    bgm_fail(err, BGM_SERVICE, "chat: the service reports a failure: %s%s%s%s",
             *reply->failure_text != '\0' ? reply->failure_text : "without a reason",
             *reply->failure_code != '\0' ? " (" : "", reply->failure_code, *reply->failure_code != '\0' ? ")" : "");
    if (err != NULL)
        err->http_status = call->response.status;
    return BGM_SERVICE;
}

/* Has the agent begun to work, or may it have? An event of the turn says yes whatever comes after it; only a clear
 * refusal in place of a stream says no. */
static bool work_may_have_begun(const struct api_call *call, const struct chat *chat)
{
    const struct api_outcome *last = &call->client->last;
    if (!last->anything_sent)
        return false;
    if (chat->reply->events > 0)
        return true;
    /* An envelope in place of a stream, whatever type it is given. */
    if (chat->answer == ANSWER_ENVELOPE && last->service_code != 0)
        return false;
    return !(last->http_status >= 400 && last->http_status < 500 && last->http_status != 408);
}

/* The transport is done: the rest of the stream, and what it all means. */
static enum bgm_status conclude(struct api_call *call, struct chat *chat, enum bgm_status status, struct bgm_error *err)
{
    struct api_envelope envelope = {0};
    struct api_chat_result *reply = chat->reply;
    enum sse_error broken = chat->parser.error;
    if (chat->answer == ANSWER_STREAM)
        sse_finish(&chat->parser);
    tell_ended_turns(chat, chat_text_end(&chat->text));
    if (status == BGM_OK && call->response.verdict != HTTP_DONE) {
        status = api_call_read(call, false, &envelope, err);
    } else if (status == BGM_OK && chat->answer == ANSWER_ENVELOPE) {
        status = api_envelope_read(&envelope, &call->facts, call->response.status, chat->envelope.bytes,
                                   chat->envelope.length, false, err);
        api_call_note(call, &envelope);
        if (status == BGM_OK)
            status = bgm_fail(err, BGM_SERVICE, "chat: the service sent no stream of events");
    } else if (status == BGM_OK) {
        reply->ended = true;
    } else if (broken == SSE_EVENT_TOO_LARGE) {
        status = bgm_fail(err, BGM_SERVICE, "chat: the service sent one event of more than %d MB",
                          SSE_EVENT_CEILING_BYTES / (1024 * 1024));
    } else if (chat->quiet_too_long) {
        status = bgm_fail(err, BGM_TIMED_OUT, "chat: the service has said nothing for %lld minutes",
                          (long long)(chat->limits.quiet_ms / 60000));
    } else if (chat->too_long) {
        status = bgm_fail(err, BGM_TIMED_OUT, "chat: the service did not finish in %lld minutes",
                          (long long)(chat->limits.total_ms / 60000));
    }
    call->client->last.work_began = work_may_have_begun(call, chat);
    if (reply->failed && status != BGM_INTERRUPTED)
        status = fail_in_stream(call, reply, err);
    api_envelope_release(&envelope);
    return status;
}

static int64_t limit_or(int64_t limit_ms, int64_t usual_ms)
{
    return limit_ms > 0 ? limit_ms : usual_ms;
}

static void chat_init(struct chat *chat, const struct api_chat_listener *listener, const struct api_chat_limits *limits,
                      struct api_chat_result *reply)
{
    static const struct api_chat_listener nobody;
    static const struct api_chat_limits usual;
    if (limits == NULL)
        limits = &usual;
    *chat = (struct chat){
        .listener = listener != NULL ? listener : &nobody,
        .limits = {limit_or(limits->notice_ms, API_CHAT_NOTICE_MS), limit_or(limits->quiet_ms, API_CHAT_QUIET_MS),
                   limit_or(limits->total_ms, API_CHAT_TOTAL_MS)},
        .reply = reply,
    };
    sse_init(&chat->parser, on_sse_event, chat);
    chat_text_init(&chat->text);
    buf_init(&chat->fresh, 2 * CHAT_TEXT_CEILING_BYTES);
    buf_init(&chat->envelope, ENVELOPE_CEILING_BYTES);
    chat->started_ms = chat->active_ms = chat->noticed_ms = clock_now_ms();
}

static void append_message(struct buf *body, const char *session_id, const char *message)
{
    struct json *json = json_new_object();
    struct json *new_message = json_new_object();
    struct json *parts = json_new_array();
    struct json *part = json_new_object();
    json_set_text(json, "app_name", "nemo_agent");
    json_set_text(json, "user_id", "me");
    json_set_text(json, "session_id", session_id);
    json_set_text(part, "text", message);
    json_append(parts, part);
    json_set(new_message, "parts", parts);
    json_set(json, "new_message", new_message);
    json_print(json, body);
    json_free(json);
}

enum bgm_status api_chat(struct api_client *client, const char *session_id, const char *message,
                         const struct api_chat_listener *listener, const struct api_chat_limits *limits,
                         struct api_chat_result *reply, struct bgm_error *err)
{
    struct api_call call;
    struct chat chat;
    struct buf body;
    *reply = (struct api_chat_result){0};
    enum bgm_status status = api_check_id(session_id, "session", err);
    if (status != BGM_OK)
        return status;
    chat_init(&chat, listener, limits, reply);
    buf_init(&body, API_REQUEST_CEILING_BYTES);
    append_message(&body, session_id, message);
    api_call_begin(&call, client, "chat", "POST", "/run_sse");
    api_call_header(&call, "Content-Type: application/json");
    api_call_header(&call, "Accept: text/event-stream");
    call.facts.on_session = true;
    call.request.body = body.bytes;
    call.request.body_length = body.length;
    call.request.send_once = true;
    call.request.idle_timeout_ms = -1;
    call.request.on_bytes = on_bytes;
    call.request.on_tick = on_tick;
    call.request.on_send = on_send;
    call.request.context = &chat;
    status = api_call_send(&call, err);
    status = conclude(&call, &chat, status, err);

    reply->turns = chat.text.turns;
    reply->turn_count = chat.text.count;
    chat.text.turns = NULL;
    chat.text.count = 0;
    chat_text_release(&chat.text);
    free(chat.question_id);
    sse_release(&chat.parser);
    buf_release(&chat.fresh);
    buf_release(&chat.envelope);
    buf_release(&body);
    api_call_end(&call);
    return status;
}
