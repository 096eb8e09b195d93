/* A score as a Standard MIDI File (format 1, 480 ticks a quarter), the bytes depending on the score alone. */
#ifndef BGMUSIC_ENGINE_SCORE_MIDI_WRITE_H
#define BGMUSIC_ENGINE_SCORE_MIDI_WRITE_H

#include <stdbool.h>

struct buf;
struct score;

/* Appends the file to `out`; false when it passes the buffer's ceiling. */
bool midi_write(const struct score *score, struct buf *out);

#endif
