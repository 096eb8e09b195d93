/* How other languages than English and Chinese say what a title shall read: before places and amounts are read. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_TITLE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_TITLE_H

#include "agent_tokens.h"

/* Takes the joint at `i` away, where it parts a title from its text or the time it comes at from the time it goes. */
void agent_tongues_title_joint(struct word *words, size_t count, size_t i);

/* Changes the words of one clause in place. */
void agent_tongues_title_clause(struct word *words, size_t count);

#endif
