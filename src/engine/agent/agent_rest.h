/* "Remove everything else": the rest, of what the clause before keeps. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_REST_H
#define BGMUSIC_ENGINE_AGENT_AGENT_REST_H

#include "agent_tokens.h"
#include "edit_list.h"

/* Behind "keep the drums" (`kept`: bits of roles, 0: none) a clause that takes all the rest away leaves these alone:
 * the edit is made. False: it says something else. */
bool rest_is_removed(const struct word *words, size_t count, unsigned kept, struct edit_list *edits);

#endif
