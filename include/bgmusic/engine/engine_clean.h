/* What lies in the local engine's data folder, and freeing it: for `clean`. No engine is started; those that are at
 * work keep what they work on. */
#ifndef BGMUSIC_ENGINE_ENGINE_CLEAN_H
#define BGMUSIC_ENGINE_ENGINE_CLEAN_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

enum engine_clean_kind {
    CLEAN_RENDERS,  /* finished results; a client has its own copy, and the session makes another */
    CLEAN_UPLOADS,  /* films that were sent and not only referred to; they go with their session */
    CLEAN_FETCHED,  /* films from an address or the standard input: likewise */
    CLEAN_LEFT,     /* what a kill left: scratch folders, files without a row */
    CLEAN_DATABASE, /* sessions with their timelines */
    CLEAN_KINDS,
};

struct engine_clean_part {
    const char *name; /* a static text: "renders" */
    int64_t files, bytes;
    int64_t freed_files, freed_bytes; /* of these; with `dry_run` those that would be freed */
};

struct engine_clean_wish {
    int64_t older_s; /* only what nobody has touched for so long, sessions with their uploads too; -1: all finished
                      * results and leftovers, and every session stays */
    bool dry_run;    /* nothing changes */
};

/* A folder that is not there holds nothing. BGM_FAILED or BGM_OUTPUT name what could not be read or written. */
enum bgm_status engine_clean(const char *data_folder, const struct engine_clean_wish *wish,
                             struct engine_clean_part parts[CLEAN_KINDS], struct bgm_error *err);

#endif
