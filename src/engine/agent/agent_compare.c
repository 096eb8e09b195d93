/* Words that lean on another one of their kind. */
#include "agent_compare.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool is_comparative(enum word_kind kind)
{
    return kind == WORD_LOUD || kind == WORD_LEVEL || kind == WORD_MORE || kind == WORD_STRONG || kind == WORD_TURN;
}

/* "than the", "que la", "als die", written as one word or as several. */
static bool leads_yardstick(const struct word *word)
{
    static const char *const leads[] = {"than",     "than the", "que",     "que la",  "que el", "que le",
                                        "als",      "als die",  "als der", "als das", "do que", "do que a",
                                        "do que o", "como",     "como la", "como el"};
    return word->kind == WORD_FILLER && word_is_one(word, leads, COUNT(leads));
}

void agent_compare(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t first, end;
        words_clause_about(words, count, i, &first, &end);
        bool more = word_is(&words[i], "louder than"), wide = word_is(&words[i], "比");
        bool as =
            words[i].kind == WORD_FILLER && word_is(&words[i], "as") && i > first && is_comparative(words[i - 1].kind);
        bool than = leads_yardstick(&words[i]) && i > first && is_comparative(words[i - 1].kind);
        than = than || (leads_yardstick(&words[i]) && i > first && words[i - 1].kind == WORD_ROLE &&
                        words_have(words + first, i - first, WORD_MORE)); /* "more piano than strings" */
        size_t role = words_past_filler(words, end, i + 1);
        /* "Make the music louder than my voice": an order, where "is louder" complains. */
        if (more && words_kind_at(words, end, role) == WORD_VOICE && words_have(words + first, i - first, WORD_MUSIC) &&
            words_have(words + first, i - first, WORD_MAKE)) {
            words[i].value = 1;
            words[role].kind = WORD_FILLER;
            continue;
        }
        if ((!more && !wide && !as && !than) || words_kind_at(words, end, role) != WORD_ROLE ||
            !words_have(words + first, i - first, WORD_ROLE))
            continue;
        bool told = false; /* "is louder than" */
        for (size_t k = first; k < i; k++)
            told = told || word_is(&words[k], "is") || word_is(&words[k], "are") || word_is(&words[k], "ist") ||
                   word_is(&words[k], "est") || word_is(&words[k], "es") || words[k].kind == WORD_ISIT;
        words[role].kind = as || told ? WORD_UNKNOWN : WORD_FILLER;
        words[role].is_style = false;
        if (wide)
            words[i].kind = WORD_FILLER;
        if (more) {
            words[i].kind = WORD_LOUD;
            words[i].value = 1;
        }
    }
}

/* "Strings in, drums out": they come in. */
static void comes_in(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (i > 0 && words[i].kind == WORD_FILLER && word_is(&words[i], "in") && words[i - 1].kind == WORD_ROLE &&
        (next == WORD_JOINT || next == WORD_AT || next == WORD_FROM || next == WORD_ENDING))
        words[i].kind = WORD_ADD;
}

void halves_complete(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        comes_in(words, count, i);
    static const char *const seconds[] = {"second",  "second one", "latter",   "zweiten", "zweite",
                                          "segunda", "seconde",    "deuxième", "other"};
    bool first_half = false;
    for (size_t i = 0; i < count; i++) {
        first_half = first_half || (words[i].kind == WORD_HALF && words[i].value == 1);
        bool ends = i + 1 == count || words[i + 1].kind == WORD_JOINT;
        bool stands = words[i].kind == WORD_UNKNOWN || words[i].kind == WORD_OTHER || words[i].kind == WORD_UNIT;
        if (first_half && ends && stands && i > 0 && words[i - 1].kind == WORD_FILLER &&
            word_is_one(&words[i], seconds, COUNT(seconds))) {
            words[i].kind = WORD_HALF;
            words[i].value = 2;
        }
    }
}
