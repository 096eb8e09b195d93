/* A finished sound in another format than WAV. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_SOUND_FILE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_SOUND_FILE_H

#include <stdint.h>

#include "bgmusic/base/error.h"

/* Encodes the WAV file `from` as `to`, whose ending names the format (media_container.h). */
enum bgm_status media_sound_file_make(const char *from, const char *to, int64_t length_ms, struct bgm_error *err);

#endif
