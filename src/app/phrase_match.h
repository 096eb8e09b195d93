/* Phrases in what people and the service say, English and Chinese, without understanding language: a text is cut into
 * units, and patterns of units are walked over it. Pure, bounded: at most PHRASE_MOST_UNITS units of a text are looked
 * at, and a walk costs units times alternatives.
 *
 * A unit is an English word in lower case ("what's" is "whats", "lo-fi" and "clip.mp4" are one word) or one character
 * of any other script. Punctuation, symbols and emoji stand between units and are none.
 *
 * A pattern is tokens with spaces between them:
 *     show|list            one of these
 *     show_me|看看          alternatives of several units: words joined by _, Chinese as it is written
 *     please?              may be left out
 *     *.mp4                a unit that ends so
 *     ...                  any number of units, none too
 *     @                    no unit, but a place that the caller's `gate` allows
 *
 *     struct phrase phrase;
 *     if (phrase_read(&phrase, line, strlen(line)))
 *         found = phrase_walk(&phrase, "show|list the? tracks", PHRASE_FRONT, 0) & phrase_end(&phrase);
 *     phrase_release(&phrase); */
#ifndef BGMUSIC_APP_PHRASE_MATCH_H
#define BGMUSIC_APP_PHRASE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"

/* One place more than units, so that a set of places fits 64 bits. */
enum { PHRASE_MOST_UNITS = 63 };

struct phrase_unit {
    size_t word, word_length; /* in `words`, as it is compared */
    size_t start, end;        /* in the text, as it was written */
    bool opens_clause;        /* the first one, or behind a comma, a colon, a bracket, a new line */
    bool is_quoted;           /* between double quotes of any kind */
};

struct phrase {
    struct buf words;
    struct phrase_unit units[PHRASE_MOST_UNITS];
    size_t count;
    bool is_cut; /* the text has more units than were kept */
};

/* A set of places: bit i stands before unit i, bit `count` behind the last one. */
#define PHRASE_FRONT UINT64_C(1)

/* False when the text is not UTF-8; the phrase is empty then. Release it in any case. */
bool phrase_read(struct phrase *phrase, const char *text, size_t length);
void phrase_release(struct phrase *phrase); /* legal twice */

uint64_t phrase_end(const struct phrase *phrase);        /* the place behind the last unit */
uint64_t phrase_everywhere(const struct phrase *phrase); /* all places */

/* The places that `pattern` leads to from any of `from`; 0: it fits nowhere. */
uint64_t phrase_walk(const struct phrase *phrase, const char *pattern, uint64_t from, uint64_t gate);

/* Is unit `index` one of the alternatives of one unit each ("please|and|请")? False for an index out of range. */
bool phrase_unit_is(const struct phrase *phrase, size_t index, const char *alternatives);

#endif
