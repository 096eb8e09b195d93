/* Steady pitches at 8 kHz tell music, their pitch classes its key, the rises of its level its tempo. */
#include "music_detect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "beat_detect.h"
#include "bgmusic/base/xalloc.h"

enum {
    THINNING = 6, /* 48 kHz to 8 kHz */
    RATE = SOUND_RATE / THINNING,
    HOP = RATE / 100,
    BLOCK = 2048, /* a quarter of a second: semitones are told apart from 196 Hz on */
    BLOCKS_OF_PIECE = 12,
    PIECE_MS = BLOCK * BLOCKS_OF_PIECE * 1000 / RATE,
    FIRST_KEY = 55,
    KEYS = 37,
    NEAR = 4,               /* semitones to either side that a peak stands out of */
    LEAST_CLASSES = 4,      /* pitch classes of a piece's peaks: a hum has one, a chord three; four is a choice */
    LEAST_MUSIC_PIECES = 2, /* six seconds; in a shorter clip all of it */
};

#define PEAK_RATIO   5.0  /* of a peak's power to the median around it: 7 dB */
#define LEAST_SHARE  1e-3 /* of the strongest: what is 30 dB under it is its echo in the spectrum */
#define LEAST_POWER  1e-5 /* -50 dBFS */
#define LEAST_FIT    0.5  /* of the chroma to a key's profile */
#define BASS_HERTZ   150.0
#define FASTEST_BPM  180.0
#define LEVEL(power) log1p(1e4 * (power))

struct music_detector {
    float turn[KEYS], block[BLOCK], window[BLOCK];
    double sum, bass, bass_share; /* of the frame, and of what lies low */
    int summed;
    size_t have; /* samples of the block */
    double power, low_power, level_before, low_before;
    int hop_have;
    float *all, *low;
    size_t hops;
    double piece_keys[KEYS], piece_power;
    int piece_blocks;
    bool *pieces; /* is it music? */
    size_t piece_count;
    double chroma[12];
};

struct music_detector *music_detector_new(void)
{
    struct music_detector *detector = xcalloc(1, sizeof *detector);
    for (int k = 0; k < KEYS; k++)
        detector->turn[k] = (float)(2 * cos(2 * M_PI * 440 * pow(2, (FIRST_KEY + k - 69) / 12.0) / RATE));
    for (int i = 0; i < BLOCK; i++)
        detector->window[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * (i + 0.5) / BLOCK));
    detector->bass_share = 1 - exp(-2 * M_PI * BASS_HERTZ / RATE);
    return detector;
}

void music_detector_free(struct music_detector *detector)
{
    if (detector == NULL)
        return;
    free(detector->all);
    free(detector->low);
    free(detector->pieces);
    free(detector);
}

static int compare_powers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* By how much the key stands out of its neighbours; 0: it is no peak. */
static double peak_ratio(const double powers[KEYS], int key)
{
    double near[2 * NEAR + 1];
    size_t count = 0;
    for (int k = key - NEAR; k <= key + NEAR; k++)
        if (k >= 0 && k < KEYS)
            near[count++] = powers[k];
    if ((key > 0 && powers[key - 1] > powers[key]) || (key + 1 < KEYS && powers[key + 1] > powers[key]))
        return 0;
    qsort(near, count, sizeof near[0], compare_powers);
    return powers[key] / (near[count / 2] + 1e-12);
}

static void end_piece(struct music_detector *detector)
{
    double chroma[12] = {0}, strongest = 0;
    int classes = 0;
    for (int k = 0; k < KEYS; k++)
        strongest = fmax(strongest, detector->piece_keys[k]);
    bool is_loud = detector->piece_power / (detector->piece_blocks * BLOCK) >= LEAST_POWER;
    for (int k = 0; k < KEYS && is_loud; k++) {
        double ratio = peak_ratio(detector->piece_keys, k);
        if (ratio < PEAK_RATIO || detector->piece_keys[k] < LEAST_SHARE * strongest)
            continue;
        classes += chroma[(FIRST_KEY + k) % 12] <= 0;
        chroma[(FIRST_KEY + k) % 12] += sqrt(detector->piece_keys[k] / detector->piece_power);
    }
    bool is_music = classes >= LEAST_CLASSES;
    for (int c = 0; c < 12 && is_music; c++)
        detector->chroma[c] += chroma[c];
    detector->pieces = xgrow(detector->pieces, detector->piece_count, sizeof *detector->pieces);
    detector->pieces[detector->piece_count++] = is_music;
    memset(detector->piece_keys, 0, sizeof detector->piece_keys);
    detector->piece_power = 0;
    detector->piece_blocks = 0;
}

