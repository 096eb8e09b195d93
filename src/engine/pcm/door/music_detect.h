/* Has a clip music of its own, where, and in what key and tempo? Fed in pieces, memory grows by two floats per 10 ms,
 * up to five minutes, and a few bytes per 3 s.
 *
 *     struct music_detector *detector = music_detector_new();
 *     music_detector_add(detector, stereo, frames);         48 kHz
 *     music_detector_finish(detector, &heard);
 *     music_heard_release(&heard);
 *     music_detector_free(detector);
 *
 * Music is told by pitches that stand: of each 3 s, the spectrum at the semitones of 196 to 1568 Hz has peaks of four
 * pitch classes and more. Noise, applause and waves have none, a hum or a bark one to three, a voice glides. */
#ifndef BGMUSIC_ENGINE_PCM_MUSIC_DETECT_H
#define BGMUSIC_ENGINE_PCM_MUSIC_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "time_span.h"

struct music_detector;

struct music_heard {
    struct music_span *spans; /* ascending, apart; NULL: no music */
    size_t span_count;
    int tonic; /* pitch class 0-11 of the key, -1: not to be told */
    bool is_minor;
    double bpm; /* 60-180; 0: no steady beat */
};

struct music_detector *music_detector_new(void);
void music_detector_free(struct music_detector *detector); /* NULL is legal */
void music_detector_add(struct music_detector *detector, const float *stereo, size_t frames);
void music_detector_finish(struct music_detector *detector, struct music_heard *heard);
void music_heard_release(struct music_heard *heard);

#endif
