/* Changing a session's timeline while others may do the same: load, change, store; again when somebody was faster. */
#ifndef BGMUSIC_ENGINE_TIMELINE_SESSION_EDIT_H
#define BGMUSIC_ENGINE_TIMELINE_SESSION_EDIT_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;
struct timeline;

enum { SESSION_EDIT_ATTEMPTS = 5 };

/* `change` may be called several times, each time with a fresh timeline; a failure of it ends all. */
enum bgm_status session_edit(struct database *database, int64_t user, const char *session,
                             enum bgm_status (*change)(void *context, struct timeline *timeline, struct bgm_error *err),
                             void *context, struct bgm_error *err);

#endif
