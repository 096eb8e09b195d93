/* Early reflections: what walls give back in the first 25 ms, for parts that come in mono.
 *
 *     early_init(&early, 3);                     numbers give walls of their own
 *     early_run(&early, stereo, 1); ...      64 frames in place; the share is that of the reflections, 0-1
 *
 * Reflections are added to the left and taken from the right: in mono they cancel to the last bit of a float, so that
 * nothing is coloured there. Below 120 Hz there are none. */
#ifndef BGMUSIC_ENGINE_SOUND_EARLY_REFLECTIONS_H
#define BGMUSIC_ENGINE_SOUND_EARLY_REFLECTIONS_H

enum { EARLY_TAPS = 5, EARLY_FRAMES = 1280, EARLY_RUN = 64, EARLY_RUNS = 16 };

struct early {
    /* The middle, oldest first: what is needed of the past, and the runs since it was moved to the front. */
    float past[EARLY_FRAMES + EARLY_RUNS * EARLY_RUN];
    int runs;
    int delays[EARLY_TAPS];
    float cuts[2];
};

void early_init(struct early *early, unsigned number);
/* EARLY_RUN frames. */
void early_run(struct early *early, float *stereo, float share);

#endif
