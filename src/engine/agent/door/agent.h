/* The agent: a message in plain words, English or Chinese, into a list of edits. A pure function of the message: what
 * the edits mean for a timeline is timeline_edit.h's matter.
 *
 *     struct edit_list edits;
 *     agent_read("make it jazzier and a bit louder", &edits);   two edits
 *
 * The message is read in three ways, in this order:
 *   1. from its end, whole sentences in the fixed form that `bgmusic add` writes ("Music volume 35%.");
 *   2. "Add background music: PROMPT." at its beginning: the rest up to the first fixed sentence is a style prompt, in
 *      which only musical words count (a prompt may say anything, dots included);
 *   3. anything else clause by clause, by the phrase table (phrase_table.h). */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edit_list.h"

enum { AGENT_MOST_MESSAGE_BYTES = 16 * 1024 };

void agent_read(const char *message, struct edit_list *edits);

/* How many bytes at the start of `text` (lower case) are a phrase that the agent knows; 0: none. */
size_t agent_known_length(const char *text);

#endif
