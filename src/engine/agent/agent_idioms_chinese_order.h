/* What Chinese orders with several small words: to undo, to hurry, to take back, and by how much. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_ORDER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_ORDER_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese_order(struct word *words, size_t count);

#endif
