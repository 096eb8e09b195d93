/* Chinese about a word of another language, about holes in the music and about how a title looks. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_MIXED_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_MIXED_H

#include <stddef.h>

#include "agent_tokens.h"

/* Changes the kinds of `words` in place; cannot fail. To be called ahead of the other Chinese idioms. */
void agent_idioms_chinese_mixed(struct word *words, size_t count);

#endif
