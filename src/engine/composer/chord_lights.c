/* Chords that come again: in another light, with the dominant of what follows, or with a relative in their place. */
#include <stdio.h>
#include <string.h>

#include "piece.h"
#include "bgmusic/base/count.h"

/* Other lights on a chord: added tones, suspensions before it, the minor fourth step of major. */
static const struct {
    const char *word;
    const char *others[4];
} lights[] = {
    {"I", {"Iadd9", "Isus4,I", "Imaj7", "Isus2"}},
    {"I7", {"I9", "I13", "I7sus4,I7", "I9"}},
    {"Imaj7", {"Imaj9", "I69", "Iadd9", "I6"}},
    {"Imaj9", {"I69", "Imaj7", "Iadd9", "I69"}},
    {"I6", {"I69", "Imaj7", "I6", "Imaj9"}},
    {"I9", {"I13", "I7", "I9sus4,I9", "I13"}},
    {"i", {"iadd9", "i7", "isus4,i", "isus2"}},
    {"i7", {"i9", "iadd9", "i11", "i7"}},
    {"i9", {"i7", "i11", "iadd9", "i9"}},
    {"i6", {"i7", "iadd9", "i6", "i9"}},
    {"i5", {"isus2", "i", "isus4", "i5"}},
    {"ii", {"ii7", "ii9", "ii", "ii7"}},
    {"ii7", {"ii9", "ii11", "ii7", "ii9"}},
    {"ii9", {"ii11", "ii7", "ii9", "ii11"}},
    {"iii", {"iii7", "iii", "iii7", "iii"}},
    {"iii7", {"iii", "iii11", "iii7", "iii"}},
    {"IV", {"IVadd9", "IVmaj7", "IV6", "IV,iv6"}},
    {"IV7", {"IV9", "IV13", "IV7", "IV9"}},
    {"IV9", {"IV13", "IV7", "IV9", "IV13"}},
    {"IVmaj7", {"IVmaj9", "IV6", "IVadd9", "IVmaj9"}},
    {"iv", {"iv7", "ivadd9", "iv6", "iv"}},
    {"iv7", {"iv9", "iv", "iv7", "iv9"}},
    {"V", {"Vsus4,V", "V7", "V9sus4", "V"}},
    {"V7", {"V7sus4,V7", "V9", "V7", "V9sus4,V7"}},
    {"V9sus4", {"V7", "V9sus4,V7", "V13", "V9"}},
    {"v", {"v7", "vsus4,v", "v", "v7"}},
    {"v7", {"v9", "v", "v11", "v7"}},
    {"vi", {"vi7", "viadd9", "visus4,vi", "vi7"}},
    {"vi7", {"vi9", "vi11", "vi", "vi9"}},
    {"bVI", {"bVImaj7", "bVIadd9", "bVI6", "bVIsus2"}},
    {"bVImaj7", {"bVImaj9", "bVIadd9", "bVI", "bVImaj9"}},
    {"bVII", {"bVIIadd9", "bVIIsus4,bVII", "bVII6", "bVIIsus2"}},
    {"bVIImaj7", {"bVIImaj9", "bVIIadd9", "bVII6", "bVIImaj9"}},
    {"bIIImaj7", {"bIIImaj9", "bIIIadd9", "bIII6", "bIIImaj9"}},
    {"bIII", {"bIIIadd9", "bIIImaj7", "bIII6", "bIIIsus2"}},
    {"bII", {"bIImaj7", "bIIadd9", "bII6", "bII"}},
    {"bII5", {"bII", "bII5", "bII", "bIIsus2"}},
    {"bIII5", {"bIII", "bIIIsus2", "bIII", "bIII6"}},
    {"iv5", {"iv", "ivsus2", "iv", "ivsus4"}},
    {"bVI5", {"bVI", "bVIsus2", "bVI6", "bVI"}},
    {"bVII5", {"bVII", "bVIIsus4", "bVIIsus2", "bVII6"}},
    {"II", {"IIadd9", "II7", "IIsus4,II", "II"}},
};

/* The dominant of the next chord, for the second half of a bar: V7 of ii, vi, IV. */
static const struct {
    const char *next, *dominant;
} secondary[] = {
    {"ii", "VI7"},   {"ii7", "VI7"},    {"ii9", "VI7b9"}, {"vi", "III7"},
    {"vi7", "III7"}, {"vi9", "III7b9"}, {"IV", "I7"},     {"IVmaj7", "I9"},
};

/* Relatives, that share two tones and can stand in for a chord that was heard twice (the third below, the third above;
 * for a vamp on one chord, its neighbour). */
