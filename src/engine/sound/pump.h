/* The side chain: everything but the drums makes way for the kick. */
#ifndef BGMUSIC_ENGINE_SOUND_PUMP_H
#define BGMUSIC_ENGINE_SOUND_PUMP_H

#include <stddef.h>

struct pump {
    float depth;        /* gain at the bottom of the dip; 1: none */
    float dip, release; /* 1 at the kick, then falling */
};

/* A dip of `depth_db` (0: none) that is over after `length_ms`. */
void pump_init(struct pump *pump, double depth_db, double length_ms);
/* A kick drum begins with the next frame. */
void pump_kick(struct pump *pump);
/* The gains of the next `frames`. */
void pump_run(struct pump *pump, float *gains, size_t frames);

#endif
