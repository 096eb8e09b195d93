/* Which encoders this machine's ffmpeg has; not every build has x264 (Fedora's has not). */
#ifndef BGMUSIC_ENGINE_MEDIA_ENCODERS_H
#define BGMUSIC_ENGINE_MEDIA_ENCODERS_H

#include <stdbool.h>

/* Asked once in the life of the program. False also where ffmpeg cannot be asked. */
bool encoder_exists(const char *name);

enum picture_codec { PICTURE_H264, PICTURE_HEVC_HDR, PICTURE_VP9 };

struct picture_encoder {
    const char *name;         /* ffmpeg's */
    const char *const *words; /* its settings, behind "-c:v:0 NAME" */
};

/* The best one that is there: software first, then a system's hardware; NULL: none. */
const struct picture_encoder *picture_encoder_find(enum picture_codec codec);

#endif
