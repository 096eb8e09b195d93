/* Five echoes of alternating sign, each from another wall. */
#include "early_reflections.h"

#include <string.h>

#include "spool.h"

/* Path lengths of 2-8 m more than the straight way (6-24 ms), no two in a simple ratio; a part's own walls lie a few
 * per cent further, so that two parts do not comb alike. Sizes fall as 1/distance; all five together are 10 dB under
 * what they came from. */
static const int delays[EARLY_TAPS] = {293, 467, 661, 883, 1103};
static const float sizes[EARLY_TAPS] = {0.21f, -0.17f, 0.13f, -0.10f, 0.08f};

enum { NEAREST_MISS = 29, MOST_NUMBERS = 6 };

/* Two of first order: 120 Hz and an octave below are gone by 6 and 14 dB. */
static const float cut_share = (float)(2 * 3.14159265 * 120 / SOUND_RATE);

void early_init(struct early *early, unsigned number)
{
    memset(early, 0, sizeof *early);
    for (int i = 0; i < EARLY_TAPS; i++)
        early->delays[i] = delays[i] + (int)(number % MOST_NUMBERS) * NEAREST_MISS * (i % 2 == 0 ? 1 : -1) / 2 +
                           (int)(number % MOST_NUMBERS) * 5;
}

void early_run(struct early *early, float *stereo, float share)
{
    if (early->runs == EARLY_RUNS) {
        memmove(early->past, early->past + EARLY_RUNS * EARLY_RUN, EARLY_FRAMES * sizeof *early->past);
        early->runs = 0;
    }
    float echo[EARLY_RUN] = {0}, *now = early->past + EARLY_FRAMES + early->runs++ * EARLY_RUN;
    for (int i = 0; i < EARLY_RUN; i++)
        now[i] = 0.5f * (stereo[2 * i] + stereo[2 * i + 1]);
    for (int t = 0; t < EARLY_TAPS; t++) {
        const float *past = now - early->delays[t];
        float size = sizes[t] * share;
        for (int i = 0; i < EARLY_RUN; i++)
            echo[i] += past[i] * size;
    }
    float first = early->cuts[0], second = early->cuts[1];
    for (int i = 0; i < EARLY_RUN; i++) {
        first += (echo[i] - first) * cut_share + 1e-18f;
        float above = echo[i] - first;
        second += (above - second) * cut_share + 1e-18f;
        stereo[2 * i] += above - second;
        stereo[2 * i + 1] -= above - second;
    }
    early->cuts[0] = first;
    early->cuts[1] = second;
}
