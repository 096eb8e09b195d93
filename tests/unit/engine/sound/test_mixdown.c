/* From a score and a video to the file, checked with ffprobe and ffmpeg's own meters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "media_decode.h"
#include "loudness.h"
#include "mixdown.h"
#include "spool.h"
#include "sound_fixtures.h"

/* A mixdown of `name` into "out.mp4" with the small score and what `change` sets. */
struct job {
    struct media_info info;
    struct media_analysis analysis;
    struct score score;
    struct mixdown_request request;
    struct mixdown_report report;
    struct bgm_error err;
    char *video, *output;
    double shown;
    bool went_back;
    double cancel_at;
};

static bool on_progress(void *context, double share)
{
    struct job *job = context;
    job->went_back |= share < job->shown || share > 1;
    job->shown = share;
    return share >= job->cancel_at;
}

static struct job *job_new(const char *name)
{
    struct job *job = xcalloc(1, sizeof *job);
    job->video = fixture_path(name);
    job->output = fixture_path("out.mp4");
    job->cancel_at = 2;
    remove(job->output);
    assert_int_equal(media_probe(job->video, &job->info, &job->err), BGM_OK);
    media_analysis_init(&job->analysis);
    struct media_analysis_request scan = {.path = job->video, .info = &job->info};
    assert_int_equal(media_analyse(&scan, &job->analysis, &job->err), BGM_OK);
    int64_t length_ms = job->info.duration_us / 1000;
    make_small_score(&job->score, length_ms > 0 ? length_ms : 1000);
    job->request = (struct mixdown_request){
        .video_path = job->video,
        .info = &job->info,
        .analysis = &job->analysis,
        .output_path = job->output,
        .scratch_folder = fixture_folder,
        .score = &job->score,
        .music_end_ms = length_ms,
        .volume = MIX_DEFAULT_VOLUME,
        .duck = true,
        .keep_original = true,
        .loudness_lufs = -14,
        .true_peak_dbtp = -1,
        .progress = on_progress,
        .context = job,
    };
    return job;
}

static enum bgm_status job_run(struct job *job)
{
    return mixdown_run(&job->request, &job->report, &job->err);
}

static void job_expect(struct job *job)
{
    if (job_run(job) != BGM_OK)
        fail_msg("%s", job->err.message);
}

static void job_free(struct job *job)
{
    media_analysis_release(&job->analysis);
    free_small_score(&job->score);
    free(job->video);
    free(job->output);
    free(job);
}

/* What follows the last "label" in what a program says. */
static double number_said(const char *command, const char *label)
{
    struct buf said;
    double value = NAN;
    buf_init(&said, 1 << 20);
    fixture_run(command, &said);
    for (const char *at = said.bytes; (at = strstr(at, label)) != NULL; at += strlen(label))
        sscanf(at + strlen(label), "%lf", &value);
    buf_release(&said);
    return value;
}

static char *text_said(const char *command)
{
    struct buf said;
    buf_init(&said, 1 << 20);
    fixture_run(command, &said);
    char *text = buf_take(&said);
    buf_release(&said);
    return text;
}

#define EBUR128 "ffmpeg -nostdin -hide_banner -i @out.mp4 -af ebur128=peak=true:framelog=verbose -f null -"
#define OUT_DURATION(stream)                                                                                           \
    number_said("ffprobe -v error -select_streams " stream " -show_entries stream=duration -of default=nw=1 @out.mp4", \
                "duration=")

static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (; (text = strstr(text, word)) != NULL; text++)
        count++;
    return count;
}

static int files_in_folder(const char *pattern)
{
    char *command = xasprintf("find %s -name %s", fixture_folder, pattern);
    char *list = text_said(command);
    int count = count_of(list, "\n");
    free(list);
    free(command);
    return count;
}

