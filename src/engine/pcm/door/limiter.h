/* True peaks: measuring them and keeping under a ceiling.
 *
 * Peaks between the samples are found by a 4-fold oversampling filter (ITU-R BS.1770-4, annex 2,
 * asks for at least that). The limiter looks 1.5 ms ahead, so that its gain is down before the
 * peak, and lets go with a time constant of 80 ms. */
#ifndef BGMUSIC_ENGINE_PCM_LIMITER_H
#define BGMUSIC_ENGINE_PCM_LIMITER_H

#include <stddef.h>

/* Frames in comes to the same frames out, late by this many: push as many zeros at the end, and
 * drop as many from the front. */
enum { LIMITER_LOOKAHEAD_FRAMES = 72, LIMITER_LATENCY_FRAMES = LIMITER_LOOKAHEAD_FRAMES + 8 };

struct limiter;

struct limiter *limiter_new(double ceiling_dbtp);
void limiter_free(struct limiter *limiter);
/* In place, at most SOUND_CHUNK_FRAMES at a time. */
void limiter_run(struct limiter *limiter, float *stereo, size_t frames);
/* How far it went down at most so far, in dB, >= 0. */
double limiter_reduction_db(const struct limiter *limiter);

struct true_peak;

struct true_peak *true_peak_new(void);
void true_peak_free(struct true_peak *meter);
void true_peak_add(struct true_peak *meter, const float *stereo, size_t frames);
double true_peak_dbtp(struct true_peak *meter); /* -120 for silence */

#endif
