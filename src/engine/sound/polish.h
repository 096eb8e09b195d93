/* The last touch of the music bus, after its effects: brightness and peaks, by number as levels are.
 *
 * Soft notes of a sampled piano or of strings have hardly anything above 5 kHz, the hats of a swing band half of their
 * power: the same shelf that an engineer would turn brings both into the range that finished music has (-36 ... -16 dB
 * of the whole above 5 kHz, docs/music.md). Peaks more than 12 dB over the bus's level are pressed 3:1, so that the
 * limiter of the master need not. */
#ifndef BGMUSIC_ENGINE_SOUND_POLISH_H
#define BGMUSIC_ENGINE_SOUND_POLISH_H

#include <stddef.h>

/* Power of a sound, and of what lies above 5 kHz in it; zero it to begin. */
struct brightness {
    double whole, high;
    double state[4];
};

/* Adds the middle of interleaved stereo. */
void brightness_add(struct brightness *brightness, const float *stereo, size_t frames);
/* Adds another sound that is played with `gain`. */
void brightness_mix(struct brightness *sum, const struct brightness *other, double gain);

struct polish;

struct polish *polish_new(const struct brightness *brightness); /* of the dry bus */
void polish_free(struct polish *polish);                        /* NULL is legal */
void polish_run(struct polish *polish, float *stereo, size_t frames);

#endif
