/* What stands on both sides of a comma or an "and" and is one order, in other languages than English and Chinese. */
#include "agent_tongues_joint.h"

#include "agent_look.h"
#include "agent_tongues_fade.h"
#include "agent_tongues_title.h"
#include "bgmusic/base/count.h"

/* "Mach die Musik leiser, wenn ich rede": the comma parts no order from its place. */
static void take_when_behind(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT || i == 0 ||
        words_kind_at(words, count, i + 1) != WORD_WHEN)
        return;
    size_t talk = words_past_filler(words, count, i + 2), end = words_past_filler(words, count, talk + 1);
    bool whole = words_kind_at(words, count, talk) == WORD_TALK && (end >= count || words[end].kind == WORD_JOINT);
    bool placed = false;
    for (size_t k = words_clause_start(words, i); k < i; k++)
        placed = placed || words[k].kind == WORD_WHEN || words[k].kind == WORD_AT ||
                 (words[k].kind == WORD_FROM && k + 1 < i); /* "senk sie ab, wenn ich rede" is no place */
    if (whole && !placed)
        word_say_nothing(&words[i]);
}

/* "¿Hay un título?", "gibt es Trommeln?", "tem fade out?" ask whether. */
static void take_asks(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"hay", "spielt", "suena", "toca", "tem",  "há", "gibt es", "gibt",
                                        "hat", "ist",    "sind",  "é",    "está", "es", "est"};
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_ASKS)
        return;
    size_t first = words_clause_start(words, i);
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
    bool asks = first < i && (words[first].kind == WORD_FILLER || words[first].kind == WORD_USE);
    if (thing && asks && word_is_one(&words[first], verbs, COUNT(verbs)))
        words[first].kind = WORD_ISIT;
    (void)count;
}

/* "La batterie me gêne, enlève-la": said twice, and one order. */
static void take_said_twice(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_INSTEAD)
        return;
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), removes = 0, roles = 0;
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
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i);
    for (size_t k = first; k < end; k++)
        if (k != i && words[k].kind != WORD_FILLER)
            return;
    size_t from = end < count && words[end].value == JOINT_SOFT ? end + 1
                  : first > 0                                   ? words_clause_start(words, first - 1)
                                                                : end;
    size_t to = words_clause_end(words, count, from);
    for (size_t k = from; k < to; k++)
        if (words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD) {
            word_say_nothing(&words[i]);
            return;
        }
}

/* "El volumen, al 60 %", "die Trommeln, bitte leiser": the comma parts no thing from what it is to be. */
static void take_thing_ahead(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT)
        return;
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
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
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
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

/* "Fundido de 2 segundos al principio y 3 al final": the second edge is a fade, too. "Al principio y al final",
 * 最初と最後に: both. */
static void take_two_edges(struct word *words, size_t count, size_t i)
{
    bool both = (words[i].kind == WORD_JOINT && words[i].value == JOINT_AND) ||
                (words[i].kind == WORD_FILLER && word_is(&words[i], "と"));
    if (!both || i == 0 || i + 1 >= count)
        return;
    bool opening = words[i - 1].kind == WORD_OPENING || (words[i - 1].kind == WORD_FIRST && words[i - 1].value == 1);
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
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

/* Makes an adjective that does not compare the mood it names; false: it names none. */
static bool be_mood(struct word *word)
{
    static const struct {
        const char *start;
        enum word_kind kind;
        double number;
    } rows[] = {
        {"apais", WORD_ENERGY, -0.4},    {"repos", WORD_ENERGY, -0.4},     {"calm", WORD_ENERGY, -0.4},
        {"tranquil", WORD_ENERGY, -0.4}, {"relax", WORD_ENERGY, -0.4},     {"relaj", WORD_ENERGY, -0.4},
        {"seren", WORD_ENERGY, -0.4},    {"entraîn", WORD_ENERGY, 0.5},    {"dynami", WORD_ENERGY, 0.5},
        {"dinámic", WORD_ENERGY, 0.5},   {"dinâmic", WORD_ENERGY, 0.5},    {"animad", WORD_ENERGY, 0.5},
        {"energ", WORD_ENERGY, 0.5},     {"enérg", WORD_ENERGY, 0.5},      {"énerg", WORD_ENERGY, 0.5},
        {"movid", WORD_ENERGY, 0.5},     {"joyeu", WORD_VALENCE, 0.5},     {"gai", WORD_VALENCE, 0.5},
        {"alegre", WORD_VALENCE, 0.5},   {"feliz", WORD_VALENCE, 0.5},     {"divertid", WORD_VALENCE, 0.5},
        {"triste", WORD_VALENCE, -0.5},  {"mélancol", WORD_VALENCE, -0.5}, {"melancól", WORD_VALENCE, -0.5},
    };
    for (size_t k = 0; k < COUNT(rows); k++) {
        if (!word_starts(word, rows[k].start))
            continue;
        word->kind = rows[k].kind;
        word->number = rows[k].number;
        word->is_style = false;
        return true;
    }
    return false;
}

/* "Más suave y tranquila": said twice, and no other style. */
static void take_and_mood(struct word *words, size_t count, size_t i)
{
    static const char *const more[] = {"más ", "mais ", "plus ", "menos ", "moins "};
    bool joined = words[i].kind == WORD_JOINT && words[i].value == JOINT_AND && i > 0;
    size_t end = words_clause_end(words, count, i + 1), mood = words_past_filler(words, count, i + 1);
    if (!joined || mood >= end || !words[mood].is_style || words_past_filler(words, count, mood + 1) < end)
        return;
    bool compares = false;
    for (size_t k = 0; k < COUNT(more); k++)
        compares = compares || word_starts(&words[i - 1], more[k]);
    enum word_kind kind = words[i - 1].kind;
    if (!compares || (kind != WORD_LOUD && kind != WORD_ENERGY && kind != WORD_VALENCE && kind != WORD_FAST))
        return;
    bool own = kind == WORD_LOUD || kind == WORD_FAST;
    if (own && be_mood(&words[mood])) /* "más rápida y alegre" */
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[mood]);
}

