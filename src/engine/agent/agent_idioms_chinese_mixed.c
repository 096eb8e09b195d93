/* Chinese about a word of another language (有点 fast), about holes in the music, and about how a title looks. */
#include "agent_idioms_chinese_mixed.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

/* 有点 fast, 太 slow 了: it complains, and orders no such music. "a bit fast" is no order either. */
static void take_complaint(struct word *words, size_t count, size_t i)
{
    static const char *const ahead[] = {"有点",   "有点儿", "有些",     "太",     "过于",   "偏",
                                        "还是太", "还有点", "稍微有点", "实在太", "确实太", "还是有点"};
    enum word_kind kind = words_kind_at(words, count, i + 1);
    bool fast = kind == WORD_FAST || kind == WORD_PACE, loud = kind == WORD_LOUD || kind == WORD_LEVEL;
    if ((!fast && !loud && kind != WORD_LONG) || word_is_wide(&words[i + 1]) || word_starts(&words[i + 1], "too") ||
        !word_is_one(&words[i], ahead, COUNT(ahead)))
        return;
    size_t end = words_past_filler(words, count, i + 2);
    if (words_kind_at(words, count, end) != WORD_JOINT)
        return;
    word_say_nothing(&words[i]);
    words[i + 1].kind = fast ? WORD_FAST : loud ? WORD_LOUD : WORD_LONG;
    words[i + 1].value = words[i + 1].value > 0 ? -1 : 1;
    words[i + 1].is_style = false;
}

/* 没音乐的地方补上, 空白处也放音乐: it plays there as well, and nothing is taken away. */
static void take_hole(struct word *words, size_t count, size_t i)
{
    static const char *const holes[] = {"空白", "空着", "空", "断开", "断掉", "断了", "没声", "空缺", "空档"};
    static const char *const fills[] = {"补",   "补上", "填上",   "填满", "填",     "接上",  "补齐",
                                        "补全", "补满", "接起来", "恢复", "补回来", "恢复上"};
    static const enum word_kind others[] = {WORD_TITLE, WORD_ROLE,   WORD_VOICE, WORD_NUMBER, WORD_ONLY,
                                            WORD_FADE,  WORD_QUOTED, WORD_WHAT,  WORD_ISIT,   WORD_STYLE};
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool silent =
        words[i].kind == WORD_NOT && word_starts(&words[i], "没") &&
        (words_kind_at(words, count, i + 1) == WORD_MUSIC || words_kind_at(words, count, i + 1) == WORD_VOLUME);
    bool hole = silent || word_is_one(&words[i], holes, COUNT(holes)) ||
                (words[i].kind == WORD_TALK && word_starts(&words[i], "空")) ||
                (words[i].kind == WORD_REMOVE && (word_starts(&words[i], "没有声") || word_starts(&words[i], "没声")));
    bool place = word_starts(&words[i], "空"), fills_it = false, music = false, plays = false;
    for (size_t k = i + 1; k < end; k++) {
        bool fill = word_is_one(&words[k], fills, COUNT(fills));
        place = place || word_is(&words[k], "地方") || word_is(&words[k], "段") || word_is(&words[k], "处");
        fills_it = fills_it || fill;
        music = music || words[k].kind == WORD_MUSIC;
        plays = plays || words[k].kind == WORD_ADD || words[k].kind == WORD_USE || word_is(&words[k], "也要") ||
                (words[k].kind == WORD_FILLER && word_is(&words[k], "也"));
        if (words[k].kind == WORD_NOT || words[k].kind == WORD_REMOVE)
            return;
    }
    for (size_t k = first; k < i; k++)
        fills_it = fills_it || word_is_one(&words[k], fills, COUNT(fills));
    for (size_t k = 0; k < COUNT(others); k++)
        if (has(words, first, end, others[k]))
            return;
    if (!hole || (!place && !fills_it) || !(fills_it || (music && plays && !silent)))
        return;
    for (size_t k = first; k < end; k++)
        word_say_nothing(&words[k]);
    words[first].kind = WORD_FILL;
}

/* 标题大一点, 标题那几个字太小了: how it looks. */
static void take_title_size(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_TITLE)
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t size = i + 1;
    while (size < end && (words[size].kind == WORD_FILLER || words[size].kind == WORD_TITLE ||
                          words[size].kind == WORD_DEGREE || words[size].kind == WORD_AGAIN))
        size++;
    bool sizes = size < end && words[size].kind == WORD_TURN && word_is_wide(&words[size]) &&
                 words_past_filler(words, count, size + 1) >= end && words_past_filler(words, count, first) == i;
    static const char *const looks[] = {"大", "小"};
    bool says = false;
    for (size_t k = 0; k < COUNT(looks) && sizes; k++)
        for (size_t at = 0; at + strlen(looks[k]) <= words[size].length; at++)
            says = says || strncmp(words[size].start + at, looks[k], strlen(looks[k])) == 0;
    if (!says)
        return;
    words[size].kind = WORD_REFUSED;
    words[size].value = BEYOND_TITLE_LOOK;
}

/* 把视频剪成10秒: the picture is cut. */
static void take_trim(struct word *words, size_t count, size_t i)
{
    static const char *const cuts[] = {"剪成", "剪到", "裁成", "裁到", "缩成", "截成", "剪为", "缩到"};
    size_t first, end;
    if (words[i].kind != WORD_PICTURE || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = i + 1; k + 1 < end; k++) {
        bool shorter = words[k].kind == WORD_LONG && word_is(&words[k], "缩短") &&
                       word_is_one(&words[k + 1], (const char *const[]){"成", "到", "为"}, 3);
        if ((!shorter && !word_is_one(&words[k], cuts, COUNT(cuts))) || !has(words, k, end, WORD_NUMBER) ||
            has(words, first, end, WORD_MUSIC))
            continue;
        words[k].kind = WORD_REFUSED;
        words[k].value = BEYOND_TRIM;
        return;
    }
}

void agent_idioms_chinese_mixed(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_complaint,
        take_hole,
        take_title_size,
        take_trim,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
