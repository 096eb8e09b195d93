/* A message to the agent, and the stream that answers it.
 *
 *     struct api_chat_listener listener = {.context = me, .on_event = on_event};
 *     struct api_chat_result reply;
 *     status = api_chat(&client, session_id, "add calm lo-fi music", &listener, NULL, &reply, &err);
 *     ... reply.turns[0 .. reply.turn_count - 1] ...     also after a failure: what came until then
 *     api_chat_result_release(&reply);
 *
 * A message is sent once, on a fresh connection, never repeated here. What is left to the caller: a cut or timed-out
 * stream (BGM_NETWORK, BGM_TIMED_OUT with client.last.anything_sent) is followed by looking at the state; a
 * refusal before any work (401, 429, codes 1001, 1010, 1011; client.last.work_began false) may be repeated once. */
#ifndef BGMUSIC_API_API_CHAT_H
#define BGMUSIC_API_API_CHAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/api/api.h"
#include "bgmusic/api/api_events.h"
#include "bgmusic/api/api_question.h"

enum {
    API_CHAT_NOTICE_MS = 2 * 60 * 1000, /* keep-alives alone for so long: API_EVENT_STILL_WORKING, and again */
    API_CHAT_QUIET_MS = 10 * 60 * 1000, /* keep-alives (or nothing) alone for so long is a time-out */
    API_CHAT_TOTAL_MS = 15 * 60 * 1000, /* so long in all is a time-out */
};

struct api_chat_limits { /* rule time; 0: the value above */
    int64_t notice_ms, quiet_ms, total_ms;
};

/* All optional. Called on the caller's thread while api_chat() runs. */
struct api_chat_listener {
    void *context;
    /* TEXT events here are what is new to show (each word once); TURN_TEXT follows when a model turn has ended. Not
     * yet made safe for a terminal, GUI talk not yet translated. */
    void (*on_event)(void *context, const struct api_event *event);
    /* Once for each time that the message is sent: nothing of it has gone out yet, the next byte costs. False ends the
     * call. */
    bool (*on_send)(void *context);
    /* About ten times a second; false ends the call with BGM_TIMED_OUT (the command's own --timeout). */
    bool (*on_tick)(void *context);
};

struct api_chat_result {
    char **turns; /* whole texts of the model turns, in order, none blank */
    size_t turn_count;
    size_t events;                /* of all kinds */
    bool ended;                   /* the stream came to its end */
    bool failed;                  /* the stream told of a failure: the text and code below */
    struct api_question question; /* what the turn ended with; count 0: nothing is asked */
    char *failure_text;
    char *failure_code; /* "" when there was none */
};

/* BGM_OK: the stream came to its end and told of no failure (there may be no text at all). A failure in the stream is
 * BGM_SERVICE, or BGM_RATE_LIMITED for code 429; `reply.ended` is then true all the same. */
enum bgm_status api_chat(struct api_client *client, const char *session_id, const char *message,
                         const struct api_chat_listener *listener, const struct api_chat_limits *limits,
                         struct api_chat_result *reply, struct bgm_error *err);
void api_chat_result_release(struct api_chat_result *reply);

#endif
