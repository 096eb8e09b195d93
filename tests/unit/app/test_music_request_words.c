/* Wishes into a message: exact sentences. */
#include "unit/unit_test.h"

#include "bgmusic/app/music_request.h"

#define DEFAULT "Add background music: calm background music that matches the mood of the video."

struct row {
    struct music_request request;
    int64_t video_ms;
    bool is_local;
    const char *words;
};

/* A request of which only the named fields are set. */
#define NUMBERS_UNSET                                                                                          \
    .wishes.volume_percent = MUSIC_UNSET, .wishes.fade_in_ms = MUSIC_UNSET, .wishes.fade_out_ms = MUSIC_UNSET, \
    .wishes.from_ms = MUSIC_UNSET, .wishes.to_ms = MUSIC_UNSET, .wishes.seed = MUSIC_UNSET,                    \
    .wishes.duck_lu = MUSIC_UNSET, .wishes.original_percent = MUSIC_UNSET, .wishes.audio_track = MUSIC_UNSET,  \
    .wishes.music_start_ms = MUSIC_UNSET, .wishes.bpm = MUSIC_UNSET
#define REQUEST(...)               \
    {                              \
        NUMBERS_UNSET, __VA_ARGS__ \
    }

/* A row names some fields a second time, on purpose. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Winitializer-overrides"
#else
#pragma GCC diagnostic ignored "-Woverride-init"
#endif

static const struct row rows[] = {
    {REQUEST(.prompt = NULL), -1, false, DEFAULT},
    {REQUEST(.prompt = "calm lo-fi"), -1, false, "Add background music: calm lo-fi."},
    {REQUEST(.prompt = "calm lo-fi. \n"), -1, false, "Add background music: calm lo-fi."},
    {REQUEST(.prompt = "calm\n\tlo-fi"), -1, false, "Add background music: calm  lo-fi."},
    {REQUEST(.prompt = "\xe5\xae\x89\xe9\x9d\x99"), -1, false, "Add background music: \xe5\xae\x89\xe9\x9d\x99."},
    {REQUEST(.track_name = "my \"best\" song.mp3", .prompt = "ignored"), -1, false,
     "Use the uploaded track \"my 'best' song.mp3\" as the background music."},
    {REQUEST(.wishes.volume_percent = 35), -1, false, DEFAULT " Music volume 35%."},
    {REQUEST(.wishes.volume_percent = 0), -1, false, DEFAULT " Music volume 0%."},
    {REQUEST(.wishes.fade_in_ms = 2000, .wishes.fade_out_ms = 1500), -1, false,
     DEFAULT " Fade in 2 s. Fade out 1.5 s."},
    {REQUEST(.wishes.fade_in_ms = 0), -1, false, DEFAULT " Fade in 0 s."},
    {REQUEST(.wishes.fade_in_ms = 250, .wishes.fade_out_ms = 1005), -1, false,
     DEFAULT " Fade in 0.25 s. Fade out 1.005 s."},
    {REQUEST(.wishes.from_ms = 5000, .wishes.to_ms = 20000), 30000, false, DEFAULT " Music from 5 s to 20 s."},
    {REQUEST(.wishes.from_ms = 5000), 30000, false, DEFAULT " Music from 5 s to 30 s."},
    {REQUEST(.wishes.from_ms = 5000), -1, false, DEFAULT " Start the music at 5 s."},
    {REQUEST(.wishes.to_ms = 20000), -1, false, DEFAULT " Music from 0 s to 20 s."},
    {REQUEST(.wishes.from_ms = 1234500, .wishes.to_ms = 3600250), -1, false,
     DEFAULT " Music from 1234.5 s to 3600.25 s."},
    {REQUEST(.wishes.no_duck = true), -1, false, DEFAULT " Do not lower the music under speech."},
    {REQUEST(.wishes.duck_lu = 20, .wishes.sync = "cuts"), -1, false,
     DEFAULT " Keep the music 20 LU under speech. Sync the music to the cuts."},
    {REQUEST(.wishes.replace_audio = true), -1, false, DEFAULT " Drop the original sound."},
    {REQUEST(.wishes.title = "Urban \"Dreams\""), -1, false, DEFAULT " Add the title \"Urban 'Dreams'\" at the start."},
    {REQUEST(.wishes.loudness = "social"), -1, false, DEFAULT " Loudness -14 LUFS."},
    {REQUEST(.wishes.loudness = "-16.5"), -1, false, DEFAULT " Loudness -16.5 LUFS."},
    {REQUEST(.wishes.loudness = "keep"), -1, false, DEFAULT " Keep the loudness."},
    {REQUEST(.wishes.loudness = "nonsense"), -1, false, DEFAULT},
    {REQUEST(.wishes.seed = 7), -1, true, DEFAULT " Seed 7."},
    {REQUEST(.wishes.seed = 7), -1, false, DEFAULT}, /* the cloud knows no seeds */
    {REQUEST(.wishes.original_percent = 40), -1, false, DEFAULT " Original sound volume 40%."},
    {REQUEST(.wishes.bpm = 92, .wishes.key = "F# minor"), -1, false, DEFAULT " Tempo 92 bpm. Key F# minor."},
    {REQUEST(.wishes.music_start_ms = 12500), -1, false, DEFAULT " Start the track at 12.5 s of it."},
    {REQUEST(.wishes.audio_track = 2), -1, true, DEFAULT " The voice is audio track 2."},
    {REQUEST(.wishes.markers = "m.csv", .markers_ms = (const int64_t[]){1500, 3000}, .marker_count = 2), -1, true,
     DEFAULT " Meet the marks at 1.5 s, 3 s."},
    {REQUEST(.prompt = "epic", .wishes.volume_percent = 40, .wishes.fade_in_ms = 1000, .wishes.fade_out_ms = 2000,
             .wishes.from_ms = 0, .wishes.to_ms = 10000, .wishes.no_duck = true, .wishes.replace_audio = true,
             .wishes.title = "Hi", .wishes.loudness = "podcast", .wishes.seed = 0),
     10000, true,
     "Add background music: epic. Music volume 40%. Fade in 1 s. Fade out 2 s. Music from 0 s to 10 s. "
     "Do not lower the music under speech. Drop the original sound. Add the title \"Hi\" at the start. "
     "Loudness -16 LUFS. Seed 0."},
};

static void sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *words = music_request_words(&rows[i].request, rows[i].video_ms, rows[i].is_local);
        assert_string_equal(words, rows[i].words);
        free(words);
    }
}

static void all_unset(void **state)
{
    (void)state;
    struct music_request request;
    memset(&request, 0x55, sizeof request);
    music_request_init(&request);
    char *words = music_request_words(&request, 30000, true);
    assert_string_equal(words, DEFAULT);
    free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences),
        cmocka_unit_test(all_unset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
