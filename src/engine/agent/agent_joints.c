/* Clauses beside each other. */
#include "agent_joints.h"

#include <string.h>

#include "agent_look.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

/* Nothing but places, up to the first joint: how many words; 0: something else stands there, or nothing. */
size_t words_bare_places(const struct word *words, size_t count)
{
    size_t places = 0, i = 0;
    for (; i < count && words[i].kind != WORD_JOINT; i++) {
        places += words[i].kind == WORD_PLACE;
        if (words[i].kind != WORD_PLACE && words[i].kind != WORD_FILLER)
            return 0;
    }
    return places == 1 ? i : 0; /* "two seconds after the first cut" is one that nobody reads */
}

bool words_have_place(const struct word *words, size_t count)
{
    for (size_t i = 0; i < count && words[i].kind != WORD_JOINT; i++)
        if (words[i].kind == WORD_PLACE)
            return true;
    return false;
}

/* "No drums until 0:08, then louder": after that place. False: nothing comes after it. */
bool place_after(const struct edit_place *place, struct edit_place *after)
{
    *after = *place;
    if (place->except)
        return false;
    switch (place->kind) {
    case PLACE_SPAN:
        *after = (struct edit_place){PLACE_SPAN, place->to_ms, -1, false};
        return place->to_ms > 0;
    case PLACE_FIRST:
        *after = (struct edit_place){PLACE_SPAN, place->from_ms, -1, false};
        return true;
    case PLACE_FIRST_HALF:
        after->kind = PLACE_SECOND_HALF;
        return true;
    case PLACE_UNTIL_GOODBYE:
        after->kind = PLACE_FROM_GOODBYE;
        return true;
    case PLACE_OPENING:
    case PLACE_FIRST_QUARTER:
    case PLACE_FIRST_THIRD:
    case PLACE_SPEECH:
    case PLACE_NO_SPEECH:
        after->except = true;
        return true;
    default:
        return false;
    }
}

/* Does the clause say in which direction, so that "then" tells where? */
bool words_say_direction(const struct word *words, size_t count, bool courses)
{
    bool direction = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        direction = direction || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_LEVEL || kind == WORD_ENERGY ||
                    kind == WORD_MORE || kind == WORD_FULL || kind == WORD_ROLE ||
                    (kind == WORD_REMOVE && words[i].value == 1);
        bool style =
            words[i].is_style && kind != WORD_REMOVE && kind != WORD_LOUD && kind != WORD_LEVEL && kind != WORD_TURN;
        style = style && !(kind == WORD_COURSE && courses);
        direction = direction || (kind == WORD_COURSE && courses);
        if (style || kind == WORD_FADE || kind == WORD_TITLE || kind == WORD_QUOTED || kind == WORD_DUCK ||
            kind == WORD_UNDO || kind == WORD_AGAIN || kind == WORD_FAST || kind == WORD_VOICE || kind == WORD_BUILD)
            return false;
    }
    return direction;
}

bool words_say_elsewhere(struct word *words, size_t count)
{
    static const char *const names[] = {"elsewhere", "everywhere else",
                                        "otherwise", "the rest of the time",
                                        "the rest",  "rest of the time",
                                        "其他地方",  "其余时间",
                                        "其它地方",  "sonst",
                                        "ailleurs"};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COUNT(names); k++)
            if (word_is(&words[i], names[k])) {
                words[i].kind = WORD_FILLER;
                return true;
            }
    return false;
}

/* "There", where the clause before said where. */
bool words_say_there(const struct word *words, size_t count)
{
    static const char *const names[] = {"there", "那里", "那儿", "那段"};
    for (size_t i = 1; i < count; i++) /* "there is" begins a clause */
        for (size_t k = 0; k < COUNT(names); k++)
            if (words[i].length == strlen(names[k]) && text_starts_with_ignore_case(words[i].start, names[k]))
                return true;
    return false;
}

