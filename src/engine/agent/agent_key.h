/* Keys in a message: "D minor", "F#大调", "fis-Moll", "re mayor", ニ長調. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_KEY_H
#define BGMUSIC_ENGINE_AGENT_AGENT_KEY_H

#include <stddef.h>

#include "agent_tokens.h"

/* The key at `at`, where a word begins, into `word`: WORD_KEY, the tonic its value; the mode, -1: not said. Its bytes,
 * 0: none. A small letter counts only after "in" or "key of", and with "Moll" or "Dur": "a minor change" is no key. */
size_t agent_key_read(const char *at, struct word *word);

#endif
