/* The light levels of an HDR picture (SMPTE ST 2086 and MaxCLL), which a new encode has to be told. */
#ifndef BGMUSIC_ENGINE_MEDIA_HDR_LIGHT_H
#define BGMUSIC_ENGINE_MEDIA_HDR_LIGHT_H

#include "bgmusic/base/buf.h"

/* Appends what the first picture says, in x265's words: ":master-display=...:max-cll=..."; nothing where it says
 * nothing. `stream_index`: ffprobe's. */
void hdr_light_append(const char *path, int stream_index, struct buf *out);

#endif
