/* What Chinese says with several small words. Its adjectives have one character, which elsewhere is a part of another
 * word (长 in 长笛): they are read only where the characters about them leave nothing else. */
#include "agent_idioms_chinese.h"

#include "agent_idioms_chinese_again.h"
#include "agent_idioms_chinese_asked.h"
#include "agent_idioms_chinese_doubt.h"
#include "agent_idioms_chinese_grumble.h"
#include "agent_idioms_chinese_lead.h"
#include "agent_idioms_chinese_mixed.h"
#include "agent_idioms_chinese_moot.h"
#include "agent_idioms_chinese_order.h"
#include "agent_idioms_chinese_place.h"
#include "agent_idioms_chinese_refused.h"
#include "agent_idioms_chinese_sound.h"
#include "agent_idioms_chinese_thing.h"
#include "agent_idioms_chinese_told.h"
#include "agent_idioms_chinese_undecided.h"
#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

/* An adjective alone, and what it says as an order: 大 is "louder". */
static const struct quality {
    const char *text;
    enum word_kind kind;
    int value;
} qualities[] = {
    {"大", WORD_TURN, 1},   {"小", WORD_TURN, -1}, {"高", WORD_TURN, 1},   {"低", WORD_TURN, -1},
    {"响", WORD_LOUD, 1},   {"轻", WORD_LOUD, -1}, {"快", WORD_FAST, 1},   {"慢", WORD_FAST, -1},
    {"长", WORD_LONG, 1},   {"短", WORD_LONG, -1}, {"强", WORD_STRONG, 1}, {"弱", WORD_STRONG, -1},
    {"再响", WORD_LOUD, 1}, {"升", WORD_TURN, 1},  {"吵", WORD_LOUD, 1},   {"久", WORD_LONG, 1},
    {"早", WORD_LATER, -1}, {"晚", WORD_LATER, 1}, {"大声", WORD_LOUD, 1}, {"小声", WORD_LOUD, -1},
};

static const struct quality *quality_of(const struct word *word)
{
    for (size_t i = 0; i < COUNT(qualities) && word_is_wide(word); i++)
        if (word_is(word, qualities[i].text))
            return &qualities[i];
    return NULL;
}

static bool ends_at(const struct word *words, size_t count, size_t i)
{
    size_t next = words_past_filler(words, count, i);
    return words_kind_at(words, count, next) == WORD_JOINT;
}

/* 有点大, 还嫌长, 略快: the degree stands ahead of the adjective, so it complains; behind it (大一点) it orders. */
static void take_complaint(struct word *words, size_t count, size_t i)
{
    static const char *const ahead[] = {"过",       "有点",     "有些",   "还有点",   "还有些",   "有点儿",
                                        "稍微有点", "稍微有些", "略",     "过于",     "偏",       "嫌",
                                        "还嫌",     "略显",     "稍显",   "有那么点", "显得有点", "太过于",
                                        "过分",     "未免太",   "确实太", "实在太",   "明显太",   "稍"};
    const struct quality *quality = i + 1 < count ? quality_of(&words[i + 1]) : NULL;
    if (quality == NULL || !word_is_one(&words[i], ahead, COUNT(ahead)) || !ends_at(words, count, i + 2))
        return;
    words[i].kind = WORD_FILLER;
    words[i + 1].kind = quality->kind;
    words[i + 1].value = -quality->value;
}

/* 最后5秒音乐别太大声, 鼓别太多: a complaint, wherever it stands. 没那么大 tells how it is. */
static void take_refused_so(struct word *words, size_t count, size_t i)
{
    static const char *const much[] = {"多",   "突出", "抢", "抢戏", "明显", "重",
                                       "厉害", "狠",   "密", "满",   "频繁", "夸张"};
    size_t next = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_SO || !word_is_wide(&words[i]) ||
        word_starts(&words[i], "没") || next >= count)
        return;
    const struct quality *quality = quality_of(&words[next]);
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool thing = false; /* 不要太快 alone is read elsewhere */
    for (size_t k = first; k < i; k++)
        thing = thing || words[k].kind != WORD_FILLER;
    if (quality != NULL && ends_at(words, count, next + 1) && (thing || quality->kind == WORD_LONG)) {
        words[i].kind = WORD_FILLER;
        words[next].kind = quality->kind;
        words[next].value = -quality->value;
        words[next].is_style = false;
    } else if (word_is_one(&words[next], much, COUNT(much)) && ends_at(words, count, next + 1) && thing) {
        words[i].kind = WORD_FILLER;
        words[next].kind = WORD_TOO;
    }
}

