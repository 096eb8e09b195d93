/* The small words at the head of a Chinese clause: 再, 可以, 希望 say nothing of what is to be done. */
#include "agent_idioms_chinese_lead.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

static bool is_kind_of(enum word_kind kind, const enum word_kind kinds[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static bool begins_clause(const struct word *words, size_t i)
{
    while (i > 0 && words[i - 1].kind == WORD_FILLER)
        i--;
    return i == 0 || words[i - 1].kind == WORD_JOINT;
}

/* 再淡出3秒, 再把鼓去掉: besides. Before a direction it is "further". */
static void take_besides(struct word *words, size_t count, size_t i)
{
    static const enum word_kind kinds[] = {WORD_FADE,  WORD_FIRST,  WORD_LAST,  WORD_NUMBER, WORD_OPENING, WORD_ENDING,
                                           WORD_AT,    WORD_FROM,   WORD_HALF,  WORD_ROLE,   WORD_TITLE,   WORD_SHOW,
                                           WORD_VOICE, WORD_VOLUME, WORD_DUCK,  WORD_REMOVE, WORD_MAKE,    WORD_IT,
                                           WORD_NOT,   WORD_KEEP,   WORD_TEMPO, WORD_KEY,    WORD_MUSIC,   WORD_BACK};
    if (words[i].kind == WORD_AGAIN && word_is(&words[i], "再") && begins_clause(words, i) &&
        is_kind_of(words_kind_at(words, count, i + 1), kinds, COUNT(kinds)))
        words[i].kind = WORD_FILLER;
    bool adds = words_kind_at(words, count, i + 1) == WORD_ADD &&
                words_kind_at(words, count, words_past_filler(words, count, i + 2)) != WORD_JOINT;
    if (words[i].kind == WORD_AGAIN && word_is(&words[i], "再") && begins_clause(words, i) && adds &&
        !word_is(&words[i + 1], "给"))
        words[i].kind = WORD_FILLER;
    /* "好的~" */
    if (words[i].kind == WORD_TO && words_kind_at(words, count, i + 1) == WORD_JOINT &&
        (word_is(&words[i], "~") || word_is(&words[i], "～") || word_is(&words[i], "—") || word_is(&words[i], "-")))
        words[i].kind = WORD_FILLER;
}

/* 可以不要钢琴, 行，…: an order behind it is meant, and no praise. */
static void take_permission(struct word *words, size_t count, size_t i)
{
    static const enum word_kind acts[] = {WORD_REMOVE, WORD_NOT,  WORD_MAKE, WORD_ADD,     WORD_TURN,   WORD_LOUD,
                                          WORD_FAST,   WORD_USE,  WORD_FADE, WORD_REPLACE, WORD_CHANGE, WORD_START,
                                          WORD_STOP,   WORD_KEEP, WORD_SHOW, WORD_UNDO,    WORD_BRING,  WORD_ENERGY};
    size_t first, end;
    if (words[i].kind != WORD_PRAISE || !word_is(&words[i], "可以") || !begins_clause(words, i))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = i + 1; k < end; k++)
        if (is_kind_of(words[k].kind, acts, COUNT(acts)) && !word_is(&words[k], "了")) {
            words[i].kind = WORD_FILLER;
            return;
        }
}

/* 小点可以不, 行不: it asks for it. */
static void take_tag(struct word *words, size_t count, size_t i)
{
    static const char *const tags[] = {"可以", "行", "好", "成", "中"};
    enum word_kind behind = words_kind_at(words, count, words_past_filler(words, count, i + 2));
    if (i > 0 && i + 1 < count && word_is_one(&words[i], tags, COUNT(tags)) && words[i + 1].kind == WORD_NOT &&
        word_is(&words[i + 1], "不") && behind == WORD_JOINT)
        words[i].kind = words[i + 1].kind = WORD_FILLER;
}

/* 希望再换一首: a wish, and no hopeful music. 我想撤销: undone. */
static void take_wish(struct word *words, size_t count, size_t i)
{
    bool hopeful = i + 1 >= count || words[i + 1].kind == WORD_JOINT || word_is(&words[i + 1], "的") ||
                   word_is(&words[i + 1], "感");
    if (word_is(&words[i], "希望") && words[i].is_style && !hopeful) {
        words[i].kind = WORD_WANT;
        words[i].is_style = false;
    }
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_WANT && next == WORD_NOT &&
        (word_starts(&words[i + 1], "不喜欢") || word_starts(&words[i + 1], "不太") ||
         word_starts(&words[i + 1], "不爱")))
        words[i].kind = WORD_FILLER;
    if (words[i].kind == WORD_WANT && word_is_wide(&words[i]) && (next == WORD_UNDO || next == WORD_REDO) &&
        begins_clause(words, i))
        words[i].kind = WORD_FILLER;
}

