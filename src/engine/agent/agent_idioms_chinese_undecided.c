/* Chinese that takes back, wavers, or goes back to what was before: 大一点还是小一点好 is no order,
 * 小一点，还是大一点吧 is the second one, 不要刚才的修改 undoes it. */
#include "agent_idioms_chinese_undecided.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

static bool ends_at(const struct word *words, size_t count, size_t i)
{
    return words_kind_at(words, count, words_past_filler(words, count, i)) == WORD_JOINT;
}

static bool ends_with(const struct word *word, const char *text)
{
    size_t length = strlen(text);
    return word->length >= length && strncmp(word->start + word->length - length, text, length) == 0;
}

/* Which way it goes: loud and soft, fast and slow, long and short; 0: none of them. */
static int way_of(const struct word *word)
{
    return word->kind == WORD_TURN || word->kind == WORD_LOUD ? 1
           : word->kind == WORD_FAST                          ? 2
           : word->kind == WORD_LONG                          ? 3
                                                              : 0;
}

static bool are_opposite(const struct word *a, const struct word *b)
{
    return way_of(a) != 0 && way_of(a) == way_of(b) && (a->value > 0) != (b->value > 0);
}

/* 大一点小一点, 大一点还是小一点好, 要不快一点要不慢一点: which one? */
static void take_wavering(struct word *words, size_t count, size_t i)
{
    static const char *const between[] = {"还是", "要不", "要么", "或", "或者", "又"};
    size_t next = i + 1;
    if (way_of(&words[i]) == 0 || !word_is_wide(&words[i]))
        return;
    while (next < count && (words[next].kind == WORD_FILLER || words[next].kind == WORD_DEGREE ||
                            words[next].kind == WORD_AGAIN || word_is_one(&words[next], between, COUNT(between))))
        next++;
    if (next < count && are_opposite(&words[i], &words[next]))
        words[next].kind = WORD_IF;
}

/* 小一点，嗯还是大一点吧: the second one. */
static void take_rather(struct word *words, size_t count, size_t i)
{
    size_t first, end, way = i + 1;
    if (!word_is(&words[i], "还是") || i == 0)
        return;
    while (way < count &&
           (words[way].kind == WORD_FILLER || words[way].kind == WORD_MUSIC || words[way].kind == WORD_IT))
        way++;
    size_t joint = i;
    while (joint > 0 && words[joint - 1].kind == WORD_FILLER)
        joint--;
    if (joint < 2 || words[joint - 1].kind != WORD_JOINT || way >= count || way_of(&words[way]) == 0)
        return;
    words_clause_about(words, count, joint - 2, &first, &end);
    for (size_t k = first; k < end; k++)
        if (are_opposite(&words[k], &words[way])) {
            words[joint - 1].value = JOINT_INSTEAD;
            word_say_nothing(&words[i]);
            return;
        }
}

/* 音量调到20和50: which one? */
static void take_two_numbers(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    bool numbers = i > 0 && words[i].kind == WORD_JOINT && words[i].value == JOINT_AND && word_is_wide(&words[i]) &&
                   words[i - 1].kind == WORD_NUMBER && words_kind_at(words, count, i + 1) == WORD_NUMBER;
    if (!numbers || agent_names_time(&words[i - 1]) || agent_names_time(&words[i + 1]) || !ends_at(words, count, i + 2))
        return;
    words_clause_about(words, count, i - 1, &first, &end);
    if ((has(words, first, end, WORD_VOLUME) || has(words, first, end, WORD_TEMPO)) &&
        words_past_filler(words, count, first) < i - 1)
        words[i].kind = WORD_IF;
}

/* 就这样导出, 搞定了导出: written. */
static void take_done_export(struct word *words, size_t count, size_t i)
{
    size_t next = words_past_filler(words, count, i + 1), first, end;
    if (words[i].kind != WORD_PRAISE || !word_is_wide(&words[i]) || words_kind_at(words, count, next) != WORD_EXPORT ||
        !ends_at(words, count, next + 1))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!has(words, first, end, WORD_NOT))
        word_say_nothing(&words[i]);
}

