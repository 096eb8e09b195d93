/* A stereo room: eight delay lines feeding each other through a Hadamard matrix (a feedback
 * delay network after Jot), so that the tail is the same with every SoundFont and FluidSynth
 * version. Most fonts' samples are near mono: this is also where the width of the mix comes
 * from. */
#ifndef BGMUSIC_ENGINE_SOUND_REVERB_H
#define BGMUSIC_ENGINE_SOUND_REVERB_H

#include <stddef.h>

struct reverb;

/* `t60_s`: the time in which the tail falls by 60 dB, kept within 0.1-8 s. */
struct reverb *reverb_new(double t60_s, double predelay_ms);
void reverb_free(struct reverb *reverb);
/* Adds the room's answer to `send` onto `bus`; both interleaved stereo. A steady send comes back
 * about as loud as it went in. */
void reverb_run(struct reverb *reverb, const float *send, float *bus, size_t frames);

#endif
