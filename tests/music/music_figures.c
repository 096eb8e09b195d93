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

/* In place, `size` a power of two. */
static void transform(double *re, double *im, int size)
{
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
    for (int span = 2; span <= size; span <<= 1) {
        double angle = -2 * M_PI / span, step_re = cos(angle), step_im = sin(angle);
        for (int at = 0; at < size; at += span) {
            double turn_re = 1, turn_im = 0;
            for (int k = 0; k < span / 2; k++) {
                int a = at + k, b = a + span / 2;
                double x = re[b] * turn_re - im[b] * turn_im;
                double y = re[b] * turn_im + im[b] * turn_re;
                re[b] = re[a] - x, im[b] = im[a] - y;
                re[a] += x, im[a] += y;
                double next = turn_re * step_re - turn_im * step_im;
                turn_im = turn_re * step_im + turn_im * step_re;
                turn_re = next;
            }
        }
    }
}

/* Power of the `size / 2` bins of the window at `from`: left in the real part, right in the imaginary one, parted by
 * symmetry. */
static void spectrum(const struct sound *sound, size_t from, int size, double *re, double *im, double *power)
{
    for (int i = 0; i < size; i++) {
        double window = 0.5 - 0.5 * cos(2 * M_PI * i / size);
        size_t at = from + (size_t)i;
        re[i] = at < sound->frames ? sound->stereo[2 * at] * window : 0;
        im[i] = at < sound->frames ? sound->stereo[2 * at + 1] * window : 0;
    }
    transform(re, im, size);
    power[0] = 0;
    for (int k = 1; k < size / 2; k++) {
        int m = size - k;
        power[k] = (re[k] * re[k] + im[k] * im[k] + re[m] * re[m] + im[m] * im[m]) / 2;
    }
}

struct bench {
    double re[SIZE], im[SIZE], power[SIZE / 2];
};

void figure_chroma(const struct sound *sound, size_t from, size_t to, double chroma[12])
{
    struct bench *bench = xcalloc(1, sizeof *bench);
    memset(chroma, 0, 12 * sizeof *chroma);
    to = to < sound->frames ? to : sound->frames;
    for (size_t at = from; at + SIZE / 2 <= to; at += HOP) {
        spectrum(sound, at, SIZE, bench->re, bench->im, bench->power);
        for (int k = (int)(100.0 * SIZE / FIGURE_RATE) + 1; k * (double)FIGURE_RATE / SIZE < 2000; k++) {
            double key = 69 + 12 * log2(k * (double)FIGURE_RATE / SIZE / 440);
            chroma[((int)lround(key) % 12 + 12) % 12] += bench->power[k];
        }
    }
    double sum = 0;
    for (int i = 0; i < 12; i++)
        sum += chroma[i];
    for (int i = 0; i < 12 && sum > 0; i++)
        chroma[i] /= sum;
    free(bench);
}

void figure_bands(const struct sound *sound, double *low_db, double *middle_db, double *high_db)
{
    struct bench *bench = xcalloc(1, sizeof *bench);
    double all = 0, low = 0, middle = 0, high = 0;
    for (size_t at = 0; at + SIZE / 2 <= sound->frames; at += HOP) {
        spectrum(sound, at, SIZE, bench->re, bench->im, bench->power);
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

/* How much louder each bin got, in log: one value each 10 ms. */
static double *onsets(const struct sound *sound, size_t *count)
{
    struct bench *bench = xcalloc(1, sizeof *bench);
    double *before = xcalloc(ONSET_SIZE / 2, sizeof *before);
    *count = sound->frames / ONSET_HOP;
    double *flux = xcalloc(*count + 1, sizeof *flux);
    for (size_t i = 0; i < *count; i++) {
        spectrum(sound, i * ONSET_HOP, ONSET_SIZE, bench->re, bench->im, bench->power);
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
        dot += a[i] * b[i], x += a[i] * a[i], y += b[i] * b[i];
    return x > 0 && y > 0 ? dot / sqrt(x * y) : 0;
}
