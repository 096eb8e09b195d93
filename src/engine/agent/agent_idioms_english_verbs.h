/* English verbs whose small words or measures say what they do, one idiom a function in the .c. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_VERBS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_VERBS_H

#include "agent_tokens.h"

/* Changes the words of a clause in place. */
void agent_idioms_english_verbs(struct word *words, size_t count);

#endif
