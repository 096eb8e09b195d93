/* Where the music begins and ends, told by nouns: "move the end of the music to 0:12", "nothing in the last 2 s". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_EDGE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_EDGE_H

#include "agent_tokens.h"

/* Changes the words of one clause in place, before places are read. */
void agent_idioms_edge(struct word *words, size_t count);

#endif
