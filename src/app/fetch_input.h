/* Inputs that are no files of this machine yet: "-", the standard input, and https addresses.
 *
 * They are put to <data>/fetched/<random>/NAME, so that a job that was cut off finds them again and the session's
 * export has its film; `clean` and the engine's housekeeping take them away with their session. The service takes an
 * address itself. At most MEDIA_MOST_BYTES, as of any input. */
#ifndef BGMUSIC_APP_FETCH_INPUT_H
#define BGMUSIC_APP_FETCH_INPUT_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct app;

/* A film from `fd` to its end; `*path` is the caller's. BGM_INPUT: nothing came, or no film. */
enum bgm_status fetch_stdin(struct app *app, int fd, char **path, struct bgm_error *err);
/* The film behind an address, by the rules of all downloads: tried again, gone on with, checked, named when whole.
 * BGM_INPUT: nothing is there, or no film. */
enum bgm_status fetch_address(struct app *app, const char *url, char **path, struct bgm_error *err);

/* Takes the file and its folder away. */
void fetch_forget(const char *path);

#endif
