/* Bars of made music are found to a thousandth; what has no beat has none; a repeated track keeps its bars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "beat_detect.h"
#include "music_track.h"
#include "unit/engine/sound/sound_fixtures.h"
#include "bgmusic/base/count.h"

/* Adds a decaying tone. */
static void strike(float *stereo, size_t frames, double at_s, double hertz, double size)
{
    size_t first = (size_t)(at_s * SOUND_RATE);
    for (size_t i = first; i < frames && i < first + SOUND_RATE / 4; i++) {
        double t = (double)(i - first) / SOUND_RATE;
        float value = (float)(size * exp(-t * 18) * sin(2 * M_PI * hertz * t));
        stereo[2 * i] += value;
        stereo[2 * i + 1] += value;
    }
}

/* Kick on the first beat, ticks on the others, `lead_s` of an upbeat before the first bar. */
static void make_track(struct spool *track, double bpm, double lead_s, double length_s, bool steady)
{
    size_t frames = (size_t)(length_s * SOUND_RATE);
    float *stereo = xcalloc(frames * 2, sizeof *stereo);
    double at = lead_s;
    for (int beat = 0; at < length_s; beat++) {
        strike(stereo, frames, at, beat % 4 == 0 ? 60 : 900, beat % 4 == 0 ? 0.7 : 0.25);
        at +=
            steady ? 60 / bpm : 0.2 + 0.9 * fabs(sin(beat * 12.9898) * 43758.5 - floor(sin(beat * 12.9898) * 43758.5));
    }
    assert_int_equal(spool_open(track, fixture_folder, NULL), BGM_OK);
    assert_int_equal(spool_write(track, 0, stereo, frames, NULL), BGM_OK);
    free(stereo);
}

static void test_finds_bars(void **state)
{
    (void)state;
    static const struct {
        double bpm, lead_s;
    } rows[] = {{100, 0}, {128, 0.21}, {84.3, 1.1}, {111.7, 0.5}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct spool track = SPOOL_INIT;
        struct beat_grid grid;
        make_track(&track, rows[i].bpm, rows[i].lead_s, 40, true);
        assert_int_equal(beat_detect(&track, &grid, NULL), BGM_OK);
        double bar = 4 * 60 / rows[i].bpm * SOUND_RATE;
        assert_true(fabs(grid.bar_frames / bar - 1) < 0.001);
        double off = fmod(grid.first_bar - rows[i].lead_s * SOUND_RATE, bar);
        off = off > bar / 2 ? off - bar : off < -bar / 2 ? off + bar : off;
        assert_true(fabs(off) < 0.02 * SOUND_RATE);
        spool_close(&track);
    }
}

static void test_no_beat(void **state)
{
    (void)state;
    struct spool track = SPOOL_INIT;
    struct beat_grid grid;
    make_track(&track, 0, 0, 40, false);
    assert_int_equal(beat_detect(&track, &grid, NULL), BGM_OK);
    assert_true(grid.bar_frames == 0);
    spool_close(&track);
    make_track(&track, 100, 0, 2, true); /* too short to tell */
    assert_int_equal(beat_detect(&track, &grid, NULL), BGM_OK);
    assert_true(grid.bar_frames == 0);
    spool_close(&track);
}

/* 7.3 bars, repeated to 40 s: every kick stays on the grid of the first. */
static void test_repeats_on_bar_lines(void **state)
{
    (void)state;
    enum { FRAMES = 40 * SOUND_RATE };
    struct spool track = SPOOL_INIT, bus = SPOOL_INIT;
    float *stereo = xcalloc(FRAMES * 2, sizeof *stereo);
    make_track(&track, 120, 0, 14.6, true);
    assert_int_equal(spool_read(&track, 0, stereo, (size_t)track.frames, NULL), BGM_OK);
    char *path = fixture_path("track.f32");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(stereo, 8, (size_t)track.frames, file), track.frames);
    fclose(file);
    assert_int_equal(fixture_run(MAKE "-f f32le -ar 48000 -ac 2 -i @track.f32 @track.wav", NULL), 0);
    free(path);
    path = fixture_path("track.wav");
    struct music_track_request request = {.path = path, .scratch_folder = fixture_folder, .frames = FRAMES};
    assert_int_equal(spool_open(&bus, fixture_folder, NULL), BGM_OK);
    assert_int_equal(music_track_render(&request, &bus, NULL), BGM_OK);
    struct beat_grid grid;
    assert_int_equal(beat_detect(&bus, &grid, NULL), BGM_OK);
    assert_true(fabs(grid.bar_frames - 2 * SOUND_RATE) < 100);
    assert_true(grid.strength > 0.6);
    /* The last frames are silent. */
    assert_int_equal(spool_read(&bus, FRAMES - 1, stereo, 1, NULL), BGM_OK);
    assert_true(stereo[0] == 0);
    spool_close(&bus);
    spool_close(&track);
    free(path);
    free(stereo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_bars),
        cmocka_unit_test(test_no_beat),
        cmocka_unit_test(test_repeats_on_bar_lines),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
