/* The two scans of an analysis; each runs in a thread of its own. */
#ifndef BGMUSIC_ENGINE_MEDIA_ANALYSIS_INTERNAL_H
#define BGMUSIC_ENGINE_MEDIA_ANALYSIS_INTERNAL_H

#include <stdatomic.h>

#include "bgmusic/engine/media_analysis.h"

/* Fills brightness, saturation, warmth, motion and the cuts. What cannot be learned stays
 * unknown: no error. */
void analysis_scan_picture(const char *path, const struct media_info *info,
                           struct media_analysis *analysis, const atomic_bool *stop);
/* Fills the loudness and the speech. */
enum bgm_status analysis_scan_sound(const char *path, const struct media_info *info,
                                    struct media_analysis *analysis, const atomic_bool *stop,
                                    struct bgm_error *err);

#endif
