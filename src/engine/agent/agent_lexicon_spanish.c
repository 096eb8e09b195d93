/* The words of editing, Spanish. */
#include "agent_lexicon.h"

/* clang-format off */
const struct lexeme agent_words_spanish[] = {
    {"", WORD_FILLER, 0, 0},
};
/* clang-format on */
const size_t agent_words_spanish_count = 0;
