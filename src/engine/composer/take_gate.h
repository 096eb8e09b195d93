/* The gate that a take passes before anybody hears it: one that fails is composed again (composer.c). */
#ifndef BGMUSIC_ENGINE_COMPOSER_TAKE_GATE_H
#define BGMUSIC_ENGINE_COMPOSER_TAKE_GATE_H

#include <stdbool.h>

#include "score.h"

/* The worst four or five of a hundred takes of all styles each. A score ticks more than its sound, which has a room:
 * music that people chose has 0.35-0.61 as sound. */
#define TAKE_MOST_METRONOME 0.78
#define TAKE_MOST_CLASH     0.15

struct take_measures {
    double metronome; /* 0-1, how like a clock the strokes come */
    double clash;     /* share of the tune's time with the tone a semitone beside it */
    bool dull;
};

struct take_measures take_measure(const struct score *score);
/* What is wrong, for people; NULL: nothing. Of the tune over its chords, and of how it is played. */
const char *tune_fault(const struct take_measures *measures);
const char *hand_fault(const struct take_measures *measures);

#endif
