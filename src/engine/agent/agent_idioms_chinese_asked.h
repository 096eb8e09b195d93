/* Chinese that says an order by asking for it or reminding of it. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_ASKED_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_ASKED_H

#include <stddef.h>

#include "agent_tokens.h"

/* Before the other idioms of Chinese, in the order of agent_idioms_chinese.c. */
void agent_idioms_chinese_asked(struct word *words, size_t count);

#endif
