/* What the pictures feel like, where the words of the prompt leave it open: bright and lively, or dark and slow. Pure.
 *
 * Cuts a minute and motion make the arousal; brightness, saturation and warmth the valence (docs/sound.md). A prompt
 * that names a style keeps it, and one that also asks for the video's mood is shaded by the picture; one that names
 * none gets the style whose mood lies nearest. */
#ifndef BGMUSIC_ENGINE_WORK_PICTURE_MOOD_H
#define BGMUSIC_ENGINE_WORK_PICTURE_MOOD_H

#include <stdbool.h>
#include <stdint.h>

#include "media_analysis.h"
#include "timeline.h"

struct picture_mood {
    bool known;     /* false: there was no picture to judge */
    double arousal; /* -1 ... +1 */
    double valence; /* -1 ... +1 */
};

void picture_mood_read(const struct media_analysis *analysis, int64_t duration_ms, struct picture_mood *mood);

/* Does the prompt leave the style to the picture? */
bool picture_mood_decides(const char *prompt);
/* Fills style, energy and valence of the music from its prompt and the mood; what the words say stays. True when
 * anything changed. */
bool picture_mood_apply(const struct picture_mood *mood, struct timeline_music *music);

#endif
