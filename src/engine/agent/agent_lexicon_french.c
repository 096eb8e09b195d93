/* The words of editing, French. */
#include "agent_lexicon.h"

/* clang-format off */
const struct lexeme agent_words_french[] = {
    {"", WORD_FILLER, 0, 0},
};
/* clang-format on */
const size_t agent_words_french_count = 0;
