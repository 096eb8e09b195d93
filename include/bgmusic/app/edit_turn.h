/* A turn of the conversation: a message, what the service says, and what became of the timeline.
 *
 * The message is sent once, ever. A stream that is cut or times out is followed by looking at the state
 * (turn_recovery.h), never by sending again; so is one that tells of a failure after work began, and what was done
 * until then stays. A turn that ends without a word is explained by comparing the timeline before and after. One that
 * ends with a question was carried out as far as it goes: the answer is the message of the next turn. */
#ifndef BGMUSIC_APP_EDIT_TURN_H
#define BGMUSIC_APP_EDIT_TURN_H

#include <stdbool.h>

#include "bgmusic/api/api_question.h"
#include "bgmusic/api/api_state.h"
#include "bgmusic/base/error.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/store/session_store.h"

struct app;

struct turn {
    char *reply;   /* what the service said, GUI talk translated; "" when it said nothing */
    char *changes; /* what changed, in words; "" when nothing did */
    struct draft before, after;
    struct api_state state;       /* the state after the turn; its draft span is what a render is given */
    char *before_mark;            /* of the timeline before (live_render_mark()); NULL: nothing was sent */
    bool is_changed;              /* the timeline, by any byte */
    bool was_refused;             /* the message was not taken: sending it again repeats nothing */
    bool has_failed;              /* the service told of a failure after work began */
    bool has_ended;               /* nothing more will come of the message; `changes` and `state` tell what did */
    struct api_question question; /* what the agent wants to know before it goes on; count 0: nothing */
};

void turn_init(struct turn *turn);
void turn_release(struct turn *turn); /* legal twice */
/* For the next message right behind: the timeline that was read last is the one before it, and is not asked for again.
 */
void turn_go_on(struct turn *turn);

/* Checks a message before anything is sent: not empty, UTF-8, at most 16 KiB (TURN_MOST_BYTES). */
enum { TURN_MOST_BYTES = 16 * 1024 };
enum bgm_status turn_check_message(const char *message, struct bgm_error *err);

/* Called when the connection stands and the next byte costs: the job is noted there. Anything but BGM_OK ends the turn
 * with nothing sent. Called once more when the message was refused before any work and goes out again. */
typedef enum bgm_status turn_before_fn(void *context, const struct turn *turn, struct bgm_error *err);

/* The line for a shell that answers a question, by its first choices; the caller's. */
char *turn_answer_line(const char *session_id, const struct api_question *question);

/* `before_sending` may be NULL. The session's record keeps the timeline that the turn left. BGM_OK: the turn ended
 * (look at `question`). On failure `turn` holds the reply so far, and what is known of the timeline. */
enum bgm_status turn_run(struct app *app, struct session_record *session, const char *message,
                         turn_before_fn *before_sending, void *context, struct turn *turn, struct bgm_error *err);

#endif
