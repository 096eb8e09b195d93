/* What Chinese orders with several small words: to undo, to hurry, to take back, and by how much. */
#include "agent_idioms_chinese_order.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool ends_at(const struct word *words, size_t count, size_t i)
{
    return words_kind_at(words, count, words_past_filler(words, count, i)) == WORD_JOINT;
}

/* 变大声那步撤掉, 所有改动都还原: undone, not taken away. */
static void take_undone(struct word *words, size_t count, size_t i)
{
    static const char *const steps[] = {"那步",     "那一步",   "那次", "那一次", "那个操作", "那一下",
                                        "那次修改", "那个改动", "这步", "这一步", "那处改动"};
    static const char *const changes[] = {"改动", "修改", "更改", "变动", "调整"};
    static const char *const restore[] = {"还原", "恢复", "复原", "恢复原样", "取消", "去掉", "撤掉", "撤了"};
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool step = false, change = false, all = false, undo = false, other = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        step = step || word_is_one(&words[k], steps, COUNT(steps));
        change = change || word_is_one(&words[k], changes, COUNT(changes));
        all = all || kind == WORD_ALL;
        other = other || (kind != WORD_ALL && kind != WORD_FILLER && kind != WORD_CHANGE && kind != WORD_IT && k != i);
    }
    if (words[i].kind == WORD_REMOVE && words[i].value == 0 && step)
        words[i].kind = WORD_UNDO;
    else if ((words[i].kind == WORD_BRING || words[i].kind == WORD_REMOVE) && (all || change) && !other &&
             word_is_one(&words[i], restore, COUNT(restore)) && (change || words[i].kind == WORD_BRING))
        words[i].kind = WORD_UNDO;
    /* 那步不算，撤了 */
    for (size_t k = 0; k + 1 < first; k++)
        undo = undo || words[k].kind == WORD_UNDO;
    if (undo && !other && !all && words[i].kind == WORD_REMOVE && word_starts(&words[i], "撤"))
        words[i].kind = WORD_FILLER;
}

/* 只导出配乐: as a file of its own. */
static void take_export_only(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_EXPORT)
        return;
    words_clause_about(words, count, i, &first, &end);
    bool only = false;
    for (size_t k = first; k < end; k++)
        only = only || (words[k].kind == WORD_ONLY && word_is_wide(&words[k]));
    if (!only || !words_have(words + first, end - first, WORD_MUSIC) ||
        words_have(words + first, end - first, WORD_PICTURE))
        return;
    words[i].kind = WORD_REFUSED;
    words[i].value = BEYOND_SOUND_FILE;
}

/* 退两步, 撤掉最近三步, 取消刚才两次: so many steps back. */
static void take_steps_back(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"退",   "往回退", "撤掉", "撤了", "取消", "倒退", "倒回", "后退",
                                        "退回", "往回",   "去掉", "删掉", "收回", "回退", "退掉", "倒"};
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    size_t at = i + 1;
    while (at < count && (words[at].kind == WORD_FILLER || words[at].kind == WORD_LAST ||
                          words[at].kind == WORD_PREVIOUS || words[at].kind == WORD_IT))
        at++;
    size_t end = at + 1;
    if (words_kind_at(words, count, at) != WORD_TWICE || !ends_at(words, count, end))
        return;
    for (size_t k = i; k < at; k++)
        words[k].kind = k == i ? WORD_UNDO : WORD_FILLER;
}

/* 快小点, 快把音乐关了: be quick about it. */
static void take_hurry(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_FAST && word_is(&words[i], "快") &&
        (next == WORD_TURN || next == WORD_LOUD || next == WORD_REMOVE || next == WORD_ADD ||
         (next == WORD_IT && word_is(&words[i + 1], "把"))))
        words[i].kind = WORD_FILLER;
}

/* 不是，; 算了: what was said before is taken back. */
static void take_back(struct word *words, size_t count, size_t i)
{
    static const char *const never[] = {"算了", "还是算了", "算了吧", "算了算了", "当我没说", "还是不了"};
    if (i == 0 || words[i - 1].kind != WORD_JOINT || words[i - 1].value == JOINT_INSTEAD)
        return;
    enum word_kind next = words_kind_at(words, count, i + 1);
    bool not_so = words[i].kind == WORD_NOT && word_is(&words[i], "不") && next == WORD_FILLER &&
                  word_is(&words[i + 1], "是") && words_kind_at(words, count, i + 2) == WORD_JOINT && i + 2 < count;
    bool given_up = words[i].kind == WORD_PRAISE && word_is_one(&words[i], never, COUNT(never));
    if (!not_so && !given_up)
        return;
    words[i - 1].value = JOINT_INSTEAD;
    if (not_so)
        words[i].kind = words[i + 1].kind = WORD_FILLER;
    else if (words_past_filler(words, count, i + 1) < count)
        words[i].kind = WORD_FILLER;
}

