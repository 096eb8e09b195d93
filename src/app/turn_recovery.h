/* After a stream that was cut or timed out: is the edit there? The message is never sent again. */
#ifndef BGMUSIC_APP_TURN_RECOVERY_H
#define BGMUSIC_APP_TURN_RECOVERY_H

#include "bgmusic/api/api_state.h"
#include "bgmusic/base/error.h"

struct app;

/* Waits, reads the state, and again (recovery_policy.h), until its draft is another than the one of the mark `before`
 * (live_render_mark(); NULL: not known, then until there is music in it): BGM_OK, and `state` is what was seen. Five
 * unchanged reads: BGM_NETWORK, naming the session. Each pause is told. */
enum bgm_status turn_wait_for_change(struct app *app, const char *session_id, const char *before,
                                     struct api_state *state, struct bgm_error *err);

/* Is there music in the draft of a state? */
bool turn_state_has_music(const struct api_state *state);

#endif
