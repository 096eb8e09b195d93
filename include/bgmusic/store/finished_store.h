/* What was made: a record for each output, so that `--skip-existing` can tell whether a file that stands there is the
 * one that would be made again. Records stay as long as their folder does: they are small, and outlive the job's
 * record. */
#ifndef BGMUSIC_STORE_FINISHED_STORE_H
#define BGMUSIC_STORE_FINISHED_STORE_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct store;

struct finished {
    char *output;                          /* absolute path */
    int64_t output_bytes, output_mtime_ns; /* as the program left it */
    char *input;                           /* absolute path */
    char *input_identity;                  /* size, times and inode: as long as it stays, the content does */
    char *input_hash;                      /* base/content_hash.h */
    char *fingerprint;                     /* of the content and of all that was wished for */
};

void finished_release(struct finished *finished);

enum bgm_status finished_store_put(const struct store *store, const struct finished *finished, struct bgm_error *err);
/* BGM_NOT_FOUND: nothing is known of this output. */
enum bgm_status finished_store_get(const struct store *store, const char *output, struct finished *finished,
                                   struct bgm_error *err);

#endif
