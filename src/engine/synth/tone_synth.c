/* Notes of one part on a patch: which voice takes a note, what the hand does to all of them. */
#include "tone_synth.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "synth_math.h"
#include "tone_voice.h"

enum { STEAL_MS = 5, SLOTS = TONE_VOICES + 4 };

struct tone_synth {
    struct tone_common common;
    struct tone_voice voices[SLOTS];
    uint32_t chance;
    uint64_t age;
    bool pedal;
    float left, right, expression, reached; /* `reached` follows `expression` */
};

struct tone_synth *tone_synth_new(const struct patch *patch, double beat_s, uint64_t seed)
{
    struct tone_synth *synth = xcalloc(1, sizeof *synth);
    struct prng prng;
    prng_init_labelled(&prng, seed, patch->name);
    tone_common_init(&synth->common, patch, (float)beat_s);
    synth->chance = (uint32_t)prng_next(&prng);
    tone_synth_silence(synth);
    return synth;
}

void tone_synth_free(struct tone_synth *synth)
{
    free(synth);
}

void tone_synth_silence(struct tone_synth *synth)
{
    memset(synth->voices, 0, sizeof synth->voices);
    synth->common.bend = 0;
    synth->common.vibrato = 0;
    synth->common.sweep_phase = 0;
    synth->pedal = false;
    synth->left = synth->right = 1;
    synth->expression = synth->reached = 1;
}

/* A silent slot; else the oldest one that fades already, else the oldest. */
static struct tone_voice *free_slot(struct tone_synth *synth)
{
    struct tone_voice *oldest = NULL;
    int sounding = 0;
    for (int i = 0; i < SLOTS; i++)
        sounding += synth->voices[i].stage != TONE_OFF && synth->voices[i].stage != TONE_STOLEN;
    if (sounding >= TONE_VOICES) {
        for (int i = 0; i < SLOTS; i++) {
            struct tone_voice *voice = &synth->voices[i];
            if (voice->stage == TONE_OFF || voice->stage == TONE_STOLEN)
                continue;
            /* One that was let go is missed less than one that is held. */
            if (oldest == NULL || (oldest->stage != TONE_RELEASE && voice->stage == TONE_RELEASE) ||
                ((oldest->stage == TONE_RELEASE) == (voice->stage == TONE_RELEASE) && voice->age < oldest->age))
                oldest = voice;
        }
        if (oldest != NULL)
            tone_voice_steal(oldest, STEAL_MS);
    }
    struct tone_voice *faintest = &synth->voices[0];
    for (int i = 0; i < SLOTS; i++) {
        struct tone_voice *voice = &synth->voices[i];
        if (voice->stage == TONE_OFF)
            return voice;
        if (voice->level < faintest->level)
            faintest = voice;
    }
    return faintest;
}

void tone_synth_note_on(struct tone_synth *synth, int key, int velocity)
{
    struct tone_voice *tied = NULL;
    for (int i = 0; i < SLOTS && synth->common.patch->mono; i++)
        if (synth->voices[i].stage == TONE_HELD && (tied == NULL || synth->voices[i].age > tied->age))
            tied = &synth->voices[i];
    if (tied != NULL && synth->common.patch->glide_ms > 0) {
        tone_voice_tie(tied, key, velocity);
        tied->age = ++synth->age;
        return;
    }
    if (tied != NULL)
        tone_voice_steal(tied, STEAL_MS);
    struct tone_voice *voice = free_slot(synth);
    synth->chance = synth->chance * 1664525u + 1013904223u;
    tone_voice_start(voice, &synth->common, key, velocity, synth->chance);
    voice->age = ++synth->age;
}

void tone_synth_note_off(struct tone_synth *synth, int key)
{
    for (int i = 0; i < SLOTS; i++) {
        struct tone_voice *voice = &synth->voices[i];
        if (voice->stage != TONE_HELD || voice->key != key)
            continue;
        if (synth->pedal)
            voice->pedalled = true;
        else
            voice->stage = TONE_RELEASE;
    }
}

void tone_synth_control(struct tone_synth *synth, int controller, int value)
{
    switch (controller) {
    case 1:
        synth->common.vibrato = (float)value * (40.0f / 127);
        break;
    case 10: /* equal power; the middle at full */
        synth->left = 1.41421356f * synth_sine(0.25f + (float)value / 127 * 0.25f);
        synth->right = 1.41421356f * synth_sine((float)value / 127 * 0.25f);
        break;
    case 11:
        synth->expression = (float)(value * value) / (127 * 127);
        break;
    case 64:
        synth->pedal = value >= 64;
        for (int i = 0; i < SLOTS && !synth->pedal; i++) {
            if (synth->voices[i].stage == TONE_HELD && synth->voices[i].pedalled)
                synth->voices[i].stage = TONE_RELEASE;
        }
        break;
    default:
        break;
    }
}

void tone_synth_bend(struct tone_synth *synth, double semitones)
{
    synth->common.bend = (float)semitones;
}

void tone_synth_render(struct tone_synth *synth, float *stereo, size_t frames)
{
    float left[TONE_SPAN_FRAMES], right[TONE_SPAN_FRAMES];
    for (size_t at = 0; at + TONE_SPAN_FRAMES <= frames; at += TONE_SPAN_FRAMES) {
        memset(left, 0, sizeof left);
        memset(right, 0, sizeof right);
        tone_common_step(&synth->common);
        tone_voices_render(synth->voices, SLOTS, &synth->common, left, right);
        float from = synth->reached;
        synth->reached += (synth->expression - synth->reached) * 0.15f;
        float step = (synth->reached - from) / TONE_SPAN_FRAMES;
        for (size_t i = 0; i < TONE_SPAN_FRAMES; i++) {
            float gain = from + step * (float)i;
            stereo[2 * (at + i)] = left[i] * gain * synth->left;
            stereo[2 * (at + i) + 1] = right[i] * gain * synth->right;
        }
    }
}
