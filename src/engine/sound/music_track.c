/* The user's own music, fitted to the length. */
#include "music_track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "media_decode.h"
#include "media_probe.h"
#include "beat_detect.h"
#include "fades.h"

enum {
    CROSSFADE_MS = 1000,
    LEAST_CROSS_MS = 30, /* a bar line's own attack hides a short one */
    ENDING_MS = 1500,
    LEAST_ENDING_MS = 800,
    MOST_ENDING_MS = 4000,
    LEAST_TRACK_MS = 200, /* shorter is no music to repeat */
    LEAST_TIMEOUT_MS = 60 * 1000,
};

/* Decodes into `track`, no more than is needed. */
static enum bgm_status decode(const struct music_track_request *request, const struct media_stream *stream,
                              struct spool *track, struct bgm_error *err)
{
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    int64_t timeout_ms = LEAST_TIMEOUT_MS + (request->start_frames + request->frames) / (SOUND_RATE / 1000);
    enum bgm_status status =
        media_decode_start(&decoder, request->path, stream->index, stream->channels, timeout_ms, err);
    /* What lies before the wanted start is decoded and let go: a seek lands where a coder's packets begin. */
    for (int64_t at = -request->start_frames; status == BGM_OK && at < request->frames;) {
        size_t got = 0;
        size_t wanted = at < 0 && -at < SOUND_CHUNK_FRAMES ? (size_t)-at : SOUND_CHUNK_FRAMES;
        status = media_decode_read(&decoder, stereo, wanted, &got, NULL, err);
        if (status == BGM_OK && at >= 0)
            status = spool_write(track, at, stereo, got, err);
        at += (int64_t)got;
        if (got < wanted)
            break;
        if (at < 0)
            continue;
        if (status == BGM_OK && request->progress != NULL &&
            request->progress(request->context, 0.7 * (double)at / (double)request->frames))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    media_decode_release(&decoder);
    free(stereo);
    return status;
}

/* How the track is played: again every `period` frames, each time `length` of it, with curves of `cross` frames
 * where two meet; and how long the ending fades. */
struct playing {
    int64_t length, period, cross, ending;
};

/* Repeats and the ending begin on bar lines where there is a steady beat. */
static struct playing plan_playing(const struct spool *track, const struct beat_grid *grid, int64_t frames)
{
    struct playing plan = {track->frames, track->frames, 0, sound_frames_of_ms(ENDING_MS)};
    int64_t cross = sound_frames_of_ms(CROSSFADE_MS);
    double bar = grid->bar_frames;
    if (track->frames < frames) {
        plan.cross = cross < track->frames / 3 ? cross : track->frames / 3;
        plan.period = track->frames - plan.cross;
        double bars = bar > 0 ? floor((double)(track->frames - sound_frames_of_ms(LEAST_CROSS_MS)) / bar) : 0;
        if (bars >= 2) {
            plan.period = llround(bars * bar);
            plan.cross = track->frames - plan.period < cross ? track->frames - plan.period : cross;
        }
        plan.length = plan.period + plan.cross;
    }
    /* The ending rings from a bar line on. */
    double least = (double)sound_frames_of_ms(LEAST_ENDING_MS);
    if (bar > 0 && (double)frames > grid->first_bar + bar + least) {
        double last = grid->first_bar + floor(((double)frames - least - grid->first_bar) / bar) * bar;
        int64_t ring = frames - llround(last), most = sound_frames_of_ms(MOST_ENDING_MS);
        plan.ending = ring < most ? ring : most;
    }
    return plan;
}

/* Adds one playing of the track, begun at `begin`, to the chunk at `at`. Its first and last
 * `cross` frames carry equal-power curves, but for the very first one's start. */
static enum bgm_status add_playing(const struct spool *track, int64_t begin, const struct playing *plan, int64_t at,
                                   float *stereo, float *scratch, size_t frames, struct bgm_error *err)
{
    int64_t from = begin > at ? begin : at, to = at + (int64_t)frames;
    to = begin + plan->length < to ? begin + plan->length : to;
    if (to <= from)
        return BGM_OK;
    size_t count = (size_t)(to - from);
    enum bgm_status status = spool_read(track, from - begin, scratch, count, err);
    if (status != BGM_OK)
        return status;
    if (begin > 0)
        fade_in(scratch, count, from, begin, plan->cross);
    if (plan->cross > 0)
        fade_out(scratch, count, from, begin + plan->length, plan->cross);
    float *place = stereo + 2 * (from - at);
    for (size_t i = 0; i < 2 * count; i++)
        place[i] += scratch[i];
    return BGM_OK;
}

static enum bgm_status fit(const struct music_track_request *request, const struct spool *track, struct spool *bus,
                           struct bgm_error *err)
{
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 4, sizeof *stereo);
    struct beat_grid grid;
    enum bgm_status status = beat_detect(track, &grid, err);
    struct playing plan = plan_playing(track, &grid, request->frames);
    trace(TRACE_ENGINE, "own track: bars of %.3f s from %.3f s on (%.2f), again every %.3f s",
          grid.bar_frames / SOUND_RATE, grid.first_bar / SOUND_RATE, grid.strength, (double)plan.period / SOUND_RATE);
    for (int64_t at = 0; status == BGM_OK && at < request->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = request->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        memset(stereo, 0, SOUND_CHUNK_FRAMES * 2 * sizeof *stereo);
        int64_t first = at >= plan.length ? (at - plan.length) / plan.period : 0;
        for (int64_t i = first; i * plan.period < at + (int64_t)frames && status == BGM_OK; i++)
            status =
                add_playing(track, i * plan.period, &plan, at, stereo, stereo + 2 * SOUND_CHUNK_FRAMES, frames, err);
        fade_ending(stereo, frames, at, request->frames, plan.ending);
        if (status == BGM_OK)
            status = spool_write(bus, at, stereo, frames, err);
    }
    free(stereo);
    return status;
}

enum bgm_status music_track_render(const struct music_track_request *request, struct spool *bus, struct bgm_error *err)
{
    struct media_info info;
    struct spool track = SPOOL_INIT;
    enum bgm_status status = media_probe(request->path, &info, err);
    if (status != BGM_OK)
        return status;
    if (info.audio_stream < 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" holds no sound", request->path);
    status = spool_open(&track, request->scratch_folder, err);
    if (status == BGM_OK)
        status = decode(request, &info.streams[info.audio_stream], &track, err);
    if (status == BGM_OK && track.frames < sound_frames_of_ms(LEAST_TRACK_MS))
        status = bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is too short to be music%s", request->path,
                          request->start_frames > 0 ? " from the wanted place on" : "");
    if (status == BGM_OK)
        status = fit(request, &track, bus, err);
    spool_close(&track);
    return status;
}
