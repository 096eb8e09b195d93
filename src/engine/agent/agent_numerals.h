/* Chinese numbers in a message: 十五秒, 六到九秒, 七成五, 百分之三十. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_NUMERALS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_NUMERALS_H

#include <stddef.h>

#include "agent_tokens.h"

/* The number that begins at `at`, whatever follows: its value; the bytes used, 0: none. */
size_t agent_chinese_number(const char *at, double *value);
/* The number as a word of the message, where a unit or `before` (NULL: none) shows that one is meant; the bytes used.
 */
size_t agent_chinese_read(const char *at, const struct word *before, struct word *word);

#endif
