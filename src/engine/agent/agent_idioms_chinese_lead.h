/* The small words at the head of a Chinese clause: 再, 可以, 希望. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_LEAD_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_LEAD_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese_lead(struct word *words, size_t count);

#endif
