/* What is measured of a sound by Fourier transform: pitch classes, bands, onsets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "music_check.h"

enum { SIZE = 8192, HOP = SIZE / 2, ONSET_SIZE = 1024, ONSET_HOP = 480 };

double figure_db(double power)
{
    return power > 1e-14 ? 10 * log10(power) : -140;
}

struct bench {
    double re[SIZE], im[SIZE], power[SIZE / 2];
    double window[SIZE], turn_re[SIZE / 2], turn_im[SIZE / 2];
    int size;
};

static struct bench *bench_new(int size)
{
    struct bench *bench = xcalloc(1, sizeof *bench);
    bench->size = size;
    for (int i = 0; i < size; i++)
        bench->window[i] = 0.5 - 0.5 * cos(2 * M_PI * i / size);
    for (int i = 0; i < size / 2; i++) {
        bench->turn_re[i] = cos(-2 * M_PI * i / size);
        bench->turn_im[i] = sin(-2 * M_PI * i / size);
    }
    return bench;
}

/* In place; the size is a power of two. */
static void transform(struct bench *bench)
{
    double *re = bench->re, *im = bench->im;
    int size = bench->size;
    for (int i = 1, j = 0; i < size; i++) {
        int bit = size >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j |= bit;
        if (i < j) {
            double keep = re[i];
            re[i] = re[j], re[j] = keep;
            keep = im[i];
            im[i] = im[j], im[j] = keep;
        }
    }
    for (int span = 2; span <= size; span <<= 1)
        for (int at = 0; at < size; at += span)
            for (int k = 0; k < span / 2; k++) {
                int a = at + k, b = a + span / 2, turn = k * (size / span);
                double x = re[b] * bench->turn_re[turn] - im[b] * bench->turn_im[turn];
                double y = re[b] * bench->turn_im[turn] + im[b] * bench->turn_re[turn];
                re[b] = re[a] - x, im[b] = im[a] - y;
                re[a] += x, im[a] += y;
            }
}

/* Power of the bins of the window at `from`, both sides added: left is the real part, right the imaginary one. */
static void spectrum(struct bench *bench, const struct sound *sound, size_t from)
{
    int size = bench->size;
    for (int i = 0; i < size; i++) {
        size_t at = from + (size_t)i;
        bench->re[i] = at < sound->frames ? sound->stereo[2 * at] * bench->window[i] : 0;
        bench->im[i] = at < sound->frames ? sound->stereo[2 * at + 1] * bench->window[i] : 0;
    }
    transform(bench);
    bench->power[0] = 0;
    for (int k = 1; k < size / 2; k++) {
        int m = size - k;
        bench->power[k] = (bench->re[k] * bench->re[k] + bench->im[k] * bench->im[k] + bench->re[m] * bench->re[m] +
                           bench->im[m] * bench->im[m]) /
                          2;
    }
}

void figure_chroma(const struct sound *sound, size_t from, size_t to, double chroma[12])
{
    struct bench *bench = bench_new(SIZE);
    int class_of[SIZE / 2] = {0};
    for (int k = 1; k < SIZE / 2; k++)
        class_of[k] = ((int)lround(69 + 12 * log2(k * (double)FIGURE_RATE / SIZE / 440)) % 12 + 12) % 12;
    memset(chroma, 0, 12 * sizeof *chroma);
    to = to < sound->frames ? to : sound->frames;
    for (size_t at = from; at + SIZE / 2 <= to; at += HOP) {
        spectrum(bench, sound, at);
        for (int k = (int)(100.0 * SIZE / FIGURE_RATE) + 1; k * (double)FIGURE_RATE / SIZE < 2000; k++)
            chroma[class_of[k]] += bench->power[k];
    }
    double sum = 0;
    for (int i = 0; i < 12; i++)
        sum += chroma[i];
    for (int i = 0; i < 12 && sum > 0; i++)
        chroma[i] /= sum;
    free(bench);
}

