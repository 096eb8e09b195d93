/* Chinese that doubts, fears, dropped or asks about an order. What is said there is not what is wanted:
 * 差点就换成爵士了 orders no jazz, 本来想去掉鼓的，还是不了 leaves the drums. Words of one character and parts of words
 * betray it, so the clause is looked at as it was written. */
#include "agent_idioms_chinese_doubt.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

/* Does one of `texts` stand in the words [first, end), as they were written? */
static bool says(const struct word *words, size_t first, size_t end, const char *const texts[], size_t count)
{
    if (first >= end)
        return false;
    const char *start = words[first].start, *stop = words[end - 1].start + words[end - 1].length;
    for (size_t k = 0; k < count; k++) {
        size_t length = strlen(texts[k]);
        for (const char *at = start; at + length <= stop; at++)
            if (strncmp(at, texts[k], length) == 0)
                return true;
    }
    return false;
}

static bool is_act(const struct word *word)
{
    static const enum word_kind kinds[] = {WORD_REMOVE, WORD_ADD,  WORD_MAKE, WORD_ANOTHER, WORD_CHANGE, WORD_REPLACE,
                                           WORD_TURN,   WORD_LOUD, WORD_FAST, WORD_UNDO,    WORD_REDO,   WORD_EXPORT,
                                           WORD_USE,    WORD_STOP, WORD_FADE, WORD_BRING};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (word->kind == kinds[i])
            return true;
    return word->is_style;
}

/* Nothing is ordered by [first, end). */
static void order_nothing(struct word *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        word_say_nothing(&words[k]);
    words[first].kind = WORD_PRAISE;
}

/* 差点就换成爵士了, 我怕你去掉鼓, 值得换成爵士吗: told or asked, and no order. */
static void take_doubt(struct word *words, size_t count, size_t i)
{
    static const char *const doubts[] = {"差点", "我怕",   "担心", "生怕",     "凭什么", "舍不得",   "干嘛",
                                         "干吗", "有必要", "值得", "好不好看", "恨不得", "以后还能", "之后还能"};
    size_t first, end;
    if (i > 0 && words[i - 1].kind != WORD_JOINT)
        return;
    words_clause_about(words, count, i, &first, &end);
    bool whether = says(words, first, end, (const char *const[]){"难道"}, 1) && !has(words, first, end, WORD_NOT) &&
                   !says(words, first, end, (const char *const[]){"不能", "不可以"}, 2);
    bool done = says(words, first, end, (const char *const[]){"已经"}, 1) && word_is(&words[end - 1], "了");
    if (!whether && !done && !says(words, first, end, doubts, COUNT(doubts)))
        return;
    for (size_t k = first; k < end; k++)
        if (words[k].is_style || words[k].kind == WORD_UNDO || words[k].kind == WORD_EXPORT ||
            words[k].kind == WORD_BACK || words[k].kind == WORD_BRING) {
            words[k].kind = WORD_UNKNOWN;
            words[k].is_style = false;
        }
}

/* 去掉鼓了？ Was it done? */
static void take_done(struct word *words, size_t count, size_t i)
{
    static const char *const asked[] = {"可以", "能", "请", "该", "太", "有点", "最好", "麻烦", "好了", "算了"};
    size_t first, end;
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_ASKS || i == 0 || !word_is(&words[i - 1], "了"))
        return;
    words_clause_about(words, count, i - 1, &first, &end);
    if (says(words, first, end, asked, COUNT(asked)) || has(words, first, end, WORD_NOT) ||
        has(words, first, end, WORD_TOO))
        return;
    bool act = false;
    for (size_t k = first; k < end; k++)
        if (is_act(&words[k])) {
            act = true;
            word_say_nothing(&words[k]);
        }
    if (act)
        words[i - 1].kind = WORD_ISIT;
}

/* 你建议去掉鼓吗, 我在想是不是该把音乐关掉: should we? */
static void take_advice(struct word *words, size_t count, size_t i)
{
    static const char *const thinks[] = {"在想是不是", "在想要不要", "在考虑", "在想该不该",
                                         "考虑要不要", "在犹豫",     "在纠结"};
    size_t first, end;
    if (i > 0 && words[i - 1].kind != WORD_JOINT)
        return;
    words_clause_about(words, count, i, &first, &end);
    bool asks = word_is(&words[end - 1], "吗") || word_is(&words[end - 1], "么");
    bool advice = asks && says(words, first, end, (const char *const[]){"你建议", "您建议", "你推荐"}, 3);
    if (!advice && !says(words, first, end, thinks, COUNT(thinks)))
        return;
    bool act = false;
    for (size_t k = first; k < end; k++)
        act = act || is_act(&words[k]);
    if (act)
        words[first].kind = WORD_SHOULD;
}

