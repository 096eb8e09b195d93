/* Small words of five languages, whose meaning hangs on what stands beside them. */
#include "agent_tongues.h"

#include "agent_look.h"
#include "agent_tongues_clause.h"
#include "bgmusic/base/count.h"

static size_t clause_start(const struct word *words, size_t i)
{
    while (i > 0 && words[i - 1].kind != WORD_JOINT)
        i--;
    return i;
}

static size_t clause_end(const struct word *words, size_t count, size_t i)
{
    while (i < count && words[i].kind != WORD_JOINT)
        i++;
    return i;
}

/* "música para un vídeo" is for one, "baja para 15 %" to that much; "para la música" at the start of an order, "la
 * música para a los 12 s" stop it. */
static void take_para(struct word *words, size_t count, size_t i)
{
    static const char *const names[] = {"para", "pra", "pro", "para o", "para os"};
    if (!word_is_one(&words[i], names, COUNT(names)) || (words[i].kind != WORD_STOP && words[i].kind != WORD_FILLER))
        return;
    size_t first = words_past_filler(words, count, clause_start(words, i));
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    bool leads = first >= i, stops = words[i].kind == WORD_STOP && i > 0 && words[i - 1].kind == WORD_MUSIC &&
                                     (next == WORD_AT || next == WORD_TO || next == WORD_UNKNOWN);
    if (leads || stops)
        return;
    if (next == WORD_NUMBER || next == WORD_QUOTED || next == WORD_KEY || next == WORD_FULL || next == WORD_FACTOR) {
        words[i].kind = WORD_TO;
        words[i].value = 0;
    } else if (words[i].kind == WORD_STOP) {
        words[i].kind =
            words_have(words, i, WORD_MUSIC) || words_have(words, i, WORD_STYLE) ? WORD_SUBJECT : WORD_FILLER;
    }
}

/* A number of seconds, its unit ahead or behind: "segundo 7". How many words; 0: none. */
static size_t time_at(const struct word *words, size_t count, size_t i)
{
    static const char *const units[] = {"segundo", "second", "seconde", "sekunde", "el segundo", "o segundo"};
    size_t at = i;
    while (at < count && (words[at].kind == WORD_FILLER || word_is_one(&words[at], units, COUNT(units))))
        at++;
    return at < count && agent_is_time(&words[at]) ? at + 1 - i : 0;
}

/* "Del 7 al 10", "do segundo 7 ao 10", "dos 7 aos 10 segundos", "de 7 a 10 segundos". */
static void take_span(struct word *words, size_t count, size_t i)
{
    static const char *const from[] = {"del",   "de",       "do",  "dos", "da",  "das",
                                       "desde", "desde el", "vom", "du",  "des", "de la"};
    static const char *const to[] = {"al",    "a",   "ao", "aos", "à",   "às",  "a los",
                                     "hasta", "até", "au", "aux", "bis", "à la"};
    if (!word_is_one(&words[i], from, COUNT(from)))
        return;
    size_t first = time_at(words, count, i + 1), between = i + 1 + first;
    if (first == 0 || between >= count || !word_is_one(&words[between], to, COUNT(to)))
        return;
    size_t second = time_at(words, count, between + 1);
    if (second == 0 || (i > 0 && words[i - 1].kind == WORD_FADE))
        return;
    const struct word *last = &words[between + second];
    struct word *start = &words[between - 1];
    if (!agent_names_time(last) && !agent_names_time(start) && first == 1 && second == 1)
        return; /* "de 3 a 5" of what? */
    words[i].kind = WORD_FROM;
    words[between].kind = WORD_TO;
    words[between].value = 0;
    if (start->unit == UNIT_NONE)
        start->unit = UNIT_SECONDS;
    if (last->unit == UNIT_NONE)
        words[between + second].unit = UNIT_SECONDS;
    for (size_t k = i + 1; k < between + second; k++)
        if (words[k].kind != WORD_NUMBER && k != between)
            word_say_nothing(&words[k]);
}

