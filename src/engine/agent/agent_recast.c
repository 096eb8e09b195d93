/* Words whose meaning hangs on what else stands in the clause. */
#include "agent_recast.h"

#include <stdbool.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "agent_recast_neighbours.h"
#include "agent_recast_order.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static bool is_act(enum word_kind kind)
{
    static const enum word_kind acts[] = {WORD_ADD,   WORD_MAKE,  WORD_REMOVE, WORD_REPLACE, WORD_TURN,    WORD_LOUD,
                                          WORD_FAST,  WORD_LONG,  WORD_STRONG, WORD_ENERGY,  WORD_VALENCE, WORD_USE,
                                          WORD_WANT,  WORD_START, WORD_STOP,   WORD_MORE,    WORD_UNDO,    WORD_MOVE,
                                          WORD_BRING, WORD_SHOW,  WORD_BACK};
    for (size_t i = 0; i < COUNT(acts); i++)
        if (acts[i] == kind)
            return true;
    return false;
}

static bool starts_with(const struct word *word, const char *text)
{
    return word->length >= strlen(text) && text_starts_with_ignore_case(word->start, text);
}

/* Words that say nothing beside what else stands there. */
static void soften(struct word *words, size_t count)
{
    bool act = false, content = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        act = act || is_act(kind);
        content = content || (kind != WORD_FILLER && kind != WORD_EXPORT && kind != WORD_IT && kind != WORD_PICTURE &&
                              kind != WORD_WHEN && kind != WORD_ALL && kind != WORD_WANT && kind != WORD_AFTER);
    }
    for (size_t i = 0; i < count; i++) {
        /* "可以大声一点吗" asks for it; "is it louder?" does not. */
        bool weak = words[i].kind == WORD_ISIT && words[i].value == 1;
        if (act && (weak || (words[i].kind == WORD_PRAISE && !words_have(words, count, WORD_BACK) &&
                             !words_have(words, count, WORD_NOT))))
            words[i].kind = WORD_FILLER;
        /* "leave it alone" keeps it. */
        if (words[i].kind == WORD_ONLY && words[i].value == 2 && words_have(words, count, WORD_KEEP))
            words[i].kind = WORD_FILLER;
        /* "just a bit louder" is no solo, "just bass and drums" is. */
        if (words[i].kind == WORD_ONLY && words[i].value == 1) {
            size_t next = i + 1;
            while (next < count && words[next].kind == WORD_FILLER)
                next++;
            if (next == count || words[next].kind != WORD_ROLE)
                words[i].kind = WORD_FILLER;
        }
        /* "export it with the music at 20%": the client exports, the rest is for here. */
        bool takes = words_have(words, count, WORD_REMOVE) && words_have(words, count, WORD_MUSIC);
        if (content && !takes && words_have(words, count, WORD_EXPORT) &&
            (words[i].kind == WORD_WHEN || words[i].kind == WORD_AFTER))
            words[i].kind = WORD_FILLER;
    }
    bool exports = words_have(words, count, WORD_EXPORT);
    for (size_t i = 0; i < count && content; i++)
        if (words[i].kind == WORD_EXPORT || (exports && words[i].kind == WORD_ADD && starts_with(&words[i], "give")))
            words[i].kind = WORD_FILLER;
}

/* What stands in the clause. */
struct company {
    bool measured, volume, to_tempo, by_tempo, moves, role, title, quoted, refuses;
    int turn; /* 1 up, -1 down, 0: not said */
};

