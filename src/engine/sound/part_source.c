/* One part's sound, block by block. */
#include "part_source.h"

#include <math.h>
#include <string.h>

#include "loudness.h"

/* As records have them, played twice, one to each side: strummed and damped guitars, and what breaks chords on plucked
 * strings or on our own synthesiser. */
enum { NYLON_GUITAR = 24, STEEL_GUITAR = 25, JAZZ_GUITAR = 26, DISTORTION_GUITAR = 30, SITAR = 104, SHAMISEN = 106 };

/* The second player is so many cents sharp (our own synthesiser; FluidSynth's: score_events.c). */
#define TWIN_CENTS 7

static bool is_doubled(const struct score_part *part)
{
    int program = part->program;
    if (part->role == SCORE_GUITAR)
        return program >= STEEL_GUITAR && program <= DISTORTION_GUITAR && program != JAZZ_GUITAR;
    return part->role == SCORE_ARP &&
           ((program >= NYLON_GUITAR && program <= DISTORTION_GUITAR) || (program >= SITAR && program <= SHAMISEN));
}

static bool has_twin(const struct score *score, const struct score_part *part)
{
    return part->role == SCORE_ARP && patch_find(score->style, part->role, part->program) != NULL;
}

int part_double_channel(const struct score *score, size_t index)
{
    const struct score_part *part = &score->parts[index];
    bool twin = has_twin(score, part);
    int channel = twin ? SYNTH_TWIN_CHANNEL : SYNTH_DOUBLE_CHANNEL;
    if (!twin && !is_doubled(part))
        return -1;
    for (size_t i = 0; i < index; i++)
        channel += twin ? has_twin(score, &score->parts[i])
                        : is_doubled(&score->parts[i]) && !has_twin(score, &score->parts[i]);
    return channel < (twin ? SYNTH_CHANNELS : SYNTH_GROUPS) ? channel : -1;
}

bool part_is_sampled(const struct score *score, const struct score_part *part)
{
    enum drum_kit kit;
    return !kit_is_machine(score, part, &kit) && patch_find(score->style, part->role, part->program) == NULL;
}

void part_source_open(struct part_source *source, const struct score *score, size_t index)
{
    const struct score_part *part = &score->parts[index];
    enum drum_kit kit;
    *source = (struct part_source){
        .part = part, .channel = part->channel & 15, .double_channel = part_double_channel(score, index)};
    const struct patch *patch = patch_find(score->style, part->role, part->program);
    if (kit_is_machine(score, part, &kit)) {
        source->machine = drum_machine_new(kit, index + 1);
    } else if (patch != NULL) {
        double beat_s = score->tempo_count > 0 ? score->tempos[0].us_per_quarter / 1e6 : 0.5;
        source->tone = tone_synth_new(patch, beat_s, index + 1);
        if (source->double_channel >= 0) {
            source->twin = tone_synth_new(patch, beat_s, index + 1 + SCORE_MOST_PARTS);
            tone_synth_bend(source->twin, TWIN_CENTS / 100.0);
        }
    } else if (part->role == SCORE_DRUMS) {
        for (size_t i = 0; i < part->note_count; i++)
            source->pieces |= 1u << kit_piece_of(part->program, part->notes[i].key);
        for (int p = 0; p < KIT_PIECES; p++) {
            const struct kit_piece *piece = kit_piece(part->program, p);
            if (piece->low_cut_hertz > 0)
                biquad_init_high_pass(&source->low_cuts[p], piece->low_cut_hertz, 0.7071);
            if (piece->high_cut_hertz > 0)
                biquad_init_low_pass(&source->high_cuts[p], piece->high_cut_hertz, 0.6);
        }
    }
}

void part_source_close(struct part_source *source)
{
    tone_synth_free(source->tone);
    tone_synth_free(source->twin);
    drum_machine_free(source->machine);
    *source = (struct part_source){.part = NULL};
}

enum bgm_status part_source_load(const struct part_source *source, struct synth *synth, struct bgm_error *err)
{
    int program = source->part->program & 127;
    enum bgm_status status = BGM_OK;
    if (source->tone != NULL || source->machine != NULL)
        return BGM_OK;
    for (int p = 0; p < KIT_PIECES && status == BGM_OK; p++)
        if (source->pieces >> p & 1)
            status = synth_program(synth, SYNTH_KIT_CHANNEL + p, kit_font_program(program), err);
    if (status == BGM_OK && source->part->role != SCORE_DRUMS)
        status = synth_program(synth, source->channel, program, err);
    if (status == BGM_OK && source->double_channel >= 0)
        status = synth_program(synth, source->double_channel, program, err);
    return status;
}

