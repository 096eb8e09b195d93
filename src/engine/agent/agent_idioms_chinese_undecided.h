/* Chinese that takes back, wavers, or goes back to what was before. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_UNDECIDED_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_UNDECIDED_H

#include <stddef.h>

#include "agent_tokens.h"

/* Behind the other idioms of Chinese, before any place is read. */
void agent_idioms_chinese_undecided(struct word *words, size_t count);

#endif
