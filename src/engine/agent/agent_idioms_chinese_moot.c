/* Chinese that asks, denies or quotes a wish. A verb that takes away stands in all of these, and takes nothing away:
 * 去掉鼓了吗 asks whether it was done, 怎么还有鼓 complains, 要去掉的是鼓，不是钢琴 leaves the piano alone. */
#include "agent_idioms_chinese_moot.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

static void say_nothing(struct word *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        word_say_nothing(&words[k]);
}

static bool names_thing(const struct word *word)
{
    static const enum word_kind kinds[] = {WORD_ROLE,  WORD_MUSIC, WORD_VOICE, WORD_TITLE, WORD_FADE,
                                           WORD_TEMPO, WORD_KEY,   WORD_DUCK,  WORD_VOLUME};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (word->kind == kinds[i])
            return true;
    return word->is_style;
}

static bool clause_names_thing(const struct word *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        if (names_thing(&words[k]))
            return true;
    return false;
}

static bool ends_with(const struct word *word, const char *text)
{
    size_t length = strlen(text);
    return word->length >= length && strncmp(word->start + word->length - length, text, length) == 0;
}

/* 怎么还有鼓, 为啥还有标题: "still", which parts nothing. */
static void take_still_there(struct word *words, size_t count, size_t i)
{
    size_t before = i;
    while (before > 0 && words[before - 1].kind == WORD_FILLER)
        before--;
    bool why = before > 0 && (words[before - 1].kind == WORD_WHAT || word_is(&words[before - 1], "咋"));
    if (words[i].kind != WORD_JOINT || !word_is(&words[i], "还有") || !why || i + 1 >= count)
        return;
    words[before - 1].kind = WORD_WHAT;
    words[i].kind = WORD_FILLER;
}

/* 去掉鼓了吗, 换歌了没有: was it done? 可以去掉鼓了吗 asks for it. */
static void take_done_yet(struct word *words, size_t count, size_t i)
{
    static const enum word_kind acts[] = {WORD_REMOVE,  WORD_ADD,    WORD_MAKE, WORD_ANOTHER, WORD_CHANGE,
                                          WORD_REPLACE, WORD_TURN,   WORD_LOUD, WORD_FAST,    WORD_UNDO,
                                          WORD_REDO,    WORD_EXPORT, WORD_USE,  WORD_START,   WORD_STOP};
    static const char *const asked[] = {"可以", "能", "能不能", "可不可以", "可否", "能否", "行", "好", "麻烦", "请"};
    bool asks = words[i].kind == WORD_ISIT && (word_is(&words[i], "吗") || word_is(&words[i], "么"));
    size_t first, end;
    if (!asks || i == 0 || words[i - 1].kind == WORD_JOINT || !ends_with(&words[i - 1], "了") ||
        words_past_filler(words, count, i + 1) < words_clause_end(words, count, i))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t verb = count;
    for (size_t k = first; k < i; k++) {
        if (word_is_one(&words[k], asked, COUNT(asked)) || words[k].kind == WORD_NOT || word_starts(&words[k], "太") ||
            words[k].kind == WORD_DEGREE)
            return;
        for (size_t m = 0; m < COUNT(acts) && verb == count; m++)
            verb = words[k].kind == acts[m] ? k : verb;
    }
    if (verb == count)
        return;
    for (size_t k = first; k < i; k++)
        for (size_t m = 0; m < COUNT(acts); m++)
            if (words[k].kind == acts[m])
                words[k].kind = WORD_FILLER;
    words[first].kind = names_thing(&words[first]) ? words[first].kind : WORD_WHAT;
}

