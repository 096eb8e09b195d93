/* Voice activity on synthetic speech, clean and in noise, and on what is no speech. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "media_decode.h"
#include "speech_detect.h"
#include "spool.h"
#include "unit/engine/sound/sound_fixtures.h"

/* Speech of two sentences at 1 s and again at 6 s, 10 s in all, over pink noise of some level. */
static size_t detect(const char *noise_amplitude, bool speech, struct music_span **spans)
{
    char *command =
        xasprintf(MAKE "-i @said.wav -f lavfi -i anoisesrc=c=pink:seed=5:a=%s:r=48000:d=10 -filter_complex "
                       "[0:a]aresample=48000,volume=%s,asplit[a][b];[a]adelay=1000,apad[c];[b]adelay=6000,apad[d];"
                       "[c][d][1:a]amix=inputs=3:normalize=0:duration=shortest -t 10 @mixed.wav",
                  noise_amplitude, speech ? "1" : "0");
    assert_int_equal(fixture_run("espeak-ng -v en -s 160 -w @said.wav We~went~down~to~the~harbour~to~see"
                                 "~the~boats~come~in.",
                                 NULL),
                     0);
    assert_int_equal(fixture_run(command, NULL), 0);
    free(command);
    char *path = fixture_path("mixed.wav");
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    struct speech_detector *detector = speech_detector_new();
    float *stereo = xcalloc(5000 * 2, sizeof *stereo);
    size_t got = 5000;
    assert_int_equal(media_decode_start(&decoder, path, 0, 2, 20000, NULL), BGM_OK);
    while (got == 5000) {
        assert_int_equal(media_decode_read(&decoder, stereo, 5000, &got, NULL, NULL), BGM_OK);
        speech_detector_add(detector, stereo, got);
    }
    assert_int_equal(decoder.frames, 10 * SOUND_RATE);
    media_decode_release(&decoder);
    size_t count = speech_detector_finish(detector, spans, 100);
    speech_detector_free(detector);
    free(stereo);
    free(path);
    return count;
}

static int64_t overlap_ms(const struct music_span *spans, size_t count, int64_t from, int64_t to)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t a = spans[i].start_ms > from ? spans[i].start_ms : from;
        int64_t b = spans[i].end_ms < to ? spans[i].end_ms : to;
        sum += b > a ? b - a : 0;
    }
    return sum;
}

static void test_speech_in_noise(void **state)
{
    (void)state;
    static const char *const noises[] = {"0", "0.003", "0.01"};
    for (size_t i = 0; i < 3; i++) {
        struct music_span *spans;
        size_t count = detect(noises[i], true, &spans);
        assert_true(count >= 2 && count < 10);
        /* The sentence lasts 2.4 s and more; silence before, between and after. */
        assert_true(overlap_ms(spans, count, 1000, 3600) > 1900);
        assert_true(overlap_ms(spans, count, 6000, 8600) > 1900);
        int64_t wrong = overlap_ms(spans, count, 0, 950) + overlap_ms(spans, count, 4300, 5950) +
                        overlap_ms(spans, count, 9300, 10000);
        assert_true(wrong < 200);
        assert_true(llabs(spans[0].start_ms - 1020) < 150);
        for (size_t j = 1; j < count; j++)
            assert_true(spans[j].start_ms - spans[j - 1].end_ms >= 300);
        free(spans);
    }
}

static void test_noise_and_silence_are_no_speech(void **state)
{
    (void)state;
    static const char *const noises[] = {"0", "0.05"};
    for (size_t i = 0; i < 2; i++) {
        struct music_span *spans;
        assert_int_equal(detect(noises[i], false, &spans), 0);
        assert_null(spans);
    }
}

/* Sounds made sample by sample; `value` gives the one at a time. */
static size_t detect_made(float (*value)(double at_s, uint32_t *noise), int length_s, struct music_span **spans)
{
    struct speech_detector *detector = speech_detector_new();
    uint32_t noise = 1;
    float piece[2 * 480];
    for (int i = 0; i < length_s * 100; i++) {
        for (int k = 0; k < 480; k++)
            piece[2 * k] = piece[2 * k + 1] = value((i * 480 + k) / (double)SOUND_RATE, &noise);
        speech_detector_add(detector, piece, 480);
    }
    size_t count = speech_detector_finish(detector, spans, 100);
    speech_detector_free(detector);
    return count;
}