static const struct {
    const char *word, *others[2];
} relatives[] = {
    {"I", {"vi", "iii"}},
    {"Imaj7", {"vi7", "iii7"}},
    {"Imaj9", {"vi9", "iii7"}},
    {"I6", {"vi7", "iii7"}},
    {"I9", {"v7", "bVIImaj7"}},
    {"ii", {"IV", "vi"}},
    {"ii7", {"IVmaj7", "vi7"}},
    {"ii9", {"IVmaj9", "vi9"}},
    {"iii", {"I.1", "V.1"}},
    {"iii7", {"Imaj7", "V"}},
    {"IV", {"ii", "vi"}},
    {"IVmaj7", {"ii7", "vi7"}},
    {"V", {"iii", "vii"}},
    {"vi", {"IV", "I.1"}},
    {"vi7", {"IVmaj7", "Imaj7"}},
    {"i", {"bVI", "bIII"}},
    {"i7", {"bIIImaj7", "bVImaj7"}},
    {"i9", {"bIIImaj9", "bVIImaj7"}},
    {"i5", {"bIII5", "bVI5"}},
    {"iv", {"bVI", "bII"}},
    {"iv7", {"bVImaj7", "ii"}},
    {"iv5", {"bVI5", "i5"}},
    {"v", {"bVII", "bIII"}},
    {"bVI", {"iv", "i.1"}},
    {"bVImaj7", {"iv7", "i7"}},
    {"bVI5", {"iv5", "i5"}},
    {"bVII", {"v", "bIII"}},
    {"bVII5", {"bIII5", "v5"}},
    {"bIII", {"bVII.1", "i.1"}},
    {"bIII5", {"bVI5", "bVII5"}},
    {"bII", {"iv", "bVI"}},
    {"bII5", {"iv5", "bVI5"}},
    {"IV7", {"bVIImaj7", "i7"}},
    {"IV9", {"bVIImaj9", "v7"}},
    {"V9sus4", {"ii7", "IVmaj7"}},
    {"bVIImaj7", {"v7", "IV9"}},
    {"bIIImaj7", {"v7", "i7"}},
};

static bool same_text(const char *text, const char *word, size_t length)
{
    return strlen(text) == length && memcmp(text, word, length) == 0;
}

/* Is every tone in the mode? A light must not bring a mode's foreign notes. */
static bool stays_inside(const struct piece *piece, const char *words)
{
    unsigned scale = mode_mask(piece->tonic, piece->mode), tones = 0;
    size_t count = strlen(words);
    for (int half = 0; half < 2; half++) {
        size_t length;
        const char *word = chord_word_at(words, count, ',', half, &length);
        struct chord chord;
        chord_read(word, length, piece->tonic, piece->mode, &chord);
        tones |= chord.tone_mask;
    }
    return (tones & ~scale) == 0;
}

/* In the second half of B every other chord that opens no phrase gives its place to a relative that is not what
 * follows. */
static bool put_relative(const struct piece *piece, int bar, const struct chord_turn *turn, char *place, size_t size)
{
    int index = piece->bars[bar].index;
    if (piece->sections[piece->bars[bar].section].kind != SECTION_B || index % 4 == 0 || index % 2 != 0)
        return false;
    for (size_t i = 0; i < COUNT(relatives); i++) {
        if (!same_text(relatives[i].word, turn->word, turn->length))
            continue;
        for (size_t n = 0; n < 2; n++) {
            const char *word = relatives[i].others[((size_t)turn->times + n) % 2];
            if (stays_inside(piece, word) && !same_text(word, turn->next, turn->next_length)) {
                snprintf(place, size, "%s", word);
                return true;
            }
        }
    }
    return false;
}

/* The dominant of what follows in the second half of the bar: in styles with sevenths, in every fourth such bar. */
static bool put_dominant(const struct piece *piece, struct prng *prng, int bar, const struct chord_turn *turn,
                         char *place, size_t size)
{
    bool rich = piece->style->ending != ENDING_PLAIN, full = piece->bars[bar].length_ticks == 4 * BEAT;
    if (prng_between(prng, 0, 99) >= 25 || piece->mode != SCORE_MAJOR || !rich || !full)
        return false;
    for (size_t i = 0; i < COUNT(secondary); i++)
        if (same_text(secondary[i].next, turn->next, turn->next_length)) {
            snprintf(place, size, "%.*s,%s", (int)turn->length, turn->word, secondary[i].dominant);
            return true;
        }
    return false;
}

/* Is this light one that the bar can have? */
static bool light_fits(const struct piece *piece, int bar, const struct chord_turn *turn, const char *light)
{
    bool full = piece->bars[bar].length_ticks == 4 * BEAT;
    bool split = strchr(light, ',') != NULL, minor_fourth = strstr(light, "iv6") != NULL && split;
    if ((split && !full) || same_text(light, turn->word, turn->length))
        return false;
    bool borrows = piece->mode == SCORE_MAJOR && (piece->style->ending != ENDING_PLAIN || piece->valence < 30);
    return minor_fourth ? borrows : stays_inside(piece, light);
}

static bool put_light(const struct piece *piece, int bar, const struct chord_turn *turn, char *place, size_t size)
{
    size_t which = (size_t)(piece->tune_seed % 4) + (size_t)turn->times;
    for (size_t i = 0; i < COUNT(lights); i++) {
        if (!same_text(lights[i].word, turn->word, turn->length))
            continue;
        for (size_t n = 0; n < 4; n++) {
            const char *light = lights[i].others[(which + n) % 4];
            if (light_fits(piece, bar, turn, light)) {
                snprintf(place, size, "%s", light);
                return true;
            }
        }
        return false;
    }
    return false;
}

/* What returns, returns with the same chords: A has other colours from its third time on alone, B in its second half,
 * and a chord that stays for a second bar. The last two bars of a piece are its cadence. */
bool chord_vary(const struct piece *piece, struct prng *prng, int bar, const struct chord_turn *turn, char *place,
                size_t size)
{
    const struct section_plan *section = &piece->sections[piece->bars[bar].section];
    bool second_half = piece->bars[bar].index % 8 >= 4;
    bool colours =
        (section->kind == SECTION_B || (section->kind == SECTION_A && section->occurrence >= 2)) && second_half;
    if ((!colours && !turn->repeated) || piece->bar_count - bar <= 2 || memchr(turn->word, ',', turn->length) != NULL)
        return false;
    if (section->kind == SECTION_B &&
        (put_dominant(piece, prng, bar, turn, place, size) || put_relative(piece, bar, turn, place, size)))
        return true;
    return put_light(piece, bar, turn, place, size);
}
