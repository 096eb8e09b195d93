/* A finished MP4 into another kind of file, by ffmpeg: what the service does not make is made here from what it gives.
 *
 * Film: QuickTime and Matroska take the streams as they are, WebM is encoded (VP9, Opus). Sound alone: the sound of the
 * MP4, which holds nothing but the music when the original was dropped. */
#ifndef BGMUSIC_APP_CONVERT_FILE_H
#define BGMUSIC_APP_CONVERT_FILE_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

/* Is there an ffmpeg, and is this an ending that something can be made for? */
bool convert_is_possible(const char *ending);
/* `to` is there already, and written over. BGM_OUTPUT with ffmpeg's words, BGM_INTERRUPTED, BGM_TIMED_OUT after hours.
 */
enum bgm_status convert_file(const char *from, const char *to, const char *ending, struct bgm_error *err);

#endif