/* 不要刚才的修改: undone. 刚才那首好: back to it. */
static void take_last_change(struct word *words, size_t count, size_t i)
{
    static const char *const steps[] = {"修改", "改动", "操作", "步", "更改", "调整"};
    size_t last = words_past_filler(words, count, i + 1), first, end;
    words_clause_about(words, count, i, &first, &end);
    bool step = false;
    for (size_t k = 0; k < COUNT(steps) && last < count; k++)
        step = step || ends_with(&words[last], steps[k]);
    if (words[i].kind == WORD_NOT && words[i].value == REFUSAL_NO &&
        words_kind_at(words, count, last) == WORD_PREVIOUS && step && ends_at(words, count, last + 1) &&
        words_past_filler(words, count, first) == i) {
        word_say_nothing(&words[i]);
        words[last].kind = WORD_UNDO;
    }
    bool good = words[i].kind == WORD_PREVIOUS && word_is_wide(&words[i]) && last < count &&
                ends_at(words, count, last + 1) &&
                word_is_one(&words[last], (const char *const[]){"好", "好些", "不错"}, 3);
    if (good && words_past_filler(words, count, first) == i)
        words[last].kind = WORD_BETTER;
}

/* 不要这首，要上一首; 都不喜欢，换一首: the second half says what is wanted. */
static void take_that_one(struct word *words, size_t count, size_t i)
{
    static const char *const dislikes[] = {"不喜欢", "不太喜欢", "不好听", "不满意", "不太满意", "不怎么喜欢"};
    size_t first, end;
    bool refuses = words[i].kind == WORD_NOT && words[i].value == REFUSAL_NO;
    bool dislikes_it = words[i].kind == WORD_NOT && word_is_one(&words[i], dislikes, COUNT(dislikes));
    if (!refuses && !dislikes_it)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || (words[end].value != JOINT_SOFT && words[end].value != JOINT_HARD))
        return;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool one = kind == WORD_IT || kind == WORD_FILLER || kind == WORD_MUSIC || kind == WORD_ONE ||
                   kind == WORD_VERSION || kind == WORD_ALL || kind == WORD_NUMBER || kind == WORD_UNKNOWN;
        if (k != i && (!one || (refuses && (kind == WORD_UNKNOWN || kind == WORD_ALL))))
            return;
    }
    size_t next = words_past_filler(words, count, end + 1);
    bool wants = words_kind_at(words, count, next) == WORD_WANT;
    next = wants ? words_past_filler(words, count, next + 1) : next;
    enum word_kind kind = words_kind_at(words, count, next);
    bool said = i + 1 < end || first < i;
    if (!(refuses && said && (kind == WORD_PREVIOUS || kind == WORD_VERSION)) && !(dislikes_it && kind == WORD_ANOTHER))
        return;
    for (size_t k = first; k <= end; k++)
        word_say_nothing(&words[k]);
    if (wants && refuses)
        words[words_past_filler(words, count, end + 1)].kind = WORD_USE;
}

/* 还是有鼓好听: with it. */
static void take_better_with(struct word *words, size_t count, size_t i)
{
    static const char *const better[] = {"好听", "好", "更好", "合适", "好些", "更好听", "更合适"};
    if (!word_is(&words[i], "还是") || i + 3 >= count || words[i + 1].kind != WORD_WITH ||
        words[i + 2].kind != WORD_ROLE || !word_is_one(&words[i + 3], better, COUNT(better)) ||
        !ends_at(words, count, i + 4))
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[i + 3]);
    words[i + 1].kind = WORD_WANT;
}

/* 钢琴换掉, 钢琴换成别的: for what? */
static void take_swapped_for_what(struct word *words, size_t count, size_t i)
{
    static const char *const swaps[] = {"换掉", "换了", "替掉", "替换掉", "换成", "换", "换一下"};
    size_t first, end;
    if (words[i].kind != WORD_ROLE || words_past_filler(words, count, i + 1) >= count)
        return;
    size_t verb = words_past_filler(words, count, i + 1), other = words_past_filler(words, count, verb + 1);
    words_clause_about(words, count, i, &first, &end);
    bool swap = verb < end && word_is_one(&words[verb], swaps, COUNT(swaps));
    bool bare = other >= end && !word_is(&words[verb < count ? verb : i], "换成");
    bool another =
        other < end && words[other].kind == WORD_ANOTHER && words_past_filler(words, count, other + 1) >= end;
    for (size_t k = first; k < i; k++)
        if (words[k].kind != WORD_FILLER && words[k].kind != WORD_IT)
            return;
    if (swap && (bare || another))
        words[verb].kind = WORD_IF;
}

