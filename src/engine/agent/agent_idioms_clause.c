/* What a whole clause makes of one of its words. */
#include "agent_idioms_clause.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "The calm music is too loud", "that jazzy track drowns me": which music is there, and none is ordered. */
static void take_the_style(struct word *words, size_t count)
{
    static const char *const names[] = {"the", "this", "that", "these", "those", "my", "our", "your"};
    static const enum word_kind orders[] = {WORD_ADD,    WORD_MAKE,  WORD_WANT, WORD_CHANGE, WORD_REPLACE, WORD_USE,
                                            WORD_KEEP,   WORD_BACK,  WORD_UNDO, WORD_WHAT,   WORD_ISIT,    WORD_SHOULD,
                                            WORD_BETTER, WORD_BRING, WORD_NOT,  WORD_LIKE,   WORD_START};
    static const enum word_kind states[] = {WORD_LOUD, WORD_LEVEL, WORD_TOO,  WORD_FAST, WORD_PACE,
                                            WORD_TURN, WORD_STOP,  WORD_FADE, WORD_LONG, WORD_LATER};
    bool state = false;
    for (size_t i = 0; i < COUNT(orders); i++)
        if (words_have(words, count, orders[i]))
            return;
    for (size_t i = 0; i < COUNT(states); i++)
        state = state || words_have(words, count, states[i]);
    for (size_t i = 1; i + 1 < count && state; i++) {
        if (!words[i].is_style || words[i + 1].kind != WORD_MUSIC || !word_is_one(&words[i - 1], names, COUNT(names)))
            continue;
        words[i].kind = WORD_FILLER;
        words[i].is_style = false;
    }
}

/* "The title should read 'Fin'": it is to be that. */
static void take_reads(struct word *words, size_t count)
{
    static const char *const verbs[] = {"read", "say", "state", "be", "display", "spell"};
    static const char *const oughts[] = {"should", "must", "to",   "ought to", "shall",   "could",
                                         "can",    "let",  "make", "has to",   "needs to"};
    for (size_t i = 1; i + 1 < count; i++)
        if (word_is_one(&words[i], verbs, COUNT(verbs)) && words[i + 1].kind == WORD_QUOTED &&
            word_is_one(&words[i - 1], oughts, COUNT(oughts)) && words_have(words, i, WORD_TITLE)) {
            words[i].kind = WORD_CHANGE;
            words[i - 1].kind = WORD_FILLER;
        }
}

/* Mach die Musik aus: German puts what is done with it last. */
static void take_german_end(struct word *words, size_t count)
{
    if (count > 2 && word_is(&words[count - 1], "aus") && words[count - 1].kind == WORD_UNKNOWN)
        words[count - 1].kind = WORD_REMOVE;
}

/* Pon la música a la mitad, "put the music at a third": where it is put, and none is added. */
static void take_put(struct word *words, size_t count)
{
    static const char *const puts[] = {"put", "pon", "ponga", "ponme",  "coloca",  "mets", "mettre", "mettez",
                                       "põe", "poe", "ponha", "coloca", "coloque", "bota", "setz",   "setze"};
    bool how = words_have(words, count, WORD_FACTOR) || words_have(words, count, WORD_LOUD) ||
               words_have(words, count, WORD_LEVEL) || words_have(words, count, WORD_FAST);
    for (size_t i = 0; i < count; i++) {
        bool percent = words[i].kind == WORD_NUMBER && words[i].unit == UNIT_PERCENT;
        how = how || percent;
    }
    bool music = words_have(words, count, WORD_MUSIC) || words_have(words, count, WORD_VOLUME);
    if (!how || !music || words_have(words, count, WORD_STYLE) || words_have(words, count, WORD_ROLE) ||
        words_have(words, count, WORD_QUOTED))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_ADD && word_is_one(&words[i], puts, COUNT(puts)))
            words[i].kind = WORD_MAKE;
}

/* "Add a credit at the end: 'Filmed by Ana'": what the text is called orders no music. */
static void take_written(struct word *words, size_t count)
{
    bool writes = words_have(words, count, WORD_ADD) || words_have(words, count, WORD_SHOW);
    if (!writes || !words_have(words, count, WORD_QUOTED) || words_have(words, count, WORD_MUSIC) ||
        words_have(words, count, WORD_GENRE) || words_have(words, count, WORD_OWN) ||
        words_have(words, count, WORD_ROLE))
        return;
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_QUOTED && agent_names_sound(&words[i]))
            return;
        if (words[i].kind == WORD_STYLE && !words_have(words, count, WORD_TITLE)) {
            words[i].kind = WORD_TITLE;
            words[i].is_style = false;
        }
    }
}

/* "Push the tempo by five percent": up. */
static void take_push(struct word *words, size_t count)
{
    bool measure = words_have(words, count, WORD_TEMPO) || words_have(words, count, WORD_VOLUME);
    if (measure && count > 1 && words[0].kind == WORD_MOVE && word_is(&words[0], "push") &&
        !words_have(words, count, WORD_TURN)) {
        words[0].kind = WORD_TURN;
        words[0].value = 1;
    }
}

/* 开头的音乐: the beginning, where no time is counted from it. */
static void take_ends(struct word *words, size_t count)
{
    static const char *const first[] = {"开头的", "开始的", "最开始的"}, *const last[] = {"结尾的", "最后的"};
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && words[i + 1].kind == WORD_NUMBER)
            continue;
        if (words[i].kind == WORD_FIRST && word_is_one(&words[i], first, COUNT(first)))
            words[i].kind = WORD_OPENING;
        else if (words[i].kind == WORD_LAST && word_is_one(&words[i], last, COUNT(last)))
            words[i].kind = WORD_ENDING;
    }
}

void agent_idioms_clause(struct word *words, size_t count)
{
    take_the_style(words, count);
    take_reads(words, count);
    take_german_end(words, count);
    take_put(words, count);
    take_ends(words, count);
    take_written(words, count);
    take_push(words, count);
}
