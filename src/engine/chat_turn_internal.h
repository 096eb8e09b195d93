/* One turn of the conversation: reads the message, looks at the picture, composes, stores the timeline, and tells what
 * it does in a stream of events as it goes. Runs in a thread of its own; the stream's reader may leave, the edit is
 * finished all the same. */
#ifndef BGMUSIC_SRC_ENGINE_CHAT_TURN_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_CHAT_TURN_INTERNAL_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct engine;
struct event_writer;
struct session_row;

/* Starts the thread. It gets the writer's reference; the caller keeps the reader's. BGM_INTERRUPTED: the engine stops. */
enum bgm_status chat_turn_start(struct engine *engine, int64_t user,
                                const struct session_row *session, const char *message,
                                struct event_writer *events, struct bgm_error *err);

#endif
