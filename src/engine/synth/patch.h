/* What a patch says: one row of patch_table.c, which a musician can read from left to right. */
#ifndef BGMUSIC_ENGINE_SYNTH_PATCH_H
#define BGMUSIC_ENGINE_SYNTH_PATCH_H

#include <stdbool.h>

enum patch_wave {
    WAVE_NONE,
    WAVE_SAW,
    WAVE_PULSE,
    WAVE_TRIANGLE,
    WAVE_SINE,
    WAVE_STEPS, /* a triangle of sixteen steps, as the old chips had it */
    WAVE_NOISE,
    WAVE_FM /* a sine whose phase another sine of `fm_ratio` times its frequency moves */
};

enum patch_filter { FILTER_LOW, FILTER_BAND };

/* Attack: from nothing to full in a straight line. Decay and release: the time in which the level would fall by 60 dB,
 * the decay towards `sustain`. */
struct patch_envelope {
    float attack_ms, decay_ms, sustain, release_ms;
};

enum { PATCH_MOST_UNISON = 7 };

struct patch {
    const char *name;
    /* Oscillators. */
    enum patch_wave wave;
    int unison;      /* copies of the first one, 1-7 */
    float detune;    /* cents from the middle to the outermost copy */
    float spread;    /* 0 all in the middle ... 1 the outermost at the edges */
    float width;     /* of the pulse, 0.5 is square */
    float width_lfo; /* how far the LFO moves it */
    enum patch_wave second;
    float second_level, second_semitones;
    float sub, noise; /* a sine an octave lower; hiss */
    float fm_ratio, fm_index;
    float drop_semitones, drop_ms; /* begins so much higher and falls to its pitch */
    /* Filter. */
    enum patch_filter filter;
    float cutoff_hertz, resonance; /* at middle C; 0.7 is flat */
    float follow;                  /* 1: moves with the key */
    float envelope_octaves, velocity_octaves;
    struct patch_envelope filter_envelope;
    float sweep_octaves, sweep_beats; /* up and down again in so many beats, through the whole piece */
    /* LFO. */
    float lfo_beats, lfo_octaves;                   /* on the filter; begins with the note */
    float vibrato_cents, vibrato_hertz, vibrato_ms; /* comes after so much of a held note */
    /* Amplifier. */
    struct patch_envelope envelope;
    float drive;      /* 0 clean ... 4 */
    bool mono;        /* one note at a time, tied ones glide */
    float glide_ms;   /* of tied notes */
    float rise_beats; /* > 0: level and filter rise over so many beats, then it is over: a riser; < 0: a fall */
};

/* All of them; the last has no name. */
extern const struct patch patch_rows[];

#endif
