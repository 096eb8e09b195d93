/* The words of editing, Japanese. */
#include "agent_lexicon.h"

/* clang-format off */
const struct lexeme agent_words_japanese[] = {
    {"", WORD_FILLER, 0, 0},
};
/* clang-format on */
const size_t agent_words_japanese_count = 0;
