/* What Chinese says with several small words: "still", "a little too", "at both ends". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese(struct word *words, size_t count);

#endif
