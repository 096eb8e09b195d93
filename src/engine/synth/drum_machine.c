/* Strokes of a drum machine: each a little tuned, lengthened and coloured by chance, and summed. */
#include "drum_machine.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "drum_rows.h"
#include "synth_math.h"

enum { MOST_STROKES = 24, SPAN = 16, PULSES = 6, BURST_FRAMES = 528 };

#define SILENT   5e-4f /* -66 dB of its beginning */
#define CHOKE_MS 12.0f

/* What strokes of a hand and of old circuits differ by. */
#define TUNE_CENTS  14.0f
#define TIME_SHARE  0.10f
#define DROP_SHARE  0.35f
#define LEVEL_SHARE 0.07f

struct stroke {
    const struct drum_row *row; /* NULL: free */
    float gain, left, right;
    float turn, turn2, hertz, hertz2, drop, drop_fall;
    float tone, tone_fall, noise, noise_fall, metal, metal_fall, click, click_fall;
    float rise, rise_step;
    float pulses[PULSES], pulse_steps[PULSES];
    int bursts, burst_left, hold_left;
    float hiss[2], fade, fade_fall;
    uint32_t chance[2];
    struct synth_filter low_cut[2], high_cut[2], metal_cut;
    struct synth_filter_setting low_setting, high_setting, metal_setting;
};

struct drum_machine {
    enum drum_kit kit;
    struct prng prng;
    struct stroke strokes[MOST_STROKES];
};

struct drum_machine *drum_machine_new(enum drum_kit kit, uint64_t seed)
{
    struct drum_machine *machine = xcalloc(1, sizeof *machine);
    machine->kit = kit;
    prng_init_labelled(&machine->prng, seed, "drum machine");
    return machine;
}

void drum_machine_free(struct drum_machine *machine)
{
    free(machine);
}

void drum_machine_silence(struct drum_machine *machine)
{
    memset(machine->strokes, 0, sizeof machine->strokes);
}

/* -1 ... 1, mostly near 0. */
static float near_zero(struct prng *prng)
{
    return (float)(prng_unit(prng) + prng_unit(prng) - 1);
}

static void choke(struct drum_machine *machine)
{
    for (int i = 0; i < MOST_STROKES; i++)
        if (machine->strokes[i].row != NULL && machine->strokes[i].row->is_hat)
            machine->strokes[i].fade_fall = synth_fall(CHOKE_MS, 1);
}

static struct stroke *free_stroke(struct drum_machine *machine)
{
    struct stroke *faintest = &machine->strokes[0];
    float least = 1e9f;
    for (int i = 0; i < MOST_STROKES; i++) {
        struct stroke *stroke = &machine->strokes[i];
        if (stroke->row == NULL)
            return stroke;
        float size = stroke->gain * stroke->fade * (stroke->tone + stroke->noise + stroke->metal);
        if (size < least) {
            least = size;
            faintest = stroke;
        }
    }
    return faintest;
}

static void set_tones(struct stroke *stroke, struct prng *prng, int key)
{
    const struct drum_row *row = stroke->row;
    float cents = near_zero(prng) * TUNE_CENTS * 1.7f + (row->follows ? (float)(key - 45) * 100 : 0);
    float tune = synth_power(cents / 1200), longer = 1 + near_zero(prng) * TIME_SHARE;
    stroke->hertz = row->hertz * tune;
    stroke->hertz2 = row->hertz2 * tune;
    stroke->drop = row->drop_octaves * (1 + near_zero(prng) * DROP_SHARE);
    stroke->drop_fall = synth_fall(row->drop_ms * (1 + near_zero(prng) * DROP_SHARE), SPAN);
    stroke->turn = (float)prng_unit(prng) * 0.04f; /* a free oscillator is not where it was */
    stroke->tone = row->tone + row->tone2 > 0 ? 1 : 0;
    stroke->tone_fall = synth_fall(row->tone_ms * longer, 1);
    stroke->click = row->click;
    stroke->click_fall = synth_fall(4, 1);
}