/* "Ne garde que la guitare": that alone. "Ne baisse pas": one refusal in two words. */
static void take_ne(struct word *words, size_t count, size_t i)
{
    static const char *const refusals[] = {"pas",    "jamais", "rien",        "aucun",
                                           "aucune", "plus",   "plus jamais", "plus de"};
    static const char *const but[] = {"que", "qu'", "qu'à", "qu'au", "que la", "que le", "que les"};
    if (!word_is(&words[i], "ne") && !word_is(&words[i], "n'"))
        return;
    size_t end = clause_end(words, count, i);
    for (size_t k = i + 1; k < end; k++)
        if (word_is_one(&words[k], refusals, COUNT(refusals)) || words[k].kind == WORD_NOT) {
            words[k].kind = WORD_NOT;
            words[k].value = REFUSAL_NOT;
            word_say_nothing(&words[i]);
            return;
        }
    for (size_t k = i + 1; k < end; k++)
        if (word_is_one(&words[k], but, COUNT(but))) {
            word_say_nothing(&words[i]);
            words[k].kind = word_is(&words[k], "qu'à") ? WORD_AT : WORD_ONLY;
            words[k].value = 0;
            return;
        }
}

/* "Plus de batterie du tout": none. */
static void take_plus_de(struct word *words, size_t count, size_t i)
{
    size_t end = clause_end(words, count, i);
    if (!word_is(&words[i], "plus de") || end < 2 || end - i < 3)
        return;
    enum word_kind thing = words[words_past_filler(words, count, i + 1)].kind;
    enum word_kind behind = words[words_past_filler(words, count, i + 2)].kind;
    if (thing == WORD_MUSIC && (behind == WORD_FROM || behind == WORD_AFTER || behind == WORD_BETWEEN)) {
        words[i].kind = WORD_NOT; /* "plus de musique après 12 s" */
        words[i].value = REFUSAL_NO;
    }
    if (word_is(&words[end - 1], "tout") && word_is(&words[end - 2], "du")) {
        words[i].kind = WORD_NOT;
        words[i].value = REFUSAL_NO;
        word_say_nothing(&words[end - 1]);
    }
}

/* "Mach die Musik leiser, wenn ich rede": the comma parts no order from its place. */
static void take_when_behind(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT || i == 0 ||
        words_kind_at(words, count, i + 1) != WORD_WHEN)
        return;
    size_t talk = words_past_filler(words, count, i + 2), end = words_past_filler(words, count, talk + 1);
    bool whole = words_kind_at(words, count, talk) == WORD_TALK && (end >= count || words[end].kind == WORD_JOINT);
    bool placed = false;
    for (size_t k = clause_start(words, i); k < i; k++)
        placed = placed || words[k].kind == WORD_WHEN || words[k].kind == WORD_AT || words[k].kind == WORD_FROM;
    if (whole && !placed)
        word_say_nothing(&words[i]);
}

/* "¿Hay un título?", "gibt es Trommeln?", "tem fade out?" ask whether. */
static void take_asks(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"hay", "tem",  "há", "gibt es", "gibt", "hat",
                                        "ist", "sind", "é",  "está",    "es",   "est"};
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_ASKS)
        return;
    size_t first = clause_start(words, i);
    while (first < i && word_is(&words[first], "¿"))
        first++;
    bool thing = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        thing = thing || kind == WORD_TITLE || kind == WORD_FADE || kind == WORD_ROLE || kind == WORD_MUSIC ||
                kind == WORD_DUCK;
        if (kind == WORD_TURN || kind == WORD_LOUD || kind == WORD_REMOVE || kind == WORD_ADD || kind == WORD_WANT ||
            kind == WORD_MAKE)
            return;
    }
    if (thing && first < i && words[first].kind == WORD_FILLER && word_is_one(&words[first], verbs, COUNT(verbs)))
        words[first].kind = WORD_ISIT;
    (void)count;
}

/* "La batterie me gêne, enlève-la": said twice, and one order. */
static void take_said_twice(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_INSTEAD)
        return;
    size_t first = clause_start(words, i), end = clause_end(words, count, i + 1), removes = 0, roles = 0;
    bool gone = false;
    for (size_t k = first; k < i; k++) {
        removes += words[k].kind == WORD_REMOVE && words[k].value == 0;
        roles += words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_REMOVE && words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER &&
            words[k].kind != WORD_DEGREE)
            return;
    }
    for (size_t k = i + 1; k < end; k++) {
        gone = gone || (words[k].kind == WORD_REMOVE && words[k].value == 0);
        if (words[k].kind != WORD_REMOVE && words[k].kind != WORD_IT && words[k].kind != WORD_FILLER)
            return;
    }
    for (size_t k = i + 1; k < end && gone && removes == 1 && roles == 1; k++)
        word_say_nothing(&words[k]);
}

