/* Tidying the data folder: what is older than 30 days goes, and what dead engines left behind. */
#ifndef BGMUSIC_ENGINE_HOUSEKEEPING_H
#define BGMUSIC_ENGINE_HOUSEKEEPING_H

#include "bgmusic/base/error.h"

struct alive_lock;
struct database;

enum { HOUSEKEEPING_KEEP_S = 30 * 24 * 3600 };

/* What is tidied; borrowed. */
struct housekeeping {
    struct database *database;
    const struct alive_lock *alive;
    const char *data_folder, *uploads_folder, *renders_folder;
};

/* At the start; at most once an hour does more than look for dead engines. */
enum bgm_status housekeeping_run(const struct housekeeping *house, struct bgm_error *err);

#endif
