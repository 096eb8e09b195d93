/* Music is told from noise, hum, bells and gliding voices, with its key and tempo, on sounds whose truth is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "music_detect.h"
#include "spool.h"

enum { SECONDS = 20, FRAMES = SECONDS * SOUND_RATE, PIECE = 4801 };

/* A struck tone with four partials, ringing away. */
static void add_tone(float *mono, double at_s, double hertz, double amplitude, double length_s)
{
    int first = (int)(at_s * SOUND_RATE), count = (int)(length_s * SOUND_RATE);
    for (int i = 0; i < count && first + i < FRAMES; i++) {
        double t = (double)i / SOUND_RATE, value = 0;
        for (int partial = 1; partial <= 4; partial++)
            value += sin(2 * M_PI * hertz * partial * t) / (partial * partial);
        mono[first + i] += (float)(amplitude * value * exp(-3 * t) * fmin(1, t * 400));
    }
}

static double key_hertz(int key)
{
    return 440 * pow(2, (key - 69) / 12.0);
}

/* Chords of a key in the order I vi IV V or i bVI iv v, one a bar of four beats, the bass on every beat. */
static void add_song(float *mono, int tonic, bool is_minor, double bpm)
{
    static const int roots[2][4] = {{0, 9, 5, 7}, {0, 8, 5, 7}};
    static const bool minor_chord[2][4] = {{false, true, false, false}, {true, false, true, true}};
    double beat_s = 60 / bpm;
    for (int beat = 0; beat * beat_s < SECONDS; beat++) {
        int bar = beat / 4 % 4, root = tonic + roots[is_minor][bar];
        int third = minor_chord[is_minor][bar] ? 3 : 4;
        add_tone(mono, beat * beat_s, key_hertz(36 + root), beat % 4 == 0 ? 0.2 : 0.1, beat_s);
        const int keys[] = {60 + root, 60 + root + third, 60 + root + 7};
        for (size_t i = 0; i < COUNT(keys); i++)
            add_tone(mono, beat * beat_s, key_hertz(keys[i]), beat % 2 == 0 ? 0.06 : 0.04, beat_s * 1.5);
    }
}

static void hear(const float *mono, struct music_heard *heard)
{
    struct music_detector *detector = music_detector_new();
    float stereo[2 * PIECE];
    for (int at = 0; at < FRAMES; at += PIECE) {
        int count = FRAMES - at < PIECE ? FRAMES - at : PIECE;
        for (int i = 0; i < 2 * count; i++)
            stereo[i] = mono[at + i / 2];
        music_detector_add(detector, stereo, (size_t)count);
    }
    music_detector_finish(detector, heard);
    music_detector_free(detector);
}

static void test_key_and_tempo(void **state)
{
    static const struct {
        int tonic;
        bool is_minor;
        double bpm;
    } songs[] = {{0, false, 120}, {7, false, 96}, {9, true, 100}, {3, true, 84}, {5, false, 132}};
    (void)state;
    for (size_t i = 0; i < COUNT(songs); i++) {
        float *mono = xcalloc(FRAMES, sizeof *mono);
        struct music_heard heard;
        add_song(mono, songs[i].tonic, songs[i].is_minor, songs[i].bpm);
        hear(mono, &heard);
        free(mono);
        assert_int_equal(heard.span_count, 1);
        assert_true(heard.spans[0].start_ms == 0 && heard.spans[0].end_ms >= (SECONDS - 4) * 1000);
        assert_int_equal(heard.tonic, songs[i].tonic);
        assert_int_equal(heard.is_minor, songs[i].is_minor);
        /* Half and double are one tempo to a bed. */
        double octave = log2(heard.bpm / songs[i].bpm);
        if (fabs(octave - round(octave)) >= 0.015)
            fail_msg("%g bpm are heard as %g", songs[i].bpm, heard.bpm);
        music_heard_release(&heard);
    }
}

/* It begins in the middle: the span does, too. */
static void test_place(void **state)
{
    (void)state;
    float *mono = xcalloc(FRAMES, sizeof *mono);
    struct music_heard heard;
    add_song(mono, 2, false, 110);
    for (int i = 0; i < FRAMES / 2; i++)
        mono[i] = 0;
    hear(mono, &heard);
    free(mono);
    assert_int_equal(heard.span_count, 1);
    assert_true(llabs(heard.spans[0].start_ms - SECONDS * 500) <= 3100);
    assert_true(heard.tonic == (heard.is_minor ? 11 : 2)); /* or its relative: the same notes */
    music_heard_release(&heard);
}

enum sound { NOISE, SLOW_WAVES, HUM, BARKS, GLIDES, SILENCE, SOUNDS };

static double sound_at(enum sound sound, int frame, uint32_t *chance, double *phase)
{
    double t = (double)frame / SOUND_RATE;
    *chance = *chance * 1664525u + 1013904223u;
    double noise = (double)*chance / UINT32_MAX - 0.5;
    switch (sound) {
    case NOISE:
        return 0.2 * noise;
    case SLOW_WAVES:
        return 0.2 * noise * pow(sin(t), 2);
    case HUM:
        return 0.1 * (sin(2 * M_PI * 100 * t) + 0.5 * sin(2 * M_PI * 200 * t) + 0.3 * sin(2 * M_PI * 400 * t)) +
               0.002 * noise;
    case BARKS:
        return fmod(t, 1.3) < 0.25 ? 0.2 * (fmod(t * 420, 1) - 0.5) * sin(M_PI * fmod(t, 1.3) / 0.25) : 0.001 * noise;
    case GLIDES:
        /* The melody of speech: the pitch of every syllable falls by a third and more. */
        *phase += (190 - 160 * fmod(t * 4, 1) * 0.4 + 25 * sin(t * 1.7)) / SOUND_RATE;
        return 0.2 * (fmod(*phase, 1) - 0.5) * fabs(sin(M_PI * 4 * t)) + 0.002 * noise;
    default:
        return 0;
    }
}

static void test_no_music(void **state)
{
    (void)state;
    for (int sound = 0; sound < SOUNDS; sound++) {
        float *mono = xcalloc(FRAMES, sizeof *mono);
        struct music_heard heard;
        uint32_t chance = 7;
        double phase = 0;
        for (int i = 0; i < FRAMES; i++)
            mono[i] = (float)sound_at((enum sound)sound, i, &chance, &phase);
        hear(mono, &heard);
        free(mono);
        if (heard.span_count != 0)
            fail_msg("sound %d is taken for music", sound);
        assert_true(heard.tonic == -1 && heard.bpm == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_key_and_tempo), cmocka_unit_test(test_place),
                                       cmocka_unit_test(test_no_music)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
