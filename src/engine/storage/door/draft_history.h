/* The versions of a session's timeline: one for each message that changed it, each with the version that it was made
 * from, so that undo and redo, "the first one" and "the one before" find their way.
 *
 * A version whose `said` is "" was made by no message: the bare video, or what an upload left. The last
 * DRAFT_HISTORY_MOST are kept. */
#ifndef BGMUSIC_ENGINE_STORAGE_DRAFT_HISTORY_H
#define BGMUSIC_ENGINE_STORAGE_DRAFT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;

enum { DRAFT_HISTORY_MOST = 50 };

struct draft_version {
    int64_t number, parent; /* parent 0: none, or no longer kept */
    char *draft;
    char *said;  /* the message */
    char *edits; /* what it meant (edit_list_print()) */
    bool is_current;
};

/* All, oldest first; the caller's (draft_versions_free()). */
enum bgm_status draft_history_list(struct database *database, const char *session, struct draft_version **versions,
                                   size_t *count, struct bgm_error *err);
void draft_versions_free(struct draft_version *versions, size_t count);

/* A new version, which is the current one then. These two belong into the transaction that stores the timeline. */
enum bgm_status draft_history_add(struct database *database, const char *session, const struct draft_version *version,
                                  int64_t *number, struct bgm_error *err);
/* Makes an earlier one the current one. */
enum bgm_status draft_history_select(struct database *database, const char *session, int64_t number,
                                     struct bgm_error *err);

#endif
