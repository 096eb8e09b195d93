/* What an order is of, where a message says it in two breaths: what is not meant, what is of several things, what is
 * taken back, what is praised as well. Joints and words change their kinds in place; before clauses are cut. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_H

#include "agent_tokens.h"

void agent_scope(struct word *words, size_t count);

#endif