static void set_noises(struct stroke *stroke, struct prng *prng, float brightness)
{
    static const float pulse_hertz[PULSES] = {205.3f, 304.4f, 369.6f, 522.7f, 540.0f, 800.0f};
    const struct drum_row *row = stroke->row;
    float longer = 1 + near_zero(prng) * TIME_SHARE * 1.5f;
    /* Softer and chance: up to half an octave darker. */
    float tone = synth_power(0.6f * (brightness - 0.8f) + 0.12f * near_zero(prng));
    stroke->noise = row->noise > 0 ? 1 : 0;
    stroke->noise_fall = synth_fall(row->noise_ms * longer, 1);
    stroke->bursts = row->bursts;
    stroke->burst_left = BURST_FRAMES + (int)(near_zero(prng) * 60);
    if (row->noise > 0) {
        synth_filter_set(&stroke->low_setting, row->noise_low * tone, 0.8f);
        synth_filter_set(&stroke->high_setting, row->noise_high * tone, 0.7f);
    }
    stroke->metal = row->metal > 0 ? 1 : 0;
    stroke->metal_fall = synth_fall(row->metal_ms * longer, 1);
    if (row->metal > 0)
        synth_filter_set(&stroke->metal_setting, row->metal_low * tone, 1.1f);
    float tune = synth_power(near_zero(prng) * 0.03f) * 3.1f / 48000;
    for (int i = 0; i < PULSES; i++) {
        stroke->pulses[i] = (float)prng_unit(prng);
        stroke->pulse_steps[i] = pulse_hertz[i] * tune * (1 + 0.01f * near_zero(prng));
    }
    stroke->chance[0] = (uint32_t)prng_next(prng);
    stroke->chance[1] = (uint32_t)prng_next(prng);
}

void drum_machine_strike(struct drum_machine *machine, int key, int velocity)
{
    const struct drum_row *row = drum_row_find(machine->kit, key);
    if (row->chokes || row->is_hat)
        choke(machine);
    struct stroke *stroke = free_stroke(machine);
    struct prng *prng = &machine->prng;
    memset(stroke, 0, sizeof *stroke);
    stroke->row = row;
    float v = (float)velocity / 127;
    stroke->gain = row->level * (0.06f + 0.94f * v * v) * (1 + near_zero(prng) * LEVEL_SHARE);
    float pan = row->pan + (row->follows ? (float)(key - 45) * 0.09f : 0) + near_zero(prng) * 0.04f;
    pan = pan < -0.9f ? -0.9f : pan > 0.9f ? 0.9f : pan;
    stroke->left = 1.41421356f * synth_sine((1 - pan) * 0.125f);
    stroke->right = 1.41421356f * synth_sine((1 + pan) * 0.125f);
    stroke->rise = row->attack_ms > 0 ? 0 : 1;
    stroke->rise_step = row->attack_ms > 0 ? 1 / (row->attack_ms * 48) : 0;
    stroke->fade = 1;
    stroke->fade_fall = 1;
    set_tones(stroke, prng, key);
    set_noises(stroke, prng, v);
}

/* Hiss of both sides, filtered; its envelope begins again with each burst. */
static void add_noise(struct stroke *stroke, float *left, float *right)
{
    const struct drum_row *row = stroke->row;
    for (int i = 0; i < SPAN; i++) {
        if (stroke->bursts > 0 && --stroke->burst_left == 0) {
            stroke->burst_left = BURST_FRAMES;
            stroke->noise = 1;
            stroke->bursts--;
        }
        if (row->hold == 0 || stroke->hold_left-- <= 0) {
            stroke->hiss[0] = synth_noise(&stroke->chance[0]);
            stroke->hiss[1] = row->hold > 0 ? stroke->hiss[0] : synth_noise(&stroke->chance[1]);
            stroke->hold_left = row->hold;
        }
        float sides[2], band, middle = (stroke->hiss[0] + stroke->hiss[1]) * 0.5f;
        for (int c = 0; c < 2; c++) {
            float x = 0.65f * middle + 0.6f * stroke->hiss[c];
            float low = synth_filter_run(&stroke->low_cut[c], &stroke->low_setting, x, &band);
            x = x - stroke->low_setting.damping * band - low;
            sides[c] = synth_filter_run(&stroke->high_cut[c], &stroke->high_setting, x, &band);
        }
        float size = stroke->noise * row->noise;
        left[i] += sides[0] * size;
        right[i] += sides[1] * size;
        /* The bursts are dry ticks, the last one is the tail. */
        stroke->noise *= stroke->bursts > 0 ? stroke->noise_fall * 0.9965f : stroke->noise_fall;
    }
}

