/* Chinese that says an order by asking for it, reminding of it or refusing its opposite: 不是要爵士吗 had asked for
 * jazz, 不能再小点吗 and 可以不要鼓吗 want it so, 别忘了淡出 is no refusal, 音乐不要盖过人声 asks for less of it. */
#include "agent_idioms_chinese_asked.h"

#include <stdio.h>

#include "agent_lexicon.h"
#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

static bool is_question(const struct word *word)
{
    return word->kind == WORD_ISIT && (word_is(word, "吗") || word_is(word, "么"));
}

/* The word behind the last one of a clause that says something, from `first` on. */
static size_t said_end(const struct word *words, size_t first, size_t end)
{
    while (end > first && words[end - 1].kind == WORD_FILLER)
        end--;
    return end;
}

/* Does a word that orders stand in [first, end)? */
static bool orders(const struct word *words, size_t first, size_t end)
{
    static const enum word_kind acts[] = {WORD_REMOVE, WORD_ADD,  WORD_MAKE,    WORD_ANOTHER, WORD_CHANGE, WORD_REPLACE,
                                          WORD_TURN,   WORD_LOUD, WORD_FAST,    WORD_USE,     WORD_STOP,   WORD_START,
                                          WORD_FADE,   WORD_MORE, WORD_LONG,    WORD_WANT,    WORD_NOT,    WORD_ENERGY,
                                          WORD_KEEP,   WORD_MOVE, WORD_VALENCE, WORD_STRONG,  WORD_ONLY,   WORD_LATER};
    for (size_t i = 0; i < COUNT(acts); i++)
        if (has(words, first, end, acts[i]))
            return true;
    return false;
}

/* 不是要爵士吗, 不是让你小声一点吗, 我不是说过不要鼓吗: what was asked for before is meant. */
static void take_reminder(struct word *words, size_t count, size_t i)
{
    static const char *const told[] = {"要",     "想要", "让你",   "叫你",   "要你",   "请你",   "说",
                                       "说要",   "说好", "说过",   "说了",   "说好了", "说的是", "告诉你",
                                       "跟你说", "要求", "我要",   "我想要", "说让",   "说让你", "说好要",
                                       "让",     "不要", "说不要", "讲好",   "讲过",   "讲了",   "要的是"};
    size_t first, end, head = i + 1;
    if (words[i].kind != WORD_NOT || !word_is_one(&words[i], (const char *const[]){"不", "不是"}, 2))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (word_is(&words[i], "不") && (head >= end || !word_is(&words[head++], "是")))
        return;
    for (size_t k = first; k < i; k++)
        if (words[k].kind != WORD_FILLER && words[k].kind != WORD_PREVIOUS && words[k].kind != WORD_FIRST &&
            words[k].kind != WORD_BEFORE && words[k].kind != WORD_OPENING)
            return;
    size_t last = said_end(words, head, end);
    bool asked = last > head && is_question(&words[last - 1]);
    bool marked = end < count && words[end].value == JOINT_ASKS;
    if ((!asked && !marked) || head >= end || has(words, head, end, WORD_WHAT) || has(words, head, end, WORD_UNDO) ||
        has(words, head, end, WORD_EXPORT))
        return;
    while (head < end && words[head].kind == WORD_FILLER && !word_is_one(&words[head], told, COUNT(told)))
        head++;
    if (head >= end || !word_is_one(&words[head], told, COUNT(told)))
        return;
    for (size_t k = first; k < i; k++)
        word_say_nothing(&words[k]);
    for (size_t k = i; k < head; k++)
        word_say_nothing(&words[k]);
    for (; head < end && word_is_one(&words[head], told, COUNT(told)); head++)
        if (words[head].kind != WORD_NOT && words[head].kind != WORD_WANT)
            word_say_nothing(&words[head]);
    if (asked)
        word_say_nothing(&words[last - 1]);
    if (marked)
        words[end].value = JOINT_HARD;
}

