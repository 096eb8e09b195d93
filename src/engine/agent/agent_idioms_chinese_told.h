/* What is told in Chinese and orders nothing, and two halves of one order in a clause. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_TOLD_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_TOLD_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese_told(struct word *words, size_t count);

#endif
