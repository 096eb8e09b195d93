/* The analysis of an upload: from the database when it is there, else made now and kept. One that was
 * made from key frames alone is made again when every frame is wanted. The same unchanged file in several sessions,
 * such as takes of one film, is scanned once: who comes for it meanwhile waits. */
#ifndef BGMUSIC_ENGINE_MEDIA_UPLOAD_ANALYSIS_H
#define BGMUSIC_ENGINE_MEDIA_UPLOAD_ANALYSIS_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct database;
struct media_analysis;
struct probe_cache;
struct sound_cache;
struct upload_row;

/* Where clips are read from and what is known of them already. Borrowed. */
struct upload_reader {
    struct database *database; /* keeps analyses */
    struct probe_cache *probes;
    struct sound_cache *sounds;
    const char *scratch_folder; /* for decoded sound */
};

/* Release the analysis in any case. */
enum bgm_status upload_analysis(const struct upload_reader *reader, const struct upload_row *row, bool every_frame,
                                int voice_track, bool (*cancelled)(void *context), void *context,
                                struct media_analysis *analysis, struct bgm_error *err);

#endif
