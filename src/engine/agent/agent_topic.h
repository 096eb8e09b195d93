/* The topic: what a clause was about, for the clause behind it. Kept in struct reader. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_TOPIC_H
#define BGMUSIC_ENGINE_AGENT_AGENT_TOPIC_H

#include "agent_frame.h"
#include "agent_reader.h"

/* Of the clause that was read last. */
void topic_take(struct reader *reader, const struct frame *frame);
/* "keep my voice, but quieter", "add strings and make them louder": a direction alone, which means what the clause
 * before was about. The words with that ahead, and how many; 0: it means the music. */
size_t topic_lead(const struct reader *reader, const struct word *words, size_t count,
                  struct word led[AGENT_MOST_CLAUSE + MOST_TOPICS]);
/* "Drums out at 0:08 and back at 0:12": ends what the clause before began. False: it is not that. */
bool topic_returns(struct reader *reader, const struct word *words, size_t count);
/* "As for the drums, ...", "about the title": what the next clause is of. False: the clause says more. */
bool topic_name(struct reader *reader, const struct word *words, size_t count);

#endif
