/* Drum voices in the manner of the analogue machines: every stroke computed, none like the one before.
 *
 *     struct drum_machine *machine = drum_machine_new(DRUM_KIT_909, seed);
 *     drum_machine_strike(machine, 36, 110); drum_machine_render(machine, dry, room, 64); ...
 *     drum_machine_free(machine);
 *
 * Keys are those of General MIDI's kit; one that a kit lacks is played by the voice nearest to it. A closed hat ends
 * an open one. Deterministic like tone_synth.h. */
#ifndef BGMUSIC_ENGINE_SYNTH_DRUM_MACHINE_H
#define BGMUSIC_ENGINE_SYNTH_DRUM_MACHINE_H

#include <stddef.h>
#include <stdint.h>

enum drum_kit {
    DRUM_KIT_909, /* short and hard: house, techno, trance, drum and bass */
    DRUM_KIT_808, /* long and round: trap, hip-hop, R&B */
    DRUM_KIT_CHIP /* pulse, triangle and shift-register noise of the old game machines */
};

struct drum_machine;

struct drum_machine *drum_machine_new(enum drum_kit kit, uint64_t seed);
void drum_machine_free(struct drum_machine *machine); /* NULL is legal */
void drum_machine_strike(struct drum_machine *machine, int key, int velocity);
void drum_machine_silence(struct drum_machine *machine);
/* The next `frames`, interleaved: the sound, and what of it goes to the room. Both are written over. */
void drum_machine_render(struct drum_machine *machine, float *dry, float *room, size_t frames);

#endif
