/* FluidSynth in process, driven by our own events: no player, no driver, no files but the
 * SoundFont.
 *
 *     struct synth *synth = NULL;
 *     synth_new(font_path, &use, &synth, err);
 *     synth_program(synth, channel, program);          each channel that will play, 9 too
 *     for each block of SYNTH_BLOCK_FRAMES: synth_send() what is due, synth_render_block()
 *     synth_free(synth);
 *
 * The same calls give the same samples bit for bit with the same library (docs/sound.md). Not
 * for use by two threads at a time; different synths may run side by side. */
#ifndef BGMUSIC_ENGINE_SOUND_FLUID_SYNTH_H
#define BGMUSIC_ENGINE_SOUND_FLUID_SYNTH_H

#include <stdint.h>

#include "bgmusic/base/error.h"

/* FluidSynth's own block: events land on its edges, 1.33 ms, far below what is heard (6 ms). */
enum { SYNTH_BLOCK_FRAMES = 64 };
/* Channels 0-15 are the parts', 9 a whole kit; from SYNTH_KIT_CHANNEL on single pieces of a kit, from
 * SYNTH_DOUBLE_CHANNEL on second players. The first SYNTH_GROUPS of them come out apart. Second players of our own
 * synthesiser, which FluidSynth never hears of, have numbers from SYNTH_TWIN_CHANNEL on. */
enum {
    SYNTH_CHANNELS = 32,
    SYNTH_KIT_CHANNEL = 16,
    SYNTH_DOUBLE_CHANNEL = 24,
    SYNTH_GROUPS = 26,
    SYNTH_TWIN_CHANNEL = 28
};

enum synth_event_kind { SYNTH_NOTE_OFF, SYNTH_CONTROL, SYNTH_BEND, SYNTH_NOTE_ON }; /* in the order they are sent */

struct synth_event {
    int64_t frame;
    uint8_t kind; /* enum synth_event_kind */
    uint8_t channel;
    uint8_t number;       /* key or controller */
    uint8_t value;        /* velocity or value */
    uint32_t sequence;    /* keeps the order of equals */
    int16_t tune_cents;   /* of a stroke of the kit; of a bend, how far */
    int16_t darker_cents; /* of a stroke: how far its filter is lowered */
    int16_t late_points;  /* of a stroke: how many points of its sample are left out at the front */
    int16_t glide_cents;  /* of a stroke: how much higher it begins, falling within 0.15 s */
};

/* One block of every channel: planes[channel][0 left, 1 right][frame]. */
struct synth_block {
    float planes[SYNTH_GROUPS][2][SYNTH_BLOCK_FRAMES];
};

struct synth;
struct font_use;

/* `use` (soundfont_subset.h; may be NULL, and is read in the call alone): all that will be played, so that only
 * its samples are loaded; any other program or note then sounds wrong. BGM_INPUT when the file is no
 * SoundFont or holds no General MIDI set. */
enum bgm_status synth_new(const char *soundfont_path, const struct font_use *use, struct synth **synth,
                          struct bgm_error *err);
void synth_free(struct synth *synth); /* NULL is legal */

/* Loads the instrument's samples when no channel has it yet. BGM_FAILED: they cannot be read, and nothing may be
 * played. */
enum bgm_status synth_program(struct synth *synth, int channel, int program, struct bgm_error *err);
void synth_send(struct synth *synth, const struct synth_event *event);
/* Ends every voice at once and puts the controllers back; programs stay. */
void synth_silence(struct synth *synth);
void synth_render_block(struct synth *synth, struct synth_block *block);

#endif
