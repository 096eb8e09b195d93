/* "Drums, bass and guitar from 0:08", "remove the title and the fade-out": what is said of a list is said of each. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_LISTS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_LISTS_H

#include "agent_tokens.h"

/* Before the words are cut into clauses. Makes one clause of a list of instruments; gives each other thing that
 * something takes away a verb of its own. Returns how many words there are then, at most `most`. */
size_t agent_lists(struct word *words, size_t count, size_t most);

#endif
