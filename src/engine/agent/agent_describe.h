/* A message that orders nothing and says what the video shows: "our meeting on March 5". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_DESCRIBE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_DESCRIBE_H

#include "agent.h"

/* Where no music plays yet, that is an order for some: the message becomes its prompt. Anything else is left alone. */
void agent_describe(const char *message, struct agent_reading *reading);

#endif
