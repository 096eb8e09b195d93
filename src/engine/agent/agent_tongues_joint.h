/* What stands on both sides of a comma or an "and" and is one order: a verb's place behind the comma, a complaint
 * beside its order, two edges of a fade. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_JOINT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_JOINT_H

#include <stddef.h>

#include "agent_tokens.h"

/* At the word `i` of the message. */
void agent_tongues_joint(struct word *words, size_t count, size_t i);

#endif
