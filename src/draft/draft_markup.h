/* Newer drafts: a text like XML in place of {"t":…}, read leniently. A scanner without recursion; what is not
 * understood is passed over. The text itself is passed on as it came by whoever has it. */
#ifndef BGMUSIC_DRAFT_DRAFT_MARKUP_H
#define BGMUSIC_DRAFT_DRAFT_MARKUP_H

#include <stdbool.h>

#include "bgmusic/draft/draft.h"

/* Is there a <draft> in it? */
bool draft_is_markup(const char *text);

/* Tracks and length of <draft duration><track type><clip in out …/>…</track>…</draft>; times are in milliseconds.
 * `draft` is empty before. */
void draft_read_markup(const char *text, struct draft *draft);

#endif
