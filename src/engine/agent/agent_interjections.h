/* What stands between the orders of a message: dashes, words that take back, an "or" inside a question. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_INTERJECTIONS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_INTERJECTIONS_H

#include "agent_tokens.h"

/* Tells joints from what only looks like one, and the other way round, in place; before clauses and places are read. */
void agent_interjections(struct word *words, size_t count);

#endif
