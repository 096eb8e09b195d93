/* Where a part's sound comes from: FluidSynth's channels, our own synthesiser, the drum machine. */
#ifndef BGMUSIC_ENGINE_SOUND_PART_SOURCE_H
#define BGMUSIC_ENGINE_SOUND_PART_SOURCE_H

#include "biquad.h"
#include "kit.h"
#include "score.h"
#include "fluid_synth.h"
#include "tone_synth.h"

struct part_source {
    const struct score_part *part;
    struct tone_synth *tone;      /* NULL: not from there */
    struct tone_synth *twin;      /* its second player; NULL: none */
    struct drum_machine *machine; /* NULL: not from there */
    int channel;                  /* of FluidSynth */
    int double_channel;           /* a second player of the same notes; -1: none */
    unsigned pieces;              /* of a sampled kit: a bit for each that is played; 0: no kit */
    struct biquad low_cuts[KIT_PIECES], high_cuts[KIT_PIECES];
};

/* `index`: of the part in the score. */
void part_source_open(struct part_source *source, const struct score *score, size_t index);
void part_source_close(struct part_source *source); /* legal on a zeroed struct */
/* Loads what FluidSynth needs; fails as synth_program() does. */
enum bgm_status part_source_load(const struct part_source *source, struct synth *synth, struct bgm_error *err);
/* True when the event was for this source alone and FluidSynth is not to have it; those of other parts do nothing. */
bool part_source_send(struct part_source *source, const struct synth_event *event);
void part_source_silence(struct part_source *source);
/* The part's next block, interleaved, and what of it goes to the room; `block` is FluidSynth's. */
void part_source_render(struct part_source *source, const struct synth_block *block, float *stereo, float *room);

/* The channel on which a second player doubles the part, FluidSynth's or, from SYNTH_TWIN_CHANNEL on, our own; -1:
 * none. */
int part_double_channel(const struct score *score, size_t index);
/* Does FluidSynth play it at all? */
bool part_is_sampled(const struct score *score, const struct score_part *part);

#endif