static struct company company_of(const struct word *words, size_t count)
{
    struct company company = {
        .measured = words_have(words, count, WORD_TEMPO) ||
                    (words_have(words, count, WORD_VOLUME) && !words_have(words, count, WORD_PLACE)),
        .volume = words_have(words, count, WORD_VOLUME),
        .role = words_have(words, count, WORD_ROLE),
        .title = words_have(words, count, WORD_TITLE),
        .quoted = words_have(words, count, WORD_QUOTED),
        .refuses = words_have(words, count, WORD_NOT) || words_have(words, count, WORD_REMOVE),
    };
    bool sets_tempo = (words_have(words, count, WORD_MAKE) || words_have(words, count, WORD_ADD)) &&
                      !words_have(words, count, WORD_TURN) && !words_have(words, count, WORD_FAST) &&
                      !words_have(words, count, WORD_MORE) && !words_have(words, count, WORD_REMOVE);
    for (size_t i = 0; i < count; i++) {
        const struct word *word = &words[i];
        bool amount = word->kind == WORD_AMOUNT;
        company.measured = company.measured || (amount && word->unit == UNIT_DB); /* "drop the music by 6 dB" */
        company.to_tempo = company.to_tempo || (amount && word->unit == UNIT_BPM && word->value == AMOUNT_TO) ||
                           (amount && word->unit == UNIT_BPM && word->value == AMOUNT_PLAIN && sets_tempo);
        company.by_tempo = company.by_tempo || (amount && word->unit == UNIT_BPM && word->value != AMOUNT_TO);
        company.moves = company.moves || word->kind == WORD_LOUD || word->kind == WORD_TURN ||
                        word->kind == WORD_FAST || word->kind == WORD_LONG || word->kind == WORD_ENERGY ||
                        word->kind == WORD_VALENCE;
        if (word->kind == WORD_TURN || word->kind == WORD_MORE)
            company.turn = word->value;
        /* "take some of the tension out" */
        bool takes = word->kind == WORD_REMOVE && (starts_with(word, "take") || starts_with(word, "out"));
        if (takes && company.turn == 0 && words_have(words, count, WORD_SPIRIT) && !words_have(words, count, WORD_ALL))
            company.turn = -1;
    }
    return company;
}

/* Verbs that turn something up or down here, and elsewhere take it away or bring it. */
static void recast_verb(struct word *word, const struct company *company, struct word *words, size_t count)
{
    /* "drop the tempo", "cut the volume by half" */
    if (word->kind == WORD_REMOVE && (company->measured || (company->volume && starts_with(word, "drop"))) &&
        (starts_with(word, "drop") || starts_with(word, "cut") || starts_with(word, "lose") ||
         starts_with(word, "take"))) {
        word->kind = WORD_TURN;
        word->value = -1;
    }
    /* "knock 2 dB off the music" */
    if (word->kind == WORD_REMOVE && company->measured && word->length == 3 && starts_with(word, "off") &&
        (words_have(words, count, WORD_TURN)))
        word->kind = WORD_FILLER;
    /* 音量加10% */
    if (word->kind == WORD_ADD && starts_with(word, "加") && words_have(words, count, WORD_AMOUNT) && !company->role &&
        words_have(words, count, WORD_VOLUME)) {
        word->kind = WORD_TURN;
        word->value = 1;
        if (word + 1 < words + count && word[1].kind == WORD_AMOUNT && word[1].value == AMOUNT_PLAIN)
            word[1].value = AMOUNT_BY;
    }
    /* "down 10 bpm" */
    if (word->kind == WORD_TURN && company->by_tempo && !company->to_tempo && !company->volume)
        word->kind = WORD_FAST;
    /* "take it down to 70 bpm" */
    bool carries = word->kind == WORD_TURN || word->kind == WORD_MAKE || word->kind == WORD_IT ||
                   (word->kind == WORD_ADD && starts_with(word, "put")) ||
                   (word->kind == WORD_REMOVE && starts_with(word, "take"));
    if (company->to_tempo && carries)
        word->kind = WORD_FILLER;
}

static void recast_noun(struct word *word, const struct company *company, const struct word *next, bool ducks)
{
    /* "only a bit slower", 只要慢一点 */
    if (word->kind == WORD_ONLY && company->moves && !company->role)
        word->kind = WORD_FILLER;
    /* "a quick fade in" is no style */
    if (word->is_style && next != NULL && next->kind == WORD_FADE) {
        word->kind = WORD_FILLER;
        word->is_style = false;
    }
    /* "make the ducking gentler" */
    if (word->kind == WORD_ENERGY && ducks) {
        word->kind = WORD_STRONG;
        word->value = word->number > 0 ? 1 : -1;
    }
    /* "Music: louder!" */
    if (word->kind == WORD_SAYS && (starts_with(word, ":") || starts_with(word, "：")) && !company->title &&
        !company->quoted)
        word->kind = WORD_FILLER;
    /* "a caption reading "Fin"" is a title. */
    if (word->kind == WORD_REFUSED && word->value == BEYOND_CAPTIONS && company->quoted)
        word->kind = WORD_TITLE;
    if (word->kind == WORD_LOOK && !company->title)
        word->kind = WORD_UNKNOWN;
    /* "turn up the energy" */
    if (word->kind == WORD_SPIRIT && company->turn != 0) {
        word->kind = word->value == 1 ? WORD_VALENCE : WORD_ENERGY;
        word->number *= company->turn;
    } else if (word->kind == WORD_SPIRIT) {
        word->kind = word->is_style ? WORD_STYLE : word->value == 1 && !company->refuses ? WORD_FILLER : WORD_UNKNOWN;
    }
}

