/* What of a SoundFont a piece will hear.
 *
 * FluidSynth decodes all samples of a chosen preset: a grand piano takes a second and 170 MB, of which a short piece
 * hears a tenth. So the zones that no note of the piece falls into are pointed at a sample that is needed anyway; which
 * of them sound for the notes of the piece, and how, stays as it was.
 *
 *     struct font_use use = {0};
 *     font_use_program(&use, channel, program);           each channel that plays
 *     font_use_note(&use, channel, key, velocity);        each note
 *     soundfont_subset(pdta, size, &use); */
#ifndef BGMUSIC_ENGINE_SOUND_SOUNDFONT_SUBSET_H
#define BGMUSIC_ENGINE_SOUND_SOUNDFONT_SUBSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fluid_synth.h"

struct font_use {
    struct {
        bool plays;
        uint8_t program;
        uint64_t velocities[128][2]; /* by key: the bit of each velocity that occurs */
    } channels[SYNTH_CHANNELS];
};

void font_use_program(struct font_use *use, int channel, int program);
void font_use_note(struct font_use *use, int channel, int key, int velocity);

/* `pdta`: the content of the SoundFont's "pdta" list, changed in place without a change of its size (SoundFont 2.04,
 * section 7). False, and nothing changed, when the list is not understood, when a wanted preset is not in it (the
 * channels of kits play bank 128, the others bank 0) or stands there twice: then all samples are to be loaded. */
bool soundfont_subset(uint8_t *pdta, size_t size, const struct font_use *use);

#endif
