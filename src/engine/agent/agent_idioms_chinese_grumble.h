/* Chinese that grumbles, and what it leaves alone. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_GRUMBLE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_GRUMBLE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Changes the kinds of `words` in place; cannot fail. To be called ahead of the other Chinese idioms. */
void agent_idioms_chinese_grumble(struct word *words, size_t count);

#endif
