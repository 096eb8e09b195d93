/* Figures of a sound, for tests/tools/measure.sh and style_figures.sh: raw 32-bit floats, stereo, 48 kHz.
 *
 *   sound_figures SOUND.f32                        one line of NAME=VALUE figures of the sound
 *   sound_figures WITH.f32 VOICE.f32 FLAT.f32      the music in a mix: WITH minus VOICE (the same render without
 *                                                  music); FLAT is the render with --no-duck
 *
 * It shares no code with the program that it measures. The K filter is that of ITU-R BS.1770-4, annex 1. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "raw_sound.h"

enum { RATE = 48000, WINDOW = RATE / 20 };

struct filter {
    double b0, b1, b2, a1, a2;
};

static void filter_run(const struct filter *f, struct sound *sound)
{
    for (int side = 0; side < 2; side++) {
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (size_t i = 0; i < sound->frames; i++) {
            double x = sound->at[2 * i + side];
            double y = f->b0 * x + f->b1 * x1 + f->b2 * x2 - f->a1 * y1 - f->a2 * y2;
            x2 = x1, x1 = x, y2 = y1, y1 = y;
            sound->at[2 * i + side] = (float)y;
        }
    }
}

/* Second-order Butterworth; twice gives 24 dB an octave. */
static void pass(struct sound *sound, double hz, bool high)
{
    double w = 2 * M_PI * hz / RATE, c = cos(w), alpha = sin(w) / sqrt(2), a0 = 1 + alpha;
    double k = high ? (1 + c) : (1 - c);
    struct filter f = {k / 2 / a0, (high ? -k : k) / a0, k / 2 / a0, -2 * c / a0, (1 - alpha) / a0};
    filter_run(&f, sound);
    filter_run(&f, sound);
}

static struct sound copy_of(const struct sound *sound)
{
    struct sound copy = {malloc((sound->frames + 1) * 2 * sizeof *sound->at), sound->frames};
    memcpy(copy.at, sound->at, sound->frames * 2 * sizeof *sound->at);
    return copy;
}

static double power_of(const struct sound *sound, size_t from, size_t frames)
{
    double sum = 0;
    if (from >= sound->frames)
        return 0;
    frames = from + frames > sound->frames ? sound->frames - from : frames;
    for (size_t i = 2 * from; i < 2 * (from + frames); i++)
        sum += (double)sound->at[i] * sound->at[i];
    return frames > 0 ? sum / (double)frames : 0; /* both sides added, as BS.1770 does */
}

static double db(double power)
{
    return power > 1e-14 ? 10 * log10(power) : -140;
}

