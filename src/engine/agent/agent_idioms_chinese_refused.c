/* What Chinese refuses, and how far: 音乐不要盖过人声 asks for less of it, 不要鼓点太重 for softer drums,
 * 不要钢琴以外的乐器 for the piano alone. */
#include "agent_idioms_chinese_refused.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
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

/* 不要原声只要音乐, 只要原声不要音乐: the one half says the other. */
static void take_complement(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_ONLY || !word_is_wide(&words[i]))
        return;
    size_t thing = words_past_filler(words, count, i + 1), no = words_past_filler(words, count, thing + 1);
    enum word_kind kept = words_kind_at(words, count, thing);
    words_clause_about(words, count, i, &first, &end);
    if (kept != WORD_VOICE && kept != WORD_MUSIC)
        return;
    enum word_kind gone = kept == WORD_VOICE ? WORD_MUSIC : WORD_VOICE;
    bool behind = no < end && words[no].kind == WORD_NOT && words[no].value == REFUSAL_NO &&
                  words_kind_at(words, count, words_past_filler(words, count, no + 1)) == gone;
    bool ahead = false;
    for (size_t k = first; k + 1 < i; k++)
        ahead = ahead || ((words[k].kind == WORD_NOT || words[k].kind == WORD_REMOVE) && words[k + 1].kind == gone);
    if (!behind && !(ahead && no >= end))
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[thing]);
}

/* 鼓把人声盖住了: the drums are too loud. */
static void take_role_covers(struct word *words, size_t count, size_t i)
{
    static const char *const covers[] = {"盖住",   "盖住了", "盖过", "压住", "压住了", "淹没",
                                         "淹没了", "遮住",   "掩盖", "压过", "盖了"};
    size_t first, end, voice = i + 1;
    if (words[i].kind != WORD_ROLE || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    while (voice < end && (words[voice].kind == WORD_FILLER || words[voice].kind == WORD_IT))
        voice++;
    size_t cover = words_past_filler(words, count, voice + 1);
    if (words_past_filler(words, count, first) != i || voice >= end || cover >= end ||
        words[voice].kind != WORD_VOICE || words[cover].kind != WORD_LOUD ||
        !word_is_one(&words[cover], covers, COUNT(covers)) || words_past_filler(words, count, cover + 1) < end)
        return;
    for (size_t k = i + 1; k < cover; k++)
        word_say_nothing(&words[k]);
    words[cover].value = -1;
}

void agent_idioms_chinese_refused(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_complement,   take_role_covers, take_not_covering, take_not_too,       take_should_not,
        take_not_this_but, take_no_other,    take_not_whole,    take_nothing_wrong, take_gone_and_back,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
