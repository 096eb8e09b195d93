/* The gate that a take passes before anybody hears it: one that fails is composed again (composer.c). */
#ifndef BGMUSIC_ENGINE_COMPOSER_TAKE_GATE_H
#define BGMUSIC_ENGINE_COMPOSER_TAKE_GATE_H

#include <stdbool.h>

#include "score.h"

/* The worst of a hundred takes of all styles, four or five each. Music that people chose has 0.35-0.61 as sound, and a
 * generator throws away what has over 0.65. Of notes that bound says nothing: 105 of 216 takes would be thrown away, 67
 * of them four times over, and the notes of a take tell little of its sound (six styles: 0.39-0.63 and 0.28-0.73). */
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
