/* A piece of music as data: the tempo map, the names of keys and modes. */
#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void score_init(struct score *score)
{
    *score = (struct score){.bpm = 0};
}

void score_release(struct score *score)
{
    for (size_t i = 0; i < score->part_count; i++) {
        free(score->parts[i].notes);
        free(score->parts[i].controls);
    }
    free(score->tempos);
    free(score->sections);
    free(score->chords);
    score_init(score);
}

/* Sums ticks times microseconds a quarter and divides once at the end, so that
 * rounding never adds up over the tempo events. */
int64_t score_ticks_to_us(const struct score *score, int32_t ticks)
{
    int64_t sum = 0;
    for (size_t i = 0; i < score->tempo_count && score->tempos[i].at_ticks < ticks; i++) {
        int32_t end = ticks;
        if (i + 1 < score->tempo_count && score->tempos[i + 1].at_ticks < ticks)
            end = score->tempos[i + 1].at_ticks;
        sum += (int64_t)(end - score->tempos[i].at_ticks) * score->tempos[i].us_per_quarter;
    }
    return (sum + SCORE_TICKS_PER_QUARTER / 2) / SCORE_TICKS_PER_QUARTER;
}

int32_t score_us_to_ticks(const struct score *score, int64_t us)
{
    if (us <= 0 || score->tempo_count == 0)
        return 0;
    size_t i = 0;
    while (i + 1 < score->tempo_count && score_ticks_to_us(score, score->tempos[i + 1].at_ticks) <= us)
        i++;
    int64_t rest = us - score_ticks_to_us(score, score->tempos[i].at_ticks);
    int64_t quarter = score->tempos[i].us_per_quarter;
    int64_t ticks = score->tempos[i].at_ticks + (rest * SCORE_TICKS_PER_QUARTER + quarter / 2) / quarter;
    return ticks > INT32_MAX ? INT32_MAX : (int32_t)ticks;
}

const char *score_mode_name(enum score_mode mode)
{
    static const char *const names[SCORE_MODE_COUNT] = {
        [SCORE_MAJOR] = "major",
        [SCORE_MINOR] = "minor",
        [SCORE_DORIAN] = "dorian",
        [SCORE_LYDIAN] = "lydian",
        [SCORE_MIXOLYDIAN] = "mixolydian",
        [SCORE_PHRYGIAN] = "phrygian",
        [SCORE_HARMONIC_MINOR] = "harmonic minor",
        [SCORE_MAJOR_PENTATONIC] = "major pentatonic",
        [SCORE_MINOR_PENTATONIC] = "minor pentatonic",
    };
    return (int)mode >= 0 && mode < SCORE_MODE_COUNT ? names[mode] : "major";
}

size_t score_mode_steps(enum score_mode mode, const int **steps)
{
    static const struct {
        size_t count;
        int steps[7];
    } modes[SCORE_MODE_COUNT] = {
        [SCORE_MAJOR] = {7, {0, 2, 4, 5, 7, 9, 11}},          [SCORE_MINOR] = {7, {0, 2, 3, 5, 7, 8, 10}},
        [SCORE_DORIAN] = {7, {0, 2, 3, 5, 7, 9, 10}},         [SCORE_LYDIAN] = {7, {0, 2, 4, 6, 7, 9, 11}},
        [SCORE_MIXOLYDIAN] = {7, {0, 2, 4, 5, 7, 9, 10}},     [SCORE_PHRYGIAN] = {7, {0, 1, 3, 5, 7, 8, 10}},
        [SCORE_HARMONIC_MINOR] = {7, {0, 2, 3, 5, 7, 8, 11}}, [SCORE_MAJOR_PENTATONIC] = {5, {0, 2, 4, 7, 9}},
        [SCORE_MINOR_PENTATONIC] = {5, {0, 3, 5, 7, 10}},
    };
    size_t row = (int)mode >= 0 && mode < SCORE_MODE_COUNT ? (size_t)mode : SCORE_MAJOR;
    *steps = modes[row].steps;
    return modes[row].count;
}

const char *score_pitch_name(int pitch_class, int tonic, enum score_mode mode)
{
    static const char *const sharps[12] = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    static const char *const flats[12] = {"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};
    /* Semitones from the tonic up to the major key with the same signature. */
    static const int relative[SCORE_MODE_COUNT] = {0, 3, 10, 7, 5, 8, 3, 0, 3};
    size_t row = (int)mode >= 0 && mode < SCORE_MODE_COUNT ? (size_t)mode : SCORE_MAJOR;
    int signature = (((tonic % 12) + 12) % 12 + relative[row]) % 12;
    int pitch = ((pitch_class % 12) + 12) % 12;
    /* F, Bb, Eb, Ab, Db are the flat keys; F sharp stands for itself. */
    bool flat = signature == 5 || signature == 10 || signature == 3 || signature == 8 || signature == 1;
    return flat ? flats[pitch] : sharps[pitch];
}

void score_key_name(int tonic, enum score_mode mode, char text[32])
{
    snprintf(text, 32, "%s %s", score_pitch_name(tonic, tonic, mode), score_mode_name(mode));
}
