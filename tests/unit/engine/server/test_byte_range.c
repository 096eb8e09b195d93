/* Range headers of a file of 1000 bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "byte_range.h"
#include "bgmusic/base/count.h"

static void test_table(void **state)
{
    (void)state;
    static const struct {
        const char *range, *if_range;
        enum byte_range_verdict verdict;
        int64_t start, length;
    } rows[] = {
        {NULL, NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=0-", NULL, BYTE_RANGE_PART, 0, 1000},
        {"bytes=500-", NULL, BYTE_RANGE_PART, 500, 500},
        {"Bytes=0-0", NULL, BYTE_RANGE_PART, 0, 1},
        {"bytes=990-5000", NULL, BYTE_RANGE_PART, 990, 10},
        {"bytes=-100", NULL, BYTE_RANGE_PART, 900, 100},
        {"bytes=-5000", NULL, BYTE_RANGE_PART, 0, 1000},
        {"bytes=1000-", NULL, BYTE_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=99999999999999999999999-", NULL, BYTE_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-0", NULL, BYTE_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=500-", "\"e\"", BYTE_RANGE_PART, 500, 500},
        {"bytes=500-", "\"other\"", BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=5-2", NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=0-1,3-4", NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=", NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=-", NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"bytes=x", NULL, BYTE_RANGE_WHOLE, 0, 1000},
        {"lines=1-2", NULL, BYTE_RANGE_WHOLE, 0, 1000},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t start, length;
        if (byte_range_read(rows[i].range, rows[i].if_range, "\"e\"", 1000, &start, &length) != rows[i].verdict)
            fail_msg("%s", rows[i].range);
        if (rows[i].verdict != BYTE_RANGE_UNSATISFIABLE) {
            assert_int_equal(start, rows[i].start);
            assert_int_equal(length, rows[i].length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
