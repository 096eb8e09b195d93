/* What a file sounds like, as a picture needs it: its peaks and its loudness, ten times a second.
 *
 * ffmpeg decodes; the measures are made here. Loudness is the momentary loudness of ITU-R BS.1770-4 / EBU Tech 3341:
 * K-weighted power of the last 400 ms, both channels summed; `integrated_lufs` gates it as BS.1770-4 says (-70 LUFS,
 * then 10 LU under the mean). */
#ifndef BGMUSIC_APP_SOUND_PICTURE_H
#define BGMUSIC_APP_SOUND_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/error.h"

enum {
    SOUND_PICTURE_STEP_MS = 100,
    SOUND_PICTURE_MOST_STEPS = 6 * 3600 * 10, /* six hours; what lies behind is not looked at */
};

/* "There is nothing to hear", as a number. */
#define SOUND_PICTURE_SILENCE_LUFS (-120.0f)

struct sound_picture {
    float *peaks;           /* 0 to 1 and above, the greatest of the step, either channel */
    float *loudness;        /* LUFS, at the end of the step */
    size_t count;           /* 0: the file has no sound */
    double integrated_lufs; /* SOUND_PICTURE_SILENCE_LUFS: nothing passed the gate */
};

/* BGM_FAILED when ffmpeg is missing; BGM_INTERRUPTED. What it cannot decode is a file without sound: `count` 0. */
enum bgm_status sound_picture_read(const char *path, struct sound_picture *picture, struct bgm_error *err);
void sound_picture_release(struct sound_picture *picture); /* legal twice, and on a zeroed struct */

/* The measuring alone, for who has samples: 48 kHz, two channels in turn. */
struct sound_meter {
    struct {
        double in1, in2, mid1, mid2, out1, out2; /* of the two filters, one behind the other */
    } channels[2];
    double powers[4]; /* of the last four steps */
    double step_power;
    float step_peak;
    size_t step_frames;
    double *blocks; /* power of each 400 ms, for the gate */
    struct sound_picture picture;
    size_t room;
};

void sound_meter_init(struct sound_meter *meter);
void sound_meter_add(struct sound_meter *meter, const float *samples, size_t frames);
/* Hands out the picture and releases the meter. A step that is not full is left out, unless there is no other. */
void sound_meter_finish(struct sound_meter *meter, struct sound_picture *picture);

#endif
