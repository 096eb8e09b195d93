/* One sounding note: oscillators, filter, amplifier, moved once in 32 frames. */
#include "tone_voice.h"

#include <string.h>

/* -60 dB: the span that comes to it fades out whole. */
#define SILENT        1e-3f
#define SPAN_MS       (TONE_SPAN_FRAMES / 48.0f)
#define PHASE_A_HERTZ (4294967296.0f / 48000)

/* What a voice gives for one span. */
struct tone_span {
    struct tone_voice *voice;
    struct synth_filter_setting setting;
    float gain, step; /* at its beginning, and a frame */
    float left[TONE_SPAN_FRAMES], right[TONE_SPAN_FRAMES];
};

static float step_of(float ms)
{
    return ms <= SPAN_MS ? 1 : SPAN_MS / ms;
}

void tone_common_init(struct tone_common *common, const struct patch *patch, float beat_s)
{
    *common = (struct tone_common){.patch = patch, .tables = wave_tables_get()};
    const struct patch_envelope *amp = &patch->envelope, *filter = &patch->filter_envelope;
    float span_s = SPAN_MS / 1000;
    common->attack_step = step_of(amp->attack_ms);
    common->decay_fall = synth_fall(amp->decay_ms, TONE_SPAN_FRAMES);
    common->release_fall = synth_fall(amp->release_ms, TONE_SPAN_FRAMES);
    common->filter_attack_step = step_of(filter->attack_ms);
    common->filter_decay_fall = synth_fall(filter->decay_ms, TONE_SPAN_FRAMES);
    common->filter_release_fall = synth_fall(filter->release_ms, TONE_SPAN_FRAMES);
    common->drop_fall = synth_fall(patch->drop_ms * 2, TONE_SPAN_FRAMES);
    common->glide_share = patch->glide_ms > 0 ? 1 - synth_fall(patch->glide_ms * 2, TONE_SPAN_FRAMES) : 1;
    common->sweep_step = patch->sweep_beats > 0 ? span_s / (patch->sweep_beats * beat_s) : 0;
    common->lfo_step = patch->lfo_beats > 0 ? span_s / (patch->lfo_beats * beat_s) : 0;
    common->vibrato_step = span_s * (patch->vibrato_hertz > 0 ? patch->vibrato_hertz : 5.2f);
    common->rise_step = patch->rise_beats > 0 ? span_s / (patch->rise_beats * beat_s) : 0;
    int count = patch->unison;
    for (int i = 0; i < count; i++) {
        /* -1 ... 1 from the first copy to the last; neighbours in pitch lie on opposite sides. */
        float place = count > 1 ? 2 * (float)i / (float)(count - 1) - 1 : 0;
        float side = count > 1 ? place * (i % 2 == 0 ? 1 : -1) * patch->spread : 0;
        common->detune[i] = place * patch->detune / 1200;
        common->left[i] = 1.41421356f * synth_sine((1 - side) * 0.125f);
        common->right[i] = 1.41421356f * synth_sine((1 + side) * 0.125f);
    }
}

void tone_common_step(struct tone_common *common)
{
    /* Begins in the middle of its way, upwards. */
    common->sweep = common->patch->sweep_octaves * synth_sine(common->sweep_phase);
    common->sweep_phase += common->sweep_step;
    if (common->sweep_phase >= 1)
        common->sweep_phase -= 1;
}

void tone_voice_start(struct tone_voice *voice, const struct tone_common *common, int key, int velocity,
                      uint32_t chance)
{
    const struct patch *patch = common->patch;
    memset(voice, 0, sizeof *voice);
    voice->stage = TONE_HELD;
    voice->key = key;
    voice->pitch = (float)key;
    voice->drop = patch->drop_semitones;
    voice->hiss = chance | 1;
    for (int i = 0; i < patch->unison; i++) {
        synth_noise(&voice->hiss);
        /* A single oscillator begins where it is zero; several begin anywhere, or they would beat in step. */
        voice->phases[i] = patch->unison > 1 ? voice->hiss : 0x80000000u;
    }
    voice->second = voice->phases[0];
    tone_voice_tie(voice, key, velocity);
}

void tone_voice_tie(struct tone_voice *voice, int key, int velocity)
{
    float v = (float)velocity / 127;
    voice->key = key;
    voice->pedalled = false;
    voice->loudness = 0.2f + 0.8f * v * v;
    voice->brightness = v - 0.75f;
}

void tone_voice_steal(struct tone_voice *voice, float fade_ms)
{
    voice->stage = TONE_STOLEN;
    voice->steal_fall = synth_fall(fade_ms, TONE_SPAN_FRAMES);
}

/* The envelope's next level. */
static float envelope_step(float level, bool *attacked, bool held, float attack_step, float decay_fall, float sustain,
                           float release_fall)
{
    if (!held)
        return level * release_fall;
    if (!*attacked) {
        level += attack_step;
        *attacked = level >= 1;
        return level >= 1 ? 1 : level;
    }
    return sustain + (level - sustain) * decay_fall;
}

