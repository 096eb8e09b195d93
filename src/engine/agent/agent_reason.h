/* A clause that says why, and a question back that says between what. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_REASON_H
#define BGMUSIC_ENGINE_AGENT_AGENT_REASON_H

#include "agent_frame.h"

enum reason {
    REASON_NONE,
    REASON_BEHIND, /* the clause says why the order before it was given, and orders nothing */
    REASON_AHEAD   /* what was read before it said why; its edits make room for the clause's */
};

/* Of a clause behind the edits read so far; `complained`: the clause before it was a complaint, `moody`: of the
 * mood. */
enum reason reason_of(const struct edit_list *edits, bool complained, bool moody, const struct word *words,
                      size_t count);
/* から behind what is too loud or not heard is no place but says why. */
void reasons_stood(struct word *words, size_t count);
/* "remove the music from 3": fills the reading's choices. */
void reason_ask_how_much(struct agent_reading *reading, const struct frame *frame);

#endif
