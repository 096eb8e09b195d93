/* The synthesiser's voices against their formulas: pitch, aliases, envelope, voices that are taken, repeatability. */
#include <complex.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "patch.h"
#include "synth_math.h"
#include "tone_synth.h"

enum { RATE = 48000, POINTS = 1 << 15 };

static const struct patch *patch_named(const char *name)
{
    const struct patch *patch = patch_rows;
    while (patch->name != NULL && strcmp(patch->name, name) != 0)
        patch++;
    assert_non_null(patch->name);
    return patch;
}

/* One note, `skip` frames in, as the left side. */
static float *note_of(const char *name, int key, size_t skip, size_t frames)
{
    struct tone_synth *synth = tone_synth_new(patch_named(name), 0.5, 7);
    size_t whole = (skip + frames + TONE_SPAN_FRAMES) / TONE_SPAN_FRAMES * TONE_SPAN_FRAMES;
    float *stereo = xcalloc(2 * whole, sizeof *stereo), *left = xcalloc(frames, sizeof *left);
    tone_synth_note_on(synth, key, 100);
    tone_synth_render(synth, stereo, whole);
    for (size_t i = 0; i < frames; i++)
        left[i] = stereo[2 * (skip + i)];
    free(stereo);
    tone_synth_free(synth);
    return left;
}

static void transform(double complex *values, size_t count)
{
    if (count == 1)
        return;
    double complex *halves = xcalloc(count, sizeof *halves);
    for (size_t i = 0; i < count / 2; i++) {
        halves[i] = values[2 * i];
        halves[count / 2 + i] = values[2 * i + 1];
    }
    transform(halves, count / 2);
    transform(halves + count / 2, count / 2);
    for (size_t i = 0; i < count / 2; i++) {
        double complex turned = cexp(-2 * M_PI * I * (double)i / (double)count) * halves[count / 2 + i];
        values[i] = halves[i] + turned;
        values[count / 2 + i] = halves[i] - turned;
    }
    free(halves);
}

static void test_sine_and_power(void **state)
{
    (void)state;
    for (int i = -1600; i <= 1600; i++) {
        assert_true(fabs((double)synth_sine((float)i / 800) - sin(2 * M_PI * i / 800)) < 1e-5);
        assert_true(fabs((double)synth_power((float)i / 50) / pow(2, (double)((float)i / 50)) - 1) < 2e-5);
    }
}

/* The phase of the lowest partial, at the start and 0.5 s later, tells its frequency to a hundredth of a cent. */
static void test_pitch(void **state)
{
    (void)state;
    for (int key = 36; key <= 96; key += 7) {
        double wanted = 440 * pow(2, (key - 69) / 12.0);
        enum { WINDOW = RATE / 4, APART = RATE / 2 };
        float *left = note_of("chip arp", key, RATE, WINDOW + APART);
        double complex sums[2] = {0, 0};
        for (int w = 0; w < 2; w++)
            for (size_t i = 0; i < WINDOW; i++) {
                size_t at = i + (size_t)w * APART;
                double window = 0.5 - 0.5 * cos(2 * M_PI * (double)i / WINDOW);
                sums[w] += window * (double)left[at] * cexp(-2 * M_PI * I * wanted * (double)at / RATE);
            }
        double hertz = wanted + carg(sums[1] / sums[0]) / (2 * M_PI) / 0.5;
        assert_true(fabs(1200 * log2(hertz / wanted)) < 0.5);
        free(left);
    }
}

/* Whatever is not a partial lies 60 dB under the strongest one. */
static void test_aliases(void **state)
{
    (void)state;
    static const char *const names[] = {"chip arp", "chip square"};
    static double complex values[POINTS];
    for (int n = 0; n < 2; n++)
        for (int key = 60; key <= 108; key += 8) {
            /* The square's vibrato begins after 250 ms; a Hann window as long as what is before. */
            float *left = note_of(names[n], key, n == 0 ? RATE : 0, POINTS);
            size_t length = n == 0 ? POINTS : RATE / 5;
            double hertz = 440 * pow(2, (key - 69) / 12.0), most = 0, rest = 0;
            memset(values, 0, sizeof values);
            for (size_t i = 0; i < length; i++) {
                double turn = 2 * M_PI * (double)i / (double)length;
                values[i] =
                    left[i] * (0.35875 - 0.48829 * cos(turn) + 0.14128 * cos(2 * turn) - 0.01168 * cos(3 * turn));
            }
            transform(values, POINTS);
            for (size_t i = 40; i < POINTS / 2; i++) {
                double at = (double)i * RATE / POINTS, partial = at / hertz;
                bool on = fabs(partial - round(partial)) * hertz < 5.0 * RATE / (double)length && round(partial) >= 1;
                double size = cabs(values[i]);
                if (on)
                    most = fmax(most, size);
                else
                    rest = fmax(rest, size);
            }
            assert_true(20 * log10(rest / most) < -60);
            free(left);
        }
}

