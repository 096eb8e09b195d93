/* The compressor of drums and bass: what stays over the part's own level is held, edges go through.
 *
 *     glue_init(&glue, power_db, 0.6); glue_run(&glue, stereo, 64); ...
 *
 * Feed-forward over the power of blocks, attack 10 ms, release 140 ms, from 4 dB over its mean power on; a tight one is
 * 3:1. What it takes on average is given back. */
#ifndef BGMUSIC_ENGINE_SOUND_GLUE_H
#define BGMUSIC_ENGINE_SOUND_GLUE_H

#include <stddef.h>

struct glue {
    float threshold; /* power */
    float slope;     /* of the gain in dB over what is over the threshold, 0 ... 0.67 */
    float power, gain, makeup;
};

/* `tightness` 0-1; 0: nothing is done. `power_db`: the part's mean power, both sides together, in dB of full scale. */
void glue_init(struct glue *glue, double power_db, double tightness);
/* In place; blocks of about a millisecond. */
void glue_run(struct glue *glue, float *stereo, size_t frames);

#endif
