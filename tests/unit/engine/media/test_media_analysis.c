/* Cuts, colours, speech and loudness of made files; the JSON of an analysis. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "media_analysis.h"
#include "spool.h"
#include "unit/engine/sound/sound_fixtures.h"
#include "bgmusic/base/count.h"

static void analyse(const char *name, struct media_analysis *analysis)
{
    struct media_info info;
    struct bgm_error err = BGM_ERROR_INIT;
    char *path = fixture_path(name);
    media_analysis_init(analysis);
    assert_int_equal(media_probe(path, &info, &err), BGM_OK);
    struct media_analysis_request request = {.path = path, .info = &info};
    if (media_analyse(&request, analysis, &err) != BGM_OK)
        fail_msg("%s: %s", name, err.message);
    free(path);
}

/* Dark blue for 2 s, then bright orange: one cut, at the key frame that the encoder puts there. */
static void test_picture(void **state)
{
    (void)state;
    struct media_analysis analysis;
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=0x101040:s=160x120:r=30:d=2 -f lavfi -i "
                                      "color=0xffa030:s=160x120:r=30:d=2 -filter_complex "
                                      "[0][1]concat=n=2:v=1 " H264 "-x264-params scenecut=40:keyint=250 @two.mp4",
                                 NULL),
                     0);
    analyse("two.mp4", &analysis);
    assert_int_equal(analysis.cut_count, 1);
    assert_true(llabs(analysis.cuts[0].at_ms - 2000) <= 50);
    assert_true(analysis.cuts[0].strength > 0.4);
    assert_true(analysis.brightness > 80 && analysis.brightness < 120);
    assert_true(analysis.saturation > 20);
    assert_false(analysis.has_sound);
    assert_int_equal(analysis.speech_count, 0);
    assert_true(analysis.sound_lufs == -70);
    media_analysis_release(&analysis);
}

static void test_warmth_and_motion(void **state)
{
    (void)state;
    struct media_analysis warm, cool, still, moving;
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=0xffa030:s=64x64:r=10:d=1 " H264 "@warm.mp4", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=0x3060ff:s=64x64:r=10:d=1 " H264 "@cool.mp4", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i mandelbrot=s=160x120:r=30 -t 2 " H264 "@moving.mp4", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i smptebars=s=160x120:r=30:d=2 " H264 "@still.mp4", NULL), 0);
    analyse("warm.mp4", &warm);
    analyse("cool.mp4", &cool);
    analyse("moving.mp4", &moving);
    analyse("still.mp4", &still);
    assert_true(warm.warmth > 20 && cool.warmth < -20);
    assert_true(moving.motion > 2 * still.motion && still.motion >= 0);
    media_analysis_release(&warm);
    media_analysis_release(&cool);
    media_analysis_release(&moving);
    media_analysis_release(&still);
}

/* Speech that begins with its track 2 s late: spans and loudness must know of the silence
 * before. */
static void test_late_speech(void **state)
{
    (void)state;
    struct media_analysis analysis;
    assert_int_equal(fixture_run("espeak-ng -v en -w @said.wav The~boats~come~in~with~the~evening~tide.", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i testsrc2=s=160x120:r=30:d=6 -itsoffset 2 -i @said.wav " H264
                                      "-c:a aac @late.mkv",
                                 NULL),
                     0);
    analyse("late.mkv", &analysis);
    assert_true(analysis.has_sound);
    assert_true(analysis.speech_count >= 1);
    assert_true(llabs(analysis.speech[0].start_ms - 2030) < 200);
    assert_true(analysis.speech_lufs > -30 && analysis.speech_lufs < -10);
    assert_true(fabs(analysis.speech_lufs - analysis.sound_lufs) < 2);
    assert_true(analysis.speech_share > 0.25 && analysis.speech_share < 0.65);
    media_analysis_release(&analysis);
}

/* A short file with sound is read in one go: both must come of it, and the sound alone where the picture is of
 * a kind that ffmpeg does not know. */
static void test_short_with_sound(void **state)
{
    (void)state;
    struct media_analysis analysis;
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=0x101040:s=160x120:r=30:d=2 -f lavfi -i "
                                      "color=0xffa030:s=160x120:r=30:d=2 -f lavfi -i sine=f=400:d=4 "
                                      "-filter_complex [0][1]concat=n=2:v=1 " H264
                                      "-x264-params scenecut=40:keyint=250 -c:a aac @both.mp4",
                                 NULL),
                     0);
    analyse("both.mp4", &analysis);
    assert_int_equal(analysis.cut_count, 1);
    assert_true(llabs(analysis.cuts[0].at_ms - 2000) <= 50);
    assert_true(analysis.brightness > 80 && analysis.brightness < 120 && analysis.motion >= 0);
    assert_true(analysis.has_sound && analysis.sound_lufs > -30);
    media_analysis_release(&analysis);

    assert_int_equal(fixture_run("sed -i s/avc1/zzzz/g @both.mp4", NULL), 0);
    analyse("both.mp4", &analysis);
    assert_true(analysis.has_sound && analysis.sound_lufs > -30);
    assert_true(analysis.brightness == -1);
    media_analysis_release(&analysis);
}