/* Goertzel's recursion for all keys side by side. */
static void end_block(struct music_detector *detector)
{
    float one[KEYS] = {0}, two[KEYS] = {0};
    for (int i = 0; i < BLOCK; i++) {
        float x = detector->block[i] * detector->window[i];
        detector->piece_power += (double)detector->block[i] * detector->block[i];
        for (int k = 0; k < KEYS; k++) {
            float next = x + detector->turn[k] * one[k] - two[k];
            two[k] = one[k];
            one[k] = next;
        }
    }
    for (int k = 0; k < KEYS; k++)
        detector->piece_keys[k] +=
            fmax((double)one[k] * one[k] + (double)two[k] * two[k] - (double)detector->turn[k] * one[k] * two[k], 0);
    detector->have = 0;
    if (++detector->piece_blocks == BLOCKS_OF_PIECE)
        end_piece(detector);
}

static void end_hop(struct music_detector *detector)
{
    double level = LEVEL(detector->power / HOP), low_level = LEVEL(detector->low_power / HOP);
    if (detector->hops < BEAT_MOST_HOPS) {
        detector->all = xgrow(detector->all, detector->hops, sizeof *detector->all);
        detector->low = xgrow(detector->low, detector->hops, sizeof *detector->low);
        detector->low[detector->hops] = (float)fmax(low_level - detector->low_before, 0);
        detector->all[detector->hops++] =
            (float)fmax(level - detector->level_before, 0) + (float)fmax(low_level - detector->low_before, 0);
    }
    detector->level_before = level;
    detector->low_before = low_level;
    detector->power = detector->low_power = 0;
    detector->hop_have = 0;
}

void music_detector_add(struct music_detector *detector, const float *stereo, size_t frames)
{
    for (size_t i = 0; i < frames; i++) {
        detector->sum += (double)stereo[2 * i] + stereo[2 * i + 1];
        if (++detector->summed < THINNING)
            continue;
        double x = detector->sum / (2 * THINNING);
        detector->sum = 0;
        detector->summed = 0;
        detector->bass += detector->bass_share * (x - detector->bass);
        detector->power += (x - detector->bass) * (x - detector->bass);
        detector->low_power += detector->bass * detector->bass;
        if (++detector->hop_have == HOP)
            end_hop(detector);
        detector->block[detector->have++] = (float)x;
        if (detector->have == BLOCK)
            end_block(detector);
    }
}

/* The profiles of Krumhansl and Kessler (Psychol. Rev. 89, 1982): how well each of twelve tones fits a key of C. */
static const double profiles[2][12] = {{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88},
                                       {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17}};

static double profile_fit(const double chroma[12], const double profile[12], int tonic)
{
    double mean = 0, profile_mean = 0, both = 0, own = 0, its = 0;
    for (int c = 0; c < 12; c++) {
        mean += chroma[c] / 12;
        profile_mean += profile[c] / 12;
    }
    for (int c = 0; c < 12; c++) {
        double x = chroma[(c + tonic) % 12] - mean, y = profile[c] - profile_mean;
        both += x * y;
        own += x * x;
        its += y * y;
    }
    return own > 0 ? both / sqrt(own * its) : 0;
}

static void find_key(const struct music_detector *detector, struct music_heard *heard)
{
    double most = LEAST_FIT;
    for (int i = 0; i < 24; i++) {
        double fit = profile_fit(detector->chroma, profiles[i / 12], i % 12);
        if (fit > most) {
            most = fit;
            heard->tonic = i % 12;
            heard->is_minor = i >= 12;
        }
    }
}

static void find_tempo(struct music_detector *detector, struct music_heard *heard)
{
    struct beat_grid grid;
    beat_find(detector->all, detector->low, (int)detector->hops, &grid);
    if (grid.bar_frames <= 0)
        return;
    heard->bpm = 4 * 60.0 * SOUND_RATE / grid.bar_frames;
    if (heard->bpm > FASTEST_BPM)
        heard->bpm /= 2;
}

void music_detector_finish(struct music_detector *detector, struct music_heard *heard)
{
    size_t musical = 0;
    *heard = (struct music_heard){.tonic = -1};
    if (detector->piece_blocks >= BLOCKS_OF_PIECE / 2)
        end_piece(detector);
    /* One piece without a clear pitch, a break of the drums, does not end it. */
    for (size_t i = 1; i + 1 < detector->piece_count; i++)
        if (detector->pieces[i - 1] && detector->pieces[i + 1])
            detector->pieces[i] = true;
    for (size_t i = 0; i < detector->piece_count; i++)
        musical += detector->pieces[i];
    if (musical == 0 || musical < (detector->piece_count < LEAST_MUSIC_PIECES ? 1 : LEAST_MUSIC_PIECES))
        return;
    heard->spans = xcalloc(musical, sizeof *heard->spans);
    for (size_t i = 0; i < detector->piece_count; i++) {
        struct music_span piece = {(int64_t)i * PIECE_MS, (int64_t)(i + 1) * PIECE_MS};
        if (!detector->pieces[i])
            continue;
        if (heard->span_count > 0 && heard->spans[heard->span_count - 1].end_ms == piece.start_ms)
            heard->spans[heard->span_count - 1].end_ms = piece.end_ms;
        else
            heard->spans[heard->span_count++] = piece;
    }
    find_key(detector, heard);
    find_tempo(detector, heard);
}

void music_heard_release(struct music_heard *heard)
{
    free(heard->spans);
    *heard = (struct music_heard){.tonic = -1};
}