/* 要去掉鼓吗, 需要换歌吗: what do you think? */
static void take_should_we(struct word *words, size_t count, size_t i)
{
    static const char *const musts[] = {"要", "需要", "得", "该", "用", "需不需要"};
    size_t first, end, verb = words_past_filler(words, count, i + 1);
    words_clause_about(words, count, i, &first, &end);
    enum word_kind kind = words_kind_at(words, count, verb);
    bool acts = kind == WORD_REMOVE || kind == WORD_ANOTHER || kind == WORD_UNDO || kind == WORD_STOP;
    if (words_past_filler(words, count, first) != i && i != first)
        return;
    if (acts && word_is_one(&words[i], musts, COUNT(musts)) && words[end - 1].kind == WORD_ISIT &&
        word_is(&words[end - 1], "吗"))
        words[i].kind = WORD_SHOULD;
}

/* 不是不要鼓，是要小一点: what is meant stands behind, and the thing ahead. */
static void take_not_that_but(struct word *words, size_t count, size_t i)
{
    static const char *const but[] = {"是", "只是", "而是", "就是", "是要", "只要", "是想", "但是", "只不过", "而"};
    size_t first, end, next_first, next_end;
    size_t refused = words_past_filler(words, count, i + 1);
    if (words_kind_at(words, count, refused) == WORD_WANT)
        refused = words_past_filler(words, count, refused + 1);
    if (words[i].kind != WORD_NOT || !word_is_one(&words[i], (const char *const[]){"不", "不是", "并不"}, 3) ||
        (words_kind_at(words, count, refused) != WORD_NOT && words_kind_at(words, count, refused) != WORD_REMOVE))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || words[end].value == JOINT_ASKS)
        return;
    for (size_t k = first; k < i; k++) /* 标题不是不要，是晚点出来 */
        if (words[k].kind != WORD_FILLER && words[k].kind != WORD_IT && !names_thing(&words[k]))
            return;
    words_clause_about(words, count, end + 1, &next_first, &next_end);
    bool meant = word_is_one(&words[next_first], but, COUNT(but)) || word_is_one(&words[end], but, COUNT(but));
    if (!meant || !clause_names_thing(words, first, end))
        return;
    if (word_is(&words[next_first], "而")) /* 而是 */
        words[next_first].kind = WORD_FILLER;
    if (clause_names_thing(words, next_first, next_end))
        say_nothing(words, first, end + 1);
    else
        for (size_t k = first; k <= end; k++)
            if (!names_thing(&words[k]))
                word_say_nothing(&words[k]);
}

/* 要去掉的是鼓，不是钢琴; 不要的是鼓不是钢琴; 要的是钢琴不是鼓: the second thing is none of it. Where the first one is
 * wanted, an instrument beside it is not. */
static void take_cleft(struct word *words, size_t count, size_t i)
{
    size_t first, end, head = 0;
    if (i < 2 || words[i].kind != WORD_NOT || !word_is_one(&words[i], (const char *const[]){"不", "不是", "而不是"}, 3))
        return;
    size_t joint = words[i - 1].kind == WORD_JOINT ? i - 1 : i;
    words_clause_about(words, count, joint - 1, &first, &end);
    bool of = false, is = false;
    for (size_t k = first; k < joint; k++) {
        is = is || (of && ends_with(&words[k], "是"));
        of = of || (k > first && ends_with(&words[k], "的")) || ends_with(&words[k], "的是");
        is = is || ends_with(&words[k], "的是");
    }
    head = words_past_filler(words, count, first);
    enum word_kind kind = words_kind_at(words, count, head);
    static const enum word_kind kinds[] = {WORD_WANT, WORD_NOT,  WORD_REMOVE, WORD_KEEP,    WORD_ADD,  WORD_LOUD,
                                           WORD_TURN, WORD_MAKE, WORD_CHANGE, WORD_REPLACE, WORD_MOVE, WORD_USE};
    bool heads = false;
    for (size_t k = 0; k < COUNT(kinds); k++)
        heads = heads || kind == kinds[k];
    size_t is_at = word_is(&words[i], "不") ? i + 1 : i;
    bool denies = is_at < count && ends_with(&words[is_at], "是");
    size_t thing = words_past_filler(words, count, is_at + 1), last = words_clause_end(words, count, i);
    if (!of || !is || !heads || !denies || !clause_names_thing(words, first, joint) || thing >= last ||
        !names_thing(&words[thing]) || words_past_filler(words, count, thing + 1) < last)
        return;
    bool wanted = kind == WORD_WANT && ends_with(&words[head + 1], "的");
    bool roles = wanted && words[thing].kind == WORD_ROLE && has(words, first, joint, WORD_ROLE) && is_at > i;
    if (roles) { /* 要的是钢琴，不要鼓 */
        words[i].kind = WORD_JOINT;
        words[i].value = JOINT_SOFT;
        words[is_at].kind = WORD_NOT;
        words[is_at].value = REFUSAL_NO;
        words[thing].is_style = false;
        if (joint < i)
            words[joint].kind = WORD_FILLER;
        return;
    }
    say_nothing(words, joint, last);
}

