/* The last touch of the music bus, by what was measured of it: the style's spectrum, width and dynamics.
 *
 *     spectrum_add() and loudness_add() while the bus is made; then
 *     struct finish *finish = finish_new(mix_row_find(style), spectrum, lufs);
 *     finish_run(finish, stereo, frames); ...            from the first frame on
 *     finish_free(finish);
 *
 * An equaliser of octaves for the middle and one for the sides bring both to the row's targets, gently: a band is
 * raised by 4 to 12 dB at most and lowered by 6 to 14; of their thirds the six that then lie furthest from the row are
 * touched, by 2.5 dB up or 5 down at most. Sides end below 120 Hz. Then peaks are pressed to the row's
 * distance from the loudness: 2.5:1 for the last 3 dB before it, and not over it. */
#ifndef BGMUSIC_ENGINE_SOUND_FINISH_H
#define BGMUSIC_ENGINE_SOUND_FINISH_H

#include <stddef.h>

#include "mix_rows.h"
#include "spectrum.h"

/* What comes out is late by this: 0.3 ms, which nobody makes up for. */
enum { FINISH_LATENCY_FRAMES = 16 };

struct finish;

struct finish *finish_new(const struct mix_row *row, const struct spectrum *spectrum, double lufs);
void finish_free(struct finish *finish); /* NULL is legal */
/* In place; `frames` a multiple of FINISH_LATENCY_FRAMES, but for the last call. */
void finish_run(struct finish *finish, float *stereo, size_t frames);

/* The row's target for a band, in dB against the others. */
double finish_target_db(const struct mix_row *row, int band);
/* The same for the third octave around `hertz`. */
double finish_third_target_db(const struct mix_row *row, double hertz);

#endif
