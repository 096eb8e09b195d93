/* A word of a prompt and what it says of the music. */
#ifndef BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_LEXICON_H
#define BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_LEXICON_H

#include <stddef.h>

/* Weight 1 words pick their row only where no genre stands beside them: "calm lo-fi" is lo-fi, "calm" is calm. Style
 * NULL: a mood alone, which without any other word falls to the nearest row (style_words.c). */
struct style_word {
    const char *word;
    const char *style;
    int weight;          /* 3: a genre, 2: a use or a place, 1: a mood that has a row of its own */
    int energy, valence; /* hundredths, added when another word picks the row */
    int tempo_percent;   /* 100: says nothing of the tempo */
};

/* Five tables: styles and moods; uses, subjects, eras and the rest; what stock sites and editors say; two of all that
 * in other languages. */
extern const struct style_word style_lexicon[], style_lexicon_subjects[], style_lexicon_stock[],
    style_lexicon_languages[], style_lexicon_tongues[];
extern const size_t style_lexicon_count, style_lexicon_subjects_count, style_lexicon_stock_count,
    style_lexicon_languages_count, style_lexicon_tongues_count;

/* A named instrument brings a style along where nothing else names one: 古筝 is Chinese music, a banjo country. The
 * style of the first instrument of the prompt (lower case), NULL: none; the bytes of the instrument at `at`, 0: none.
 */
const struct style_word *style_implied(const char *prompt);
size_t style_instrument_at(const char *prompt, const char *at);

#endif
