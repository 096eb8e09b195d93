/* The bar in words: "6/8", "in three four", "waltz time", "三拍子". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_METER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_METER_H

#include "agent_tokens.h"

/* The bar at the start of `at` (lower case) as a WORD_METER, its beats the number and its unit the value; returns the
 * bytes used, 0: none. `word_start`: the byte before is no letter or digit. */
size_t agent_meter_read(const char *at, bool word_start, struct word *word);

#endif
