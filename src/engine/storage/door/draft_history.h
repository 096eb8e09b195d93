/* What a session's timeline was before each turn, so that "undo" can bring it back.
 *
 * Kept for the last DRAFT_HISTORY_MOST turns. An upload ends what can be undone: the older timelines do not know of it.
 */
#ifndef BGMUSIC_ENGINE_STORAGE_DRAFT_HISTORY_H
#define BGMUSIC_ENGINE_STORAGE_DRAFT_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;

enum { DRAFT_HISTORY_MOST = 50 };

enum bgm_status draft_history_add(struct database *database, const char *session, const char *draft,
                                  struct bgm_error *err);
/* The latest one and its number; `*draft` (the caller's) is NULL when there is none. It stays until it is removed, which
 * belongs into the transaction that brings the timeline back: an undo that fails can be tried again. */
enum bgm_status draft_history_latest(struct database *database, const char *session, int64_t *number, char **draft,
                                     struct bgm_error *err);
enum bgm_status draft_history_remove(struct database *database, int64_t number, struct bgm_error *err);
enum bgm_status draft_history_clear(struct database *database, const char *session, struct bgm_error *err);

/* Is the whole message nothing but the wish to undo? "Undo the last change.", "undo that, please", "撤销". Pure. */
bool message_is_undo(const char *message);

#endif
