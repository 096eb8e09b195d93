/* Harmony: a chord for every bar, a cadence at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

static void add_chord(struct piece *piece, int bar, int32_t start, int32_t end, const char *text, size_t length)
{
    struct chord chord;
    int shift = bar < piece->bar_count ? piece_key_shift(piece, bar) : 0;
    chord_read(text, length, (piece->tonic + shift + 12) % 12, piece->mode, &chord);
    struct chord_plan *last = piece->chord_count > 0 ? &piece->chords[piece->chord_count - 1] : NULL;
    /* The same chord again inside a bar is one chord. */
    if (last != NULL && last->bar == bar && strcmp(last->chord.name, chord.name) == 0) {
        last->end_ticks = end;
        return;
    }
    piece->chords[piece->chord_count++] = (struct chord_plan){start, end, bar, chord};
}

static void add_bar(struct piece *piece, int bar, const char *word, size_t length, const char *next, size_t next_length)
{
    const struct bar_plan *plan = &piece->bars[bar];
    int32_t start = plan->start_ticks, end = start + plan->length_ticks;
    size_t first_length, second_length;
    const char *first = chord_word_at(word, length, ',', 0, &first_length);
    const char *second = chord_word_at(word, length, ',', 1, &second_length);
    bool halves = second != first && plan->length_ticks == 4 * BEAT;
    /* A cut or a title in the middle of the bar brings the next chord early; a single bar needs both. */
    unsigned turns = plan->cut_beats | plan->soft_beats | plan->title_beats;
    bool early = piece->bar_count == 1 || ((turns & 4) != 0 && bar + 1 < piece->bar_count);
    if (!halves && early && plan->length_ticks == 4 * BEAT) {
        halves = true;
        second = chord_word_at(next, next_length, ',', 0, &second_length);
    }
    add_chord(piece, bar, start, halves ? start + 2 * BEAT : end, first, first_length);
    if (halves)
        add_chord(piece, bar, start + 2 * BEAT, end, second, second_length);
}

/* The progression behind `row` of the same mode, counted round; the mode's usual one where the style has no other. */
static const char *second_progression(const struct style *style, int row, enum score_mode mode)
{
    for (int i = 1; i < STYLE_MOST_PROGRESSIONS; i++) {
        const struct progression *other = &style->progressions[(row + i) % STYLE_MOST_PROGRESSIONS];
        if (other->text != NULL && other->mode == mode)
            return other->text;
    }
    const char *usual = fallback_progression(mode, 0);
    return strcmp(usual, style->progressions[row].text) != 0 ? usual : fallback_progression(mode, 1);
}

/* The progressions of A and B. The seed takes a row of the style whatever the mood; a mood of the other kind of mode
 * then turns it, degree by degree, so that the tune stays ("make it sad but keep the tune"). Mode is what tells sad
 * from happy (Eerola et al. 2013). */
static void choose_progressions(struct piece *piece, struct prng *prng)
{
    const struct style *style = piece->style;
    int rows = 0, kinds[2] = {0, 0};
    while (rows < STYLE_MOST_PROGRESSIONS && style->progressions[rows].text != NULL)
        kinds[mode_is_minor(style->progressions[rows++].mode)]++;
    int row = prng_between(prng, 0, rows - 1);
    if (piece->brief->mode >= 0) {
        enum score_mode wanted = (enum score_mode)piece->brief->mode;
        for (int i = 0; i < rows && style->progressions[row].mode != wanted; i++)
            row = (row + 1) % rows;
        piece->mode = wanted;
    } else {
        piece->mode = style->progressions[row].mode;
    }
    const char *first = style->progressions[row].text;
    const char *second = second_progression(style, row, style->progressions[row].mode);
    bool is_minor = mode_is_minor(style->progressions[row].mode), turn = false;
    if (piece->brief->mode >= 0) {
        turn = mode_is_minor(piece->mode) != is_minor;
    } else if (is_minor ? piece->valence > 25 : piece->valence < -25) {
        /* A style with one kind of mode alone needs a strong wish. */
        turn = kinds[!is_minor] > 0 || piece->valence > 45 || piece->valence < -45;
        if (turn)
            piece->mode = is_minor ? SCORE_MAJOR : SCORE_MINOR;
    }
    if (turn) {
        progression_turn(first, !is_minor, piece->progressions[0]);
        progression_turn(second, !is_minor, piece->progressions[1]);
        return;
    }
    snprintf(piece->progressions[0], PROGRESSION_SIZE, "%s", first);
    snprintf(piece->progressions[1], PROGRESSION_SIZE, "%s", second);
}