/* 不能再小了吗, 不能小声点吗: it is to be so. */
static void take_cannot(struct word *words, size_t count, size_t i)
{
    static const char *const can[] = {"能", "可以", "能再", "能够"};
    size_t first, end, can_at = i + 1;
    if (words[i].kind != WORD_NOT || !word_is(&words[i], "不") || can_at >= count ||
        !word_is_one(&words[can_at], can, COUNT(can)))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t last = said_end(words, i, end);
    if (!is_question(&words[last - 1]) || has(words, first, end, WORD_WHAT) || has(words, first, end, WORD_EXPORT) ||
        has(words, first, end, WORD_UNDO) || !orders(words, can_at + 1, end))
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[can_at]);
    word_say_nothing(&words[last - 1]);
    for (size_t k = can_at + 1; k + 1 < last; k++) /* 再小了: smaller, and no complaint */
        if (words[k].kind == WORD_AGAIN &&
            word_is_one(&words[k + 1], (const char *const[]){"小了", "大了", "快了", "慢了"}, 4))
            words[k + 1].value = -words[k + 1].value;
}

/* 可以不要鼓吗, 能不加鼓吗, 能不能别放鼓: a wish without it. */
static void take_may_not(struct word *words, size_t count, size_t i)
{
    static const char *const may[] = {"可以", "能", "能不能", "可不可以", "可否", "能否", "是否可以", "是不是可以"};
    size_t first, end, no = words_past_filler(words, count, i + 1);
    if (!word_is_one(&words[i], may, COUNT(may)) || words_kind_at(words, count, no) != WORD_NOT)
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t last = said_end(words, i, end);
    bool asked = last > no + 1 && is_question(&words[last - 1]);
    bool bare = word_is_one(&words[i], (const char *const[]){"可以", "能"}, 2); /* 可以不要鼓: allowed */
    if (last <= no + 1 || (bare && !asked) || has(words, first, end, WORD_WHAT))
        return;
    word_say_nothing(&words[i]);
    if (asked)
        word_say_nothing(&words[last - 1]);
}

/* 别忘了淡出, 不要漏了标题: the order itself. */
static void take_forget_not(struct word *words, size_t count, size_t i)
{
    static const char *const forgets[] = {"忘", "忘了", "忘记", "忘掉", "忘记了", "漏", "漏了", "漏掉", "落下"};
    size_t verb = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_NOT || verb >= count || !word_is_one(&words[verb], forgets, COUNT(forgets)))
        return;
    for (size_t k = i; k <= verb; k++)
        word_say_nothing(&words[k]);
    if (verb + 1 < count && word_is(&words[verb + 1], "掉"))
        word_say_nothing(&words[verb + 1]);
}

/* 音乐不要盖过人声, 别让鼓抢了人声: what it does now, and is not to. */
static void take_not_covering(struct word *words, size_t count, size_t i)
{
    static const char *const covers[] = {"盖", "压", "抢", "淹", "遮", "挡", "吵到", "掩盖", "喧宾"};
    size_t verb = i + 1;
    if (words[i].kind != WORD_NOT || words[i].value == REFUSAL_SO || !word_is_wide(&words[i]))
        return;
    while (verb < count &&
           (words[verb].kind == WORD_FILLER || words[verb].kind == WORD_MUSIC || words[verb].kind == WORD_ROLE ||
            words[verb].kind == WORD_IT || (words[verb].kind == WORD_MAKE && word_is(&words[verb], "让"))))
        verb++;
    if (verb >= count || (words[verb].kind != WORD_LOUD && words[verb].kind != WORD_TOO))
        return;
    bool covering = false;
    for (size_t k = 0; k < COUNT(covers); k++)
        covering = covering || word_starts(&words[verb], covers[k]);
    if (!covering)
        return;
    size_t first, end, before_first, before_end;
    words_clause_about(words, count, i, &first, &end);
    size_t joint = first;
    while (joint > 0 && words[joint - 1].kind == WORD_JOINT)
        joint--;
    if (joint > 0 && joint < first) { /* 原声大一点但别盖住音乐: no further than that */
        words_clause_about(words, count, joint - 1, &before_first, &before_end);
        bool louder =
            has(words, before_first, before_end, WORD_VOICE) && has(words, verb, end, WORD_MUSIC) &&
            (has(words, before_first, before_end, WORD_TURN) || has(words, before_first, before_end, WORD_LOUD));
        for (size_t k = joint; k < end && louder; k++)
            word_say_nothing(&words[k]);
        if (louder)
            return;
    }
    for (size_t k = i; k < verb; k++)
        if (words[k].kind == WORD_NOT || words[k].kind == WORD_MAKE)
            word_say_nothing(&words[k]);
}

