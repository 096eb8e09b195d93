/* Where the streams of a file begin and end, and whether all of it is there.
 *
 * The index of an MP4 file is precise, and held against the size of the file (mp4_index.h). Of all other containers the
 * packets are read, without decoding (0.2 s for 300 MB): their headers count from different moments, leave out the last
 * picture, or tell of what a broken download has not. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_LENGTH_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_LENGTH_H

#include "media_probe.h"

struct json;

/* Fills `end_us` of picture and sound streams, and of `info`: duration_us, picture_us, promised_us, broken_us,
 * picture_times and is_encrypted of the streams. `root`: ffprobe's answer. BGM_UNSUPPORTED where nothing of the picture
 * can be shown. */
enum bgm_status media_length_find(const char *path, const struct json *root, struct media_info *info,
                                  struct bgm_error *err);

/* Seconds as ffprobe writes them; NAN: none, or longer than any clip. */
double media_seconds_of(const char *text);

#endif
