/* The one loop around calls of the service. */
#include "service_call.h"

#include <stdio.h>

#include "bgmusic/api/api_envelope.h"
#include "bgmusic/app/app.h"
#include "bgmusic/base/clock.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine.h"
#endif

void service_call_begin(struct service_call *call, struct app *app, enum retry_call kind)
{
    *call = (struct service_call){.app = app, .kind = kind, .problem = BGM_ERROR_INIT};
}

void service_call_restart(struct service_call *call)
{
    call->is_begun = false;
    call->attempts = call->rate_limits = 0;
    call->status = BGM_OK;
    call->problem = (struct bgm_error)BGM_ERROR_INIT;
}

static int64_t left_ms(const struct service_call *call)
{
    int64_t end_ms = call->end_ms, deadline_ms = call->app->deadline_ms;
    if (deadline_ms != 0 && (end_ms == 0 || deadline_ms < end_ms))
        end_ms = deadline_ms;
    if (end_ms == 0)
        return RETRY_NO_END;
    int64_t left = end_ms - clock_now_ms();
    return left > 0 ? left : 0;
}

/* "the service answered 502; trying again in 4 s (2 of 4)" */
static void tell_pause(const struct service_call *call, const struct retry_advice *advice)
{
    const struct api_outcome *last = &call->app->api.last;
    char what[sizeof call->problem.message], of[32] = "";
    bool is_answer = last->http_status >= 400 && last->verdict != HTTP_CUT_OFF;
    if (is_answer)
        snprintf(what, sizeof what, "the service answered %d", last->http_status);
    else
        snprintf(what, sizeof what, "%s", call->problem.message);
    if (advice->most_tries > 1)
        snprintf(of, sizeof of, " of %d", advice->most_tries - 1);
    app_notice(call->app, "%s; trying again in %lld s (%d%s)", what, (long long)((advice->wait_ms + 999) / 1000),
               call->attempts, of);
}

/* The embedded engine had no thread for the connection, and closed it unread: whatever the call is, nothing was done.
 */
static bool was_lost(const struct service_call *call)
{
#if BGMUSIC_WITH_ENGINE
    const struct app *app = call->app;
    return app->serving != NULL && app->api.last.verdict == HTTP_CUT_OFF && engine_has_lost(app->serving);
#else
    (void)call;
    return false;
#endif
}

/* Once more after a moment, in which others may end; then this machine is at its limit. */
static bool is_lost_again(struct service_call *call)
{
    enum { MOMENT_MS = 1000 };
    call->app->api.last.work_began = false;
    call->app->api.last.anything_sent = false;
    if (call->losses++ == 0 && app_wait(call->app, MOMENT_MS, &call->problem) == BGM_OK)
        return true;
    call->status = bgm_fail(&call->problem, BGM_FAILED, "the local engine can make no thread for a connection");
    bgm_hint(&call->problem, "too many processes or too little memory: look at the limits (ulimit -a), and try again");
    return false;
}

/* Is the call to be made again, after a failure? Waits before it says yes. */
static bool is_repeated(struct service_call *call)
{
    struct app *app = call->app;
    const struct api_outcome last = app->api.last;
    if (call->status == BGM_INTERRUPTED || call->status == BGM_OUTPUT)
        return false;
    enum bgm_status stop = app_check_time(app, &call->problem);
    if (stop != BGM_OK) {
        call->status = stop;
        return false;
    }
    if (was_lost(call))
        return is_lost_again(call);
    bool is_token = !call->keeps_token && app->renew_token != NULL && !last.lacks_scope &&
                    api_needs_token(last.http_status, last.service_code);
    if (is_token && !call->was_renewed && !last.work_began) {
        call->was_renewed = true;
        call->status = app->renew_token(app, &call->problem);
        return call->status == BGM_OK;
    }
    call->attempts++;
    call->rate_limits += last.rate_limited;
    /* An answer that came and is final whatever it is called: unknown, not allowed, not paid for. */
    bool is_final = last.untrusted ||
                    call->status == BGM_FAILED || /* this machine's fault, and as true the next time */
                    (last.verdict == HTTP_DONE &&
                     (call->status == BGM_NOT_FOUND || call->status == BGM_AUTH || call->status == BGM_PLAN_BLOCKED ||
                      call->status == BGM_OUT_OF_CREDITS || call->status == BGM_USAGE));
    struct retry_advice advice = {0};
    if (!is_final)
        advice = retry_advise(&(struct retry_facts){.call = call->kind,
                                                    .verdict = last.verdict,
                                                    .http_status = last.http_status,
                                                    .rate_limited = last.rate_limited,
                                                    .work_began = last.work_began,
                                                    .attempts = call->attempts,
                                                    .rate_limits = call->rate_limits,
                                                    .retry_after_ms = last.retry_after_ms,
                                                    .left_ms = left_ms(call)},
                              retry_jitter());
    if (advice.again) {
        if (advice.wait_ms < left_ms(call)) /* else no try follows */
            tell_pause(call, &advice);
        stop = app_wait(app, advice.wait_ms, &call->problem);
        if (stop == BGM_OK && left_ms(call) > 0)
            return true;
        call->status = stop != BGM_OK ? stop : BGM_TIMED_OUT;
        return false;
    }
    if (advice.rate_limited)
        call->status = BGM_RATE_LIMITED;
    else if (advice.too_late)
        call->status = BGM_TIMED_OUT;
    if ((advice.rate_limited || advice.too_late) && last.retry_after_ms >= 0)
        bgm_hint(&call->problem, "the service asks to wait %lld s; try again then",
                 (long long)((last.retry_after_ms + 999) / 1000));
    return false;
}

bool service_call_next(struct service_call *call)
{
    if (call->is_begun)
        return call->status != BGM_OK && is_repeated(call);
    call->is_begun = true;
    call->status = app_check_time(call->app, &call->problem);
    return call->status == BGM_OK;
}

enum bgm_status service_call_end(struct service_call *call, struct bgm_error *err)
{
    if (call->status == BGM_OK)
        return BGM_OK;
    call->problem.status = call->status;
    app_advise_local(call->app, &call->problem);
    /* After a message, its caller knows better. */
    if (call->status == BGM_SERVICE && call->problem.hint[0] == '\0' && call->kind != RETRY_CHAT &&
        !call->app->is_local)
        bgm_hint(&call->problem, "with -vv the same command shows what was asked and answered");
    /* Where others give the bytes, a network lies between. */
    if (!call->keeps_token || call->status != BGM_NETWORK)
        call->status = app_blame_machine(call->app, &call->problem);
    if (err != NULL)
        *err = call->problem;
    return call->status;
}