double figure_width(const struct sound *sound, double from_hertz, double to_hertz)
{
    struct bench *bench = bench_new(SIZE);
    double mid = 1e-12, side = 1e-14;
    for (size_t at = 0; at + SIZE <= sound->frames; at += SIZE) {
        for (int i = 0; i < SIZE; i++) {
            double left = sound->stereo[2 * (at + (size_t)i)], right = sound->stereo[2 * (at + (size_t)i) + 1];
            bench->re[i] = (left + right) / 2 * bench->window[i];
            bench->im[i] = (left - right) / 2 * bench->window[i];
        }
        transform(bench);
        for (int k = 1; k < SIZE / 2; k++) {
            double hertz = k * (double)FIGURE_RATE / SIZE;
            if (hertz < from_hertz || hertz >= to_hertz)
                continue;
            double a = bench->re[k] + bench->re[SIZE - k], b = bench->im[k] - bench->im[SIZE - k];
            double c = bench->im[k] + bench->im[SIZE - k], d = bench->re[SIZE - k] - bench->re[k];
            mid += a * a + b * b;
            side += c * c + d * d;
        }
    }
    free(bench);
    return figure_db(side / mid);
}

void figure_bands(const struct sound *sound, double *low_db, double *middle_db, double *high_db)
{
    struct bench *bench = bench_new(SIZE);
    double all = 0, low = 0, middle = 0, high = 0;
    for (size_t at = 0; at + SIZE / 2 <= sound->frames; at += HOP) {
        spectrum(bench, sound, at);
        for (int k = 1; k < SIZE / 2; k++) {
            double hertz = k * (double)FIGURE_RATE / SIZE;
            all += bench->power[k];
            low += hertz < 120 ? bench->power[k] : 0;
            middle += hertz >= 1000 && hertz < 4000 ? bench->power[k] : 0;
            high += hertz >= 5000 ? bench->power[k] : 0;
        }
    }
    all = all > 0 ? all : 1;
    *low_db = figure_db(low / all);
    *middle_db = figure_db(middle / all);
    *high_db = figure_db(high / all);
    free(bench);
}

double figure_share(const struct sound *sound, double from_hertz, double to_hertz)
{
    struct bench *bench = bench_new(SIZE);
    double all = 1e-12, part = 1e-14;
    for (size_t at = 0; at + SIZE / 2 <= sound->frames; at += HOP) {
        spectrum(bench, sound, at);
        for (int k = 1; k < SIZE / 2; k++) {
            double hertz = k * (double)FIGURE_RATE / SIZE;
            all += bench->power[k];
            part += hertz >= from_hertz && hertz < to_hertz ? bench->power[k] : 0;
        }
    }
    free(bench);
    return figure_db(part / all);
}

/* How much louder each bin got, in log: one value each 10 ms. */
static double *onsets(const struct sound *sound, size_t *count)
{
    struct bench *bench = bench_new(ONSET_SIZE);
    double *before = xcalloc(ONSET_SIZE / 2, sizeof *before);
    *count = sound->frames / ONSET_HOP;
    double *flux = xcalloc(*count + 1, sizeof *flux);
    for (size_t i = 0; i < *count; i++) {
        spectrum(bench, sound, i * ONSET_HOP);
        for (int k = 1; k < ONSET_SIZE / 2; k++) {
            double now = log1p(1000 * sqrt(bench->power[k]) / ONSET_SIZE);
            if (i > 0 && now > before[k])
                flux[i] += now - before[k];
            before[k] = now;
        }
    }
    free(before);
    free(bench);
    return flux;
}

double figure_regularity(const struct sound *sound, double lag_s)
{
    size_t count;
    double *flux = onsets(sound, &count), mean = 0, own = 0, best = -1;
    for (size_t i = 0; i < count; i++)
        mean += flux[i] / (double)count;
    for (size_t i = 0; i < count; i++) {
        flux[i] -= mean;
        own += flux[i] * flux[i];
    }
    double lag = lag_s * FIGURE_RATE / ONSET_HOP;
    for (int k = (int)floor(lag * 0.97); k <= (int)ceil(lag * 1.03); k++) {
        double sum = 0;
        for (size_t i = 0; i + (size_t)k < count; i++)
            sum += flux[i] * flux[i + (size_t)k];
        /* Over the pairs that there are: a short piece must not look less regular for being short. */
        double share = (double)(count - (size_t)k) / (double)count;
        best = k > 0 && own > 0 && (size_t)k < count ? fmax(best, sum / own / share) : best;
    }
    free(flux);
    return best;
}

double figure_cosine(const double a[12], const double b[12])
{
    double dot = 0, x = 0, y = 0;
    for (int i = 0; i < 12; i++)
        dot += sqrt(a[i] * b[i]), x += a[i], y += b[i];
    return x > 0 && y > 0 ? dot / sqrt(x * y) : 0;
}
