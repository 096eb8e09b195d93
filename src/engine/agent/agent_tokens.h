/* A message as words: numbers with units, quotations, keys by name, the lexicon's words and those of the style table.
 */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TOKENS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agent_lexicon.h"
#include "edit_list.h"

enum { AGENT_MOST_WORDS = 1024 };

struct word {
    enum word_kind kind;
    int value;               /* of the row; of a KEY: the tonic, -1: none said */
    int mode;                /* of a KEY; -1: none said */
    double number;           /* of a NUMBER, or the row's */
    enum word_unit unit;     /* of a NUMBER */
    bool is_style;           /* the style table knows it, too */
    bool guessed;            /* read as the word most like it */
    bool spent;              /* part of a place or an amount already */
    struct edit_place place; /* of a PLACE */
    const char *start;       /* where in the message */
    size_t length;           /* bytes there; of a quotation: what stands between the quotes */
};

/* Reads words; returns how many. `message` must outlive them. `guesses` (NULL: none are made): "took "quiter" for
 * quieter", told once a word, at most `guesses_size` bytes. */
size_t agent_tokens(const char *message, struct word *words, size_t most, char *guesses, size_t guesses_size);

bool agent_is_time(const struct word *word);    /* a number that may be seconds */
bool agent_names_time(const struct word *word); /* ... and says so */
int64_t agent_word_ms(const struct word *word);
void agent_word_text(const struct word *word, char *place, size_t size); /* whole characters, as many as fit */

/* Is it the name of a sound file, "track.mp3"? */
bool agent_names_sound(const struct word *word);

/* Length of the quotation mark at `at`, 0: none; `*closing` becomes the mark that ends it. */
size_t agent_quote_open(const char *at, const char **closing);

#endif
