/* How alike two strokes of a drum are: for the tests of the sampled kit and of the drum machine. */
#ifndef BGMUSIC_TESTS_LIKENESS_H
#define BGMUSIC_TESTS_LIKENESS_H

#include <math.h>

enum { LIKENESS_FRAMES = 4080, LIKENESS_SHIFT_FRAMES = 96 };

/* The best of the normalised correlations over shifts of up to 2 ms, of the first 85 ms at 48 kHz: 1 is the same
 * stroke. Both must hold LIKENESS_FRAMES. */
static inline double stroke_likeness(const float *a, const float *b)
{
    double best = 0;
    for (int shift = -LIKENESS_SHIFT_FRAMES; shift <= LIKENESS_SHIFT_FRAMES; shift++) {
        double ab = 0, aa = 1e-20, bb = 1e-20;
        for (int i = LIKENESS_SHIFT_FRAMES; i < LIKENESS_FRAMES - LIKENESS_SHIFT_FRAMES; i++) {
            ab += (double)a[i] * b[i + shift];
            aa += (double)a[i] * a[i];
            bb += (double)b[i + shift] * b[i + shift];
        }
        best = fmax(best, ab / sqrt(aa * bb));
    }
    return best;
}

#endif
