/* What is said of titles: the words about one that mean other things elsewhere. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_TITLE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_TITLE_H

#include "agent_tokens.h"

/* Of one clause; changes `words` in place. */
void agent_idioms_title(struct word *words, size_t count);

#endif
