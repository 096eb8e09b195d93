/* Voice activity on synthetic speech, clean and in noise, and on what is no speech. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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
        cmocka_unit_test(test_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
