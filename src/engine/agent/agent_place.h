/* Where a clause is meant: several words become one WORD_PLACE ("in the first five seconds", "when nobody talks",
 * "3秒到5秒"), numbers that are left one WORD_AMOUNT ("by 3 dB", "to 20%"). */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_PLACE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_PLACE_H

#include "agent_tokens.h"

/* Both fold in place, over the whole message ahead of its cutting into clauses, and return how many words are left. */
size_t agent_places(struct word *words, size_t count);
size_t agent_amounts(struct word *words, size_t count);

/* Of an AMOUNT's value. */
enum { AMOUNT_PLAIN, AMOUNT_BY, AMOUNT_TO };

#endif
