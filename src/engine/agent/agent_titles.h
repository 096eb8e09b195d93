/* Which of several titles is meant: "change Hello to Hi", "the second title 2 s longer", "delete the last title". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TITLES_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TITLES_H

#include "agent.h"
#include "agent_tokens.h"

/* The message with quotation marks around the texts of titles that are there, where it names one without, and around
 * the text that such a one is changed to. The caller frees it. */
char *titles_quote(const char *message, const struct agent_memory *memory);

/* Before places are looked for: "first", 第二个, "letzten" beside a title count the titles, by time. */
void titles_ordinals(struct word *words, size_t count);

/* Of a clause: a quotation that is the text of a title stands for that title, where it is not what is to be written. */
void titles_named(struct word *words, size_t count, const struct agent_memory *memory);

#endif
