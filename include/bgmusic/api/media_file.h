/* What is looked at in a file before a byte of it is sent. */
#ifndef BGMUSIC_API_MEDIA_FILE_H
#define BGMUSIC_API_MEDIA_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/media_kind.h"

#define MEDIA_MOST_BYTES (INT64_C(500) * 1024 * 1024)

/* Opens, sniffs and measures. BGM_INPUT (missing, unreadable, empty, no plain file), BGM_UNSUPPORTED (with the accepted
 * formats), BGM_TOO_LARGE (over MEDIA_MOST_BYTES, with an ffmpeg line that would make it smaller). */
enum bgm_status media_check_file(const char *path, enum media_kind *kind, int64_t *bytes, struct bgm_error *err);

/* "ffmpeg -i in.mp4 -c:v libx264 -crf 28 ... out.mp4", quoted for a shell, into `line`. */
void media_shrink_line(char *line, size_t size, const char *path);

#endif
