/* Where a result goes: a template, a folder, a plain path, or the standard output. */
#ifndef BGMUSIC_APP_OUTPUT_NAME_H
#define BGMUSIC_APP_OUTPUT_NAME_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct app;

/* `pattern`: "-" (stdout), an existing folder, or a path in which {dir} {stem} {ext} (without the dot) {n} stand for
 * the input's (`place`: a path, an address, or "-" with the stem "stdin"); another name in braces is BGM_USAGE.
 * `number` counts the inputs from 1. Names that come from the input or the service cannot leave the folder. `*path` is
 * the caller's. */
enum bgm_status output_name(const char *pattern, const char *place, int number, char **path, struct bgm_error *err);

/* Would a plain pattern name one file for every input? */
bool output_name_is_fixed(const char *pattern);

/* The path itself where it is free, else "clip-music-2.mp4" and so on, the first that is; the caller's. */
char *output_next_free(const char *path);

/* Makes the folders that the path needs, and says so; nothing for "-" and for those that stand. */
enum bgm_status output_make_folder(struct app *app, const char *path, struct bgm_error *err);

/* Can the result be written there? Refuses a path that exists (unless `force`), that is the input itself, whose folder
 * cannot be written or made: all before anything is sent. "-" is always fine. */
enum bgm_status output_check(const char *path, const char *input, bool force, struct bgm_error *err);

#endif
