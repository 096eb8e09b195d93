/* Beat and bar lines of recorded music, for cutting it where bars begin: from the rises of its level, by
 * autocorrelation. Four beats make a bar. */
#ifndef BGMUSIC_ENGINE_PCM_BEAT_DETECT_H
#define BGMUSIC_ENGINE_PCM_BEAT_DETECT_H

#include <stdbool.h>

#include "spool.h"

struct beat_grid {
    double bar_frames; /* length of a bar; 0: no steady beat was found */
    double first_bar;  /* frame of the first bar line, within the first bar */
    double strength;   /* 0-1: how much of the rises repeats with the bar */
};

/* Looks at the first five minutes. Music without a steady beat is no error. */
enum bgm_status beat_detect(const struct spool *track, struct beat_grid *grid, struct bgm_error *err);

#endif