bool words_move_them(const struct word *words, size_t count)
{
    bool them = false, verb = false, place = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool moves = kind == WORD_REMOVE || kind == WORD_BRING || kind == WORD_STOP || kind == WORD_START;
        them = them || (kind == WORD_IT && words[i].value == IT_SEVERAL);
        verb = verb || moves;
        place = place || kind == WORD_PLACE;
        if (!moves && kind != WORD_IT && kind != WORD_PLACE && kind != WORD_FILLER && kind != WORD_ADD &&
            kind != WORD_BACK && kind != WORD_AGAIN && kind != WORD_MAKE)
            return false;
    }
    return them && verb && place;
}

bool words_change_there(const struct word *words, size_t count)
{
    bool verb = false, place = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool acts = kind == WORD_REMOVE || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_LEVEL;
        verb = verb || acts;
        place = place || kind == WORD_PLACE;
        if (!acts && kind != WORD_PLACE && kind != WORD_FILLER && kind != WORD_DEGREE && kind != WORD_AGAIN &&
            kind != WORD_EVEN && kind != WORD_AMOUNT && kind != WORD_FACTOR)
            return false;
    }
    return verb && place;
}

void joints_but_level(struct word *words, size_t count)
{
    struct word *level = NULL;
    for (size_t i = 0; i < count; i++) {
        level = words[i].kind == WORD_LEVEL ? &words[i] : level;
        if (words[i].kind != WORD_LEVEL && words[i].kind != WORD_DEGREE && words[i].kind != WORD_FILLER)
            return;
    }
    if (level == NULL)
        return;
    level->kind = WORD_LOUD;
    level->is_style = false;
}

/* "Energetic afterwards": what comes then, told behind. */
void joints_then_lead(struct word *words, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        bool then = words[i].kind == WORD_JOINT && words[i].value == JOINT_THEN;
        bool ends = i + 1 == count || words[i + 1].kind == WORD_JOINT;
        if (!then || !ends || words[i - 1].kind == WORD_JOINT)
            continue;
        struct word word = words[i];
        size_t at = i;
        for (; at > 0 && words[at - 1].kind != WORD_JOINT; at--)
            words[at] = words[at - 1];
        words[at] = word;
    }
}

/* "A little louder, the strings": a direction alone, and behind the comma of what. */
bool joint_names_behind(const struct word *words, size_t first, size_t end, size_t count)
{
    if (end >= count || words[end].kind != WORD_JOINT || words[end].value != JOINT_SOFT)
        return false;
    /* "A constant level, even when I speak". */
    bool even = false, place = false, other = false;
    for (size_t i = end + 1; i < count && words[i].kind != WORD_JOINT; i++) {
        even = even || words[i].kind == WORD_EVEN;
        place = place || words[i].kind == WORD_PLACE;
        other = other || (words[i].kind != WORD_EVEN && words[i].kind != WORD_PLACE && words[i].kind != WORD_FILLER);
    }
    if (even && place && !other && !words_have_place(words + first, end - first))
        return true;
    bool direction = false, thing = false;
    for (size_t i = first; i < end; i++) {
        enum word_kind kind = words[i].kind;
        bool so = kind == WORD_NOT && words[i].value == REFUSAL_SO; /* "not so loud, that violin" */
        direction = direction || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_MORE || kind == WORD_LEVEL;
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_MORE && kind != WORD_DEGREE && kind != WORD_EVEN &&
            kind != WORD_LEVEL && !so && kind != WORD_FILLER)
            return false;
    }
    for (size_t i = end + 1; i < count && words[i].kind != WORD_JOINT; i++) {
        thing = thing || words[i].kind == WORD_ROLE || words[i].kind == WORD_VOICE;
        if (words[i].kind != WORD_ROLE && words[i].kind != WORD_VOICE && words[i].kind != WORD_FILLER &&
            words[i].kind != WORD_IT)
            return false;
    }
    return direction && thing;
}

