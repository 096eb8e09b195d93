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

static double beat_us(const struct score *score)
{
    return 60e6 / score->bpm;
}

static const char *const styles[] = {"pop", "lofi", "epic", "electronic", "jazz", "piano", "ambient", "rock", "bossa"};
enum { STYLES = sizeof styles / sizeof *styles, HAND_US = 35000 };

/* Within half a beat, and what a hand is early or late. */
static void a_part_enters_and_leaves_when_asked(void **state)
{
    (void)state;
    static const enum score_role roles[] = {SCORE_DRUMS, SCORE_PAD, SCORE_LEAD, SCORE_BASS, SCORE_GUITAR};
    for (size_t s = 0; s < STYLES; s++)
        for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
            struct music_event events[] = {
                {.at_ms = 10000 + 730 * (int)s, .kind = MUSIC_EVENT_ENTRY, .role = roles[r]},
                {.at_ms = 30000, .kind = MUSIC_EVENT_EXIT, .role = roles[r]},
            };
            struct music_brief brief;
            struct score score;
            brief_for(&brief, styles[s], 45000, 3 + r);
            brief.events = events;
            brief.event_count = 2;
            compose(&brief, &score);
            double most = beat_us(&score) / 2 + HAND_US, at = (double)events[0].at_ms * 1000;
            double entry = (double)first_note_us(&score, roles[r], 0);
            if (entry < at - most || entry > at + most)
                fail_msg("%s: role %d enters %.2f s off", styles[s], (int)roles[r], (entry - at) / 1e6);
            assert_true(first_note_us(&score, roles[r], (int64_t)(30e6 + most)) == INT64_MAX);
            score_release(&score);
        }
}

static void the_music_stops_when_asked(void **state)
{
    (void)state;
    for (size_t s = 0; s < STYLES; s++) {
        static const struct music_event stop = {.at_ms = 20000, .length_ms = 3000, .kind = MUSIC_EVENT_STOP};
        struct music_brief brief;
        struct score score;
        brief_for(&brief, styles[s], 40000, 5);
        brief.events = &stop;
        brief.event_count = 1;
        compose(&brief, &score);
        double most = beat_us(&score) / 2 + HAND_US;
        for (size_t p = 0; p < score.part_count; p++)
            for (size_t i = 0; i < score.parts[p].note_count; i++) {
                const struct score_note *note = &score.parts[p].notes[i];
                double start = (double)score_ticks_to_us(&score, note->start_ticks);
                bool before = start < 20e6 + most;
                assert_true(!before || (double)note_end_us(&score, note) < 20e6 + most + HAND_US);
                assert_true(before || start > 23e6 - most);
            }
        score_release(&score);
    }
}

/* How much is struck in [from, to), and how hard. */
static double strength(const struct score *score, int64_t from_us, int64_t to_us)
{
    double sum = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++) {
            int64_t us = score_ticks_to_us(score, score->parts[p].notes[i].start_ticks);
            sum += us >= from_us && us < to_us ? score->parts[p].notes[i].velocity : 0;
        }
    return sum / (double)(to_us - from_us);
}

static void a_drop_is_the_climax(void **state)
{
    (void)state;
    static const char *const loud[] = {"electronic", "pop", "epic", "rock", "trap", "techno"};
    for (size_t s = 0; s < sizeof loud / sizeof *loud; s++) {
        static const struct music_event drop = {.at_ms = 30000, .kind = MUSIC_EVENT_DROP};
        struct music_brief brief;
        struct score score;
        brief_for(&brief, loud[s], 60000, 4);
        brief.events = &drop;
        brief.event_count = 1;
        compose(&brief, &score);
        double before = strength(&score, 24000000, 29000000),
               after = strength(&score, 30000000 - HAND_US, 35000000 - HAND_US);
        if (after < before * 1.2)
            fail_msg("%s: the drop has %.2f of what was before", loud[s], after / before);
        size_t begins = 0;
        double most = 0, there = 0;
        for (size_t i = 0; i < score.section_count; i++) {
            double off = (double)score.sections[i].start_ms * 1000 - 30e6;
            bool here = off < beat_us(&score) / 2 + 1000 && off > -beat_us(&score) / 2 - 1000;
            begins += here;
            there = here ? score.sections[i].energy : there;
            most = score.sections[i].energy > most ? score.sections[i].energy : most;
        }
        assert_int_equal(begins, 1);
        assert_true(there >= most);
        score_release(&score);
    }
}

