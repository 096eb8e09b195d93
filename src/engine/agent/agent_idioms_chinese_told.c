/* What is told in Chinese and orders nothing, and orders that stand in one clause without a joint. */
#include "agent_idioms_chinese_told.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

static bool orders(const struct word *words, size_t first, size_t end)
{
    static const enum word_kind acts[] = {WORD_ADD,  WORD_MAKE, WORD_WANT, WORD_USE,  WORD_CHANGE,  WORD_ANOTHER,
                                          WORD_MORE, WORD_BACK, WORD_NOT,  WORD_WHAT, WORD_REPLACE, WORD_MUSIC};
    for (size_t i = 0; i < COUNT(acts); i++)
        if (has(words, first, end, acts[i]))
            return true;
    return false;
}

/* 音乐被删了, 音乐被删了吗: what happened. */
static void take_passive(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (!word_is(&words[i], "被") || words_kind_at(words, count, i + 1) != WORD_REMOVE)
        return;
    words_clause_about(words, count, i, &first, &end);
    words[i + 1].kind = WORD_UNKNOWN;
    if (has(words, first, end, WORD_ISIT))
        words[i].kind = WORD_ISIT;
}

/* 很史诗, 有点悲伤, 我朋友结婚了: how it is, and no order for such music. */
static void take_described(struct word *words, size_t count, size_t i)
{
    static const char *const degrees[] = {"很", "非常", "特别", "超级", "有点", "挺", "十分", "相当", "好", "有些"};
    size_t first, end;
    if (words[i].kind != WORD_STYLE || !words[i].is_style)
        return;
    words_clause_about(words, count, i, &first, &end);
    bool ahead = false;
    for (size_t k = first; k < i; k++)
        ahead = ahead || word_is_one(&words[k], degrees, COUNT(degrees));
    bool feels = i + 2 == end && (word_is(&words[i + 1], "的感觉") || word_is(&words[i + 1], "了"));
    bool done = i + 2 == end && word_is(&words[i + 1], "了");
    bool bare = i + 1 == end || feels || (i + 2 == end && word_is(&words[i + 1], "啊"));
    if (orders(words, first, end) || !((ahead && bare) || done))
        return;
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_DEGREE || words[k].kind == WORD_WITH)
            words[k].kind = WORD_FILLER;
    words[i].kind = WORD_UNKNOWN;
    words[i].is_style = false;
}

/* 这是给宝宝看的视频: for whom it is. */
static void take_for_whom(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"看", "用", "拍", "做", "录", "听", "过"};
    if (words[i].kind != WORD_ADD || !word_is(&words[i], "给"))
        return;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        if (words[k].kind == WORD_MUSIC || words[k].kind == WORD_ADD)
            return;
        if (word_is_one(&words[k], verbs, COUNT(verbs))) {
            words[i].kind = WORD_FILLER;
            return;
        }
    }
}

/* 不要删音乐只删鼓, 删鼓别删音乐, 不要音乐只要人声: one half says what the other leaves. */
static void take_only_that(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_NOT)
        return;
    words_clause_about(words, count, i, &first, &end);
    size_t verb = words_past_filler(words, count, i + 1), thing = words_past_filler(words, count, verb + 1);
    bool keeps = words_kind_at(words, count, verb) == WORD_REMOVE && words_kind_at(words, count, thing) == WORD_MUSIC;
    size_t only = words_past_filler(words, count, thing + 1);
    if (keeps && i == first && words_kind_at(words, count, only) == WORD_ONLY && has(words, only, end, WORD_REMOVE) &&
        has(words, only, end, WORD_ROLE)) {
        for (size_t k = i; k <= only; k++)
            words[k].kind = WORD_FILLER;
        return;
    }
    bool behind = i > first && has(words, first, i, WORD_REMOVE) && has(words, first, i, WORD_ROLE);
    if (keeps && behind && only >= end) {
        for (size_t k = i; k < end; k++)
            words[k].kind = WORD_FILLER;
        return;
    }
    size_t voice = words_past_filler(words, count, thing + 1);
    if (words[i].value == REFUSAL_NO && words_kind_at(words, count, verb) == WORD_MUSIC &&
        words_kind_at(words, count, thing) == WORD_ONLY && words_kind_at(words, count, voice) == WORD_VOICE &&
        words_past_filler(words, count, voice + 1) >= end)
        words[thing].kind = words[voice].kind = WORD_FILLER;
}

/* 除了鼓都挺好，鼓去掉: the rest is praised, and what follows is the order. */
static void take_praised_rest(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_EXCEPT || words[i].value != 0 || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || !has(words, first, end, WORD_PRAISE))
        return;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        if (kind != WORD_EXCEPT && kind != WORD_ROLE && kind != WORD_ALL && kind != WORD_PRAISE &&
            kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_TEMPO && kind != WORD_VOLUME &&
            kind != WORD_TITLE)
            return;
    }
    for (size_t k = first; k <= end; k++)
        words[k].kind = WORD_FILLER;
}

