/* Second-order filters. */
#include "bgmusic/engine/sound/biquad.h"

#include <math.h>

#include "bgmusic/engine/sound/spool.h"

static void set(struct biquad *filter, double b0, double b1, double b2, double a0, double a1,
                double a2)
{
    *filter =
        (struct biquad){.b0 = b0 / a0, .b1 = b1 / a0, .b2 = b2 / a0, .a1 = a1 / a0, .a2 = a2 / a0};
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
        a * ((a + 1) + (a - 1) * c - slope), (a + 1) - (a - 1) * c + slope,
        2 * ((a - 1) - (a + 1) * c), (a + 1) - (a - 1) * c - slope);
}

void biquad_run(struct biquad *filter, float *stereo, size_t frames)
{
    struct biquad f = *filter; /* in registers */
    for (size_t i = 0; i < frames; i++) {
        for (int c = 0; c < 2; c++) {
            /* The tiny constant keeps the decaying state out of the slow denormal range. */
            double x = stereo[2 * i + (size_t)c] + 1e-20;
            double y = f.b0 * x + f.state[c][0];
            f.state[c][0] = f.b1 * x - f.a1 * y + f.state[c][1];
            f.state[c][1] = f.b2 * x - f.a2 * y;
            stereo[2 * i + (size_t)c] = (float)y;
        }
    }
    *filter = f;
}
