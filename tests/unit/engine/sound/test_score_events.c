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
    static const struct {
        int32_t ticks;
        int64_t frame;
    } rows[] = {{0, 0}, {1, 50}, {480, 24000}, {960, 48000}, {1440, 96000}, {1920, 144000}, {2400, 160000}};
    struct score_note kicks[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        kicks[i] = (struct score_note){rows[i].ticks, 10, 36, 80};
    struct score score = {.tempos = tempos, .tempo_count = 3, .part_count = 1};
    score.parts[0] = (struct score_part){.role = SCORE_DRUMS, .notes = kicks, .note_count = COUNT(rows)};
    size_t count;
    int64_t *frames = score_kicks(&score, &count);
    assert_int_equal(count, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(frames[i], rows[i].frame);
    free(frames);
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

/* Strokes of a kit go to their pieces, each coloured for itself; a doubled guitar is struck twice. */
static void test_kit_and_double(void **state)
{
    (void)state;
    static struct score_tempo tempo = {0, 500000};
    static struct score_note strokes[] = {{0, 120, 36, 100}, {240, 120, 42, 80}, {480, 120, 42, 80}};
    static struct score_note chord[] = {{0, 480, 52, 90}};
    struct score score = {.tempos = &tempo, .tempo_count = 1, .part_count = 2};
    score.parts[0] = (struct score_part){.role = SCORE_DRUMS, .channel = 9, .notes = strokes, .note_count = 3};
    score.parts[1] = (struct score_part){
        .role = SCORE_GUITAR, .channel = 1, .program = 25, .pan = 0.5, .notes = chord, .note_count = 1};
    struct score_events list;
    const struct synth_event *hats[2] = {NULL, NULL};
    size_t kicks = 0, hat = 0, guitars = 0, doubles = 0, count;
    score_events_init(&list, &score, 3);
    for (size_t i = 0; i < list.count; i++) {
        const struct synth_event *event = &list.events[i];
        if (event->kind != SYNTH_NOTE_ON)
            continue;
        kicks += event->channel == SYNTH_KIT_CHANNEL && event->number == 36;
        guitars += event->channel == 1;
        doubles += event->channel == SYNTH_DOUBLE_CHANNEL && event->frame > 200 && event->frame < 1000;
        if (event->number == 42 && hat < 2)
            hats[hat++] = event;
    }
    assert_int_equal(kicks, 1);
    assert_int_equal(guitars, 1);
    assert_int_equal(doubles, 1);
    assert_int_equal(hat, 2);
    assert_int_equal(hats[0]->channel, SYNTH_KIT_CHANNEL + 2);
    assert_true(hats[0]->tune_cents != hats[1]->tune_cents && hats[0]->darker_cents != hats[1]->darker_cents);
    score_events_release(&list);
    int64_t *frames = score_kicks(&score, &count);
    assert_int_equal(count, 1);
    assert_int_equal(frames[0], 0);
    free(frames);
    /* The drum machine takes the strokes as they are. */
    score.parts[0].program = 24;
    score_events_init(&list, &score, 1);
    for (size_t i = 0; i < list.count; i++)
        assert_true(list.events[i].kind != SYNTH_NOTE_ON || list.events[i].channel == 9);
    score_events_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tempo_map),
        cmocka_unit_test(test_order_and_repeated_keys),
        cmocka_unit_test(test_kit_and_double),
        cmocka_unit_test(test_densest_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
