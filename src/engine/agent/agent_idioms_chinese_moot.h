/* Chinese that asks, denies or quotes a wish: what is meant behind it, and what is no order. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_MOOT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_MOOT_H

#include <stddef.h>

#include "agent_tokens.h"

/* Changes the kinds of `words` in place; owns nothing and cannot fail. To be called ahead of the other Chinese idioms:
 * it reads the small words that those take away. */
void agent_idioms_chinese_moot(struct word *words, size_t count);

#endif
