/* What new uploads do to a timeline. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_UPLOAD_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_UPLOAD_H

#include <stddef.h>

#include "timeline.h"

/* The first video becomes the picture; a later one takes its place, and music that went to the end of the old one goes
 * to the end of the new one, as far as music can. `message` gets what the client should tell, "" when there is nothing.
 */
void timeline_place_uploads(struct timeline *timeline, const struct upload_row *rows, size_t count, char *message,
                            size_t size);

#endif
