/* Saw and triangle as tables that hold no partial above 20 kHz, so that nothing folds back.
 *
 * A table for every half octave of the lowest partial, 2048 points and one to interpolate to. The straight lines
 * between points leave images at -75 dB of the lowest partial and lower. A pulse is the difference of two saws. */
#ifndef BGMUSIC_ENGINE_SYNTH_WAVE_TABLE_H
#define BGMUSIC_ENGINE_SYNTH_WAVE_TABLE_H

#include <stdint.h>

enum { WAVE_BITS = 11, WAVE_POINTS = 1 << WAVE_BITS, WAVE_LEVELS = 20 };

struct wave_tables {
    float saw[WAVE_LEVELS][WAVE_POINTS + 1];
    float triangle[WAVE_LEVELS][WAVE_POINTS + 1];
    float sine[WAVE_POINTS + 1];
};

/* Made at the first call (3 ms), from any thread; lives as long as the process. */
const struct wave_tables *wave_tables_get(void);
/* The table whose partials end below 20 kHz for a tone of so many hertz. */
int wave_level(float hertz);

/* `phase`: a turn is 2^32. */
static inline float wave_read(const float *table, uint32_t phase)
{
    uint32_t at = phase >> (32 - WAVE_BITS);
    float part = (float)(phase << WAVE_BITS >> 8) * 5.96046448e-8f; /* 2^-24 */
    return table[at] + (table[at + 1] - table[at]) * part;
}

#endif
