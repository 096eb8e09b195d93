/* The words of editing, German. */
#include "agent_lexicon.h"

/* clang-format off */
const struct lexeme agent_words_german[] = {
    {"", WORD_FILLER, 0, 0},
};
/* clang-format on */
const size_t agent_words_german_count = 0;
