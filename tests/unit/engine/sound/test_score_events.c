/* Notes in ticks become events in frames: tempo map, order, repeated keys, the fullest seconds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "score_events.h"
#include "spool.h"
#include "sound_fixtures.h"
#include "bgmusic/base/count.h"

static void test_tempo_map(void **state)
{
    (void)state;
    static struct score_tempo tempos[] = {{0, 500000}, {960, 1000000}, {1920, 333333}};
    struct score score = {.tempos = tempos, .tempo_count = 3};
    static const struct {
        int32_t ticks;
        int64_t frame;
    } rows[] = {{0, 0}, {480, 24000}, {960, 48000}, {1440, 96000}, {1920, 144000}, {2400, 160000}, {1, 50}};
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(score_frame_of_ticks(&score, rows[i].ticks), rows[i].frame);
}

static void test_order_and_repeated_keys(void **state)
{
    (void)state;
    static struct score_tempo tempo = {0, 500000};
    /* The first lasts into the second; the third begins where the second ends. */
    static struct score_note notes[] = {{0, 960, 60, 80}, {480, 480, 60, 90}, {960, 480, 60, 70}};
    static struct score_control controls[] = {{480, 11, 99}};
    struct score score = {.tempos = &tempo, .tempo_count = 1, .part_count = 1};
    score.parts[0] = (struct score_part){
        .channel = 3, .notes = notes, .note_count = 3, .controls = controls, .control_count = 1, .pan = -1};
    struct score_events list;
    score_events_init(&list, &score, 1);
    int sounding = 0;
    bool panned = false;
    for (size_t i = 0; i < list.count; i++) {
        const struct synth_event *event = &list.events[i];
        assert_true(i == 0 || list.events[i - 1].frame <= event->frame);
        assert_int_equal(event->channel, 3);
        panned |= event->kind == SYNTH_CONTROL && event->number == 10 && event->value == 1;
        if (event->kind == SYNTH_NOTE_ON) {
            assert_int_equal(sounding, 0); /* never two on one key */
            sounding++;
            assert_int_equal(event->frame, event->value == 80 ? 0 : event->value == 90 ? 24000 : 48000);
        } else if (event->kind == SYNTH_NOTE_OFF) {
            sounding--;
        } else if (event->number == 11) {
            assert_int_equal(event->frame, 24000);
        }
    }
    assert_int_equal(sounding, 0);
    assert_true(panned);
    score_events_release(&list);
    score_events_init(&list, &score, 0);
    assert_int_equal(list.count, 0);
    score_events_release(&list);
}

static void test_densest_seconds(void **state)
{
    (void)state;
    struct score score;
    struct score_events list = {NULL, 0};
    make_small_score(&score, 20000);
    /* Four loud notes at 10 s among many that are quiet. */
    for (size_t i = 20; i < 24; i++)
        score.parts[0].notes[i].velocity = 120;
    score_events_add_densest(&list, &score, 0, 2 * SOUND_RATE);
    score_events_sort(&list);
    int loud = 0;
    for (size_t i = 0; i < list.count; i++) {
        assert_true(list.events[i].frame >= 0 && list.events[i].frame < 2 * SOUND_RATE);
        loud += list.events[i].kind == SYNTH_NOTE_ON && list.events[i].value == 120;
    }
    assert_int_equal(loud, 4);
    score_events_release(&list);
    free_small_score(&score);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tempo_map),
        cmocka_unit_test(test_order_and_repeated_keys),
        cmocka_unit_test(test_densest_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