static void choose_tonic(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->tune_seed, "key");
    int free_tonic = prng_between(&prng, 0, 11);
    piece->tonic = piece->brief->tonic >= 0 ? piece->brief->tonic : free_tonic;
}

/* Neighbouring seeds close differently. */
static const char *cadence_of(const struct piece *piece)
{
    return cadence_text(piece->mode, piece->style->ending, (int)(piece->tune_seed % CADENCES));
}

/* The word for a bar: the section's progression, the cadence at the very end. */
static const char *word_for(const struct piece *piece, int bar, size_t *length)
{
    const char *cadence = cadence_of(piece);
    int left = piece->bar_count - bar;
    if (left <= 0)
        return chord_word_at(cadence, strlen(cadence), ' ', 2, length);
    if (left <= 2 && piece->bar_count >= 3)
        return chord_word_at(cadence, strlen(cadence), ' ', 2 - left, length);
    int s = piece->bars[bar].section;
    const char *text = piece->progressions[piece->sections[s].kind == SECTION_B];
    int index = piece->sections[s].kind == SECTION_BREAK ? piece->bars[bar].index / 2 : theme_bar(piece, bar);
    return chord_word_at(text, strlen(text), ' ', index, length);
}

static void invert_some(struct piece *piece, struct prng *prng)
{
    for (int i = 1; i + 1 < piece->chord_count; i++) {
        struct chord_plan *plan = &piece->chords[i];
        const struct section_plan *section = &piece->sections[piece->bars[plan->bar].section];
        int chance = prng_between(prng, 0, 99);
        /* A repeat of a section walks its bass by thirds; cadences keep their roots. */
        if (section->occurrence > 1 && section->kind != SECTION_B && piece->bars[plan->bar].index % 2 == 1 &&
            chance < 35 && plan->bar + 2 < piece->bar_count && plan->chord.bass == plan->chord.root &&
            plan->chord.tone_count <= 4 && plan->chord.tone_count >= 3) {
            plan->chord.bass = plan->chord.tones[1];
            size_t used = strlen(plan->chord.name);
            snprintf(plan->chord.name + used, sizeof plan->chord.name - used, "/%s",
                     score_pitch_name(plan->chord.bass, piece->tonic, piece->mode));
        }
    }
}

/* The first chord of the progression, from the word `first` on, that is neither `before` nor `after`. */
static bool other_chord(const struct piece *piece, const char *text, int first, const struct chord *before,
                        const struct chord *after, struct chord *found)
{
    for (int i = 0; i < 4; i++) {
        size_t length;
        const char *word = chord_word_at(text, strlen(text), ' ', first + i, &length);
        length = strcspn(word, ", ") < length ? strcspn(word, ", ") : length;
        chord_read(word, length, piece->tonic, piece->mode, found);
        if (found->tone_mask != before->tone_mask && (after == NULL || found->tone_mask != after->tone_mask))
            return true;
    }
    return false;
}

