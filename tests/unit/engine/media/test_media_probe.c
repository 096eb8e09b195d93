/* Files of every odd kind, made by ffmpeg on the spot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media_probe.h"
#include "unit/engine/sound/sound_fixtures.h"
#include "bgmusic/base/count.h"

#define TWO_SECONDS 2000000

static const struct {
    const char *name, *make;
    enum bgm_status status;
    int64_t duration_us;
    int width, height, rotation;
    bool picture, sound, still, hdr;
} rows[] = {
    {"plain.mp4", MAKE PICTURE TONE H264 "-c:a aac @plain.mp4", BGM_OK, TWO_SECONDS, 160, 120, 0, true, true, false,
     false},
    {"mute.mp4", MAKE PICTURE H264 "@mute.mp4", BGM_OK, TWO_SECONDS, 160, 120, 0, true, false, false, false},
    {"late.mkv", MAKE PICTURE "-itsoffset 1 -f lavfi -i sine=d=1 " H264 "-c:a aac @late.mkv", BGM_OK, TWO_SECONDS, 160,
     120, 0, true, true, false, false},
    {"odd.webm", MAKE "-f lavfi -i testsrc=s=161x121:r=30:d=2 -c:v libvpx -deadline realtime @odd.webm", BGM_OK,
     TWO_SECONDS, 161, 121, 0, true, false, false, false},
    {"turned.mov", MAKE "-i @plain.mp4 -c copy -metadata:s:v rotate=90 @turned.mov", BGM_OK, TWO_SECONDS, 120, 160, 270,
     true, true, false, false},
    {"live.webm", MAKE PICTURE "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -f webm -live 1 @live.webm", BGM_OK,
     TWO_SECONDS, 160, 120, 0, true, false, false, false},
    {"offset.ts", MAKE PICTURE TONE H264 "-c:a aac @offset.ts", BGM_OK, TWO_SECONDS, 160, 120, 0, true, true, false,
     false},
    {"short.mp4", MAKE "-f lavfi -i testsrc2=s=160x120:r=30:d=0.5 " H264 "@short.mp4", BGM_OK, 500000, 160, 120, 0,
     true, false, false, false},
    {"moving.gif", MAKE "-f lavfi -i testsrc2=s=32x32:r=10:d=2 @moving.gif", BGM_OK, TWO_SECONDS, 32, 32, 0, true,
     false, false, false},
    {"single.gif", MAKE "-f lavfi -i testsrc2=s=32x32:r=10 -frames:v 1 @single.gif", BGM_OK, 100000, 32, 32, 0, true,
     false, true, false},
    {"still.png", MAKE "-f lavfi -i color=red:s=32x32 -frames:v 1 @still.png", BGM_OK, 0, 32, 32, 0, true, false, true,
     false},
    {"bright.mkv",
     MAKE PICTURE H264 "-pix_fmt yuv420p10le -color_trc smpte2084 -color_primaries bt2020 -colorspace bt2020nc "
                       "@bright.mkv",
     BGM_OK, TWO_SECONDS, 160, 120, 0, true, false, false, true},
    {"song.mp3", MAKE TONE "@song.mp3", BGM_OK, 2037000, 0, 0, 0, false, true, false, false},
    {"-y.mp4", "cp @plain.mp4 @-y.mp4", BGM_OK, TWO_SECONDS, 160, 120, 0, true, true, false, false},
    {"http:x';[a].mp4", "cp @plain.mp4 @http:x';[a].mp4", BGM_OK, TWO_SECONDS, 160, 120, 0, true, true, false, false},
    {"words.mp4", "cp /etc/passwd @words.mp4", BGM_UNSUPPORTED, 0, 0, 0, 0, false, false, false, false},
    {"cut.mp4", "", BGM_UNSUPPORTED, 0, 0, 0, 0, false, false, false, false},
    {"missing.mp4", "true", BGM_NOT_FOUND, 0, 0, 0, 0, false, false, false, false},
};

static void make_cut(void)
{
    char *whole = fixture_path("plain.mp4"), *cut = fixture_path("cut.mp4");
    struct buf bytes;
    buf_init(&bytes, 1 << 24);
    assert_int_equal(file_read(whole, &bytes, NULL), BGM_OK);
    assert_int_equal(file_write(cut, 0600, bytes.bytes, bytes.length / 2, NULL), BGM_OK);
    buf_release(&bytes);
    free(whole);
    free(cut);
}

static void test_edge_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct media_info info;
        struct bgm_error err = BGM_ERROR_INIT;
        char *path = fixture_path(rows[i].name);
        if (strcmp(rows[i].name, "cut.mp4") == 0)
            make_cut();
        else
            assert_int_equal(fixture_run(rows[i].make, NULL), 0);
        enum bgm_status status = media_probe(path, &info, &err);
        if (status != rows[i].status)
            fail_msg("%s: status %d, %s", rows[i].name, status, err.message);
        if (status != BGM_OK)
            assert_true(err.message[0] != '\0');
        if (status == BGM_OK) {
            /* Within a frame; a TS or a live WebM counts from the sound's start. */
            if (llabs(info.duration_us - rows[i].duration_us) > 40000)
                fail_msg("%s lasts %lld us", rows[i].name, (long long)info.duration_us);
            assert_int_equal(info.width, rows[i].width);
            assert_int_equal(info.height, rows[i].height);
            assert_int_equal(info.rotation_degrees, rows[i].rotation);
            assert_int_equal(info.video_stream >= 0, rows[i].picture);
            assert_int_equal(info.audio_stream >= 0, rows[i].sound);
            assert_int_equal(info.is_still, rows[i].still);
            assert_int_equal(info.is_hdr, rows[i].hdr);
        }
        free(path);
    }
}

