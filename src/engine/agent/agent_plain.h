/* Ways of speaking that mean nothing of their own, taken out of the words before places and amounts are read: "by like
 * 6 dB" is "by 6 dB", "version one" is version 1, "ab Sekunde 6" is "ab 6 s". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_PLAIN_H
#define BGMUSIC_ENGINE_AGENT_AGENT_PLAIN_H

#include "agent_tokens.h"

/* Changes `words` in place; returns how many are left. */
size_t agent_plain(struct word *words, size_t count);

#endif
