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
        .retry_after_ms = after, .left_ms = RETRY_NO_END                                              \
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
    /* A poll never loses its render: trouble and nonsense are survived, also for the hundredth time. */
    {FACTS(RETRY_POLL, HTTP_CUT_OFF, 0, 1, 0, -1), true, 1000, false},
    {FACTS(RETRY_POLL, HTTP_RETRY_LATER, 502, 100, 0, -1), true, 30000, false},
    {FACTS(RETRY_POLL, HTTP_DONE, 200, 3, 0, -1), true, 4000, false},
    {FACTS(RETRY_POLL, HTTP_RETRY_LATER, 429, 7, 7, -1), true, 30000, false},
    {FACTS(RETRY_POLL, HTTP_RETRY_LATER, 503, 1, 0, 120000), true, 120000, false},
    {FACTS(RETRY_POLL, HTTP_GONE, 404, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_POLL, HTTP_REFUSED, 400, 1, 0, -1), false, 0, false},
    /* A download goes on after trouble, three times; a refusal is final. */
    {FACTS(RETRY_DOWNLOAD, HTTP_CUT_OFF, 200, 1, 0, -1), true, 1000, false},
    {FACTS(RETRY_DOWNLOAD, HTTP_RETRY_LATER, 503, 3, 0, -1), true, 4000, false},
    {FACTS(RETRY_DOWNLOAD, HTTP_CUT_OFF, 200, 4, 0, -1), false, 0, false},
    {FACTS(RETRY_DOWNLOAD, HTTP_REFUSED, 403, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_DOWNLOAD, HTTP_GONE, 410, 1, 0, -1), false, 0, false},
    {FACTS(RETRY_DOWNLOAD, HTTP_DONE, 200, 1, 0, -1), false, 0, false},
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

static void what_began_is_not_repeated(void **state)
{
    (void)state;
    static const struct retry_facts rows[] = {
        FACTS(RETRY_CHAT, HTTP_RETRY_LATER, 429, 1, 1, 1000),
        FACTS(RETRY_CHAT, HTTP_DONE, 200, 1, 1, -1),
        FACTS(RETRY_CHAT, HTTP_CUT_OFF, 200, 1, 0, -1),
        FACTS(RETRY_READ, HTTP_RETRY_LATER, 503, 1, 0, -1),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct retry_facts facts = rows[i];
        facts.work_began = true;
        facts.rate_limited = facts.rate_limits > 0;
        struct retry_advice advice = retry_advise(&facts, 0.5);
        assert_false(advice.again);
        assert_int_equal(advice.rate_limited, facts.rate_limited);
    }
}

static void a_wait_past_the_end_is_not_begun(void **state)
{
    (void)state;
    struct retry_facts facts = FACTS(RETRY_POLL, HTTP_RETRY_LATER, 503, 1, 0, 20000);
    facts.left_ms = 20000;
    assert_true(retry_advise(&facts, 0.5).again);
    facts.left_ms = 19999;
    assert_false(retry_advise(&facts, 0.5).again);
    assert_true(retry_advise(&facts, 0.5).too_late);
    assert_false(retry_advise(&facts, 0.5).rate_limited);
    facts.http_status = 429;
    assert_true(retry_advise(&facts, 0.5).rate_limited);
    /* A pause of our own is cut to what is left. */
    facts = (struct retry_facts)FACTS(RETRY_POLL, HTTP_CUT_OFF, 0, 9, 0, -1);
    facts.left_ms = 3000;
    assert_int_equal(retry_advise(&facts, 0.5).wait_ms, 3000);
}

static void polls_slow_down_and_stop_growing(void **state)
{
    (void)state;
    static const int64_t pauses[] = {5000, 7500, 11250, 16875, 25312, 30000, 30000};
    for (int i = 0; i < 7; i++)
        assert_int_equal(retry_poll_pause_ms(i + 1, -1), pauses[i]);
    assert_int_equal(retry_poll_pause_ms(1000000, -1), 30000);
    assert_int_equal(retry_poll_pause_ms(3, 700), 700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(a_limit_told_in_the_body_counts),
        cmocka_unit_test(jitter_stays_within_a_quarter),
        cmocka_unit_test(what_began_is_not_repeated),
        cmocka_unit_test(a_wait_past_the_end_is_not_begun),
        cmocka_unit_test(polls_slow_down_and_stop_growing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
