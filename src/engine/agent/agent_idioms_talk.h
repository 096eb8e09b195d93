/* What is said in passing: of what pleases, of what was done, asked with a single noun. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_TALK_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_TALK_H

#include "agent_tokens.h"

/* Changes the words about `i` in place; none is taken out. */
void agent_idioms_talk(struct word *words, size_t count, size_t i);

#endif