/* 不要鼓点太重, 别让音乐太吵: a complaint, and nothing is taken away. */
static void take_not_too(struct word *words, size_t count, size_t i)
{
    static const char *const refuses[] = {"不要", "别",     "不想要", "不许", "不准",
                                          "别再", "千万别", "勿",     "不想", "不能"};
    size_t first, end, thing = count;
    if (words[i].kind != WORD_NOT || !word_is_one(&words[i], refuses, COUNT(refuses)))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        if (kind == WORD_ROLE || kind == WORD_MUSIC || kind == WORD_VOICE || kind == WORD_VOLUME ||
            kind == WORD_TEMPO) {
            thing = k;
            continue;
        }
        bool complains = (kind == WORD_TOO || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_FAST) &&
                         word_starts(&words[k], "太");
        if (complains && thing < count) {
            word_say_nothing(&words[i]);
            for (size_t m = i + 1; m < k; m++)
                if (words[m].kind == WORD_MAKE)
                    word_say_nothing(&words[m]);
            return;
        }
        if (kind != WORD_FILLER && kind != WORD_IT && kind != WORD_MAKE)
            return;
    }
}

/* 鼓不应该这么响, 音乐不该那么吵: a complaint, too. */
static void take_should_not(struct word *words, size_t count, size_t i)
{
    static const char *const so[] = {"这么", "那么", "如此", "这样"};
    static const struct {
        const char *text;
        enum word_kind kind;
        int value;
    } ways[] = {{"响", WORD_LOUD, -1}, {"大", WORD_TURN, -1},   {"吵", WORD_LOUD, -1},  {"重", WORD_TOO, 0},
                {"高", WORD_TURN, -1}, {"快", WORD_FAST, -1},   {"慢", WORD_FAST, 1},   {"小", WORD_TURN, 1},
                {"轻", WORD_LOUD, 1},  {"大声", WORD_LOUD, -1}, {"小声", WORD_LOUD, 1}, {"突出", WORD_TOO, 0},
                {"低", WORD_TURN, 1},  {"强", WORD_TOO, 0}};
    size_t k = i + 1;
    bool said = false;
    if (words[i].kind != WORD_NOT || !word_is(&words[i], "不"))
        return;
    for (; k < count && words[k].kind == WORD_FILLER; k++)
        said = said || word_is_one(&words[k], so, COUNT(so));
    for (size_t m = 0; m < COUNT(ways) && said && k < count; m++)
        if (word_is(&words[k], ways[m].text) &&
            words_kind_at(words, count, words_past_filler(words, count, k + 1)) == WORD_JOINT) {
            for (size_t n = i; n < k; n++)
                word_say_nothing(&words[n]);
            words[k].kind = ways[m].kind;
            words[k].value = ways[m].value;
            words[k].is_style = false;
            return;
        }
}

/* 那钢琴呢: what of it? */
static void take_what_of_it(struct word *words, size_t count, size_t i)
{
    if (!word_is(&words[i], "呢") || i == 0 ||
        words_past_filler(words, count, i) < count - (words[count - 1].kind == WORD_JOINT))
        return;
    bool thing = false;
    for (size_t k = 0; k < i; k++) {
        thing = thing || words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_ROLE && words[k].kind != WORD_IT && words[k].kind != WORD_FILLER)
            return;
    }
    if (thing && (words[0].kind == WORD_IT || word_is(&words[0], "那")))
        words[i].kind = WORD_IF;
}

