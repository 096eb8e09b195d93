/* What ffmpeg and ffprobe say on stderr, as sentences for people. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_COMPLAINT_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_COMPLAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/error.h"

/* The first line, without "[mp4 @ 0x5581...] " and the like before it: addresses help nobody. "" when there is none. */
void media_complaint_line(const char *text, char *line, size_t size);

/* Is there something in it that ends the matter, although ffprobe ended well: a picture too large, no memory? */
bool media_complaint_is_final(const char *text);
/* Why ffprobe could not read the file at `path`, which it was given as `url`: BGM_UNSUPPORTED when it is the file's
 * fault, BGM_FAILED when ffprobe could not do its work (no memory, killed, not loaded). */
enum bgm_status media_complaint_fail(const char *path, const char *url, const char *text, int exit_code,
                                     struct bgm_error *err);

/* Was ffmpeg ended from outside (the system for its memory, somebody's kill), or did it not start, while it was to do
 * `what` ("write the video")? Then `err` says so, with RENDER_CODE_MACHINE: no fault of the file. */
bool media_fail_killed(const char *what, int exit_code, struct bgm_error *err);

#endif