static void make_talk(void)
{
    assert_int_equal(fixture_run("espeak-ng -v en -s 150 -w @said.wav Every~morning~the~boats~go~out,~and~in~the~"
                                 "evening~they~come~back~with~the~tide,~full~of~silver~fish.",
                                 NULL),
                     0);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i testsrc2=s=160x120:r=30:d=12 -i @said.wav -filter_complex "
                                      "[1:a]adelay=4000,apad[a] -map 0:v -map [a] -t 12 " H264
                                      "-bf 2 -c:a aac @talk.mp4",
                                 NULL),
                     0);
}

static void test_talk(void **state)
{
    (void)state;
    make_talk();
    struct job *job = job_new("talk.mp4");
    job->request.stems_folder = fixture_folder;
    job_expect(job);
    assert_false(job->went_back);
    assert_true(job->shown > 0.95);
    assert_true(job->report.picture_copied);
    assert_true(fabs(OUT_DURATION("v:0") - 12) < 0.034);
    assert_true(fabs(OUT_DURATION("a:0") - 12) < 0.034);
    assert_true(fabs(number_said(EBUR128, " I:") + 14) <= 0.5);
    assert_true(number_said(EBUR128, "Peak:") <= -1.0);
    char *before = text_said("ffmpeg -v error -i @talk.mp4 -map 0:V:0 -c copy -f hash -hash md5 -");
    char *after = text_said("ffmpeg -v error -i @out.mp4 -map 0:V:0 -c copy -f hash -hash md5 -");
    assert_string_equal(before, after);
    assert_non_null(strstr(before, "MD5="));
    assert_int_equal(files_in_folder(".bgmusic-*"), 0);
    assert_int_equal(files_in_folder(".spool-*"), 0);
    free(before);
    free(after);
    job_free(job);
}

/* The loudness of a stem where `analysis` says that somebody speaks. */
static double stem_under_speech(const char *name, const struct media_analysis *analysis)
{
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    struct loudness *meter = loudness_new();
    char *path = fixture_path(name);
    float *stereo = xcalloc(480 * 2, sizeof *stereo);
    size_t got = 480;
    assert_int_equal(media_decode_start(&decoder, path, 0, 2, 20000, NULL), BGM_OK);
    for (int64_t ms = 0; got == 480; ms += 10) {
        assert_int_equal(media_decode_read(&decoder, stereo, 480, &got, NULL, NULL), BGM_OK);
        for (size_t i = 0; i < analysis->speech_count; i++) {
            if (ms >= analysis->speech[i].start_ms && ms < analysis->speech[i].end_ms)
                loudness_add(meter, stereo, got);
        }
    }
    double lufs = loudness_lufs(meter);
    media_decode_release(&decoder);
    loudness_free(meter);
    free(stereo);
    free(path);
    return lufs;
}

/* Uses the stems that test_talk left. */
static void test_music_lies_under_speech(void **state)
{
    (void)state;
    struct media_analysis analysis;
    struct job *job = job_new("talk.mp4");
    analysis = job->analysis;
    assert_true(analysis.speech_count >= 1);
    assert_true(llabs(analysis.speech[0].start_ms - 4020) < 200);
    double speech = stem_under_speech("original.wav", &analysis);
    double music = stem_under_speech("music.wav", &analysis);
    if (fabs(speech - music - 14) > 1.5)
        fail_msg("speech %.1f music %.1f LUFS", speech, music);
    assert_int_equal(files_in_folder("part-0*.wav"), 3);
    /* Ends in silence: the last 50 ms, and the very last samples exactly. */
    assert_true(number_said("ffmpeg -nostdin -hide_banner -sseof -0.02 -i @music.wav -af volumedetect -f null -",
                            "max_volume:") <= -35);
    job_free(job);
}

