/* What Chinese says again, or of the other end too. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_AGAIN_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_AGAIN_H

#include <stddef.h>

#include "agent_tokens.h"

/* Before the other idioms of Chinese, in the order of agent_idioms_chinese.c. */
void agent_idioms_chinese_again(struct word *words, size_t count);

#endif