/* 音乐太大了吗: asked. */
static void take_is_it_too(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (!is_question(&words[i]) || i < 2 || !word_is(&words[i - 1], "了") || !word_starts(&words[i - 2], "太") ||
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_JOINT)
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < i - 2; k++)
        if (words[k].kind != WORD_MUSIC && words[k].kind != WORD_ROLE && words[k].kind != WORD_VOICE &&
            words[k].kind != WORD_VOLUME && words[k].kind != WORD_TEMPO && words[k].kind != WORD_FILLER)
            return;
    words[i - 2].kind = WORD_WHAT;
    words[i - 2].value = 0;
}

/* 要是鼓小点就更好了: a wish. */
static void take_would_be_better(struct word *words, size_t count, size_t i)
{
    static const char *const better[] = {"就更好了", "会更好",     "更好",     "就好了",
                                         "就完美了", "就更完美了", "会更好听", "更好听"};
    size_t first, end;
    if (words[i].kind != WORD_IF || !word_is_one(&words[i], (const char *const[]){"要是", "如果", "假如"}, 3))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) != i)
        return;
    for (size_t k = i + 1; k < end; k++)
        if (word_is_one(&words[k], better, COUNT(better)) && words_past_filler(words, count, k + 1) >= end) {
            word_say_nothing(&words[i]);
            word_say_nothing(&words[k]);
            return;
        }
}

/* 只在5到10秒放音乐，其他地方静音: said again. */
static void take_rest_silent(struct word *words, size_t count, size_t i)
{
    static const char *const rest[] = {"其他", "其它", "其余", "别的", "剩下"};
    size_t first, before_end, end;
    bool is_rest = false;
    for (size_t k = 0; k < COUNT(rest); k++)
        is_rest = is_rest || word_starts(&words[i], rest[k]);
    if (!is_rest || i < 2 || words[i - 1].kind != WORD_JOINT || words[i - 1].value == JOINT_INSTEAD)
        return;
    end = words_clause_end(words, count, i);
    bool silent = false, only = false, time = false;
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        silent = silent || kind == WORD_REMOVE || kind == WORD_NOT;
        if (kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_FILLER && kind != WORD_USE && kind != WORD_MUSIC &&
            kind != WORD_ALL && kind != WORD_EVERYWHERE && kind != WORD_WITH)
            return;
    }
    words_clause_about(words, count, i - 2, &first, &before_end);
    for (size_t k = first; k < before_end; k++) {
        only = only || words[k].kind == WORD_ONLY;
        time = time || agent_names_time(&words[k]) || words[k].kind == WORD_HALF;
        if (words[k].kind == WORD_ROLE || words[k].kind == WORD_VOICE || words[k].kind == WORD_TITLE)
            return;
    }
    for (size_t k = i - 1; k < end && silent && only && time; k++)
        word_say_nothing(&words[k]);
}

/* 标题内容改一下，改成“海滩”; 标题去掉，换成“海滩”: one change. */
static void take_title_anew(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_TITLE || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t next = words_past_filler(words, count, end + 1), text = words_past_filler(words, count, next + 1);
    bool into = end + 1 < count && next < count && words[next].kind == WORD_MAKE &&
                (word_starts(&words[next], "换") || word_starts(&words[next], "改"));
    if (!into || words_kind_at(words, count, text) != WORD_QUOTED || words[end].value == JOINT_INSTEAD)
        return;
    bool verb = false;
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        verb = verb || kind == WORD_CHANGE || kind == WORD_REMOVE || kind == WORD_NOT || kind == WORD_MAKE;
        if (kind != WORD_CHANGE && kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_MAKE &&
            kind != WORD_FILLER && kind != WORD_SAYS && kind != WORD_TITLE)
            return;
    }
    for (size_t k = i + 1; k <= end && verb; k++)
        word_say_nothing(&words[k]);
}

