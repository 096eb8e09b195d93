/* Asks ffmpeg for its encoders, and keeps the answer. */
#include "encoders.h"

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"

enum { TIMEOUT_MS = 20 * 1000, ANSWER_CEILING = 1 << 20 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct buf known; /* ffmpeg's list; empty: not asked yet */

bool encoder_exists(const char *name)
{
    static const char *const argv[] = {"ffmpeg", "-hide_banner", "-v", "error", "-encoders", NULL};
    char wanted[64];
    int exit_code;
    pthread_mutex_lock(&lock);
    if (known.length == 0) {
        buf_init(&known, ANSWER_CEILING);
        if (process_capture(argv, TIMEOUT_MS, &known, NULL, &exit_code, NULL) != BGM_OK)
            buf_clear(&known);
    }
    /* " V....D libx264              libx264 H.264 / AVC ..." */
    snprintf(wanted, sizeof wanted, " %s ", name);
    bool found = known.length > 0 && strstr(known.bytes, wanted) != NULL;
    pthread_mutex_unlock(&lock);
    return found;
}

static const char *const x264[] = {"-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p", NULL};
/* No quality of its own kind: so many bits that there is no want of any. */
static const char *const openh264[] = {"-b:v:0", "12M", "-pix_fmt", "yuv420p", NULL};
static const char *const videotoolbox[] = {"-q:v:0", "65", "-pix_fmt", "yuv420p", NULL};
static const char *const nvenc[] = {"-preset", "p5", "-cq", "20", "-pix_fmt", "yuv420p", NULL};
static const char *const quicksync[] = {"-global_quality", "20", "-pix_fmt", "nv12", NULL};
static const char *const x265[] = {"-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p10le", NULL};
static const char *const videotoolbox_hdr[] = {"-q:v:0", "65", "-profile:v", "main10", "-pix_fmt", "p010le", NULL};
static const char *const nvenc_hdr[] = {"-preset", "p5",       "-cq",    "22", "-profile:v",
                                        "main10",  "-pix_fmt", "p010le", NULL};
static const char *const vp9[] = {"-deadline", "good",   "-cpu-used", "4",        "-row-mt", "1", "-crf",
                                  "28",        "-b:v:0", "0",         "-pix_fmt", "yuv420p", NULL};

static const struct {
    enum picture_codec codec;
    struct picture_encoder encoder;
} rows[] = {
    {PICTURE_H264, {"libx264", x264}},
    {PICTURE_H264, {"h264_videotoolbox", videotoolbox}},
    {PICTURE_H264, {"libopenh264", openh264}},
    {PICTURE_H264, {"h264_nvenc", nvenc}},
    {PICTURE_H264, {"h264_qsv", quicksync}},
    {PICTURE_HEVC_HDR, {"libx265", x265}},
    {PICTURE_HEVC_HDR, {"hevc_videotoolbox", videotoolbox_hdr}},
    {PICTURE_HEVC_HDR, {"hevc_nvenc", nvenc_hdr}},
    {PICTURE_VP9, {"libvpx-vp9", vp9}},
};

/* A list of encoders names those that were built in; whether there is the hardware for one shows by using it. */
static bool encoder_works(const char *name)
{
    const char *argv[] = {
        "ffmpeg",    "-nostdin", "-hide_banner", "-v", "error", "-f",   "lavfi", "-i", "color=s=256x144:d=0.2",
        "-frames:v", "2",        "-c:v",         name, "-f",    "null", "-",     NULL};
    struct buf nothing;
    int exit_code = 1;
    buf_init(&nothing, 64 * 1024);
    bool works = process_capture(argv, TIMEOUT_MS, &nothing, NULL, &exit_code, NULL) == BGM_OK && exit_code == 0;
    buf_release(&nothing);
    return works;
}

const struct picture_encoder *picture_encoder_find(enum picture_codec codec)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *name = rows[i].encoder.name;
        if (rows[i].codec == codec && encoder_exists(name) && (strncmp(name, "lib", 3) == 0 || encoder_works(name)))
            return &rows[i].encoder;
    }
    return NULL;
}
