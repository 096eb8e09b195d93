/* What English says with several words of one clause: shares, scopes and states ("duck only a little", "nothing should
 * change", "start at 3 with a 2 s fade in"). Words change their kinds in place; before places are read. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_H

#include "agent_tokens.h"

void agent_idioms_english(struct word *words, size_t count);

#endif
