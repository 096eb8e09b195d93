/* A dip that opens at once, which the kick's own edge covers, and closes over its length. */
#include "pump.h"

#include <math.h>

#include "spool.h"

void pump_init(struct pump *pump, double depth_db, double length_ms)
{
    *pump = (struct pump){.depth = (float)pow(10, -depth_db / 20)};
    pump->release = length_ms > 0 ? (float)(1 - exp(-3000 / (length_ms * SOUND_RATE))) : 1;
}

void pump_kick(struct pump *pump)
{
    pump->dip = 1;
}

void pump_run(struct pump *pump, float *gains, size_t frames)
{
    float dip = pump->dip, span = 1 - pump->depth;
    for (size_t i = 0; i < frames; i++) {
        gains[i] = 1 - span * dip;
        dip -= dip * pump->release;
    }
    pump->dip = dip < 1e-5f ? 0 : dip;
}
