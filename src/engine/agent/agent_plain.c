/* Words made plain before places and amounts are read. */
#include "agent_plain.h"

#include <string.h>

#include "bgmusic/base/text.h"

static bool is_text(const struct word *word, const char *text)
{
    return word->length == strlen(text) && text_starts_with_ignore_case(word->start, text);
}

/* "minus 3 dB", "plus 2 LU", "volume to zero": signs and a number, where a number stands. */
static void signs_take(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        bool number = words[i + 1].kind == WORD_NUMBER;
        bool minus = words[i].kind == WORD_NOT && words[i].length == 5 && strncmp(words[i].start, "minus", 5) == 0;
        bool plus = words[i].kind == WORD_JOINT && words[i].length == 4 && strncmp(words[i].start, "plus", 4) == 0;
        if (number && (minus || plus)) {
            words[i].kind = WORD_TURN;
            words[i].value = minus ? -1 : 1;
        }
    }
    for (size_t i = 1; i < count; i++)
        if (words[i].kind == WORD_NOT && words[i].length == 4 && strncmp(words[i].start, "zero", 4) == 0 &&
            (words[i - 1].kind == WORD_TO || words[i - 1].kind == WORD_AT || words[i - 1].kind == WORD_VOLUME))
            words[i] = (struct word){.kind = WORD_NUMBER, .unit = UNIT_PERCENT, .start = words[i].start, .length = 4};
}

/* "like 6 dB", "roughly 5 s", "about 20%": the word before the number says nothing. */
static bool is_roughly(const struct word *words, size_t count, size_t i)
{
    if (i + 1 >= count || words[i + 1].kind != WORD_NUMBER)
        return false;
    return (words[i].kind == WORD_LIKE && is_text(&words[i], "like")) || is_text(&words[i], "about") ||
           is_text(&words[i], "roughly") || is_text(&words[i], "approximately") || is_text(&words[i], "approx");
}

/* "ab Sekunde 6", "from second 8": the unit stands before its number. */
static bool is_unit_ahead(const struct word *words, size_t count, size_t i)
{
    static const char *const units[] = {"second", "sekunde", "segundo", "seconde"};
    if (i + 1 >= count || words[i + 1].kind != WORD_NUMBER || words[i + 1].unit != UNIT_NONE)
        return false;
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (is_text(&words[i], units[k]))
            return true;
    return false;
}

size_t agent_plain(struct word *words, size_t count)
{
    signs_take(words, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool vague = is_roughly(words, count, i), ahead = is_unit_ahead(words, count, i);
        /* "the fade out longer, like 5 s": the number is of the order before it. */
        if (vague && words[i].kind == WORD_LIKE && kept > 1 && words[kept - 1].kind == WORD_JOINT &&
            words[kept - 1].value == JOINT_SOFT)
            kept--;
        if (vague)
            continue;
        if (ahead) {
            words[i + 1].unit = UNIT_SECONDS;
            continue;
        }
        words[kept] = words[i];
        struct word *word = &words[kept++], *before = kept > 1 ? &words[kept - 2] : NULL;
        if (before == NULL)
            continue;
        if (before->kind == WORD_VERSION && before->value == 0 && word->kind == WORD_ONE && is_text(word, "one")) {
            before->value = 1;
            kept--;
        } else if (before->kind == WORD_KEEP && word->kind == WORD_NOT && word->value == REFUSAL_BUT && i + 1 < count &&
                   (words[i + 1].kind == WORD_TURN || words[i + 1].kind == WORD_MAKE ||
                    words[i + 1].kind == WORD_REMOVE || words[i + 1].kind == WORD_ADD ||
                    words[i + 1].kind == WORD_CHANGE)) {
            word->kind = WORD_JOINT; /* "keep everything but turn it up" */
            word->value = JOINT_HARD;
        }
    }
    return kept;
}