/* "don't make it so loud", 别那么快: it is to be less so. */
static void recast_refused_degree(struct word *words, size_t count)
{
    size_t no = 0; /* 音乐不用太大声, too */
    while (no + 1 < count && (words[no].kind == WORD_MUSIC || words[no].kind == WORD_IT))
        no++;
    /* 鼓别这么响, 原声不要太大 */
    while (no + 1 < count && (words[no].start[0] & 0x80) != 0 &&
           (words[no].kind == WORD_ROLE || words[no].kind == WORD_VOICE || words[no].kind == WORD_FILLER ||
            words[no].kind == WORD_VOLUME))
        no++;
    /* "It's not that loud" says how it is. */
    if (no > 0 && words[no - 1].kind == WORD_IT && (words[no].start[0] & 0x80) == 0)
        return;
    if (no + 1 >= count || words[no].kind != WORD_NOT || words[no].value != REFUSAL_SO)
        return;
    for (size_t i = no + 1; i < count; i++) {
        enum word_kind kind = words[i].kind;
        /* 吵 wants less already. */
        bool complains = starts_with(&words[i], "吵") || starts_with(&words[i], "闹");
        if (kind == WORD_START && words[i].length == strlen("响") && starts_with(&words[i], "响")) {
            words[i].kind = kind = WORD_LOUD;
            words[i].value = 1;
        }
        if (kind == WORD_LOUD || kind == WORD_FAST || kind == WORD_TURN || kind == WORD_LONG || kind == WORD_LEVEL ||
            kind == WORD_PACE) {
            words[i].value = complains ? words[i].value : -words[i].value;
            words[i].kind = kind == WORD_LEVEL ? WORD_LOUD : kind == WORD_PACE ? WORD_FAST : kind;
            words[no].kind = WORD_FILLER;
        }
    }
}

/* "It shouldn't be this loud": an order for less, where "it isn't this loud" tells. */
static void recast_refused_state(struct word *words, size_t count)
{
    static const char *const orders[] = {"should", "don", "do not", "must"};
    static const char *const so[] = {"this", "that", "so"}, *const chinese[] = {"那么", "这么"};
    /* 别压那么低 */
    for (size_t i = 1; i < count; i++) {
        bool led = false, refused = false;
        for (size_t k = 0; k < COUNT(chinese); k++)
            led = led || (words[i - 1].length == strlen(chinese[k]) && starts_with(&words[i - 1], chinese[k]));
        bool moves = words[i].kind == WORD_TURN || words[i].kind == WORD_LOUD || words[i].kind == WORD_FAST;
        for (size_t k = 0; k < i && led && moves; k++)
            if (words[k].kind == WORD_NOT) {
                words[k].kind = WORD_FILLER;
                refused = true;
            }
        for (size_t k = 0; k < count && refused; k++)
            if (words[k].kind == words[i].kind && &words[k] != &words[i])
                words[k].kind = WORD_FILLER;
        bool complains = starts_with(&words[i], "吵") || starts_with(&words[i], "闹"); /* wants less already */
        if (refused && !complains)
            words[i].value = -words[i].value;
    }
    struct word *no = NULL;
    bool wants = words[0].kind == WORD_WANT; /* "I'd rather it wasn't so loud" */
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < COUNT(orders) && words[i].kind == WORD_NOT && words[i].value == REFUSAL_NOT; k++)
            no = starts_with(&words[i], orders[k]) || wants ? &words[i] : no;
        bool state = words[i].kind == WORD_LEVEL || words[i].kind == WORD_PACE, led = false;
        for (size_t k = 0; k < COUNT(so) && i > 0; k++)
            led = led || (words[i - 1].length == strlen(so[k]) && starts_with(&words[i - 1], so[k]));
        bool complains = words[i].kind == WORD_LOUD && starts_with(&words[i], "so ");
        if (no == NULL || (!complains && !(state && led)))
            continue;
        no->kind = WORD_FILLER;
        if (state) {
            words[i].kind = words[i].kind == WORD_LEVEL ? WORD_LOUD : WORD_FAST;
            words[i].value = -words[i].value;
        }
        return;
    }
}

