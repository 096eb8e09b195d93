/* One turn, without its thread: chat_turns.c makes one, runs it when its time has come, and lets it tell its end.
 *
 *     struct chat_turn *turn = chat_turn_new(room, user, session, "add calm lo-fi", events);
 *     status = chat_turn_work(turn, &err);
 *     chat_turn_close(turn, status, &err);
 *     chat_turn_free(turn); */
#ifndef BGMUSIC_ENGINE_WORK_CHAT_TURN_WORK_H
#define BGMUSIC_ENGINE_WORK_CHAT_TURN_WORK_H

#include "chat_turn.h"

struct chat_turn;

/* Takes the writer's reference; `room` is borrowed for the turn's life. */
struct chat_turn *chat_turn_new(const struct chat_room *room, int64_t user, const struct session_row *session,
                                const char *message, struct event_writer *events);
/* Reads the message, does what it says, tells it in the stream. */
enum bgm_status chat_turn_work(struct chat_turn *turn, struct bgm_error *err);
/* Tells how the turn ended, if not well, and gives the writer's reference back. */
void chat_turn_close(struct chat_turn *turn, enum bgm_status status, const struct bgm_error *err);
void chat_turn_free(struct chat_turn *turn);

#endif
