/* Fades, the voice and amounts, as Chinese says them with several small words: 18秒开始淡出 begins there, 淡出加1秒 is
 * so much longer, 最后3秒慢慢变小声 fades, 让人声更清楚 behind an order says why. */
#include "agent_idioms_chinese_sound.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

/* 18秒开始淡出: from then on, and not so long. */
static void take_fade_at(struct word *words, size_t count, size_t i)
{
    size_t start = words_past_filler(words, count, i + 1), fade = words_past_filler(words, count, start + 1);
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT;
    while (words_kind_at(words, count, fade) == WORD_MUSIC)
        fade = words_past_filler(words, count, fade + 1);
    if (!agent_names_time(&words[i]) || words_kind_at(words, count, start) != WORD_START ||
        !word_is_wide(&words[start]) || words_kind_at(words, count, fade) != WORD_FADE || before == WORD_FIRST ||
        before == WORD_LAST || before == WORD_TO || before == WORD_FROM)
        return;
    words[i].unit = UNIT_CLOCK;
}

/* 淡出加1秒, 淡出减1秒, 淡出再长2秒: by so much. */
static void take_fade_by(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    bool longer = words[i].kind == WORD_ADD && word_is(&words[i], "加"),
         shorter = words[i].kind == WORD_TURN && word_is(&words[i], "减");
    bool again =
        words[i].kind == WORD_AGAIN && word_is(&words[i], "再") && i + 1 < count && words[i + 1].kind == WORD_LONG;
    if ((!longer && !shorter && !again) || i + 1 >= count)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!has(words, first, i, WORD_FADE))
        return;
    if (again)
        words[i].kind = WORD_FILLER;
    else if (agent_names_time(&words[i + 1]) && words[i + 1].unit != UNIT_CLOCK &&
             words_past_filler(words, count, i + 2) >= end) {
        words[i].kind = WORD_LONG;
        words[i].value = longer ? 1 : -1;
    }
}

/* 最后3秒慢慢变小声, 末尾音量渐渐降为零: it fades. */
static void take_dying(struct word *words, size_t count, size_t i)
{
    size_t first, end, down = i + 1;
    if (words[i].kind == WORD_FADE && word_is_wide(&words[i]) && i > 0 && words[i - 1].kind == WORD_VOLUME)
        words[i - 1].kind = WORD_MUSIC; /* 结尾声音慢慢没了 */
    if (words[i].kind != WORD_GRADUAL || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    while (down < end &&
           (words[down].kind == WORD_FILLER || words[down].kind == WORD_MAKE || words[down].kind == WORD_IT))
        down++;
    bool goes = down < end && ((words[down].kind == WORD_TURN && words[down].value < 0) ||
                               (words[down].kind == WORD_LOUD && words[down].value < 0) ||
                               words[down].kind == WORD_REMOVE || words[down].kind == WORD_STOP);
    bool zero = down > i + 1 && down < end && words[down - 1].kind == WORD_MAKE && words[down].kind == WORD_NUMBER &&
                words[down].number == 0;
    bool nothing = down > i + 1 && down < end && words[down - 1].kind == WORD_MAKE && words[down].kind == WORD_NOT;
    bool where = has(words, first, i, WORD_ENDING) || has(words, first, i, WORD_LAST);
    if ((!goes && !zero && !nothing) || !where || words_past_filler(words, count, down + 1) < end ||
        has(words, first, end, WORD_ROLE) || has(words, first, end, WORD_VOICE) || has(words, first, end, WORD_TITLE))
        return;
    for (size_t k = i; k <= down; k++)
        word_say_nothing(&words[k]);
    words[i].kind = WORD_FADE;
    words[i].value = 2;
    for (size_t k = first; k < i; k++)
        if (words[k].kind == WORD_VOLUME)
            words[k].kind = WORD_MUSIC;
}

/* 只留淡出, 只保留淡入: the other one goes. */
static void take_one_fade(struct word *words, size_t count, size_t i)
{
    static const char *const keeps[] = {"只留", "只保留", "只留下", "仅保留", "只剩"};
    size_t fade = words_past_filler(words, count, i + 1), first, end;
    if (words[i].kind != WORD_ONLY || !word_is_one(&words[i], keeps, COUNT(keeps)) ||
        words_kind_at(words, count, fade) != WORD_FADE || words[fade].value > 2)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (i != first || words_past_filler(words, count, fade + 1) < end)
        return;
    words[i].kind = WORD_REMOVE;
    words[i].value = 0;
    words[fade].value = 3 - words[fade].value;
}

/* 音乐小一点，让人声更清楚: why. Alone it asks for more of the voice. */
static void take_clear_voice(struct word *words, size_t count, size_t i)
{
    static const char *const clear[] = {"清楚",     "清晰",   "更清楚",   "更清晰", "突出",   "凸显",     "清楚点",
                                        "清晰点",   "听得清", "听清",     "能听清", "听得见", "听得清楚", "清楚一点",
                                        "清晰一点", "突出来", "突出一点", "清楚些", "明显",   "凸出来",   "突出出来"};
    size_t first, end, before_first, before_end;
    if (words[i].kind != WORD_VOICE || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t says = end;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        bool is_clear = word_is_one(&words[k], clear, COUNT(clear));
        says = is_clear ? k : says;
        if (!is_clear && kind != WORD_FILLER && kind != WORD_VOICE && kind != WORD_IT && kind != WORD_MAKE &&
            kind != WORD_DEGREE && kind != WORD_MORE && kind != WORD_AGAIN && kind != WORD_WANT && kind != WORD_EVEN)
            return;
    }
    if (says == end)
        return;
    if (first > 1) {
        words_clause_about(words, count, first - 2, &before_first, &before_end);
        bool softer = has(words, before_first, before_end, WORD_TURN) ||
                      has(words, before_first, before_end, WORD_LOUD) ||
                      has(words, before_first, before_end, WORD_DUCK);
        if (softer && words[first - 1].value != JOINT_INSTEAD && words[first - 1].value != JOINT_AND &&
            !has(words, before_first, before_end, WORD_VOICE) && words[first].kind == WORD_MAKE) {
            for (size_t k = first - 1; k < end; k++)
                word_say_nothing(&words[k]);
            return;
        }
    }
    words[says].kind = WORD_TURN;
    words[says].value = 1;
    words[says].is_style = false;
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_MORE || words[k].kind == WORD_EVEN)
            word_say_nothing(&words[k]);
}