/* "Do we have any fades?" asks; "can we have a fade?" orders one. */
void joint_asks(struct word *words, size_t first, size_t end, size_t count)
{
    static const char *const asks[] = {"will", "should", "do",   "does", "did",  "is",
                                       "are",  "was",    "were", "has",  "have", "am"};
    if (end >= count || end == first || words[end].kind != WORD_JOINT || words[end].value != JOINT_ASKS)
        return;
    /* "Would a cello be nicer?" */
    if (word_is(&words[first], "would") && words_have(words + first, end - first, WORD_BETTER))
        words[first].kind = WORD_ISIT;
    for (size_t i = 0; i < COUNT(asks); i++)
        if (words[first].length == strlen(asks[i]) && text_starts_with_ignore_case(words[first].start, asks[i]))
            words[first].kind = WORD_ISIT;
}

bool words_complain(const struct word *words, size_t count)
{
    static const char *const starts[] = {
        "too ", "太", "偏", "有点", "so ", "kinda ", "kind of ", "not ", "isn't ", "can't ", "cannot ", "nobody ",
        "no one ", "people can", "barely ", "hardly ", "hard to", "听不", "to loud", "to quiet", "overpower", "drown",
        "cover", "compete", "bur", "swallow", "mask", "steal", "fights", "swamp", "smother", "overshadow", "clash",
        "gets ", "盖", "压过", "压着", "压到", "淹", "遮", "被",
        /* other languages */
        "demasiad", "muy ", "no se ", "casi ", "apenas", "no oigo", "no escucho", "zu ", "viel zu", "kaum", "hört",
        "man hört", "schlecht", "nicht ", "trop", "pas assez", "on n'", "on l'", "on entend", "je n'", "j'entends",
        "muito ", "não ", "mal ", "quase", "tá ", "聞こえ", "聞き", "うるさ", "大きす", "小さす", "大きい", "小さい",
        "速す", "遅す", "遅い", "速い", "邪魔"};
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (kind == WORD_TOO || (kind == WORD_DEGREE && text_starts_with(words[i].start, "不够"))) /* 压得不够 */
            return true;
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_FAST)
            continue;
        if (kind == WORD_LOUD && (word_is(&words[i], "loud") || word_is(&words[i], "quiet"))) /* it is */
            return true;
        for (size_t k = 0; k < COUNT(starts); k++)
            if (text_starts_with_ignore_case(words[i].start, starts[k]))
                return true;
    }
    return false;
}

bool words_complain_of_mood(const struct word *words, size_t count)
{
    static const char *const starts[] = {
        "too ",     "so ",       "太",         "zu ",  "viel zu",    "demasiad", "muy ",    "trop",   "muito ",
        "boring",   "dull",      "无聊",       "沉闷", "langweilig", "öde",      "aburrid", "sos",    "ennuyeu",
        "chat",     "sem graça", "つまらない", "退屈", "暗す",       "明るす",   "悲しす",  "激しす", "おとなしす",
        "大人しす", "静かす",    "派手す",     "重す", "地味",       "有点"};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COUNT(starts); k++)
            if ((words[i].kind == WORD_ENERGY || words[i].kind == WORD_VALENCE) && word_starts(&words[i], starts[k]))
                return true;
    return false;
}

bool words_complain_again(const struct word *words, size_t count)
{
    bool too = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        too = too || kind == WORD_TOO || kind == WORD_FACTOR;
        if (kind != WORD_TOO && kind != WORD_FACTOR && kind != WORD_DEGREE && kind != WORD_IT && kind != WORD_FILLER)
            return false;
    }
    return too;
}

bool words_only_direct(const struct word *words, size_t count)
{
    bool direction = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        direction = direction || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_FAST ||
                    (kind == WORD_STRONG && count == 1);
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_FAST && kind != WORD_DEGREE && kind != WORD_MAKE &&
            kind != WORD_WANT && kind != WORD_IT && kind != WORD_AMOUNT && kind != WORD_FACTOR && kind != WORD_STRONG &&
            kind != WORD_FILLER && kind != WORD_PLACE && kind != WORD_AGAIN && !word_is(&words[i], "もっと"))
            return false;
    }
    return direction;
}

