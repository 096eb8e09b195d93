/* Keys as people write them: "F# minor", "Bb", "c dorian", "Am", "B flat major", "D大调". Pure. */
#ifndef BGMUSIC_DRAFT_MUSIC_KEY_H
#define BGMUSIC_DRAFT_MUSIC_KEY_H

#include <stdbool.h>

struct music_key {
    int tonic; /* pitch class, 0 is C */
    int mode;  /* place in MUSIC_KEY_MODES; -1: not said */
};

/* In the order of the composer's enum score_mode. */
#define MUSIC_KEY_MODES                                                                                   \
    "major", "minor", "dorian", "lydian", "mixolydian", "phrygian", "harmonic minor", "major pentatonic", \
        "minor pentatonic"

/* The whole text must be a key; false otherwise. */
bool music_key_read(const char *text, struct music_key *key);

#endif
