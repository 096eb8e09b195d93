/* The mix: the music at its level under the original sound. */
#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/sound/fades.h"
#include "bgmusic/engine/sound/loudness.h"
#include "bgmusic/engine/sound/wav.h"
#include "mixdown_internal.h"

/* The two sounds of a chunk, and the gain of the music. */
struct mix_chunk {
    float original[SOUND_CHUNK_FRAMES * 2];
    float music[SOUND_CHUNK_FRAMES * 2];
    float gains[SOUND_CHUNK_FRAMES];
};

static void add_up(struct mix_chunk *chunk, size_t frames, float *peak)
{
    float most = *peak;
    for (size_t i = 0; i < frames; i++) {
        chunk->music[2 * i] *= chunk->gains[i];
        chunk->music[2 * i + 1] *= chunk->gains[i];
    }
    for (size_t i = 0; i < 2 * frames; i++) {
        chunk->original[i] += chunk->music[i];
        float size = fabsf(chunk->original[i]);
        most = size > most ? size : most;
    }
    *peak = most;
}

static enum bgm_status open_stems(const struct mixdown *mix, struct wav *original,
                                  struct wav *music, struct bgm_error *err)
{
    const char *folder = mix->request->stems_folder;
    if (folder == NULL)
        return BGM_OK;
    enum bgm_status status = wav_open(original, folder, "original", err);
    return status != BGM_OK ? status : wav_open(music, folder, "music", err);
}

static void decide_levels(struct mixdown *mix, struct duck_levels *levels)
{
    const struct mixdown_request *request = mix->request;
    struct duck_question question = {
        .analysis = request->analysis,
        .original_kept = mix->original_kept,
        .duck = request->duck,
        .volume = mix->music_frames > 0 ? request->volume : 0,
        .music_lufs = mix->music_lufs,
        .music_under_speech_lufs = mix->music_under_speech_lufs,
        .alone_lufs = request->loudness_lufs,
    };
    duck_levels(&question, levels);
    if (levels->original_is_front && mix->music_frames > 0)
        mixdown_note(mix,
                     "The original sound is loud and nobody speaks in it, so it stays in front and "
                     "the music lies 8 LU under it.");
    trace(TRACE_ENGINE, "music %.1f LUFS (under speech %.1f): gain %+.1f dB, under speech %+.1f dB",
          mix->music_lufs, mix->music_under_speech_lufs, levels->gap_db, levels->speech_db);
}

enum bgm_status mix_sum(struct mixdown *mix, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    struct mix_chunk *chunk = xcalloc(1, sizeof *chunk);
    struct loudness *meter = loudness_new();
    struct wav original = {.file = NULL}, music = {.file = NULL};
    struct duck_levels levels;
    struct duck_envelope envelope;
    float peak = 0;
    decide_levels(mix, &levels);
    duck_envelope_init(&envelope, request->analysis, &levels);
    int64_t music_end = mix->music_start + mix->music_frames;
    int64_t rise = sound_frames_of_ms(request->fade_in_ms),
            fall = sound_frames_of_ms(request->fade_out_ms);

    enum bgm_status status = open_stems(mix, &original, &music, err);
    for (int64_t at = 0; status == BGM_OK && at < mix->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        /* Without an original nothing was written there: silence. */
        status = spool_read(&mix->original, at, chunk->original, frames, err);
        if (status == BGM_OK)
            status = spool_read(&mix->bus, at, chunk->music, frames, err);
        if (status != BGM_OK)
            break;
        duck_envelope_fill(&envelope, at, chunk->gains, frames);
        for (size_t i = 0; i < request->level_count; i++)
            fade_level(chunk->gains, frames, at, sound_frames_of_ms(request->levels[i].start_ms),
                       sound_frames_of_ms(request->levels[i].end_ms), request->levels[i].factor);
        if (rise > 0)
            fade_in(chunk->music, frames, at, mix->music_start, rise);
        if (fall > 0)
            fade_out(chunk->music, frames, at, music_end, fall);
        wav_write(&original, chunk->original, frames);
        add_up(chunk, frames, &peak);
        wav_write(&music, chunk->music, frames);
        loudness_add(meter, chunk->original, frames);
        status = spool_write(&mix->bus, at, chunk->original, frames, err);
        if (status == BGM_OK && mixdown_step(mix, (double)at / (double)mix->frames))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    mix->mix_lufs = loudness_lufs(meter);
    mix->mix_peak_db = peak > 1e-6f ? 20 * log10(peak) : -120;
    enum bgm_status closed = wav_close(&original, status == BGM_OK ? err : NULL);
    status = status == BGM_OK ? closed : status;
    closed = wav_close(&music, status == BGM_OK ? err : NULL);
    status = status == BGM_OK ? closed : status;
    duck_envelope_release(&envelope);
    loudness_free(meter);
    free(chunk);
    return status;
}
