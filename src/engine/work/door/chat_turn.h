/* One turn of the conversation: reads the message, looks at the picture, composes, stores the timeline, and tells what
 * it does in a stream of events as it goes. Runs in a thread of its own; the stream's reader may leave, the edit is
 * finished all the same.
 *
 *     struct chat_turns *turns = chat_turns_new(&room);
 *     status = chat_turn_start(turns, user, &session, "add calm lo-fi", events, err);
 *     ... the stop flag is set ...
 *     chat_turns_wait(turns);   for those that still run
 *     chat_turns_free(turns); */
#ifndef BGMUSIC_ENGINE_WORK_CHAT_TURN_H
#define BGMUSIC_ENGINE_WORK_CHAT_TURN_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct chat_turns;
struct event_writer;
struct instruments;
struct session_row;
struct stop_flag;
struct upload_reader;

/* What a turn works with; borrowed. */
struct chat_room {
    const struct upload_reader *reader;
    struct instruments *instruments; /* are prepared while the picture is read */
    const char *soundfont;           /* NULL: searched */
    struct stop_flag *stopping;
    int most_at_work; /* turns at one time: each may run an ffmpeg; others wait */
    int most_waiting; /* past so many that wait, a new one is refused */
};

struct chat_turns *chat_turns_new(const struct chat_room *room);
/* Waits until no turn runs any more; with the stop flag set none begins. NULL is legal, here and there. */
void chat_turns_wait(struct chat_turns *turns);
void chat_turns_free(struct chat_turns *turns);

/* Starts the thread. It gets the writer's reference; the caller keeps the reader's. A thread that cannot be made is
 * told in the stream, as a failure of the turn: after an error status a client would look for minutes whether the edit
 * came. BGM_INTERRUPTED: the engine stops. BGM_RATE_LIMITED: too many wait. */
enum bgm_status chat_turn_start(struct chat_turns *turns, int64_t user, const struct session_row *session,
                                const char *message, struct event_writer *events, struct bgm_error *err);

#endif
