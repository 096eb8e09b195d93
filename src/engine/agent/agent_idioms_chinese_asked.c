/* Chinese that says an order by asking for it or reminding of it: 不是要爵士吗 had asked for jazz, 不能再小点吗 and
 * 可以不要鼓吗 want it so, 别忘了淡出 is no refusal; 音乐太大了吗 asks. */
#include "agent_idioms_chinese_asked.h"

#include "agent_look.h"
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

/* 你能把鼓去掉吗: an order. */
static void take_can_you(struct word *words, size_t count, size_t i)
{
    static const char *const can[] = {"你能", "您能", "你可以", "你会"};
    size_t first, end;
    if (words[i].kind != WORD_WHAT || !word_is_one(&words[i], can, COUNT(can)))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t last = said_end(words, i, end);
    if (words_past_filler(words, count, first) != i || last <= i + 2 || !is_question(&words[last - 1]) ||
        !orders(words, i + 1, last - 1) || has(words, i + 1, end, WORD_WHAT))
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[last - 1]);
}

/* 鼓去掉会好点吗: would it be better? */
static void take_would_it(struct word *words, size_t count, size_t i)
{
    static const char *const better[] = {"好点", "好一点", "更好", "好些", "好听", "更好听", "好听点", "好"};
    size_t first, end;
    if (!word_is(&words[i], "会") || i + 2 >= count || i == 0)
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t last = said_end(words, i, end);
    bool asked = last > i + 2 && is_question(&words[last - 1]);
    bool is_better = false;
    for (size_t k = i + 1; k < last; k++)
        is_better = is_better || word_is_one(&words[k], better, COUNT(better));
    if (asked && is_better)
        words[first].kind = WORD_SHOULD;
}

void agent_idioms_chinese_asked(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_can_you,    take_would_it,  take_reminder,  take_cannot,          take_may_not,    take_forget_not,
        take_what_of_it, take_only_said, take_is_it_too, take_would_be_better, take_either_way,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
