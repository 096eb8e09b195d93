/* Keys, as each language names them. */
#include "agent_key.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "score.h"

/* A name and what it stands for: a mode, a tonic, or how far it moves one. */
struct name {
    const char *text;
    int value;
};

/* The first of `names` that stands at `at`: its bytes, 0: none does. */
static size_t name_read(const char *at, const struct name *names, size_t count, int *value)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts_with_ignore_case(at, names[i].text)) {
            *value = names[i].value;
            return strlen(names[i].text);
        }
    return 0;
}

static size_t mode_read(const char *at, int *mode)
{
    static const struct name names[] = {
        {"major", SCORE_MAJOR},       {"maj", SCORE_MAJOR},      {"大调", SCORE_MAJOR},
        {"minor", SCORE_MINOR},       {"min", SCORE_MINOR},      {"小调", SCORE_MINOR},
        {"dorian", SCORE_DORIAN},     {"lydian", SCORE_LYDIAN},  {"mixolydian", SCORE_MIXOLYDIAN},
        {"phrygian", SCORE_PHRYGIAN}, {"mayor", SCORE_MAJOR},    {"menor", SCORE_MINOR},
        {"dur", SCORE_MAJOR},         {"moll", SCORE_MINOR},     {"majeur", SCORE_MAJOR},
        {"mineur", SCORE_MINOR},      {"maior", SCORE_MAJOR},    {"長調", SCORE_MAJOR},
        {"短調", SCORE_MINOR},        {"メジャー", SCORE_MAJOR}, {"マイナー", SCORE_MINOR},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        size_t length = name_read(at, &names[i], 1, mode);
        if (length > 0 && !isalpha((unsigned char)at[length]))
            return length;
    }
    return 0;
}

static size_t key_take(struct word *word, const char *at, size_t length, int tonic, int mode)
{
    word->kind = WORD_KEY;
    word->start = at;
    word->length = length;
    word->value = (tonic + 12) % 12;
    word->mode = mode;
    return length;
}

/* "re mayor", "sol bémol mineur", "fá sustenido menor": a syllable is a tonic only beside its mode. */
static size_t syllable_read(const char *at, struct word *word)
{
    static const struct name syllables[] = {{"do", 0}, {"dó", 0},  {"re", 2}, {"ré", 2}, {"mi", 4},  {"fa", 5},
                                            {"fá", 5}, {"sol", 7}, {"la", 9}, {"lá", 9}, {"si", 11}, {"ut", 0}};
    static const struct name shifts[] = {{"sostenido", 1}, {"sustenido", 1}, {"dièse", 1}, {"diese", 1},
                                         {"bemol", -1},    {"bémol", -1},    {"#", 1},     {"b ", -1}};
    int tonic, shift = 0, mode = -1;
    size_t length = name_read(at, syllables, COUNT(syllables), &tonic);
    if (length == 0)
        return 0;
    size_t gap = strspn(at + length, " -"), shifted = name_read(at + length + gap, shifts, COUNT(shifts), &shift);
    if (shifted > 0)
        length += gap + shifted;
    gap = strspn(at + length, " -");
    size_t mode_length = mode_read(at + length + gap, &mode);
    bool parted = gap > 0 || shifted > 0;
    return mode_length > 0 && parted ? key_take(word, at, length + gap + mode_length, tonic + shift, mode) : 0;
}

/* "a-Moll", "Fis-Dur", "B-Dur": the letters are German beside a German mode; H is a B, and B a B flat. */
static size_t german_read(const char *at, struct word *word)
{
    static const struct name tonics[] = {{"cis", 1}, {"des", 1}, {"dis", 3},  {"es", 3}, {"fis", 6}, {"ges", 6},
                                         {"gis", 8}, {"as", 8},  {"ais", 10}, {"b", 10}, {"h", 11},  {"c", 0},
                                         {"d", 2},   {"e", 4},   {"f", 5},    {"g", 7},  {"a", 9}};
    int tonic, mode = -1;
    size_t length = name_read(at, tonics, COUNT(tonics), &tonic);
    size_t gap = length > 0 ? strspn(at + length, " -") : 0;
    bool german = gap > 0 && (text_starts_with_ignore_case(at + length + gap, "moll") ||
                              text_starts_with_ignore_case(at + length + gap, "dur"));
    size_t mode_length = german ? mode_read(at + length + gap, &mode) : 0;
    return mode_length > 0 ? key_take(word, at, length + gap + mode_length, tonic, mode) : 0;
}

