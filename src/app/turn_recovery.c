/* After a cut stream: looking for the edit in the state. */
#include "turn_recovery.h"

#include <stdlib.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/draft/draft.h"
#include "recovery_policy.h"

bool turn_state_has_music(const struct api_state *state)
{
    struct draft draft;
    draft_init(&draft);
    bool has_music =
        draft_parse(state->draft.bytes, state->draft.length, &draft, NULL) == BGM_OK && draft_music(&draft) != NULL;
    draft_release(&draft);
    return has_music;
}

/* One look after a pause. */
static enum bgm_status look_at_timeline(struct app *app, const char *session_id, int number, struct api_state *state,
                                        struct bgm_error *err)
{
    int64_t pause_ms = number == 1 ? RECOVERY_FIRST_LOOK_MS : RECOVERY_NEXT_LOOK_MS;
    app_notice(app, "looking at session %s in %lld s (%d of %d)", session_id, (long long)(pause_ms / 1000), number,
               RECOVERY_MOST_LOOKS);
    enum bgm_status status = app_wait(app, pause_ms, err);
    return status == BGM_OK ? session_read_state(app, session_id, state, NULL, err) : status;
}

enum bgm_status turn_wait_for_change(struct app *app, const char *session_id, const char *before,
                                     struct api_state *state, struct bgm_error *err)
{
    for (int looks = 1;; looks++) {
        api_state_release(state);
        enum bgm_status status = look_at_timeline(app, session_id, looks, state, err);
        if (status != BGM_OK)
            return status;
        char *now = live_render_mark(state->draft);
        enum recovery_step step = recovery_decide(&(struct recovery_facts){
            .step = JOB_SENDING,
            .before = before,
            .now = now,
            .has_music = before == NULL && turn_state_has_music(state),
            .looks = looks,
        });
        free(now);
        if (step == RECOVERY_GO_ON)
            return BGM_OK;
        if (step != RECOVERY_WAIT)
            break;
    }
    api_state_release(state);
    bgm_fail(err, BGM_NETWORK,
             "the connection was lost after the message was sent, and session %s shows no change after %d looks",
             session_id, RECOVERY_MOST_LOOKS);
    bgm_hint(err, "look again later: bgmusic state --session %s", session_id);
    return BGM_NETWORK;
}
