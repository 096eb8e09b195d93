/* Taking one thing back: "undo the fade" among other changes. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_REVERT_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_REVERT_H

#include <stdbool.h>

#include "edit_list.h"
#include "timeline.h"

/* Do two kinds of edits change the same thing? EDIT_VOLUME and EDIT_VOLUME_FACTOR do. */
bool edit_kinds_alike(enum edit_kind a, enum edit_kind b);

/* Makes of `timeline` what an edit like `kind` changes as it was in `before`. */
void timeline_revert(struct timeline *timeline, const struct timeline *before, enum edit_kind kind);

#endif