/* Cover art, two sounds, subtitles, chapters in one file. */
static void test_rich_file(void **state)
{
    (void)state;
    struct media_info info;
    static const char subtitles[] = "1\n00:00:00,100 --> 00:00:01,000\nHello\n";
    static const char chapters[] = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=a\n";
    char *srt = fixture_path("s.srt"), *chapter = fixture_path("c.txt"), *path = fixture_path("rich.mkv");
    file_write(srt, 0600, subtitles, sizeof subtitles - 1, NULL);
    file_write(chapter, 0600, chapters, sizeof chapters - 1, NULL);
    assert_int_equal(fixture_run(MAKE "-f lavfi -i color=red:s=32x32 -frames:v 1 @cover.jpg", NULL), 0);
    assert_int_equal(fixture_run(MAKE PICTURE TONE
                                 "-f lavfi -i sine=f=600:d=2 -i @s.srt -i @c.txt -map 0 -map 1 -map 2 -map 3 "
                                 "-map_chapters 4 " H264 "-c:a aac -disposition:a:0 0 -disposition:a:1 default "
                                 "-metadata:s:a:1 language=deu -attach @cover.jpg -metadata:s:t mimetype=image/jpeg "
                                 "@rich.mkv",
                                 NULL),
                     0);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_int_equal(info.stream_count, 5);
    assert_int_equal(info.streams[info.video_stream].kind, MEDIA_VIDEO);
    assert_string_equal(info.streams[info.video_stream].codec, "h264");
    assert_int_equal(info.audio_stream, 2); /* the default one */
    assert_string_equal(info.streams[2].language, "deu");
    assert_int_equal(info.streams[3].kind, MEDIA_SUBTITLE);
    assert_int_equal(info.streams[4].kind, MEDIA_COVER);
    assert_true(info.has_chapters);
    free(srt);
    free(chapter);
    free(path);
}

/* A download that broke off: subtitles may go on behind the pictures, so its reader's word alone tells. */
static void test_cut_off(void **state)
{
    (void)state;
    struct media_info info;
    char *path = fixture_path("subtitled.mkv"), *srt = fixture_path("late.srt");
    static const char subtitles[] = "1\n00:00:00,100 --> 00:00:01,900\nHello\n";
    file_write(srt, 0600, subtitles, sizeof subtitles - 1, NULL);
    assert_int_equal(fixture_run(MAKE PICTURE TONE "-i @late.srt " H264 "-g 10 -c:a aac @subtitled.mkv", NULL), 0);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_int_equal(info.broken_us, 0);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(truncate(path, about.st_size * 6 / 10), 0);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_int_equal(info.streams[2].kind, MEDIA_SUBTITLE);
    assert_in_range(info.broken_us, 500000, 1700000);
    assert_in_range(info.promised_us, 1900000, 2200000);
    free(srt);
    free(path);
}

