/* Fades, the voice and amounts, as Chinese says them with several small words. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_SOUND_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_SOUND_H

#include <stddef.h>

#include "agent_tokens.h"

/* Behind the other idioms of Chinese, before any place is read. */
void agent_idioms_chinese_sound(struct word *words, size_t count);

#endif
