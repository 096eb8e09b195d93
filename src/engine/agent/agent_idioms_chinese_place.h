/* Where and when, as Chinese says it with several small words: "and then again", "behind", "leave so much empty". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_PLACE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_PLACE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese_place(struct word *words, size_t count);

#endif
