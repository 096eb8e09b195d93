/* From a brief to a score: the plan first, then part after part. */
#include "composer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "style_table.h"
#include "piece.h"
#include "take_gate.h"

void music_brief_init(struct music_brief *brief)
{
    *brief = (struct music_brief){.tonic = -1, .mode = -1, .tempo_factor = 1};
    for (int i = 0; i < SCORE_ROLE_COUNT; i++)
        brief->programs[i] = -1;
}

static void write_part(const struct piece *piece, struct part_draft *draft)
{
    switch (draft->row->role) {
    case SCORE_KEYS:
        keys_write(piece, draft);
        break;
    case SCORE_PAD:
        pad_write(piece, draft);
        break;
    case SCORE_BASS:
        bass_write(piece, draft);
        break;
    case SCORE_GUITAR:
        guitar_write(piece, draft);
        break;
    case SCORE_ARP:
        arp_write(piece, draft);
        break;
    case SCORE_LEAD:
        melody_write(piece, draft);
        break;
    case SCORE_COUNTER:
        counter_write(piece, draft);
        break;
    case SCORE_DRUMS:
        drums_write(piece, draft);
        break;
    default:
        percussion_write(piece, draft);
        break;
    }
}

/* Registered parameter 1, channel fine tuning: 8192 is in tune, 8192 more a semitone up. */
static void tune_part(struct part_draft *draft, int cents)
{
    enum { RPN_HIGH = 101, RPN_LOW = 100, DATA_HIGH = 6, DATA_LOW = 38, NO_PARAMETER = 127 };
    int value = 8192 + cents * 8192 / 100;
    part_control(draft, 0, RPN_HIGH, 0);
    part_control(draft, 0, RPN_LOW, 1);
    part_control(draft, 0, DATA_HIGH, value >> 7);
    part_control(draft, 0, DATA_LOW, value & 127);
    part_control(draft, 0, RPN_HIGH, NO_PARAMETER);
    part_control(draft, 0, RPN_LOW, NO_PARAMETER);
}

static void add_part(struct piece *piece, const struct part_row *row, int number_in_role, int *channel)
{
    static const char *const labels[SCORE_ROLE_COUNT] = {"keys", "pad",     "bass",  "guitar",    "arp",
                                                         "lead", "counter", "drums", "percussion"};
    char label[32];
    snprintf(label, sizeof label, "%s %d", labels[row->role], number_in_role);
    struct part_draft draft = {.row = row};
    prng_init_labelled(&draft.prng, piece->brief->seed, label);
    draft.seed = prng_next(&draft.prng);
    int cents = piece->detune_cents[row - piece->rows];
    if (cents != 0)
        tune_part(&draft, cents);
    write_part(piece, &draft);
    part_follow_events(piece, &draft);
    part_thin(piece, &draft);

    struct score *score = piece->score;
    struct score_part *part = &score->parts[score->part_count];
    *part = (struct score_part){.role = row->role,
                                .program = (uint8_t)row->program,
                                .level_lu = row->level_lu + piece->brief->part_level_lu[row->role],
                                .pan = row->pan,
                                .reverb_send = row->reverb_send};
    bool drums = row->role == SCORE_DRUMS;
    snprintf(part->name, sizeof part->name, "%s", drums ? gm_kit_name(row->program) : gm_program_name(row->program));
    part_humanize(piece, &draft, part);
    part_articulate(piece, part);
    free(draft.notes);
    free(draft.controls);
    /* One kit, on its own channel; a part without a note is no part. */
    if (part->note_count == 0) {
        free(part->notes);
        free(part->controls);
        return;
    }
    if (drums) {
        part->channel = SCORE_DRUM_CHANNEL;
    } else {
        part->channel = (uint8_t)*channel;
        *channel += *channel + 1 == SCORE_DRUM_CHANNEL ? 2 : 1;
    }
    score->part_count++;
}

static void describe(const struct piece *piece)
{
    struct score *score = piece->score;
    snprintf(score->style, sizeof score->style, "%s", piece->style->id);
    const char *mood = piece->energy <= -30 && strcmp(piece->style->title, "Calm") != 0 ? "Calm "
                       : piece->energy >= 30                                            ? "Energetic "
                                                                                        : "";
    const char *colour = piece->blend != NULL ? piece->blend->title : "";
    snprintf(score->title, sizeof score->title, "%s%s%s%s", mood, colour, colour[0] != '\0' ? " " : "",
             piece->style->title);
    /* "Dark jazz", "Calm chiptune R&B": one capital in front, but names keep theirs. */
    for (size_t i = 1; score->title[i] != '\0'; i++)
        if (score->title[i - 1] == ' ' && score->title[i] >= 'A' && score->title[i] <= 'Z' &&
            score->title[i + 1] >= 'a' && score->title[i + 1] <= 'z')
            score->title[i] += 'a' - 'A';
    /* To a hundredth, for people. */
    score->bpm = (double)((INT64_C(6000000000) + piece->us_per_quarter / 2) / piece->us_per_quarter) / 100;
    score->tonic = piece->tonic;
    score->mode = piece->mode;
    score->reverb_t60_s = piece->style->reverb_t60_s;
    score->swing = piece->swing_permille / 1000.0;
    score->effects = piece->style->effects;
    if (piece->blend != NULL) {
        score->reverb_t60_s = (score->reverb_t60_s * 2 + piece->blend->reverb_t60_s) / 3;
        if (score->effects == SCORE_EFFECTS_NONE)
            score->effects = piece->blend->effects;
    }

    static const char *const names[] = {"intro", "A", "B", "break", "outro"};
    score->sections = xcalloc((size_t)piece->section_count + 1, sizeof *score->sections);
    for (int i = 0; i < piece->section_count; i++) {
        const struct section_plan *plan = &piece->sections[i];
        struct score_section *section = &score->sections[score->section_count++];
        int after = plan->first_bar + plan->bar_count;
        int32_t end = after < piece->bar_count ? piece->bars[after].start_ticks : piece->final_ticks;
        snprintf(section->name, sizeof section->name, "%s", names[plan->kind]);
        section->start_ms = score_ticks_to_us(score, piece->bars[plan->first_bar].start_ticks) / 1000;
        section->end_ms = score_ticks_to_us(score, end) / 1000;
        section->energy = plan->energy / 100.0;
    }
    if (score->section_count == 0) {
        struct score_section *section = &score->sections[score->section_count++];
        snprintf(section->name, sizeof section->name, "outro");
        section->energy = 0.5;
    }
    /* The ring-out belongs to the last section. */
    score->sections[score->section_count - 1].end_ms = score->end_ms;
    score->chords = xcalloc((size_t)piece->chord_count, sizeof *score->chords);
    for (int i = 0; i < piece->chord_count; i++) {
        struct score_chord *chord = &score->chords[score->chord_count++];
        chord->at_ticks = piece->chords[i].start_ticks;
        chord->tones = piece->chords[i].chord.tone_mask;
        snprintf(chord->name, sizeof chord->name, "%s", piece->chords[i].chord.name);
    }
}