static void test_no_sound_means_music_alone(void **state)
{
    (void)state;
    assert_int_equal(fixture_run(MAKE "-f lavfi -i testsrc2=s=160x120:r=30:d=5 " H264 "@mute.mp4", NULL), 0);
    struct job *job = job_new("mute.mp4");
    job_expect(job);
    assert_true(fabs(number_said(EBUR128, " I:") + 14) <= 0.5);
    assert_true(number_said(EBUR128, "Peak:") <= -1.0);
    assert_true(fabs(OUT_DURATION("a:0") - 5) < 0.034);
    job_free(job);
    /* Quieter by the volume: half of it is 6 dB. */
    job = job_new("mute.mp4");
    job->request.volume = MIX_DEFAULT_VOLUME / 2;
    job_expect(job);
    assert_true(fabs(job->report.loudness_lufs + 20) <= 0.5);
    job_free(job);
}

static void test_same_input_same_sound(void **state)
{
    (void)state;
    char *hashes[2];
    for (int i = 0; i < 2; i++) {
        struct job *job = job_new("mute.mp4");
        job->score.effects = SCORE_EFFECTS_LOFI;
        job_expect(job);
        hashes[i] = text_said("ffmpeg -v error -i @out.mp4 -map 0:a:0 -c copy -f hash -hash md5 -");
        job_free(job);
    }
    assert_string_equal(hashes[0], hashes[1]);
    free(hashes[0]);
    free(hashes[1]);
}

static void test_original_untouched(void **state)
{
    (void)state;
    struct job *job = job_new("talk.mp4");
    job->request.keep_loudness = true;
    job->request.score = NULL;
    job_expect(job);
    assert_true(fabs(job->report.loudness_lufs - job->analysis.sound_lufs) < 0.2);
    job_free(job);
}

/* The user's 2 s tone under 5 s of picture, from 1 s to 4 s. */
static void test_own_track_is_repeated(void **state)
{
    (void)state;
    assert_int_equal(fixture_run(MAKE TONE "@track.mp3", NULL), 0);
    struct job *job = job_new("mute.mp4");
    char *track = fixture_path("track.mp3");
    job->request.score = NULL;
    job->request.music_path = track;
    job->request.music_start_ms = 1000;
    job->request.music_end_ms = 4500;
    job_expect(job);
#define LEVEL(from)                                                                                                 \
    number_said("ffmpeg -nostdin -hide_banner -ss " from " -t 0.3 -i @out.mp4 -map 0:a -af volumedetect -f null -", \
                "mean_volume:")
    assert_true(LEVEL("0.5") < -60);
    assert_true(fabs(LEVEL("1.3") - LEVEL("2.8")) < 1.5);
    assert_true(LEVEL("2.2") > LEVEL("1.3") - 4); /* in the crossfade */
    assert_true(LEVEL("4.6") < -60);
    job_free(job);
    free(track);
}

static void test_rich_file_keeps_its_tracks(void **state)
{
    (void)state;
    static const char subtitles[] = "1\n00:00:00,100 --> 00:00:01,000\nHello\n";
    char *srt = fixture_path("s.srt");
    file_write(srt, 0600, subtitles, sizeof subtitles - 1, NULL);
    free(srt);
    assert_int_equal(fixture_run(MAKE PICTURE TONE
                                 "-f lavfi -i sine=f=900:d=2 -i @s.srt -map 0 -map 1 -map 2 -map 3 " H264
                                 "-c:a:0 aac -c:a:1 libvorbis @rich.mkv",
                                 NULL),
                     0);
    static const char list[] = "ffprobe -v error -show_entries stream=codec_name -of csv=p=0 @out.mp4";
    struct job *job = job_new("rich.mkv");
    job_expect(job);
    char *codecs = text_said(list);
    assert_string_equal(codecs, "h264\naac\naac\nmov_text\n");
    free(codecs);
    job_free(job);
    job = job_new("rich.mkv");
    job->request.keep_original = false;
    job_expect(job);
    codecs = text_said(list);
    assert_string_equal(codecs, "h264\naac\nmov_text\n");
    assert_non_null(strstr(job->report.notes, "The sound track 2 (vorbis) was left out with the original sound."));
    free(codecs);
    job_free(job);
}