/* 要去掉的不是钢琴，是鼓: the second one is it. */
static void take_cleft_ahead(struct word *words, size_t count, size_t i)
{
    static const char *const is[] = {"是", "而是", "就是"};
    if (i < 2 || words[i].kind != WORD_NOT || !word_is_one(&words[i], (const char *const[]){"不", "不是"}, 2) ||
        !ends_with(&words[i - 1], "的"))
        return;
    size_t is_at = word_is(&words[i], "不") ? i + 1 : i, thing = words_past_filler(words, count, is_at + 1);
    if (!ends_with(&words[is_at < count ? is_at : i], "是") || thing + 1 >= count || !names_thing(&words[thing]))
        return;
    size_t next = thing + 1;
    if (words[next].kind == WORD_JOINT && next + 1 < count && !word_is_one(&words[next], is, COUNT(is)))
        next++;
    if (word_is_one(&words[next], is, COUNT(is)))
        say_nothing(words, i, next + 1);
}

/* 我朋友说鼓太吵，我不觉得: quoted, and refused. */
static void take_disagreed(struct word *words, size_t count, size_t i)
{
    static const char *const says[] = {"说", "觉得", "嫌", "认为", "建议", "要求"};
    static const char *const refuses[] = {"觉得",   "认为",   "同意", "赞成", "这么觉得", "这么认为", "想改", "想换",
                                          "这样想", "这么想", "想动", "改",   "打算改",   "想听他的", "理他", "换"};
    static const char *const whole[] = {"不同意", "不赞成", "不认同", "没同意", "不赞同", "没答应"};
    size_t first, end, next_end;
    if (i != 0 || count == 0)
        return;
    words_clause_about(words, count, 0, &first, &end);
    while (end + 1 < count && words[end + 1].kind == WORD_JOINT) /* ，但 */
        end++;
    if (end + 2 >= count)
        return;
    next_end = words_clause_end(words, count, end + 1);
    bool says_so = false, mine = false, refused = false, said = false;
    for (size_t k = 0; k < end; k++)
        for (size_t m = 0; m < COUNT(says); m++)
            says_so = says_so || (k < 4 && ends_with(&words[k], says[m]));
    for (size_t k = end + 1; k < next_end; k++) {
        mine = mine || word_starts(&words[k], "我");
        refused = refused || words[k].kind == WORD_NOT;
        bool last = words_past_filler(words, count, k + 1) >= next_end;
        said = said || (refused && word_is_one(&words[k], refuses, COUNT(refuses)));
        said = said || (last && words[k].kind == WORD_NOT && word_is(&words[k], "不想"));
        for (size_t m = 0; m < COUNT(whole); m++)
            said = said || word_starts(&words[k], whole[m]);
        refused = refused || said;
        if (names_thing(&words[k]) || words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD)
            return;
    }
    if (!says_so || !mine || !refused || !said || words_past_filler(words, count, next_end) + 1 < count)
        return;
    say_nothing(words, 0, count);
    words[0].kind = WORD_PRAISE;
}

