/* What is in a media file, asked from ffprobe, and how long it really is: where the container's word cannot be trusted,
 * its packets are read. The file is hostile: the protocols are limited to local files, time and output are bounded. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_PROBE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

enum { MEDIA_MOST_STREAMS = 32 };

/* MEDIA_COVER: a picture that belongs to the file as a whole; MEDIA_PREVIEW: pictures of the film, made small. */
enum media_stream_kind { MEDIA_VIDEO, MEDIA_AUDIO, MEDIA_SUBTITLE, MEDIA_COVER, MEDIA_PREVIEW, MEDIA_DATA };

struct media_stream {
    int index;   /* ffprobe's stream index */
    uint32_t id; /* the container's number for it; 0: none */
    enum media_stream_kind kind;
    char codec[32];        /* ffmpeg's codec name: "h264"; "" when ffmpeg does not know it */
    char tag[8];           /* the container's name of the codec: "avc1"; "" when it is not text */
    char pixel_format[32]; /* video alone */
    char language[16];     /* "" when untagged */
    char handler[48];      /* what made it calls it so: "GoPro MET"; "" for unnamed and for names that say nothing */
    char title[96];        /* what people call it: "Commentary"; "" for unnamed */
    char roles[160];       /* ffmpeg's dispositions but "default", joined: "dub+hearing_impaired"; "" for none */
    bool is_default;
    bool has_alpha;    /* its pictures can be transparent in places */
    bool is_decodable; /* picture and sound: this ffmpeg has a decoder for it */
    bool is_encrypted;
    int width, height;         /* video alone, as coded */
    double fps;                /* average; 0 when unknown */
    int channels, sample_rate; /* audio alone */
    int bits_per_raw_sample;
    int64_t start_us, end_us; /* from the start of the container; end -1: unknown */
};

/* Why the packets of the picture cannot be taken over as they are, whatever the codec. */
enum media_times {
    MEDIA_TIMES_GOOD,
    MEDIA_TIMES_OF_DECODING, /* the container holds no times of display, and the pictures are not stored in their order
                              */
    MEDIA_TIMES_CUT,         /* an edit list with several parts, or one that ends ahead of the last picture */
};

struct media_info {
    char format[64];     /* ffprobe's format name: "mov,mp4,m4a,3gp,3g2,mj2" */
    int64_t duration_us; /* of the film: of its picture, or of its sound where that goes on behind the picture */
    int64_t picture_us;  /* where the picture ends; 0: none */
    int64_t promised_us; /* the file says that it lasts so long, and breaks off at broken_us; 0: it is whole */
    int64_t broken_us;
    bool lacks_pictures; /* there are holes between its packets where the container allows none */
    int64_t start_us;    /* the container's start time */
    int width, height;   /* as displayed (rotation applied); 0 without a picture */
    int coded_width, coded_height;
    int rotation_degrees; /* what a player turns the picture by, clockwise: 0, 90, 180, 270 */
    double fps;           /* average; 0 when unknown */
    int ticks;            /* of the picture's times in a second; 0 when they are of another kind */
    bool is_hdr;          /* PQ or HLG transfer */
    bool is_hlg;
    bool is_interlaced;
    bool is_dolby_vision;
    bool has_chapters, has_timecode;
    int tagged_stream;  /* of the tags of the file, where the container has none but those of its streams (Ogg); -1 */
    bool has_rare_tags; /* tags of the file that MP4 has no place of its own for */
    bool is_still;      /* a single picture (jpg, png) or an animation without time */
    enum media_times picture_times;
    int video_stream; /* index into `streams` of the picture, -1: none */
    int audio_stream; /* of the sound to work with: the default one of those that can be decoded, -1: none */
    int mute_stream;  /* of a sound that cannot be decoded while no other can, -1: none */
    struct media_stream streams[MEDIA_MOST_STREAMS];
    size_t stream_count;
    size_t more_streams; /* of the file, past MEDIA_MOST_STREAMS */
};

/* BGM_UNSUPPORTED when it is no media file, is cut short beyond reading, is encrypted, or holds neither
 * picture nor sound; BGM_FAILED (with an install hint) when there is no ffprobe. */
enum bgm_status media_probe(const char *path, struct media_info *info, struct bgm_error *err);

/* Makes the sound track with this number (from 1, in the file's order) the one that counts; 0: the default stays.
 * BGM_INPUT when there are not so many. */
enum bgm_status media_choose_sound(struct media_info *info, int number, struct bgm_error *err);

/* How long the last picture is shown past its end, because the sound goes on; 0: it is not. */
int64_t media_hold_us(const struct media_info *info);

#endif
