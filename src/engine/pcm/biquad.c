/* Second-order filters. */
#include "biquad.h"

#include <math.h>

#include "spool.h"

static void set(struct biquad *filter, double b0, double b1, double b2, double a0, double a1, double a2)
{
    *filter = (struct biquad){.b0 = b0 / a0, .b1 = b1 / a0, .b2 = b2 / a0, .a1 = a1 / a0, .a2 = a2 / a0};
}

void biquad_init_high_pass(struct biquad *filter, double hertz, double quality)
{
    double w = 2 * M_PI * hertz / SOUND_RATE, c = cos(w), alpha = sin(w) / (2 * quality);
    set(filter, (1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

void biquad_init_low_pass(struct biquad *filter, double hertz, double quality)
{
    double w = 2 * M_PI * hertz / SOUND_RATE, c = cos(w), alpha = sin(w) / (2 * quality);
    set(filter, (1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

void biquad_init_high_shelf(struct biquad *filter, double hertz, double gain_db)
{
    double a = pow(10, gain_db / 40), w = 2 * M_PI * hertz / SOUND_RATE, c = cos(w);
    double slope = 2 * sqrt(a) * sin(w) / 2 * M_SQRT2;
    set(filter, a * ((a + 1) + (a - 1) * c + slope), -2 * a * ((a - 1) + (a + 1) * c),
        a * ((a + 1) + (a - 1) * c - slope), (a + 1) - (a - 1) * c + slope, 2 * ((a - 1) - (a + 1) * c),
        (a + 1) - (a - 1) * c - slope);
}

/* Left and right run through the filter together. */
typedef double pair __attribute__((vector_size(16)));

void biquad_run(struct biquad *filter, float *stereo, size_t frames)
{
    const double b0 = filter->b0, b1 = filter->b1, b2 = filter->b2;
    const double a1 = filter->a1, a2 = filter->a2;
    pair first = {filter->state[0][0], filter->state[1][0]};
    pair second = {filter->state[0][1], filter->state[1][1]};
    for (size_t i = 0; i < frames; i++) {
        /* The tiny constant keeps the decaying state out of the slow denormal range. */
        pair x = {stereo[2 * i] + 1e-20, stereo[2 * i + 1] + 1e-20};
        pair y = b0 * x + first;
        first = b1 * x - a1 * y + second;
        second = b2 * x - a2 * y;
        stereo[2 * i] = (float)y[0];
        stereo[2 * i + 1] = (float)y[1];
    }
    for (int c = 0; c < 2; c++) {
        filter->state[c][0] = first[c];
        filter->state[c][1] = second[c];
    }
}