/* "On m'entend mal, monte ma voix": the complaint says why, and the order beside it what to do. */
static void take_unheard(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_DUCK || words[i].value != DUCK_UNHEARD)
        return;
    size_t first = clause_start(words, i), end = clause_end(words, count, i);
    for (size_t k = first; k < end; k++)
        if (k != i && words[k].kind != WORD_FILLER)
            return;
    size_t from = end < count && words[end].value == JOINT_SOFT ? end + 1
                  : first > 0                                   ? clause_start(words, first - 1)
                                                                : end;
    size_t to = clause_end(words, count, from);
    for (size_t k = from; k < to; k++)
        if (words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD) {
            word_say_nothing(&words[i]);
            return;
        }
}

/* "Beim Sprechen": while one speaks. */
static void take_beim(struct word *words, size_t count, size_t i)
{
    if (word_is(&words[i], "beim") && words_kind_at(words, count, i + 1) == WORD_TALK)
        words[i].kind = WORD_WHEN;
}

/* "Mejor jazz", "melhor um rock": such is wanted. */
static void take_better(struct word *words, size_t count, size_t i)
{
    static const char *const names[] = {"mejor", "melhor", "besser", "mieux", "sería mejor", "seria melhor"};
    size_t next = words_past_filler(words, count, i + 1);
    bool behind = i > 0 && words[i - 1].kind == WORD_STYLE && words_kind_at(words, count, i + 1) == WORD_JOINT;
    if (words[i].kind == WORD_BETTER && behind && word_is_one(&words[i], names, COUNT(names)))
        words[i].kind = WORD_WANT; /* "reggae mejor" */
    if (words[i].kind == WORD_BETTER && word_is_one(&words[i], names, COUNT(names)) && next < count &&
        (words[next].kind == WORD_STYLE ||
         (words[next].is_style && words_kind_at(words, count, next + 1) == WORD_JOINT)))
        words[i].kind = WORD_WANT;
}

/* "El volumen, al 60 %", "die Trommeln, bitte leiser": the comma parts no thing from what it is to be. */
static void take_thing_ahead(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT)
        return;
    size_t first = clause_start(words, i), end = clause_end(words, count, i + 1);
    enum word_kind thing = WORD_UNKNOWN;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        bool names = kind == WORD_ROLE || kind == WORD_VOLUME || kind == WORD_TEMPO || kind == WORD_VOICE ||
                     kind == WORD_MUSIC || kind == WORD_TITLE;
        bool more = kind == WORD_MUSIC && thing == WORD_VOLUME;
        if ((!names && kind != WORD_FILLER) || (names && thing != WORD_UNKNOWN && !more))
            return;
        thing = names && !more ? kind : thing;
    }
    bool says = false;
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool removes = kind == WORD_REMOVE && (thing == WORD_ROLE || thing == WORD_TITLE || thing == WORD_VOICE);
        says = says || removes || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_NUMBER ||
               kind == WORD_FACTOR || kind == WORD_FULL || (kind == WORD_FAST && thing != WORD_VOICE);
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_NUMBER && kind != WORD_FACTOR && kind != WORD_FULL &&
            kind != WORD_FAST && kind != WORD_DEGREE && kind != WORD_FILLER && kind != WORD_MAKE && kind != WORD_TO &&
            kind != WORD_AT && kind != WORD_IT && kind != WORD_WANT && !removes)
            return;
    }
    if (thing != WORD_UNKNOWN && says)
        word_say_nothing(&words[i]);
}

/* "No lugar da guitarra, coloca um violino", "instead of the piano, add a harp": what is named first goes. */
static void take_instead_ahead(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT)
        return;
    size_t first = clause_start(words, i), end = clause_end(words, count, i + 1);
    struct word *verb = NULL;
    size_t roles = 0, fresh = 0;
    for (size_t k = first; k < i; k++) {
        verb = words[k].kind == WORD_REPLACE && roles == 0 ? &words[k] : verb;
        roles += words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_REPLACE && words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER)
            return;
    }
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        fresh += kind == WORD_ROLE;
        if (kind != WORD_ROLE && kind != WORD_ADD && kind != WORD_USE && kind != WORD_MAKE && kind != WORD_WANT &&
            kind != WORD_FILLER)
            return;
    }
    if (verb == NULL || roles != 1 || fresh != 1)
        return;
    verb->value = 1;
    for (size_t k = i; k < end; k++)
        if (words[k].kind != WORD_ROLE)
            word_say_nothing(&words[k]);
}