/* 太 大 声 了, 太！大！声！: spelled out, for emphasis. */
static void take_spelled(struct word *words, size_t count, size_t i)
{
    size_t next = i + 1;
    if (!word_is(&words[i], "太"))
        return;
    while (next < count && words[next].kind == WORD_JOINT)
        next++;
    const struct quality *quality = next < count ? quality_of(&words[next]) : NULL;
    if (quality == NULL || (next == i + 1 && words[i].start + words[i].length == words[next].start))
        return;
    size_t voice = next + 1;
    while (voice < count && words[voice].kind == WORD_JOINT && words[voice].value == words[next - 1].value)
        voice++;
    bool aloud = voice < count && word_is(&words[voice], "声");
    for (size_t k = i; k <= (aloud ? voice : next); k++)
        word_say_nothing(&words[k]);
    words[next].kind = aloud ? WORD_LOUD : quality->kind;
    words[next].value = -quality->value;
}

/* 大过头了, 快过了 */
static void take_overdone(struct word *words, size_t count, size_t i)
{
    static const char *const over[] = {"过头了", "过头",     "过了",   "得过分", "过分了",   "太多了", "太多",
                                       "得太多", "得太多了", "得离谱", "太狠了", "得有点过", "得太过"};
    const struct quality *quality = quality_of(&words[i]);
    if (quality == NULL || i + 1 >= count || !word_is_one(&words[i + 1], over, COUNT(over)))
        return;
    words[i].kind = quality->kind;
    words[i].value = -quality->value;
    words[i + 1].kind = WORD_FILLER;
}

/* 8秒直接切断: it stops there; without a time it is how the end sounds. */
static void take_cut_off(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_FADE || words[i].value != 4 || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++)
        if (agent_names_time(&words[k])) {
            words[i].kind = WORD_STOP;
            words[i].value = 0;
        }
}

/* 响一倍, 轻一半, 长两秒: an adjective with how much. */
static void take_measured(struct word *words, size_t count, size_t i)
{
    const struct quality *quality = quality_of(&words[i]);
    enum word_kind next = words_kind_at(words, count, i + 1);
    bool amount = next == WORD_NUMBER && (words[i + 1].unit == UNIT_PERCENT || words[i + 1].unit == UNIT_DB);
    bool time = i + 1 < count && agent_names_time(&words[i + 1]) && words[i + 1].unit != UNIT_CLOCK;
    if (quality == NULL || (words[i].kind != WORD_UNKNOWN && words[i].kind != WORD_START))
        return;
    bool lasts = quality->kind == WORD_LONG || quality->kind == WORD_LATER;
    if ((lasts && time) || (!lasts && (amount || next == WORD_FACTOR || next == WORD_DEGREE)) ||
        (lasts && (next == WORD_FACTOR || next == WORD_DEGREE))) {
        words[i].kind = quality->kind;
        words[i].value = quality->value;
    }
}

