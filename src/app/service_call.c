/* A call of the service, repeated by the rules. */
#include "service_call.h"

#include "bgmusic/api/api_envelope.h"
#include "bgmusic/app/app.h"
#include "ensure_ready.h"

enum bgm_status service_call(struct app *app, enum retry_call kind, service_call_fn *call, void *context,
                             struct bgm_error *err)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    bool renewed = false;
    int attempts = 0, rate_limits = 0;
    for (;;) {
        enum bgm_status status = app_check_time(app, err);
        if (status != BGM_OK)
            return status;
        status = call(app, context, &problem);
        if (status == BGM_OK)
            return BGM_OK;
        const struct api_outcome last = app->api.last;
        bool must_stop = status == BGM_INTERRUPTED || app_check_time(app, &problem) != BGM_OK;
        if (!must_stop && !renewed && api_needs_token(last.http_status, last.service_code)) {
            renewed = true;
            status = renew_token(app, &problem);
            if (status == BGM_OK)
                continue;
            must_stop = true;
        }
        attempts++;
        rate_limits += last.rate_limited;
        struct retry_advice advice = {0};
        if (!must_stop)
            advice = retry_advise(&(struct retry_facts){.call = kind,
                                                        .verdict = last.verdict,
                                                        .http_status = last.http_status,
                                                        .rate_limited = last.rate_limited,
                                                        .attempts = attempts,
                                                        .rate_limits = rate_limits,
                                                        .retry_after_ms = last.retry_after_ms},
                                  retry_jitter());
        if (advice.again) {
            if (advice.wait_ms >= 10000)
                app_notice(app, "%s; trying again in %lld s", problem.message,
                           (long long)((advice.wait_ms + 999) / 1000));
            status = app_wait(app, advice.wait_ms, &problem);
            if (status == BGM_OK)
                continue;
        }
        if (advice.rate_limited)
            problem.status = BGM_RATE_LIMITED;
        if (advice.rate_limited && last.retry_after_ms >= 0)
            bgm_hint(&problem, "the service asks to wait %lld s; try again then",
                     (long long)((last.retry_after_ms + 999) / 1000));
        app_blame_machine(app, &problem);
        if (err != NULL)
            *err = problem;
        return problem.status;
    }
}
