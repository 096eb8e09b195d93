/* Beat and bar lines of recorded music, for cutting it where bars begin: from the rises of its level, by
 * autocorrelation. Four beats make a bar. */
#ifndef BGMUSIC_ENGINE_PCM_BEAT_DETECT_H
#define BGMUSIC_ENGINE_PCM_BEAT_DETECT_H

#include <stdbool.h>

#include "spool.h"

enum { BEAT_HOP_FRAMES = SOUND_RATE / 100, BEAT_MOST_HOPS = 300 * 100 };

struct beat_grid {
    double bar_frames; /* length of a bar; 0: no steady beat was found */
    double first_bar;  /* frame of the first bar line, within the first bar */
    double strength;   /* 0-1: how much of the rises repeats with the bar */
};

/* Looks at the first five minutes. Music without a steady beat is no error. */
enum bgm_status beat_detect(const struct spool *track, struct beat_grid *grid, struct bgm_error *err);
/* The same for who has the rises already: how much the level, as log1p(1e4 * power), rises in each hop of 10 ms, of
 * all and of the bass. `all` loses its mean. Under five seconds nothing is found. */
void beat_find(float *all, float *low, int count, struct beat_grid *grid);

#endif
