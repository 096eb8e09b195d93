/* Edits of one message that mean something together: "start with silence, bring the music in at 0:04" is a start, "stop
 * at 5 s, start again at 8" a gap. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_EDIT_ORDER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_EDIT_ORDER_H

#include "edit_list.h"

/* Changes the list in place, once all clauses are read. */
void edits_order(struct edit_list *edits);

#endif
