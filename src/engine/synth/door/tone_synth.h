/* A synthesiser of our own for what FluidSynth's samples cannot do: sounds that move.
 *
 *     const struct patch *patch = patch_find(score->style, part->role, part->program);
 *     struct tone_synth *synth = tone_synth_new(patch, seconds_a_beat, seed);
 *     tone_synth_note_on(synth, 60, 100); ... tone_synth_render(synth, stereo, 64); ...
 *     tone_synth_free(synth);
 *
 * The same calls give the same samples on every machine and with every compiler: sines and powers are polynomials of
 * our own (synth_math.h), chance comes from the seed. A synth holds the notes of one part; up to TONE_VOICES sound at
 * once, and of more the oldest fades in 5 ms. Not for two threads at a time. */
#ifndef BGMUSIC_ENGINE_SYNTH_TONE_SYNTH_H
#define BGMUSIC_ENGINE_SYNTH_TONE_SYNTH_H

#include <stddef.h>
#include <stdint.h>

#include "score.h"

struct patch;
struct tone_synth;

enum { TONE_VOICES = 16 };

/* The patch that plays a General MIDI program in a style; NULL: none, the SoundFont plays it. */
const struct patch *patch_find(const char *style, enum score_role role, int program);

/* `beat_s`: what LFOs and sweeps that count in beats take for one. */
struct tone_synth *tone_synth_new(const struct patch *patch, double beat_s, uint64_t seed);
void tone_synth_free(struct tone_synth *synth); /* NULL is legal */

void tone_synth_note_on(struct tone_synth *synth, int key, int velocity);
void tone_synth_note_off(struct tone_synth *synth, int key);
/* MIDI controllers: 1 vibrato, 10 pan, 11 expression, 64 pedal; others say nothing here. */
void tone_synth_control(struct tone_synth *synth, int controller, int value);
void tone_synth_bend(struct tone_synth *synth, double semitones);
/* Ends every note at once and puts controllers and the sweep back to where they began. */
void tone_synth_silence(struct tone_synth *synth);
/* The next frames, interleaved; whole multiples of TONE_SPAN_FRAMES. */
enum { TONE_SPAN_FRAMES = 32 };
void tone_synth_render(struct tone_synth *synth, float *stereo, size_t frames);

#endif
