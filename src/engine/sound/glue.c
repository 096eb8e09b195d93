/* One gain a block, a straight line between two. */
#include "glue.h"

#include <math.h>

#include "spool.h"

#define OVER_DB    4.0
#define ATTACK_MS  10.0
#define RELEASE_MS 140.0
#define TIGHTEST   0.67 /* 3:1 */
#define MAKEUP_DB  1.5  /* of a tight one: what it takes of kits (measured) */

void glue_init(struct glue *glue, double power_db, double tightness)
{
    *glue = (struct glue){.gain = 1, .makeup = 1};
    glue->slope = (float)(TIGHTEST * tightness);
    glue->threshold = (float)pow(10, (power_db + OVER_DB) / 10);
    glue->makeup = (float)pow(10, MAKEUP_DB * tightness / 20);
    glue->gain = glue->makeup;
}

void glue_run(struct glue *glue, float *stereo, size_t frames)
{
    if (glue->slope <= 0 || frames == 0)
        return;
    float power = 0;
    for (size_t i = 0; i < 2 * frames; i++)
        power += stereo[i] * stereo[i];
    power /= (float)frames;
    double ms = (power > glue->power ? ATTACK_MS : RELEASE_MS) * SOUND_RATE / 1000;
    glue->power += (power - glue->power) * (float)(1 - exp(-(double)frames / ms)) + 1e-18f;
    float over = glue->power / glue->threshold;
    float to = glue->makeup * (over > 1 ? powf(over, -glue->slope / 2) : 1);
    float step = (to - glue->gain) / (float)frames, gain = glue->gain;
    for (size_t i = 0; i < frames; i++) {
        gain += step;
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
    glue->gain = to;
}
