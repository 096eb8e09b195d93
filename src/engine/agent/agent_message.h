/* A message as words, in the characters that the tables of words are written in. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_MESSAGE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_MESSAGE_H

#include <stddef.h>

#include "agent.h"
#include "agent_tokens.h"

/* The words of a message, AGENT_MOST_WORDS at the most; the count. They point into `plain`, a copy of it that the
 * caller keeps as long: in simplified characters, but for the texts of titles, which stay as they were written. */
size_t agent_message_words(const char *message, char *plain, struct word *words, struct agent_reading *reading);

#endif
