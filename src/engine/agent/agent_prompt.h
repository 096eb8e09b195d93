/* A style prompt: it may say anything; only parts, tempo, key and course are taken from it, the rest is style. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_PROMPT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_PROMPT_H

struct agent_memory;
struct agent_reading;

void agent_prompt(const char *prompt, const struct agent_memory *memory, struct agent_reading *reading);

#endif
