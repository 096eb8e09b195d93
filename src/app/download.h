/* Fetching a finished render: into NAME.part beside its goal, continued where a connection died, checked, renamed. */
#ifndef BGMUSIC_APP_DOWNLOAD_H
#define BGMUSIC_APP_DOWNLOAD_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct app;
struct api_render;

/* What must come, by its first bytes. */
enum download_kind {
    DOWNLOAD_VIDEO,
    DOWNLOAD_SOUND,
    DOWNLOAD_PART, /* sound or MIDI, from its URL alone */
};

/* `path` "-" writes to the descriptor `stdout_fd` once the file is here whole. A file that stands at `path` is replaced
 * only with `force`. The goal is old, absent or whole, never half. */
enum bgm_status download_render(struct app *app, const struct api_render *render, enum download_kind kind,
                                const char *path, bool force, int stdout_fd, struct bgm_error *err);

#endif
