/* Orders that are said by several words of a clause together: "hear me better", "end gradually", "push it to 80". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_RECAST_ORDER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_RECAST_ORDER_H

#include "agent_tokens.h"

/* "OK, that's overdone", "ok export it": what goes ahead praises nothing. */
void recast_praise_ahead(struct word *words, size_t count);
/* "Let the music grow louder", "the energy should rise": one rise, told by two words. */
void recast_rises_once(struct word *words, size_t count);
/* Changes the words of a clause in place. */
void recast_order(struct word *words, size_t count);

#endif