/* 没说换，只说小一点: what was said. */
static void take_only_said(struct word *words, size_t count, size_t i)
{
    static const char *const said[] = {"说", "让", "叫", "要求", "让你", "叫你", "说要", "说过"};
    static const char *const only[] = {"只说", "只是说", "只让", "只是让", "我只说", "是说", "只叫"};
    size_t first, end;
    if (words[i].kind != WORD_NOT || !word_starts(&words[i], "没"))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || i + 1 >= end || !word_is_one(&words[i + 1], said, COUNT(said)))
        return;
    size_t head = end + 1;
    bool told = head < count && word_is_one(&words[head], only, COUNT(only));
    bool apart = head + 1 < count && words[head].kind == WORD_ONLY && word_is_one(&words[head + 1], said, COUNT(said));
    if (!told && !apart)
        return;
    for (size_t k = first; k <= head + (apart ? 1 : 0); k++)
        word_say_nothing(&words[k]);
}

/* 别去鼓去贝斯, 不要删鼓删贝斯: the second one, and not the first. */
static void take_not_this_but(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_NOT || !word_is_wide(&words[i]) || i + 4 >= count)
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t verb = i + 1, thing = words_past_filler(words, count, verb + 1);
    size_t again = words_past_filler(words, count, thing + 1), other = words_past_filler(words, count, again + 1);
    bool takes = words[verb].kind == WORD_REMOVE || (words[verb].kind == WORD_NOT && word_is(&words[verb], "去"));
    if (i != first || other >= end || !takes || words[thing].kind != WORD_ROLE || words[other].kind != WORD_ROLE ||
        words[again].kind != words[verb].kind || words_past_filler(words, count, other + 1) < end)
        return;
    for (size_t k = i; k <= thing; k++)
        word_say_nothing(&words[k]);
}

/* 不要钢琴以外的乐器, 钢琴以外的都去掉: it alone. */
static void take_no_other(struct word *words, size_t count, size_t i)
{
    size_t first, end, roles = 0;
    if (words[i].kind != WORD_EXCEPT || words[i].value != 1)
        return;
    words_clause_about(words, count, i, &first, &end);
    bool refused = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        roles += kind == WORD_ROLE;
        refused = refused || kind == WORD_REMOVE || (kind == WORD_NOT && words[k].value != REFUSAL_SO);
        if (kind != WORD_ROLE && kind != WORD_FILLER && kind != WORD_ALL && kind != WORD_INSTRUMENTS &&
            kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_EXCEPT && kind != WORD_IT && kind != WORD_USE &&
            kind != WORD_WITH && kind != WORD_MUSIC && kind != WORD_JOINT)
            return;
    }
    if (roles == 0 || !refused)
        return;
    size_t at = i;
    for (size_t k = first; k < end; k++) {
        at = k < at && words[k].kind == WORD_NOT ? k : at; /* the head of the clause where it can be */
        if (words[k].kind == WORD_ROLE)
            words[k].is_style = false;
        else
            word_say_nothing(&words[k]);
    }
    words[at].kind = WORD_ONLY;
}

/* 没觉得哪里不对, 没什么不好: praise. */
static void take_nothing_wrong(struct word *words, size_t count, size_t i)
{
    static const char *const wrong[] = {"不对", "不好", "问题", "毛病", "不妥", "不行", "不合适", "不满意", "缺点"};
    size_t first, end, at = i + 1;
    if (words[i].kind != WORD_WHAT || i == 0 || at >= count || !word_is_one(&words[at], wrong, COUNT(wrong)))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool no = false;
    for (size_t k = first; k < i; k++)
        no = no || words[k].kind == WORD_NOT;
    if (!no || words_past_filler(words, count, at + 1) < words_clause_end(words, count, at + 1 < count ? at + 1 : at))
        return;
    for (size_t k = first; k <= at; k++)
        word_say_nothing(&words[k]);
    words[first].kind = WORD_PRAISE;
}

