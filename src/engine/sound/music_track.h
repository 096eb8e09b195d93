/* A piece of the user's own as the music bus: cut to the wanted length, or repeated with crossfades until it is long
 * enough, and ended. Where it has a steady beat (beat_detect.h) repeats come in on bar lines and the last bar rings
 * out. */
#ifndef BGMUSIC_ENGINE_SOUND_MUSIC_TRACK_H
#define BGMUSIC_ENGINE_SOUND_MUSIC_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "spool.h"

struct music_track_request {
    const char *path;
    const char *scratch_folder;
    int64_t start_frames; /* of the track: from there on it plays */
    int64_t frames;
    bool (*progress)(void *context, double share); /* true cancels; may be NULL */
    void *context;
};

/* Writes exactly `frames` frames to `bus`, from frame 0. BGM_UNSUPPORTED when the file holds no
 * sound. */
enum bgm_status music_track_render(const struct music_track_request *request, struct spool *bus, struct bgm_error *err);

#endif
