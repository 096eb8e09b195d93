/* Verbs that the small word behind their thing gives a meaning: "take the guitar down", "fade it out". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_PARTICLE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_PARTICLE_H

#include <stddef.h>

#include "agent_tokens.h"

/* Of the verb at `i`, if one stands there. */
void agent_idioms_particle(struct word *words, size_t count, size_t i);

#endif
