/* Loudness of the original and where somebody speaks in it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "media_decode.h"
#include "loudness.h"
#include "music_detect.h"
#include "speech_detect.h"
#include "spool.h"
#include "media_scan.h"

enum { LEAST_TIMEOUT_MS = 60 * 1000, PIECE_FRAMES = SOUND_RATE / 10 };

/* One value for each 100 ms: the loudness of the 400 ms that end there. These are the very
 * blocks of BS.1770, so that the loudness of the speech alone can be had afterwards, when its
 * spans are known, without another decode. */
struct pieces {
    float *lufs;
    size_t count;
    float peak;
};

static enum bgm_status scan(const struct media_analysis_request *request, const struct media_packet_lines *packets,
                            struct loudness *meter, struct speech_detector *detector, struct music_detector *music,
                            struct pieces *pieces, struct media_analysis *analysis, const atomic_bool *stop,
                            struct bgm_error *err)
{
    const struct media_info *info = request->info;
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    float *stereo = xcalloc(PIECE_FRAMES * 2, sizeof *stereo);
    const struct media_stream *stream = &info->streams[info->audio_stream];
    int64_t total = sound_frames_of_us(info->duration_us);
    bool with_pictures = packets != NULL && packets->key_frames;
    int64_t timeout_ms =
        with_pictures ? ANALYSIS_PICTURE_TIMEOUT_MS(info) : LEAST_TIMEOUT_MS + info->duration_us / 1000;
    enum bgm_status status = media_decode_start_with_packets(&decoder, request->path, stream->index, stream->channels,
                                                             packets, timeout_ms, err);
    for (int64_t at = 0; status == BGM_OK && at < total;) {
        int64_t left = total - at;
        size_t wanted = left < PIECE_FRAMES ? (size_t)left : PIECE_FRAMES, got = 0;
        status = media_decode_read(&decoder, stereo, wanted, &got, stop, err);
        if (status != BGM_OK || got == 0)
            break;
        for (size_t i = 0; i < 2 * got; i++)
            pieces->peak = fmaxf(pieces->peak, fabsf(stereo[i]));
        loudness_add(meter, stereo, got);
        speech_detector_add(detector, stereo, got);
        music_detector_add(music, stereo, got);
        pieces->lufs = xgrow(pieces->lufs, pieces->count, sizeof *pieces->lufs);
        pieces->lufs[pieces->count++] = (float)loudness_momentary(meter);
        if (request->sound != NULL)
            status = spool_write(request->sound, at, stereo, got, err);
        at += (int64_t)got;
        if (got < wanted)
            break;
    }
    /* Sound that goes on behind the picture is of no interest, the packets still are; and a picture that ended
     * the whole before its time is looked at again by itself. */
    for (size_t got = 1; status == BGM_OK && packets != NULL && got > 0;) {
        enum bgm_status rest =
            media_decode_read(&decoder, stereo, PIECE_FRAMES, &got, stop, with_pictures ? err : NULL);
        if (rest != BGM_OK) {
            status = with_pictures ? rest : status;
            break;
        }
    }
    analysis->is_damaged = decoder.complained;
    media_decode_release(&decoder);
    free(stereo);
    return status;
}

enum { BLOCK_MS = 400, STEP_MS = 100 };

static bool lies_in_speech(const struct media_analysis *analysis, size_t *span, int64_t start_ms)
{
    while (*span < analysis->speech_count && analysis->speech[*span].end_ms <= start_ms)
        ++*span;
    if (*span >= analysis->speech_count)
        return false;
    const struct music_span *at = &analysis->speech[*span];
    int64_t from = at->start_ms > start_ms ? at->start_ms : start_ms;
    int64_t to = at->end_ms < start_ms + BLOCK_MS ? at->end_ms : start_ms + BLOCK_MS;
    return to - from >= BLOCK_MS / 2;
}