bool part_source_send(struct part_source *source, const struct synth_event *event)
{
    if (event->channel != source->channel && event->channel != source->double_channel)
        return false;
    if (source->machine != NULL) {
        if (event->kind == SYNTH_NOTE_ON)
            drum_machine_strike(source->machine, event->number, event->value);
        return true;
    }
    if (source->tone == NULL)
        return false;
    struct tone_synth *tone = event->channel == source->channel ? source->tone : source->twin;
    switch ((enum synth_event_kind)event->kind) {
    case SYNTH_NOTE_ON:
        tone_synth_note_on(tone, event->number, event->value);
        break;
    case SYNTH_NOTE_OFF:
        tone_synth_note_off(tone, event->number);
        break;
    case SYNTH_CONTROL:
        tone_synth_control(tone, event->number, event->value);
        break;
    case SYNTH_BEND:
        tone_synth_bend(tone, (double)event->tune_cents / 100);
        break;
    }
    return true;
}

void part_source_silence(struct part_source *source)
{
    if (source->tone != NULL)
        tone_synth_silence(source->tone);
    if (source->twin != NULL) {
        tone_synth_silence(source->twin);
        tone_synth_bend(source->twin, TWIN_CENTS / 100.0);
    }
    if (source->machine != NULL)
        drum_machine_silence(source->machine);
}

static void add_plane(const struct synth_block *block, int channel, float *stereo)
{
    const float *left = block->planes[channel][0], *right = block->planes[channel][1];
    for (int i = 0; i < SYNTH_BLOCK_FRAMES; i++) {
        stereo[2 * i] += left[i];
        stereo[2 * i + 1] += right[i];
    }
}

/* FluidSynth leaves the planes of channels without a voice at zero. */
static bool is_silent(const struct synth_block *block, int channel)
{
    const float *left = block->planes[channel][0], *right = block->planes[channel][1];
    for (int i = 0; i < SYNTH_BLOCK_FRAMES; i++)
        if (fabsf(left[i]) + fabsf(right[i]) > 1e-9f)
            return false;
    return true;
}

static void render_kit(struct part_source *source, const struct synth_block *block, float share, float *stereo,
                       float *room)
{
    for (int p = 0; p < KIT_PIECES; p++) {
        float piece[2 * SYNTH_BLOCK_FRAMES] = {0};
        const struct kit_piece *row = kit_piece(source->part->program, p);
        if ((source->pieces >> p & 1) == 0 || is_silent(block, SYNTH_KIT_CHANNEL + p))
            continue;
        add_plane(block, SYNTH_KIT_CHANNEL + p, piece);
        if (row->low_cut_hertz > 0)
            biquad_run(&source->low_cuts[p], piece, SYNTH_BLOCK_FRAMES);
        if (row->high_cut_hertz > 0)
            biquad_run(&source->high_cuts[p], piece, SYNTH_BLOCK_FRAMES);
        for (int i = 0; i < 2 * SYNTH_BLOCK_FRAMES; i++) {
            float x = piece[i] * row->gain;
            stereo[i] += x;
            room[i] += x * share * (float)row->room;
        }
    }
}

void part_source_render(struct part_source *source, const struct synth_block *block, float *stereo, float *room)
{
    float share = (float)loudness_clamp(source->part->reverb_send, 0, 1);
    if (source->machine != NULL) {
        drum_machine_render(source->machine, stereo, room, SYNTH_BLOCK_FRAMES);
        return;
    }
    memset(stereo, 0, 2 * SYNTH_BLOCK_FRAMES * sizeof *stereo);
    memset(room, 0, 2 * SYNTH_BLOCK_FRAMES * sizeof *room);
    if (source->tone != NULL) {
        tone_synth_render(source->tone, stereo, SYNTH_BLOCK_FRAMES);
        if (source->twin != NULL) {
            float second[2 * SYNTH_BLOCK_FRAMES];
            tone_synth_render(source->twin, second, SYNTH_BLOCK_FRAMES);
            for (int i = 0; i < 2 * SYNTH_BLOCK_FRAMES; i++)
                stereo[i] += second[i];
        }
    } else if (source->pieces != 0) {
        render_kit(source, block, share, stereo, room);
        return;
    } else {
        add_plane(block, source->channel, stereo);
        if (source->double_channel >= 0)
            add_plane(block, source->double_channel, stereo);
    }
    for (int i = 0; i < 2 * SYNTH_BLOCK_FRAMES; i++)
        room[i] = stereo[i] * share;
}
