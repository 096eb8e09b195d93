/* What a message does to a timeline: the edits (timeline_edit.h), judged by the composer. What the composer would
 * refuse is not done but told, so no message fails a turn or leaves a timeline that cannot be rendered. Pure, and
 * quick: nothing is read of the pictures.
 *
 * `done` and `notes` get the sentences of timeline_apply(). */
#ifndef BGMUSIC_ENGINE_WORK_TURN_EDIT_H
#define BGMUSIC_ENGINE_WORK_TURN_EDIT_H

#include "timeline_edit.h"

void turn_edit(struct timeline *timeline, const struct edit_list *edits, const struct edit_context *context,
               struct edit_outcome *outcome, struct buf *done, struct buf *notes);

#endif
