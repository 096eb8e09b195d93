/* A call of the service with the rules of trying again: the one loop for calls, polls and downloads.
 *
 *     struct service_call call;
 *     service_call_begin(&call, app, RETRY_READ);
 *     while (service_call_next(&call))
 *         call.status = api_state_read(&app->api, session_id, &state, &call.problem);
 *     return service_call_end(&call, err);
 *
 * The body of the loop makes the call once and leaves its status in `status` and its words in `problem`. Refused for
 * its token, a new one is asked for, once, and the call is made again; after that net/retry_policy.h decides, and the
 * pause is told and waited for. What work may have begun on (client.last.work_began) is never made again. The loop
 * ends when the call was good, when the rules say so, when --timeout or `end_ms` is reached, or when somebody asks to
 * stop; the call must leave its result empty when it fails. */
#ifndef BGMUSIC_APP_SERVICE_CALL_H
#define BGMUSIC_APP_SERVICE_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/net/retry_policy.h"

struct app;

struct service_call {
    enum bgm_status status;   /* of the last try */
    struct bgm_error problem; /* its words */
    int64_t end_ms;           /* clock_now_ms() at which the caller's time is up; 0: it has none */
    bool keeps_token;         /* who refuses is not the service: its 401 is no reason for a new token */
    /* Private. */
    struct app *app;
    enum retry_call kind;
    bool is_begun, was_renewed;
    int attempts, rate_limits, losses;
};

void service_call_begin(struct service_call *call, struct app *app, enum retry_call kind);
/* True: make the call. */
bool service_call_next(struct service_call *call);
/* The last try's status, and its error (`err` may be NULL): BGM_RATE_LIMITED names the time that the service asks for.
 */
enum bgm_status service_call_end(struct service_call *call, struct bgm_error *err);
/* For the next poll of one render: the tries are counted anew, a token was renewed once and for all. */
void service_call_restart(struct service_call *call);

#endif
