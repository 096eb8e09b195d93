/* Where somebody speaks. In truth: where something stands out of the background in the band of
 * the voice, which is what ducking needs. Fed in pieces, memory grows by one float per 20 ms.
 *
 *     struct speech_detector *detector = speech_detector_new();
 *     speech_detector_add(detector, stereo, frames);        48 kHz
 *     count = speech_detector_finish(detector, &spans);     the caller's array
 *     speech_detector_free(detector);
 *
 * The rule and its error rates: docs/sound.md. */
#ifndef BGMUSIC_ENGINE_PCM_SPEECH_DETECT_H
#define BGMUSIC_ENGINE_PCM_SPEECH_DETECT_H

#include <stddef.h>

#include "time_span.h"

struct speech_detector;

struct speech_detector *speech_detector_new(void);
void speech_detector_free(struct speech_detector *detector); /* NULL is legal */
void speech_detector_add(struct speech_detector *detector, const float *stereo, size_t frames);
/* At most `most` spans, ascending, apart by 300 ms or more. `*spans` is NULL when there are
 * none. */
size_t speech_detector_finish(struct speech_detector *detector, struct music_span **spans, size_t most);

#endif