/* The video's own sound by place: silent in the first half second, and at once as it was behind it. */
static void test_original_level_by_place(void **state)
{
    (void)state;
    assert_int_equal(fixture_run(MAKE PICTURE TONE H264 "-c:a aac @tone.mp4", NULL), 0);
    struct job *job = job_new("tone.mp4");
    job->request.score = NULL;
    job->request.keep_loudness = true;
    job->request.original_levels[0] = (struct mix_level){0, 500, 0};
    job->request.original_level_count = 1;
    job_expect(job);
#define OUT_PEAK(from, to)                                                                                   \
    number_said("ffmpeg -nostdin -hide_banner -i @out.mp4 -af atrim=" from ":" to ",volumedetect -f null -", \
                "max_volume:")
    assert_true(OUT_PEAK("0.02", "0.45") < -60);
    assert_true(OUT_PEAK("0.55", "0.9") > -40);
    job_free(job);
}

static void test_pictures_that_must_be_encoded(void **state)
{
    (void)state;
    assert_int_equal(fixture_run(MAKE "-f lavfi -i testsrc=s=161x121:r=30:d=1 -c:v libvpx -deadline realtime "
                                      "@odd.webm",
                                 NULL),
                     0);
    struct job *job = job_new("odd.webm");
    job_expect(job);
    assert_false(job->report.picture_copied);
    assert_non_null(strstr(job->report.reason, "vp8"));
    char *shape = text_said("ffprobe -v error -select_streams v -show_entries stream=codec_name,width,height "
                            "-of csv=p=0 @out.mp4");
    assert_string_equal(shape, "h264,162,122\n");
    free(shape);
    job_free(job);
    /* Titles with every character that a filter graph could trip over. */
    job = job_new("mute.mp4");
    job->request.titles[0] = (struct picture_title){"a:b 'c' %{pts} \\ [x], y; \xe4\xbd\xa0", 0, 4000};
    job->request.title_count = 1;
    job_expect(job);
    assert_non_null(strstr(job->report.reason, "titles"));
    assert_true(number_said("ffmpeg -nostdin -hide_banner -i @mute.mp4 -i @out.mp4 -lavfi psnr -t 3 -f null -",
                            "average:") < 30);
    job_free(job);
}

static void test_failures_leave_nothing(void **state)
{
    (void)state;
    struct job *job = job_new("mute.mp4");
    job->cancel_at = 0.7;
    assert_int_equal(job_run(job), BGM_INTERRUPTED);
    assert_false(file_exists(job->output));
    job->cancel_at = 2;
    char *missing = fixture_path("none/out.mp4");
    job->request.output_path = missing;
    assert_int_equal(job_run(job), BGM_OUTPUT);
    job->request.output_path = job->output;
    file_write(job->output, 0600, "old", 3, NULL);
    assert_int_equal(job_run(job), BGM_OUTPUT_EXISTS);
    assert_int_equal(file_size(job->output), 3);
    remove(job->output);
    char *no_font = fixture_path("mute.mp4");
    job->request.soundfont_path = no_font;
    assert_int_equal(job_run(job), BGM_INPUT);
    assert_true(job->err.hint[0] != '\0');
    assert_false(file_exists(job->output));
    assert_int_equal(files_in_folder(".bgmusic-*"), 0);
    free(no_font);
    free(missing);
    job_free(job);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=red:s=32x32 -frames:v 1 @still.png", NULL), 0);
    job = job_new("still.png");
    assert_int_equal(job_run(job), BGM_UNSUPPORTED);
    job_free(job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_talk),
        cmocka_unit_test(test_music_lies_under_speech),
        cmocka_unit_test(test_no_sound_means_music_alone),
        cmocka_unit_test(test_same_input_same_sound),
        cmocka_unit_test(test_original_untouched),
        cmocka_unit_test(test_own_track_is_repeated),
        cmocka_unit_test(test_rich_file_keeps_its_tracks),
        cmocka_unit_test(test_original_level_by_place),
        cmocka_unit_test(test_pictures_that_must_be_encoded),
        cmocka_unit_test(test_failures_leave_nothing),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