/* 还是太大, 还是恢复吧: "still", "rather"; beside a version (还是第一版好) it goes back to it. */
static void take_still(struct word *words, size_t count, size_t i)
{
    static const enum word_kind orders[] = {
        WORD_TURN,    WORD_LOUD,   WORD_FAST,    WORD_LONG,  WORD_STRONG, WORD_BRING,   WORD_WANT,   WORD_ADD,
        WORD_REMOVE,  WORD_KEEP,   WORD_START,   WORD_STOP,  WORD_TOO,    WORD_MORE,    WORD_ENOUGH, WORD_MAKE,
        WORD_VALENCE, WORD_ENERGY, WORD_ANOTHER, WORD_LATER, WORD_NOT,    WORD_REPLACE, WORD_QUOTED};
    static const enum word_kind versions[] = {WORD_VERSION, WORD_PREVIOUS, WORD_OTHER, WORD_UNDO, WORD_REDO};
    static const char *const stills[] = {"还是", "依然", "仍然", "仍旧", "仍", "依旧", "还"};
    static const char *const rather[] = {"比较好", "更好",     "更合适", "更适合",   "更好听", "好一点",
                                         "好些",   "好听一点", "好听些", "好听一些", "好一些", "会好一点"};
    bool still = word_is_one(&words[i], stills, COUNT(stills));
    bool better = words[i].kind == WORD_BACK && word_is_one(&words[i], rather, COUNT(rather));
    if (!still && !better)
        return;
    size_t first, end, steps = 0;
    words_clause_about(words, count, i, &first, &end);
    bool order = i + 1 < end && word_starts(&words[i + 1], "太"); /* 还是太可爱 */
    for (size_t k = first; k < end; k++)
        steps += words[k].kind == WORD_BACK;
    for (size_t k = 0; k < COUNT(orders); k++)
        order = order || words_have(words + first, end - first, orders[k]);
    static const char *const pieces[] = {"那首", "那版", "那一首", "那一版", "那个版本", "这版", "那曲", "那种"};
    for (size_t k = first; k < end; k++)
        for (size_t m = 0; m < COUNT(pieces); m++)
            if (word_starts(&words[k], pieces[m])) /* 还是要史诗那首 */
                return;
    bool styles = false;
    for (size_t k = 0; k < first; k++) /* 要爵士，等等，还是摇滚吧 */
        styles = styles || words[k].is_style;
    order = order || (styles && words_have(words + first, end - first, WORD_STYLE));
    for (size_t k = 0; k < COUNT(versions); k++)
        if (steps > 1 || words_have(words + first, end - first, versions[k]))
            return;
    bool kept = words_kind_at(words, end, i + 1) == WORD_IT && !order && i + 2 < end &&
                (words[i + 2].kind == WORD_GENRE || words[i + 2].kind == WORD_TUNE || words[i + 2].kind == WORD_TEMPO);
    bool loud = words_have(words + first, end - first, WORD_TURN) || words_have(words + first, end - first, WORD_LOUD);
    if (still && loud)
        words[i].kind = WORD_EVEN;
    else if (words[i].kind != WORD_BACK)
        return;
    else if (kept) /* 还是这个风格 */
        words[i].kind = WORD_KEEP;
    else if (order)
        words[i].kind = WORD_FILLER;
}

/* 前后各淡2秒, 首尾都加渐变: fades at both ends. */
static void take_both_ends(struct word *words, size_t count, size_t i)
{
    static const char *const both[] = {"前后",       "首尾",       "头尾",       "两头",        "两端",
                                       "开头结尾",   "开头和结尾", "开头跟结尾", "开头与结尾",  "一头一尾",
                                       "头和尾",     "进出",       "开场和结尾", "开头、结尾",  "片头片尾",
                                       "片头和片尾", "前面和后面", "开始和结束", "开头以及结尾"};
    size_t first, end;
    if (!word_is_one(&words[i], both, COUNT(both)))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_FADE) {
            words[i].kind = WORD_FILLER;
            words[k].value = words[k].value == 4 ? 4 : 3;
        }
}

/* "fade in 跟 fade out 都 2 秒", 淡入和淡出各3秒: one length for both. */
static void take_each_fade(struct word *words, size_t count, size_t i)
{
    static const char *const each[] = {"都", "各", "均", "都是", "都用", "都要", "分别"};
    if (i + 3 >= count || words[i].kind != WORD_FADE || words[i + 1].kind != WORD_JOINT ||
        words[i + 1].value != JOINT_AND || words[i + 2].kind != WORD_FADE || words[i].value + words[i + 2].value != 3)
        return;
    size_t time = i + 3;
    bool said = false;
    for (; time < count && words[time].kind != WORD_NUMBER; time++) {
        said = said || word_is_one(&words[time], each, COUNT(each));
        if (words[time].kind == WORD_JOINT)
            return;
    }
    if (!said)
        return;
    words[i].value = 3;
    words[i + 1].kind = words[i + 2].kind = WORD_FILLER;
    for (size_t k = i + 3; k < time; k++)
        if (word_is_one(&words[k], each, COUNT(each)))
            words[k].kind = WORD_FILLER;
}

