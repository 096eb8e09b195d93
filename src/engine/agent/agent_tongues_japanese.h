/* Japanese words whose meaning hangs on the clause: 邪魔, 早く, 以外, そんなに. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_JAPANESE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TONGUES_JAPANESE_H

#include <stddef.h>

#include "agent_tokens.h"

/* `count` words without a joint. */
void agent_tongues_japanese(struct word *words, size_t count);

/* Parts the clause at the word `i`, where two things are said without a comma: ドラムなしのジャズ,
 * ジャズにしてゆっくり. */
void agent_tongues_japanese_joint(struct word *words, size_t count, size_t i);

#endif
