/* Chinese that doubts, fears, dropped or asks about an order, and so gives none. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_DOUBT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_DOUBT_H

#include <stddef.h>

#include "agent_tokens.h"

/* Changes the kinds of `words` in place; cannot fail. To be called ahead of the other Chinese idioms. */
void agent_idioms_chinese_doubt(struct word *words, size_t count);

#endif