static bool ends_with(const struct word *word, const char *text)
{
    size_t length = strlen(text);
    return word->length >= length && strncmp(word->start + word->length - length, text, length) == 0;
}

/* 客户说音乐太大了, 我女朋友觉得…: who says it says nothing. */
static void take_hearsay(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"说",   "觉得", "认为", "反映", "反馈", "建议", "提议",
                                        "抱怨", "吐槽", "表示", "要求", "让我", "叫我"};
    enum { MOST_BYTES = 36 };
    size_t verb = count;
    if (i > 0 && words[i - 1].kind != WORD_JOINT)
        return;
    for (size_t k = i; k < count && verb == count; k++) {
        bool plain = words[k].kind == WORD_UNKNOWN || words[k].kind == WORD_FILLER ||
                     (words[k].kind == WORD_ALL && word_is(&words[k], "都"));
        if (!plain || !word_is_wide(&words[k]) || (size_t)(words[k].start - words[i].start) > MOST_BYTES)
            return;
        for (size_t m = 0; m < COUNT(verbs); m++)
            verb = ends_with(&words[k], verbs[m]) ? k : verb;
    }
    if (verb + 1 >= count || words[verb + 1].kind == WORD_JOINT || words[verb + 1].kind == WORD_QUOTED)
        return;
    for (size_t k = i; k <= verb; k++)
        words[k].kind = WORD_FILLER;
}

/* 求把音乐弄小: a plea. */
static void take_plea(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_UNKNOWN && word_is(&words[i], "求") && next != WORD_UNKNOWN && next != WORD_JOINT &&
        begins_clause(words, i))
        words[i].kind = WORD_FILLER;
}

/* 对白时: when somebody speaks. */
static void take_voice_when(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_VOICE || words_kind_at(words, count, i + 1) != WORD_WHEN || !word_is_wide(&words[i + 1]))
        return;
    words[i].kind = WORD_TALK;
    words[i].value = 1;
    words[i].is_style = false;
}

/* 压得太低: the verb says nothing beside what is wrong. */
static void take_verb_so(struct word *words, size_t count, size_t i)
{
    enum word_kind behind = words_kind_at(words, count, i + 2);
    bool complains = i + 2 < count && (word_starts(&words[i + 2], "太") || word_starts(&words[i + 2], "有点"));
    if (words[i].kind == WORD_TURN && i + 2 < count && word_is(&words[i + 1], "得") && complains &&
        (behind == WORD_TURN || behind == WORD_LOUD))
        words[i].kind = WORD_FILLER;
}

/* 钢琴换成长笛: instruments, and no style, whatever else stands there. 节奏舒缓一点: the mood. */
static void take_plain_things(struct word *words, size_t count, size_t i)
{
    size_t first, end, roles = 0;
    words_clause_about(words, count, i, &first, &end);
    bool puts = false;
    for (size_t k = first; k < end; k++) {
        roles += words[k].kind == WORD_ROLE;
        puts = puts || ((words[k].kind == WORD_MAKE || words[k].kind == WORD_REPLACE || words[k].kind == WORD_CHANGE) &&
                        word_is_wide(&words[k]));
    }
    if (words[i].kind == WORD_ROLE && roles > 1 && puts)
        words[i].is_style = false;
    bool mood = has(words, first, end, WORD_ENERGY) && !has(words, first, end, WORD_FAST) &&
                !has(words, first, end, WORD_TURN) && !has(words, first, end, WORD_NUMBER);
    if (words[i].kind == WORD_TEMPO && word_is_wide(&words[i]) && mood)
        words[i].kind = WORD_FILLER;
    bool place = false;
    for (size_t k = first; k < end; k++)
        place = place || words[k].kind == WORD_GRADUAL || agent_is_time(&words[k]) || words[k].kind == WORD_ENDING ||
                words[k].kind == WORD_OPENING || words[k].kind == WORD_HALF || words[k].kind == WORD_LAST ||
                words[k].kind == WORD_MIDDLE || words[k].kind == WORD_TO;
    if (words[i].kind == WORD_BUILD && word_is(&words[i], "增强") && !place) { /* 把音乐增强 */
        words[i].kind = WORD_LOUD;
        words[i].value = 1;
        words[i].is_style = false;
    }
}

void agent_idioms_chinese_lead(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_hearsay, take_plea,       take_tag,     take_permission,   take_besides,
        take_wish,    take_voice_when, take_verb_so, take_plain_things,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
