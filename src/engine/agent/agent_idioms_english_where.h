/* What English says of places with several words ("music off at 15", "start with 2 seconds of silence"). Words change
 * their kinds in place; before places are read. `count` is at least 1. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_WHERE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_WHERE_H

#include "agent_tokens.h"

void agent_idioms_english_where(struct word *words, size_t count);

#endif
