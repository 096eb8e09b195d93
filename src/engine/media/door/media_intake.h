/* From a file to an upload: what it is by its content, what is in it, the row and the timeline. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_INTAKE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/error.h"
#include "upload_rows.h"

struct probe_cache;

/* Fills the row from the file at `path` (not taken over): BGM_UNSUPPORTED with a sentence when it is no media file. */
enum bgm_status media_intake(struct probe_cache *probes, const char *path, const char *client_name, bool is_reference,
                             struct upload_row *row, struct bgm_error *err);

#endif
