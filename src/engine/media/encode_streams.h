/* The streams beside the picture and our sound: other sound tracks, subtitles, covers, data. What the container can
 * hold goes with them, the rest is named in the notes. */
#ifndef BGMUSIC_ENGINE_MEDIA_ENCODE_STREAMS_H
#define BGMUSIC_ENGINE_MEDIA_ENCODE_STREAMS_H

#include "argument_list.h"
#include "bgmusic/base/buf.h"
#include "media_container.h"
#include "media_encode.h"

struct other_streams {
    struct argument_list maps;   /* "-map 0:3 ..." in the order of the output */
    struct argument_list codecs; /* how each is encoded */
    bool has_cover;
};

void other_streams_choose(struct other_streams *others, const struct media_encode_request *request,
                          const struct media_container *container, struct buf *notes);
void other_streams_release(struct other_streams *others);

/* The name of an input's track for the output's track `number` of a kind ('v', 'a', 's'), where players look for it:
 * the title in Matroska, the handler's name in MP4 and QuickTime. */
void track_name_keep(struct argument_list *arguments, const struct media_stream *stream,
                     const struct media_container *container, char kind, int number);

#endif
