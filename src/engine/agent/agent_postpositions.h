/* Japanese says behind a time what English says before it: 3秒から, 5秒まで, 10秒で. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_POSTPOSITIONS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_POSTPOSITIONS_H

#include "agent_tokens.h"

/* Puts each such particle before its time, in place, so that agent_places() finds what it knows. */
void agent_postpositions(struct word *words, size_t count);

#endif