/* Two recordings in one file: the clock of the second is another one, and nothing is missing. */
static void test_joined_recordings(void **state)
{
    (void)state;
    struct media_info info;
    struct buf joined;
    char *first = fixture_path("first.ts"), *second = fixture_path("second.ts"), *path = fixture_path("joined.ts");
    assert_int_equal(fixture_run(MAKE PICTURE TONE H264 "-c:a aac -output_ts_offset 500 @first.ts", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-i @first.ts -c copy -output_ts_offset 900 @second.ts", NULL), 0);
    buf_init(&joined, 16 << 20);
    assert_int_equal(file_read(first, &joined, NULL), BGM_OK);
    assert_int_equal(file_read(second, &joined, NULL), BGM_OK);
    file_write(path, 0600, joined.bytes, joined.length, NULL);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_int_equal(info.promised_us, 0);
    assert_in_range(info.duration_us, 3900000, 4300000);
    assert_false(info.lacks_pictures);
    /* 32 packets of it were not received: whole pictures are missing. */
    size_t at = joined.length / 188 / 3 * 188, lost = (size_t)32 * 188;
    memmove(joined.bytes + at, joined.bytes + at + lost, joined.length - at - lost);
    file_write(path, 0600, joined.bytes, joined.length - lost, NULL);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_true(info.lacks_pictures);
    buf_release(&joined);
    free(path);
    free(second);
    free(first);
}

/* A picture of an MXF file that is noise is passed over by the reader, without a word of the decoder. */
static void test_missing_picture(void **state)
{
    (void)state;
    struct media_info info;
    struct buf film;
    static const char key[] = "\x06\x0e\x2b\x34\1\2\1\1\x0d\1\3\1\x15";
    char *path = fixture_path("holes.mxf");
    assert_int_equal(
        fixture_run(MAKE PICTURE TONE "-pix_fmt yuv420p -c:v mpeg2video -c:a pcm_s16le -ar 48000 @holes.mxf", NULL), 0);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_false(info.lacks_pictures);
    buf_init(&film, 16 << 20);
    assert_int_equal(file_read(path, &film, NULL), BGM_OK);
    char *at = film.bytes;
    for (int picture = 0; picture < 10 && at != NULL; picture++)
        at = memmem(at + 1, film.length - (size_t)(at + 1 - film.bytes), key, sizeof key - 1);
    assert_non_null(at);
    memset(at, 0x55, 200);
    file_write(path, 0600, film.bytes, film.length, NULL);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_true(info.lacks_pictures);
    buf_release(&film);
    free(path);
}

/* A playlist is no video, whatever its name: it could lead anywhere. */
static void test_playlists_are_refused(void **state)
{
    (void)state;
    struct media_info info;
    char *target = fixture_path("plain.mp4"), *list = fixture_path("list.m3u8");
    char *concat = fixture_path("list.ffconcat");
    char *playlist = xasprintf("#EXTM3U\n#EXTINF:2,\n%s\n#EXT-X-ENDLIST\n", target);
    char *script = xasprintf("ffconcat version 1.0\nfile plain.mp4\n");
    file_write(list, 0600, playlist, strlen(playlist), NULL);
    file_write(concat, 0600, script, strlen(script), NULL);
    assert_int_equal(media_probe(list, &info, NULL), BGM_UNSUPPORTED);
    assert_int_equal(media_probe(concat, &info, NULL), BGM_UNSUPPORTED);
    free(script);
    free(playlist);
    free(concat);
    free(list);
    free(target);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edge_files),      cmocka_unit_test(test_rich_file),
        cmocka_unit_test(test_cut_off),         cmocka_unit_test(test_joined_recordings),
        cmocka_unit_test(test_missing_picture), cmocka_unit_test(test_playlists_are_refused),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
