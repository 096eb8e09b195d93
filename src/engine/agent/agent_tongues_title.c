/* "Mach aus dem Titel "Winter"", "le titre, c'est plutôt "Hiver"": what a title shall read. */
#include "agent_tongues_title.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "El título, mejor "Invierno"": the comma parts it from nothing. */
void agent_tongues_title_joint(struct word *words, size_t count, size_t i)
{
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
