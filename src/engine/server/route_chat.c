/* The message of a chat turn, checked; the turn itself is chat_turn.c's. */
#include "routes.h"

#include <string.h>

#include "bgmusic/base/text.h"
#include "agent.h"
#include "event_writer.h"
#include "bgmusic/json/json_read.h"
#include "chat_turn.h"

/* A turn takes some seconds; of several that wait one will be through. */
enum { BUSY_RETRY_S = 5 };

/* The texts of the message's parts, one a line. */
static bool message_read(const struct json *body, struct buf *message)
{
    const struct json *part = json_first(json_path(body, "new_message", "parts", NULL));
    for (; part != NULL; part = json_next(part)) {
        const char *text = json_text(part, "text");
        if (text == NULL)
            continue;
        if ((message->length > 0 && !buf_append_char(message, '\n')) || !buf_append_text(message, text))
            return false;
    }
    return true;
}

void route_chat(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct reply *reply = &exchange->request->reply;
    struct buf message;
    buf_init(&message, AGENT_MOST_MESSAGE_BYTES);
    if (!exchange_load_session(exchange, "session_id"))
        goto out;
    if (!message_read(exchange->json, &message)) {
        reply_failure(reply, 413, 413, "a message of more than %d bytes is not read; say it shorter",
                      AGENT_MOST_MESSAGE_BYTES);
        goto out;
    }
    if (text_is_blank(message.bytes)) {
        reply_failure(reply, 400, 400, "\"new_message\" holds no text");
        goto out;
    }
    struct event_writer *events = event_writer_new();
    if (chat_turn_start(exchange->service->turns, exchange->user, &exchange->session, message.bytes, events, &err) !=
        BGM_OK) {
        event_writer_release(events);
        event_writer_release(events);
        if (err.status == BGM_RATE_LIMITED)
            reply_add_header(reply, "Retry-After", "%d", BUSY_RETRY_S);
        exchange_fail(exchange, &err);
        goto out;
    }
    reply->http_status = 200;
    reply->events = events;
out:
    buf_release(&message);
}
