/* "Mach aus dem Titel "Winter"", "le titre, c'est plutôt "Hiver"": what a title shall read. */
#include "agent_tongues_title.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "Der Titel soll bei 2 s kommen und bei 5 s gehen": from there to there. */
static void take_comes_and_goes(struct word *words, size_t count, size_t i)
{
    static const char *const comes[] = {"entra",   "entre",     "kommen",   "kommt",
                                        "aparece", "erscheint", "apparaît", "entrar"};
    static const char *const goes[] = {"sale",  "salga", "gehen", "geht",       "verschwindet", "verschwinden", "sort",
                                       "sorte", "sai",   "saia",  "desaparece", "disparaît",    "weggehen"};
    static const char *const units[] = {"segundo", "seconde", "sekunde"};
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), from = i, to = end;
    bool title = false, enters = false, leaves = false;
    for (size_t k = first; k < end; k++) {
        bool ahead = k < i, number = words[k].kind == WORD_NUMBER && agent_is_time(&words[k]);
        enum word_kind kind = words[k].kind;
        bool verb = ahead ? kind == WORD_START || word_is_one(&words[k], comes, COUNT(comes))
                          : kind == WORD_STOP || word_is_one(&words[k], goes, COUNT(goes));
        title = title || (ahead && kind == WORD_TITLE);
        enters = enters || (ahead && verb);
        leaves = leaves || (k > i && verb);
        if (number && (ahead ? from < i : to < end))
            return; /* one too many */
        from = number && ahead ? k : from;
        to = number && k > i ? k : to;
        if (!number && !verb && k != i && kind != WORD_TITLE && kind != WORD_FILLER && kind != WORD_AT &&
            kind != WORD_TO && !word_is_one(&words[k], units, COUNT(units)) && kind != WORD_MAKE && kind != WORD_WANT &&
            kind != WORD_IT)
            return;
    }
    if (!title || !enters || !leaves || from == i || to == end || from <= first + 1)
        return;
    for (size_t k = first; k < end; k++)
        if (words[k].kind != WORD_TITLE && k != from && k != to)
            word_say_nothing(&words[k]);
    words[from - 1].kind = WORD_FROM;
    words[from - 1].value = 0;
    words[i].kind = WORD_TO;
    words[i].value = 0;
    words[from].unit = words[from].unit == UNIT_NONE ? UNIT_SECONDS : words[from].unit;
    words[to].unit = words[to].unit == UNIT_NONE ? UNIT_SECONDS : words[to].unit;
}

/* "El título, mejor "Invierno"": the comma parts it from nothing. */
void agent_tongues_title_joint(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_JOINT && (words[i].value == JOINT_AND || words[i].value == JOINT_SOFT))
        take_comes_and_goes(words, count, i);
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT)
        return;
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), titles = 0, quotes = 0;
    for (size_t k = first; k < i; k++) {
        titles += words[k].kind == WORD_TITLE;
        if (words[k].kind != WORD_TITLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_SUBJECT)
            return;
    }
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        quotes += kind == WORD_QUOTED;
        if (kind != WORD_QUOTED && kind != WORD_FILLER && kind != WORD_BETTER && kind != WORD_MAKE &&
            kind != WORD_WANT && kind != WORD_SAYS)
            return;
    }
    if (titles != 1 || quotes != 1)
        return;
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_BETTER || words[k].kind == WORD_SUBJECT || k == i)
            word_say_nothing(&words[k]);
}

/* "Mach aus dem Titel "Winter"", "mach den Titel zu "Winter"": it is changed. */
void agent_tongues_title_clause(struct word *words, size_t count)
{
    struct word *make = NULL, *small = NULL;
    bool title = false, quoted = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind, next = words_kind_at(words, count, i + 1);
        bool out_of = word_is(&words[i], "aus") && next == WORD_TITLE;
        bool into = (word_is(&words[i], "zu") || word_is(&words[i], "zum")) && next == WORD_QUOTED;
        make = kind == WORD_MAKE ? &words[i] : make;
        small = out_of || into ? &words[i] : small;
        title = title || kind == WORD_TITLE;
        quoted = quoted || kind == WORD_QUOTED;
        if (!out_of && !into && kind != WORD_MAKE && kind != WORD_TITLE && kind != WORD_QUOTED && kind != WORD_FILLER &&
            kind != WORD_WANT)
            return;
    }
    if (!title || !quoted || make == NULL || small == NULL)
        return;
    word_say_nothing(small);
    make->kind = WORD_CHANGE;
}
