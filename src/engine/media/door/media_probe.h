/* What is in a media file, asked from ffprobe. The file is hostile: the protocols are limited to
 * local files, time and output are bounded. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_PROBE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

enum { MEDIA_MOST_STREAMS = 32 };

enum media_stream_kind { MEDIA_VIDEO, MEDIA_AUDIO, MEDIA_SUBTITLE, MEDIA_COVER, MEDIA_DATA };

struct media_stream {
    int index; /* ffprobe's stream index */
    enum media_stream_kind kind;
    char codec[32];        /* ffmpeg's codec name: "h264" */
    char pixel_format[32]; /* video alone */
    char language[16];     /* "" when untagged */
    bool is_default;
    int channels; /* audio alone */
    int bits_per_raw_sample;
    int64_t duration_ms; /* -1: unknown */
};

struct media_info {
    char format[64];     /* ffprobe's format name: "mov,mp4,m4a,3gp,3g2,mj2" */
    int64_t duration_us; /* of the picture where there is one, else of the sound; measured by a
                            packet scan when the file does not say */
    int64_t start_us;    /* the container's start time */
    int width, height;   /* as displayed (rotation applied); 0 without a picture */
    int coded_width, coded_height;
    int rotation_degrees; /* what a player turns the picture by, clockwise: 0, 90, 180, 270 */
    double fps;           /* average; 0 when unknown */
    bool is_hdr;          /* PQ or HLG transfer */
    bool has_chapters;
    bool is_still;    /* a single picture (jpg, png) or an animation without time */
    int video_stream; /* index into `streams` of the picture, -1: none */
    int audio_stream; /* of the default sound, -1: none */
    struct media_stream streams[MEDIA_MOST_STREAMS];
    size_t stream_count;
};

/* BGM_UNSUPPORTED when it is no media file, is cut short beyond reading, or holds neither
 * picture nor sound; BGM_FAILED (with an install hint) when there is no ffprobe. */
enum bgm_status media_probe(const char *path, struct media_info *info, struct bgm_error *err);

#endif
