/* The drum machine: no two strokes alike, hats that choke, a kick that ends on its pitch, all keys heard. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bgmusic/base/text.h"
#include "drum_machine.h"
#include "drum_rows.h"
#include "support/likeness.h"

enum { FRAMES = 24000 };

static float dry[2 * FRAMES], room[2 * FRAMES];

static void stroke(struct drum_machine *machine, int key, float *left)
{
    drum_machine_strike(machine, key, 100);
    drum_machine_render(machine, dry, room, FRAMES);
    for (size_t i = 0; i < FRAMES; i++)
        left[i] = dry[2 * i];
    drum_machine_silence(machine);
}

static void test_strokes_differ(void **state)
{
    (void)state;
    static const struct {
        int key;
        double most;
    } rows[] = {{36, 0.97}, {38, 0.93}, {42, 0.3}};
    static float first[FRAMES], second[FRAMES];
    for (int kit = DRUM_KIT_909; kit <= DRUM_KIT_808; kit++)
        for (size_t i = 0; i < 3; i++) {
            struct drum_machine *machine = drum_machine_new((enum drum_kit)kit, 1);
            stroke(machine, rows[i].key, first);
            stroke(machine, rows[i].key, second);
            assert_true(stroke_likeness(first, second) < rows[i].most);
            drum_machine_free(machine);
        }
}

static double level(size_t from, size_t frames)
{
    double sum = 1e-20;
    for (size_t i = 2 * from; i < 2 * (from + frames); i++)
        sum += (double)dry[i] * dry[i];
    return 10 * log10(sum / (double)frames);
}

static void test_closed_hat_ends_the_open_one(void **state)
{
    (void)state;
    double after[2];
    for (int closed = 0; closed < 2; closed++) {
        struct drum_machine *machine = drum_machine_new(DRUM_KIT_909, 1);
        drum_machine_strike(machine, 46, 120);
        drum_machine_render(machine, dry, room, 2400);
        if (closed)
            drum_machine_strike(machine, 42, 1);
        drum_machine_render(machine, dry, room, 4800);
        after[closed] = level(2400, 2400);
        drum_machine_free(machine);
    }
    assert_true(after[0] - after[1] > 20);
}

/* Rises through zero in 0.2 s of the tail. */
static void test_long_kick_ends_on_its_pitch(void **state)
{
    (void)state;
    struct drum_machine *machine = drum_machine_new(DRUM_KIT_808, 1);
    static float left[FRAMES];
    size_t first = 0, last = 0, rises = 0;
    stroke(machine, 36, left);
    for (size_t i = 9600; i < FRAMES; i++)
        if (left[i - 1] < 0 && left[i] >= 0) {
            first = first == 0 ? i : first;
            last = i;
            rises++;
        }
    double hertz = (double)(rises - 1) * 48000 / (double)(last - first);
    assert_true(fabs(1200 * log2(hertz / 45)) < 60);
    drum_machine_free(machine);
}

/* What falls by 60 dB in the row's time: a tone (claves), hiss (shaker), a skin (conga). Strokes differ by a tenth. */
static void test_times_of_the_rows(void **state)
{
    (void)state;
    static const int keys[] = {75, 70, 64};
    for (int kit = DRUM_KIT_909; kit <= DRUM_KIT_808; kit++)
        for (size_t i = 0; i < 3; i++) {
            const struct drum_row *row = drum_row_find((enum drum_kit)kit, keys[i]);
            double ms = row->tone > 0 ? (double)row->tone_ms : (double)row->noise_ms, slope = 0;
            size_t from = (size_t)(48 * (double)row->attack_ms) + (size_t)(ms * 48 * 0.15),
                   way = (size_t)(ms * 48 * 0.5);
            for (uint64_t seed = 1; seed <= 8; seed++) {
                static float left[FRAMES];
                struct drum_machine *machine = drum_machine_new((enum drum_kit)kit, seed);
                stroke(machine, keys[i], left);
                slope += (level(from, 240) - level(from + way, 240)) / 8;
                drum_machine_free(machine);
            }
            if (fabs(slope - 30) > 4)
                fail_msg("kit %d, %s: %.1f dB in half of its %.0f ms", kit, row->name, slope, ms);
        }
}

#define GOLDEN_SOUND UINT64_C(0x1c929dba0c700d2d)

/* As test_tone_synth.c holds it of the patches. */
static void test_same_bits_with_every_compiler(void **state)
{
    (void)state;
    uint64_t hash = TEXT_HASH_INIT;
    for (int kit = DRUM_KIT_909; kit <= DRUM_KIT_CHIP; kit++) {
        struct drum_machine *machine = drum_machine_new((enum drum_kit)kit, 3);
        for (int key = 35; key <= 81; key++) {
            drum_machine_strike(machine, key, 30 + 2 * (key - 35));
            drum_machine_render(machine, dry, room, 2400);
            hash = text_hash(dry, 2 * 2400 * sizeof *dry, hash);
        }
        drum_machine_free(machine);
    }
    if (hash != GOLDEN_SOUND)
        fail_msg("the hash is now 0x%016llx", (unsigned long long)hash);
}

static void test_every_key_sounds_and_ends(void **state)
{
    (void)state;
    for (int kit = DRUM_KIT_909; kit <= DRUM_KIT_CHIP; kit++)
        for (int key = 27; key <= 87; key++) {
            struct drum_machine *machine = drum_machine_new((enum drum_kit)kit, 1);
            drum_machine_strike(machine, key, 127);
            drum_machine_render(machine, dry, room, FRAMES);
            assert_true(level(0, FRAMES / 4) > -60);
            for (size_t i = 0; i < 2 * FRAMES; i++)
                assert_true(isfinite(dry[i]) && fabsf(dry[i]) < 2);
            for (int s = 0; s < 8; s++)
                drum_machine_render(machine, dry, room, FRAMES);
            assert_true(dry[2 * FRAMES - 1] == 0);
            drum_machine_free(machine);
        }
}

static void test_same_calls_same_samples(void **state)
{
    (void)state;
    static float first[2 * FRAMES];
    for (int pass = 0; pass < 2; pass++) {
        struct drum_machine *machine = drum_machine_new(DRUM_KIT_909, 9);
        for (int i = 0; i < 40; i++) /* more than it has strokes for */
            drum_machine_strike(machine, 36 + i % 20, 60 + i);
        drum_machine_render(machine, dry, room, FRAMES);
        if (pass == 0)
            memcpy(first, dry, sizeof first);
        drum_machine_free(machine);
    }
    assert_memory_equal(first, dry, sizeof first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strokes_differ),
        cmocka_unit_test(test_closed_hat_ends_the_open_one),
        cmocka_unit_test(test_long_kick_ends_on_its_pitch),
        cmocka_unit_test(test_times_of_the_rows),
        cmocka_unit_test(test_same_bits_with_every_compiler),
        cmocka_unit_test(test_every_key_sounds_and_ends),
        cmocka_unit_test(test_same_calls_same_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
