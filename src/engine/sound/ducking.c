/* Levels of the music against the original, and the envelope. */
#include "ducking.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "loudness.h"
#include "mixdown.h"
#include "speech_trim.h"
#include "spool.h"

/* Listeners want 10 LU and more between commentary and music (Torcoli et al. 2019); 14 keeps
 * that also in quiet words. */
#define IN_GAPS_LU         6.0
#define MOST_DEPTH_DB      14.0
#define AMBIENCE_LU        8.0
#define AMBIENCE_MOST_LUFS (-24.0)
#define REFERENCE_LUFS     (-20.0)
#define LEAST_SPEECH_LUFS  (-50.0)

enum {
    MERGE_MS = 1350, /* what is over 1.5 s for an ear may be this short for the detector */
    DOWN_MS = 275,
    HOLD_MS = 300,
    UP_MS = 900,
    GRID_FRAMES = 16, /* gains are exact on this grid, straight between */
};

/* A raised cosine over T seconds is steepest in its middle: depth * pi / 2 / T. Kept under 2.5
 * dB in 50 ms, so that no step is heard. */
#define MOST_SLOPE_DB_PER_S (2.5 / 0.050)

void duck_levels(const struct duck_question *question, struct duck_levels *levels)
{
    const struct media_analysis *analysis = question->analysis;
    double shift = question->volume <= 0 ? -200 : 20 * log10(question->volume / MIX_DEFAULT_VOLUME);
    bool sound = question->original_kept && analysis->has_sound;
    *levels = (struct duck_levels){.original_is_front = false};
    double gap_lufs;
    if (!sound) {
        gap_lufs = question->alone_lufs;
    } else if (analysis->speech_count > 0) {
        double speech = loudness_clamp(analysis->speech_lufs, LEAST_SPEECH_LUFS, 0);
        gap_lufs = speech - IN_GAPS_LU;
        double under = question->duck_lu > 0 ? question->duck_lu : DUCK_DEFAULT_LU;
        levels->speech_db = speech - under - question->music_under_speech_lufs;
    } else if (analysis->sound_lufs < AMBIENCE_MOST_LUFS) {
        gap_lufs = fmax(analysis->sound_lufs + AMBIENCE_LU, REFERENCE_LUFS);
    } else {
        gap_lufs = analysis->sound_lufs - AMBIENCE_LU;
        levels->original_is_front = true;
    }
    levels->gap_db = gap_lufs - question->music_lufs;
    if (!sound || analysis->speech_count == 0 || !question->duck)
        levels->speech_db = levels->gap_db;
    levels->speech_db = fmin(levels->speech_db, levels->gap_db);
    /* A deeper dip would be heard as pumping: then the music is kept lower in the gaps, too. */
    levels->gap_db = fmin(levels->gap_db, levels->speech_db + MOST_DEPTH_DB);
    levels->gap_db += shift;
    levels->speech_db += shift;
}

void duck_envelope_init(struct duck_envelope *envelope, const struct media_analysis *analysis,
                        const struct duck_levels *levels, const struct speech_trim *trim)
{
    *envelope = (struct duck_envelope){.gap_db = levels->gap_db, .speech_db = levels->speech_db, .trim = trim};
    double depth_db = levels->gap_db - levels->speech_db, deepest_db = 0;
    for (size_t i = 0; trim != NULL && i < trim->count; i++)
        deepest_db = fmax(deepest_db, -trim->db[i]);
    double least_s = (depth_db + deepest_db) * M_PI / 2 / MOST_SLOPE_DB_PER_S;
    envelope->down = sound_frames_of_ms((int64_t)fmax(DOWN_MS, least_s * 1000));
    envelope->hold = sound_frames_of_ms(HOLD_MS);
    envelope->up = sound_frames_of_ms(UP_MS);
    if (levels->speech_db >= levels->gap_db || analysis->speech_count == 0)
        return;
    envelope->spans = xcalloc(analysis->speech_count, sizeof *envelope->spans);
    for (size_t i = 0; i < analysis->speech_count; i++) {
        struct duck_span span = {sound_frames_of_ms(analysis->speech[i].start_ms),
                                 sound_frames_of_ms(analysis->speech[i].end_ms)};
        struct duck_span *last = envelope->count > 0 ? &envelope->spans[envelope->count - 1] : NULL;
        if (last != NULL && span.start - last->end < sound_frames_of_ms(MERGE_MS))
            last->end = span.end > last->end ? span.end : last->end;
        else
            envelope->spans[envelope->count++] = span;
    }
}

void duck_envelope_release(struct duck_envelope *envelope)
{
    free(envelope->spans);
    *envelope = (struct duck_envelope){.spans = NULL};
}

/* How far down, 0-1, one span takes the music at `frame`. */
static double depth_of(const struct duck_envelope *envelope, const struct duck_span *span, int64_t frame)
{
    double place = 0;
    if (frame < span->start)
        place = 1 - (double)(span->start - frame) / (double)envelope->down;
    else if (frame <= span->end + envelope->hold)
        place = 1;
    else
        place = 1 - (double)(frame - span->end - envelope->hold) / (double)envelope->up;
    return place <= 0 ? 0 : place >= 1 ? 1 : 0.5 - 0.5 * cos(M_PI * place);
}

static float gain_at(struct duck_envelope *envelope, int64_t frame)
{
    int64_t tail = envelope->hold + envelope->up;
    while (envelope->near > 0 && envelope->spans[envelope->near - 1].end + tail >= frame)
        envelope->near--;
    while (envelope->near < envelope->count && envelope->spans[envelope->near].end + tail < frame)
        envelope->near++;
    double depth = 0;
    for (size_t i = envelope->near; i < envelope->count && envelope->spans[i].start - envelope->down <= frame; i++)
        depth = fmax(depth, depth_of(envelope, &envelope->spans[i], frame));
    double db = envelope->gap_db + (envelope->speech_db - envelope->gap_db) * depth;
    if (depth > 0)
        db += depth * speech_trim_db(envelope->trim, frame);
    return db <= -150 ? 0 : (float)pow(10, db / 20);
}

void duck_envelope_fill(struct duck_envelope *envelope, int64_t at, float *gains, size_t frames)
{
    float from = gain_at(envelope, at);
    for (size_t i = 0; i < frames; i += GRID_FRAMES) {
        size_t count = frames - i < GRID_FRAMES ? frames - i : GRID_FRAMES;
        float to = gain_at(envelope, at + (int64_t)i + GRID_FRAMES);
        for (size_t j = 0; j < count; j++)
            gains[i + j] = from + (to - from) * (float)j / GRID_FRAMES;
        from = to;
    }
}
