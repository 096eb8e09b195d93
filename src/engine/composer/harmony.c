/* Harmony: Roman numerals into chords, a chord for every bar, a cadence at the end.
 *
 * A numeral is [b|#] I-VII or i-vii (minor), a quality, and ".1" / ".2" for the third or fifth
 * in the bass. Its step counts on the major scale whatever the mode: "bVI" is eight semitones
 * up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "piece_internal.h"

static const struct {
    const char *name;
    int count, steps[CHORD_MOST_TONES]; /* the third is 4; a minor numeral makes it 3 */
} qualities[] = {
    {"", 3, {0, 4, 7}},
    {"7", 4, {0, 4, 7, 10}},
    {"maj7", 4, {0, 4, 7, 11}},
    {"9", 5, {0, 4, 7, 10, 14}},
    {"maj9", 5, {0, 4, 7, 11, 14}},
    {"add9", 4, {0, 4, 7, 14}},
    {"6", 4, {0, 4, 7, 9}},
    {"69", 5, {0, 4, 7, 9, 14}},
    {"11", 6, {0, 4, 7, 10, 14, 17}},
    {"13", 5, {0, 4, 10, 14, 21}},
    {"7b9", 5, {0, 4, 7, 10, 13}},
    {"sus2", 3, {0, 2, 7}},
    {"sus4", 3, {0, 5, 7}},
    {"7sus4", 4, {0, 5, 7, 10}},
    {"9sus4", 5, {0, 5, 7, 10, 14}},
    {"5", 2, {0, 7}},
    {"o", 3, {0, 3, 6}},
    {"o7", 4, {0, 3, 6, 9}},
    {"h7", 4, {0, 3, 6, 10}},
};

/* Reads "bVI" into semitones above the tonic; returns the characters used. */
static size_t read_numeral(const char *text, size_t length, int *semitones, bool *minor)
{
    static const struct {
        const char *name;
        int semitones;
    } numerals[] = {{"VII", 11}, {"III", 4}, {"VI", 9}, {"IV", 5}, {"II", 2}, {"V", 7}, {"I", 0}};
    size_t at = 0;
    int shift = 0;
    if (length > 0 && (text[0] == 'b' || text[0] == '#')) {
        shift = text[0] == 'b' ? -1 : 1;
        at = 1;
    }
    *semitones = 0;
    *minor = at < length && (text[at] == 'i' || text[at] == 'v');
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        size_t size = strlen(numerals[i].name), same = 0;
        while (same < size && at + same < length &&
               text[at + same] == (char)(numerals[i].name[same] + (*minor ? 'a' - 'A' : 0)))
            same++;
        if (same == size) {
            *semitones = (numerals[i].semitones + shift + 12) % 12;
            return at + size;
        }
    }
    return at;
}

static void finish_masks(struct chord *chord, int tonic, enum score_mode mode)
{
    unsigned scale = mode_mask(tonic, mode);
    chord->tone_mask = 0;
    for (int i = 0; i < chord->tone_count; i++)
        chord->tone_mask |= 1U << chord->tones[i];
    /* A borrowed tone pushes out its neighbours a semitone away: never both forms of a step. */
    for (int i = 0; i < chord->tone_count; i++) {
        int pc = chord->tones[i];
        if (!(scale & (1U << pc)))
            scale &= ~((1U << ((pc + 1) % 12)) | (1U << ((pc + 11) % 12)));
    }
    chord->scale_mask = scale | chord->tone_mask;
}

void chord_read(const char *text, size_t length, int tonic, enum score_mode mode,
                struct chord *chord)
{
    int semitones;
    bool minor;
    size_t at = read_numeral(text, length, &semitones, &minor);
    int inversion = 0;
    if (length >= 2 && text[length - 2] == '.') {
        inversion = text[length - 1] - '0';
        length -= 2;
    }
    size_t row = 0;
    for (size_t i = 0; i < sizeof qualities / sizeof *qualities; i++)
        if (strlen(qualities[i].name) == length - at &&
            memcmp(qualities[i].name, text + at, length - at) == 0)
            row = i;
    *chord = (struct chord){.root = (tonic + semitones) % 12};
    chord->tone_count = qualities[row].count;
    for (int i = 0; i < chord->tone_count; i++) {
        int step = qualities[row].steps[i];
        if (minor && step == 4)
            step = 3;
        chord->tones[i] = (chord->root + step) % 12;
    }
    chord->bass =
        inversion > 0 && inversion < chord->tone_count ? chord->tones[inversion] : chord->root;
    finish_masks(chord, tonic, mode);
    bool says_minor = minor && qualities[row].name[0] != 'o' && qualities[row].name[0] != 'h';
    snprintf(chord->name, sizeof chord->name, "%s%s%s%s%s",
             score_pitch_name(chord->root, tonic, mode), says_minor ? "m" : "", qualities[row].name,
             chord->bass != chord->root ? "/" : "",
             chord->bass != chord->root ? score_pitch_name(chord->bass, tonic, mode) : "");
}

