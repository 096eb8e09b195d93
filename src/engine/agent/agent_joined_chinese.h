/* Several things or orders in one clause of Chinese. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_JOINED_CHINESE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_JOINED_CHINESE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Parts them, behind the idioms of Chinese and before any place is read: joints are put in, and what is said of several
 * things is said of each. `words` has room for AGENT_MOST_WORDS; returns how many there are then. */
size_t agent_joined_chinese(struct word *words, size_t count);

#endif
