/* Cores that are there for us: what the machine has, less what was taken away. */
#include "unit/unit_test.h"

#include <sched.h>
#include <unistd.h>

#include "bgmusic/base/cores.h"

static void quotas(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int cores;
    } rows[] = {
        {"max 100000\n", 0},   {"200000 100000\n", 2}, {"150000 100000\n", 2},
        {"10000 100000\n", 1}, {"100000 100000\n", 1}, {"", 0},
        {"0 100000\n", 0},     {"100000\n", 0},        {"100000 0\n", 0},
        {"-1 100000\n", 0},    {"1e300 1\n", 0},       {"nan 1\n", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (cores_of_quota(rows[i].text) != rows[i].cores)
            fail_msg("\"%s\": %d", rows[i].text, cores_of_quota(rows[i].text));
    }
}

static void affinity_counts(void **state)
{
    (void)state;
    cpu_set_t whole, one;
    assert_int_equal(sched_getaffinity(0, sizeof whole, &whole), 0);
    assert_in_range(cores_available(), 1, CPU_COUNT(&whole));
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++) {
        if (CPU_ISSET(i, &whole))
            CPU_SET(i, &one);
    }
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(cores_available(), 1);
    sched_setaffinity(0, sizeof whole, &whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotas),
        cmocka_unit_test(affinity_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