/* 导出前把鼓去掉, 刚才的修改不要, 回到最开始 */
static void take_steps(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    bool before = words[i].kind == WORD_EXPORT && (next == WORD_FIRST || next == WORD_BEFORE) && i + 2 < count &&
                  (word_is(&words[i + 1], "前") || word_is(&words[i + 1], "之前") || word_is(&words[i + 1], "以前"));
    if (before)
        words[i + 1].kind = WORD_FILLER;
    if ((words[i].kind == WORD_FIRST || words[i].kind == WORD_LAST) && next == WORD_TWICE) { /* 前两步都撤销 */
        size_t first, end;
        words_clause_about(words, count, i, &first, &end);
        bool undo = words_have(words + first, end - first, WORD_UNDO);
        for (size_t k = first; k < end && undo; k++)
            if (k == i || (words[k].kind == WORD_ALL && word_is(&words[k], "都")))
                words[k].kind = WORD_FILLER;
    }
    /* "undo 掉" */
    if (i > 0 && words[i].kind == WORD_UNKNOWN && word_is(&words[i], "掉") &&
        (words[i - 1].kind == WORD_UNDO || words[i - 1].kind == WORD_REMOVE))
        words[i].kind = WORD_FILLER;
    if (words[i].kind == WORD_TURN && word_is(&words[i], "增加") && (next == WORD_TITLE || next == WORD_QUOTED))
        words[i].kind = WORD_ADD;
    size_t no = words_past_filler(words, count, i + 1);
    bool starts = i == 0 || words[i - 1].kind == WORD_JOINT || words[i - 1].kind == WORD_FILLER;
    if (starts && words[i].kind == WORD_PREVIOUS && words_kind_at(words, count, no) == WORD_REMOVE &&
        ends_at(words, count, no + 1)) { /* 最后一步不要了 */
        words[i].kind = WORD_UNDO;
        words[no].kind = WORD_FILLER;
    }
    if (starts && words[i].kind == WORD_PREVIOUS && words_kind_at(words, count, no) == WORD_NOT &&
        words[no].value == REFUSAL_NO && ends_at(words, count, no + 1)) {
        words[i].kind = WORD_UNDO;
        words[no].kind = WORD_FILLER;
    }
    if (words[i].kind == WORD_BACK && next == WORD_OPENING && ends_at(words, count, i + 2)) {
        words[i + 1].kind = WORD_VERSION;
        words[i + 1].value = 1;
    }
}

/* 小一点也大一点: no order. */
static void take_both_ways(struct word *words, size_t count, size_t i)
{
    static const char *const also[] = {"也", "又", "同时"};
    const struct word *before = i > 0 ? &words[i - 1] : NULL;
    if (before == NULL || i + 1 >= count || !word_is_one(&words[i], also, COUNT(also)))
        return;
    const struct word *behind = &words[i + 1];
    bool moves = before->kind == WORD_TURN || before->kind == WORD_LOUD || before->kind == WORD_FAST;
    if (moves && behind->kind == before->kind && behind->value == -before->value)
        words[i].kind = WORD_IF;
}

/* 又要大声又要小声: likewise. */
static void take_and_again(struct word *words, size_t count, size_t i)
{
    static const char *const both[] = {"又", "又要", "既", "既要"};
    size_t first, end;
    if (!word_is_one(&words[i], both, COUNT(both)))
        return;
    words_clause_about(words, count, i, &first, &end);
    int up[3] = {0}, down[3] = {0};
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        int of = kind == WORD_LOUD || kind == WORD_TURN ? 0 : kind == WORD_FAST ? 1 : kind == WORD_LONG ? 2 : -1;
        if (of >= 0)
            *(words[k].value > 0 ? &up[of] : &down[of]) += 1;
    }
    for (size_t of = 0; of < COUNT(up); of++)
        if (up[of] > 0 && down[of] > 0)
            words[i].kind = WORD_IF;
}