/* ニ長調, 嬰ヘ短調, 変ロ長調. */
static size_t japanese_read(const char *at, struct word *word)
{
    static const struct name tonics[] = {{"ハ", 0}, {"ニ", 2}, {"ホ", 4}, {"ヘ", 5}, {"ト", 7}, {"イ", 9}, {"ロ", 11}};
    static const struct name shifts[] = {{"嬰", 1}, {"変", -1}};
    int tonic, shift = 0, mode = -1;
    size_t length = name_read(at, shifts, COUNT(shifts), &shift);
    size_t tonic_length = name_read(at + length, tonics, COUNT(tonics), &tonic);
    if (tonic_length == 0)
        return 0;
    length += tonic_length;
    bool named = text_starts_with(at + length, "長調") || text_starts_with(at + length, "短調");
    size_t mode_length = named ? mode_read(at + length, &mode) : 0;
    return mode_length > 0 ? key_take(word, at, length + mode_length, tonic + shift, mode) : 0;
}

/* 换成G调: 调 is also what 调高, 调到 begin with. */
static bool is_key_ahead(const char *text)
{
    static const char *const others[] = {"调高", "调低", "调大", "调小", "调到",
                                         "调成", "调整", "调节", "调快", "调慢"};
    for (size_t i = 0; i < COUNT(others); i++)
        if (text_starts_with(text, others[i]))
            return false;
    return text_starts_with(text, "调");
}

/* "D minor", "F#大调", "B flat major", "key of D", "Aマイナー". */
static size_t letter_read(const char *at, struct word *word)
{
    static const int tonics[] = {9, 11, 0, 2, 4, 5, 7}; /* A B C D E F G */
    static const struct name accidentals[] = {{"#", 1},        {"♯", 1},        {" sharp", 1}, {"-sharp", 1},
                                              {"♭", -1},       {" flat", -1},   {"-flat", -1}, {"b", -1},
                                              {"シャープ", 1}, {"フラット", -1}};
    size_t lead = 0;
    bool told = false, named = false;
    if (text_starts_with_ignore_case(at, "in the key of "))
        lead = strlen("in the key of "), named = true;
    else if (text_starts_with_ignore_case(at, "key of "))
        lead = strlen("key of "), named = true;
    else if (text_starts_with_ignore_case(at, "in "))
        lead = strlen("in "), told = true;
    char letter = at[lead];
    bool small = letter >= 'a' && letter <= 'g';
    bool chinese = small && (text_starts_with(at + lead + 1, "小调") || text_starts_with(at + lead + 1, "大调"));
    if (!(letter >= 'A' && letter <= 'G') && !((told || named) && small) && !chinese)
        return 0;
    int shift = 0, mode = -1;
    size_t length = lead + 1;
    length += name_read(at + length, accidentals, COUNT(accidentals), &shift);
    size_t gap = strspn(at + length, " -"), mode_length = mode_read(at + length + gap, &mode);
    if (mode_length > 0)
        length += gap + mode_length;
    else if (is_key_ahead(at + length))
        length += strlen("调"), mode = SCORE_MAJOR;
    else if (!(named || (told && letter <= 'G' && at[length + strspn(at + length, " .!")] == '\0')) ||
             isalpha((unsigned char)at[length]))
        return 0;
    if (mode < 0 && told && !named) /* "in G" */
        mode = SCORE_MAJOR;
    return key_take(word, at, length, tonics[toupper((unsigned char)letter) - 'A'] + shift, mode);
}

size_t agent_key_read(const char *at, struct word *word)
{
    size_t lead = text_starts_with_ignore_case(at, "in ") ? strlen("in ") : 0;
    size_t length = german_read(at + lead, word);
    if (length > 0)
        return lead + length;
    if (length == 0)
        length = syllable_read(at, word);
    if (length == 0)
        length = japanese_read(at, word);
    return length > 0 ? length : letter_read(at, word);
}
