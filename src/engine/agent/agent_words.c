/* A message as words: numbers with units, quotations, keys by name, and the phrases of the table. */
#include "agent_clause.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"

enum { MOST_QUOTED_BYTES = 480 };

size_t agent_quote_open(const char *at, const char **closing)
{
    static const char *const pairs[][2] = {
        {"\"", "\""}, {"“", "”"}, {"”", "”"}, {"「", "」"}, {"『", "』"},
        {"《", "》"}, {"«", "»"}, {"„", "“"}, {"‘", "’"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t length = strlen(pairs[i][0]);
        if (strncmp(at, pairs[i][0], length) == 0) {
            *closing = pairs[i][1];
            return length;
        }
    }
    return 0;
}

/* A quotation at `at`: its whole length, 0: none. An apostrophe opens one only before a word: 'Urban Dreams'. */
static size_t quoted_read(const char *at, bool word_start, struct word *word)
{
    const char *closing = "'";
    size_t opening = agent_quote_open(at, &closing);
    if (opening == 0 && *at == '\'' && word_start && isalnum((unsigned char)at[1]))
        opening = 1;
    const char *end = opening > 0 ? strstr(at + opening, closing) : NULL;
    if (end == NULL || end == at + opening || end - at > MOST_QUOTED_BYTES)
        return 0;
    word->kind = WORD_QUOTED;
    word->start = at + opening;
    word->length = (size_t)(end - at) - opening;
    return (size_t)(end - at) + strlen(closing);
}

/* "0:05", "1:02:03.5", "35", "-16", "1.5"; its length, 0: none. */
static size_t number_read(const char *at, bool word_start, struct word *word)
{
    size_t sign = *at == '-' && word_start ? 1 : 0, length = sign;
    bool clock = false;
    if (!isdigit((unsigned char)at[sign]))
        return 0;
    while (isdigit((unsigned char)at[length]) ||
           ((at[length] == '.' || at[length] == ':') && isdigit((unsigned char)at[length + 1]))) {
        clock = clock || at[length] == ':';
        length++;
    }
    char text[32];
    int64_t ms;
    if (length >= sizeof text)
        return 0;
    memcpy(text, at, length);
    text[length] = '\0';
    word->kind = WORD_NUMBER;
    word->start = at;
    word->length = length;
    if (clock) {
        word->unit = UNIT_CLOCK;
        if (!text_to_time_ms(text, &ms))
            return 0;
        word->number = (double)ms / 1000;
    } else {
        word->number = strtod(text, NULL);
    }
    return length;
}

/* The extension of a sound file at `at` (".mp3"), whole: its length, 0: none. */
static size_t extension_read(const char *at)
{
    static const char *const extensions[] = {".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg", ".opus"};
    for (size_t i = 0; i < COUNT(extensions); i++) {
        size_t length = strlen(extensions[i]);
        if (text_starts_with_ignore_case(at, extensions[i]) && !isalnum((unsigned char)at[length]))
            return length;
    }
    return 0;
}

/* A file's name without quotes, "track.mp3"; its length, 0: none. */
static size_t file_read_name(const char *at, struct word *word)
{
    size_t length = 0, extension = 0;
    while (extension == 0 && at[length] != '\0' && strchr(" \t\n,;!?\"'", at[length]) == NULL &&
           length < MOST_QUOTED_BYTES) {
        extension = length > 0 ? extension_read(at + length) : 0;
        length += extension > 0 ? extension : 1;
    }
    if (extension == 0)
        return 0;
    word->kind = WORD_QUOTED;
    word->start = at;
    word->length = length;
    return length;
}

static size_t mode_read(const char *at, int *mode)
{
    static const struct {
        const char *text;
        int mode;
    } rows[] = {
        {"major", SCORE_MAJOR},       {"maj", SCORE_MAJOR},     {"大调", SCORE_MAJOR},
        {"minor", SCORE_MINOR},       {"min", SCORE_MINOR},     {"小调", SCORE_MINOR},
        {"dorian", SCORE_DORIAN},     {"lydian", SCORE_LYDIAN}, {"mixolydian", SCORE_MIXOLYDIAN},
        {"phrygian", SCORE_PHRYGIAN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t length = strlen(rows[i].text);
        if (text_starts_with_ignore_case(at, rows[i].text) && !isalpha((unsigned char)at[length])) {
            *mode = rows[i].mode;
            return length;
        }
    }
    return 0;
}

/* "D minor", "F#大调", "B flat major", "key of D"; its length, 0: none. A small letter counts only after
 * "in" or "key of": "a minor change" is no key. */
static size_t key_read(const char *at, struct word *word)
{
    static const int tonics[] = {9, 11, 0, 2, 4, 5, 7}; /* A B C D E F G */
    size_t lead = 0;
    bool told = false, named = false;
    if (text_starts_with_ignore_case(at, "in the key of "))
        lead = strlen("in the key of "), named = true;
    else if (text_starts_with_ignore_case(at, "key of "))
        lead = strlen("key of "), named = true;
    else if (text_starts_with_ignore_case(at, "in "))
        lead = strlen("in "), told = true;
    char letter = at[lead];
    if (!(letter >= 'A' && letter <= 'G') && !((told || named) && letter >= 'a' && letter <= 'g'))
        return 0;
    size_t length = lead + 1;
    int tonic = tonics[toupper((unsigned char)letter) - 'A'], mode = -1;
    static const struct {
        const char *text;
        int shift;
    } accidentals[] = {{"#", 1},  {"♯", 1},      {" sharp", 1}, {"-sharp", 1},
                       {"♭", 11}, {" flat", 11}, {"-flat", 11}, {"b", 11}};
    for (size_t i = 0; i < COUNT(accidentals); i++) {
        if (text_starts_with_ignore_case(at + length, accidentals[i].text)) {
            tonic = (tonic + accidentals[i].shift) % 12;
            length += strlen(accidentals[i].text);
            break;
        }
    }
    size_t gap = strspn(at + length, " -"), mode_length = mode_read(at + length + gap, &mode);
    if (mode_length > 0)
        length += gap + mode_length;
    else if (!named || isalpha((unsigned char)at[length]))
        return 0;
    word->kind = WORD_KEY;
    word->start = at;
    word->length = length;
    word->value = tonic;
    word->program = mode;
    return length;
}

/* A unit belongs to the number before it; the Chinese "per cent of" stands before its number. */
static bool unit_join(struct word *words, size_t count, const struct phrase *row)
{
    if (count == 0 || words[count - 1].kind != WORD_NUMBER || words[count - 1].unit != UNIT_NONE)
        return false;
    words[count - 1].unit = (enum word_unit)row->value;
    if (row->value == UNIT_MINUTES)
        words[count - 1].number *= 60;
    return true;
}

static size_t phrase_read(const char *lower, const char *at, bool word_start, struct word *words, size_t *count)
{
    size_t length;
    const struct phrase *row = phrase_find(lower, word_start, &length);
    if (row == NULL)
        return 0;
    if (row->kind == WORD_UNIT) {
        bool ahead = strcmp(row->text, "百分之") == 0;
        if (!ahead && !unit_join(words, *count, row))
            return 0;
        if (ahead) {
            struct word number = {.kind = WORD_NONE};
            size_t more = number_read(at + length, true, &number);
            if (more == 0)
                return length;
            number.unit = UNIT_PERCENT;
            words[(*count)++] = number;
            length += more;
        }
        return length;
    }
    size_t extension = row->kind == WORD_OWN_TRACK ? extension_read(at + length) : 0;
    struct word *word = &words[(*count)++];
    if (extension > 0) { /* "my track.mp3" is a name, too */
        *word = (struct word){.kind = WORD_QUOTED, .start = at, .length = length + extension};
        return length + extension;
    }
    *word = (struct word){.kind = row->kind,
                          .value = row->value,
                          .program = row->program,
                          .number = row->kind == WORD_NUMBER ? row->value : row->number,
                          .style = row->style,
                          .start = at,
                          .length = length};
    if (row->kind == WORD_NUMBER && !isascii((unsigned char)row->text[0]))
        word->unit = UNIT_SECONDS;
    return length;
}

size_t agent_words(const char *message, struct word *words, size_t most)
{
    char *lower = xstrdup(message);
    size_t count = 0, at = 0;
    text_lower(lower);
    while (message[at] != '\0' && count < most) {
        bool word_start = at == 0 || !isalnum((unsigned char)message[at - 1]);
        struct word word = {.kind = WORD_NONE};
        size_t used = quoted_read(message + at, word_start, &word);
        if (used == 0)
            used = number_read(message + at, word_start, &word);
        if (used == 0 && word_start)
            used = file_read_name(message + at, &word);
        if (used == 0 && word_start)
            used = key_read(message + at, &word);
        if (used > 0) {
            words[count++] = word;
        } else if (strchr(",;.!?\n", message[at]) != NULL) {
            words[count++] = (struct word){.kind = WORD_BREAK, .start = message + at, .length = 1};
            used = 1;
        } else {
            used = phrase_read(lower + at, message + at, word_start, words, &count);
        }
        at += used > 0 ? used : 1;
    }
    free(lower);
    return count;
}
