/* The index of an MP4 file, as it stands in its "moov" box. */
#include "fuzz.h"

#include <math.h>

#include "mp4_index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint64_t file_sizes[] = {0, 4096, UINT64_MAX};
    for (size_t k = 0; k < sizeof file_sizes / sizeof *file_sizes; k++) {
        struct mp4_index index;
        bool found = mp4_index_parse(data, size, file_sizes[k], &index);
        PROPERTY(index.count <= MP4_MOST_TRACKS, "there are no more tracks than room");
        PROPERTY(found || index.count == 0, "without a clock there are no tracks");
        for (size_t i = 0; i < index.count; i++) {
            const struct mp4_track *track = &index.tracks[i];
            PROPERTY(isfinite(track->media_s) && isfinite(track->whole_s) && isfinite(track->edit_length_s) &&
                         isfinite(track->edit_media_end_s),
                     "times are numbers");
            PROPERTY(track->whole_s >= 0 && track->whole_s <= track->media_s, "what is there is part of all");
            PROPERTY(track->edit_lead_s >= 0 && track->edit_length_s >= 0, "no part lasts less than nothing");
            PROPERTY(mp4_index_track(&index, track->id) != NULL, "a track is found by its number");
        }
    }
    return 0;
}