/* 压得再狠点, 压得不够: how far; 音乐弱一点 is softer, where nothing else is named. */
static void take_strength(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if ((words[i].kind != WORD_STRONG && words[i].kind != WORD_ENOUGH) || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool music =
        words_have(words + first, end - first, WORD_MUSIC) || words_have(words + first, end - first, WORD_VOLUME);
    for (size_t k = first; k < i; k++)
        if (words[k].kind == WORD_TURN && (words[i].value > 0 || words[i].kind == WORD_ENOUGH)) {
            words[i].kind = WORD_DEGREE;
            words[i].value = 1;
            return;
        }
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_DUCK || words[k].kind == WORD_FADE || words[k].kind == WORD_ROLE ||
            words[k].kind == WORD_TEMPO || words[k].kind == WORD_TITLE || words[k].kind == WORD_NOT)
            return;
    if (!music || words[i].kind != WORD_STRONG)
        return;
    bool presses = word_is(&words[i], "多压一点") || word_is(&words[i], "少压一点");
    words[i].kind = presses ? WORD_TURN : WORD_LOUD;
    words[i].value = presses ? -words[i].value : words[i].value;
}

/* 不要淡入，直接进来: what comes instead of the fade says it again. */
static void take_abruptly(struct word *words, size_t count, size_t i)
{
    static const char *const abruptly[] = {"直接", "干脆", "一上来", "立刻", "马上", "立马", "干脆就", "突然"};
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_INSTEAD || i == 0)
        return;
    size_t first, end, next = words_past_filler(words, count, i + 1), behind = i + 1;
    words_clause_about(words, count, i - 1, &first, &end);
    bool refused = false, fade = false, said = false, verb = false;
    for (size_t k = first; k < end; k++) {
        refused = refused || words[k].kind == WORD_NOT || words[k].kind == WORD_REMOVE;
        fade = fade || words[k].kind == WORD_FADE;
    }
    for (; behind < count && words[behind].kind != WORD_JOINT; behind++) {
        enum word_kind kind = words[behind].kind;
        said = said || word_is_one(&words[behind], abruptly, COUNT(abruptly));
        bool moves = kind == WORD_START || kind == WORD_STOP || kind == WORD_USE;
        verb = verb || moves;
        if (!moves && kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_IT && kind != WORD_OPENING)
            return;
    }
    if (next >= count || !refused || !fade || !said || !verb)
        return;
    for (size_t k = i + 1; k < behind; k++)
        words[k].kind = WORD_FILLER;
}

/* 大声点儿, 小点不, 开一半, +3dB, quiet 一点: small words about a direction. */
static void take_small(struct word *words, size_t count, size_t i)
{
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT, next = words_kind_at(words, count, i + 1);
    bool moves = before == WORD_TURN || before == WORD_LOUD || before == WORD_FAST || before == WORD_DEGREE ||
                 before == WORD_LONG || before == WORD_MORE || before == WORD_STRONG;
    bool ends = ends_at(words, count, i + 1);
    if (moves && words[i].kind == WORD_UNKNOWN && word_is(&words[i], "儿"))
        words[i].kind = WORD_FILLER;
    if (moves && ends && words[i].kind == WORD_NOT && word_is(&words[i], "不")) /* 行不: it asks for it */
        words[i].kind = WORD_FILLER;
    if (words[i].kind == WORD_UNKNOWN && word_is(&words[i], "开") &&
        (next == WORD_FACTOR || next == WORD_NUMBER || next == WORD_FULL))
        words[i].kind = WORD_MAKE;
    bool amount = next == WORD_NUMBER && (words[i + 1].unit == UNIT_DB || words[i + 1].unit == UNIT_PERCENT);
    if (words[i].kind == WORD_JOINT && word_is(&words[i], "+") && amount && before != WORD_NUMBER) {
        words[i].kind = WORD_TURN;
        words[i].value = 1;
    }
    bool wide = i + 1 < count && word_is_wide(&words[i + 1]) && next == WORD_DEGREE;
    if (wide && !word_is_wide(&words[i]) && (words[i].kind == WORD_LEVEL || words[i].kind == WORD_PACE)) {
        words[i].kind = words[i].kind == WORD_LEVEL ? WORD_LOUD : WORD_FAST;
        words[i].is_style = false;
    }
    if (wide && words[i].kind == WORD_COURSE && word_is_wide(&words[i]) && words[i + 1].value < 0) { /* 低调点 */
        words[i].number = words[i].number > 0 ? 0.5 : -0.4;
        words[i].kind = WORD_ENERGY;
        words[i].is_style = false;
    }
    const struct quality *quality = quality_of(&words[i]);
    static const char *const so[] = {"这么", "那么", "太", "更", "再", "还要", "要再", "调", "弄", "搞", "整", "变"};
    if (quality != NULL &&
        (words[i].kind == WORD_UNKNOWN || (before == WORD_AGAIN && ends) ||
         (before == WORD_MAKE && words[i].kind == WORD_START)) &&
        i > 0 && word_is_one(&words[i - 1], so, COUNT(so))) {
        words[i].kind = quality->kind; /* 别压这么低 */
        words[i].value = quality->value;
    }
    if (words[i].kind == WORD_ALL && word_is(&words[i], "都") && next == WORD_LOUD) /* 都听不到 */
        words[i].kind = WORD_FILLER;
}

