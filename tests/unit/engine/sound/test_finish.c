/* The finish of the bus: its spectrum, sides and peaks against the row of the style. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "finish.h"
#include "loudness.h"
#include "spool.h"
#include "style_table.h"

enum { CHUNKS = 60, FRAMES = CHUNKS * SOUND_CHUNK_FRAMES };

/* Strokes of noise of the same power in each octave (P. Kellet's filter), alike on both sides but for `apart` of it. */
static float *noise(double apart)
{
    struct prng prng;
    double state[2][3] = {{0}};
    float *stereo = xcalloc(2 * FRAMES, sizeof *stereo);
    prng_init(&prng, 5);
    for (size_t i = 0; i < FRAMES; i++) {
        double common = prng_gauss(&prng), stroke = exp(-2.5 * (double)(i % 24000) / 24000);
        for (int c = 0; c < 2; c++) {
            double white = common * (1 - apart) + prng_gauss(&prng) * apart, *s = state[c];
            s[0] = 0.99765 * s[0] + white * 0.0990460;
            s[1] = 0.96300 * s[1] + white * 0.2965164;
            s[2] = 0.57000 * s[2] + white * 1.0526913;
            stereo[2 * i + (size_t)c] = (float)((s[0] + s[1] + s[2] + white * 0.1848) * 0.04 * stroke);
        }
    }
    return stereo;
}

static void measure(const float *stereo, struct spectrum **spectrum, double *lufs)
{
    struct loudness *meter = loudness_new();
    *spectrum = spectrum_new();
    for (size_t i = 0; i < CHUNKS; i++) {
        spectrum_add(*spectrum, stereo + 2 * i * SOUND_CHUNK_FRAMES, SOUND_CHUNK_FRAMES);
        loudness_add(meter, stereo + 2 * i * SOUND_CHUNK_FRAMES, SOUND_CHUNK_FRAMES);
    }
    *lufs = loudness_lufs(meter);
    loudness_free(meter);
}

/* `after`: of what comes out; the caller's to spectrum_free(). Returns its loudness. */
static double finished(const char *style, float *stereo, struct spectrum **after)
{
    struct spectrum *before;
    double lufs;
    measure(stereo, &before, &lufs);
    struct finish *finish = finish_new(mix_row_find(style), before, lufs);
    for (size_t i = 0; i < CHUNKS; i++)
        finish_run(finish, stereo + 2 * i * SOUND_CHUNK_FRAMES, SOUND_CHUNK_FRAMES);
    finish_free(finish);
    spectrum_free(before);
    measure(stereo, after, &lufs);
    return lufs;
}

static double db(double power)
{
    return 10 * log10(power + 1e-20);
}

static void test_spectrum_meets_the_row(void **state)
{
    (void)state;
    static const char *const styles[] = {"techno", "pop", "jazz", "classical"};
    for (size_t s = 0; s < 4; s++) {
        float *stereo = noise(0.2);
        struct spectrum *after;
        double off[SPECTRUM_BANDS], mean = 0;
        finished(styles[s], stereo, &after);
        for (int b = 0; b < SPECTRUM_BANDS; b++)
            off[b] = db(after->mid[b] + after->side[b]) - finish_target_db(mix_row_find(styles[s]), b);
        for (int b = 2; b < 7; b++)
            mean += off[b] / 5;
        for (int b = 1; b < SPECTRUM_BANDS; b++)
            assert_true(fabs(off[b] - mean) < (b == 1 || b == SPECTRUM_BANDS - 1 ? 6 : 4));
        spectrum_free(after);
        free(stereo);
    }
}

/* A row of third octaves that stand out is touched, gently: what stood out by 7 dB and more does so by little more than
 * 4, and no third of even noise lies further from the row than that. */
static void test_thirds_meet_the_row(void **state)
{
    (void)state;
    static const char *const styles[] = {"house", "rock", "jazz", "epic"};
    for (size_t s = 0; s < 4; s++) {
        const struct mix_row *row = mix_row_find(styles[s]);
        float *stereo = noise(0.2);
        double w = 2 * M_PI * 800 / SOUND_RATE, state1[2] = {0, 0}, state2[2] = {0, 0};
        for (size_t i = 0; i < FRAMES; i++)
            for (size_t c = 0; c < 2; c++) { /* a resonance at 800 Hz */
                double x = stereo[2 * i + c], y = x + 2 * 0.97 * cos(w) * state1[c] - 0.97 * 0.97 * state2[c];
                state2[c] = state1[c];
                state1[c] = y;
                stereo[2 * i + c] = (float)(0.2 * (x + 0.1 * y));
            }
        struct spectrum *after;
        finished(styles[s], stereo, &after);
        double off[SPECTRUM_THIRDS], mean = 0, worst = 0;
        for (int i = 0; i < SPECTRUM_THIRDS; i++)
            off[i] = db(after->thirds[i]) - finish_third_target_db(row, spectrum_thirds_hertz[i]);
        for (int i = 0; i < 16; i++)
            mean += off[i] / 16;
        for (int i = 0; i < SPECTRUM_THIRDS - 3; i++)
            worst = fmax(worst, fabs(off[i] - mean));
        print_message("%s: %.1f dB\n", styles[s], worst);
        assert_true(worst < 4.6);
        spectrum_free(after);
        free(stereo);
    }
}

static void test_peaks_by_style(void **state)
{
    (void)state;
    static const char *const styles[] = {"techno", "pop", "jazz"};
    double before = 6;
    for (size_t i = 0; i < 3; i++) {
        float *stereo = noise(0.2);
        struct spectrum *after;
        double lufs = finished(styles[i], stereo, &after), plr = 20 * log10(after->peak) - lufs;
        double wanted = mix_row_find(styles[i])->plr_db;
        assert_true(plr > before + 1 && plr > wanted - 2 && plr < wanted + 2.4);
        before = plr;
        spectrum_free(after);
        free(stereo);
    }
}

static void test_bass_is_in_the_middle_and_the_rest_is_not(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        float *stereo = noise(wide ? 1 : 0.25);
        struct spectrum *after;
        finished("pop", stereo, &after);
        assert_true(db(after->side[0]) - db(after->mid[0]) < -20);
        for (int b = 3; b < SPECTRUM_BANDS; b++) {
            double width = db(after->side[b]) - db(after->mid[b]);
            assert_true(width > -11 && width < -3);
        }
        spectrum_free(after);
        free(stereo);
    }
}

static void test_silence_stays_silent(void **state)
{
    (void)state;
    float *stereo = xcalloc(2 * FRAMES, sizeof *stereo);
    struct spectrum *after;
    finished("pop", stereo, &after);
    assert_true(after->peak < 1e-9);
    spectrum_free(after);
    free(stereo);
}

static void test_rows_are_found(void **state)
{
    (void)state;
    assert_true(mix_row_find("techno")->plr_db < 9);
    assert_true(mix_row_find("jazz")->plr_db >= 14);
    assert_true(mix_row_find("tec") == mix_row_find(""));
    assert_true(mix_row_find("no such style") == mix_row_find(""));
    /* No style is left to the row in the middle. */
    const char *style;
    for (size_t i = 0; (style = style_id_at(i)) != NULL; i++)
        if (mix_row_find(style) == mix_row_find(""))
            fail_msg("\"%s\" has no row in mix_rows.c", style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spectrum_meets_the_row), cmocka_unit_test(test_thirds_meet_the_row),
        cmocka_unit_test(test_peaks_by_style),         cmocka_unit_test(test_bass_is_in_the_middle_and_the_rest_is_not),
        cmocka_unit_test(test_silence_stays_silent),   cmocka_unit_test(test_rows_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
