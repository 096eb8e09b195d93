/* Ways of speaking in which several words mean what one of them says: "kick the drums out", "strings in", "the part
 * where nobody talks", 开头安静三秒再放音乐. Before places and amounts are read. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_H

#include "agent_tokens.h"

/* Changes `words` in place; none is taken out. */
void agent_idioms(struct word *words, size_t count);

#endif