/* 感觉没有音乐一样, 跟没鼓似的: how it seems. */
static void take_as_if(struct word *words, size_t count, size_t i)
{
    static const char *const alike[] = {"一样", "似的", "一般", "了一样", "了似的", "样"};
    size_t first, end;
    if (words[i].kind != WORD_NOT || !word_starts(&words[i], "没"))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t last = end;
    while (last > i && word_is_one(&words[last - 1], (const char *const[]){"的", "啊", "呢", "了"}, 4))
        last--;
    if (last > i + 1 && word_is_one(&words[last - 1], alike, COUNT(alike)))
        words[i].kind = WORD_UNKNOWN;
}

/* 自动压低不要了，忽大忽小的: why it goes. */
static void take_why_gone(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_end;
    if (words[i].kind != WORD_DUCK || i == 0)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words[i].kind != WORD_DUCK || end + 1 >= count || words[end].value != JOINT_SOFT ||
        (!has(words, first, end, WORD_REMOVE) && !has(words, first, end, WORD_NOT)))
        return;
    next_end = words_clause_end(words, count, end + 1);
    size_t sways = words_past_filler(words, count, end + 1);
    if (words_kind_at(words, count, sways) == WORD_DUCK &&
        (word_starts(&words[sways], "忽") || word_starts(&words[sways], "时大") ||
         word_starts(&words[sways], "一会")) &&
        words_past_filler(words, count, sways + 1) >= next_end)
        say_nothing(words, end, next_end);
}

/* 登山的片子，配大气磅礴的: what is ordered outweighs what the video shows. */
static void take_subject_outweighed(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_first, next_end;
    if (words[i].kind != WORD_PICTURE || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (first != 0 || end + 1 >= count || words[end].value != JOINT_SOFT)
        return;
    for (size_t k = 0; k < end; k++)
        if (!words[k].is_style && words[k].kind != WORD_PICTURE && words[k].kind != WORD_FILLER &&
            words[k].kind != WORD_UNKNOWN && words[k].kind != WORD_SUBJECT && words[k].kind != WORD_IT)
            return;
    words_clause_about(words, count, end + 1, &next_first, &next_end);
    bool orders = has(words, next_first, next_end, WORD_ADD) || has(words, next_first, next_end, WORD_WANT);
    if (orders && has(words, next_first, next_end, WORD_STYLE) && !has(words, next_first, next_end, WORD_ROLE) &&
        !has(words, next_first, next_end, WORD_NOT))
        say_nothing(words, 0, end);
}

/* 走摇滚路线, 往爵士方向走: such music. */
static void take_line(struct word *words, size_t count, size_t i)
{
    static const char *const goes[] = {"走", "往", "朝", "走个", "来个"};
    static const char *const lines[] = {"路线", "风", "风格", "方向", "范", "范儿", "那一挂", "那挂", "那路", "路子"};
    size_t style = words_past_filler(words, count, i + 1);
    if (word_is_one(&words[i], goes, COUNT(goes)) && style + 1 < count && words[style].is_style &&
        word_is_one(&words[style + 1], lines, COUNT(lines))) {
        words[i].kind = WORD_USE;
        word_say_nothing(&words[style + 1]);
        if (style + 2 < count && words[style + 2].kind == WORD_UNKNOWN && word_is(&words[style + 2], "走"))
            words[style + 2].kind = WORD_FILLER;
    }
}

/* 前面两步都撤了: steps are undone, and nothing is taken away. */
static void take_steps_off(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_REMOVE || !word_starts(&words[i], "撤"))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!has(words, first, end, WORD_TWICE))
        return;
    words[i].kind = WORD_UNDO;
    for (size_t k = first; k < i; k++)
        if (words[k].kind == WORD_BEFORE || words[k].kind == WORD_ALL)
            words[k].kind = WORD_FILLER;
}

void agent_idioms_chinese_moot(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_still_there, take_done_yet, take_should_we, take_not_that_but, take_cleft_ahead,        take_cleft,
        take_disagreed,   take_as_if,    take_why_gone,  take_line,         take_subject_outweighed, take_steps_off,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
