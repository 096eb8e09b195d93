/* "Que entre con un fundido de 1 s y salga con uno de 4": two fades, the second one named by its end alone. */
#include "agent_tongues_fade.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool is_pronoun(const struct word *word)
{
    static const char *const names[] = {"uno",   "una",   "otro",  "otra",   "un",        "une",
                                        "um",    "uma",   "outro", "outra",  "un autre",  "eine",
                                        "einer", "einem", "einen", "andere", "une autre", "otro fundido"};
    return word->kind == WORD_ONE || word_is_one(word, names, COUNT(names));
}

static bool is_way_out(const struct word *word)
{
    static const char *const names[] = {"salida",   "de salida", "la salida", "saída",       "de saída", "a saída",
                                        "na saída", "sortie",    "de sortie", "à la sortie", "la sortie"};
    return word_is_one(word, names, COUNT(names));
}

static bool goes_out(const struct word *word)
{
    static const char *const verbs[] = {"salga", "sale", "salir",  "saia", "sai",   "sair",
                                        "sorte", "sort", "sortir", "raus", "hinaus"};
    return word->kind == WORD_STOP || word->kind == WORD_ENDING || word_is_one(word, verbs, COUNT(verbs));
}

static void be_seconds(struct word *number)
{
    number->unit = number->unit == UNIT_NONE ? UNIT_SECONDS : number->unit;
}

static bool is_span(const struct word *word)
{
    return word->kind == WORD_NUMBER && (word->unit == UNIT_NONE || word->unit == UNIT_SECONDS) && !is_pronoun(word);
}

/* The fade of [first, end) that is not one out, with a number beside it; NULL: none. */
static struct word *fade_in_of(struct word *words, size_t first, size_t end)
{
    struct word *fade = NULL;
    size_t numbers = 0;
    for (size_t k = first; k < end; k++) {
        if (words[k].kind == WORD_FADE && (fade != NULL || words[k].value == 2))
            return NULL;
        fade = words[k].kind == WORD_FADE ? &words[k] : fade;
        numbers += is_span(&words[k]);
        if (words[k].kind == WORD_NOT || words[k].kind == WORD_TITLE || words[k].kind == WORD_QUOTED)
            return NULL;
    }
    return numbers == 1 ? fade : NULL;
}

/* What of [first, end) says that this fade is at the end; NULL: something else is said. */
static struct word *second_edge(struct word *words, size_t first, size_t end, bool blends)
{
    struct word *noun = NULL, *verb = NULL;
    bool with = false;
    size_t numbers = 0;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool out = is_way_out(&words[k]) || (blends && k + 1 == end && word_is(&words[k], "aus"));
        noun = out ? &words[k] : noun;
        verb = !out && goes_out(&words[k]) ? &words[k] : verb;
        with = with || kind == WORD_WITH || kind == WORD_BY || is_pronoun(&words[k]);
        numbers += is_span(&words[k]);
        if (!out && !goes_out(&words[k]) && !is_pronoun(&words[k]) && !is_span(&words[k]) && kind != WORD_FILLER &&
            kind != WORD_FROM && kind != WORD_WITH && kind != WORD_BY && kind != WORD_ONE)
            return NULL;
    }
    if (numbers != 1)
        return NULL;
    return noun != NULL ? noun : with ? verb : NULL;
}

static void take_second_edge(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
    struct word *fade = fade_in_of(words, first, i);
    bool blends = fade != NULL && word_starts(fade, "blend");
    struct word *edge = fade != NULL ? second_edge(words, i + 1, end, blends) : NULL;
    if (edge == NULL)
        return;
    fade->value = 1;
    for (size_t k = first; k < end; k++) {
        if (is_span(&words[k]))
            be_seconds(&words[k]);
        else if (&words[k] != fade && k != i)
            word_say_nothing(&words[k]);
    }
    edge->kind = WORD_FADE;
    edge->value = 2;
}

/* "Al principio 1 s y al final 4 s de fundido", 最初は1秒、最後は4秒でフェード. */
static void take_edges_ahead(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), numbers = 0;
    struct word *opening = NULL, *ending = NULL, *fade = NULL;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool starts = kind == WORD_OPENING || (kind == WORD_FIRST && words[k].value == 1);
        opening = starts && k < i ? &words[k] : opening;
        ending = kind == WORD_ENDING && k > i ? &words[k] : ending;
        fade = kind == WORD_FADE && k > i && words[k].value == 3 ? &words[k] : fade;
        numbers += is_span(&words[k]);
        if (k != i && !starts && kind != WORD_ENDING && kind != WORD_FADE && kind != WORD_FILLER && kind != WORD_FROM &&
            kind != WORD_MAKE && !is_span(&words[k]))
            return;
    }
    if (opening == NULL || ending == NULL || fade == NULL || numbers != 2)
        return;
    opening->kind = WORD_FADE;
    opening->value = 1;
    fade->value = 2;
    word_say_nothing(ending);
    for (size_t k = first; k < end; k++)
        if (is_span(&words[k]))
            be_seconds(&words[k]);
        else if (words[k].kind == WORD_FROM)
            word_say_nothing(&words[k]);
}

