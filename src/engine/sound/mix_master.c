/* The master: one gain to the wanted loudness, true peaks under the ceiling, measured again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "limiter.h"
#include "loudness.h"
#include "mix_stages.h"

/* What AAC adds to the peaks, by the coder and its settings in encode_arguments.c: 0.2 dB at
 * most where it was measured. */
#define CODEC_OVERSHOOT_DB 0.6
#define MOST_LIMITING_DB   7.0
#define MOST_GAIN_DB       40.0
/* Limiting by less than this hardly changes the loudness. */
#define LITTLE_LIMITING_DB 0.5

static double ceiling_db(const struct mixdown *mix)
{
    return mix->request->true_peak_dbtp - CODEC_OVERSHOOT_DB;
}

/* Begins at frame 0: the limiter is late, so it takes a little before it gives anything. */
static enum bgm_status begin(struct master *master, struct bgm_error *err)
{
    float ahead[LIMITER_LATENCY_FRAMES * 2];
    float gain = (float)pow(10, master->gain_db / 20);
    limiter_free(master->limiter);
    loudness_free(master->meter);
    true_peak_free(master->peak);
    master->limiter = limiter_new(ceiling_db(master->mix));
    master->meter = loudness_new();
    master->peak = true_peak_new();
    enum bgm_status status = spool_read(&master->mix->bus, 0, ahead, LIMITER_LATENCY_FRAMES, err);
    for (int i = 0; i < 2 * LIMITER_LATENCY_FRAMES; i++)
        ahead[i] *= gain;
    limiter_run(master->limiter, ahead, LIMITER_LATENCY_FRAMES);
    return status;
}

static enum bgm_status next_chunk(struct master *master, int64_t at, float *stereo, size_t frames,
                                  struct bgm_error *err)
{
    float gain = (float)pow(10, master->gain_db / 20);
    enum bgm_status status = spool_read(&master->mix->bus, at + LIMITER_LATENCY_FRAMES, stereo, frames, err);
    for (size_t i = 0; i < 2 * frames; i++)
        stereo[i] *= gain;
    limiter_run(master->limiter, stereo, frames);
    loudness_add(master->meter, stereo, frames);
    return status;
}

enum bgm_status master_read(struct master *master, int64_t at, float *stereo, size_t frames, struct bgm_error *err)
{
    enum bgm_status status = at == 0 ? begin(master, err) : BGM_OK;
    if (status == BGM_OK)
        status = next_chunk(master, at, stereo, frames, err);
    true_peak_add(master->peak, stereo, frames);
    return status;
}

/* A pass that nobody hears: how loud it comes out of the limiter. */
static enum bgm_status rehearse(struct master *master, double *lufs, struct bgm_error *err)
{
    const struct mixdown *mix = master->mix;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    enum bgm_status status = begin(master, err);
    for (int64_t at = 0; status == BGM_OK && at < mix->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        status = next_chunk(master, at, stereo, frames, err);
        if (status == BGM_OK && mixdown_step(master->mix, (double)at / (double)mix->frames))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    *lufs = loudness_lufs(master->meter);
    free(stereo);
    return status;
}

/* Music alone may be turned down by its volume, but not up over the target. */
static double wanted_lufs(const struct mixdown *mix)
{
    const struct mixdown_request *request = mix->request;
    bool alone = !mix->original_kept || !request->analysis->has_sound;
    if (!alone || mix->music_frames == 0 || request->volume >= MIX_DEFAULT_VOLUME || request->volume <= 0)
        return request->loudness_lufs;
    return request->loudness_lufs + 20 * log10(request->volume / MIX_DEFAULT_VOLUME);
}

static double capped(const struct mixdown *mix, double gain_db)
{
    return fmin(fmin(gain_db, ceiling_db(mix) + MOST_LIMITING_DB - mix->mix_peak_db), MOST_GAIN_DB);
}

/* Limiting takes about a tenth of a LU for each dB that the peaks come down (measured 0.07-0.14);
 * where that matters, a rehearsal tells how much it is here. */
static enum bgm_status decide_gain(struct master *master, struct bgm_error *err)
{
    const struct mixdown *mix = master->mix;
    double plain = master->target_lufs - mix->mix_lufs;
    double limiting = loudness_clamp(mix->mix_peak_db + plain - ceiling_db(mix), 0, MOST_LIMITING_DB);
    master->gain_db = capped(mix, plain + 0.1 * limiting);
    if (limiting < LITTLE_LIMITING_DB)
        return BGM_OK;
    double lufs;
    enum bgm_status status = rehearse(master, &lufs, err);
    trace(TRACE_ENGINE, "mix %.2f LUFS, rehearsed at %+.2f dB: %.2f LUFS", mix->mix_lufs, master->gain_db, lufs);
    master->gain_db = capped(mix, master->gain_db + master->target_lufs - lufs);
    return status;
}

enum bgm_status master_init(struct master *master, struct mixdown *mix, struct bgm_error *err)
{
    *master = (struct master){.mix = mix, .target_lufs = wanted_lufs(mix)};
    if (mix->request->keep_loudness || mix->mix_lufs <= LOUDNESS_SILENCE_LUFS)
        return BGM_OK;
    return decide_gain(master, err);
}

void master_report(struct master *master)
{
    struct mixdown *mix = master->mix;
    struct mixdown_report *report = mix->report;
    bool fixed = mix->request->keep_loudness || mix->mix_lufs <= LOUDNESS_SILENCE_LUFS;
    report->loudness_lufs = loudness_lufs(master->meter);
    report->true_peak_dbtp = true_peak_dbtp(master->peak);
    trace(TRACE_ENGINE, "mix %.2f LUFS, gain %+.2f dB: %.2f LUFS, %.2f dBTP, limited by %.1f dB", mix->mix_lufs,
          master->gain_db, report->loudness_lufs, report->true_peak_dbtp, limiter_reduction_db(master->limiter));
    if (!fixed && master->target_lufs - report->loudness_lufs > 0.5)
        mixdown_note(mix,
                     "The result is %.1f LU under the wanted loudness: more would have meant "
                     "limiting its peaks by over %.0f dB.",
                     master->target_lufs - report->loudness_lufs, MOST_LIMITING_DB);
}

void master_release(struct master *master)
{
    limiter_free(master->limiter);
    loudness_free(master->meter);
    true_peak_free(master->peak);
    *master = (struct master){.mix = NULL};
}
