/* Powers by octave from Fourier transforms of 4096 points: middle and side go through one as its two parts. */
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "spool.h"

enum { BITS = 12 };

const double spectrum_edges_hertz[SPECTRUM_BANDS + 1] = {28, 62.5, 125, 250, 500, 1000, 2000, 4000, 8000, 20000};

const double spectrum_thirds_hertz[SPECTRUM_THIRDS] = {125,  160,  200,  250,   315,   400,  500,  630,
                                                       800,  1000, 1250, 1600,  2000,  2500, 3150, 4000,
                                                       5000, 6300, 8000, 10000, 12500, 16000};
/* A sixth of an octave: from a band's middle to its edge. */
#define HALF_THIRD 1.122462

struct spectrum *spectrum_new(void)
{
    struct spectrum *spectrum = xcalloc(1, sizeof *spectrum);
    for (int i = 0; i < SPECTRUM_POINTS; i++) {
        double turn = 2 * M_PI * i / SPECTRUM_POINTS;
        spectrum->window[i] = (float)(0.5 - 0.5 * cos(turn));
        spectrum->turns[i][0] = (float)cos(turn);
        spectrum->turns[i][1] = (float)-sin(turn);
    }
    return spectrum;
}

void spectrum_free(struct spectrum *spectrum)
{
    free(spectrum);
}

static unsigned reversed(unsigned value)
{
    unsigned result = 0;
    for (int bit = 0; bit < BITS; bit++)
        result |= (value >> bit & 1) << (BITS - 1 - bit);
    return result;
}

static void transform(struct spectrum *spectrum)
{
    float(*z)[2] = spectrum->points;
    for (int half = 1; half < SPECTRUM_POINTS; half *= 2) {
        int stride = SPECTRUM_POINTS / (2 * half);
        for (int block = 0; block < SPECTRUM_POINTS; block += 2 * half) {
            for (int i = 0; i < half; i++) {
                const float *turn = spectrum->turns[i * stride];
                float *a = z[block + i], *b = z[block + half + i];
                float re = b[0] * turn[0] - b[1] * turn[1], im = b[0] * turn[1] + b[1] * turn[0];
                b[0] = a[0] - re;
                b[1] = a[1] - im;
                a[0] += re;
                a[1] += im;
            }
        }
    }
}

void spectrum_add(struct spectrum *spectrum, const float *stereo, size_t frames)
{
    float(*z)[2] = spectrum->points;
    float peak = 0;
    for (size_t i = 0; i < 2 * frames; i++)
        peak = fmaxf(peak, fabsf(stereo[i]));
    spectrum->peak = fmax(spectrum->peak, (double)peak);
    if (frames < SPECTRUM_POINTS)
        return;
    for (unsigned i = 0; i < SPECTRUM_POINTS; i++) {
        float *place = z[reversed(i)], left = stereo[2 * i], right = stereo[2 * i + 1];
        place[0] = 0.5f * (left + right) * spectrum->window[i];
        place[1] = 0.5f * (left - right) * spectrum->window[i];
    }
    transform(spectrum);
    int band = 0, third = 0;
    for (int i = 1; i < SPECTRUM_POINTS / 2; i++) {
        double hertz = (double)i * SOUND_RATE / SPECTRUM_POINTS;
        while (band < SPECTRUM_BANDS && hertz >= spectrum_edges_hertz[band + 1])
            band++;
        if (band == SPECTRUM_BANDS)
            break;
        if (hertz < spectrum_edges_hertz[0])
            continue;
        const float *a = z[i], *b = z[SPECTRUM_POINTS - i];
        double mid[2] = {a[0] + b[0], a[1] - b[1]}, side[2] = {a[1] + b[1], b[0] - a[0]};
        spectrum->mid[band] += mid[0] * mid[0] + mid[1] * mid[1];
        spectrum->side[band] += side[0] * side[0] + side[1] * side[1];
        while (third < SPECTRUM_THIRDS && hertz >= spectrum_thirds_hertz[third] * HALF_THIRD)
            third++;
        if (third < SPECTRUM_THIRDS && hertz >= spectrum_thirds_hertz[third] / HALF_THIRD)
            spectrum->thirds[third] += mid[0] * mid[0] + mid[1] * mid[1] + side[0] * side[0] + side[1] * side[1];
    }
}