/* 没有标题不行: it is to stay. */
static void take_not_without(struct word *words, size_t count, size_t i)
{
    static const char *const bad[] = {"不行", "不可以", "不好", "不合适", "不太好", "不太行"};
    size_t first, end;
    if (words[i].kind != WORD_NOT || (!word_is(&words[i], "没有") && !word_is(&words[i], "没")))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = i + 2; k < end; k++) {
        bool praised =
            words[k].kind == WORD_NOT && word_is(&words[k], "不") && k + 1 < end && words[k + 1].kind == WORD_PRAISE;
        if (!praised && !word_is_one(&words[k], bad, COUNT(bad)))
            continue;
        words[i].kind = WORD_KEEP;
        words[i].value = 0;
        for (size_t m = k; m < end; m++)
            words[m].kind = WORD_FILLER;
        return;
    }
}

/* 背景音乐里的人声: the music's own, which cannot be taken out. */
static void take_voice_inside(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_MUSIC && i + 3 < count && word_is(&words[i + 1], "里") && word_is(&words[i + 2], "的") &&
        words[i + 3].kind == WORD_VOICE)
        words[i + 3].kind = WORD_UNKNOWN;
}

/* 把音乐换了, 换掉曲子: another one. */
static void take_swapped(struct word *words, size_t count, size_t i)
{
    static const char *const swaps[] = {"换", "换掉", "换换", "换下", "换走"};
    size_t first, end;
    if (!word_is_one(&words[i], swaps, COUNT(swaps)) || (words[i].kind != WORD_MAKE && words[i].kind != WORD_REPLACE))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool music = false;
    for (size_t k = first; k < end; k++) {
        music = music || words[k].kind == WORD_MUSIC;
        if (k != i && words[k].kind != WORD_MUSIC && words[k].kind != WORD_FILLER && words[k].kind != WORD_IT &&
            words[k].kind != WORD_WANT)
            return;
    }
    if (music)
        words[i].kind = WORD_ANOTHER;
}

/* May the word be a part of another one, or of what a video is about: 淡 of 淡妆, 鼓 of 鼓励, 合唱 of 合唱比赛? */
static bool may_be_subject(const struct word *word)
{
    static const enum word_kind kinds[] = {WORD_ROLE,    WORD_VOICE,  WORD_SECTION, WORD_STYLE,  WORD_SUBJECT,
                                           WORD_PICTURE, WORD_COURSE, WORD_DEGREE,  WORD_FILLER, WORD_UNKNOWN,
                                           WORD_IT,      WORD_ONE,    WORD_OPENING, WORD_ENDING, WORD_ENERGY,
                                           WORD_VALENCE, WORD_LOOK};
    static const char *const nouns[] = {"隐藏", "空白", "消失"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (word->kind == kinds[i])
            return true;
    return (word_is_wide(word) && word->length == strlen("淡")) || word_is_one(word, nouns, COUNT(nouns));
}

/* 淡妆教程，配个音乐: what it is about, and the music for it. Words of editing inside another word mean nothing there.
 */
static void take_subject_ahead(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_first, next_end;
    if (i != 0 || count == 0 || words[0].kind == WORD_JOINT)
        return;
    words_clause_about(words, count, 0, &first, &end);
    if (end + 1 >= count || words[end].value != JOINT_SOFT)
        return;
    bool unknown = false, inside = false;
    for (size_t k = 0; k < end; k++) {
        bool filler = words[k].kind == WORD_FILLER || words[k].kind == WORD_UNKNOWN || words[k].is_style;
        bool touches = (k + 1 < end && words[k + 1].kind == WORD_UNKNOWN &&
                        words[k].start + words[k].length == words[k + 1].start) ||
                       (k > 0 && words[k - 1].kind == WORD_UNKNOWN);
        unknown = unknown || words[k].kind == WORD_UNKNOWN;
        inside = inside || (!filler && touches);
        if (!may_be_subject(&words[k]) || word_is(&words[k], "把") || word_is(&words[k], "了"))
            return;
    }
    words_clause_about(words, count, end + 1, &next_first, &next_end);
    bool music = has(words, next_first, next_end, WORD_MUSIC),
         sounds = has(words, next_first, next_end, WORD_STYLE) || has(words, next_first, next_end, WORD_COURSE);
    bool wants = has(words, next_first, next_end, WORD_ADD) || has(words, next_first, next_end, WORD_WANT) ||
                 words_kind_at(words, count, next_first) == WORD_MUSIC;
    bool ordered = (wants && (music || sounds)) || (music && (sounds || has(words, next_first, next_end, WORD_SYNC)));
    ordered = ordered && !has(words, next_first, next_end, WORD_NOT) && !has(words, next_first, next_end, WORD_REMOVE);
    for (size_t k = 0; k < end && unknown && inside && ordered; k++)
        if (!words[k].is_style || words[k].kind != WORD_STYLE) {
            words[k].kind = WORD_FILLER;
            words[k].is_style = false;
        }
}

void agent_idioms_chinese_told(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_subject_ahead, take_passive,      take_described,    take_for_whom, take_not_without,
        take_only_that,     take_praised_rest, take_voice_inside, take_swapped,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
