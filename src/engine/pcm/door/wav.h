/* Stereo float WAV files, written as the sound goes by: for stems. */
#ifndef BGMUSIC_ENGINE_PCM_WAV_H
#define BGMUSIC_ENGINE_PCM_WAV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "bgmusic/base/error.h"

struct wav {
    FILE *file; /* NULL: closed, or not wanted; writing then does nothing */
    int64_t frames;
    bool failed;
};

/* `name` without the extension. */
enum bgm_status wav_open(struct wav *wav, const char *folder, const char *name, struct bgm_error *err);
void wav_write(struct wav *wav, const float *stereo, size_t frames);
/* Writes the lengths into the head and closes; BGM_OUTPUT when any write failed. Legal when
 * closed. */
enum bgm_status wav_close(struct wav *wav, struct bgm_error *err);

#endif
