/* What Spanish, German, French, Portuguese and Japanese say with small words: para, del 7 al 10, ne ... que, nimm ...
 * dazu, a verb behind the comma. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_H

#include <stddef.h>

#include "agent_tokens.h"

/* Gives such words the meaning that they have where they stand. Before the idioms (agent_idioms.c). */
void agent_tongues(struct word *words, size_t count);

#endif