/* "Have the tune end earlier": all of the music. "No tune at the end" is the part that plays it. */
static void recast_tune(struct word *words, size_t count)
{
    bool whole = (words_have(words, count, WORD_STOP) || words_have(words, count, WORD_START) ||
                  words_have(words, count, WORD_LATER) || words_have(words, count, WORD_FADE)) &&
                 !words_have(words, count, WORD_NOT);
    for (size_t i = 0; i < count && whole; i++)
        if (words[i].kind == WORD_TUNE && (starts_with(&words[i], "tune") || starts_with(&words[i], "the tune")))
            words[i].kind = WORD_MUSIC;
}

/* "The whole thing a tad slower": what is always so of all of it. */
static void recast_whole(struct word *words, size_t count)
{
    bool of_all = words_have(words, count, WORD_FAST) || words_have(words, count, WORD_KEY) ||
                  words_have(words, count, WORD_TEMPO) || words_have(words, count, WORD_PACE) ||
                  words_have(words, count, WORD_ENERGY) || words_have(words, count, WORD_VALENCE);
    for (size_t i = 0; i < count && of_all; i++)
        if (words[i].kind == WORD_PLACE && words[i].place.kind == PLACE_WHOLE && !words[i].place.except)
            words[i].kind = WORD_FILLER;
}

/* "The music must not drown me out" asks for less of it, "the music isn't drowning me out" for nothing. */
static void recast_refused_drowning(struct word *words, size_t count)
{
    static const char *const drowning[] = {"drown",  "cover", "overpower", "bur",     "overwhelm",
                                           "compet", "mask",  "swamp",     "smother", "overshadow",
                                           "clash",  "steal", "fight",     "swallow", "eats"};
    static const char *const told[] = {"isn", "is not", "aren", "are not", "doesn", "does not", "didn"};
    struct word *no = NULL, *drowns = NULL;
    for (size_t i = 0; i < count; i++) {
        no = words[i].kind == WORD_NOT ? &words[i] : no;
        for (size_t k = 0; k < COUNT(drowning) && words[i].kind == WORD_LOUD; k++)
            drowns = starts_with(&words[i], drowning[k]) ? &words[i] : drowns;
    }
    /* "It drowns my voice": it is the music. */
    for (size_t i = 0; i < count && drowns != NULL && !words_have(words, count, WORD_MUSIC); i++)
        if (words[i].kind == WORD_IT && &words[i] < drowns && words_have(words, count, WORD_VOICE)) {
            words[i].kind = WORD_MUSIC;
            break;
        }
    if (no == NULL || drowns == NULL)
        return;
    for (size_t k = 0; k < COUNT(told); k++)
        if (starts_with(no, told[k]))
            return;
    no->kind = WORD_FILLER;
}

bool word_says_too(const struct word *words, size_t count)
{
    bool too = (words[0].length == 3 && starts_with(&words[0], "too")) || starts_with(&words[0], "太");
    return too && words[0].kind == WORD_FILLER && count > 1 &&
           (words[1].is_style || words[1].kind == WORD_LEVEL || words[1].kind == WORD_PACE);
}

bool word_says_first(const struct word *words, size_t count)
{
    bool first = words[0].kind == WORD_FILLER && words[0].length == strlen("先") && starts_with(&words[0], "先");
    return first && count > 1 && (words[1].kind == WORD_COURSE || words[1].kind == WORD_LEVEL);
}