static double band_db(const struct sound *sound, double from_hz, double to_hz)
{
    struct sound band = copy_of(sound);
    if (from_hz > 0)
        pass(&band, from_hz, true);
    if (to_hz > 0)
        pass(&band, to_hz, false);
    double share = db(power_of(&band, 0, band.frames)) - db(power_of(sound, 0, sound->frames));
    free(band.at);
    return share;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The longest stretch before the last three seconds whose 100 ms windows lie 35 dB under the median. */
static double longest_gap_s(const struct sound *sound)
{
    size_t count = sound->frames / (2 * WINDOW), run = 0, most = 0;
    double *levels = calloc(count + 1, sizeof *levels), *sorted = calloc(count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = levels[i] = db(power_of(sound, i * 2 * WINDOW, 2 * WINDOW));
    qsort(sorted, count, sizeof *sorted, by_size);
    for (size_t i = 0; i + 30 < count; i++) {
        run = levels[i] < sorted[count / 2] - 35 ? run + 1 : 0;
        most = run > most ? run : most;
    }
    free(levels);
    free(sorted);
    return (double)most / 10;
}

static void print_figures(const struct sound *sound)
{
    double mean[2] = {0, 0}, cross = 0, square[2] = {0, 0}, peak = 0;
    size_t onset = sound->frames;
    for (size_t i = 0; i < sound->frames; i++) {
        double left = sound->at[2 * i], right = sound->at[2 * i + 1];
        mean[0] += left, mean[1] += right;
        cross += left * right, square[0] += left * left, square[1] += right * right;
        peak = fmax(peak, fmax(fabs(left), fabs(right)));
        if (onset == sound->frames && fmax(fabs(left), fabs(right)) > 0.01) /* -40 dBFS */
            onset = i;
    }
    double frames = sound->frames > 0 ? (double)sound->frames : 1;
    double power = power_of(sound, 0, sound->frames) / 2;
    size_t tail = sound->frames > RATE / 10 ? RATE / 10 : sound->frames;
    printf("seconds=%.3f onset_ms=%.0f last_db=%.1f dc=%.6f correlation=%.2f crest=%.1f low=%.1f "
           "middle=%.1f "
           "high=%.1f gap_s=%.1f\n",
           frames / RATE, onset * 1000.0 / RATE, db(power_of(sound, sound->frames - tail, tail) / 2),
           fmax(fabs(mean[0]), fabs(mean[1])) / frames,
           square[0] > 0 && square[1] > 0 ? cross / sqrt(square[0] * square[1]) : 0,
           20 * log10(peak + 1e-9) - db(power), band_db(sound, 0, 120), band_db(sound, 1000, 4000),
           band_db(sound, 5000, 0), longest_gap_s(sound));
}

static void weight(struct sound *sound)
{
    static const struct filter shelf = {1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
                                        0.73248077421585};
    static const struct filter high = {1, -2, 1, -1.99004745483398, 0.99007225036621};
    filter_run(&shelf, sound);
    filter_run(&high, sound);
}

/* Mean loudness of the 50 ms windows that `wanted` marks, and are not silent. */
static double lufs_where(const struct sound *weighted, const char *marks, char wanted, size_t count)
{
    double sum = 0;
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        double power = power_of(weighted, i * WINDOW, WINDOW);
        if (marks[i] == wanted && power > 1e-7)
            sum += power, used++;
    }
    return used > 0 ? -0.691 + db(sum / (double)used) : -70;
}

/* Voice above -40 dBFS within 300 ms: 's'; nothing for 2.5 s before and 0.5 s after: 'g' (the music has come
 * back up there); between them neither. */
static char *mark_speech(const struct sound *voice, size_t count)
{
    char *loud = calloc(count + 1, 1), *marks = calloc(count + 1, 1);
    for (size_t i = 0; i < count; i++)
        loud[i] = db(power_of(voice, i * WINDOW, WINDOW)) > -40;
    for (size_t i = 0; i < count; i++) {
        bool near = false, far = false;
        for (size_t k = i > 50 ? i - 50 : 0; k < count && k < i + 10; k++) {
            far |= loud[k];
            near |= loud[k] && k + 6 > i && k < i + 6;
        }
        marks[i] = near ? 's' : far ? '-' : 'g';
    }
    free(loud);
    return marks;
}

static void subtract(struct sound *from, const struct sound *what)
{
    from->frames = from->frames < what->frames ? from->frames : what->frames;
    for (size_t i = 0; i < 2 * from->frames; i++)
        from->at[i] -= what->at[i];
}

static void print_music(struct sound *with, struct sound *voice, struct sound *flat)
{
    subtract(with, voice);
    subtract(flat, voice);
    size_t count = with->frames / WINDOW, spoken = 0, gaps = 0;
    char *marks = mark_speech(voice, count);
    double jump = 0, deepest = 0, before = 0;
    bool has_before = false;
    /* The gain is what ducking did to the music: the same music, with and without. */
    for (size_t i = 0; i < count && (i + 20) < count; i++) {
        spoken += marks[i] == 's', gaps += marks[i] == 'g';
        double plain = power_of(flat, i * WINDOW, WINDOW);
        if (plain < 1e-6) {
            has_before = false;
            continue;
        }
        double gain = db(power_of(with, i * WINDOW, WINDOW)) - db(plain);
        if (has_before)
            jump = fmax(jump, fabs(gain - before));
        deepest = fmin(deepest, gain);
        before = gain, has_before = true;
    }
    weight(with);
    weight(voice);
    double speech = lufs_where(voice, marks, 's', count);
    printf("speech_lufs=%.1f music_under=%.1f music_between=%.1f under_lu=%.1f between_lu=%.1f "
           "deepest_db=%.1f "
           "jump_db=%.1f speech_s=%.1f gap_s=%.1f\n",
           speech, lufs_where(with, marks, 's', count), lufs_where(with, marks, 'g', count),
           speech - lufs_where(with, marks, 's', count), speech - lufs_where(with, marks, 'g', count), deepest, jump,
           (double)spoken / 20, (double)gaps / 20);
    free(marks);
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 4) {
        fputs("usage: sound_figures SOUND.f32 | WITH.f32 VOICE.f32 FLAT.f32\n", stderr);
        return 2;
    }
    struct sound first = sound_read(argv[1]);
    if (argc == 2) {
        print_figures(&first);
    } else {
        struct sound voice = sound_read(argv[2]), flat = sound_read(argv[3]);
        print_music(&first, &voice, &flat);
        free(voice.at);
        free(flat.at);
    }
    free(first.at);
    return 0;
}
