/* Changing a session's timeline while others may do the same: load, change, store; again when somebody was faster. */
#ifndef BGMUSIC_ENGINE_TIMELINE_SESSION_EDIT_H
#define BGMUSIC_ENGINE_TIMELINE_SESSION_EDIT_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;
struct timeline;

enum { SESSION_EDIT_ATTEMPTS = 5 };

struct session_edit {
    /* Changes the timeline; may be called several times, each time with a fresh one. A failure ends all. */
    enum bgm_status (*change)(void *context, struct timeline *timeline, struct bgm_error *err);
    /* What else must be in the database when the timeline is, and not without it; NULL: nothing. Runs in the
     * transaction that stores the timeline, so it must not wait for anything. */
    enum bgm_status (*store)(void *context, struct bgm_error *err);
    void *context;
};

/* All of it is stored or nothing. A timeline that its reader would refuse (timeline_parse()) is not stored: the session
 * could not be opened any more. */
enum bgm_status session_edit(struct database *database, int64_t user, const char *session,
                             const struct session_edit *edit, struct bgm_error *err);

#endif