/* Fills `wave` with one oscillator's samples and moves its phase. */
static void oscillate(const struct tone_common *common, struct tone_voice *voice, enum patch_wave kind, float hertz,
                      float width, uint32_t *phase, float *wave)
{
    hertz = hertz < 20000 ? hertz : 20000;
    uint32_t step = (uint32_t)(hertz * PHASE_A_HERTZ), at = *phase;
    const struct wave_tables *tables = common->tables;
    int level = wave_level(hertz);
    switch (kind) {
    case WAVE_SAW:
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step)
            wave[i] = wave_read(tables->saw[level], at);
        break;
    case WAVE_PULSE: {
        uint32_t shift = (uint32_t)(width * 4294967040.0f);
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step)
            wave[i] = wave_read(tables->saw[level], at) - wave_read(tables->saw[level], at + shift);
        break;
    }
    case WAVE_TRIANGLE:
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step)
            wave[i] = wave_read(tables->triangle[level], at);
        break;
    case WAVE_STEPS: /* its edges are the sound; they are small, and fold back little */
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step)
            wave[i] = (float)(int)(wave_read(tables->triangle[level], at) * 7.5f + 8) * (1 / 7.5f) - 1;
        break;
    case WAVE_SINE:
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step)
            wave[i] = wave_read(tables->sine, at);
        break;
    case WAVE_FM: {
        float faster = hertz * common->patch->fm_ratio;
        uint32_t other = (uint32_t)((faster < 40000 ? faster : 40000) * PHASE_A_HERTZ), m = voice->modulator;
        float index = common->patch->fm_index * voice->level * 4294967296.0f * 0.5f;
        for (int i = 0; i < TONE_SPAN_FRAMES; i++, at += step, m += other)
            wave[i] = wave_read(tables->sine, at + (uint32_t)(int32_t)(index * wave_read(tables->sine, m)));
        voice->modulator = m;
        break;
    }
    case WAVE_NOISE:
        for (int i = 0; i < TONE_SPAN_FRAMES; i++)
            wave[i] = synth_noise(&voice->hiss);
        break;
    default:
        memset(wave, 0, TONE_SPAN_FRAMES * sizeof *wave);
        break;
    }
    *phase = at;
}

static void add_oscillators(struct tone_voice *voice, const struct tone_common *common, float key, float *restrict left,
                            float *restrict right)
{
    const struct patch *patch = common->patch;
    float wave[TONE_SPAN_FRAMES];
    float hertz = synth_hertz(key);
    float width =
        patch->width + patch->width_lfo * synth_sine(common->sweep_phase * 8 - (float)(int)(common->sweep_phase * 8));
    float share = patch->unison > 4 ? 0.42f : patch->unison > 1 ? 0.6f : 1;
    memset(left, 0, TONE_SPAN_FRAMES * sizeof *left);
    memset(right, 0, TONE_SPAN_FRAMES * sizeof *right);
    for (int u = 0; u < patch->unison; u++) {
        float l = common->left[u] * share, r = common->right[u] * share;
        oscillate(common, voice, patch->wave, hertz * (1 + common->detune[u] * 0.693147f), width, &voice->phases[u],
                  wave);
        for (int i = 0; i < TONE_SPAN_FRAMES; i++) {
            left[i] += wave[i] * l;
            right[i] += wave[i] * r;
        }
    }
    const struct {
        enum patch_wave wave;
        float level, hertz;
        uint32_t *phase;
    } others[] = {
        {patch->second, patch->second_level, hertz * synth_power(patch->second_semitones / 12), &voice->second},
        {WAVE_SINE, patch->sub, hertz / 2, &voice->sub},
        {WAVE_NOISE, patch->noise, hertz, &voice->sub},
    };
    for (int o = 0; o < 3; o++) {
        if (others[o].level <= 0 || others[o].wave == WAVE_NONE)
            continue;
        uint32_t phase = *others[o].phase;
        oscillate(common, voice, others[o].wave, others[o].hertz, width, &phase, wave);
        if (others[o].wave != WAVE_NOISE)
            *others[o].phase = phase;
        for (int i = 0; i < TONE_SPAN_FRAMES; i++) {
            left[i] += wave[i] * others[o].level;
            right[i] += wave[i] * others[o].level;
        }
    }
}

/* Filters of two voices, four sides, in the lanes of one vector: each waits for its own last sample, and four wait as
 * long as one. */
typedef float lanes __attribute__((vector_size(16)));

static void filter_two(struct tone_span *a, struct tone_span *b, bool low_pass)
{
    const struct synth_filter_setting *s = &a->setting, *t = &b->setting;
    const struct synth_filter *f = a->voice->filters, *g = b->voice->filters;
    const lanes keep = {s->keep, s->keep, t->keep, t->keep}, cross = {s->cross, s->cross, t->cross, t->cross};
    const lanes follow = {s->follow, s->follow, t->follow, t->follow};
    lanes low = {f[0].low, f[1].low, g[0].low, g[1].low}, band = {f[0].band, f[1].band, g[0].band, g[1].band};
    for (int i = 0; i < TONE_SPAN_FRAMES; i++) {
        lanes x = {a->left[i], a->right[i], b->left[i], b->right[i]};
        lanes lacks = x + 1e-18f - low; /* as synth_filter_run() */
        lanes next_band = keep * band + cross * lacks, next_low = low + cross * band + follow * lacks;
        lanes out = low_pass ? 0.5f * (low + next_low) : 0.5f * (band + next_band);
        low = next_low;
        band = next_band;
        a->left[i] = out[0];
        a->right[i] = out[1];
        b->left[i] = out[2];
        b->right[i] = out[3];
    }
    for (int c = 0; c < 2; c++) {
        a->voice->filters[c] = (struct synth_filter){.low = low[c], .band = band[c]};
        b->voice->filters[c] = (struct synth_filter){.low = low[2 + c], .band = band[2 + c]};
    }
}

