/* Shards: what --shard takes, and that the shards of a list are its parts. */
#include "unit/unit_test.h"

#include "add_plan.h"

static void what_a_shard_is(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        size_t first, step;
    } rows[] = {
        {"1/1", true, 0, 1},
        {"2/8", true, 1, 8},
        {"8/8", true, 7, 8},
        {"1000000/1000000", true, 999999, 1000000},
        {"", false, 0, 0},
        {"/", false, 0, 0},
        {"1", false, 0, 0},
        {"1/", false, 0, 0},
        {"/2", false, 0, 0},
        {"0/2", false, 0, 0},
        {"3/2", false, 0, 0},
        {"1/0", false, 0, 0},
        {"1/2/3", false, 0, 0},
        {"-1/2", false, 0, 0},
        {"1 / 2", false, 0, 0},
        {"1/1000001", false, 0, 0},
        {"9999999999999999999/99999999999999999999", false, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t first = 77, step = 77;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status = add_plan_read_shard(rows[i].text, &first, &step, &err);
        CHECK_ROW((status == BGM_OK) == rows[i].good, i, rows[i].text);
        if (rows[i].good)
            CHECK_ROW(first == rows[i].first && step == rows[i].step, i, rows[i].text);
        else
            CHECK_ROW(status == BGM_USAGE && err.message[0] != '\0', i, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_shard_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
