/* Refusals of a degree, in other languages than English and Chinese: "no muy alta", "nicht zu schnell"; and degrees
 * that say something only beside others: "baixinha", "de plus". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_NOT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_NOT_H

#include "agent_tokens.h"

/* Changes the words of the clause about `i` in place, where the word there refuses a degree. */
void agent_tongues_not(struct word *words, size_t count, size_t i);

#endif
