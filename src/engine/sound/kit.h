/* The drum kit as pieces, each with a channel, a place and a room of its own.
 *
 * A font's kit comes out of one channel in the middle; here kick, snare, hats, toms, cymbals and percussion have one
 * each, of FluidSynth's type DRUM, so that each can be placed, tuned and coloured stroke by stroke. Electronic kits are
 * not sampled at all: the drum machine plays them (engine/synth). Sticks, brushes, the orchestra's and hand drums have
 * rows of their own. */
#ifndef BGMUSIC_ENGINE_SOUND_KIT_H
#define BGMUSIC_ENGINE_SOUND_KIT_H

#include <stdbool.h>
#include <stdint.h>

#include "drum_machine.h"
#include "score.h"
#include "fluid_synth.h"

enum { KIT_PIECES = SYNTH_DOUBLE_CHANNEL - SYNTH_KIT_CHANNEL };

struct kit_piece {
    const char *name;
    double room;           /* of the part's share of the room */
    double low_cut_hertz;  /* 0: none */
    double high_cut_hertz; /* hiss above it is taken away; 0: none */
    float gain;
    int base_cents;   /* how far the sample is tuned, in every stroke */
    int tune_cents;   /* standard deviation of a stroke's tuning */
    int darker_cents; /* how far chance lowers its filter at most */
    int glide_cents;  /* standard deviation of how much higher it begins */
};

/* Does the drum machine play this part? Then `kit` says which one. */
bool kit_is_machine(const struct score *score, const struct score_part *part, enum drum_kit *kit);
/* The piece that a key belongs to, 0 ... KIT_PIECES - 1; its channel is SYNTH_KIT_CHANNEL + that. */
int kit_piece_of(int program, int key);
const struct kit_piece *kit_piece(int program, int piece);
/* The font's kit that plays `program`: hand drums stand in every plain kit. */
int kit_font_program(int program);
/* Where the key stands on the stage, as a MIDI pan: hats on one side, the toms from one to the other. */
uint8_t kit_pan_of(int program, int key);
/* How this stroke differs from the last on the same piece: the event's tuning and colour. `number`: of the stroke. */
void kit_colour_stroke(struct synth_event *event, int program, int piece, uint32_t number);

#endif