/* "Que entre en el segundo 2 y salga en el 12": there the music stops. */
static void take_leaves(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), numbers = 0, at = end;
    bool starts = words_have(words + first, i - first, WORD_START) &&
                  !words_have(words + first, i - first, WORD_FADE) && !words_have(words + first, i - first, WORD_TITLE);
    struct word *verb = NULL;
    for (size_t k = i + 1; k < end && starts; k++) {
        bool out = goes_out(&words[k]) && (words[k].kind == WORD_UNKNOWN || word_is(&words[k], "saia"));
        verb = out ? &words[k] : verb;
        numbers += is_span(&words[k]);
        at = is_span(&words[k]) ? k : at;
        if (&words[k] != verb && !is_span(&words[k]) && words[k].kind != WORD_FILLER && words[k].kind != WORD_AT)
            return;
    }
    if (verb == NULL || numbers != 1 || &words[at - 1] == verb)
        return;
    verb->kind = WORD_STOP;
    verb->value = 0;
    words[at - 1].kind = WORD_AT;
    words[at - 1].value = 0;
    be_seconds(&words[at]);
}

/* "Quita el fundido de entrada y deja el de salida": the second one stays as it is. */
static void take_kept_edge(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
    bool gone = false, fade = false, keep = false, out = false;
    for (size_t k = first; k < i; k++) {
        gone = gone || words[k].kind == WORD_REMOVE || words[k].kind == WORD_NOT;
        fade = fade || (words[k].kind == WORD_FADE && words[k].value == 1);
    }
    for (size_t k = i + 1; k < end && gone && fade; k++) {
        bool edge = is_way_out(&words[k]);
        keep = keep || words[k].kind == WORD_KEEP;
        out = out || edge;
        if (!edge && words[k].kind != WORD_KEEP && words[k].kind != WORD_FILLER && words[k].kind != WORD_ONE &&
            !word_is(&words[k], "celui") && !word_is(&words[k], "el") && !word_is(&words[k], "deja") &&
            !word_is(&words[k], "deixa"))
            return;
        keep = keep || word_is(&words[k], "deja") || word_is(&words[k], "deixa");
    }
    for (size_t k = i; k < end && keep && out; k++)
        word_say_nothing(&words[k]);
}

void agent_tongues_fade_joint(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || (words[i].value != JOINT_AND && words[i].value != JOINT_SOFT))
        return;
    take_second_edge(words, count, i);
    take_edges_ahead(words, count, i);
    take_leaves(words, count, i);
    take_kept_edge(words, count, i);
}

/* "Acaba la música con un fundido de 3 s": the fade of the end, and nothing stops. */
static void take_ends_fading(struct word *words, size_t count)
{
    struct word *stop = NULL, *fade = NULL;
    bool with = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        stop = kind == WORD_STOP && fade == NULL ? &words[i] : stop;
        with = with || ((kind == WORD_WITH || kind == WORD_BY) && stop != NULL);
        fade = kind == WORD_FADE ? &words[i] : fade;
        if (kind != WORD_STOP && kind != WORD_WITH && kind != WORD_BY && kind != WORD_FADE && kind != WORD_FILLER &&
            kind != WORD_MUSIC && kind != WORD_IT && kind != WORD_MAKE && kind != WORD_WANT && kind != WORD_FROM &&
            !is_span(&words[i]))
            return;
    }
    if (stop == NULL || fade == NULL || !with || fade->value != 3)
        return;
    word_say_nothing(stop);
    fade->value = 2;
    for (struct word *word = stop; word < fade; word++)
        if (word->kind == WORD_WITH || word->kind == WORD_BY)
            word_say_nothing(word);
}

/* 1秒でフェードインして4秒でフェードアウト: the number of each stands ahead of it. */
void agent_tongues_fade_clause(struct word *words, size_t count)
{
    take_ends_fading(words, count);
    size_t fades = 0, at[2] = {0, 0};
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_FADE && fades < COUNT(at))
            at[fades++] = i;
        else if (words[i].kind == WORD_FADE)
            return;
    bool ahead = fades == 2 && word_is_wide(&words[at[0]]) && at[0] >= 2 && at[1] == at[0] + 3;
    for (size_t k = 0; k < fades; k++)
        ahead = ahead && is_span(&words[at[k] - 2]) && words[at[k] - 1].kind == WORD_FILLER;
    for (size_t k = 0; k < fades && ahead; k++) {
        struct word number = words[at[k] - 2];
        words[at[k] - 2] = words[at[k]];
        words[at[k]] = number;
    }
}
