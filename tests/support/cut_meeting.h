/* Whether a composed piece meets a cut of the picture. */
#ifndef BGMUSIC_TESTS_CUT_MEETING_H
#define BGMUSIC_TESTS_CUT_MEETING_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "score.h"

enum { NEAR_MS = 60 }; /* what eye and ear take for one */

/* Milliseconds from the cut to the nearest beat. */
static inline double cut_off_ms(const struct score *score, int64_t at_ms)
{
    int32_t ticks = score_us_to_ticks(score, at_ms * 1000);
    int32_t beat = (ticks + SCORE_TICKS_PER_QUARTER / 2) / SCORE_TICKS_PER_QUARTER;
    return fabs((double)score_ticks_to_us(score, beat * SCORE_TICKS_PER_QUARTER) / 1000 - (double)at_ms);
}

/* Does a section or another chord begin there? */
static inline bool cut_is_change(const struct score *score, int64_t at_ms)
{
    for (size_t i = 0; i < score->section_count; i++) {
        if (llabs(score->sections[i].start_ms - at_ms) <= NEAR_MS)
            return true;
    }
    for (size_t i = 1; i < score->chord_count; i++) {
        int64_t chord_ms = score_ticks_to_us(score, score->chords[i].at_ticks) / 1000;
        if (llabs(chord_ms - at_ms) <= NEAR_MS && score->chords[i].tones != score->chords[i - 1].tones)
            return true;
    }
    return false;
}

#endif
