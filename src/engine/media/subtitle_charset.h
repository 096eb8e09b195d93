/* Subtitles of old programs are not always in UTF-8, and ffmpeg then drops their lines. */
#ifndef BGMUSIC_ENGINE_MEDIA_SUBTITLE_CHARSET_H
#define BGMUSIC_ENGINE_MEDIA_SUBTITLE_CHARSET_H

#include "media_probe.h"

/* The name of the character set that the text subtitles of the file must be read in; NULL: they are in UTF-8, or there
 * are none. Reads the file through when it has such subtitles. */
const char *subtitle_charset_find(const char *path, const struct media_info *info);

#endif
