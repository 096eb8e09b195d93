/* The token: from NEMO_TOKEN, from the store, or a new anonymous one. */
#ifndef BGMUSIC_APP_ENSURE_READY_H
#define BGMUSIC_APP_ENSURE_READY_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct app;

/* Sees that app->api has a token, and that app->renew_token can replace one that the service refuses: a new anonymous
 * one with the same client id; a token that somebody gave (NEMO_TOKEN, `auth login`) is never replaced. NEMO_TOKEN
 * counts for the cloud alone. A stored anonymous token that has less than five minutes left is replaced before it is
 * refused. Parallel first runs ask once between them. `is_probe`: only a look whether the service can be reached. */
enum bgm_status ensure_token(struct app *app, bool is_probe, struct bgm_error *err);

#endif
