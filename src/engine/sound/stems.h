/* From a score to the music bus: every part rendered as a stem of its own, levelled by measured
 * loudness, panned, with its share of one reverb, then the bus through the style's effects.
 *
 * Two passes over the synthesiser: a short one plays the fullest seconds of every part at once
 * and measures each, so that the mix is the same with any SoundFont (the same program differs by
 * up to 10.8 dB between fonts); then one streaming pass with the gains. Memory does not grow
 * with the length. */
#ifndef BGMUSIC_ENGINE_SOUND_STEMS_H
#define BGMUSIC_ENGINE_SOUND_STEMS_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "score.h"
#include "spool.h"

struct stems_request {
    const struct score *score;
    const char *soundfont_path;
    int64_t frames;           /* of the piece */
    const char *stems_folder; /* NULL: no files; else "part-01-fm-electric-piano.wav" and so on there */
    int64_t lead_frames;      /* silence ahead of each of them: where the piece begins in the video */
    bool (*progress)(void *context, double share); /* true cancels; may be NULL */
    void *context;
};

/* Writes exactly `frames` frames to `bus`, from frame 0, the last ones faded to silence. */
enum bgm_status stems_render(const struct stems_request *request, struct spool *bus, struct bgm_error *err);

#endif
