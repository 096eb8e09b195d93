/* Tidying the data folder: what is older than 30 days goes, and what dead engines left behind. */
#ifndef BGMUSIC_SRC_ENGINE_HOUSEKEEPING_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_HOUSEKEEPING_INTERNAL_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct engine;

enum { HOUSEKEEPING_KEEP_S = 30 * 24 * 3600 };

/* At the start; at most once an hour does more than look for dead engines. */
enum bgm_status housekeeping_run(struct engine *engine, struct bgm_error *err);
/* At the end: what this engine still had under way becomes pending. */
void housekeeping_leave(struct engine *engine);
/* Is an engine of that id alive (this one included)? */
bool engine_is_alive(struct engine *engine, const char *id);

#endif
