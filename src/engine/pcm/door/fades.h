/* Fades over interleaved stereo; positions in frames, so that a fade may run over any number of
 * chunks. */
#ifndef BGMUSIC_ENGINE_PCM_FADES_H
#define BGMUSIC_ENGINE_PCM_FADES_H

#include <stddef.h>
#include <stdint.h>

/* Equal power: a quarter of a sine from silence at `start` to full at `start + length`; what
 * lies before is silenced. `at`: the position of stereo[0]. */
void fade_in(float *stereo, size_t frames, int64_t at, int64_t start, int64_t length);
/* The mirror image: full at `end - length`, silence from `end` on. */
void fade_out(float *stereo, size_t frames, int64_t at, int64_t end, int64_t length);
/* The end of every piece: a raised cosine over `length` (the curve of fade_out() twice, whose foot
 * is flat: a pad that still sounds is 50 dB down 0.1 s before the end), times a straight line over
 * the last 20 ms that ends in exact zeros. */
void fade_ending(float *stereo, size_t frames, int64_t at, int64_t end, int64_t length);

/* A stretch [start, end) that is to be louder or softer by `factor`: multiplies the gains from `at` on, over 0.4 s
 * around each end, half of it before. */
void fade_level(float *gains, size_t frames, int64_t at, int64_t start, int64_t end, double factor);

/* The same over 15 ms around each end: for speech, of which a longer one would swallow syllables. */
void fade_level_quickly(float *gains, size_t frames, int64_t at, int64_t start, int64_t end, double factor);

#endif
