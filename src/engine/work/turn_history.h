/* The versions of a session's timeline, as a turn walks through them.
 *
 *     turn_history_load(&history, database, session, draft, err);
 *     found = turn_history_step(&history, &step, draft, &timeline, ...);   which timeline comes back
 *     ... in the transaction that stores the timeline:
 *     turn_history_store(&history, ...);
 *     turn_history_release(&history);
 */
#ifndef BGMUSIC_ENGINE_WORK_TURN_HISTORY_H
#define BGMUSIC_ENGINE_WORK_TURN_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "agent.h"
#include "bgmusic/base/error.h"
#include "draft_history.h"
#include "timeline.h"

struct buf;
struct database;

struct turn_history {
    struct database *database;
    const char *session;
    struct draft_version *versions;
    size_t count;
    int64_t current; /* number of the version that is the session's; 0: none */
    bool strayed;    /* the session's timeline is another than that version: something was uploaded since */
    int64_t selects; /* set by a step: the version to go to, without a new one */
    int passed;      /* set by undo and redo: the changes that were gone through */
};

#define TURN_HISTORY_INIT \
    {                     \
        .versions = NULL  \
    }

/* `draft` is the session's timeline as it is printed now. */
enum bgm_status turn_history_load(struct turn_history *history, struct database *database, const char *session,
                                  const char *draft, struct bgm_error *err);
void turn_history_release(struct turn_history *history); /* legal twice */

/* Can a change that was taken back be done again? */
bool turn_history_undone(const struct turn_history *history);
/* What the current version's message asked for. */
void turn_history_last(const struct turn_history *history, struct edit_list *edits);
/* Message and outcome of the current version, "" when there is none. */
const char *turn_history_said(const struct turn_history *history);
/* The versions that messages made, one a line: "2 make it jazz". */
void turn_history_list(const struct turn_history *history, struct buf *out);

/* The timeline that a step leads to, into `timeline`, which holds the present one; false: there is none such. */
bool turn_history_step(struct turn_history *history, const struct agent_step *step, struct timeline *timeline);
/* How many changes an undo or a redo that led somewhere went through: "The last 2 changes were undone." */
void turn_history_tell(const struct turn_history *history, const struct agent_step *step, bool chinese,
                       struct buf *out);

/* After a change from `earlier` to `draft`, by the message `said` that meant `edits`. Belongs into the transaction that
 * stores the timeline. */
enum bgm_status turn_history_store(struct turn_history *history, const char *earlier, const char *draft,
                                   const char *said, const struct edit_list *edits, struct bgm_error *err);

#endif
