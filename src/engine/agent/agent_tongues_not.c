/* "La música no muy alta", "mach sie nicht zu schnell": an order that goes the other way, while "no está muy alta"
 * tells that nothing is amiss. */
#include "agent_tongues_not.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool is_too(const struct word *word)
{
    static const char *const starts[] = {"muy ",     "demasiado ", "demasiada ", "muito ",  "zu ",        "allzu ",
                                         "viel zu ", "trop ",      "pas trop ",  "pas si ", "pas aussi ", "très "};
    static const char *const ends[] = {" demais", "すぎる"};
    for (size_t i = 0; i < COUNT(starts); i++)
        if (word_starts(word, starts[i]))
            return true;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (word->length > strlen(ends[i]) &&
            memcmp(word->start + word->length - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
            return true;
    return false;
}

/* Does the word tell how a thing is? */
static bool is_told(const struct word *word)
{
    static const char *const verbs[] = {"está",  "esta",  "es",  "están",  "estaba", "suena",  "suenan",   "se oye",
                                        "ist",   "sind",  "war", "klingt", "find",   "finde",  "est",      "sont",
                                        "était", "c'est", "é",   "são",    "tá",     "estava", "fica",     "ficou",
                                        "soa",   "queda", "va",  "sonne",  "era",    "parece", "me parece"};
    return word->kind == WORD_ISIT || word->kind == WORD_SHOULD || word->kind == WORD_WHAT ||
           word_is_one(word, verbs, COUNT(verbs));
}

static bool is_direction(const struct word *word)
{
    return word->kind == WORD_LOUD || word->kind == WORD_FAST || word->kind == WORD_ENERGY ||
           word->kind == WORD_VALENCE;
}

/* The refusal at `i` of a complaint's word, where nothing tells how it is and nothing else was ordered before. */
static void take_not_too(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i);
    struct word *degree = NULL, *stays = NULL;
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_NOT || (end < count && words[end].value == JOINT_ASKS))
        return;
    for (size_t k = 0; k < first; k++)
        if (is_direction(&words[k]) || words[k].kind == WORD_TURN)
            return; /* "louder, but not too loud" */
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        if (is_told(&words[k]) || kind == WORD_TURN || kind == WORD_REMOVE || kind == WORD_BECAUSE)
            return;
        degree = k > i && degree == NULL && is_direction(&words[k]) && is_too(&words[k]) ? &words[k] : degree;
        stays = kind == WORD_KEEP ? &words[k] : stays;
    }
    if (degree == NULL)
        return;
    word_say_nothing(&words[i]);
    degree->is_style = false;
    if (stays != NULL) /* "que a música não fique muito alta" */
        word_say_nothing(stays);
}

/* "Más baja, pero no mucho", "moins fort mais pas trop": by little. */
static void take_not_much(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i);
    struct word *much = NULL;
    bool ordered = false;
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_NOT || first == 0)
        return;
    for (size_t k = 0; k < first; k++)
        ordered = ordered || is_direction(&words[k]) || words[k].kind == WORD_TURN;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool is_much = (kind == WORD_DEGREE && words[k].value > 0) || kind == WORD_TOO || word_is(&words[k], "tanto") ||
                       word_is(&words[k], "autant");
        much = is_much ? &words[k] : much;
        if (k != i && !is_much && kind != WORD_FILLER)
            return;
    }
    if (much == NULL || !ordered)
        return;
    word_say_nothing(&words[i]);
    much->kind = WORD_DEGREE;
    much->value = -1;
}

/* "Não precisa de bateria": there is to be none; of what is done, it is no need to. */
static void take_needless(struct word *words, size_t count, size_t i)
{
    size_t end = words_clause_end(words, count, i), thing = words_past_filler(words, count, i + 1);
    bool such = words[i].kind == WORD_NOT && words[i].value == REFUSAL_NEEDLESS && !word_is_wide(&words[i]) &&
                thing < end && words[thing].kind == WORD_ROLE && words_past_filler(words, end, thing + 1) >= end;
    static const char *const names[] = {
        "não precisa de", "não precisa",           "não precisamos de",    "não preciso de", "no necesita",
        "no hace falta",  "je n'ai pas besoin de", "on n'a pas besoin de", "pas besoin de",  "pas besoin d'"};
    if (such && word_is_one(&words[i], names, COUNT(names)))
        words[i].value = REFUSAL_NO;
}

/* "Keine Musik mehr", "kein Schlagzeug mehr": none from now on. */
static void take_no_more(struct word *words, size_t count, size_t i)
{
    bool behind = false;
    if (!word_is(&words[i], "mehr") || i == 0 ||
        words_past_filler(words, count, i + 1) < words_clause_end(words, count, i))
        return;
    for (size_t k = words_clause_start(words, i); k < i; k++) {
        bool no = words[k].kind == WORD_NOT && (word_starts(&words[k], "kein") || word_starts(&words[k], "ich "));
        bool thing = words[k].kind == WORD_MUSIC || words[k].kind == WORD_ROLE || words[k].kind == WORD_TITLE;
        behind = no || (behind && (thing || words[k].kind == WORD_FILLER));
    }
    if (behind)
        word_say_nothing(&words[i]);
}

/* "Alles außer dem Klavier weg": that alone. */
static void take_all_but_away(struct word *words, size_t count, size_t i)
{
    size_t end = words_clause_end(words, count, i), last = i;
    bool roles = false;
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_BUT || words_clause_start(words, i) != i)
        return;
    for (size_t k = i + 1; k < end; k++) {
        roles = roles || words[k].kind == WORD_ROLE;
        last = words[k].kind == WORD_REMOVE && words[k].value == 0 && roles ? k : last;
        if (words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_REMOVE)
            return;
    }
    if (last == i)
        return;
    words[i].kind = WORD_ONLY;
    words[i].value = 0;
    word_say_nothing(&words[last]);
}

/* "Está baixinha" complains, "coloca bateria, mas baixinha" orders. */
static void take_softly(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_LOUD || !word_starts(&words[i], "baixinh"))
        return;
    for (size_t k = words_clause_start(words, i); k < words_clause_end(words, count, i); k++)
        if (is_told(&words[k]) || words[k].kind == WORD_DEGREE || words[k].kind == WORD_NOT)
            return;
    words[i].value = -1;
}

/* "20 bpm de plus", "20 bpm a mais"; "de plus, ..." alone says nothing. */
static void take_so_much_more(struct word *words, size_t i)
{
    static const char *const names[] = {"de plus", "de moins", "a mais", "a menos"};
    if (words[i].kind == WORD_MORE && word_is_one(&words[i], names, COUNT(names)) &&
        (i == 0 || words[i - 1].kind != WORD_NUMBER))
        word_say_nothing(&words[i]);
}

void agent_tongues_not(struct word *words, size_t count, size_t i)
{
    take_not_too(words, count, i);
    take_not_much(words, count, i);
    take_softly(words, count, i);
    take_so_much_more(words, i);
    take_needless(words, count, i);
    take_no_more(words, count, i);
    take_all_but_away(words, count, i);
}
