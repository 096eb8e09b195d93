/* Two pieces in a row as one score. */
#ifndef BGMUSIC_ENGINE_SCORE_SCORE_JOIN_H
#define BGMUSIC_ENGINE_SCORE_SCORE_JOIN_H

#include "score.h"

/* Puts `next` behind what `score` has before `at_ms`, with its own tempo, from its first bar on; what still rings then
 * ends there. Parts of the same role and sound go on; another sound is a part of its own, as long as there are places,
 * else it is played by the part of that role. Title, key and chain stay the first one's. `next` is emptied.
 *
 * `from_ticks` is where the last piece of `score` began (0, or what the last join returned): a bar line of that piece
 * falls on the join, if up to 4 percent of its tempo bring it there. Returns where `next` begins. */
int32_t score_join(struct score *score, struct score *next, int64_t at_ms, int32_t from_ticks);

#endif
