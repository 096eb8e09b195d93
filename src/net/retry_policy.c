/* Whether, and after which pause, a call is tried again. */
#include "bgmusic/net/retry_policy.h"

#include "bgmusic/base/random.h"

static int64_t jittered(int64_t pause_ms, double jitter)
{
    if (!(jitter >= 0.0 && jitter < 1.0))
        jitter = 0.5;
    return (int64_t)((double)pause_ms * (0.75 + 0.5 * jitter));
}

double retry_jitter(void)
{
    uint32_t bits;
    random_bytes(&bits, sizeof bits);
    return (double)bits / 4294967296.0;
}

/* Once, after what the service says; a wait that is too long, or a second refusal, is the end. */
static struct retry_advice advise_rate_limit(const struct retry_facts *facts)
{
    if (facts->rate_limits > 1 || facts->retry_after_ms > RETRY_LONGEST_PAUSE_MS)
        return (struct retry_advice){.rate_limited = true};
    return (struct retry_advice){
        .again = true,
        .wait_ms = facts->retry_after_ms >= 0 ? facts->retry_after_ms : RETRY_RATE_PAUSE_MS,
    };
}

static bool is_trouble(enum http_verdict verdict)
{
    return verdict == HTTP_RETRY_LATER || verdict == HTTP_CUT_OFF || verdict == HTTP_BROKEN ||
           verdict == HTTP_TIMED_OUT || verdict == HTTP_UNREACHABLE;
}

struct retry_advice retry_advise(const struct retry_facts *facts, double jitter)
{
    const struct retry_advice never = {0};
    if (facts->rate_limited || facts->http_status == 429)
        return advise_rate_limit(facts);
    if (!is_trouble(facts->verdict))
        return never;
    int most_repeats = facts->call == RETRY_READ ? RETRY_MOST_READS : facts->call == RETRY_UPLOAD ? 1 : 0;
    int failed = facts->attempts - facts->rate_limits;
    if (failed < 1)
        failed = 1;
    if (failed > most_repeats)
        return never;
    if (facts->retry_after_ms > RETRY_LONGEST_PAUSE_MS)
        return (struct retry_advice){.rate_limited = true};
    if (facts->retry_after_ms >= 0)
        return (struct retry_advice){.again = true, .wait_ms = facts->retry_after_ms};
    return (struct retry_advice){
        .again = true,
        .wait_ms = jittered(INT64_C(1000) << (failed - 1), jitter),
    };
}

int64_t retry_poll_pause_ms(int troubles, int64_t retry_after_ms, double jitter)
{
    if (retry_after_ms >= 0)
        return retry_after_ms;
    if (troubles < 1)
        troubles = 1;
    return troubles > 4 ? jittered(30000, jitter) : jittered(INT64_C(1000) << troubles, jitter);
}
