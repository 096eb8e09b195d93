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

/* The gate (take_gate.h) has two doors and three more tries for both; where none passes, the best one goes on.
 *
 * First the tune: key, chords and themes of the seed, or of the next one where tune and chords rub or the tune is dull.
 * It is judged in a piece of 45 s of the style and nothing else, so that no edit, and no other length, is another tune.
 * Then the hand that plays it: of this very brief, but with the style's own parts, so that leaving one out, or asking
 * for another instrument, changes no note of the others. */
enum { MOST_RETRIES = 3, JUDGED_MS = 45000 };

static uint64_t next_seed(uint64_t seed, int take)
{
    return seed + (uint64_t)take * UINT64_C(0x9e3779b97f4a7c15);
}

static void fault_tell(char told[SCORE_TOLD_SIZE], const char *fault, const struct take_measures *measures)
{
    size_t used = strlen(told);
    snprintf(told + used, SCORE_TOLD_SIZE - used, "%s%s (%.2f, %.2f)", used > 0 ? "; " : "", fault, measures->metronome,
             measures->clash);
}

static bool take_judge(const struct music_brief *brief, uint64_t tune_seed, struct take_measures *measures)
{
    struct score score;
    score_init(&score);
    *measures = (struct take_measures){0, 0, false};
    bool composed = compose_once(brief, tune_seed, &score, NULL) == BGM_OK;
    if (composed)
        *measures = take_measure(&score);
    score_release(&score);
    return composed;
}

static uint64_t choose_tune(const struct music_brief *brief, int *retries, char told[SCORE_TOLD_SIZE])
{
    struct music_brief plain;
    music_brief_init(&plain);
    memcpy(plain.style, brief->style, sizeof plain.style);
    memcpy(plain.blend, brief->blend, sizeof plain.blend);
    plain.duration_ms = JUDGED_MS;
    uint64_t best = brief->seed;
    double least = 2;
    for (int take = 0; take <= MOST_RETRIES; take++) {
        struct take_measures measures;
        plain.seed = next_seed(brief->seed, take);
        bool composed = take_judge(&plain, plain.seed, &measures);
        const char *fault = composed ? tune_fault(&measures) : NULL;
        if (fault == NULL)
            return plain.seed;
        double badness = measures.clash + measures.dull;
        best = badness < least ? plain.seed : best;
        least = badness < least ? badness : least;
        *retries += take < MOST_RETRIES;
        fault_tell(told, fault, &measures);
    }
    return best;
}

/* The brief's seed is the hand's then. */
static void choose_hand(struct music_brief *brief, uint64_t tune_seed, int *retries, char told[SCORE_TOLD_SIZE])
{
    struct music_brief whole = *brief;
    whole.without_roles = whole.with_roles = 0;
    for (int i = 0; i < SCORE_ROLE_COUNT; i++) {
        whole.programs[i] = -1;
        whole.part_level_lu[i] = 0;
    }
    int most = MOST_RETRIES - *retries;
    double least = 2;
    for (int take = 0; take <= most; take++) {
        struct take_measures measures;
        whole.seed = next_seed(tune_seed, take);
        bool composed = take_judge(&whole, tune_seed, &measures);
        const char *fault = composed ? hand_fault(&measures) : NULL;
        if (fault == NULL || measures.metronome < least) {
            least = measures.metronome;
            brief->seed = whole.seed;
        }
        if (fault == NULL)
            return;
        *retries += take < most;
        fault_tell(told, fault, &measures);
    }
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
    int retries = 0;
    char told[SCORE_TOLD_SIZE] = "";
    uint64_t tune_seed = choose_tune(&own, &retries, told);
    choose_hand(&own, tune_seed, &retries, told);
    status = compose_once(&own, tune_seed, score, err);
    score->retries = retries;
    snprintf(score->retried, sizeof score->retried, "%s", told);
    free(cuts);
    return status;
}
