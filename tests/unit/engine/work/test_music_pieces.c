/* Several pieces in a row as one score. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "music_plan.h"
#include "score.h"
#include "timeline.h"

/* Every part's notes ascend, lie in one of the two pieces, and the second piece begins on a bar line of the first. */
static void test_joined_on_a_bar_line(void **state)
{
    (void)state;
    static const char *const thens[] = {"8000 upbeat", "12500 rock", "6000 calm piano|14000 techno", "10000 waltz"};
    for (size_t k = 0; k < sizeof thens / sizeof *thens; k++) {
        static struct timeline timeline;
        struct score score;
        struct bgm_error err = BGM_ERROR_INIT;
        timeline_init(&timeline);
        timeline.has_video = timeline.has_music = true;
        timeline.duration_ms = 20000;
        timeline_music_init(&timeline.music, 20000);
        snprintf(timeline.music.style, sizeof timeline.music.style, "lofi");
        snprintf(timeline.music.then, sizeof timeline.music.then, "%s", thens[k]);
        assert_int_equal(music_plan_compose(&timeline, NULL, &score, &err), BGM_OK);
        assert_int_equal(score.end_ms, 20000);
        assert_non_null(strstr(timeline.music.name, ", then "));
        int64_t join_ms = strtoll(thens[k], NULL, 10);
        int32_t join = score_us_to_ticks(&score, join_ms * 1000);
        assert_true(abs((join + 960) % 1920 - 960) < 8);
        bool plays_before = false, plays_behind = false;
        unsigned channels = 0;
        for (size_t p = 0; p < score.part_count; p++) {
            const struct score_part *part = &score.parts[p];
            assert_true((channels & 1u << part->channel) == 0);
            channels |= 1u << part->channel;
            for (size_t i = 0; i < part->note_count; i++) {
                const struct score_note *note = &part->notes[i];
                assert_true(i == 0 || note->start_ticks >= part->notes[i - 1].start_ticks);
                assert_true(note->length_ticks > 0);
                bool before = note->start_ticks < join - 8;
                assert_true(!before || note->start_ticks + note->length_ticks <= join + 8);
                plays_before = plays_before || before;
                plays_behind = plays_behind || !before;
            }
        }
        assert_true(plays_before && plays_behind);
        for (size_t i = 1; i < score.section_count; i++)
            assert_true(score.sections[i].start_ms >= score.sections[i - 1].start_ms);
        score_release(&score);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_joined_on_a_bar_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
