/* The one file that speaks to libebur128. */
#include "bgmusic/engine/sound/loudness.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/sound/spool.h"

struct loudness {
    ebur128_state *state;
};

struct loudness *loudness_new(void)
{
    struct loudness *meter = xcalloc(1, sizeof *meter);
    /* Histogram: memory stays the same however long the sound is. */
    meter->state = ebur128_init(2, SOUND_RATE, EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM);
    return meter;
}

void loudness_free(struct loudness *meter)
{
    if (meter == NULL)
        return;
    if (meter->state != NULL)
        ebur128_destroy(&meter->state);
    free(meter);
}

void loudness_add(struct loudness *meter, const float *stereo, size_t frames)
{
    if (meter->state != NULL)
        ebur128_add_frames_float(meter->state, stereo, frames);
}

double loudness_lufs(const struct loudness *meter)
{
    double lufs = LOUDNESS_SILENCE_LUFS;
    if (meter->state == NULL || ebur128_loudness_global(meter->state, &lufs) != EBUR128_SUCCESS ||
        !isfinite(lufs))
        return LOUDNESS_SILENCE_LUFS;
    return lufs < LOUDNESS_SILENCE_LUFS ? LOUDNESS_SILENCE_LUFS : lufs;
}

double loudness_momentary(const struct loudness *meter)
{
    double lufs = LOUDNESS_SILENCE_LUFS;
    if (meter->state == NULL ||
        ebur128_loudness_momentary(meter->state, &lufs) != EBUR128_SUCCESS || !isfinite(lufs))
        return LOUDNESS_SILENCE_LUFS;
    return lufs < LOUDNESS_SILENCE_LUFS ? LOUDNESS_SILENCE_LUFS : lufs;
}
