/* Loudness and peaks of known signals: the figures of EBU Tech 3341 for sines, silence, levels, steps. */
#include "unit/unit_test.h"

#include <math.h>

#include "bgmusic/app/sound_picture.h"

/* `seconds` of a 1 kHz sine in both channels, `peak_db` under full scale. */
static void add_sine(struct sound_meter *meter, double seconds, double peak_db)
{
    size_t frames = (size_t)(seconds * 48000 + 0.5);
    float *samples = xcalloc(2 * frames + 2, sizeof *samples);
    for (size_t i = 0; i < frames; i++)
        samples[2 * i] = samples[2 * i + 1] =
            (float)(pow(10, peak_db / 20) * sin(6.283185307179586 * 1000 * (double)i / 48000));
    /* In odd pieces: the cut must not matter. */
    for (size_t at = 0; at < frames; at += 777)
        sound_meter_add(meter, samples + 2 * at, frames - at < 777 ? frames - at : 777);
    free(samples);
}

static void sines_have_their_loudness(void **state)
{
    (void)state;
    /* EBU Tech 3341, test 1 and 2: a stereo sine of 1 kHz with peaks at -23 dBFS has -23 LUFS. */
    static const double levels[] = {-23, -33, -6};
    for (size_t i = 0; i < COUNT(levels); i++) {
        struct sound_meter meter;
        struct sound_picture picture;
        sound_meter_init(&meter);
        add_sine(&meter, 5, levels[i]);
        sound_meter_finish(&meter, &picture);
        assert_int_equal(picture.count, 50);
        assert_true(fabs(picture.integrated_lufs - levels[i]) < 0.1);
        assert_true(fabs((double)picture.loudness[20] - levels[i]) < 0.1);
        assert_true(fabs(20 * log10((double)picture.peaks[20]) - levels[i]) < 0.1);
        sound_picture_release(&picture);
        sound_picture_release(&picture);
    }
}

/* EBU Tech 3341, test 3: 10 s at -36, 60 s at -23, 10 s at -36 dBFS have -23 LUFS: the quiet parts fall under the gate.
 */
static void quiet_parts_fall_under_the_gate(void **state)
{
    (void)state;
    struct sound_meter meter;
    struct sound_picture picture;
    sound_meter_init(&meter);
    add_sine(&meter, 10, -36);
    add_sine(&meter, 60, -23);
    add_sine(&meter, 10, -36);
    sound_meter_finish(&meter, &picture);
    assert_int_equal(picture.count, 800);
    assert_true(fabs(picture.integrated_lufs - -23) < 0.1);
    assert_true(fabs((double)picture.loudness[50] - -36) < 0.1);
    sound_picture_release(&picture);
}

static void silence_and_very_short_sounds(void **state)
{
    (void)state;
    struct sound_meter meter;
    struct sound_picture picture;
    sound_meter_init(&meter);
    add_sine(&meter, 2, -400);
    sound_meter_finish(&meter, &picture);
    assert_true(picture.integrated_lufs <= (double)SOUND_PICTURE_SILENCE_LUFS);
    sound_picture_release(&picture);
    sound_meter_init(&meter);
    add_sine(&meter, 0.03, -6);
    sound_meter_finish(&meter, &picture);
    assert_int_equal(picture.count, 1);
    sound_picture_release(&picture);
    sound_meter_init(&meter);
    float bad[4] = {NAN, INFINITY, -INFINITY, NAN};
    sound_meter_add(&meter, bad, 2);
    sound_meter_finish(&meter, &picture);
    assert_int_equal(picture.count, 1);
    assert_true(isfinite(picture.peaks[0]) && isfinite(picture.loudness[0]));
    sound_picture_release(&picture);
    sound_meter_init(&meter);
    sound_meter_finish(&meter, &picture);
    assert_int_equal(picture.count, 0);
    sound_picture_release(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sines_have_their_loudness),
        cmocka_unit_test(quiet_parts_fall_under_the_gate),
        cmocka_unit_test(silence_and_very_short_sounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
