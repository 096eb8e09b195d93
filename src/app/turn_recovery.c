/* After a cut stream: looking for the edit in the state. */
#include "turn_recovery.h"

#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/edit_turn.h"

enum bgm_status turn_wait_for_change(struct app *app, const char *session_id, struct json_span before,
                                     struct bgm_error *err)
{
    for (int look = 0; look < TURN_MOST_LOOKS; look++) {
        enum bgm_status status = app_wait(app, look == 0 ? TURN_FIRST_LOOK_MS : TURN_NEXT_LOOK_MS, err);
        if (status != BGM_OK)
            return status;
        struct api_state state = {0};
        status = turn_read_state(app, session_id, &state, NULL, err);
        bool changed = status == BGM_OK && (state.draft.length != before.length ||
                                            memcmp(state.draft.bytes, before.bytes, before.length) != 0);
        api_state_release(&state);
        if (status != BGM_OK || changed)
            return status;
    }
    bgm_fail(err, BGM_NETWORK,
             "the connection was lost after the message was sent, and session %s shows no change after "
             "%d looks",
             session_id, TURN_MOST_LOOKS);
    bgm_hint(err, "look again later: bgmusic state --session %s", session_id);
    return BGM_NETWORK;
}