/* The mean power of the blocks in speech that are over `gate_lufs`. */
static double gated_lufs(const struct media_analysis *analysis, const struct pieces *pieces, double gate_lufs)
{
    double power = 0;
    size_t count = 0, span = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        int64_t end_ms = (int64_t)(i + 1) * STEP_MS;
        if (pieces->lufs[i] > gate_lufs && lies_in_speech(analysis, &span, end_ms - BLOCK_MS)) {
            power += pow(10, pieces->lufs[i] / 10);
            count++;
        }
    }
    return count > 0 ? 10 * log10(power / (double)count) : LOUDNESS_SILENCE_LUFS;
}

static void judge(const struct media_info *info, const struct pieces *pieces, struct media_analysis *analysis)
{
    int64_t spoken_ms = 0;
    for (size_t i = 0; i < analysis->speech_count; i++)
        spoken_ms += analysis->speech[i].end_ms - analysis->speech[i].start_ms;
    analysis->speech_share = loudness_clamp((double)spoken_ms * 1000 / (double)info->duration_us, 0, 1);
    analysis->has_sound = pieces->peak > 3e-4f; /* -70 dBFS */
    if (analysis->speech_count == 0)
        return;
    /* The two gates of BS.1770: -70 LUFS, then 10 LU under the mean of what passed the first. */
    double first = gated_lufs(analysis, pieces, LOUDNESS_SILENCE_LUFS);
    analysis->speech_lufs = gated_lufs(analysis, pieces, first - 10);
    if (analysis->speech_lufs <= LOUDNESS_SILENCE_LUFS)
        analysis->speech_lufs = analysis->sound_lufs;
}

static int64_t spoken_ms(const struct media_analysis *analysis, const struct music_span *span)
{
    int64_t sum_ms = 0;
    for (size_t i = 0; i < analysis->speech_count; i++) {
        const struct music_span *speech = &analysis->speech[i];
        int64_t from = speech->start_ms > span->start_ms ? speech->start_ms : span->start_ms;
        int64_t to = speech->end_ms < span->end_ms ? speech->end_ms : span->end_ms;
        sum_ms += to > from ? to - from : 0;
    }
    return sum_ms;
}

/* Takes over what was heard. A voice that hardly moves has pitches that stand, too: what is spoken by half is speech.
 */
static void take_music(const struct media_info *info, struct music_detector *detector, struct media_analysis *analysis)
{
    struct music_heard heard;
    int64_t sounding_ms = 0;
    size_t kept = 0;
    music_detector_finish(detector, &heard);
    for (size_t i = 0; i < heard.span_count && kept < ANALYSIS_MOST_SPANS; i++) {
        int64_t length_ms = heard.spans[i].end_ms - heard.spans[i].start_ms;
        if (2 * spoken_ms(analysis, &heard.spans[i]) >= length_ms)
            continue;
        heard.spans[kept++] = heard.spans[i];
        sounding_ms += length_ms;
    }
    if (kept == 0) {
        music_heard_release(&heard);
        return;
    }
    analysis->music = heard.spans;
    analysis->music_count = kept;
    analysis->music_share = loudness_clamp((double)sounding_ms * 1000 / (double)info->duration_us, 0, 1);
    analysis->music_tonic = heard.tonic;
    analysis->music_is_minor = heard.is_minor;
    analysis->music_bpm = heard.bpm;
}

enum bgm_status analysis_scan_sound(const struct media_analysis_request *request,
                                    const struct media_packet_lines *packets, struct media_analysis *analysis,
                                    const atomic_bool *stop, struct bgm_error *err)
{
    struct loudness *meter = loudness_new();
    struct speech_detector *detector = speech_detector_new();
    struct music_detector *music = music_detector_new();
    struct pieces pieces = {.lufs = NULL};
    enum bgm_status status = scan(request, packets, meter, detector, music, &pieces, analysis, stop, err);
    if (status == BGM_OK) {
        analysis->sound_lufs = loudness_lufs(meter);
        analysis->speech_count = speech_detector_finish(detector, &analysis->speech, ANALYSIS_MOST_SPANS);
        judge(request->info, &pieces, analysis);
        take_music(request->info, music, analysis);
    }
    free(pieces.lufs);
    music_detector_free(music);
    speech_detector_free(detector);
    loudness_free(meter);
    return status;
}
