/* A message cut into clauses, each read as a frame. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_CLAUSES_H
#define BGMUSIC_ENGINE_AGENT_AGENT_CLAUSES_H

#include "agent_tokens.h"

struct agent_memory;
struct agent_reading;

/* Fills edits, verdict and what belongs to it. */
void agent_clauses(const char *message, const struct agent_memory *memory, struct agent_reading *reading);

#endif
