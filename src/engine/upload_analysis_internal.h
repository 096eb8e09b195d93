/* The analysis of an upload: from the database when it is there, else made now and kept. One that was
 * made from key frames alone is made again when every frame is wanted. */
#ifndef BGMUSIC_SRC_ENGINE_UPLOAD_ANALYSIS_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_UPLOAD_ANALYSIS_INTERNAL_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct engine;
struct media_analysis;
struct upload_row;

/* Release the analysis in any case. */
enum bgm_status upload_analysis(struct engine *engine, const struct upload_row *row,
                                bool every_frame, bool (*cancelled)(void *context), void *context,
                                struct media_analysis *analysis, struct bgm_error *err);

#endif
