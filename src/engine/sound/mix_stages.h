/* What the steps of a mixdown share. */
#ifndef BGMUSIC_ENGINE_SOUND_MIX_STAGES_H
#define BGMUSIC_ENGINE_SOUND_MIX_STAGES_H

#include <pthread.h>
#include <stdatomic.h>

#include "bgmusic/base/buf.h"
#include "ducking.h"
#include "mixdown.h"
#include "spool.h"

/* See below. */
struct master {
    struct mixdown *mix;
    struct limiter *limiter;
    struct loudness *meter;
    struct true_peak *peak;
    double target_lufs, gain_db;
};

struct mixdown {
    const struct mixdown_request *request;
    struct mixdown_report *report;
    int64_t frames;                    /* of the result */
    int64_t music_start, music_frames; /* the music within it; 0 frames: no music */
    struct spool original;             /* the video's sound; of the caller's or our own */
    bool original_borrowed;
    struct spool bus; /* the music at its place in the video, then the whole mix */
    bool original_kept;
    bool bare; /* the second try of the encoder */
    double music_lufs, music_under_speech_lufs;
    struct loudness *music_meter; /* of the whole bus, with its steps; NULL: no music */
    double mix_lufs, mix_peak_db;
    struct master master;
    struct buf notes;
    double shown, from, width; /* progress: highest so far, and the share of the step at hand */
};

/* mix_progress.c. Progress within the step at hand; true: cancel. For use as a callback with the mixdown as
 * context. */
bool mixdown_step(void *context, double share);
void mixdown_begin_step(struct mixdown *mix, double from, double width);
void mixdown_note(struct mixdown *mix, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Original and music, levelled and ducked, into `bus`; measures it. */
enum bgm_status mix_sum(struct mixdown *mix, struct bgm_error *err);

/* `bus` at the wanted loudness and under the ceiling, made chunk by chunk while it is encoded:
 *
 *     master_init(&master, mix, err);        decides the gain
 *     master_read(&master, 0, ...) ...       to the end
 *     master_report(&master);                fills the report
 *     master_release(&master);               legal on a zeroed struct */

enum bgm_status master_init(struct master *master, struct mixdown *mix, struct bgm_error *err);
/* The frames from `at` on, in ascending order without gaps; `frames` at most SOUND_CHUNK_FRAMES. */
enum bgm_status master_read(struct master *master, int64_t at, float *stereo, size_t frames, struct bgm_error *err);
void master_report(struct master *master);
void master_release(struct master *master);

#endif
