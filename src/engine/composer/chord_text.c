/* Roman numerals into chords.
 *
 * A numeral is [b|#] I-VII or i-vii (minor), a quality, and ".1" / ".2" for the third or fifth
 * in the bass. Its step counts on the major scale whatever the mode: "bVI" is eight semitones
 * up. */
#include <stdio.h>
#include <string.h>

#include "piece.h"
#include "bgmusic/base/count.h"

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
    for (size_t i = 0; i < COUNT(numerals); i++) {
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

void chord_read(const char *text, size_t length, int tonic, enum score_mode mode, struct chord *chord)
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
    for (size_t i = 0; i < COUNT(qualities); i++)
        if (strlen(qualities[i].name) == length - at && memcmp(qualities[i].name, text + at, length - at) == 0)
            row = i;
    *chord = (struct chord){.root = (tonic + semitones) % 12};
    chord->tone_count = qualities[row].count;
    for (int i = 0; i < chord->tone_count; i++) {
        int step = qualities[row].steps[i];
        if (minor && step == 4)
            step = 3;
        chord->tones[i] = (chord->root + step) % 12;
    }
    chord->bass = inversion > 0 && inversion < chord->tone_count ? chord->tones[inversion] : chord->root;
    finish_masks(chord, tonic, mode);
    bool says_minor = minor && qualities[row].name[0] != 'o' && qualities[row].name[0] != 'h';
    snprintf(chord->name, sizeof chord->name, "%s%s%s%s%s", score_pitch_name(chord->root, tonic, mode),
             says_minor ? "m" : "", qualities[row].name, chord->bass != chord->root ? "/" : "",
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