/* Where the pitch stands: glide, drop, bend and vibrato, in keys. */
static float pitch_step(struct tone_voice *voice, const struct tone_common *common)
{
    const struct patch *patch = common->patch;
    voice->pitch += ((float)voice->key - voice->pitch) * common->glide_share;
    voice->drop *= common->drop_fall;
    voice->held_ms += SPAN_MS;
    voice->vibrato += common->vibrato_step;
    voice->vibrato -= (float)(int)voice->vibrato;
    float own = patch->vibrato_cents > 0 && voice->held_ms > patch->vibrato_ms
                    ? (voice->held_ms - patch->vibrato_ms) * (1 / 400.0f)
                    : 0;
    float cents = patch->vibrato_cents * (own > 1 ? 1 : own) + common->vibrato;
    return voice->pitch + voice->drop + common->bend + cents * 0.01f * synth_sine(voice->vibrato);
}

static float cutoff_step(struct tone_voice *voice, const struct tone_common *common, float key)
{
    const struct patch *patch = common->patch;
    float octaves = patch->envelope_octaves * voice->filter_level + patch->velocity_octaves * voice->brightness +
                    patch->follow * (key - 60) / 12 + common->sweep;
    if (common->lfo_step > 0) {
        octaves += patch->lfo_octaves * synth_sine(voice->lfo - 0.25f);
        voice->lfo += common->lfo_step;
        voice->lfo -= (float)(int)voice->lfo;
    }
    if (common->rise_step > 0)
        octaves += 4 * voice->rise;
    return patch->cutoff_hertz * synth_power(octaves);
}

/* Moves the voice on by a span and fills in what is to be filtered. */
static void begin_span(struct tone_span *span, struct tone_voice *voice, const struct tone_common *common)
{
    const struct patch *patch = common->patch;
    bool held = voice->stage == TONE_HELD;
    float from = voice->level;
    float to = envelope_step(from, &voice->attacked, held, common->attack_step, common->decay_fall,
                             patch->envelope.sustain, common->release_fall);
    voice->filter_level =
        envelope_step(voice->filter_level, &voice->filter_attacked, held, common->filter_attack_step,
                      common->filter_decay_fall, patch->filter_envelope.sustain, common->filter_release_fall);
    if (voice->stage == TONE_STOLEN)
        to = from * voice->steal_fall;
    bool ends = to < SILENT && (voice->attacked || !held);
    to = ends ? 0 : to;
    float key = pitch_step(voice, common);
    span->voice = voice;
    add_oscillators(voice, common, key, span->left, span->right);
    synth_filter_set(&span->setting, cutoff_step(voice, common, key), patch->resonance);
    float loudness = voice->loudness;
    if (common->rise_step > 0) {
        loudness *= voice->rise * voice->rise;
        voice->rise = voice->rise + common->rise_step > 1 ? 1 : voice->rise + common->rise_step;
    }
    span->gain = from * loudness;
    span->step = (to * loudness - span->gain) / TONE_SPAN_FRAMES;
    voice->level = to;
    if (ends)
        voice->stage = TONE_OFF;
}

static void add_span(const struct tone_span *span, float drive, float *restrict left, float *restrict right)
{
    float gain = span->gain;
    for (int i = 0; i < TONE_SPAN_FRAMES; i++) {
        float l = span->left[i], r = span->right[i];
        if (drive > 0) {
            l = synth_soften(l * (1 + drive));
            r = synth_soften(r * (1 + drive));
        }
        gain += span->step;
        left[i] += l * gain * 0.25f;
        right[i] += r * gain * 0.25f;
    }
}

void tone_voices_render(struct tone_voice *voices, int count, const struct tone_common *common, float *left,
                        float *right)
{
    struct tone_voice nobody = {.stage = TONE_OFF};
    struct tone_span spans[2] = {{.voice = &nobody}, {.voice = &nobody}};
    const struct patch *patch = common->patch;
    int waiting = 0;
    for (int i = 0; i <= count; i++) {
        if (i < count && voices[i].stage == TONE_OFF)
            continue;
        if (i < count)
            begin_span(&spans[waiting++], &voices[i], common);
        if (waiting == 0 || (waiting == 1 && i < count))
            continue;
        filter_two(&spans[0], &spans[1], patch->filter == FILTER_LOW);
        for (int k = 0; k < waiting; k++)
            add_span(&spans[k], patch->drive, left, right);
        spans[1].voice = &nobody;
        waiting = 0;
    }
}
