/* Harmony: a chord for every bar, a cadence at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

static void add_chord(struct piece *piece, int bar, int32_t start, int32_t end, const char *text, size_t length)
{
    struct chord chord;
    chord_read(text, length, piece->tonic, piece->mode, &chord);
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
    /* A cut in the middle of the bar brings the next chord early; a single bar needs both. */
    bool early = piece->bar_count == 1 || ((plan->cut_beats & 4) && bar + 1 < piece->bar_count);
    if (!halves && early && plan->length_ticks == 4 * BEAT) {
        halves = true;
        second = chord_word_at(next, next_length, ',', 0, &second_length);
    }
    add_chord(piece, bar, start, halves ? start + 2 * BEAT : end, first, first_length);
    if (halves)
        add_chord(piece, bar, start + 2 * BEAT, end, second, second_length);
}

/* Up to four progressions of the same mode: A, B and two more for long pieces. */
static int choose_progressions(struct piece *piece, struct prng *prng, const char *chosen[4])
{
    const struct style *style = piece->style;
    bool any_mode = piece->brief->mode < 0;
    int row = -1;
    if (any_mode) {
        double weights[STYLE_MOST_PROGRESSIONS] = {0};
        for (int i = 0; i < STYLE_MOST_PROGRESSIONS && style->progressions[i].text != NULL; i++) {
            bool minor = mode_is_minor(style->progressions[i].mode);
            /* Mode is what tells sad from happy (Eerola et al. 2013). */
            int wanted = minor ? -piece->valence : piece->valence;
            weights[i] = wanted > 25 ? 8 : wanted < -25 ? 0.02 : 1;
        }
        row = (int)prng_choose(prng, weights, STYLE_MOST_PROGRESSIONS);
        bool minor = mode_is_minor(style->progressions[row].mode);
        piece->mode = style->progressions[row].mode;
        /* A style with one kind of mode alone: a strong wish for the other wins over its table. */
        if (piece->valence < -45 && !minor)
            piece->mode = SCORE_MINOR;
        else if (piece->valence > 45 && minor)
            piece->mode = SCORE_MAJOR;
    } else {
        piece->mode = (enum score_mode)piece->brief->mode;
    }
    int count = 0;
    if (row >= 0 && style->progressions[row].mode == piece->mode)
        chosen[count++] = style->progressions[row].text;
    for (int i = 0; i < STYLE_MOST_PROGRESSIONS && style->progressions[i].text != NULL && count < 4; i++)
        if (i != row && style->progressions[i].mode == piece->mode)
            chosen[count++] = style->progressions[i].text;
    for (int i = 0; i < 2 && count < 4; i++)
        chosen[count++] = fallback_progression(piece->mode, i);
    return count;
}

static void choose_tonic(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->brief->seed, "key");
    int free_tonic = prng_between(&prng, 0, 11);
    piece->tonic = piece->brief->tonic >= 0 ? piece->brief->tonic : free_tonic;
}

/* Neighbouring seeds close differently. */
static const char *cadence_of(const struct piece *piece)
{
    return cadence_text(piece->mode, piece->style->ending, (int)(piece->brief->seed % CADENCES));
}

/* The word for a bar: the section's progression from a place of its own, the cadence at the very
 * end. */
static const char *word_for(const struct piece *piece, int bar, const char *const chosen[4], const int *which,
                            const int *rotation, size_t *length)
{
    const char *cadence = cadence_of(piece);
    int left = piece->bar_count - bar;
    if (left <= 0)
        return chord_word_at(cadence, strlen(cadence), ' ', 2, length);
    if (left <= 2 && piece->bar_count >= 3)
        return chord_word_at(cadence, strlen(cadence), ' ', 2 - left, length);
    int s = piece->bars[bar].section;
    const char *text = chosen[which[s]];
    int index = piece->bars[bar].index;
    if (piece->sections[s].kind == SECTION_BREAK)
        index /= 2;
    return chord_word_at(text, strlen(text), ' ', index + rotation[s], length);
}

static void invert_some(struct piece *piece, struct prng *prng)
{
    for (int i = 1; i + 1 < piece->chord_count; i++) {
        struct chord_plan *plan = &piece->chords[i];
        const struct section_plan *section = &piece->sections[piece->bars[plan->bar].section];
        int chance = prng_between(prng, 0, 99);
        /* A repeat of a section walks its bass by thirds; cadences keep their roots. */
        if (section->occurrence > 0 && piece->bars[plan->bar].index % 2 == 1 && chance < 35 &&
            plan->bar + 2 < piece->bar_count && plan->chord.bass == plan->chord.root && plan->chord.tone_count <= 4 &&
            plan->chord.tone_count >= 3) {
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

void harmony_plan(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->brief->seed, "harmony");
    choose_tonic(piece);
    const char *chosen[4];
    int count = choose_progressions(piece, &prng, chosen);
    int *which = xcalloc((size_t)piece->section_count + 1, sizeof *which);
    int *rotation = xcalloc((size_t)piece->section_count + 1, sizeof *rotation);
    for (int s = 0; s < piece->section_count; s++) {
        const struct section_plan *section = &piece->sections[s];
        bool second = section->kind == SECTION_B;
        which[s] = second ? 1 % count : 0;
        /* From the third time on other progressions join, so that long pieces go somewhere. */
        if (section->occurrence >= 2)
            which[s] = prng_between(&prng, 0, count - 1);
        if (section->kind == SECTION_BREAK || (second && section->occurrence % 2 == 1))
            rotation[s] = 2;
    }
    piece->chords = xcalloc((size_t)piece->bar_count * 2 + 2, sizeof *piece->chords);
    struct word *words = xcalloc((size_t)piece->bar_count + 1, sizeof *words);
    for (int bar = 0; bar < piece->bar_count; bar++) {
        struct chord_turn turn = {.repeated = false};
        turn.word = word_for(piece, bar, chosen, which, rotation, &turn.length);
        turn.next = word_for(piece, bar + 1, chosen, which, rotation, &turn.next_length);
        const char *cadence = cadence_of(piece);
        /* A piece of one or two bars: home first where there is room for it, or (the other kind of cadence) all
         * of the cadence; its last chord before the end. */
        if (piece->bar_count <= 2) {
            bool first = bar == 0 && piece->final_ticks > 2 * BEAT, home = first && piece->brief->seed % CADENCES == 0;
            turn.word = chord_word_at(cadence, strlen(cadence), ' ', home ? 2 : first ? 0 : 1, &turn.length);
            turn.next = chord_word_at(cadence, strlen(cadence), ' ', 1, &turn.next_length);
        }
        words[bar] = (struct word){turn.word, turn.length};
        for (int before = 0; before < bar; before++)
            turn.times += same_word(&words[before], &words[bar]);
        turn.repeated = bar > 0 && same_word(&words[bar - 1], &words[bar]);
        char varied[32];
        if (chord_vary(piece, &prng, bar, &turn, varied, sizeof varied)) {
            turn.word = varied;
            turn.length = strlen(varied);
        }
        add_bar(piece, bar, turn.word, turn.length, turn.next, turn.next_length);
    }
    invert_some(piece, &prng);
    size_t length;
    const char *home = word_for(piece, piece->bar_count, chosen, which, rotation, &length);
    add_chord(piece, piece->bar_count, piece->final_ticks, piece->end_ticks, home, length);
    change_at_main_cut(piece, chosen[0]);
    free(words);
    free(which);
    free(rotation);
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
