/* What ducking by one level for the whole clip leaves over: a quiet sentence beside a full bar. Where somebody speaks,
 * the music is lowered a little more wherever it would come nearer to the voice than it should, slowly enough not to be
 * noticed. Pure.
 *
 *     speech_trim_init(&trim, &question);
 *     duck_envelope.trim = &trim;
 *     speech_trim_release(&trim); */
#ifndef BGMUSIC_ENGINE_SOUND_SPEECH_TRIM_H
#define BGMUSIC_ENGINE_SOUND_SPEECH_TRIM_H

#include <stddef.h>
#include <stdint.h>

struct media_analysis;

enum { SPEECH_TRIM_STEP_MS = 100 };

struct speech_trim {
    float *db; /* <= 0, one a step from the video's beginning; NULL: nothing to trim */
    size_t count;
};

struct speech_trim_question {
    const struct media_analysis *analysis;
    const float *voice, *music; /* K-weighted power of each step (loudness.h); the music's at gain 0 */
    size_t voice_count, music_count;
    int64_t music_start_ms; /* the music's step 0 in the video */
    double music_db;        /* the gain under speech, without trim */
    double least_lu;        /* the voice is to be this much louder in any three seconds */
};

void speech_trim_init(struct speech_trim *trim, const struct speech_trim_question *question);
/* How much quieter the music is for it where somebody speaks, on average: >= 0 dB. */
double speech_trim_mean_db(const struct speech_trim *trim, const struct speech_trim_question *question);
void speech_trim_release(struct speech_trim *trim); /* legal twice */
/* At a time of the video, straight between the steps. */
double speech_trim_db(const struct speech_trim *trim, int64_t frame);

#endif
