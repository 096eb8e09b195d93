/* How far the master goes: soft noise with clicks in it stays soft, because its peaks are brought down by 7 dB at
 * most, and the user is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/error.h"
#include "media_analysis.h"
#include "media_probe.h"
#include "mixdown.h"
#include "sound_fixtures.h"

/* Soft noise with peaks of -3 dBFS in it, half a millisecond twice a second. */
static void make_clicks(void)
{
    assert_int_equal(
        fixture_run(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=64x48:r=5:d=6 -f lavfi -i "
            "aevalsrc='if(lt(mod(t\\,0.5)\\,0.0005)\\,0.7\\,0.01*(2*random(0)-1))':s=48000:d=6 -c:v libx264 -preset "
            "ultrafast -pix_fmt yuv420p -c:a flac @clicks.mkv",
            NULL),
        0);
}

static void test_limiting_has_a_limit(void **state)
{
    (void)state;
    struct bgm_error err = BGM_ERROR_INIT;
    struct media_info info;
    struct media_analysis analysis;
    struct mixdown_report report = {0};
    make_clicks();
    char *video = fixture_path("clicks.mkv"), *output = fixture_path("out.mp4");
    assert_int_equal(media_probe(video, &info, &err), BGM_OK);
    media_analysis_init(&analysis);
    assert_int_equal(media_analyse(&(struct media_analysis_request){.path = video, .info = &info}, &analysis, &err),
                     BGM_OK);
    struct mixdown_request request = {
        .video_path = video,
        .info = &info,
        .analysis = &analysis,
        .output_path = output,
        .scratch_folder = fixture_folder,
        .volume = MIX_DEFAULT_VOLUME,
        .keep_original = true,
        .loudness_lufs = -14,
        .true_peak_dbtp = -1,
    };
    if (mixdown_run(&request, &report, &err) != BGM_OK)
        fail_msg("%s", err.message);
    /* From -3 dBFS to -1 dBTP, and 7 dB on top of that. */
    if (report.loudness_lufs > -24 || report.loudness_lufs < -32 || strstr(report.notes, "limiting its peaks") == NULL)
        fail_msg("%.1f LUFS; %s", report.loudness_lufs, report.notes);
    assert_true(report.true_peak_dbtp <= -1);
    media_analysis_release(&analysis);
    free(video);
    free(output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limiting_has_a_limit),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
