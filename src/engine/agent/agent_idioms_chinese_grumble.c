/* Chinese that grumbles (又变大声了, 慢得要死), and what it says is to be left alone (换歌就算了, 只动鼓，别的别动). */
#include "agent_idioms_chinese_grumble.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool is_direction(const struct word *word)
{
    return (word->kind == WORD_TURN || word->kind == WORD_LOUD || word->kind == WORD_FAST) && word_is_wide(word) &&
           word->value != 0;
}

/* 慢得要死, 小得可怜, 小得跟蚊子一样: too much of it. */
static void take_extreme(struct word *words, size_t count, size_t i)
{
    static const char *const extremes[] = {"要命", "要死",   "离谱",   "可怜",   "吓人",   "过分",   "不行",   "厉害",
                                           "夸张", "受不了", "头疼",   "难受",   "心慌",   "着急",   "不像话", "耳朵",
                                           "跟",   "像",     "听不见", "听不清", "听不到", "没法听", "犯困",   "想睡",
                                           "睡着", "盖住",   "盖过",   "压过",   "压住",   "都听不"};
    static const char *const praises[] = {"刚好", "正好", "恰到好处", "合适", "舒服", "不错", "很好", "刚刚好", "恰好"};
    if (!is_direction(&words[i]) || words[i].length > strlen("大声") || i + 2 >= count || !word_is(&words[i + 1], "得"))
        return;
    const char *rest = words[i + 2].start;
    for (size_t k = 0; k < COUNT(praises); k++)
        if (strncmp(rest, praises[k], strlen(praises[k])) == 0) { /* 慢得刚好 */
            word_say_nothing(&words[i]);
            words[i].kind = WORD_PRAISE;
            return;
        }
    bool extreme = false;
    for (size_t k = 0; k < COUNT(extremes); k++)
        extreme = extreme || strncmp(rest, extremes[k], strlen(extremes[k])) == 0;
    if (strncmp(rest, "我", strlen("我")) == 0 && !extreme) /* 慢得我着急 */
        for (size_t k = 0; k < COUNT(extremes); k++)
            extreme = extreme || strncmp(rest + strlen("我"), extremes[k], strlen(extremes[k])) == 0;
    if (!extreme)
        return;
    size_t end = i + 2;
    if (word_is(&words[end], "跟")) /* the joint of 跟蚊子一样 */
        words[end].kind = WORD_FILLER;
    end = words_clause_end(words, count, end);
    for (size_t k = i + 1; k < end; k++)
        word_say_nothing(&words[k]);
    words[i].value = word_starts(&words[i], "吵") ? -1 : -words[i].value; /* 吵 complains as it is */
    words[i].is_style = false;
}

/* 又变大声了, 音乐又变小了: it has become so again, and is not to. */
static void take_again_so(struct word *words, size_t count, size_t i)
{
    size_t end = i + 2;
    if (!word_is(&words[i], "又") || i + 2 >= count || !is_direction(&words[i + 1]) ||
        !word_starts(&words[i + 1], "变") || !word_is(&words[end], "了"))
        return;
    if (words_kind_at(words, count, words_past_filler(words, count, end)) != WORD_JOINT)
        return;
    words[i].kind = WORD_FILLER;
    words[i + 1].value = -words[i + 1].value;
    words[i + 1].is_style = false;
}

/* 不算吵, 倒也不吵: it is fine so. */
static void take_not_so_bad(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (!word_is(&words[i], "不算") || !(i + 1 < count && is_direction(&words[i + 1])))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++)
        word_say_nothing(&words[k]);
    words[i].kind = WORD_PRAISE;
}

/* 换歌就算了, 去掉鼓就算了: rather not. */
static void take_forget_it(struct word *words, size_t count, size_t i)
{
    static const enum word_kind acts[] = {WORD_ANOTHER, WORD_REMOVE,  WORD_ADD,  WORD_MAKE, WORD_TURN,  WORD_LOUD,
                                          WORD_FAST,    WORD_REPLACE, WORD_UNDO, WORD_FADE, WORD_EXPORT};
    size_t first, end;
    if (!word_is(&words[i], "算了") || i == 0 || !word_is(&words[i - 1], "就"))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool act = false;
    for (size_t k = 0; k < COUNT(acts); k++)
        act = act || words_have(words + first, i - first, acts[k]);
    if (!act || words_past_filler(words, count, i + 1) < end)
        return;
    for (size_t k = first; k < i; k++)
        word_say_nothing(&words[k]);
}

/* 只动鼓，别的别动: what of the drums, it does not say; nothing goes. */
static void take_touch_only(struct word *words, size_t count, size_t i)
{
    static const char *const touches[] = {"动", "改", "调", "弄", "碰", "调整"};
    size_t first, end;
    if (words[i].kind != WORD_ONLY || i + 2 >= count || !word_is_one(&words[i + 1], touches, COUNT(touches)))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t thing = words_past_filler(words, count, i + 2);
    if (words_kind_at(words, count, thing) != WORD_ROLE || words_past_filler(words, count, thing + 1) < end)
        return;
    words[i].kind = words[i + 1].kind = words[thing].kind = WORD_UNKNOWN;
    words[thing].is_style = false;
}