static void add_metal(struct stroke *stroke, float *left, float *right)
{
    for (int i = 0; i < SPAN; i++) {
        float x = 0, band;
        for (int p = 0; p < PULSES; p++) {
            stroke->pulses[p] += stroke->pulse_steps[p];
            stroke->pulses[p] -= (float)(int)stroke->pulses[p];
            x += stroke->pulses[p] < 0.5f ? 1.0f : -1.0f;
        }
        float low = synth_filter_run(&stroke->metal_cut, &stroke->metal_setting, x * 0.4f, &band);
        x = (x * 0.4f - stroke->metal_setting.damping * band - low) * stroke->metal * stroke->row->metal;
        left[i] += x;
        right[i] += x;
        stroke->metal *= stroke->metal_fall;
    }
}

static void add_tones(struct stroke *stroke, float *left, float *right)
{
    const struct drum_row *row = stroke->row;
    float step = stroke->hertz * synth_power(stroke->drop) / 48000, step2 = stroke->hertz2 / 48000;
    stroke->drop *= stroke->drop_fall;
    for (int i = 0; i < SPAN; i++) {
        float x = row->tone * synth_sine(stroke->turn);
        if (row->tone2 > 0)
            x += row->tone2 * synth_sine(stroke->turn2);
        x = x * stroke->tone + stroke->click;
        left[i] += x;
        right[i] += x;
        stroke->turn += step;
        stroke->turn -= stroke->turn >= 1 ? 1 : 0;
        stroke->turn2 += step2;
        stroke->turn2 -= stroke->turn2 >= 1 ? 1 : 0;
        stroke->tone *= stroke->tone_fall;
        stroke->click *= stroke->click_fall;
    }
}

static void render_span(struct stroke *stroke, float *dry, float *room)
{
    float left[SPAN] = {0}, right[SPAN] = {0};
    const struct drum_row *row = stroke->row;
    if (stroke->tone > SILENT || stroke->click > SILENT)
        add_tones(stroke, left, right);
    if (stroke->noise > SILENT || stroke->bursts > 0)
        add_noise(stroke, left, right);
    if (stroke->metal > SILENT)
        add_metal(stroke, left, right);
    if (row->drive > 0)
        for (int i = 0; i < SPAN; i++) {
            left[i] = synth_soften(left[i] * (1 + row->drive));
            right[i] = synth_soften(right[i] * (1 + row->drive));
        }
    for (int i = 0; i < SPAN; i++) {
        float gain = stroke->gain * stroke->fade * stroke->rise;
        left[i] *= gain * stroke->left;
        right[i] *= gain * stroke->right;
        dry[2 * i] += left[i];
        dry[2 * i + 1] += right[i];
        room[2 * i] += left[i] * row->room;
        room[2 * i + 1] += right[i] * row->room;
        stroke->fade *= stroke->fade_fall;
        stroke->rise += stroke->rise_step;
        stroke->rise = stroke->rise > 1 ? 1 : stroke->rise;
    }
    bool rings = stroke->tone > SILENT || stroke->noise > SILENT || stroke->metal > SILENT || stroke->bursts > 0;
    if (!rings || stroke->fade < SILENT)
        stroke->row = NULL;
}

void drum_machine_render(struct drum_machine *machine, float *dry, float *room, size_t frames)
{
    memset(dry, 0, 2 * frames * sizeof *dry);
    memset(room, 0, 2 * frames * sizeof *room);
    for (size_t at = 0; at + SPAN <= frames; at += SPAN)
        for (int i = 0; i < MOST_STROKES; i++)
            if (machine->strokes[i].row != NULL)
                render_span(&machine->strokes[i], dry + 2 * at, room + 2 * at);
}
