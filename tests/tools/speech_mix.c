/* How music lies under a voice, judged from the stems of a render; for tests/tools/speech_mix.sh. Raw 32-bit floats,
 * stereo, 48 kHz:
 *
 *   speech_mix VOICE INPUT ORIGINAL MUSIC FLAT OUTPUT
 *
 * VOICE is the voice alone, without noise: where it sounds is the truth that the program did not see. INPUT is the
 * clip's sound, ORIGINAL and MUSIC are the stems, FLAT is the music stem of the same render with --no-duck, OUTPUT the
 * finished file's sound. Prints one line of NAME=VALUE figures. Shares no code with what it measures; the K filter is
 * that of BS.1770-4. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "raw_sound.h"

enum { RATE = 48000, HOP = RATE / 100, HOPS_S = 100 };

/* Power of each 10 ms, K-weighted or plain. */
static double *hop_powers(const struct sound *sound, bool weighted, size_t hops)
{
    static const double f[2][5] = {
        {1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585},
        {1, -2, 1, -1.99004745483398, 0.99007225036621}};
    double *powers = calloc(hops + 1, sizeof *powers), state[2][2][2] = {{{0}}};
    for (size_t i = 0; i < sound->frames && i / HOP < hops; i++) {
        for (int c = 0; c < 2; c++) {
            double x = sound->at[2 * i + (size_t)c];
            for (int k = 0; weighted && k < 2; k++) {
                double y = f[k][0] * x + state[k][c][0];
                state[k][c][0] = f[k][1] * x - f[k][3] * y + state[k][c][1];
                state[k][c][1] = f[k][2] * x - f[k][4] * y;
                x = y;
            }
            powers[i / HOP] += x * x / HOP;
        }
    }
    return powers;
}

static double db(double power)
{
    return power > 1e-12 ? 10 * log10(power) : -120;
}

static double lufs(double power)
{
    return -0.691 + db(power);
}

/* The voice sounds where it is within 30 dB of its loudest; pauses under 300 ms are part of speaking. */
static bool *find_speech(const double *voice, size_t hops)
{
    bool *speech = calloc(hops + 1, sizeof *speech);
    double most = 0;
    for (size_t i = 0; i < hops; i++)
        most = fmax(most, voice[i]);
    size_t last = 0;
    bool any = false;
    for (size_t i = 0; i < hops; i++) {
        if (voice[i] < most / 1000)
            continue;
        for (size_t j = last; any && i - last < 30 && j < i; j++)
            speech[j] = true;
        speech[i] = any = true;
        last = i;
    }
    return speech;
}

static double mean_where(const double *powers, const bool *speech, bool wanted, size_t from, size_t to)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (speech[i] == wanted) {
            sum += powers[i];
            count++;
        }
    }
    return count > 0 ? sum / (double)count : 0;
}

/* The gain that ducking gave, in dB under the music that is never ducked; NAN where there is too little music to tell.
 */
static double *find_gain(const struct sound *music, const struct sound *flat, size_t hops)
{
    double *gain = calloc(hops + 1, sizeof *gain);
    for (size_t i = 0; i < hops; i++) {
        double both = 0, alone = 0;
        for (size_t k = 2 * i * HOP; k < 2 * (i + 1) * HOP && k < 2 * music->frames && k < 2 * flat->frames; k++) {
            both += (double)music->at[k] * flat->at[k];
            alone += (double)flat->at[k] * flat->at[k];
        }
        gain[i] = alone > 1e-7 && both > 0 ? 20 * log10(both / alone) : NAN;
    }
    return gain;
}

