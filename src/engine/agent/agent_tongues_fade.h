/* Fades of both ends in one breath, in other languages than English and Chinese: before places and amounts are read. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_FADE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_FADE_H

#include "agent_tokens.h"

/* Changes the words on both sides of the joint at `i` in place, where they are a fade at each end. */
void agent_tongues_fade_joint(struct word *words, size_t count, size_t i);

/* The same within one clause of `count` words. */
void agent_tongues_fade_clause(struct word *words, size_t count);

#endif