/* The strongest cut gets a chord of its own: what begins there must differ from what was before. */
static void change_at_main_cut(struct piece *piece, const char *text)
{
    int32_t at = piece->main_cut_ticks;
    int i = 0;
    while (i + 1 < piece->chord_count && piece->chords[i + 1].start_ticks <= at)
        i++;
    if (at <= 0 || i + 1 >= piece->chord_count)
        return;
    struct chord_plan *plan = &piece->chords[i];
    struct chord found;
    bool begins = plan->start_ticks == at;
    const struct chord *before = begins && i > 0 ? &plan[-1].chord : &plan->chord;
    if (begins && before->tone_mask != plan->chord.tone_mask)
        return;
    if (!other_chord(piece, text, plan->bar + 1, before, &plan[1].chord, &found) &&
        !other_chord(piece, text, plan->bar + 1, before, NULL, &found))
        return;
    if (!begins) {
        memmove(plan + 2, plan + 1, (size_t)(piece->chord_count - i - 1) * sizeof *plan);
        piece->chord_count++;
        plan[1] = *plan;
        plan[1].start_ticks = plan->end_ticks = at;
        plan++;
    }
    plan->chord = found;
}

struct word {
    const char *text; /* not terminated */
    size_t length;
};

static bool same_word(const struct word *a, const struct word *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* A chance for each bar of each kind of section, so that B comes again as it was. */
static void begin_bar(const struct piece *piece, int bar, struct prng *prng)
{
    char label[48];
    const struct section_plan *section = &piece->sections[piece->bars[bar].section];
    snprintf(label, sizeof label, "chord %d %d", (int)section->kind, piece->bars[bar].index % 8);
    prng_init_labelled(prng, piece->tune_seed, label);
}

static struct chord_turn turn_at(const struct piece *piece, int bar, const struct word *words)
{
    struct chord_turn turn = {.repeated = false};
    turn.word = words[bar].text;
    turn.length = words[bar].length;
    turn.next = words[bar + 1].text;
    turn.next_length = words[bar + 1].length;
    for (int before = bar - piece->bars[bar].index; before < bar; before++)
        turn.times += same_word(&words[before], &words[bar]);
    turn.repeated = piece->bars[bar].index > 0 && same_word(&words[bar - 1], &words[bar]);
    return turn;
}

/* A piece of one or two bars: home first where there is room for it, or (the other kind of cadence) all of the cadence;
 * its last chord before the end. */
static void shortest_words(const struct piece *piece, struct word *words)
{
    const char *cadence = cadence_of(piece);
    for (int bar = 0; bar < piece->bar_count; bar++) {
        bool first = bar == 0 && piece->final_ticks > 2 * BEAT, home = first && piece->tune_seed % CADENCES == 0;
        words[bar].text = chord_word_at(cadence, strlen(cadence), ' ', home ? 2 : first ? 0 : 1, &words[bar].length);
    }
}

void harmony_plan(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->tune_seed, "harmony");
    choose_tonic(piece);
    choose_progressions(piece, &prng);
    piece->chords = xcalloc((size_t)piece->bar_count * 2 + 3, sizeof *piece->chords);
    struct word *words = xcalloc((size_t)piece->bar_count + 1, sizeof *words);
    for (int bar = 0; bar <= piece->bar_count; bar++)
        words[bar].text = word_for(piece, bar, &words[bar].length);
    if (piece->bar_count <= 2)
        shortest_words(piece, words);
    for (int bar = 0; bar < piece->bar_count; bar++) {
        struct chord_turn turn = turn_at(piece, bar, words);
        char varied[32];
        begin_bar(piece, bar, &prng);
        if (chord_vary(piece, &prng, bar, &turn, varied, sizeof varied)) {
            turn.word = varied;
            turn.length = strlen(varied);
        }
        add_bar(piece, bar, turn.word, turn.length, turn.next, turn.next_length);
    }
    prng_init_labelled(&prng, piece->tune_seed, "inversions");
    invert_some(piece, &prng);
    add_chord(piece, piece->bar_count, piece->final_ticks, piece->end_ticks, words[piece->bar_count].text,
              words[piece->bar_count].length);
    change_at_main_cut(piece, piece->progressions[0]);
    free(words);
}

const struct chord_plan *piece_chord_at(const struct piece *piece, int32_t ticks)
{
    int low = 0, high = piece->chord_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (piece->chords[middle].start_ticks <= ticks)
            low = middle;
        else
            high = middle - 1;
    }
    return &piece->chords[low];
}