/* The share of 16 s that is taken for speech. */
static double share_of(float (*value)(double at_s, uint32_t *noise))
{
    enum { LENGTH_S = 16 };
    struct music_span *spans;
    size_t count = detect_made(value, LENGTH_S, &spans);
    double share = (double)overlap_ms(spans, count, 0, LENGTH_S * 1000) / (LENGTH_S * 1000);
    free(spans);
    return share;
}

static float white(uint32_t *noise)
{
    *noise = *noise * 1664525u + 1013904223u;
    return (float)(*noise >> 8) / (1 << 23) - 1;
}

/* A hundred hands a second, each a burst of five milliseconds; swells up and dies away between quiet. */
static float applause(double at_s, uint32_t *noise)
{
    static double fades;
    if (white(noise) > 1 - 2 * 100.0 / SOUND_RATE)
        fades = 1;
    fades *= 0.996;
    double crowd = at_s < 3 || at_s > 13 ? 0.001 : fmin(1, fmin(at_s - 3, 13 - at_s));
    return (float)(0.3 * crowd * (0.3 + fades)) * white(noise);
}

/* Eight seconds from wave to wave. */
static float waves(double at_s, uint32_t *noise)
{
    double swell = 0.5 - 0.5 * cos(2 * M_PI * at_s / 8);
    return (float)(0.25 * swell * swell * swell + 0.002) * white(noise);
}

/* Chords of four tones, struck twice a second and dying slowly, with a rest now and then. */
static float music(double at_s, uint32_t *noise)
{
    static const double tones[4][4] = {{261.6, 329.6, 392.0, 523.3},
                                       {220.0, 261.6, 329.6, 440.0},
                                       {174.6, 220.0, 261.6, 349.2},
                                       {196, 246.9, 293.7, 392}};
    int beat = (int)(at_s * 2);
    double since = at_s - beat / 2.0, sum = 0;
    for (int i = 0; i < 4; i++)
        for (int harmonic = 1; harmonic <= 4; harmonic++)
            sum += sin(2 * M_PI * tones[beat / 4 % 4][i] * harmonic * at_s) / harmonic;
    double rest = beat / 8 % 4 == 3 ? 0.02 : 1;
    return (float)(0.05 * sum * exp(-1.5 * since) * rest) + 0.0005f * white(noise);
}

/* Neither stands in the way of the music; music is taken for speech in less than a fifth of its time. */
static void test_applause_waves_and_music_are_no_speech(void **state)
{
    (void)state;
    double clapped = share_of(applause), breaking = share_of(waves), played = share_of(music);
    if (clapped > 0.1 || breaking > 0.1 || played > 0.2)
        fail_msg("speech: %.2f of the applause, %.2f of the waves, %.2f of the music", clapped, breaking, played);
}

/* A voice of 140 Hz that closes four and a half times a second, at -22 LUFS or so. */
static double voice(double at_s)
{
    double open = pow(fabs(sin(M_PI * 4.5 * at_s)), 3), sum = 0;
    for (int harmonic = 1; harmonic <= 12; harmonic++)
        sum += sin(2 * M_PI * 140 * harmonic * at_s) / harmonic;
    return 0.12 * open * sum;
}

/* A minute of room tone in which somebody speaks for 3.4 s, and says goodbye in the last second. */
static float seldom(double at_s, uint32_t *noise)
{
    bool speaks = (at_s >= 30 && at_s < 33.4) || (at_s >= 59 && at_s < 59.9);
    return (speaks ? (float)voice(at_s) : 0) + 0.004f * white(noise);
}

static void test_rare_speech_is_found(void **state)
{
    (void)state;
    struct music_span *spans;
    size_t count = detect_made(seldom, 60, &spans);
    assert_true(overlap_ms(spans, count, 30000, 33400) > 3000);
    assert_true(overlap_ms(spans, count, 59000, 59900) > 600);
    assert_true(overlap_ms(spans, count, 0, 29800) + overlap_ms(spans, count, 33700, 58800) == 0);
    free(spans);
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    struct music_span *spans;
    struct speech_detector *detector = speech_detector_new();
    assert_int_equal(speech_detector_finish(detector, &spans, 10), 0);
    assert_null(spans);
    speech_detector_free(detector);
    speech_detector_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_speech_in_noise),
        cmocka_unit_test(test_noise_and_silence_are_no_speech),
        cmocka_unit_test(test_applause_waves_and_music_are_no_speech),
        cmocka_unit_test(test_rare_speech_is_found),
        cmocka_unit_test(test_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
