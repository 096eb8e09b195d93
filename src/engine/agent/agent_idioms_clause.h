/* What a whole clause makes of one of its words. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CLAUSE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CLAUSE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of one clause, without its joint. */
void agent_idioms_clause(struct word *words, size_t count);

#endif
