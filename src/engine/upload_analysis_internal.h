/* The analysis of an upload: from the database when it is there, else made now and kept. */
#ifndef BGMUSIC_SRC_ENGINE_UPLOAD_ANALYSIS_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_UPLOAD_ANALYSIS_INTERNAL_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct database;
struct media_analysis;
struct media_info;
struct upload_row;

/* `info` may be NULL: the file is probed when it must be. Release the analysis in any case. */
enum bgm_status upload_analysis(struct database *database, const struct upload_row *row,
                                const struct media_info *info, bool (*cancelled)(void *context),
                                void *context, struct media_analysis *analysis,
                                struct bgm_error *err);

#endif
