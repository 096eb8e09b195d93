/* What the index of an MP4 or QuickTime file promises, read from its boxes: what ffprobe does not tell. The file is
 * hostile: every size is held against the box around it and the file.
 *
 *     struct mp4_index index;
 *     if (mp4_index_read(path, &index)) ... index.tracks[i] ...
 *
 * Boxes and fields: ISO/IEC 14496-12. */
#ifndef BGMUSIC_ENGINE_MEDIA_MP4_INDEX_H
#define BGMUSIC_ENGINE_MEDIA_MP4_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MP4_MOST_TRACKS = 32 };

struct mp4_track {
    uint32_t id;             /* as ffprobe's "id" */
    bool is_encrypted;       /* a sample entry of "encv" or "enca" */
    int edit_parts;          /* of the edit list, without empty ones; 0: no list */
    double edit_lead_s;      /* empty time ahead of the first part */
    double edit_length_s;    /* from the first part's beginning to the last one's end */
    double edit_media_s;     /* where the last part begins in the media */
    double edit_media_end_s; /* where it ends there */
    double media_s;          /* of all samples */
    double whole_s;          /* of the samples ahead of the first one that lies behind the end of the file; == media_s:
                                all are there */
};

struct mp4_index {
    struct mp4_track tracks[MP4_MOST_TRACKS];
    size_t count;
    bool is_fragmented; /* the samples stand in other boxes: nothing is known of their times */
};

/* False: no file with such an index. */
bool mp4_index_read(const char *path, struct mp4_index *index);
/* The same from the body of the "moov" box in memory, of a file of `file_size` bytes. */
bool mp4_index_parse(const unsigned char *moov, size_t length, uint64_t file_size, struct mp4_index *index);
/* NULL: none of that id. */
const struct mp4_track *mp4_index_track(const struct mp4_index *index, uint32_t id);

#endif