/* The `index`-th word of `text` (counted round), parted by `gap`. */
const char *chord_word_at(const char *text, size_t text_length, char gap, int index, size_t *length)
{
    int count = 1;
    for (size_t i = 0; i < text_length; i++)
        count += text[i] == gap;
    index %= count;
    size_t start = 0;
    for (; index > 0; start++)
        index -= text[start] == gap;
    size_t end = start;
    while (end < text_length && text[end] != gap)
        end++;
    *length = end - start;
    return text + start;
}

static void add_chord(struct piece *piece, int bar, int32_t start, int32_t end, const char *text,
                      size_t length)
{
    struct chord chord;
    chord_read(text, length, piece->tonic, piece->mode, &chord);
    struct chord_plan *last =
        piece->chord_count > 0 ? &piece->chords[piece->chord_count - 1] : NULL;
    /* The same chord again inside a bar is one chord. */
    if (last != NULL && last->bar == bar && strcmp(last->chord.name, chord.name) == 0) {
        last->end_ticks = end;
        return;
    }
    piece->chords[piece->chord_count++] = (struct chord_plan){start, end, bar, chord};
}

static void add_bar(struct piece *piece, int bar, const char *word, size_t length, const char *next,
                    size_t next_length)
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
    for (int i = 0; i < STYLE_MOST_PROGRESSIONS && style->progressions[i].text != NULL && count < 4;
         i++)
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

/* The word for a bar: the section's progression from a place of its own, the cadence at the very
 * end. */
static const char *word_for(const struct piece *piece, int bar, const char *const chosen[4],
                            const int *which, const int *rotation, size_t *length)
{
    const char *cadence = cadence_text(piece->mode, piece->style->ending);
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
            plan->bar + 2 < piece->bar_count && plan->chord.bass == plan->chord.root &&
            plan->chord.tone_count <= 4 && plan->chord.tone_count >= 3) {
            plan->chord.bass = plan->chord.tones[1];
            size_t used = strlen(plan->chord.name);
            snprintf(plan->chord.name + used, sizeof plan->chord.name - used, "/%s",
                     score_pitch_name(plan->chord.bass, piece->tonic, piece->mode));
        }
    }
}

/* The first chord of the progression, from the word `first` on, that is neither `before` nor `after`. */
static bool other_chord(const struct piece *piece, const char *text, int first,
                        const struct chord *before, const struct chord *after, struct chord *found)
{
    for (int i = 0; i < 4; i++) {
        size_t length;
        const char *word = chord_word_at(text, strlen(text), ' ', first + i, &length);
        length = strcspn(word, ", ") < length ? strcspn(word, ", ") : length;
        chord_read(word, length, piece->tonic, piece->mode, found);
        if (found->tone_mask != before->tone_mask &&
            (after == NULL || found->tone_mask != after->tone_mask))
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
    for (int bar = 0; bar < piece->bar_count; bar++) {
        size_t length, next_length;
        const char *word = word_for(piece, bar, chosen, which, rotation, &length);
        const char *next = word_for(piece, bar + 1, chosen, which, rotation, &next_length);
        const char *cadence = cadence_text(piece->mode, piece->style->ending);
        /* A piece of one or two bars: home first where there is room for it, the cadence's last
         * chord before the end. */
        if (piece->bar_count <= 2) {
            bool home = bar == 0 && piece->final_ticks > 2 * BEAT;
            word = chord_word_at(cadence, strlen(cadence), ' ', home ? 2 : 1, &length);
            next = chord_word_at(cadence, strlen(cadence), ' ', 1, &next_length);
        }
        char varied[32];
        size_t last_length = 0;
        const char *last =
            bar > 0 ? word_for(piece, bar - 1, chosen, which, rotation, &last_length) : NULL;
        bool repeated = last != NULL && last_length == length && memcmp(last, word, length) == 0;
        if (chord_vary(piece, &prng, bar, repeated, word, length, next, next_length, varied,
                       sizeof varied)) {
            word = varied;
            length = strlen(varied);
        }
        add_bar(piece, bar, word, length, next, next_length);
    }
    invert_some(piece, &prng);
    size_t length;
    const char *home = word_for(piece, piece->bar_count, chosen, which, rotation, &length);
    add_chord(piece, piece->bar_count, piece->final_ticks, piece->end_ticks, home, length);
    change_at_main_cut(piece, chosen[0]);
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