/* "The ducking isn't strong enough": more of it. */
static void recast_not_enough(struct word *words, size_t count)
{
    struct word *no = NULL;
    for (size_t i = 0; i < count; i++) {
        no = words[i].kind == WORD_NOT && words[i].value == REFUSAL_NOT ? &words[i] : no;
        bool enough = words[i].kind == WORD_PRAISE && words[i].length == 6 && starts_with(&words[i], "enough");
        if (no == NULL || !enough || i == 0)
            continue;
        struct word *quality = &words[i - 1];
        if (quality->kind != WORD_STRONG && quality->kind != WORD_LEVEL && quality->kind != WORD_PACE &&
            quality->kind != WORD_LONG && !quality->is_style)
            continue;
        no->kind = words[i].kind = WORD_FILLER;
        quality->kind = quality->kind == WORD_LEVEL  ? WORD_LOUD
                        : quality->kind == WORD_PACE ? WORD_FAST
                                                     : quality->kind;
        if (quality->is_style && quality->kind != WORD_LOUD && quality->kind != WORD_FAST) {
            words[i].kind = WORD_MORE;
            words[i].value = 1;
        }
    }
}

/* Words of taking away and turning down that mean another thing beside others. */
static void recast_down(struct word *words, size_t count, size_t i)
{
    /* 压得太厉害: how far it goes down under speech */
    if (words[i].kind == WORD_TURN && starts_with(&words[i], "压") && words_have(words, count, WORD_TOO) &&
        !words_have(words, count, WORD_MUSIC) && !words_have(words, count, WORD_VOLUME))
        words[i].kind = WORD_DUCK;
    /* "leave my voice out of it" */
    if (words[i].kind == WORD_REMOVE && words[i].length == 3 && starts_with(&words[i], "out") && i + 1 < count &&
        words[i + 1].kind == WORD_IT && starts_with(&words[i + 1], "of ") && words_have(words, count, WORD_KEEP))
        words[i].kind = WORD_FILLER;
    /* "make the original inaudible" */
    if (words[i].kind == WORD_LOUD && starts_with(&words[i], "inaudible") && words_have(words, count, WORD_MAKE)) {
        words[i].kind = WORD_REMOVE;
        words[i].value = 1;
    }
    /* "only 20% volume" */
    if (words[i].kind == WORD_ONLY && words_have(words, count, WORD_AMOUNT) && !words_have(words, count, WORD_ROLE) &&
        !words_have(words, count, WORD_PLACE) &&
        (words_have(words, count, WORD_VOLUME) || words_have(words, count, WORD_TEMPO)))
        words[i].kind = WORD_FILLER;
    /* "don't cut it" */
    if (words[i].kind == WORD_CUT && i > 0 && words[i - 1].kind == WORD_NOT && words[i].length == 3)
        words[i].kind = WORD_REMOVE;
    /* 音乐压低少一点 */
    if (words[i].kind == WORD_TURN && starts_with(&words[i], "压") && i + 1 < count && words[i + 1].kind == WORD_MORE &&
        words[i + 1].value < 0)
        words[i].kind = WORD_DUCK;
}

/* Small words that carry the order: "step", 还是, 太, 先, "go". */
static void recast_small(struct word *words, size_t count, size_t i)
{
    /* "step back twice" */
    if (words[i].kind == WORD_TURN && starts_with(&words[i], "step") && words_have(words, count, WORD_TWICE))
        words[i].kind = WORD_UNDO;
    /* 还是30吧 */
    if (words[i].kind == WORD_BACK && starts_with(&words[i], "还是") && words_have(words, count, WORD_AMOUNT) &&
        !words_have(words, count, WORD_VERSION))
        words[i].kind = WORD_FILLER;
    /* "too cheesy", 太可爱; 先轻松 */
    if (word_says_first(words + i, count - i))
        words[i].kind = WORD_START;
    if (word_says_too(words + i, count - i))
        words[i].kind = WORD_TOO;
    /* "the original audio can go", "the drums gotta go" */
    static const char *const may[] = {"can",   "could",  "must",     "may",     "should", "has to",   "have to",
                                      "gotta", "got to", "needs to", "need to", "to",     "ought to", "hafta"};
    bool from = i + 2 == count && words[i + 1].kind == WORD_PLACE &&
                (words[i + 1].place.kind == PLACE_POINT || words[i + 1].place.kind == PLACE_FROM_GOODBYE ||
                 (words[i + 1].place.kind == PLACE_SPAN && words[i + 1].place.to_ms < 0));
    if (words[i].kind == WORD_MAKE && (i + 1 == count || from) && i > 0 && word_is(&words[i], "go") &&
        (word_is_one(&words[i - 1], may, COUNT(may)) || starts_with(&words[i - 1], "ha"))) {
        words[i].kind = WORD_REMOVE;
        words[i - 1].kind = WORD_FILLER;
    }
}

