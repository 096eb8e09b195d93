/* Wishes for the picture: nobody here changes it, and no word of one is to be taken for a style. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_PICTURE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_PICTURE_H

#include "agent_tokens.h"

/* Of one clause; changes `words` in place. */
void agent_idioms_picture(struct word *words, size_t count);

#endif