static double level_db(const float *left, size_t from, size_t frames)
{
    double sum = 1e-20;
    for (size_t i = from; i < from + frames; i++)
        sum += (double)left[i] * left[i];
    return 10 * log10(sum / (double)frames);
}

/* "chip arp" lets go by 60 dB in 50 ms: by half of it in half the time. */
static void test_release_time(void **state)
{
    (void)state;
    struct tone_synth *synth = tone_synth_new(patch_named("chip arp"), 0.5, 7);
    enum { HELD = 48000, AFTER = 4800 };
    float *stereo = xcalloc(2 * (HELD + AFTER), sizeof *stereo), *left = xcalloc(HELD + AFTER, sizeof *left);
    tone_synth_note_on(synth, 84, 100);
    tone_synth_render(synth, stereo, HELD);
    tone_synth_note_off(synth, 84);
    tone_synth_render(synth, stereo + 2 * HELD, AFTER);
    for (size_t i = 0; i < HELD + AFTER; i++)
        left[i] = stereo[2 * i];
    double before = level_db(left, HELD - 480, 480), half = level_db(left, HELD + 1200 - 120, 240);
    assert_true(fabs(before - half - 30) < 2);
    assert_true(level_db(left, HELD + AFTER - 480, 480) < -120);
    tone_synth_free(synth);
    free(stereo);
    free(left);
}

/* The attack is a straight line, the decay falls to the sustained level by 60 dB of the difference in its time. */
static void test_attack_and_decay_times(void **state)
{
    (void)state;
    enum { FRAMES = 96000, WINDOW = 960 };
    struct patch patch = *patch_named("chip arp");
    patch.velocity_octaves = 0;
    patch.envelope.attack_ms = 200;
    patch.envelope.decay_ms = 900;
    patch.envelope.sustain = 0.25f;
    struct tone_synth *synth = tone_synth_new(&patch, 0.5, 7);
    float *stereo = xcalloc(2 * FRAMES, sizeof *stereo), *left = xcalloc(FRAMES, sizeof *left);
    tone_synth_note_on(synth, 84, 127);
    tone_synth_render(synth, stereo, FRAMES);
    for (size_t i = 0; i < FRAMES; i++)
        left[i] = stereo[2 * i];
    double top = level_db(left, FRAMES - WINDOW, WINDOW) - 20 * log10(0.25);
    static const int at_ms[] = {50, 100, 150, 300, 500, 800, 1200};
    for (size_t i = 0; i < sizeof at_ms / sizeof *at_ms; i++) {
        double t = at_ms[i] / 1000.0;
        double wanted = t < 0.2 ? t / 0.2 : 0.25 + 0.75 * pow(10, -3 * (t - 0.2) / 0.9);
        double heard = level_db(left, (size_t)at_ms[i] * 48 - WINDOW / 2, WINDOW) - top;
        assert_true(fabs(heard - 20 * log10(wanted)) < 0.6);
    }
    tone_synth_free(synth);
    free(stereo);
    free(left);
}

/* Every patch, three notes, a bend and a pedal: the same bits with every compiler and on every machine of this byte
 * order. A change of sound changes the number; a change of the compiler must not. */
#define GOLDEN_SOUND UINT64_C(0x9eeabe2ae124464e)

static void test_same_bits_with_every_compiler(void **state)
{
    (void)state;
    enum { FRAMES = 9600 };
    uint64_t hash = TEXT_HASH_INIT;
    float *stereo = xcalloc(2 * FRAMES, sizeof *stereo);
    for (const struct patch *patch = patch_rows; patch->name != NULL; patch++) {
        struct tone_synth *synth = tone_synth_new(patch, 0.5, 11);
        tone_synth_note_on(synth, 45, 100);
        tone_synth_note_on(synth, 64, 80);
        tone_synth_render(synth, stereo, FRAMES);
        hash = text_hash(stereo, 2 * FRAMES * sizeof *stereo, hash);
        tone_synth_control(synth, 1, 90);
        tone_synth_bend(synth, 0.7);
        tone_synth_note_off(synth, 64);
        tone_synth_note_on(synth, 71, 120);
        tone_synth_render(synth, stereo, FRAMES);
        hash = text_hash(stereo, 2 * FRAMES * sizeof *stereo, hash);
        tone_synth_free(synth);
    }
    free(stereo);
    if (hash != GOLDEN_SOUND)
        fail_msg("the hash is now 0x%016llx", (unsigned long long)hash);
}

static float steepest(const float *stereo, size_t frames)
{
    float most = 0;
    for (size_t i = 1; i < frames; i++)
        most = fmaxf(most, fabsf(stereo[2 * i] - stereo[2 * i - 2]));
    return most;
}