/* "Mute me", "make me louder": the voice, where nothing else is named. */
static void recast_me(struct word *words, size_t count, size_t i, bool is_named)
{
    bool me = words[i].kind == WORD_FILLER && words[i].length == 2 && starts_with(&words[i], "me") && i > 0 &&
              (words[i - 1].kind == WORD_TURN || words[i - 1].kind == WORD_MAKE ||
               (words[i - 1].kind == WORD_REMOVE && words[i - 1].value == 1));
    if (me && !is_named &&
        (words_have(words, count, WORD_LOUD) || words_have(words, count, WORD_TURN) ||
         words[i - 1].kind == WORD_REMOVE))
        words[i].kind = WORD_VOICE;
}

/* What stands in the clause beside a word decides: "End without a fade" refuses what stands behind it, "undo no drums"
 * nothing at all. */
static void recast_company(struct word *words, size_t count)
{
    struct word *stop = NULL;
    bool is_named = words_have(words, count, WORD_MUSIC) || words_have(words, count, WORD_VOLUME) ||
                    words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_VOICE) ||
                    words_have(words, count, WORD_IT) || words_have(words, count, WORD_STYLE);
    bool undo = false, fade = words_have(words, count, WORD_FADE);
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_NOT && words[i].value == REFUSAL_WITHOUT && stop != NULL && fade) {
            stop->kind = WORD_FILLER;
            for (size_t k = i; k < count; k++) /* of the end */
                words[k].value = words[k].kind == WORD_FADE && words[k].value == 3 ? 2 : words[k].value;
        }
        stop = words[i].kind == WORD_STOP ? &words[i] : stop;
        recast_down(words, count, i);
        if (words[i].kind == WORD_NOT && undo)
            words[i].kind = WORD_FILLER;
        undo = undo || words[i].kind == WORD_UNDO;
        recast_small(words, count, i);
        recast_me(words, count, i, is_named);
        recast_neighbours(words, count, i);
    }
}

/* 速度不用变: what is put behind a refusal is to stay. */
static void recast_refused_change(struct word *words, size_t count)
{
    bool no = words_have(words, count, WORD_NOT);
    struct word *last = count > 0 ? &words[count - 1] : NULL;
    if (no && last->kind == WORD_MAKE && (last->start[0] & 0x80) != 0)
        last->kind = WORD_CHANGE;
}

void agent_recast(struct word *words, size_t count)
{
    recast_praise_ahead(words, count);
    recast_rises_once(words, count);
    soften(words, count);
    struct company company = company_of(words, count);
    /* "first make it quieter" */
    if (count > 1 && words[0].kind == WORD_FIRST && (is_act(words[1].kind) || words[1].kind == WORD_USE))
        words[0].kind = WORD_FILLER;
    for (size_t i = 0; i < count; i++) {
        recast_verb(&words[i], &company, words, count);
        recast_noun(&words[i], &company, i + 1 < count ? &words[i + 1] : NULL, words_have(words, count, WORD_DUCK));
    }
    bool moods = words_have(words, count, WORD_ENERGY) || words_have(words, count, WORD_VALENCE);
    for (size_t i = 0; i < count && company.turn != 0 && moods; i++)
        if (words[i].kind == WORD_TURN || words[i].kind == WORD_MORE ||
            (words[i].kind == WORD_REMOVE && (starts_with(&words[i], "take") || starts_with(&words[i], "out"))) ||
            words[i].kind == WORD_WITH)
            words[i].kind = WORD_FILLER;
    recast_refused_degree(words, count);
    recast_refused_state(words, count);
    recast_whole(words, count);
    recast_tune(words, count);
    recast_refused_drowning(words, count);
    recast_refused_change(words, count);
    recast_not_enough(words, count);
    recast_company(words, count);
    recast_order(words, count);
}
