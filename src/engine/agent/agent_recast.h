/* Words whose meaning hangs on what else stands in the clause: "drop the tempo" takes nothing away, "turn up the
 * energy" is a mood, "don't make it so loud" is softer. Before the frame is looked for. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_RECAST_H
#define BGMUSIC_ENGINE_AGENT_AGENT_RECAST_H

#include "agent_tokens.h"

/* "Too cheesy", 太可爱: the word that elsewhere is "also", before a quality. */
bool word_says_too(const struct word *words, size_t count);
/* 先轻松: what comes first. */
bool word_says_first(const struct word *words, size_t count);

/* Changes the words of a clause in place. */
void agent_recast(struct word *words, size_t count);

#endif
