/* What a drum voice says: one row of drum_rows.c. */
#ifndef BGMUSIC_ENGINE_SYNTH_DRUM_ROWS_H
#define BGMUSIC_ENGINE_SYNTH_DRUM_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "drum_machine.h"

/* Times are those in which a level falls by 60 dB. */
struct drum_row {
    const char *name;
    uint8_t keys[8]; /* of General MIDI's kit; 0 ends the list */
    /* Two sines; the first begins `drop_octaves` higher and falls to its pitch, fast first. */
    float hertz, drop_octaves, drop_ms, tone, tone_ms;
    float hertz2, tone2;
    bool follows; /* its pitch is meant at key 45 and moves with the key */
    /* Hiss between two frequencies, in so many bursts 11 ms apart; held for `hold` frames where the machine is coarse.
     */
    float noise, noise_ms, noise_low, noise_high;
    int bursts, hold;
    /* Six pulses that no harmony binds, above `metal_low`. */
    float metal, metal_ms, metal_low;
    float click, attack_ms, drive;
    float level, pan, room;
    bool is_hat, chokes; /* what rings as a hat, and what ends it */
};

/* The row that plays the key; never NULL. */
const struct drum_row *drum_row_find(enum drum_kit kit, int key);

#endif
