/* Timed wishes, bars and markers of a brief: refused when out of range, followed when not. */
#include "composer_fixtures.h"

static int64_t first_note_us(const struct score *score, enum score_role role, int64_t from_us)
{
    int64_t first = INT64_MAX;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; score->parts[p].role == role && i < score->parts[p].note_count; i++) {
            int64_t us = score_ticks_to_us(score, score->parts[p].notes[i].start_ticks);
            first = us >= from_us && us < first ? us : first;
        }
    return first;
}

static double bar_us(const struct score *score)
{
    return 60e6 / score->bpm * score->bar_beats;
}

static void a_part_enters_and_leaves_when_asked(void **state)
{
    (void)state;
    static const char *const styles[] = {"pop", "lofi", "epic", "house", "jazz"};
    for (size_t s = 0; s < sizeof styles / sizeof *styles; s++) {
        static const struct music_event events[] = {
            {.at_ms = 20000, .kind = MUSIC_EVENT_ENTRY, .role = SCORE_PAD},
            {.at_ms = 30000, .kind = MUSIC_EVENT_EXIT, .role = SCORE_DRUMS},
        };
        struct music_brief brief;
        struct score score;
        brief_for(&brief, styles[s], 45000, 3);
        brief.events = events;
        brief.event_count = 2;
        compose(&brief, &score);
        double half_bar = bar_us(&score) / 2;
        int64_t entry = first_note_us(&score, SCORE_PAD, 0);
        assert_true(entry > 20e6 - half_bar - 30000 && entry < 20e6 + half_bar + 30000);
        /* Silent from then on, but for the stroke that ends the piece. */
        int64_t after = first_note_us(&score, SCORE_DRUMS, (int64_t)(30e6 + half_bar + 30000));
        assert_true(after > score.last_chord_ms * 1000 - 40000);
        score_release(&score);
    }
}

static void wishes_out_of_range_are_refused(void **state)
{
    (void)state;
    struct music_brief brief;
    struct score score;
    struct bgm_error err = BGM_ERROR_INIT;
    struct music_event event = {.at_ms = -1, .kind = MUSIC_EVENT_STOP};
    brief_for(&brief, "pop", 20000, 1);
    brief.events = &event;
    brief.event_count = 1;
    assert_int_equal(music_compose(&brief, &score, &err), BGM_USAGE);
    event.at_ms = 5000;
    event.kind = MUSIC_EVENT_KINDS;
    assert_int_equal(music_compose(&brief, &score, &err), BGM_USAGE);
    brief.event_count = 0;
    int64_t markers[] = {3000, 2000};
    brief.markers_ms = markers;
    brief.marker_count = 2;
    assert_int_equal(music_compose(&brief, &score, &err), BGM_USAGE);
    brief.marker_count = 0;
    brief.meter = (struct music_meter){11, 16};
    assert_int_equal(music_compose(&brief, &score, &err), BGM_USAGE);
    assert_non_null(strstr(err.message, "11/16"));
}

static void markers_fall_on_beats(void **state)
{
    (void)state;
    static const int64_t markers[] = {7300, 15900};
    int met = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, "pop", 30000, seed);
        brief.markers_ms = markers;
        brief.marker_count = 2;
        compose(&brief, &score);
        for (int i = 0; i < 2; i++) {
            int32_t ticks = score_us_to_ticks(&score, markers[i] * 1000);
            int32_t beat = (ticks + SCORE_TICKS_PER_QUARTER / 2) / SCORE_TICKS_PER_QUARTER * SCORE_TICKS_PER_QUARTER;
            met += llabs(score_ticks_to_us(&score, beat) - markers[i] * 1000) < 60000;
        }
        score_release(&score);
    }
    assert_true(met >= 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_enters_and_leaves_when_asked),
        cmocka_unit_test(wishes_out_of_range_are_refused),
        cmocka_unit_test(markers_fall_on_beats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
