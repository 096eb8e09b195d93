/* What a whole clause of another language makes of one of its words: the verb at its end, the picture that it is of. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_CLAUSE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_CLAUSE_H

#include <stddef.h>

#include "agent_tokens.h"

/* `count` words without a joint. */
void agent_tongues_clause(struct word *words, size_t count);

#endif
