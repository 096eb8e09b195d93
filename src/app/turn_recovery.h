/* After a stream that was cut or timed out: is the edit there? The message is never sent again. */
#ifndef BGMUSIC_APP_TURN_RECOVERY_H
#define BGMUSIC_APP_TURN_RECOVERY_H

#include "bgmusic/base/error.h"
#include "bgmusic/json/json_span.h"

struct app;

enum {
    TURN_FIRST_LOOK_MS = 30000, /* before the first look at the state */
    TURN_NEXT_LOOK_MS = 60000,  /* between looks */
    TURN_MOST_LOOKS = 5,        /* unchanged reads that end the search */
};

/* Waits, reads the state, and again, until its draft differs from `before` (byte for byte): BGM_OK. Five unchanged
 * reads: BGM_NETWORK, naming the session. */
enum bgm_status turn_wait_for_change(struct app *app, const char *session_id, struct json_span before,
                                     struct bgm_error *err);

#endif