/* In each pause of more than 1.5 s: the highest gain within 1.5 s of its beginning, against the highest of all. */
static double worst_return(const double *gain, const bool *speech, size_t hops, double top, int *pauses)
{
    double worst = 0;
    size_t begin = 0;
    *pauses = 0;
    for (size_t i = 1; i <= hops; i++) {
        if (i < hops && speech[i - 1] && !speech[i])
            begin = i;
        bool ends = begin > 0 && ((i < hops && speech[i] && !speech[i - 1]) || i + 250 == hops);
        if (!ends || speech[begin] || i - begin <= 3 * HOPS_S / 2)
            continue;
        double best = -120;
        for (size_t k = begin; k < begin + 3 * HOPS_S / 2; k++)
            best = isnan(gain[k]) ? best : fmax(best, gain[k]);
        worst = fmin(worst, best - top);
        ++*pauses;
        begin = 0;
    }
    return worst;
}

/* The gain from the sum of the stems to the output in each 400 ms: how far it strays from its median, and the change of
 * the original against the input, as a level. */
static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double common_spread(const struct sound *original, const struct sound *music, const struct sound *output)
{
    enum { WINDOW = RATE * 2 / 5 };
    double gains[20000];
    size_t count = 0, frames = original->frames < output->frames ? original->frames : output->frames;
    for (size_t at = 0; at + WINDOW <= frames && count < 20000; at += WINDOW) {
        double both = 0, alone = 0;
        for (size_t k = 2 * at; k < 2 * (at + WINDOW); k++) {
            double sum = (double)original->at[k] + (k < 2 * music->frames ? music->at[k] : 0);
            both += sum * output->at[k];
            alone += sum * sum;
        }
        if (alone > 1e-4 && both > 0)
            gains[count++] = 20 * log10(both / alone);
    }
    qsort(gains, count, sizeof *gains, compare_doubles);
    if (count == 0)
        return 0;
    return fmax(gains[count - 1] - gains[count / 2], gains[count / 2] - gains[0]);
}

static double difference_db(const struct sound *one, const struct sound *other)
{
    double off = 0, all = 1e-12;
    for (size_t k = 0; k < 2 * one->frames && k < 2 * other->frames; k++) {
        double d = (double)one->at[k] - other->at[k];
        off += d * d;
        all += (double)one->at[k] * one->at[k];
    }
    return db(off / all);
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return 2;
    struct sound sounds[6];
    for (int i = 0; i < 6; i++)
        sounds[i] = sound_read(argv[i + 1]);
    struct sound *voice = &sounds[0], *input = &sounds[1], *original = &sounds[2], *music = &sounds[3];
    struct sound *flat = &sounds[4], *output = &sounds[5];
    size_t hops = original->frames / HOP;
    double *clean = hop_powers(voice, false, hops), *spoken = hop_powers(original, true, hops);
    double *under = hop_powers(music, true, hops), *gain = find_gain(music, flat, hops);
    bool *speech = find_speech(clean, hops);
    double mean = lufs(mean_where(spoken, speech, true, 0, hops)) - lufs(mean_where(under, speech, true, 0, hops));
    double least = 99, jump = 0, top = -120;
    for (size_t i = 0; i + 3 * HOPS_S <= hops; i += HOPS_S / 10) {
        size_t said = 0;
        for (size_t k = i; k < i + 3 * HOPS_S; k++)
            said += speech[k];
        double music_power = mean_where(under, speech, true, i, i + 3 * HOPS_S);
        if (said >= HOPS_S && music_power > 1e-9)
            least = fmin(least, db(mean_where(spoken, speech, true, i, i + 3 * HOPS_S)) - db(music_power));
    }
    for (size_t i = 0; i + 250 < hops; i++) {
        top = isnan(gain[i]) ? top : fmax(top, gain[i]);
        if (i >= 5 && !isnan(gain[i]) && !isnan(gain[i - 5]))
            jump = fmax(jump, fabs(gain[i] - gain[i - 5]));
    }
    int pauses;
    double back = worst_return(gain, speech, hops, top, &pauses);
    printf("voice=%.1f under=%.1f least=%.1f back=%.1f pauses=%d jump=%.1f spread=%.2f touched=%.0f\n",
           lufs(mean_where(spoken, speech, true, 0, hops)), mean, least, back, pauses, jump,
           common_spread(original, music, output), difference_db(input, original));
    return 0;
}