/* 单独把鼓调小, 光把鼓去掉: that, and no more. 只改速度，慢一点: of it. */
static void take_just_that(struct word *words, size_t count, size_t i)
{
    static const char *const just[] = {"单独", "光", "仅", "仅仅", "就"};
    if (i + 1 < count && words[i + 1].kind == WORD_IT && word_is(&words[i + 1], "把") &&
        word_is_one(&words[i], just, COUNT(just)))
        word_say_nothing(&words[i]);
    size_t first, end, thing = i + 2;
    if (words[i].kind != WORD_ONLY || !word_is(&words[i], "只") || thing >= count ||
        (words[i + 1].kind != WORD_CHANGE && words[i + 1].kind != WORD_MAKE))
        return;
    words_clause_about(words, count, i, &first, &end);
    enum word_kind kind = words[thing].kind;
    if (i != first || thing + 1 != end || end + 1 >= count || words[end].value != JOINT_SOFT ||
        (kind != WORD_TEMPO && kind != WORD_VOLUME && kind != WORD_ROLE && kind != WORD_VOICE && kind != WORD_FADE) ||
        (way_of(&words[end + 1]) == 0 && words[end + 1].kind != WORD_MAKE))
        return;
    word_say_nothing(&words[i]);
    word_say_nothing(&words[i + 1]);
    word_say_nothing(&words[end]);
}

/* 撤到最开始: all of it. 现在就导出不要再改了: written. */
static void take_all_the_way(struct word *words, size_t count, size_t i)
{
    size_t next = words_past_filler(words, count, i + 1), first, end;
    if (words[i].kind == WORD_UNDO) {
        next = words_kind_at(words, count, next) == WORD_TO ? words_past_filler(words, count, next + 1) : next;
        if ((words_kind_at(words, count, next) == WORD_OPENING || words_kind_at(words, count, next) == WORD_FIRST) &&
            word_is_wide(&words[next]) && ends_at(words, count, next + 1)) {
            for (size_t k = i + 1; k < next; k++)
                word_say_nothing(&words[k]);
            words[next].kind = WORD_ALL;
        }
    }
    words_clause_about(words, count, i, &first, &end);
    if (words[i].kind != WORD_EXPORT || next >= end || words[next].kind != WORD_NOT || has(words, first, i, WORD_NOT))
        return;
    bool touch = false;
    for (size_t k = next + 1; k < end; k++) {
        touch = touch || words[k].kind == WORD_CHANGE;
        if (words[k].kind != WORD_CHANGE && words[k].kind != WORD_FILLER && words[k].kind != WORD_AGAIN)
            return;
    }
    for (size_t k = next; k < end && touch; k++)
        word_say_nothing(&words[k]);
}

/* 标题换到5秒: moved. 标题显示到第6秒: until then. */
static void take_title_time(struct word *words, size_t count, size_t i)
{
    static const char *const moves[] = {"换到", "转到", "改到", "调到", "放到"};
    static const char *const shows[] = {"显示", "出现", "展示", "停留", "持续", "保留", "留"};
    size_t verb = words_past_filler(words, count, i + 1);
    for (size_t k = i + 1; k < verb; k++) /* 停留 */
        verb = word_is_one(&words[k], shows, COUNT(shows)) ? k : verb;
    if (words[i].kind != WORD_TITLE || !word_is_wide(&words[i]) || verb + 1 >= count)
        return;
    size_t time = verb + 1;
    while (time < count && (words[time].kind == WORD_AT || words[time].kind == WORD_TO))
        time++;
    if (time >= count || !agent_names_time(&words[time]) || !ends_at(words, count, time + 1))
        return;
    if (word_is_one(&words[verb], moves, COUNT(moves)) && words[verb].kind == WORD_MAKE) {
        words[verb].kind = WORD_MOVE;
        words[time].unit = UNIT_CLOCK;
    }
    if (word_is_one(&words[verb], shows, COUNT(shows)) && words[verb + 1].kind == WORD_TO) {
        words[verb].kind = WORD_STOP;
        words[verb].value = 0;
        words[verb + 1].kind = WORD_AT;
    }
}

/* 前10秒lofi，后面摇滚: and then. */
static void take_style_behind(struct word *words, size_t count, size_t i)
{
    static const char *const behind[] = {"后面", "后边", "后头", "后来", "剩下", "其余", "之后"};
    size_t first, end;
    if (i < 2 || words[i - 1].kind != WORD_JOINT || words[i - 1].value != JOINT_SOFT ||
        !word_is_one(&words[i], behind, COUNT(behind)))
        return;
    words_clause_about(words, count, i - 2, &first, &end);
    bool time = false, style = false, again = false;
    for (size_t k = first; k < end; k++) {
        time = time || agent_names_time(&words[k]);
        style = style || words[k].is_style;
    }
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++)
        again = again || (words[k].is_style && words[k].kind == WORD_STYLE);
    if (!time || !style || !again)
        return;
    words[i - 1].value = JOINT_THEN;
    word_say_nothing(&words[i]);
}

void agent_idioms_chinese_undecided(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_rather,      take_wavering,         take_two_numbers, take_done_export, take_last_change,  take_that_one,
        take_better_with, take_swapped_for_what, take_all_the_way, take_title_time,  take_style_behind, take_just_that,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
