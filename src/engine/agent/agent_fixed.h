/* The sentences that `bgmusic add` writes, in a fixed form that both engines get. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_FIXED_H
#define BGMUSIC_ENGINE_AGENT_AGENT_FIXED_H

struct edit_list;

/* Takes whole fixed sentences off the end of `message` (which is cut) and adds their edits, in the message's order. */
void agent_fixed_sentences(char *message, struct edit_list *edits);

#endif
