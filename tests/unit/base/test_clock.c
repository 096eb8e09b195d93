/* Time: dates in text, the replaceable clock, the scale for tests. */
#include "unit/unit_test.h"

#include <time.h>

#include "bgmusic/base/clock.h"

static void dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t wall_s; /* -1: no date */
    } rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2026-03-18T00:00:00Z", 1773792000},
        {"2026-03-18T00:00:00", 1773792000},
        {"2026-03-18 00:00:00Z", 1773792000},
        {"2026-03-18t00:00:00z", 1773792000},
        {"2026-03-18T00:00:00.123456Z", 1773792000},
        {"2026-03-18T00:00:00.5", 1773792000},
        {"2026-03-18T08:00:00+08:00", 1773792000},
        {"2026-03-18T05:30:00+0530", 1773792000},
        {"2026-03-17T19:00:00-05", 1773792000},
        {"2026-03-17T16:30:00.000-07:30", 1773792000},
        {"2024-02-29T12:34:56Z", 1709210096},
        {"2000-02-29T00:00:00Z", 951782400},
        {"2038-01-19T03:14:08Z", 2147483648},
        {"2026-03-17T24:00:00Z", 1773792000},
        {"2016-12-31T23:59:60Z", 1483228800},
        {"9999-12-31T23:59:59Z", 253402300799},
        {NULL, -1},
        {"", -1},
        {"2026-03-18", -1},
        {"2026-03-18T00:00", -1},
        {"2026-03-18T00:00:00Zx", -1},
        {"2026-03-18T00:00:00Z ", -1},
        {"2026-03-18T00:00:00.Z", -1},
        {"2026-03-18T00:00:00+8", -1},
        {"2026-03-18T00:00:00+08:", -1},
        {"2026-03-18T00:00:00+08:0x", -1},
        {"2026-03-18T00:00:00+99:99", -1},
        {"2026-02-29T00:00:00Z", -1},
        {"2026-04-31T00:00:00Z", -1},
        {"2100-02-29T00:00:00Z", -1},
        {"2026-00-18T00:00:00Z", -1},
        {"2026-13-18T00:00:00Z", -1},
        {"2026-03-00T00:00:00Z", -1},
        {"2026-03-18T25:00:00Z", -1},
        {"2026-03-18T24:00:01Z", -1},
        {"2026-03-18T00:60:00Z", -1},
        {"2026-03-18T00:00:61Z", -1},
        {"2026- 3-18T00:00:00Z", -1},
        {"2026-+3-18T00:00:00Z", -1},
        {"2026-3-18T00:00:00Z", -1},
        {"1969-12-31T23:59:59Z", -1},
        {"12026-03-18T00:00:00Z", -1},
        {"tomorrow", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t wall_s = -1;
        bool good = clock_parse_iso8601(rows[i].text, &wall_s);
        CHECK_ROW(good == (rows[i].wall_s >= 0), i, rows[i].text);
        CHECK_ROW(wall_s == rows[i].wall_s, i, rows[i].text);
    }
}

static void dates_come_back(void **state)
{
    (void)state;
    char text[32];
    for (int64_t wall_s = 0; wall_s < INT64_C(5000000000); wall_s += 7654321) {
        int64_t back = -1;
        clock_format_iso8601(wall_s, text);
        assert_true(clock_parse_iso8601(text, &back));
        assert_int_equal(back, wall_s);
    }
    clock_format_iso8601(1773792000, text);
    assert_string_equal(text, "2026-03-18T00:00:00Z");
    clock_format_iso8601(INT64_MAX, text); /* no such year: any text, but a text */
    assert_true(strlen(text) < sizeof text);
}

static int64_t fake_now_ms, fake_slept_ms;

static int64_t fake_now(void)
{
    return fake_now_ms;
}

static int64_t fake_wall(void)
{
    return 1000000;
}

static bool fake_sleep(int64_t duration_ms)
{
    fake_now_ms += duration_ms;
    fake_slept_ms += duration_ms;
    return duration_ms < 1000;
}

static void the_clock_can_be_replaced(void **state)
{
    (void)state;
    static const struct clock_ops fake = {fake_now, fake_wall, fake_sleep};
    clock_replace(&fake);
    int64_t before = clock_now_ms();
    assert_true(clock_sleep_ms(999));
    assert_false(clock_sleep_ms(600000));
    assert_int_equal(clock_now_ms() - before, 600999);
    assert_int_equal(fake_slept_ms, 600999);
    assert_int_equal(clock_wall_s(), 1000000);
    clock_replace(NULL);
    assert_true(llabs(clock_wall_s() - (int64_t)time(NULL)) <= 1);
}

/* main() sets the scale to 1000 before the first look at a clock. */
static void the_scale_shortens_waits(void **state)
{
    (void)state;
    assert_int_equal(clock_scale(), 1000);
    assert_int_equal(clock_scaled_ms(30000), 30);
    assert_int_equal(clock_scaled_ms(1), 1);
    assert_int_equal(clock_scaled_ms(0), 0);
    assert_int_equal(clock_scaled_ms(-5), 0);
    int64_t rule = clock_now_ms(), real = clock_real_ms();
    assert_true(clock_sleep_ms(30000));
    int64_t rule_took = clock_now_ms() - rule, real_took = clock_real_ms() - real;
    assert_in_range(real_took, 29, 10000);
    assert_in_range(rule_took, 29000, 10000000);
}

int main(void)
{
    setenv("BGMUSIC_TEST_CLOCK_SCALE", "1000", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(dates_come_back),
        cmocka_unit_test(the_clock_can_be_replaced),
        cmocka_unit_test(the_scale_shortens_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
