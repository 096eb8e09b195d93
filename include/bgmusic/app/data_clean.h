/* What lies in the data folder, and freeing it: for `clean`. */
#ifndef BGMUSIC_APP_DATA_CLEAN_H
#define BGMUSIC_APP_DATA_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct app;

enum { DATA_MOST_PARTS = 8 };

struct data_part {
    const char *name; /* a static text: "renders", "uploads", ... */
    int64_t files, bytes;
    int64_t freed_files, freed_bytes; /* of these */
};

/* `older_s` -1: all finished results and leftovers; else only what nobody touched for so long, sessions with their
 * films too. `dry_run`: nothing changes. What an engine works on stays. Nothing has to be connected; a build without
 * the local engine has no data folder and finds nothing. */
enum bgm_status data_clean(const struct app *app, int64_t older_s, bool dry_run,
                           struct data_part parts[DATA_MOST_PARTS], size_t *count, struct bgm_error *err);

#endif
