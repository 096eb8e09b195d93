/* A record of the store: one JSON object in a file of its own, `FOLDER/ID.json`, replaced whole. */
#ifndef BGMUSIC_STORE_RECORD_FILE_H
#define BGMUSIC_STORE_RECORD_FILE_H

#include "bgmusic/base/error.h"

struct json;

/* Prints `root`, takes it, and writes the file; the folder is made first. `id` must be safe (store_id_is_safe()). */
enum bgm_status record_write(const char *folder, const char *id, struct json *root, struct bgm_error *err);
/* BGM_NOT_FOUND: no such file. BGM_FAILED: no record in it, or one whose "id" could not be a file's name. `*root` is
 * the caller's on success, NULL otherwise. */
enum bgm_status record_read(const char *path, struct json **root, struct bgm_error *err);

#endif
