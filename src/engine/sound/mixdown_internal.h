/* What the steps of a mixdown share. */
#ifndef BGMUSIC_ENGINE_SOUND_MIXDOWN_INTERNAL_H
#define BGMUSIC_ENGINE_SOUND_MIXDOWN_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/engine/sound/ducking.h"
#include "bgmusic/engine/sound/mixdown.h"
#include "bgmusic/engine/sound/spool.h"

struct mixdown {
    const struct mixdown_request *request;
    struct mixdown_report *report;
    int64_t frames;                   /* of the result */
    int64_t music_start, music_frames; /* the music within it; 0 frames: no music */
    /* Holds the original, then the mix; the other one the music, then what goes to the encoder. */
    struct spool front, back;
    bool original_kept;
    double music_lufs, music_under_speech_lufs;
    double mix_lufs, mix_peak_db;
    struct buf notes;
    double shown, from, width;        /* progress: highest so far, and the share of the step at hand */
};

/* Progress within the step at hand; true: cancel. For use as a callback with the mixdown as
 * context. */
bool mixdown_step(void *context, double share);
void mixdown_begin_step(struct mixdown *mix, double from, double width);
void mixdown_note(struct mixdown *mix, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Original and music, levelled and ducked, into `front`; measures it. */
enum bgm_status mix_sum(struct mixdown *mix, struct bgm_error *err);
/* `front` at the wanted loudness and under the ceiling into `back`; fills the report's figures. */
enum bgm_status mix_master(struct mixdown *mix, struct bgm_error *err);

#endif