/* 音楽を小さくしてドラムを消して: behind the て of one order the thing of another. */
static bool words_chain(const struct word *words, size_t first, size_t i, size_t end)
{
    static const char te[] = "て", de[] = "で";
    if (i < first + 2 || i + 2 >= end || !word_is_wide(&words[i - 1]) || words[i - 1].length < 2 * strlen(te))
        return false;
    const char *last = words[i - 1].start + words[i - 1].length - strlen(te);
    bool order = strncmp(last, te, strlen(te)) == 0 || strncmp(last, de, strlen(de)) == 0;
    enum word_kind act = words[i - 1].kind, thing = words[i].kind;
    order = order && (act == WORD_LOUD || act == WORD_TURN || act == WORD_REMOVE || act == WORD_ADD ||
                      act == WORD_FAST || act == WORD_MAKE || act == WORD_MORE || act == WORD_START ||
                      act == WORD_STOP || act == WORD_BRING || act == WORD_CHANGE);
    bool named = thing == WORD_ROLE || thing == WORD_MUSIC || thing == WORD_TITLE || thing == WORD_VOICE ||
                 thing == WORD_TEMPO || thing == WORD_VOLUME || thing == WORD_FADE;
    return order && named && words[i + 1].kind == WORD_FILLER &&
           (word_is(&words[i + 1], "を") || word_is(&words[i + 1], "は") || word_is(&words[i + 1], "も"));
}

bool words_begin_order(const struct word *words, size_t first, size_t i, size_t end)
{
    bool with = words[i].kind == WORD_WITH, without = words[i].kind == WORD_NOT && words[i].value == REFUSAL_WITHOUT;
    /* "less bass more strings" */
    for (size_t k = first; words[i].kind == WORD_MORE && k + 1 < i; k++)
        if (words[k].kind == WORD_MORE && words[k].value != words[i].value && words[i - 1].kind != WORD_MORE)
            return true;
    if (words_chain(words, first, i, end))
        return true;
    if ((!with && !without) || i == first)
        return false;
    bool ends = words_have(words + first, end - first, WORD_STOP) || words_have(words + first, i - first, WORD_START);
    if (with && ends && words_have(words + i, end - i, WORD_FADE)) /* "let it end with a fade" */
        return false;
    bool ordered = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        ordered = ordered || words[k].is_style || kind == WORD_MUSIC || kind == WORD_LOUD || kind == WORD_FAST ||
                  kind == WORD_EXPORT || kind == WORD_ENERGY || kind == WORD_VALENCE;
        bool of_music = kind == WORD_ROLE && k + 1 < i && words[k + 1].kind == WORD_MUSIC; /* "piano music with ..." */
        if (kind == WORD_REPLACE || kind == WORD_NOT || kind == WORD_TITLE || (kind == WORD_ROLE && !of_music))
            return false;
    }
    bool thing = false;
    for (size_t k = i + 1; k < end && words[k].kind != WORD_JOINT; k++)
        thing = thing || words[k].kind == WORD_ROLE || words[k].kind == WORD_TITLE || words[k].kind == WORD_FADE ||
                words[k].kind == WORD_AMOUNT || words[k].kind == WORD_LOUD || words[k].kind == WORD_VOICE ||
                words[k].kind == WORD_TUNE;
    return ordered && thing;
}

bool word_leads_on(const struct word *word)
{
    static const char *const leads[] = {"too", "so", "very", "a",  "an",  "the", "my",
                                        "of",  "to", "as",   "is", "are", "be"};
    return word_is_one(word, leads, COUNT(leads));
}

void words_drop_flavour(struct word *words, size_t count)
{
    bool role = false, act = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        role = role || kind == WORD_ROLE;
        act = act || kind == WORD_ADD || kind == WORD_WANT || kind == WORD_USE;
        if (words[i].is_style && kind != WORD_ROLE && !role) /* the style stands ahead of it */
            return;
        if (kind != WORD_SUBJECT || !word_is(&words[i], "for") || !role || !act)
            continue;
        size_t style = i + 1;
        while (style < count && (words[style].kind == WORD_FILLER || words[style].kind == WORD_DEGREE))
            style++;
        for (size_t k = style; k < count; k++)
            if (!words[k].is_style && words[k].kind != WORD_FILLER)
                return;
        for (size_t k = i; k < count; k++) {
            words[k].kind = WORD_FILLER;
            words[k].is_style = false;
        }
        return;
    }
}
