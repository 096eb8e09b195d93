/* Loudness by ITU-R BS.1770 / EBU R 128, for 48 kHz stereo. Memory grows by 40 bytes a second.
 *
 *     struct loudness *meter = loudness_new();
 *     loudness_add(meter, stereo, frames);
 *     double lufs = loudness_lufs(meter);
 *     loudness_free(meter);
 */
#ifndef BGMUSIC_ENGINE_PCM_LOUDNESS_H
#define BGMUSIC_ENGINE_PCM_LOUDNESS_H

#include <stddef.h>

#define LOUDNESS_SILENCE_LUFS (-70.0)

struct loudness;

struct loudness *loudness_new(void);
void loudness_free(struct loudness *meter); /* NULL is legal */
void loudness_add(struct loudness *meter, const float *stereo, size_t frames);
/* Integrated and gated; LOUDNESS_SILENCE_LUFS when there was nothing above the gate, or less
 * than the 0.4 s that the standard needs. */
double loudness_lufs(const struct loudness *meter);

/* From now on the power of every whole step of 100 ms is kept: 80 bytes a second more. */
void loudness_keep_steps(struct loudness *meter);
/* The steps so far, as mean K-weighted power; the meter's. */
const float *loudness_steps(const struct loudness *meter, size_t *count);

/* Of the last four whole steps of 100 ms; LOUDNESS_SILENCE_LUFS at the least. */
double loudness_momentary(const struct loudness *meter);

static inline double loudness_clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

#endif
