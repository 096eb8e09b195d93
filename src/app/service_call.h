/* A call of the service with the rules of trying again: one place for re-authentication, pauses and repeats.
 *
 *     static enum bgm_status read_it(struct app *app, void *context, struct bgm_error *err)
 *     { return api_state_read(&app->api, session_id, context, err); }
 *     status = service_call(app, RETRY_READ, read_it, &state, err);
 *
 * `call` is made once; refused for its token, a new one is asked for and the call is made once more; after that
 * net/retry_policy.h decides. The call must leave its result empty when it fails. */
#ifndef BGMUSIC_APP_SERVICE_CALL_H
#define BGMUSIC_APP_SERVICE_CALL_H

#include "bgmusic/base/error.h"
#include "bgmusic/net/retry_policy.h"

struct app;

typedef enum bgm_status service_call_fn(struct app *app, void *context, struct bgm_error *err);

enum bgm_status service_call(struct app *app, enum retry_call kind, service_call_fn *call, void *context,
                             struct bgm_error *err);

#endif
