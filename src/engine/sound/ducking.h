/* How loud the music stands against the original sound, and its way down and up around speech.
 *
 * Two subjects in order: duck_levels() decides the levels by measured loudness (docs/sound.md
 * has the numbers and why), struct duck_envelope draws the gain over time. Both are pure. */
#ifndef BGMUSIC_ENGINE_SOUND_DUCKING_H
#define BGMUSIC_ENGINE_SOUND_DUCKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media_analysis.h"

struct speech_trim;

/* How far under the voice the music lies unless told. */
#define DUCK_DEFAULT_LU 14.0

struct duck_levels {
    double gap_db;          /* gain of the music bus where nobody speaks */
    double speech_db;       /* and where somebody does; never above gap_db */
    bool original_is_front; /* the original is loud and no speech: probably music already */
};

/* `original_kept`: false takes the music alone. `music_lufs`: of the bus at gain 0;
 * `music_under_speech_lufs`: of the bus where somebody speaks (music_lufs when nobody does).
 * `volume`: 0-1. */
struct duck_question {
    const struct media_analysis *analysis;
    bool original_kept;
    bool duck;
    double duck_lu; /* how far under the voice; 0: 14 */
    double volume;
    double music_lufs, music_under_speech_lufs;
    double alone_lufs; /* level of music that has no original sound beside it */
};
void duck_levels(const struct duck_question *question, struct duck_levels *levels);

struct duck_span {
    int64_t start, end; /* frames */
};

struct duck_envelope {
    struct duck_span *spans; /* ascending, gaps shorter than 1.5 s closed */
    size_t count;
    size_t near; /* where the last question was: they come in ascending order */
    double gap_db, speech_db;
    int64_t down, hold, up;         /* frames */
    const struct speech_trim *trim; /* lowers further where it is down; NULL: nothing more. Borrowed */
};

/* `trim` (may be NULL) must live as long as the envelope. */
void duck_envelope_init(struct duck_envelope *envelope, const struct media_analysis *analysis,
                        const struct duck_levels *levels, const struct speech_trim *trim);
void duck_envelope_release(struct duck_envelope *envelope);
/* Linear gains for `frames` frames from `at` on. */
void duck_envelope_fill(struct duck_envelope *envelope, int64_t at, float *gains, size_t frames);

#endif