/* 音量在20到30之间: which one? */
static void take_range(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_TO || i == 0 || words_kind_at(words, count, i + 1) != WORD_NUMBER ||
        words[i - 1].kind != WORD_NUMBER || !word_is_wide(&words[i]) || agent_names_time(&words[i + 1]))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool sound =
        has(words, first, end, WORD_VOLUME) || has(words, first, end, WORD_TEMPO) || has(words, first, end, WORD_MUSIC);
    if (sound && words_kind_at(words, count, words_past_filler(words, count, i + 2)) == WORD_BETWEEN)
        words[i].kind = WORD_IF;
}

/* 淡出从3秒改到1秒, 音量从40调到20: what it was says nothing. */
static void take_from_to(struct word *words, size_t count, size_t i)
{
    static const char *const into[] = {"改", "调", "降", "提", "升", "减", "加", "换", "变", "放", "设", "缩", "延"};
    size_t to = words_past_filler(words, count, i + 2);
    if (words[i].kind != WORD_FROM || !word_is_wide(&words[i]) || to + 1 >= count || words[i + 1].kind != WORD_NUMBER ||
        words[to].kind != WORD_MAKE || words[to + 1].kind != WORD_NUMBER)
        return;
    for (size_t k = 0; k < COUNT(into); k++)
        if (word_starts(&words[to], into[k])) {
            word_say_nothing(&words[i]);
            word_say_nothing(&words[i + 1]);
            return;
        }
}

/* 人声盖过音乐了: the music is too soft. */
static void take_voice_covers(struct word *words, size_t count, size_t i)
{
    size_t cover = words_past_filler(words, count, i + 1), music = words_past_filler(words, count, cover + 1);
    static const char *const covers[] = {"盖过", "盖住", "压过", "压住", "淹没", "遮住", "掩盖", "抢过"};
    if (words[i].kind != WORD_VOICE || !word_is_wide(&words[i]) || words_kind_at(words, count, cover) != WORD_LOUD ||
        words_kind_at(words, count, music) != WORD_MUSIC || !word_is_one(&words[cover], covers, COUNT(covers)))
        return;
    for (size_t k = i; k < cover; k++)
        word_say_nothing(&words[k]);
    words[cover].value = 1;
}

/* 鼓点慢一点: the beat, and no drums. */
static void take_beat(struct word *words, size_t count, size_t i)
{
    size_t first, end, fast = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_ROLE || !word_starts(&words[i], "鼓") || words_kind_at(words, count, fast) != WORD_FAST ||
        !word_is_wide(&words[fast]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) == i && words_past_filler(words, count, fast + 1) >= end) {
        words[i].kind = WORD_TEMPO;
        words[i].is_style = false;
    }
}

/* 太快了受不了: the complaint again. */
static void take_cannot_bear(struct word *words, size_t count, size_t i)
{
    static const char *const bad[] = {"受不了", "不行",   "不太行",   "不好听", "不太好",
                                      "不好",   "不合适", "不太合适", "讨厌"};
    static const char *const too[] = {"太", "有点", "过于", "偏", "有些"};
    size_t first, end;
    if (words[i].kind != WORD_NOT || !word_is_one(&words[i], bad, COUNT(bad)))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, i + 1) < end)
        return;
    for (size_t k = first; k < i; k++)
        for (size_t m = 0; m < COUNT(too); m++)
            if (word_starts(&words[k], too[m]) && words[k].kind != WORD_FILLER && words[k].kind != WORD_DEGREE) {
                word_say_nothing(&words[i]);
                return;
            }
}