/* "Plus doux et apaisant", "mais calma e suave": the soft one is of the mood, too. */
static void take_soft_mood(struct word *words, size_t count, size_t i)
{
    static const char *const soft[] = {"plus doux",  "plus douce", "plus douces", "más suave",
                                       "más suaves", "mais suave", "mais suaves", "plus doucement"};
    bool joined = words[i].kind == WORD_JOINT && (words[i].value == JOINT_AND || words[i].value == JOINT_SOFT);
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), calm = 0;
    struct word *quiet = NULL;
    for (size_t k = first; k < end && joined; k++) {
        enum word_kind kind = words[k].kind;
        bool is_soft = kind == WORD_LOUD && word_is_one(&words[k], soft, COUNT(soft));
        quiet = is_soft ? &words[k] : quiet;
        calm += kind == WORD_ENERGY && words[k].number < 0;
        joined = k == i || is_soft || kind == WORD_ENERGY || kind == WORD_FILLER || kind == WORD_MAKE ||
                 kind == WORD_MUSIC || kind == WORD_WANT || kind == WORD_IT || kind == WORD_DEGREE;
    }
    if (!joined || quiet == NULL || calm != 1)
        return;
    word_say_nothing(quiet);
    word_say_nothing(&words[i]);
}

/* "Uy no, deshazlo": what was said is taken back. */
static void take_oh_no(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i);
    if (words[i].kind != WORD_NOT || words_kind_at(words, count, i + 1) != WORD_JOINT || i + 1 >= count ||
        words[i + 1].value != JOINT_SOFT || first == i || words_past_filler(words, i, first) < i)
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_INSTEAD;
}

/* "Irgendwas, nur kein Lo-Fi", "bloß keine Trompete": not that, and nothing is alone. */
static void take_only_no(struct word *words, size_t count, size_t i)
{
    static const char *const only[] = {"nur", "bloß", "blos", "nur bitte"}, *const no[] = {"kein", "keine", "keinen"};
    if (!word_is_one(&words[i], only, COUNT(only)) || i + 1 >= count || words[i + 1].kind != WORD_NOT ||
        !word_is_one(&words[i + 1], no, COUNT(no)))
        return;
    word_say_nothing(&words[i]);
    size_t first = i > 0 ? words_clause_start(words, i - 1) : 0;
    if (i > 1 && words[i - 1].kind == WORD_JOINT && first + 2 == i && word_is(&words[first], "alles")) {
        words[i + 1].value = REFUSAL_BUT; /* "alles, nur kein Jazz" */
        word_say_nothing(&words[first]);
        word_say_nothing(&words[i - 1]);
    }
}

/* "Don't remove the music, only the drums": those go. */
static void take_refused_then_only(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_ASKS)
        return;
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1), roles = 0;
    struct word *only = NULL;
    bool no = false, removes = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        bool stays =
            kind == WORD_KEEP && (word_starts(&words[k], "消さないで") || word_starts(&words[k], "外さないで"));
        no = no || kind == WORD_NOT || stays;
        removes = removes || (kind == WORD_REMOVE && words[k].value == 0) || stays;
        if (!stays && kind != WORD_NOT && kind != WORD_REMOVE && kind != WORD_MUSIC && kind != WORD_ROLE &&
            kind != WORD_ALL && kind != WORD_IT && kind != WORD_FILLER)
            return;
    }
    for (size_t k = i + 1; k < end; k++) {
        only = words[k].kind == WORD_ONLY ? &words[k] : only;
        roles += words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_ONLY && words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER)
            return;
    }
    if (!no || !removes || only == NULL || roles == 0 ||
        (word_is_wide(only) && !word_is(only, "だけ"))) /* 只要鼓 wants them */
        return;
    only->kind = WORD_REMOVE;
    only->value = 0;
}