/* 不要从头放，3秒再进; 别一直放，只在最后5秒放; 不要全程都有，前10秒有就行: the second half says where. */
static void take_not_whole(struct word *words, size_t count, size_t i)
{
    static const char *const whole[] = {"一直", "总是", "老是", "从头", "一直都", "始终", "老"};
    size_t first, end, next_end;
    if (words[i].kind != WORD_NOT || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || words[end].kind != WORD_JOINT || words[end].value == JOINT_ASKS)
        return;
    bool wide = false, place = false, refused = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        wide =
            wide ||
            (k > i && (kind == WORD_EVERYWHERE || kind == WORD_OPENING || word_is_one(&words[k], whole, COUNT(whole))));
        if (kind != WORD_NOT && kind != WORD_EVERYWHERE && kind != WORD_OPENING && kind != WORD_FILLER &&
            kind != WORD_START && kind != WORD_USE && kind != WORD_WITH && kind != WORD_MUSIC && kind != WORD_ALL &&
            kind != WORD_ADD && kind != WORD_IT)
            return;
    }
    next_end = words_clause_end(words, count, end + 1);
    bool only = has(words, end + 1, next_end, WORD_ONLY);
    for (size_t k = end + 1; k < next_end; k++) {
        enum word_kind kind = words[k].kind;
        place = place || agent_names_time(&words[k]) || kind == WORD_HALF || kind == WORD_ENDING ||
                kind == WORD_OPENING || kind == WORD_MIDDLE || kind == WORD_TALK;
        refused = refused || kind == WORD_NOT || kind == WORD_REMOVE || kind == WORD_ROLE || kind == WORD_TITLE;
    }
    if (!wide || !place || refused)
        return;
    for (size_t k = first; k <= end; k++)
        if (words[k].kind != WORD_MUSIC)
            word_say_nothing(&words[k]);
    for (size_t k = end + 1; k < next_end; k++)
        if (words[k].kind == WORD_WITH && !only)
            words[k].kind = WORD_USE;
}

/* 不要爵士了，换回来: back, and what goes is said besides. */
static void take_gone_and_back(struct word *words, size_t count, size_t i)
{
    size_t first, end, next;
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_NO || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    next = words_past_filler(words, count, end + 1);
    if (end >= count || words_kind_at(words, count, next) != WORD_BACK ||
        words_past_filler(words, count, next + 1) < words_clause_end(words, count, next))
        return;
    for (size_t k = first; k < end; k++)
        if (words[k].kind != WORD_NOT && words[k].kind != WORD_STYLE && words[k].kind != WORD_ROLE &&
            words[k].kind != WORD_FILLER && words[k].kind != WORD_IT && words[k].kind != WORD_VERSION &&
            words[k].kind != WORD_MUSIC && words[k].kind != WORD_ONE)
            return;
    for (size_t k = first; k <= end; k++)
        word_say_nothing(&words[k]);
}

/* 不要鼓也行: whether it is to be so is not said. */
static void take_either_way(struct word *words, size_t count, size_t i)
{
    static const char *const fine[] = {"行", "可以", "成", "没关系", "无所谓", "没事", "好"};
    size_t first, end;
    if (!word_is(&words[i], "也") || i + 1 >= count || !word_is_one(&words[i + 1], fine, COUNT(fine)))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, i + 2) < end ||
        (!has(words, first, i, WORD_NOT) && !has(words, first, i, WORD_REMOVE)))
        return;
    words[i].kind = WORD_IF;
}

/* 最后2秒也不要, 12到14秒也静音: the same there. 前3秒就够了: there, and no further. */
static void take_there_too(struct word *words, size_t count, size_t i)
{
    static const char *const enough[] = {"就够了", "就行",   "就好",   "就可以了", "就够",
                                         "就行了", "就好了", "就可以", "就成"};
    size_t first, end;
    bool too = word_is(&words[i], "也"), only = word_is_one(&words[i], enough, COUNT(enough));
    if ((!too && !only) || words[i].kind != WORD_FILLER || i == 0)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (first != 0 || words_past_filler(words, count, end) < count)
        return;
    bool time = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        time = time || agent_is_time(&words[k]);
        if (!agent_is_time(&words[k]) && kind != WORD_FIRST && kind != WORD_LAST && kind != WORD_TO &&
            kind != WORD_FILLER && kind != WORD_FROM && kind != WORD_AT && kind != WORD_BETWEEN && kind != WORD_MAKE)
            return;
    }
    size_t verb = words_past_filler(words, count, i + 1);
    bool refuses = too && verb < end && words_past_filler(words, count, verb + 1) >= end &&
                   (words[verb].kind == WORD_NOT || words[verb].kind == WORD_REMOVE || words[verb].kind == WORD_STOP);
    if (!time)
        return;
    if (refuses)
        word_say_nothing(&words[verb]);
    else if (only && verb >= end && !has(words, first, i, WORD_MAKE))
        words[i].kind = WORD_MAKE;
}

