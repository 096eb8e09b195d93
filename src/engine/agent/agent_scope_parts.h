/* What an order is of, where several instruments are named: "drums and bass off", "a piano, nothing else", "the drums
 * or the bass". Joints and words change their kinds in place; before clauses are cut. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_PARTS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_PARTS_H

#include "agent_tokens.h"

void agent_scope_parts(struct word *words, size_t count);

#endif
