/* Words that a neighbour, or another word of their clause, gives another meaning: "take the first one", "make it sound
 * sadder", "a full orchestra". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_RECAST_NEIGHBOURS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_RECAST_NEIGHBOURS_H

#include "agent_tokens.h"

/* Changes the word at `i` of a clause in place, and what hangs on it. */
void recast_neighbours(struct word *words, size_t count, size_t i);

#endif
