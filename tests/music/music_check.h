/* The check of the music: a corpus of prompts, each composed, rendered as a user would get it, and put through the
 * checks of docs/music.md ("What is checked").
 *
 *     order   a prompt, a length, a seed                                    music_corpus.c
 *     take    its score, its MIDI file, the finished sound, the sound without drums     music_take.c
 *     checks  of the score, of what returns in it, of the sound
 *                                        music_score_checks.c, music_return_checks.c, music_sound_checks.c
 *     report  how many of the takes pass each check, and which do not       music_report.c
 *
 * Everything a check measures is measured here, by code that shares nothing with what it checks but the score's
 * struct; loudness comes from libebur128, the beat from aubiotrack, the decoded sound from ffmpeg. */
#ifndef BGMUSIC_TESTS_MUSIC_CHECK_H
#define BGMUSIC_TESTS_MUSIC_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "score.h"
#include "media_probe.h"

/* ---- corpus ---- */

extern const char *const music_corpus[];
extern const size_t music_corpus_count;

/* ---- report ---- */

enum check {
    /* of the score: all must hold for every take */
    CHECK_TEMPO_MAP,
    CHECK_SCALE,
    CHECK_RANGE,
    CHECK_POLYPHONY,
    CHECK_STUCK,
    CHECK_ENDING_CHORD,
    CHECK_SAME_BYTES,
    /* of what returns in it, as in people's music */
    CHECK_TUNE_RETURNS,
    CHECK_BACKING_RETURNS,
    CHECK_BLOCKS_RETURN,
    CHECK_TRIGRAMS,
    CHECK_PHRASES,
    CHECK_SILENCE_LEAST,
    CHECK_SILENCE_MOST,
    CHECK_RATE_LEAST,
    CHECK_RATE_MOST,
    CHECK_KIT_BARS,
    CHECK_KIT_DYNAMICS,
    CHECK_ENTRIES,
    /* of the sound */
    CHECK_LENGTH,
    CHECK_TEMPO_HEARD,
    CHECK_KEY_HEARD,
    CHECK_LOUDNESS,
    CHECK_TRUE_PEAK,
    CHECK_CLIPPING,
    CHECK_START,
    CHECK_GAPS,
    CHECK_ENDING,
    CHECK_LOW,
    CHECK_MIDDLE,
    CHECK_HIGH,
    CHECK_CREST,
    CHECK_WIDTH,
    CHECK_BASS_WIDTH,
    CHECK_LOW_WIDTH,
    CHECK_HIGH_WIDTH,
    CHECK_SUB,
    CHECK_AIR,
    CHECK_REGULARITY,
    CHECK_REPETITION,
    CHECK_SEEDS,
    CHECK_COUNT
};

struct report;

struct report *report_new(bool verbose);
void report_free(struct report *report);
/* `figure` is what was measured; `who` names the take in the list of the worst. */
void report_add(struct report *report, enum check check, bool good, double figure, const char *who);
/* Prints the table; true when every check reached its share. */
bool report_print(const struct report *report);

/* ---- takes ---- */

struct sound {
    float *stereo;
    size_t frames;
};

enum { MOST_BARS = 256 };

struct take {
    char name[160]; /* "calm lo-fi, 30 s, seed 1" */
    uint64_t seed;
    int64_t length_ms;
    struct score score;
    struct buf midi, midi_again;  /* composed twice */
    double video_s, audio_s;      /* as ffprobe tells */
    struct sound mix;             /* decoded from the finished file */
    struct sound tonal;           /* the music bus without drums */
    char *wav;                    /* the decoded sound as a file */
    double chroma[MOST_BARS][12]; /* of the tonal sound, a bar each */
    int bars;
};

struct studio {
    char *folder;
    char *font;
    struct bgm_error *err;
    struct studio_clip {
        int64_t length_ms;
        char *path;
        struct media_info info;
    } clips[8];
    size_t clip_count;
    struct synth *holders[32]; /* keep decoded instruments in FluidSynth's cache */
    int held[32 * 16];
    size_t held_count;
};

void studio_open(struct studio *studio);
void studio_close(struct studio *studio);
struct take *take_new(struct studio *studio, const char *prompt, int64_t length_ms, uint64_t seed);
/* The notes alone, without a sound. */
struct take *take_compose(const char *prompt, int64_t length_ms, uint64_t seed);
void take_free(struct take *take); /* NULL is legal */

/* ---- checks ---- */

void check_score(const struct take *take, struct report *report);
void check_return(const struct take *take, struct report *report); /* music_return_checks.c */
void check_sound(const struct take *take, struct report *report);
/* Two seeds of the same order. */
void check_seeds(const struct take *one, const struct take *other, struct report *report);
/* Does a kit keep time through most of the piece? */
bool take_is_rhythmic(const struct take *take);

/* instrument_ranges.c: what the instrument can play. */
void instrument_range(int program, int *low, int *high);

/* ---- figures: music_figures.c ---- */

enum { FIGURE_RATE = 48000 };

double figure_db(double power);
/* Energy of each pitch class between 100 and 2000 Hz, within [from, to) frames; sums to 1. */
void figure_chroma(const struct sound *sound, size_t from, size_t to, double chroma[12]);
/* Share of the sound's power between two frequencies, in dB. */
void figure_bands(const struct sound *sound, double *low_db, double *middle_db, double *high_db);
double figure_share(const struct sound *sound, double from_hertz, double to_hertz);
/* Power of the sides over that of the middle between two frequencies, in dB. */
double figure_width(const struct sound *sound, double from_hertz, double to_hertz);
/* Normalised autocorrelation of the onset strength, the best within 3 % of a lag in seconds. */
double figure_regularity(const struct sound *sound, double lag_s);
/* Of the amplitudes, as the ear ranks them, not of the powers. */
double figure_cosine(const double a[12], const double b[12]);

#endif
