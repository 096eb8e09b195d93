/* What Chinese refuses, and how far. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_REFUSED_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_REFUSED_H

#include <stddef.h>

#include "agent_tokens.h"

/* Before the other idioms of Chinese, in the order of agent_idioms_chinese.c. */
void agent_idioms_chinese_refused(struct word *words, size_t count);

#endif
