/* What Chinese says of instruments and versions with several small words. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_THING_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_CHINESE_THING_H

#include <stddef.h>

#include "agent_tokens.h"

/* Recasts the words of a whole message, joints included, before any place is read. */
void agent_idioms_chinese_thing(struct word *words, size_t count);

#endif