/* Swing of jazz follows the tempo: long-short ratio 4.7 - 0.012 bpm, never over 2, the short
 * note never under 100 ms (Friberg and Sundström 2002, drawn as a line; 2 is enough under a
 * video). */
static int swing_permille(const struct piece *piece)
{
    if (piece->compound)
        return 667;
    if (piece->style->swing_percent > 0)
        return piece->style->swing_percent * 10;
    int bpm = 60000000 / piece->us_per_quarter;
    int ratio = 4700 - 12 * bpm;
    ratio = ratio < 1000 ? 1000 : ratio > 2000 ? 2000 : ratio;
    int permille = 1000 * ratio / (1000 + ratio), most = 1000 - bpm * 1000 / 600;
    return permille < most ? permille : most < 500 ? 500 : most;
}

static enum bgm_status compose_once(const struct music_brief *brief, uint64_t tune_seed, struct score *score,
                                    struct bgm_error *err)
{
    struct piece piece = {.brief = brief, .tune_seed = tune_seed, .score = score, .style = style_row(brief->style)};
    if (style_exists(brief->blend) && strcmp(brief->blend, piece.style->id) != 0)
        piece.blend = style_row(brief->blend);
    piece.energy = (int)(brief->energy * 100);
    piece.valence = (int)(brief->valence * 100);
    arrange_plan(&piece);
    if (piece.row_count == 0)
        return bgm_fail(err, BGM_USAGE, "every instrument of the music is left out");
    meter_plan(&piece);
    form_plan(&piece);
    piece.swing_permille = swing_permille(&piece);
    harmony_plan(&piece);
    melody_plan(&piece);
    int channel = 0, numbers[SCORE_ROLE_COUNT] = {0};
    for (int i = 0; i < piece.row_count; i++)
        add_part(&piece, &piece.rows[i], numbers[piece.rows[i].role]++, &channel);
    describe(&piece);
    meter_write(&piece, score);
    free(piece.bars);
    free(piece.sections);
    free(piece.chords);
    free(piece.themes);
    free(piece.sung);
    return BGM_OK;
}

/* Which take of the brief is heard: one that fails its measures is composed again by another hand, with the same key,
 * chords and tune, at most three times; the first one stays where none is better. The take is judged with the style's
 * own parts, so that leaving one out, or asking for another instrument, changes no note of the others. */
static void choose_take(struct music_brief *brief, int *retries, char told[SCORE_TOLD_SIZE])
{
    enum { MOST_RETRIES = 3 };
    uint64_t seed = brief->seed;
    struct music_brief whole = *brief;
    whole.without_roles = whole.with_roles = 0;
    for (int i = 0; i < SCORE_ROLE_COUNT; i++) {
        whole.programs[i] = -1;
        whole.part_level_lu[i] = 0;
    }
    *retries = 0;
    for (int take = 0; take <= MOST_RETRIES; take++) {
        struct score score;
        score_init(&score);
        whole.seed = seed + (uint64_t)take * UINT64_C(0x9e3779b97f4a7c15);
        const char *fault = NULL;
        struct take_measures measures = {0, 0, false};
        if (compose_once(&whole, seed, &score, NULL) == BGM_OK) {
            measures = take_measure(&score);
            fault = take_fault(&measures);
        }
        score_release(&score);
        *retries = take;
        brief->seed = whole.seed;
        if (fault == NULL)
            return;
        size_t used = strlen(told);
        snprintf(told + used, SCORE_TOLD_SIZE - used, "%s%s (%.2f, %.2f)", used > 0 ? "; " : "", fault,
                 measures.metronome, measures.clash);
    }
    brief->seed = seed;
}

enum bgm_status music_compose(const struct music_brief *brief, struct score *score, struct bgm_error *err)
{
    score_init(score);
    enum bgm_status status = brief_check(brief, err);
    if (status != BGM_OK)
        return status;
    struct music_brief own = *brief;
    struct music_cut *cuts;
    own.cut_count = picture_turns(brief, &cuts);
    own.cuts = cuts;
    int retries;
    char told[SCORE_TOLD_SIZE] = "";
    choose_take(&own, &retries, told);
    status = compose_once(&own, brief->seed, score, err);
    score->retries = retries;
    snprintf(score->retried, sizeof score->retried, "%s", told);
    free(cuts);
    return status;
}