/* 本来想去掉鼓的，还是不了; 本来要放慢，现在小声点就行: what was meant before goes. */
static void take_meant_before(struct word *words, size_t count, size_t i)
{
    static const char *const meant[] = {"本来想",   "本来要", "原本想", "原本要",   "原本打算", "本来打算", "原来想",
                                        "原来打算", "本想",   "起初想", "一开始想", "之前想",   "刚才想",   "我本来"};
    static const char *const dropped[] = {"算了",   "不了",   "不用了", "不要了", "不需要了", "改主意",
                                          "没必要", "放弃了", "别了",   "不必了", "作罢",     "不弄了",
                                          "不改了", "不动了", "不想了", "还是不"};
    size_t first, end, next_end;
    if (i != 0 || count == 0)
        return;
    words_clause_about(words, count, 0, &first, &end);
    if (!says(words, first, end, meant, COUNT(meant)))
        return;
    size_t next = end;
    while (next < count && words[next].kind == WORD_JOINT)
        next++;
    if (next >= count)
        return;
    next_end = words_clause_end(words, count, next);
    bool act = false, thing = false;
    for (size_t k = next; k < next_end; k++) {
        act = act || (is_act(&words[k]) && words[k].kind != WORD_MAKE && words[k].kind != WORD_REMOVE);
        thing = thing || words[k].kind == WORD_ROLE || words[k].kind == WORD_MUSIC || words[k].kind == WORD_VOICE ||
                words[k].kind == WORD_TITLE || words[k].is_style;
    }
    if (says(words, next, next_end, dropped, COUNT(dropped)) && !act && !thing) {
        order_nothing(words, 0, next_end);
        return;
    }
    if (!act)
        return;
    for (size_t k = 0; k < next; k++)
        if (thing || (words[k].kind != WORD_ROLE && words[k].kind != WORD_MUSIC && words[k].kind != WORD_VOICE &&
                      words[k].kind != WORD_TITLE))
            word_say_nothing(&words[k]);
}

/* 撤销没必要吧, 撤销会不会太突兀: not undone. */
static void take_no_step(struct word *words, size_t count, size_t i)
{
    static const char *const asks[] = {"没必要", "会不会", "不用了", "以后还能", "之后还能"};
    size_t first, end;
    if (words[i].kind != WORD_UNDO && words[i].kind != WORD_REDO && words[i].kind != WORD_EXPORT)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!says(words, i, end, asks, COUNT(asks)))
        return;
    order_nothing(words, first, end);
}

/* 有人让我换成爵士，我拒绝了: told. */
static void take_declined(struct word *words, size_t count, size_t i)
{
    static const char *const told[] = {"让我", "叫我", "劝我", "建议", "说", "要求", "要我"};
    static const char *const declined[] = {"我拒绝",   "我没答应",   "我没理", "我没听", "我不听", "被我拒", "我不干",
                                           "我没采纳", "我没有同意", "别听他", "别理他", "别听她", "别理她"};
    size_t first, end;
    if (i != 0 || count == 0)
        return;
    words_clause_about(words, count, 0, &first, &end);
    if (end + 1 >= count || words_past_filler(words, count, words_clause_end(words, count, end + 1)) + 1 < count)
        return;
    size_t next_end = words_clause_end(words, count, end + 1);
    if (says(words, 0, end, told, COUNT(told)) && says(words, end + 1, next_end, declined, COUNT(declined)))
        order_nothing(words, 0, next_end);
}

/* 可以换首歌吗: it asks for one. */
static void take_may_we(struct word *words, size_t count, size_t i)
{
    static const char *const may[] = {"可以", "能", "可否"};
    size_t first, end;
    if (words[i].kind != WORD_ANOTHER || !word_is_wide(&words[i]) || words_kind_at(words, count, i + 1) != WORD_ISIT)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end != i + 2 || !says(words, first, i, may, COUNT(may)))
        return;
    for (size_t k = first; k < i; k++)
        if (words[k].kind != WORD_FILLER && words[k].kind != WORD_PRAISE && words[k].kind != WORD_ISIT)
            return;
    for (size_t k = first; k < i; k++)
        words[k].kind = WORD_FILLER;
    words[i + 1].kind = WORD_FILLER;
}

void agent_idioms_chinese_doubt(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_done, take_meant_before, take_declined, take_may_we, take_no_step, take_advice, take_doubt,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
