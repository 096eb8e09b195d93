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

/* Repeats beyond the first try; -1: as many as the time allows. */
static int most_repeats(enum retry_call call)
{
    switch (call) {
    case RETRY_READ:
        return RETRY_MOST_READS;
    case RETRY_UPLOAD:
        return 1;
    case RETRY_DOWNLOAD:
        return RETRY_MOST_DOWNLOADS;
    case RETRY_POLL:
        return -1;
    case RETRY_CHAT:
    case RETRY_SUBMIT:
        break;
    }
    return 0;
}

static bool is_trouble(const struct retry_facts *facts)
{
    switch (facts->verdict) {
    case HTTP_RETRY_LATER:
    case HTTP_CUT_OFF:
    case HTTP_BROKEN:
    case HTTP_TIMED_OUT:
    case HTTP_UNREACHABLE:
        return true;
    case HTTP_DONE:
        /* An answer that came whole and says nothing of use. */
        return facts->call == RETRY_POLL;
    default:
        return false;
    }
}

/* After `wait_ms`, which the service asked for (`is_asked`) or the rules say. */
static struct retry_advice advise_pause(const struct retry_facts *facts, int64_t wait_ms, bool is_asked, int most_tries)
{
    bool is_limit = facts->rate_limited || facts->http_status == 429;
    if (is_asked && wait_ms > facts->left_ms)
        return (struct retry_advice){.rate_limited = is_limit, .too_late = true};
    return (struct retry_advice){
        .again = true,
        .wait_ms = wait_ms < facts->left_ms ? wait_ms : facts->left_ms,
        .most_tries = most_tries,
    };
}

/* Once, after what the service says; a wait that is too long, or a second refusal, is the end. */
static struct retry_advice advise_rate_limit(const struct retry_facts *facts)
{
    bool is_asked = facts->retry_after_ms >= 0;
    int64_t wait_ms = is_asked ? facts->retry_after_ms : RETRY_RATE_PAUSE_MS;
    if (facts->call == RETRY_POLL)
        return advise_pause(facts, wait_ms, is_asked, 0);
    if (facts->rate_limits > 1 || facts->retry_after_ms > RETRY_LONGEST_PAUSE_MS)
        return (struct retry_advice){.rate_limited = true};
    return advise_pause(facts, wait_ms, is_asked, 2);
}

struct retry_advice retry_advise(const struct retry_facts *facts, double jitter)
{
    const struct retry_advice never = {0};
    bool is_limit = facts->rate_limited || facts->http_status == 429;
    if (facts->work_began)
        return (struct retry_advice){.rate_limited = is_limit};
    if (is_limit)
        return advise_rate_limit(facts);
    if (!is_trouble(facts))
        return never;
    int most = most_repeats(facts->call);
    int failed = facts->attempts - facts->rate_limits;
    if (failed < 1)
        failed = 1;
    if (most >= 0 && failed > most)
        return never;
    if (most >= 0 && facts->retry_after_ms > RETRY_LONGEST_PAUSE_MS)
        return (struct retry_advice){.rate_limited = true};
    if (facts->retry_after_ms >= 0)
        return advise_pause(facts, facts->retry_after_ms, true, most + 1);
    /* 1, 2, 4, 8 s, and for what has no end 30 s from then on. */
    int64_t pause_ms = failed <= 5 ? INT64_C(1000) << (failed - 1) : RETRY_RATE_PAUSE_MS;
    return advise_pause(facts, jittered(pause_ms, jitter), false, most + 1);
}

int64_t retry_poll_pause_ms(int polls, int64_t retry_after_ms)
{
    if (retry_after_ms >= 0)
        return retry_after_ms;
    int64_t pause_ms = RETRY_FIRST_POLL_MS;
    for (int i = 1; i < polls && pause_ms < RETRY_LONGEST_POLL_MS; i++)
        pause_ms += pause_ms / 2;
    return pause_ms < RETRY_LONGEST_POLL_MS ? pause_ms : RETRY_LONGEST_POLL_MS;
}
