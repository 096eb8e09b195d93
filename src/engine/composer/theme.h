/* A theme: eight bars of tune, drawn once a piece and stated again wherever its section returns.
 *
 * It is written in degrees of the scale, over the degrees of its chords, so that another mode or key gives the same
 * tune in another light: "make it sad" turns the chords to minor and every note keeps its place in the scale
 * (docs/music.md). */
#ifndef BGMUSIC_ENGINE_COMPOSER_THEME_H
#define BGMUSIC_ENGINE_COMPOSER_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/random.h"

enum { THEME_BARS = 8, THEME_MOST_NOTES = 96, THEME_DEGREES = 7 };

struct theme_note {
    int start, length; /* sixteenths from the beginning of the theme */
    int degree;        /* 0 the tonic, 7 the one above it; may be negative */
    bool strong;       /* has to be a tone of its chord */
};

struct theme {
    struct theme_note notes[THEME_MOST_NOTES];
    int count;
    int bar_steps;            /* sixteenths in a bar */
    int roots[THEME_BARS][2]; /* degree 0-6 of the root of the chord under each half of each bar */
};

struct theme_plan {
    int bar_steps;            /* 12-20 */
    int bar_notes;            /* how many notes a full bar has: 2-8 */
    int roots[THEME_BARS][2]; /* as in the theme */
    int low, peak;            /* degrees: the lowest allowed, and the high point, which comes once */
    bool period;              /* period (question and answer); else a sentence (idea, sequence, drive) */
    bool leads_back;          /* ends open, on the dominant's side */
};

void theme_draw(struct theme *theme, const struct theme_plan *plan, struct prng *prng);
/* Too few notes, too narrow, or too much on one note: nobody would whistle it. */
bool theme_is_dull(const struct theme *theme);
/* Does it go the way of a tune that everybody knows, for seven intervals on end? */
bool theme_quotes(const struct theme *theme);

/* known_tunes.c: the beginnings of well-known tunes in the public domain, in steps of the scale from note to note. */
struct known_tune {
    const char *name;
    int count;
    signed char steps[16];
};
extern const struct known_tune known_tunes[];
extern const size_t known_tune_count;

#endif
