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
    DOWNLOAD_PART,  /* sound or MIDI, from its URL alone */
    DOWNLOAD_INPUT, /* a film from anywhere, which is told nothing of the service; MEDIA_MOST_BYTES at most */
};

struct download_request {
    const struct api_render *render;
    enum download_kind kind;
    const char *path; /* "-": to `stdout_fd`, once the file is here whole */
    int stdout_fd;
    const char *convert_to; /* an ending (convert_file.h) that is made here of the MP4 that comes; NULL: as it comes */
    bool force;             /* a file that stands at `path` may be replaced */
    /* With the identity of the whole file (part_file.h), before it gets its name; NULL: nobody needs to know. */
    enum bgm_status (*before_naming)(void *context, const char *identity, struct bgm_error *err);
    void *context;
};

/* The goal is old, absent or whole, never half. */
enum bgm_status download_render(struct app *app, const struct download_request *request, struct bgm_error *err);

#endif