/* "sad 一点", "更 chill 点": a step towards the mood, no style. */
static void take_mood(struct word *words, size_t count, size_t i)
{
    static const struct {
        const char *text;
        enum word_kind kind;
        double number;
    } moods[] = {
        {"sad", WORD_VALENCE, -0.5},    {"dark", WORD_VALENCE, -0.5},    {"emo", WORD_VALENCE, -0.5},
        {"happy", WORD_VALENCE, 0.5},   {"cheerful", WORD_VALENCE, 0.5}, {"bright", WORD_VALENCE, 0.4},
        {"warm", WORD_VALENCE, 0.3},    {"fun", WORD_VALENCE, 0.5},      {"chill", WORD_ENERGY, -0.4},
        {"calm", WORD_ENERGY, -0.4},    {"relax", WORD_ENERGY, -0.4},    {"relaxed", WORD_ENERGY, -0.4},
        {"soft", WORD_ENERGY, -0.4},    {"gentle", WORD_ENERGY, -0.4},   {"peaceful", WORD_ENERGY, -0.4},
        {"mellow", WORD_ENERGY, -0.4},  {"energetic", WORD_ENERGY, 0.5}, {"intense", WORD_ENERGY, 0.5},
        {"powerful", WORD_ENERGY, 0.5}, {"exciting", WORD_ENERGY, 0.5},  {"dynamic", WORD_ENERGY, 0.5},
        {"lively", WORD_ENERGY, 0.5},   {"high", WORD_ENERGY, 0.5},
    };
    bool degree =
        i + 1 < count && words[i + 1].kind == WORD_DEGREE && words[i + 1].value < 0 && word_is_wide(&words[i + 1]);
    for (size_t k = 0; k < COUNT(moods) && degree; k++)
        if (word_is(&words[i], moods[k].text) && words[i].kind != WORD_TURN && words[i].kind != WORD_LOUD) {
            words[i].kind = moods[k].kind;
            words[i].number = moods[k].number;
            words[i].is_style = false;
        }
}

/* 字去掉: the title; the character alone, for it stands in many words. */
static void take_letters(struct word *words, size_t count, size_t i)
{
    (void)count;
    if (words[i].kind == WORD_UNKNOWN && word_is(&words[i], "字"))
        words[i].kind = WORD_TITLE;
}

void agent_idioms_chinese(struct word *words, size_t count)
{
    agent_idioms_chinese_asked(words, count);
    agent_idioms_chinese_refused(words, count);
    agent_idioms_chinese_again(words, count);
    agent_idioms_chinese_doubt(words, count);
    agent_idioms_chinese_grumble(words, count);
    agent_idioms_chinese_moot(words, count);
    agent_idioms_chinese_mixed(words, count);
    agent_idioms_chinese_told(words, count);
    agent_idioms_chinese_lead(words, count);
    agent_idioms_chinese_undecided(words, count);
    agent_idioms_chinese_order(words, count);
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_spelled,  take_refused_so, take_mood,  take_complaint, take_overdone,  take_cut_off,   take_measured,
        take_strength, take_letters,    take_small, take_still,     take_both_ends, take_each_fade, take_abruptly,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
    agent_idioms_chinese_sound(words, count);
    agent_idioms_chinese_thing(words, count);
    agent_idioms_chinese_place(words, count);
}
