/* The words of editing, Portuguese. */
#include "agent_lexicon.h"

/* clang-format off */
const struct lexeme agent_words_portuguese[] = {
    {"", WORD_FILLER, 0, 0},
};
/* clang-format on */
const size_t agent_words_portuguese_count = 0;
