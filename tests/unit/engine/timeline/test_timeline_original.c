/* The sound that the video came with, by messages about places of it. */
#include "unit/engine/timeline/timeline_bench.h"

static double heard_at(const struct bench *bench, int64_t ms)
{
    const struct timeline *timeline = &bench->timeline;
    double level = timeline->keep_original ? timeline->original_volume : 0;
    for (size_t i = 0; i < timeline->original_spans_count; i++)
        if (ms >= timeline->original_spans[i].start_ms && ms < timeline->original_spans[i].end_ms)
            level *= timeline->original_spans[i].factor;
    return level;
}

/* By place: silent, louder, back again, and only there. */
static void test_original_by_place(void **state)
{
    struct bench *bench = *state;
    tell(bench, "mute the original sound in the first 3 seconds");
    assert_true(heard_at(bench, 1000) == 0 && heard_at(bench, 3000) == 1);
    tell(bench, "make my voice 6 dB louder from 5 to 8 s");
    assert_true(heard_at(bench, 6000) > 1.9 && heard_at(bench, 6000) < 2.1 && heard_at(bench, 9000) == 1);
    tell(bench, "bring the original sound back from 1 to 2 s");
    assert_true(heard_at(bench, 500) == 0 && heard_at(bench, 1500) == 1 && heard_at(bench, 2500) == 0);
    tell(bench, "bring the original sound back from 12 to 13 s");
    assert_non_null(strstr(bench->notes.bytes, "already"));
    tell(bench, "bring the original sound back");
    assert_true(heard_at(bench, 500) == 1 && heard_at(bench, 6000) > 1.9);
    tell(bench, "only keep my voice from 5 to 8 s");
    assert_true(heard_at(bench, 4000) == 0 && heard_at(bench, 6000) > 0 && heard_at(bench, 9000) == 0);
    tell(bench, "keep my voice in the first 4 seconds");
    assert_true(heard_at(bench, 1000) > 0 && heard_at(bench, 9000) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_original_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
