/* When a call is tried again, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bgmusic/base/count.h"
#include "bgmusic/net/retry_policy.h"

struct retry_case {
    struct retry_facts facts;
    bool again;
    int64_t wait_ms; /* with jitter 0.5: the middle */
    bool rate_limited;
};

#define FACTS(kind, what, code, tries, limits, after)                                                 \
    {                                                                                                 \
        .call = kind, .verdict = what, .http_status = code, .attempts = tries, .rate_limits = limits, \
        .retry_after_ms = after                                                                       \
    }

static const struct retry_case cases[] = {
    /* Reads: 1, 2, 4, 8 s, and no more. */
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 503, 1, 0, -1), true, 1000, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 503, 2, 0, -1), true, 2000, false},
    {FACTS(RETRY_READ, HTTP_CUT_OFF, 0, 3, 0, -1), true, 4000, false},
    {FACTS(RETRY_READ, HTTP_UNREACHABLE, 0, 4, 0, -1), true, 8000, false},
    {FACTS(RETRY_READ, HTTP_TIMED_OUT, 0, 5, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_BROKEN, 200, 1, 0, -1), true, 1000, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 503, 1, 0, 5000), true, 5000, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 503, 1, 0, 61000), false, 0, true},
    {FACTS(RETRY_READ, HTTP_DONE, 200, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_REFUSED, 400, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_GONE, 404, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_REAUTHENTICATE, 401, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_TOO_LARGE, 413, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_READ, HTTP_INTERRUPTED, 0, 1, 0, -1), false, 0, false},
    /* A limit: once, after what is said, else 30 s. */
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 429, 1, 1, -1), true, 30000, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 429, 1, 1, 0), true, 0, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 429, 1, 1, 60000), true, 60000, false},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 429, 1, 1, 60001), false, 0, true},
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 429, 2, 2, 1000), false, 0, true},
    {FACTS(RETRY_CHAT, HTTP_RETRY_LATER, 429, 1, 1, 2000), true, 2000, false},
    {FACTS(RETRY_SUBMIT, HTTP_RETRY_LATER, 429, 1, 1, 2000), true, 2000, false},
    /* After a limit a read still has its repeats. */
    {FACTS(RETRY_READ, HTTP_RETRY_LATER, 500, 2, 1, -1), true, 1000, false},
    /* A message is never sent twice; an upload once more; a submit is the caller's. */
    {FACTS(RETRY_CHAT, HTTP_RETRY_LATER, 503, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_CHAT, HTTP_CUT_OFF, 0, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_CHAT, HTTP_UNREACHABLE, 0, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_UPLOAD, HTTP_CUT_OFF, 0, 1, 0, -1), true, 1000, false},
    {FACTS(RETRY_UPLOAD, HTTP_CUT_OFF, 0, 2, 0, -1), false, 0, false},
    {FACTS(RETRY_SUBMIT, HTTP_CUT_OFF, 0, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_SUBMIT, HTTP_RETRY_LATER, 500, 1, 0, -1), false, 0, false},
};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct retry_advice advice = retry_advise(&cases[i].facts, 0.5);
        if (advice.again != cases[i].again || advice.wait_ms != cases[i].wait_ms ||
            advice.rate_limited != cases[i].rate_limited)
            fail_msg("row %zu: again %d, wait %lld, limited %d", i, advice.again, (long long)advice.wait_ms,
                     advice.rate_limited);
    }
}

static void a_limit_told_in_the_body_counts(void **state)
{
    (void)state;
    struct retry_facts facts = FACTS(RETRY_CHAT, HTTP_DONE, 200, 1, 1, -1);
    facts.rate_limited = true;
    assert_true(retry_advise(&facts, 0.5).again);
    assert_int_equal(retry_advise(&facts, 0.5).wait_ms, 30000);
}

static void jitter_stays_within_a_quarter(void **state)
{
    (void)state;
    struct retry_facts facts = FACTS(RETRY_READ, HTTP_CUT_OFF, 0, 3, 0, -1);
    assert_int_equal(retry_advise(&facts, 0).wait_ms, 3000);
    assert_in_range(retry_advise(&facts, 0.999).wait_ms, 4900, 5000);
    assert_int_equal(retry_advise(&facts, 7).wait_ms, 4000);
    for (int i = 0; i < 100; i++) {
        double jitter = retry_jitter();
        assert_true(jitter >= 0 && jitter < 1);
    }
}

static void polls_slow_down_and_stop_growing(void **state)
{
    (void)state;
    static const int64_t pauses[] = {2000, 4000, 8000, 16000, 30000, 30000};
    for (int i = 0; i < 6; i++)
        assert_int_equal(retry_poll_pause_ms(i + 1, -1, 0.5), pauses[i]);
    assert_int_equal(retry_poll_pause_ms(1000000, -1, 0.5), 30000);
    assert_int_equal(retry_poll_pause_ms(3, 700, 0.5), 700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(a_limit_told_in_the_body_counts),
        cmocka_unit_test(jitter_stays_within_a_quarter),
        cmocka_unit_test(polls_slow_down_and_stop_growing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
