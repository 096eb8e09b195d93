/* The token: from NEMO_TOKEN, from the store, or a new anonymous one. */
#ifndef BGMUSIC_APP_ENSURE_READY_H
#define BGMUSIC_APP_ENSURE_READY_H

#include "bgmusic/base/error.h"

struct app;

/* Sees that app->api has a token. NEMO_TOKEN counts for the cloud alone. A stored anonymous token that has less than
 * five minutes left is replaced before it is refused. Parallel first runs ask once between them. */
enum bgm_status ensure_token(struct app *app, struct bgm_error *err);

/* The service refused the token: a new anonymous one with the same client id. A token that somebody gave (NEMO_TOKEN,
 * `auth login`) is never replaced: `err`, which holds the refusal, gets the hint, and BGM_AUTH comes back. */
enum bgm_status renew_token(struct app *app, struct bgm_error *err);

#endif
