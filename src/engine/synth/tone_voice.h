/* One sounding note of a patch, and what all notes of a part share. */
#ifndef BGMUSIC_ENGINE_SYNTH_TONE_VOICE_H
#define BGMUSIC_ENGINE_SYNTH_TONE_VOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "patch.h"
#include "synth_math.h"
#include "tone_synth.h"
#include "wave_table.h"

struct tone_common {
    const struct patch *patch;
    const struct wave_tables *tables;
    float bend;                    /* semitones */
    float vibrato;                 /* cents from the hand, beside the patch's own */
    float sweep_phase, sweep_step; /* 0-1 */
    float sweep;                   /* octaves, now */
    float lfo_step, vibrato_step;  /* turns a span */
    float rise_step;               /* of a riser, a span; 0: none */
    float drop_fall, glide_share;
    float attack_step, decay_fall, release_fall;                                        /* of the amplifier, a span */
    float filter_attack_step, filter_decay_fall, filter_release_fall;                   /* of the filter */
    float left[PATCH_MOST_UNISON], right[PATCH_MOST_UNISON], detune[PATCH_MOST_UNISON]; /* octaves */
};

void tone_common_init(struct tone_common *common, const struct patch *patch, float beat_s);
/* Once a span, before its voices. */
void tone_common_step(struct tone_common *common);

enum tone_stage { TONE_OFF, TONE_HELD, TONE_RELEASE, TONE_STOLEN };

struct tone_voice {
    enum tone_stage stage;
    int key;
    bool pedalled, attacked, filter_attacked;
    uint64_t age;
    float loudness;   /* by velocity */
    float brightness; /* octaves by velocity */
    float pitch;      /* key, on its way to `key` */
    float drop;       /* semitones */
    float level, filter_level, rise;
    float steal_fall;
    float held_ms, lfo, vibrato;
    uint32_t phases[PATCH_MOST_UNISON], second, sub, modulator, hiss;
    struct synth_filter filters[2];
};

void tone_voice_start(struct tone_voice *voice, const struct tone_common *common, int key, int velocity,
                      uint32_t chance);
/* The next note without letting go of this one. */
void tone_voice_tie(struct tone_voice *voice, int key, int velocity);
void tone_voice_steal(struct tone_voice *voice, float fade_ms);
/* Adds the next TONE_SPAN_FRAMES frames of all that sound, by twos. */
void tone_voices_render(struct tone_voice *voices, int count, const struct tone_common *common, float *left,
                        float *right);

#endif