static void test_json_round_trip(void **state)
{
    (void)state;
    struct media_analysis analysis, back;
    struct buf text;
    buf_init(&text, 1 << 20);
    media_analysis_init(&analysis);
    media_analysis_init(&back);
    analysis.has_sound = true;
    analysis.speech_lufs = -20.25;
    analysis.brightness = 80.5;
    analysis.speech = xcalloc(2, sizeof *analysis.speech);
    analysis.speech[0] = (struct music_span){100, 900};
    analysis.speech[1] = (struct music_span){2000, 3456789};
    analysis.speech_count = 2;
    analysis.cuts = xcalloc(1, sizeof *analysis.cuts);
    analysis.cuts[0] = (struct music_cut){1234, 0.75, MUSIC_CUT_SOFT};
    analysis.cut_count = 1;
    assert_true(media_analysis_print(&analysis, &text));
    assert_null(strchr(text.bytes, '\n'));
    assert_int_equal(media_analysis_parse(text.bytes, &back, NULL), BGM_OK);
    assert_true(back.has_sound && back.speech_lufs == -20.25 && back.brightness == 80.5);
    assert_int_equal(back.speech_count, 2);
    assert_memory_equal(back.speech, analysis.speech, 2 * sizeof *back.speech);
    assert_int_equal(back.cut_count, 1);
    assert_int_equal(back.cuts[0].at_ms, 1234);
    assert_true(back.cuts[0].strength == 0.75);
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"format\":1}",
        "{\"format\":2,\"speech\":[{\"start_ms\":5,\"end_ms\":5}]}",
        "{\"format\":2,\"speech\":[{\"start_ms\":5,\"end_ms\":9},{\"start_ms\":7,\"end_ms\":10}]}",
        "{\"format\":2,\"music_tonic\":12}",
        "{\"format\":2,\"music_bpm\":1e9}",
        "{\"format\":2,\"music\":[{\"start_ms\":9,\"end_ms\":5}]}",
        "{\"format\":2,\"cuts\":[{\"at_ms\":-5}]}"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(media_analysis_parse(bad[i], &back, NULL), BGM_FAILED);
        assert_null(back.speech);
        assert_null(back.cuts);
    }
    media_analysis_release(&analysis);
    media_analysis_release(&back);
    media_analysis_release(&back);
    buf_release(&text);
}

/* Four pictures under one key frame: only who looks at every frame sees the changes; the sound is left for
 * the mix on the way. */
static void test_every_frame(void **state)
{
    (void)state;
    struct media_info info;
    struct media_analysis analysis;
    struct spool sound = SPOOL_INIT;
    assert_int_equal(fixture_run(MAKE
                                 "-f lavfi -i testsrc=s=160x120:r=30:d=1 -f lavfi -i "
                                 "mandelbrot=s=160x120:r=30 -f lavfi -i smptebars=s=160x120:r=30:d=1.5 -f lavfi -i "
                                 "testsrc=s=160x120:r=30:d=1 -f lavfi -i sine=440:d=4 -filter_complex "
                                 "[1]trim=duration=0.7[m];[0][m][2][3]concat=n=4:v=1 " H264
                                 "-x264-params scenecut=0:keyint=999 -c:a aac @four.mp4",
                                 NULL),
                     0);
    char *path = fixture_path("four.mp4");
    media_analysis_init(&analysis);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_int_equal(spool_open(&sound, fixture_folder, NULL), BGM_OK);
    struct media_analysis_request request = {.path = path, .info = &info, .every_frame = true, .sound = &sound};
    assert_int_equal(media_analyse(&request, &analysis, NULL), BGM_OK);
    static const int cuts_ms[] = {1000, 1700, 3200};
    assert_int_equal(analysis.cut_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(llabs(analysis.cuts[i].at_ms - cuts_ms[i]) <= 35);
    assert_true(analysis.every_frame && analysis.has_sound && analysis.motion > 0);
    assert_true(llabs(sound.frames - 4 * SOUND_RATE) < SOUND_RATE / 4);
    request.every_frame = false;
    assert_int_equal(media_analyse(&request, &analysis, NULL), BGM_OK);
    assert_int_equal(analysis.cut_count, 0);
    spool_close(&sound);
    media_analysis_release(&analysis);
    free(path);
}

static bool cancel_at_once(void *context)
{
    ++*(int *)context;
    return true;
}

static void test_cancel(void **state)
{
    (void)state;
    int asked = 0;
    struct media_info info;
    struct media_analysis analysis;
    char *path = fixture_path("two.mp4");
    media_analysis_init(&analysis);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    struct media_analysis_request request = {
        .path = path, .info = &info, .cancelled = cancel_at_once, .context = &asked};
    assert_int_equal(media_analyse(&request, &analysis, NULL), BGM_INTERRUPTED);
    assert_int_equal(asked, 1);
    media_analysis_release(&analysis);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_picture),          cmocka_unit_test(test_warmth_and_motion),
        cmocka_unit_test(test_late_speech),      cmocka_unit_test(test_every_frame),
        cmocka_unit_test(test_short_with_sound), cmocka_unit_test(test_json_round_trip),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
