/* The mix: the music at its level under the original sound. */
#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "fades.h"
#include "loudness.h"
#include "speech_trim.h"
#include "wav.h"
#include "mix_stages.h"

/* In three seconds the music may come this much nearer to the voice than on average. */
#define NEARER_LU  1.7
#define GIVEN_BACK 0.6 /* more would only be taken again */

/* The two sounds of a chunk, and the gain of the music. */
struct mix_chunk {
    float original[SOUND_CHUNK_FRAMES * 2];
    float music[SOUND_CHUNK_FRAMES * 2];
    float gains[SOUND_CHUNK_FRAMES];
};

/* The video's own sound at the levels that were asked for, as a whole and by place. */
static void level_original(const struct mixdown_request *request, struct mix_chunk *chunk, int64_t at, size_t frames)
{
    float whole = request->original_volume > 0 ? (float)request->original_volume : 1;
    for (size_t i = 0; i < frames; i++)
        chunk->gains[i] = whole;
    for (size_t i = 0; i < request->original_level_count; i++) {
        const struct mix_level *level = &request->original_levels[i];
        fade_level_quickly(chunk->gains, frames, at, sound_frames_of_ms(level->start_ms),
                           sound_frames_of_ms(level->end_ms), level->factor);
    }
    for (size_t i = 0; i < 2 * frames; i++)
        chunk->original[i] *= chunk->gains[i / 2];
}

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

static enum bgm_status open_stems(const struct mixdown *mix, struct wav *original, struct wav *music,
                                  struct bgm_error *err)
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
        .duck_lu = request->duck_lu,
        .volume = mix->music_frames > 0 ? request->volume : 0,
        .music_lufs = mix->music_lufs,
        .music_under_speech_lufs = mix->music_under_speech_lufs,
        .alone_lufs = request->loudness_lufs,
    };
    duck_levels(&question, levels);
    if (levels->original_is_front && mix->music_frames > 0 && request->score != NULL &&
        question.analysis->music_share >= ANALYSIS_MOSTLY_MUSIC)
        mixdown_note(mix, "The video has music of its own, which stays in front: the new music lies 8 LU under it and "
                          "leaves it the tune and the drums, in its key and tempo, unless you asked for others. "
                          "\"Mute the original sound\" puts the new music in its place.");
    else if (levels->original_is_front && mix->music_frames > 0)
        mixdown_note(mix, "The original sound is loud and nobody speaks in it, so it stays in front and "
                          "the music lies 8 LU under it.");
    trace(TRACE_ENGINE, "music %.1f LUFS (under speech %.1f): gain %+.1f dB, under speech %+.1f dB", mix->music_lufs,
          mix->music_under_speech_lufs, levels->gap_db, levels->speech_db);
}

/* How near the music comes to the voice, from the original's steps and those of the bus. */
static enum bgm_status find_trim(const struct mixdown *mix, struct duck_levels *levels, struct speech_trim *trim,
                                 struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    *trim = (struct speech_trim){.db = NULL};
    if (!mix->original_kept || !request->duck || mix->music_meter == NULL || request->analysis->speech_count == 0)
        return BGM_OK;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    struct loudness *voice = loudness_new();
    enum bgm_status status = BGM_OK;
    loudness_keep_steps(voice);
    for (int64_t at = 0; status == BGM_OK && at < mix->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        status = spool_read(&mix->original, at, stereo, frames, err);
        loudness_add(voice, stereo, frames);
    }
    struct speech_trim_question question = {
        .analysis = request->analysis,
        .music_start_ms = mix->music_start / (SOUND_RATE / 1000),
        .music_db = levels->speech_db,
        .least_lu = (request->duck_lu > 0 ? request->duck_lu : DUCK_DEFAULT_LU) - NEARER_LU -
                    20 * log10(request->volume / MIX_DEFAULT_VOLUME),
    };
    question.voice = loudness_steps(voice, &question.voice_count);
    question.music = loudness_steps(mix->music_meter, &question.music_count);
    if (status == BGM_OK)
        speech_trim_init(trim, &question);
    /* What it takes from the mean is given back, so that the mean stays what was asked for. */
    double taken_db = status == BGM_OK ? speech_trim_mean_db(trim, &question) : 0;
    if (taken_db > 0.2) {
        levels->speech_db = question.music_db += GIVEN_BACK * taken_db;
        levels->gap_db = fmax(levels->gap_db, levels->speech_db);
        speech_trim_release(trim);
        speech_trim_init(trim, &question);
    }
    loudness_free(voice);
    free(stereo);
    return status;
}

enum bgm_status mix_sum(struct mixdown *mix, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    struct mix_chunk *chunk = xcalloc(1, sizeof *chunk);
    struct loudness *meter = loudness_new();
    struct wav original = {.file = NULL}, music = {.file = NULL};
    struct duck_levels levels;
    struct duck_envelope envelope;
    struct speech_trim trim;
    float peak = 0;
    decide_levels(mix, &levels);
    enum bgm_status status = find_trim(mix, &levels, &trim, err);
    duck_envelope_init(&envelope, request->analysis, &levels, &trim);
    int64_t music_end = mix->music_start + mix->music_frames;
    int64_t rise = sound_frames_of_ms(request->fade_in_ms), fall = sound_frames_of_ms(request->fade_out_ms);

    if (status == BGM_OK)
        status = open_stems(mix, &original, &music, err);
    for (int64_t at = 0; status == BGM_OK && at < mix->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        /* Without an original nothing was written there: silence. */
        status = spool_read(&mix->original, at, chunk->original, frames, err);
        if (status == BGM_OK)
            status = spool_read(&mix->bus, at, chunk->music, frames, err);
        if (status != BGM_OK)
            break;
        level_original(request, chunk, at, frames);
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
    speech_trim_release(&trim);
    loudness_free(meter);
    free(chunk);
    return status;
}
