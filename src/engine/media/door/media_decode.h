/* The sound of a media file as stereo floats at 48 kHz, from ffmpeg through a pipe. Time 0 is
 * the start of the container: a sound that begins late begins with silence, gaps are filled.
 *
 *     struct media_decoder decoder = MEDIA_DECODER_INIT;
 *     status = media_decode_start(&decoder, path, stream_index, channels, timeout_ms, err);
 *     while (status == BGM_OK && !ended)
 *         status = media_decode_read(&decoder, stereo, frames, &got, &stop, err);      got < frames: the end
 *     media_decode_release(&decoder); */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_DECODE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_DECODE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/process.h"

/* What a decoder tells beside the sound, when wanted: one line for each packet of a picture stream, as
 * ffmpeg's framecrc writes them ("0, dts, pts, duration, bytes, 0xcrc[, F=0x0]", and "#tb 0: 1/15360"
 * ahead of them), so that a file is read once for both. With `key_frames` also the statistics of each key
 * frame ("frame:..." and "lavfi....=..."): one start of ffmpeg less, which is half of the work on a clip of
 * seconds; on a long one both at the same time is faster. */
struct media_packet_lines {
    int stream_index;
    bool key_frames;
    void (*take)(void *context, const char *line);
    void *context;
};

struct media_decoder {
    struct process child;
    struct media_packet_lines packets; /* take NULL: none */
    char line[256];
    size_t line_length;
    int64_t deadline_ms;
    int64_t frames;  /* delivered so far */
    bool complained; /* at its end: some packets could not be decoded */
};
#define MEDIA_DECODER_INIT    \
    {                         \
        .child = PROCESS_INIT \
    }

/* `stream_index` and `channels` are ffprobe's. One channel goes to both sides as it is, as players
 * do it; more than two are mixed down. `timeout_ms`: for the whole file. */
enum bgm_status media_decode_start(struct media_decoder *decoder, const char *path, int stream_index, int channels,
                                   int64_t timeout_ms, struct bgm_error *err);
/* The same with packet lines, which media_decode_read() hands over on its way; `stream_index` -1: the
 * lines alone, and reading gives no sound. `packets` NULL: no lines. */
enum bgm_status media_decode_start_with_packets(struct media_decoder *decoder, const char *path, int stream_index,
                                                int channels, const struct media_packet_lines *packets,
                                                int64_t timeout_ms, struct bgm_error *err);
/* Fills `stereo` with up to `frames` frames. A file that breaks in the middle ends there (with
 * `key_frames` it is BGM_UNSUPPORTED: it may be the picture that broke); one
 * that gives nothing at all is BGM_UNSUPPORTED. `stop` (may be NULL) set by another thread:
 * BGM_INTERRUPTED. */
enum bgm_status media_decode_read(struct media_decoder *decoder, float *stereo, size_t frames, size_t *got,
                                  const atomic_bool *stop, struct bgm_error *err);
void media_decode_release(struct media_decoder *decoder); /* kills what still runs; legal twice */

/* ffmpeg's filter that makes stereo of that many channels, also where their places are not known; the caller's. */
char *media_stereo_filter(int channels);

/* The first thing that ffmpeg complained about, fit for an error sentence. */
void media_first_complaint(const struct process *child, char *text, size_t size);

#endif
