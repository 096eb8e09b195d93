/* "The piano louder than the strings", 钢琴比弦乐大声; "and rock for the second", behind a first half. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_COMPARE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_COMPARE_H

#include "agent_tokens.h"

/* Of a comparison, the instrument that another one is measured by says nothing; where it is not said which of the two
 * shall change ("is louder than", "as loud as"), it is left over, and the agent asks. */
void agent_compare(struct word *words, size_t count);

/* Before places are looked for: "the second" is a half where one was named before it. */
void halves_complete(struct word *words, size_t count);

#endif