/* 只把鼓调小，别的别动: that the rest stays goes without saying behind an order. */
static void take_rest_stays(struct word *words, size_t count, size_t i)
{
    static const char *const rest[] = {"别的", "其他", "其它", "其余", "其他的", "其余的", "别的都", "其他都"};
    static const char *const stays[] = {"别动", "不动", "不要动", "不变", "别改", "不要改", "不用动", "保持不变"};
    if (i < 2 || words[i - 1].kind != WORD_JOINT || words[i - 1].value != JOINT_SOFT ||
        !word_is_one(&words[i], rest, COUNT(rest)))
        return;
    size_t first, before_end, end = words_clause_end(words, count, i);
    bool stay = false, directs = false;
    for (size_t k = i + 1; k < end; k++)
        for (size_t m = 0; m < COUNT(stays); m++)
            stay = stay || strncmp(words[k].start, stays[m], strlen(stays[m])) == 0;
    words_clause_about(words, count, i - 2, &first, &before_end);
    for (size_t k = first; k < before_end; k++)
        directs = directs || is_direction(&words[k]) || words[k].kind == WORD_REMOVE || words[k].kind == WORD_ADD ||
                  words[k].kind == WORD_FADE || words[k].kind == WORD_NOT || words[k].kind == WORD_REPLACE ||
                  words[k].kind == WORD_MAKE || words[k].kind == WORD_QUOTED;
    if (!stay || !directs)
        return;
    for (size_t k = first; k < before_end; k++)
        if (words[k].kind == WORD_ONLY)
            words[k].kind = WORD_FILLER;
    for (size_t k = i - 1; k < end; k++)
        word_say_nothing(&words[k]);
}

/* 原声里有鼓, 视频里有音乐: what is in it. */
static void take_is_inside(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if ((words[i].kind != WORD_VOICE && words[i].kind != WORD_PICTURE) || i + 2 >= count ||
        !word_starts(&words[i + 1], "里") || words[i + 2].kind != WORD_WITH || !word_is(&words[i + 2], "有"))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (first != i)
        return;
    for (size_t k = first; k < end; k++) {
        words[k].kind = WORD_UNKNOWN;
        words[k].is_style = false;
    }
}

/* 就用这首, 还是这首好: it stays. */
static void take_this_very(struct word *words, size_t count, size_t i)
{
    static const char *const heads[] = {"就", "就用", "用", "还是", "就要", "还是用", "就选", "选"};
    size_t first, end;
    if (words[i].kind != WORD_MUSIC || !word_starts(&words[i], "这") || i == 0)
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++) {
        bool head = k < i && word_is_one(&words[k], heads, COUNT(heads));
        if (k != i && !head && words[k].kind != WORD_FILLER && words[k].kind != WORD_PRAISE)
            return;
    }
    if (first == i)
        return;
    for (size_t k = first; k < end; k++)
        word_say_nothing(&words[k]);
    words[first].kind = WORD_PRAISE;
}

/* 不是鼓，是贝斯太吵: the first one is none of it. */
static void take_not_this(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_end, thing = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_NOT ||
        !(word_is(&words[i], "不是") || (word_is(&words[i], "不") && i + 1 < count && word_is(&words[i + 1], "是"))))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) != i || thing + 1 != end || end + 1 >= count ||
        words[end].value != JOINT_SOFT || !word_is(&words[end + 1], "是"))
        return;
    next_end = words_clause_end(words, count, end + 1);
    bool directs = false, names = false;
    for (size_t k = end + 1; k < next_end; k++) {
        directs = directs || is_direction(&words[k]) || words[k].kind == WORD_TOO || words[k].kind == WORD_REMOVE;
        names = names || words[k].kind == words[thing].kind || words[k].kind == WORD_ROLE ||
                words[k].kind == WORD_MUSIC || words[k].kind == WORD_VOICE;
    }
    bool sounds = words[thing].kind == WORD_ROLE || words[thing].kind == WORD_MUSIC || words[thing].kind == WORD_VOICE;
    for (size_t k = first; k <= end && directs && names && sounds; k++)
        word_say_nothing(&words[k]);
}

/* 不是鼓是贝斯: what of them, only what was said before tells. */
static void take_not_this_that(struct word *words, size_t count, size_t i)
{
    if (i != 0 || count < 2)
        return;
    bool meant = word_is(&words[0], "我说的是") || word_is(&words[0], "我要说的是");
    if (!meant && (words[0].kind != WORD_NOT || !word_starts(&words[0], "不")))
        return;
    size_t is = 0, roles = 0;
    for (size_t k = 1; k < count; k++) {
        is += word_is(&words[k], "是");
        roles += words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_JOINT)
            return;
    }
    if ((meant && roles == 1) || (roles == is && is > 0))
        words[0].kind = WORD_UNKNOWN;
}

void agent_idioms_chinese_grumble(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_extreme,    take_again_so,  take_not_so_bad, take_forget_it, take_touch_only,
        take_rest_stays, take_is_inside, take_this_very,  take_not_this,  take_not_this_that,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
