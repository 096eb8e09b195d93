/* The words that the agent knows: one row a phrase, English and Chinese side by side, each with the one thing it means.
 *
 * The reader (agent_words.c) takes the longest row that fits at each place; what fits no row is skipped. An English
 * phrase ends at a word's end, a Chinese one anywhere. Rules (agent_rules.c) then look at which meanings stand together
 * in a clause. To teach a phrase, add a row; to teach a meaning, add a WORD_ and a rule. */
#ifndef BGMUSIC_ENGINE_AGENT_PHRASE_TABLE_H
#define BGMUSIC_ENGINE_AGENT_PHRASE_TABLE_H

#include <stddef.h>

/* clang-format off */
enum word_kind {
    WORD_NONE,
    WORD_BREAK,      /* the end of a clause: punctuation */
    WORD_AND,        /* ends a clause too, but the next one may borrow its verb */
    WORD_NUMBER,     /* value; unit */
    WORD_QUOTED,     /* text in quotes */
    WORD_KEY,        /* a key by name: "D minor" */
    WORD_UNIT,       /* value: enum word_unit, joins the number before it */
    WORD_ADD, WORD_MAKE, WORD_REMOVE, WORD_NOT, WORD_KEEP, WORD_REPLACE, WORD_USE, WORD_WITH,
    WORD_MORE, WORD_LESS, WORD_UP, WORD_DOWN, WORD_SLIGHTLY, WORD_MUCH, WORD_HALF, WORD_DOUBLE,
    WORD_MUSIC, WORD_VOLUME, WORD_LOUDER, WORD_QUIETER,
    WORD_FADE_IN, WORD_FADE_OUT, WORD_FADE,
    WORD_START, WORD_END, WORD_FROM, WORD_TO, WORD_AT, WORD_BETWEEN,
    WORD_DUCK, WORD_ORIGINAL, WORD_TITLE, WORD_LOUDNESS, WORD_SEED, WORD_OWN_TRACK, WORD_TEMPO,
    WORD_FASTER, WORD_SLOWER,
    WORD_ENERGY,     /* number: what is added */
    WORD_VALENCE,    /* number: what is added */
    WORD_LEVEL,      /* number: how strong a part of the piece is to be, -1 ... +1: "quiet", "climax" */
    WORD_BUILD,      /* number: likewise, and it rises to it: "builds up" */
    WORD_GRADUAL,    /* "slowly", "step by step" */
    WORD_MIDDLE,
    WORD_ONLY,       /* "solo", "nothing but" */
    WORD_TUNE,       /* what is kept when the rest changes: "the melody" */
    WORD_ROLE,       /* value: enum score_role; program, -1: the style's */
    WORD_ANOTHER,
    WORD_STYLE,      /* text: what the style table is asked */
    WORD_FILLER,     /* known, means nothing: "please" */
};
/* clang-format on */

enum word_unit { UNIT_NONE, UNIT_PERCENT, UNIT_SECONDS, UNIT_MINUTES, UNIT_LUFS, UNIT_BPM, UNIT_CLOCK };

struct phrase {
    const char *text; /* lower case */
    enum word_kind kind;
    int value;   /* role, unit, number */
    int program; /* General MIDI, for roles */
    double number;
    const char *style;
};

/* The longest row at the start of `text` (lower case); `*length` its bytes. NULL: none. `at_word_start`: the byte
 * before is no letter or digit. */
const struct phrase *phrase_find(const char *text, int at_word_start, size_t *length);
/* Rows in the table's order, NULL past the end: for tests. */
const struct phrase *phrase_at(size_t index);

#endif