/* "Nur den Bass weg", ドラムだけ消して: that one goes. */
static void take_only_removed(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_ONLY)
        return;
    size_t end = words_clause_end(words, count, i), roles = 0, removes = 0;
    for (size_t k = words_clause_start(words, i); k < end; k++) {
        enum word_kind kind = words[k].kind;
        roles += kind == WORD_ROLE;
        removes += kind == WORD_REMOVE && words[k].value == 0;
        if (kind != WORD_ONLY && kind != WORD_ROLE && kind != WORD_REMOVE && kind != WORD_FILLER)
            return;
    }
    if (roles > 0 && removes == 1)
        word_say_nothing(&words[i]);
}

/* "Ist die Musik nicht etwas zu laut?" complains. */
static void take_asked_complaint(struct word *words, size_t count, size_t i)
{
    static const char *const too[] = {"zu ", "trop", "demasiad", "muy ", "muito "};
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_ASKS)
        return;
    size_t begins = words_clause_start(words, i); /* "il y a de la batterie ?" */
    if (word_is(&words[begins], "il y a") || word_is(&words[begins], "y a"))
        words[begins].kind = WORD_ISIT;
    struct word *no = NULL;
    bool complains = false;
    for (size_t k = words_clause_start(words, i); k < i; k++) {
        no = words[k].kind == WORD_NOT && words[k].value == REFUSAL_NOT ? &words[k] : no;
        bool loud = words[k].kind == WORD_LOUD || words[k].kind == WORD_FAST;
        for (size_t t = 0; t < COUNT(too) && loud; t++)
            complains = complains || word_starts(&words[k], too[t]);
        complains = complains || (loud && (word_is(&words[k], "alta demais") || word_is(&words[k], "alto demais") ||
                                           word_is(&words[k], "baixa demais") || word_is(&words[k], "rápida demais")));
        if (words[k].kind == WORD_TURN || words[k].kind == WORD_MAKE)
            return;
    }
    if (no != NULL && complains)
        word_say_nothing(no);
    (void)count;
}

/* "Nicht die Gitarre, das Klavier leiser": the first one is not meant, and stays. */
static void take_not_that_one(struct word *words, size_t count, size_t i)
{
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i + 1);
    bool pair = words[i].kind == WORD_JOINT && words[i].value == JOINT_SOFT && first + 2 == i &&
                words[first].kind == WORD_NOT && words[first].value == REFUSAL_NOT &&
                words[first + 1].kind == WORD_ROLE && memchr(words[first + 1].start, ' ', words[first + 1].length);
    if (!pair || !words_have(words + i + 1, end - i - 1, WORD_ROLE) ||
        (!words_have(words + i + 1, end - i - 1, WORD_LOUD) && !words_have(words + i + 1, end - i - 1, WORD_TURN)))
        return;
    word_say_nothing(&words[first]);
    word_say_nothing(&words[first + 1]);
}

/* "Nem bateria nem baixo", "ni batería ni bajo": neither. */
static void take_neither(struct word *words, size_t count, size_t i)
{
    static const char *const names[] = {"nem", "ni", "weder", "noch"};
    if (i + 1 >= count || words[i + 1].kind != WORD_ROLE || !word_is_one(&words[i], names, COUNT(names)))
        return;
    bool leads = i + 2 < count && !word_is(&words[i], "noch") && word_is_one(&words[i + 2], names, COUNT(names));
    bool follows = i >= 2 && words[i - 1].kind == WORD_ROLE && words[i - 2].kind == WORD_NOT;
    if (!leads && !follows)
        return;
    /* "No quites ni la guitarra ni el piano": refused already */
    for (size_t k = words_clause_start(words, i); leads && k < i; k++)
        if (words[k].kind == WORD_NOT) {
            for (size_t n = i; n < words_clause_end(words, count, i); n++)
                if (word_is_one(&words[n], names, COUNT(names)))
                    word_say_nothing(&words[n]);
            return;
        }
    words[i].kind = leads ? WORD_NOT : WORD_FILLER; /* one refusal for both */
    words[i].value = leads ? REFUSAL_NO : 0;
}

void agent_tongues_joint(struct word *words, size_t count, size_t i)
{
    take_when_behind(words, count, i);
    take_asks(words, count, i);
    take_said_twice(words, count, i);
    take_unheard(words, count, i);
    take_thing_ahead(words, count, i);
    take_instead_ahead(words, count, i);
    take_two_edges(words, count, i);
    agent_tongues_fade_joint(words, count, i);
    agent_tongues_title_joint(words, count, i);
    take_and_mood(words, count, i);
    take_soft_mood(words, count, i);
    take_oh_no(words, count, i);
    take_only_no(words, count, i);
    take_refused_then_only(words, count, i);
    take_only_removed(words, count, i);
    take_asked_complaint(words, count, i);
    take_not_that_one(words, count, i);
    take_neither(words, count, i);
}
