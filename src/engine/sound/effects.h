/* What the whole music bus goes through: the character that a style asks for (enum
 * score_effects).
 *
 * Lo-fi: narrow band, tape wow and flutter, soft drive, 12-bit grain, brown noise and crackle. Pump: nothing here, the
 * side chain does it (pump.h). Hall: a softer top (the longer room is
 * the reverb's business). All noise comes from a fixed seed. */
#ifndef BGMUSIC_ENGINE_SOUND_EFFECTS_H
#define BGMUSIC_ENGINE_SOUND_EFFECTS_H

#include <stddef.h>

#include "score.h"

struct effects;

/* The bus is expected near EFFECTS_BUS_LUFS: drive and noise are meant at that level. */
#define EFFECTS_BUS_LUFS (-20.0)

struct effects *effects_new(enum score_effects kind);
void effects_free(struct effects *effects); /* NULL is legal */
void effects_run(struct effects *effects, float *stereo, size_t frames);

#endif
