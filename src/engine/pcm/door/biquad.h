/* Second-order filters over interleaved stereo. Formulas: R. Bristow-Johnson, "Cookbook formulae
 * for audio equalizer biquad filter coefficients". State in doubles: at 28 Hz floats would add
 * noise of their own. */
#ifndef BGMUSIC_ENGINE_PCM_BIQUAD_H
#define BGMUSIC_ENGINE_PCM_BIQUAD_H

#include <stddef.h>

struct biquad {
    double b0, b1, b2, a1, a2;
    double state[2][2]; /* [channel], transposed direct form II */
};

/* Quality 0.7071 is Butterworth. Frequencies for 48 kHz. */
void biquad_init_high_pass(struct biquad *filter, double hertz, double quality);
void biquad_init_low_pass(struct biquad *filter, double hertz, double quality);
void biquad_init_high_shelf(struct biquad *filter, double hertz, double gain_db);
void biquad_run(struct biquad *filter, float *stereo, size_t frames);

#endif