/* "Alles weg außer Klavier": as if the verb stood first. */
static void take_all_away(struct word *words, size_t count, size_t i)
{
    if (i + 2 >= count || words[i].kind != WORD_ALL || words[i + 1].kind != WORD_REMOVE ||
        words[i + 2].kind != WORD_EXCEPT)
        return;
    words[i].kind = WORD_REMOVE;
    words[i].value = 0;
    words[i + 1].kind = WORD_ALL;
    words[i + 1].value = 0;
}

/* "Fundido de 2 segundos al principio y 3 al final": the second edge is a fade, too. "Al principio y al final",
 * 最初と最後に: both. */
static void take_two_edges(struct word *words, size_t count, size_t i)
{
    bool both = (words[i].kind == WORD_JOINT && words[i].value == JOINT_AND) ||
                (words[i].kind == WORD_FILLER && word_is(&words[i], "と"));
    if (!both || i == 0 || i + 1 >= count)
        return;
    bool opening = words[i - 1].kind == WORD_OPENING || (words[i - 1].kind == WORD_FIRST && words[i - 1].value == 1);
    size_t first = clause_start(words, i), end = clause_end(words, count, i + 1);
    struct word *fade = NULL;
    for (size_t k = first; k < end; k++)
        fade = words[k].kind == WORD_FADE && words[k].value == 3 ? &words[k] : fade;
    if (fade == NULL || !opening)
        return;
    size_t next = words_past_filler(words, count, i + 1);
    if (words_kind_at(words, count, next) == WORD_ENDING) {
        for (size_t k = i - 1; k <= next; k++)
            word_say_nothing(&words[k]);
        return;
    }
    while (next < end && (words[next].kind == WORD_FILLER || words[next].kind == WORD_FROM))
        next++;
    size_t edge = words_past_filler(words, count, next + 1);
    if (fade > &words[i] || words_kind_at(words, count, next) != WORD_NUMBER || edge >= end ||
        words[edge].kind != WORD_ENDING || words_past_filler(words, count, edge + 1) < end)
        return;
    words[edge].kind = WORD_FADE;
    words[edge].value = 2;
    fade->value = 1;
    words[next].unit = words[next].unit == UNIT_NONE ? UNIT_SECONDS : words[next].unit;
    for (size_t k = i + 1; k < next; k++)
        word_say_nothing(&words[k]);
    word_say_nothing(&words[i - 1]);
}

/* "Los dos fundidos", "les deux fondus": both. */
static void take_both(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_NONE && words[i].number == 2 && i > 0 &&
        words[i - 1].kind == WORD_FILLER && (next == WORD_FADE || next == WORD_ROLE || next == WORD_TITLE))
        word_say_nothing(&words[i]);
}

/* "Was Fröhliches": something such; "was für ein Stil?" asks. */
static void take_was(struct word *words, size_t count, size_t i)
{
    bool such = i + 1 < count && words[i + 1].is_style;
    size_t end = clause_end(words, count, i);
    if (such && word_is(&words[i], "was") && (end >= count || words[end].value != JOINT_ASKS))
        word_say_nothing(&words[i]);
}

/* 20パーセントに下げて: to so much. */
static void take_amount_to(struct word *words, size_t count, size_t i)
{
    static const char *const to[] = {"に", "まで", "くらいに", "ぐらいに", "程度に", "へ"};
    if (words[i].kind != WORD_NUMBER || agent_names_time(&words[i]) || i + 1 >= count ||
        !word_is_one(&words[i + 1], to, COUNT(to)) || !word_is_wide(&words[i + 1]))
        return;
    struct word number = words[i];
    words[i] = words[i + 1];
    words[i].kind = WORD_TO;
    words[i].value = 0;
    words[i].start = number.start;
    words[i].length = number.length + words[i + 1].length;
    number.length = words[i].length;
    words[i + 1] = number;
}

void agent_tongues(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        take_para(words, count, i);
        take_span(words, count, i);
        take_ne(words, count, i);
        take_plus_de(words, count, i);
        take_when_behind(words, count, i);
        take_asks(words, count, i);
        take_said_twice(words, count, i);
        take_better(words, count, i);
        take_unheard(words, count, i);
        take_beim(words, count, i);
        take_all_away(words, count, i);
        take_thing_ahead(words, count, i);
        take_instead_ahead(words, count, i);
        take_two_edges(words, count, i);
        take_amount_to(words, count, i);
        take_was(words, count, i);
        take_both(words, count, i);
    }
    for (size_t first = 0; first < count;) {
        size_t end = clause_end(words, count, first);
        agent_tongues_clause(words + first, end - first);
        first = end + 1;
    }
}