/* bpm 加10, 一分钟110拍 */
static void take_tempo(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    if (words[i].kind == WORD_ADD && word_is(&words[i], "加") && words_kind_at(words, count, i + 1) == WORD_NUMBER &&
        (words_have(words + first, end - first, WORD_TEMPO) ||
         ((words[i + 1].unit == UNIT_PERCENT || words[i + 1].unit == UNIT_DB) &&
          (words_have(words + first, end - first, WORD_MUSIC) || words_have(words + first, end - first, WORD_ROLE) ||
           words_have(words + first, end - first, WORD_VOICE))))) {
        words[i].kind = WORD_TURN;
        words[i].value = 1;
    }
    bool less = words[i].kind == WORD_TURN && word_is_one(&words[i], (const char *const[]){"减", "降", "减少"}, 3);
    bool bare = ((words[i].kind == WORD_ADD && word_is(&words[i], "加")) || less) &&
                words_kind_at(words, count, i + 1) == WORD_NUMBER && words[i + 1].unit == UNIT_NONE &&
                ends_at(words, count, i + 2);
    for (size_t k = first; k < i; k++)
        bare = bare && (words[k].kind == WORD_FILLER || words[k].kind == WORD_AGAIN || words[k].kind == WORD_IT);
    if (bare) { /* 再加10 */
        words[i].kind = WORD_MORE;
        words[i].value = less ? -1 : 1;
        for (size_t k = first; k < i; k++)
            word_say_nothing(&words[k]);
    }
    static const char *const some[] = {"加点", "加些", "加一点"};
    bool thing = words_have(words + first, end - first, WORD_MUSIC) ||
                 words_have(words + first, end - first, WORD_ROLE) ||
                 words_have(words + first, end - first, WORD_VOICE);
    if (words[i].kind == WORD_ADD && i > first && word_is_one(&words[i], some, COUNT(some)) && thing &&
        ends_at(words, count, i + 1)) { /* 钢琴加点 */
        words[i].kind = WORD_TURN;
        words[i].value = 1;
    }
    if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_MINUTES &&
        words_kind_at(words, count, i + 1) == WORD_NUMBER && words[i + 1].unit == UNIT_BPM)
        words[i].kind = WORD_FILLER;
}

/* 降B大调, 升F小调: the sharp and the flat stand ahead. */
static void take_accidental(struct word *words, size_t count, size_t i)
{
    bool flat = word_is(&words[i], "降"), sharp = word_is(&words[i], "升");
    if ((!flat && !sharp) || words_kind_at(words, count, i + 1) != WORD_KEY || words[i + 1].value < 0 ||
        words[i].start + words[i].length != words[i + 1].start)
        return;
    words[i + 1].value = (words[i + 1].value + (flat ? 11 : 1)) % 12;
    words[i].kind = WORD_FILLER;
}

/* 降到三分之一: what is left; 降三分之一 is what goes. */
static void take_share_left(struct word *words, size_t count, size_t i)
{
    static const char *const ends[] = {"到", "至", "成", "为"};
    if (words[i].kind == WORD_ONLY && words_kind_at(words, count, i + 1) == WORD_FACTOR && word_is_wide(&words[i]) &&
        words[i + 1].value == FACTOR_SHARE) /* 只要三分之一的音量 */
        words[i + 1].value = 0;
    size_t share = words_past_filler(words, count, i + 1);
    if ((words[i].kind != WORD_MAKE && words[i].kind != WORD_TO) || words_kind_at(words, count, share) != WORD_FACTOR ||
        words[share].value != FACTOR_SHARE)
        return;
    for (size_t k = 0; k < COUNT(ends); k++) {
        size_t length = strlen(ends[k]);
        if (words[i].length >= length && strncmp(words[i].start + words[i].length - length, ends[k], length) == 0)
            words[share].value = 0;
    }
}

/* 音量砍掉一半: down by that. */
static void take_off_share(struct word *words, size_t count, size_t i)
{
    size_t share = words_past_filler(words, count, i + 1), first, end;
    bool amount = words_kind_at(words, count, share) == WORD_NUMBER &&
                  (words[share].unit == UNIT_PERCENT || words[share].unit == UNIT_DB);
    if (words[i].kind != WORD_REMOVE || words[i].value != 0 || !word_is_wide(&words[i]) ||
        (!amount && words_kind_at(words, count, share) != WORD_FACTOR))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!words_have(words + first, end - first, WORD_VOLUME) && !words_have(words + first, end - first, WORD_TEMPO))
        return;
    words[i].kind = WORD_TURN;
    words[i].value = -1;
}

void agent_idioms_chinese_order(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_back,      take_steps,      take_both_ways, take_and_again, take_accidental,  take_tempo,
        take_off_share, take_share_left, take_hurry,     take_undone,    take_export_only, take_steps_back,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