static void it_gets_louder_and_louder(void **state)
{
    (void)state;
    for (size_t s = 0; s < STYLES; s++) {
        static const struct music_event ramp = {.at_ms = 0, .kind = MUSIC_EVENT_RAMP, .energy = 1};
        struct music_brief brief;
        struct score score;
        brief_for(&brief, styles[s], 48000, 6);
        brief.events = &ramp;
        brief.event_count = 1;
        compose(&brief, &score);
        double quarters[4];
        for (int q = 0; q < 4; q++) {
            quarters[q] = strength(&score, q * INT64_C(11500000), (q + 1) * INT64_C(11500000));
            if (q > 0 && quarters[q] < quarters[q - 1] * 0.8)
                fail_msg("%s: quarter %d has %.2f of the one before", styles[s], q, quarters[q] / quarters[q - 1]);
        }
        if (quarters[3] < quarters[0] * 1.3)
            fail_msg("%s: the end has %.2f of the beginning", styles[s], quarters[3] / quarters[0]);
        score_release(&score);
    }
}

static void bars_are_as_asked(void **state)
{
    (void)state;
    static const struct music_meter meters[] = {{3, 4}, {5, 4}, {6, 8}, {7, 8}, {12, 8}, {4, 4}};
    for (size_t s = 0; s < STYLES; s++)
        for (size_t m = 0; m < sizeof meters / sizeof *meters; m++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, styles[s], 40000, 7);
            brief.meter = meters[m];
            brief.bpm = 110;
            compose(&brief, &score);
            assert_int_equal(score.meter_beats, meters[m].beats);
            assert_int_equal(score.meter_unit, meters[m].unit);
            assert_int_equal(score.bar_ticks, meters[m].beats * 4 * SCORE_TICKS_PER_QUARTER / meters[m].unit);
            assert_true(score.bpm > 110 * 0.955 && score.bpm < 110 * 1.045);
            /* The bass and the chords say where the bar begins: on no eighth is twice as much struck. */
            double weights[12] = {0};
            for (size_t p = 0; p < score.part_count; p++)
                for (size_t i = 0; i < score.parts[p].note_count; i++) {
                    int32_t eighth = (score.parts[p].notes[i].start_ticks + 120) / 240 % (score.bar_ticks / 240);
                    bool marks = score.parts[p].role == SCORE_BASS || score.parts[p].role == SCORE_PAD ||
                                 score.parts[p].role == SCORE_KEYS || score.parts[p].role == SCORE_GUITAR;
                    weights[eighth] += marks;
                }
            int strongest = 0;
            for (int i = 1; i < score.bar_ticks / 240; i++)
                strongest = weights[i] > weights[strongest] ? i : strongest;
            assert_true(weights[0] * 2 > weights[strongest]);
            check_ending(&score);
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

/* The keys are left for the sixteenth before a hard cut, but for the tune and what rises into it or is held. */
static void a_breath_stands_before_a_hard_cut(void **state)
{
    (void)state;
    static const struct music_cut cuts[] = {{8000, 0.9, MUSIC_CUT_HARD}, {17000, 0.8, MUSIC_CUT_FLASH}};
    int struck = 0, met = 0;
    for (size_t s = 0; s < STYLES; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, styles[s], 30000, 5);
        brief.cuts = cuts;
        brief.cut_count = COUNT(cuts);
        compose(&brief, &score);
        for (size_t c = 0; c < COUNT(cuts); c++) {
            int32_t at = score_us_to_ticks(&score, cuts[c].at_ms * 1000), beat = SCORE_TICKS_PER_QUARTER;
            int32_t on = (at + beat / 2) / beat * beat;
            met += llabs(score_ticks_to_us(&score, on) - cuts[c].at_ms * 1000) < 60000;
            if (llabs(score_ticks_to_us(&score, on) - cuts[c].at_ms * 1000) >= 60000)
                continue;
            for (size_t p = 0; p < score.part_count; p++)
                for (size_t i = 0; score.parts[p].role != SCORE_LEAD && i < score.parts[p].note_count; i++) {
                    int32_t start = score.parts[p].notes[i].start_ticks;
                    struck += start > on - beat / 6 && start < on - beat / 16 &&
                              score.parts[p].notes[i].length_ticks < beat / 2;
                }
        }
        score_release(&score);
    }
    assert_true(met >= 14);
    assert_int_equal(struck, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_enters_and_leaves_when_asked),
        cmocka_unit_test(the_music_stops_when_asked),
        cmocka_unit_test(a_drop_is_the_climax),
        cmocka_unit_test(it_gets_louder_and_louder),
        cmocka_unit_test(bars_are_as_asked),
        cmocka_unit_test(wishes_out_of_range_are_refused),
        cmocka_unit_test(markers_fall_on_beats),
        cmocka_unit_test(a_breath_stands_before_a_hard_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