/* Twenty-four held notes on sixteen voices: those that are taken fade, they do not click. */
static void test_taken_voices_do_not_click(void **state)
{
    (void)state;
    float most[2];
    for (int notes = 16, n = 0; n < 2; notes = 24, n++) {
        struct tone_synth *synth = tone_synth_new(patch_named("air pad"), 0.5, 7);
        enum { EACH = 4800 };
        float *stereo = xcalloc(2 * EACH * 24, sizeof *stereo);
        for (int i = 0; i < 24; i++) {
            if (i < notes)
                tone_synth_note_on(synth, 50 + i % 16, 90);
            tone_synth_render(synth, stereo + 2 * EACH * i, EACH);
        }
        most[n] = steepest(stereo + 2 * EACH * 16, EACH * 8);
        tone_synth_free(synth);
        free(stereo);
    }
    assert_true(most[1] < 1.5f * most[0]);
}

static void test_bend_and_pedal(void **state)
{
    (void)state;
    struct tone_synth *synth = tone_synth_new(patch_named("chip arp"), 0.5, 7);
    static float stereo[2 * 9600];
    tone_synth_control(synth, 64, 127);
    tone_synth_bend(synth, 2);
    tone_synth_note_on(synth, 69, 100);
    tone_synth_render(synth, stereo, 4800);
    tone_synth_note_off(synth, 69);
    tone_synth_render(synth, stereo, 9600);
    /* Held by the pedal, and two semitones up: 493.88 Hz. */
    double complex tone = 0, straight = 0;
    for (size_t i = 0; i < 9600; i++) {
        tone += stereo[2 * i] * cexp(-2 * M_PI * I * 493.883 * (double)i / RATE);
        straight += stereo[2 * i] * cexp(-2 * M_PI * I * 440 * (double)i / RATE);
    }
    assert_true(cabs(tone) > 20 * cabs(straight));
    tone_synth_control(synth, 64, 0);
    tone_synth_render(synth, stereo, 9600);
    tone_synth_render(synth, stereo, 9600);
    assert_true(stereo[2 * 9599] == 0);
    tone_synth_free(synth);
}

/* Every patch sounds, is finite, falls silent, and sounds the same twice. */
static void test_patches(void **state)
{
    (void)state;
    static float first[2 * 24000], second[2 * 24000];
    for (const struct patch *patch = patch_rows; patch->name != NULL; patch++) {
        for (int pass = 0; pass < 2; pass++) {
            float *stereo = pass == 0 ? first : second;
            struct tone_synth *synth = tone_synth_new(patch, 0.5, 3);
            tone_synth_note_on(synth, 48, 90);
            tone_synth_note_on(synth, 55, 90);
            tone_synth_render(synth, stereo, 24000);
            tone_synth_note_off(synth, 48);
            tone_synth_note_off(synth, 55);
            static float tail[2 * 48000];
            for (int s = 0; s < 8; s++)
                tone_synth_render(synth, tail, 48000);
            assert_true(tail[2 * 47999] == 0);
            tone_synth_free(synth);
        }
        float most = 0;
        for (size_t k = 0; k < 2 * 24000; k++) {
            assert_true(isfinite(first[k]));
            most = fmaxf(most, fabsf(first[k]));
        }
        assert_true(most > 0.01f && most < 4);
        assert_memory_equal(first, second, sizeof first);
    }
}

static void test_which_patch(void **state)
{
    (void)state;
    static const struct {
        const char *style;
        enum score_role role;
        int program;
        const char *patch;
    } rows[] = {
        {"techno", SCORE_BASS, 38, "acid bass"},     {"trap", SCORE_BASS, 39, "808 bass"},
        {"pop", SCORE_PAD, 90, "bright pad"},        {"chiptune", SCORE_LEAD, 80, "chip pulse"},
        {"electronic", SCORE_KEYS, 90, "super saw"}, {"electronic", SCORE_PERCUSSION, 119, "riser"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct patch *patch = patch_find(rows[i].style, rows[i].role, rows[i].program);
        assert_non_null(patch);
        assert_string_equal(patch->name, rows[i].patch);
    }
    assert_null(patch_find("piano", SCORE_KEYS, 0));
    assert_null(patch_find("epic", SCORE_PERCUSSION, 119));
    assert_null(patch_find("techno", SCORE_DRUMS, 38));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sine_and_power),
        cmocka_unit_test(test_pitch),
        cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_release_time),
        cmocka_unit_test(test_attack_and_decay_times),
        cmocka_unit_test(test_same_bits_with_every_compiler),
        cmocka_unit_test(test_taken_voices_do_not_click),
        cmocka_unit_test(test_bend_and_pedal),
        cmocka_unit_test(test_patches),
        cmocka_unit_test(test_which_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