/* 结尾淡出, and then 开头也来一个: the same at the other end. */
static void take_edge_too(struct word *words, size_t count, size_t i)
{
    static const char *const same[] = {"一样", "来", "来个", "来一个", "加", "加一个",
                                       "加个", "要", "同样", "是",     "用"};
    size_t edge = words_past_filler(words, count, 0), verb = i + 1;
    static const char *const alone[] = {"一样", "同样", "也一样"};
    if (i > 0 && edge == i - 1 && (words[edge].kind == WORD_OPENING || words[edge].kind == WORD_ENDING) &&
        word_is_one(&words[i], alone, COUNT(alone)) && words_past_filler(words, count, i + 1) >= count) {
        words[i].kind = WORD_KEEP;
        return;
    }
    if (!word_is(&words[i], "也") || words[i].kind != WORD_FILLER || edge != i - 1 || i == 0 ||
        (words[edge].kind != WORD_OPENING && words[edge].kind != WORD_ENDING) || verb >= count ||
        !word_is_one(&words[verb], same, COUNT(same)) || words_past_filler(words, count, verb + 1) < count)
        return;
    words[i].kind = WORD_KEEP;
    word_say_nothing(&words[verb]);
}

/* 不够欢快, 还不够大气: more of it, as 欢快一点 has it. 贝斯不够重: it is too soft. */
static void take_not_enough(struct word *words, size_t count, size_t i)
{
    static const char *const heavy[] = {"重", "大", "响", "亮", "厚", "突出", "明显", "足", "清楚", "强", "高"};
    size_t next = words_past_filler(words, count, i + 1), length, first, end;
    if (words[i].kind != WORD_ENOUGH || !word_is_wide(&words[i]) || next >= count || !word_is_wide(&words[next]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, next + 1) < end)
        return;
    if (has(words, first, i, WORD_ROLE) && word_is_one(&words[next], heavy, COUNT(heavy))) {
        word_say_nothing(&words[next]);
        return;
    }
    char text[64];
    snprintf(text, sizeof text, "%.*s一点", (int)(words[next].length < 32 ? words[next].length : 32),
             words[next].start);
    const struct lexeme *row = lexicon_find(text, true, LANGUAGE_CHINESE, &length);
    if (row == NULL || length != strlen(text) || words[next].kind == WORD_TURN || words[next].kind == WORD_LOUD)
        return;
    words[next].kind = row->kind;
    words[next].value = row->value;
    words[next].number = row->number;
    words[next].is_style = false;
    word_say_nothing(&words[i]);
}

/* 不要摇滚要爵士 is parted behind; 80年代迪斯科: what came of those years. */
static void take_years(struct word *words, size_t count, size_t i)
{
    size_t style = words_past_filler(words, count, i + 2);
    if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_NONE && i + 1 < count && word_is(&words[i + 1], "年代") &&
        style < count && words[style].is_style)
        word_say_nothing(&words[i]), word_say_nothing(&words[i + 1]);
}

void agent_idioms_chinese_asked(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_reminder,      take_cannot,       take_may_not,   take_forget_not, take_not_covering,    take_not_too,
        take_should_not,    take_what_of_it,   take_only_said, take_is_it_too,  take_would_be_better, take_rest_silent,
        take_title_anew,    take_not_this_but, take_no_other,  take_not_whole,  take_nothing_wrong,   take_either_way,
        take_gone_and_back, take_there_too,    take_edge_too,  take_not_enough, take_years,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
