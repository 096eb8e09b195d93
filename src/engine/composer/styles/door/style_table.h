/* The styles: one row of const data each, with the English and Chinese words that call for it.
 * Figures come from the table of moods and genres in docs/music.md. */
#ifndef BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_TABLE_H
#define BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* What a prompt says about the style. */
struct style_match {
    char style[32];    /* id of the row; "" when no word of the prompt names one */
    char blend[32];    /* id of the style that colours it: "dark jazz" is jazz with the colours of dark; "" when none */
    char words[128];   /* the words that were understood, for the reply: "calm, lo-fi" */
    char unknown[128]; /* what says nothing to the table: "xylorimba, brisk", 花鸟 */
    bool guessed;      /* by style_match_near() */
    double energy;     /* -1 ... +1, sum of the mood words' offsets, 0 when none */
    double valence;    /* -1 ... +1 */
    double mood_energy, mood_valence; /* of all words, those that picked the row included */
    double tempo_factor;              /* 1 when nothing is said */
};

/* Reads mood and genre words, longest first, ASCII case ignored; Chinese needs no spaces. The genre picks the row,
 * moods without a genre pick theirs, moods beside a genre shift energy and valence. */
void style_match_prompt(const char *prompt, struct style_match *match);
/* The same, and unknown words are read as the words most like them ("melancolic", "adventurous"); moods without a row
 * fall to the row whose mood is nearest. */
void style_match_near(const char *prompt, struct style_match *match);

/* `unknown` without what another lexicon knows: `known_length` says how many bytes at the start of a text are a word of
 * its, 0: none. Of Chinese, two characters and more that stand together are left. */
void style_unknown_filter(const char *unknown, size_t (*known_length)(const char *text), char *place, size_t size);

/* Single words, lower case: the bytes of the longest one that the table knows at `at` within `text` (0: none; `*style`,
 * which may be NULL, becomes its row or NULL); the known word that an unknown one is a slip of, or NULL: of six letters
 * and more by likeness, of fewer only with a letter doubled, held down ("jazzz") or swapped with the next ("clam");
 * whether a word carries no style and no other meaning ("please", "something"). */
size_t style_word_at(const char *text, const char *at, const char **style);
const char *style_word_like(const char *word, size_t length);
bool style_word_is_common(const char *word, size_t length);
/* A word of everyday English that looks like a slip of another one, and is none ("morning" and "mourning"). */
bool style_is_real_word(const char *word, size_t length);
/* The bytes at `at` within `prompt` (lower case) that hold a word of a genre which stands for something else: "rock
 * climbing", "dark chocolate"; 0: none. */
size_t style_trap_length(const char *prompt, const char *at);

/* The name for people of a style id ("Lo-fi"); NULL for an unknown id. */
const char *style_title(const char *id);
/* The ids in the table's order; NULL past the end. For tests and help. */
const char *style_id_at(size_t index);
/* The words that call for a style, a word's own row or its use; NULL past the end. */
const char *style_word_of(const char *id, size_t index);

#endif