/* 慢一点但是别太慢: a bit. */
static void take_but_not_too(struct word *words, size_t count, size_t i)
{
    size_t first, end, before_first, before_end, how = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_SO || how >= count || i < 2)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) != i || words_past_filler(words, count, how + 1) < end || first < 2)
        return;
    size_t joint = first - 1;
    while (joint > 0 && words[joint - 1].kind == WORD_JOINT)
        joint--;
    if (joint == 0)
        return;
    words_clause_about(words, count, joint - 1, &before_first, &before_end);
    static const struct {
        const char *text;
        enum word_kind kind;
        int value;
    } ways[] = {{"快", WORD_FAST, 1},   {"慢", WORD_FAST, -1},   {"大", WORD_TURN, 1}, {"小", WORD_TURN, -1},
                {"大声", WORD_LOUD, 1}, {"小声", WORD_LOUD, -1}, {"响", WORD_LOUD, 1}, {"轻", WORD_LOUD, -1},
                {"高", WORD_TURN, 1},   {"低", WORD_TURN, -1}};
    bool same = false;
    for (size_t k = before_first; k < before_end; k++)
        for (size_t m = 0; m < COUNT(ways); m++)
            same =
                same || (word_is(&words[how], ways[m].text) && words[k].value == ways[m].value &&
                         (words[k].kind == ways[m].kind || (words[k].kind == WORD_TURN && ways[m].kind == WORD_LOUD) ||
                          (words[k].kind == WORD_LOUD && ways[m].kind == WORD_TURN)));
    for (size_t k = joint; k < end && same; k++)
        word_say_nothing(&words[k]);
}

/* 除了音量小一点，其他都不变: the order, and what stays. */
static void take_except_order(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_end;
    if (words[i].kind != WORD_EXCEPT || words[i].value != 0 || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || words_past_filler(words, count, first) != i)
        return;
    next_end = words_clause_end(words, count, end + 1);
    bool order = has(words, i, end, WORD_TURN) || has(words, i, end, WORD_LOUD) || has(words, i, end, WORD_FAST) ||
                 has(words, i, end, WORD_FADE) || has(words, i, end, WORD_REMOVE) || has(words, i, end, WORD_STRONG);
    bool keeps = has(words, end + 1, next_end, WORD_KEEP) ||
                 (has(words, end + 1, next_end, WORD_NOT) && has(words, end + 1, next_end, WORD_CHANGE));
    for (size_t k = end; k < next_end && order && keeps; k++)
        word_say_nothing(&words[k]);
    if (order && keeps)
        word_say_nothing(&words[i]);
}

/* 这是AI生成的吗, 这首是原创的吗: asked. */
static void take_is_it(struct word *words, size_t count, size_t i)
{
    size_t first, end, is = i + 1;
    if ((words[i].kind != WORD_IT && words[i].kind != WORD_MUSIC) || !word_is_wide(&words[i]) || is + 2 >= count ||
        !word_is(&words[is], "是"))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) == i && words[end - 1].kind == WORD_ISIT &&
        word_is(&words[end - 2], "的"))
        words[i].kind = WORD_WHAT;
}

/* 视频里有鼓声: told. 可以导出吗: it is asked for. */
static void take_told(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool inside = words[i].kind == WORD_PICTURE && word_is_wide(&words[i]) && i + 3 < count &&
                  words_past_filler(words, count, first) == i && words[i + 2].kind == WORD_WITH &&
                  word_is_one(&words[i + 1], (const char *const[]){"里", "里面", "中", "上"}, 4);
    static const char *const there[] = {"视频里", "视频里面", "画面里", "片子里", "原片里", "视频中"};
    inside = inside || (word_is_one(&words[i], there, COUNT(there)) && words_past_filler(words, count, first) >= i &&
                        words_kind_at(words, count, i + 1) == WORD_WITH);
    for (size_t k = i + 1; k < end && inside; k++) {
        words[k].kind = WORD_UNKNOWN;
        words[k].is_style = false;
    }
    bool may = words[i].kind == WORD_EXPORT && i + 1 < end && words[i + 1].kind == WORD_ISIT &&
               words_past_filler(words, count, i + 2) >= end;
    for (size_t k = first; k < i && may; k++)
        may = words[k].kind == WORD_FILLER || words[k].kind == WORD_PRAISE;
    if (may) {
        for (size_t k = first; k < i; k++)
            word_say_nothing(&words[k]);
        word_say_nothing(&words[i + 1]);
    }
}

void agent_idioms_chinese_sound(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_from_to,     take_fade_at,      take_fade_by,      take_dying, take_one_fade,
        take_clear_voice, take_range,        take_voice_covers, take_beat,  take_cannot_bear,
        take_but_not_too, take_except_order, take_is_it,        take_told,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
