/* The master: one gain to the wanted loudness, true peaks under the ceiling, measured again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/sound/limiter.h"
#include "bgmusic/engine/sound/loudness.h"
#include "mixdown_internal.h"

/* What AAC adds to the peaks, by the coder and its settings in media_encode_arguments.c: 0.2 dB at
 * most where it was measured. */
#define CODEC_OVERSHOOT_DB 0.3
#define MOST_LIMITING_DB   7.0
#define MOST_GAIN_DB       40.0
#define TOLERANCE_LU       0.3
enum { MOST_PASSES = 3 };

struct master {
    double gain_db;
    double lufs, true_peak_db, limited_db; /* measured of the result */
};

/* One pass over the mix at `gain_db`. */
static enum bgm_status run_pass(struct mixdown *mix, struct master *master, struct bgm_error *err)
{
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    double ceiling = mix->request->true_peak_dbtp - CODEC_OVERSHOOT_DB;
    struct limiter *limiter = limiter_new(ceiling);
    struct loudness *meter = loudness_new();
    struct true_peak *peak = true_peak_new();
    float gain = (float)pow(10, master->gain_db / 20);
    enum bgm_status status = BGM_OK;
    /* The limiter is late: what it gives for frame `at` belongs to `at` - latency. */
    int64_t total = mix->frames + LIMITER_LATENCY_FRAMES;
    for (int64_t at = 0; status == BGM_OK && at < total; at += SOUND_CHUNK_FRAMES) {
        size_t frames = total - at < SOUND_CHUNK_FRAMES ? (size_t)(total - at) : SOUND_CHUNK_FRAMES;
        status = spool_read(&mix->front, at, stereo, frames, err);
        for (size_t i = 0; i < 2 * frames; i++)
            stereo[i] *= gain;
        limiter_run(limiter, stereo, frames);
        size_t late = at < LIMITER_LATENCY_FRAMES ? LIMITER_LATENCY_FRAMES : 0;
        late = late < frames ? late : frames;
        loudness_add(meter, stereo + 2 * late, frames - late);
        true_peak_add(peak, stereo + 2 * late, frames - late);
        if (status == BGM_OK)
            status = spool_write(&mix->back, at + (int64_t)late - LIMITER_LATENCY_FRAMES,
                                 stereo + 2 * late, frames - late, err);
        if (status == BGM_OK && mixdown_step(mix, (double)at / (double)total))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    master->lufs = loudness_lufs(meter);
    master->true_peak_db = true_peak_dbtp(peak);
    master->limited_db = limiter_reduction_db(limiter);
    true_peak_free(peak);
    loudness_free(meter);
    limiter_free(limiter);
    free(stereo);
    return status;
}

/* Music alone may be turned down by its volume, but not up over the target. */
static double wanted_lufs(const struct mixdown *mix)
{
    const struct mixdown_request *request = mix->request;
    bool alone = !mix->original_kept || !request->analysis->has_sound;
    if (!alone || mix->music_frames == 0 || request->volume >= MIX_DEFAULT_VOLUME ||
        request->volume <= 0)
        return request->loudness_lufs;
    return request->loudness_lufs + 20 * log10(request->volume / MIX_DEFAULT_VOLUME);
}

static double capped(const struct mixdown *mix, double gain_db)
{
    double ceiling = mix->request->true_peak_dbtp - CODEC_OVERSHOOT_DB;
    double most = ceiling + MOST_LIMITING_DB - mix->mix_peak_db;
    return fmin(fmin(gain_db, most), MOST_GAIN_DB);
}

/* Limiting takes about a tenth of a LU for each dB that the peaks come down (measured
 * 0.07-0.14): counted in at once, it mostly saves the second pass. */
static double first_gain(const struct mixdown *mix, double gain_db)
{
    double ceiling = mix->request->true_peak_dbtp - CODEC_OVERSHOOT_DB;
    double limiting = loudness_clamp(mix->mix_peak_db + gain_db - ceiling, 0, MOST_LIMITING_DB);
    return capped(mix, gain_db + 0.1 * limiting);
}

enum bgm_status mix_master(struct mixdown *mix, struct bgm_error *err)
{
    struct master master = {.gain_db = 0};
    double target = wanted_lufs(mix);
    bool fixed = mix->request->keep_loudness || mix->mix_lufs <= LOUDNESS_SILENCE_LUFS;
    if (!fixed)
        master.gain_db = first_gain(mix, target - mix->mix_lufs);
    enum bgm_status status = BGM_OK;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
        status = run_pass(mix, &master, err);
        if (status != BGM_OK)
            return status;
        trace(TRACE_ENGINE,
              "mix %.2f LUFS, gain %+.2f dB: %.2f LUFS, %.2f dBTP, limited by %.1f dB",
              mix->mix_lufs, master.gain_db, master.lufs, master.true_peak_db, master.limited_db);
        double off = target - master.lufs;
        double next = capped(mix, master.gain_db + off);
        if (fixed || fabs(off) <= TOLERANCE_LU || fabs(next - master.gain_db) < 0.05)
            break;
        if (pass + 1 < MOST_PASSES)
            master.gain_db = next;
    }
    if (!fixed && target - master.lufs > 0.5)
        mixdown_note(mix,
                     "The result is %.1f LU under the wanted loudness: more would have meant "
                     "limiting its peaks by over %.0f dB.",
                     target - master.lufs, MOST_LIMITING_DB);
    mix->report->loudness_lufs = master.lufs;
    mix->report->true_peak_dbtp = master.true_peak_db;
    mix->report->common_gain_db = master.gain_db;
    return BGM_OK;
}
