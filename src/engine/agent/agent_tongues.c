/* Small words of five languages, whose meaning hangs on what stands beside them. */
#include "agent_tongues.h"

#include "agent_look.h"
#include "agent_tongues_clause.h"
#include "agent_tongues_japanese.h"
#include "agent_tongues_joint.h"
#include "agent_tongues_not.h"
#include "bgmusic/base/count.h"

/* "música para un vídeo" is for one, "baja para 15 %" to that much; "para la música" at the start of an order, "la
 * música para a los 12 s" stop it. */
static void take_para(struct word *words, size_t count, size_t i)
{
    static const char *const names[] = {"para", "pra", "pro", "para o", "para os"};
    if (!word_is_one(&words[i], names, COUNT(names)) || (words[i].kind != WORD_STOP && words[i].kind != WORD_FILLER))
        return;
    size_t first = words_past_filler(words, count, words_clause_start(words, i));
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
    bool articles = word_is_one(&words[i], from, 3) || word_is(&words[i], "dos"); /* "del 6 al 9" are times */
    articles = articles && !word_is(&words[i], "de");
    if (!agent_names_time(last) && !agent_names_time(start) && first == 1 && second == 1 && !articles)
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
    size_t end = words_clause_end(words, count, i);
    for (size_t k = i + 1; k < end; k++)
        if (word_is(&words[k], "rien") && words[i].kind == WORD_NOT) { /* "n'annule rien" */
            word_say_nothing(&words[k]);
            return;
        } else if (word_is_one(&words[k], refusals, COUNT(refusals)) || words[k].kind == WORD_NOT) {
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
    size_t end = words_clause_end(words, count, i);
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

/* "Alles weg außer Klavier": as if the verb stood first. */
static void take_all_away(struct word *words, size_t count, size_t i)
{
    if (i + 2 >= count || words[i].kind != WORD_ALL || words[i + 1].kind != WORD_REMOVE ||
        words[i + 2].kind != WORD_EXCEPT)
        return;
    if (i > 0 && words[i - 1].kind == WORD_REMOVE) /* "nimm alles raus außer" */
        word_say_nothing(&words[i - 1]);
    words[i].kind = WORD_REMOVE;
    words[i].value = 0;
    words[i + 1].kind = WORD_ALL;
    words[i + 1].value = 0;
}

/* "Los dos fundidos", "les deux fondus": both. */
static void take_both(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_NONE && words[i].number == 2 && i > 0 &&
        words[i - 1].kind == WORD_FILLER && (next == WORD_FADE || next == WORD_ROLE || next == WORD_TITLE))
        word_say_nothing(&words[i]);
}

/* "Que no vaya tan rápido": too fast, said by halves. */
static void take_not_so(struct word *words, size_t count, size_t i)
{
    static const char *const starts[] = {"tan ", "tão ", "si ", "aussi ", "so laut", "so schnell"};
    bool so = false;
    for (size_t k = 0; k < COUNT(starts); k++)
        so = so || word_starts(&words[i], starts[k]);
    if (!so || (words[i].kind != WORD_LOUD && words[i].kind != WORD_FAST))
        return;
    for (size_t k = words_clause_start(words, i); k < i; k++)
        if (words[k].kind == WORD_NOT || words[k].kind == WORD_KEEP) /* "que a bateria não fique tão forte" */
            word_say_nothing(&words[k]);
    (void)count;
}

/* "Todo fuera menos la guitarra": all but that. */
static void take_menos(struct word *words, size_t count, size_t i)
{
    if (!word_is(&words[i], "menos") || words[i].kind != WORD_MORE ||
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_ROLE)
        return;
    for (size_t k = words_clause_start(words, i); k < i; k++)
        if (words[k].kind == WORD_ALL)
            words[i].kind = WORD_EXCEPT;
}

/* "Acaba la música 5 segundos antes". */
static void take_before_behind(struct word *words, size_t count, size_t i)
{
    static const char *const sooner[] = {"antes", "plus tôt", "früher", "eher", "vorher", "mais cedo"};
    static const char *const later[] = {"después", "depois", "plus tard", "später", "más tarde", "mais tarde"};
    bool early = word_is_one(&words[i], sooner, COUNT(sooner)), late = word_is_one(&words[i], later, COUNT(later));
    if ((!early && !late) || i == 0 || !agent_names_time(&words[i - 1]) || words[i - 1].unit == UNIT_CLOCK ||
        words_clause_end(words, count, i) > i + 1)
        return;
    if (words[i].kind == WORD_JOINT && i + 1 < count)
        return;
    words[i].kind = WORD_LATER;
    words[i].value = late ? 1 : -1;
}

/* "Was Fröhliches": something such; "was für ein Stil?" asks. */
static void take_was(struct word *words, size_t count, size_t i)
{
    bool such = i + 1 < count && words[i + 1].is_style;
    size_t end = words_clause_end(words, count, i);
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
    for (size_t i = 0; i < count; i++)
        take_menos(words, count, i);
    for (size_t i = 0; i < count; i++) {
        take_para(words, count, i);
        agent_tongues_joint(words, count, i);
        take_span(words, count, i);
        take_ne(words, count, i);
        take_plus_de(words, count, i);
        take_better(words, count, i);
        take_beim(words, count, i);
        take_all_away(words, count, i);
        take_amount_to(words, count, i);
        take_was(words, count, i);
        take_both(words, count, i);
        take_not_so(words, count, i);
        agent_tongues_not(words, count, i);
        agent_tongues_japanese_joint(words, count, i);
        take_before_behind(words, count, i);
    }
    for (size_t first = 0; first < count;) {
        size_t end = words_clause_end(words, count, first);
        agent_tongues_clause(words + first, end - first);
        first = end + 1;
    }
}
