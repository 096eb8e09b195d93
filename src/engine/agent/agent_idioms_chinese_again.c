/* What Chinese says again, or of the other end too: 最后2秒也不要, 开头也来一个, 其他地方静音 behind an order;
 * 不够欢快. */
#include "agent_idioms_chinese_again.h"

#include <stdio.h>

#include "agent_lexicon.h"
#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
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
    if (words_kind_at(words, count, next) == WORD_SAYS && words_kind_at(words, count, text) == WORD_QUOTED &&
        words_past_filler(words, count, i + 1) >= end && end < count && words[end].value == JOINT_SOFT)
        word_say_nothing(&words[end]); /* 加一个标题，内容是… */
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

void agent_idioms_chinese_again(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_rest_silent, take_title_anew, take_there_too, take_edge_too, take_not_enough, take_years,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
