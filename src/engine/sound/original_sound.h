/* The original sound of a video, decoded into a spool by a thread of its own, beside the
 * synthesis. */
#ifndef BGMUSIC_ENGINE_SOUND_ORIGINAL_SOUND_H
#define BGMUSIC_ENGINE_SOUND_ORIGINAL_SOUND_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "spool.h"

struct original_sound {
    const char *path;
    int stream_index; /* ffprobe's */
    int channels;
    int64_t frames; /* what is longer is cut */
    struct spool *spool;
    atomic_bool stop;
    pthread_t thread;
    bool started;
    enum bgm_status status;
    struct bgm_error error;
};

enum bgm_status original_sound_start(struct original_sound *job, struct bgm_error *err);
/* Waits for the end; with `stop` as soon as possible. Legal when not started. */
enum bgm_status original_sound_finish(struct original_sound *job, bool stop, struct bgm_error *err);

#endif
