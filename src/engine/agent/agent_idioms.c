/* Several words that mean what one of them says. */
#include "agent_idioms.h"

#include "agent_idioms_clause.h"
#include "agent_idioms_edge.h"
#include "agent_idioms_english.h"
#include "agent_idioms_particle.h"
#include "agent_idioms_picture.h"
#include "agent_idioms_talk.h"
#include "agent_idioms_title.h"
#include "agent_look.h"
#include "bgmusic/base/count.h"

/* A time, or somebody who talks, behind the small word at `i`. */
static bool names_place(const struct word *words, size_t count, size_t i)
{
    for (size_t k = i; k < count && k < i + 4 && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        if (kind == WORD_NUMBER || kind == WORD_TALK || kind == WORD_BYE || kind == WORD_VOICE || kind == WORD_CUT ||
            kind == WORD_OPENING || kind == WORD_ENDING || kind == WORD_MIDDLE)
            return true;
    }
    return false;
}

/* "In the parts where no one talks", "the stretch between 5 and 8": the noun says nothing before its place. */
static void take_stretch(struct word *words, size_t count, size_t i)
{
    static const char *const nouns[] = {"part",     "parts",    "stretch",  "stretches", "bit",     "bits",
                                        "portion",  "portions", "passage",  "passages",  "segment", "segments",
                                        "section",  "sections", "moment",   "moments",   "spots",   "places",
                                        "the part", "time",     "interval", "window",    "period",  "seconds"};
    if (!word_is_one(&words[i], nouns, COUNT(nouns)))
        return;
    size_t at = words_past_filler(words, count, i + 1);
    enum word_kind next = words_kind_at(words, count, at);
    if (!names_place(words, count, at))
        return;
    if (next == WORD_WHEN || next == WORD_FROM || next == WORD_BETWEEN || next == WORD_AFTER || next == WORD_BEFORE ||
        (next == WORD_TALK && words[i].kind != WORD_NUMBER))
        words[i].kind = WORD_FILLER;
    else
        return;
    while (i > 0 && words[i - 1].kind == WORD_FILLER)
        i--;
    if (i > 0 && words[i - 1].kind == WORD_SUBJECT) /* "for the stretch" */
        words[i - 1].kind = WORD_FILLER;
}

/* 视频最后五秒: of what, the place itself says. */
static void take_picture(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_PICTURE || !word_is_wide(&words[i]))
        return;
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    if (next == WORD_FIRST || next == WORD_LAST || next == WORD_HALF || next == WORD_OPENING || next == WORD_ENDING ||
        next == WORD_MIDDLE)
        words[i].kind = WORD_FILLER;
}

/* "Make the title last until 6 s": it ends there. */
static void take_last(struct word *words, size_t count, size_t i)
{
    bool last = word_is(&words[i], "last") || word_is(&words[i], "lasts");
    if (last && words_kind_at(words, count, i + 1) == WORD_TO && words[i + 1].value == 1)
        words[i].kind = WORD_STOP;
}

/* 晚两秒, 早一秒: one character alone is no word but before a time. */
static void take_later(struct word *words, size_t count, size_t i)
{
    bool late = word_is(&words[i], "晚") || word_is(&words[i], "迟"), early = word_is(&words[i], "早");
    if ((late || early) && i + 1 < count && agent_names_time(&words[i + 1])) {
        words[i].kind = WORD_LATER;
        words[i].value = late ? 1 : -1;
    }
}

/* 开头安静三秒再放音乐: it begins there. */
static void take_quiet_first(struct word *words, size_t count, size_t i)
{
    static const char *const quiet[] = {"安静", "静音", "无声", "留白", "静默", "空", "没声音", "没有声音", "停", "等"};
    static const char *const then[] = {"再", "然后", "之后", "以后", "之后再", "后", "才", "接着"};
    if (!word_is_one(&words[i], quiet, COUNT(quiet)) || i + 1 >= count || !agent_names_time(&words[i + 1]))
        return;
    size_t next = words_past_filler(words, count, i + 2), joint = next;
    if (words_kind_at(words, count, next) == WORD_JOINT && next < count && words[next].value == JOINT_SOFT)
        next = words_past_filler(words, count, next + 1);
    if (next >= count || !word_is_one(&words[next], then, COUNT(then)))
        return;
    bool begins = false;
    for (size_t k = next + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        begins = begins || kind == WORD_USE || kind == WORD_START || kind == WORD_ADD || kind == WORD_BRING;
        if (kind != WORD_USE && kind != WORD_START && kind != WORD_ADD && kind != WORD_BRING && kind != WORD_MUSIC &&
            kind != WORD_FILLER && kind != WORD_AGAIN)
            return;
    }
    if (!begins)
        return;
    words[i].kind = WORD_START;
    words[i + 1].unit = UNIT_CLOCK;
    for (size_t k = joint; k <= next; k++)
        words[k].kind = WORD_FILLER;
    for (size_t k = next + 1; k < count && words[k].kind != WORD_JOINT; k++)
        words[k].kind = words[k].kind == WORD_MUSIC ? WORD_MUSIC : WORD_FILLER;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;)
        if (words[k].kind == WORD_OPENING || word_is(&words[k], "先"))
            words[k].kind = WORD_FILLER;
}

/* lofi转爵士: from one style to another. */
static void take_turn_into(struct word *words, size_t count, size_t i)
{
    static const char *const into[] = {"转", "转成", "转为", "转到", "变", "→"};
    if (i == 0 || i + 1 >= count || !words[i - 1].is_style || !words[i + 1].is_style ||
        !word_is_one(&words[i], into, COUNT(into)))
        return;
    words[i - 1].kind = WORD_FILLER;
    words[i - 1].is_style = false;
    words[i].kind = WORD_MAKE;
}

/* "No instruments except piano", "remove everything but the strings": that alone is left. */
static void take_except(struct word *words, size_t count, size_t i)
{
    bool takes = words[i].kind == WORD_REMOVE || (words[i].kind == WORD_NOT && words[i].value == REFUSAL_NO);
    bool all = false;
    if (!takes)
        return;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        bool except = kind == WORD_EXCEPT || (kind == WORD_NOT && words[k].value == REFUSAL_BUT);
        if (except && (all || kind == WORD_NOT) &&
            words_kind_at(words, count, words_past_filler(words, count, k + 1)) == WORD_ROLE) {
            for (size_t m = i; m < k; m++)
                words[m].kind = WORD_FILLER;
            words[k].kind = WORD_ONLY;
            words[k].value = 0;
            return;
        }
        all = all || kind == WORD_INSTRUMENTS || kind == WORD_ALL;
        if (kind != WORD_FILLER && kind != WORD_INSTRUMENTS && kind != WORD_ALL && kind != WORD_OTHER)
            return;
    }
}

/* "Zero point five". */
static void take_decimal(struct word *words, size_t count, size_t i)
{
    bool zero = words[i].kind == WORD_NOT && word_is(&words[i], "zero");
    if ((!zero && words[i].kind != WORD_NUMBER) || i + 2 >= count || !word_is(&words[i + 1], "point") ||
        words[i + 2].kind != WORD_NUMBER || words[i + 2].number >= 10)
        return;
    struct word whole = words[i + 2];
    whole.number = (zero ? 0 : words[i].number) + whole.number / 10;
    whole.start = words[i].start;
    whole.length = (size_t)(words[i + 2].start + words[i + 2].length - words[i].start);
    words[i].kind = words[i + 1].kind = WORD_FILLER;
    words[i + 2] = whole;
}

/* "I don't like how it jumps" asks nothing. */
static void take_how(struct word *words, size_t count, size_t i)
{
    if (i > 0 && !words_have(words, count, WORD_REMOVE) && words[i].kind == WORD_WHAT && word_is(&words[i], "how") &&
        (words[i - 1].kind == WORD_NOT || words[i - 1].kind == WORD_PRAISE || words[i - 1].kind == WORD_LIKE))
        words[i].kind = WORD_FILLER;
}

/* "My gran says she can't hear me": who says it says nothing. */
static void take_hearsay(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"says",       "said",        "thinks",      "thought", "complains",
                                        "complained", "claims",      "finds",       "reckons", "told me",
                                        "tells me",   "keep saying", "keeps saying"};
    if (i == 0 || i + 1 >= count || words[i + 1].kind == WORD_QUOTED || words[i + 1].kind == WORD_JOINT ||
        !word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    size_t first = i;
    while (first > 0 && (words[first - 1].kind == WORD_FILLER || words[first - 1].kind == WORD_UNKNOWN))
        first--;
    if (first == i || i - first > 3 || (first > 0 && words[first - 1].kind != WORD_JOINT))
        return;
    for (size_t k = first; k <= i; k++)
        words[k].kind = WORD_FILLER;
}

/* "Exactly 128 bpm", "make it say "Fin"", "three seconds in". */
static void take_small(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_BY && next == WORD_NUMBER && words[i + 1].unit == UNIT_CLOCK) /* "over by 0:18" */
        words[i].kind = WORD_AT;
    if (words[i].kind == WORD_PRAISE && next == WORD_NUMBER && word_is(&words[i], "exactly"))
        words[i].kind = WORD_FILLER;
    if (i > 0 && agent_names_time(&words[i - 1]) && words[i - 1].unit != UNIT_CLOCK && /* "three seconds early" */
        (word_is(&words[i], "early") || word_is(&words[i], "late"))) {
        words[i].value = word_is(&words[i], "late") ? 1 : -1;
        words[i].kind = WORD_LATER;
        words[i].is_style = false;
    }
    if (next == WORD_QUOTED && words[i].kind == WORD_FILLER &&
        (word_is(&words[i], "say") || word_is(&words[i], "saying")))
        words[i].kind = WORD_SAYS;
    bool ends = words_kind_at(words, count, i + 2) == WORD_JOINT;
    if (ends && next == WORD_FILLER && agent_names_time(&words[i]) && words[i].unit != UNIT_CLOCK &&
        word_is(&words[i + 1], "in"))
        words[i].unit = UNIT_CLOCK;
}

/* 除了鼓其他都不要: that alone is left. */
static void take_except_ahead(struct word *words, size_t count, size_t i)
{
    bool role = false, refused = false;
    size_t k = i + 1;
    if (words[i].kind != WORD_EXCEPT || !word_is_wide(&words[i]))
        return;
    for (; k < count && (words[k].kind != WORD_JOINT || words[k].value == JOINT_SOFT); k++) {
        enum word_kind kind = words[k].kind;
        role = role || kind == WORD_ROLE;
        refused = refused || kind == WORD_REMOVE || (kind == WORD_NOT && words[k].value == REFUSAL_NO);
        if (kind != WORD_ROLE && kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_ALL && kind != WORD_OTHER &&
            kind != WORD_FILLER && kind != WORD_INSTRUMENTS && kind != WORD_JOINT && kind != WORD_IT &&
            kind != WORD_ANOTHER)
            return;
    }
    if (!role || !refused)
        return;
    words[i].kind = WORD_ONLY;
    words[i].value = 0;
    for (size_t m = i + 1; m < k; m++)
        if (words[m].kind != WORD_ROLE)
            words[m].kind = WORD_FILLER;
}

/* 去掉鼓再大一点: what is said behind 再 is an order of its own. */
static void take_and_then(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    bool moves =
        next == WORD_TURN || next == WORD_LOUD || next == WORD_FAST || next == WORD_ENERGY || next == WORD_VALENCE;
    /* 再大一点 may be one word. */
    bool whole = words[i].kind == WORD_TURN || words[i].kind == WORD_LOUD || words[i].kind == WORD_FAST;
    bool again = words[i].kind == WORD_AGAIN && moves;
    if (!word_starts(&words[i], "再") || (!again && !whole))
        return;
    bool act = false, thing = false;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;) {
        thing = thing || words[k].kind == WORD_ROLE;
        act = act || words[k].kind == WORD_REMOVE || words[k].kind == WORD_ADD;
    }
    if (act && thing && i > 0 && again) {
        words[i].kind = WORD_JOINT;
        words[i].value = JOINT_HARD;
    } else if (act && thing && i > 0 && words[i - 1].kind == WORD_FILLER) {
        words[i - 1].kind = WORD_JOINT;
        words[i - 1].value = JOINT_HARD;
    } else if (act && thing) {
        words[i].kind = WORD_UNKNOWN; /* no room for a joint: asked */
        words[i].is_style = false;
    }
}

/* "Lo-fi for my YouTube intro": what it is for; "YouTube?" and "is it fine for YouTube" ask for the rights. */
static void take_platform(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_WHAT || words[i].number != WHAT_PLATFORM)
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool asks = (end < count && words[end].value == JOINT_ASKS) || end - first < 3;
    for (size_t k = first; k < end && !asks; k++) {
        enum word_kind kind = words[k].kind;
        asks = kind == WORD_ISIT || kind == WORD_SHOULD || kind == WORD_IF || kind == WORD_PRAISE ||
               (kind == WORD_WHAT && words[k].number != WHAT_PLATFORM);
    }
    if (!asks) {
        words[i].kind = WORD_SUBJECT;
        words[i].is_style = false;
    }
}

/* "I'm not feeling this song, give me swing": what it shall be says enough; alone it asks for another one, and "I don't
 * like it" says not what of it. */
static void take_dislike(struct word *words, size_t count, size_t i)
{
    static const char *const starts[] = {
        "don't like", "do not like", "dislike", "hate",       "don't care", "not ",     "can't stand",  "sick of",
        "tired of",   "fed up",      "unhappy", "had enough", "isn't work", "doesn't ", "does not fit", "不喜欢",
        "不太",       "不怎么",      "不大",    "不好听",     "不爱",       "不满意",   "讨厌",         "受不了",
        "不行",       "不好",        "不适合",  "不合适",     "不对味",     "没感觉",   "一般般",       "差点意思",
        "不咋",       "不理想",      "不搭",    "不配",       "不贴"};
    bool dislikes = words[i].number == NOT_LIKED, music = false, it = false;
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_NOT)
        return;
    for (size_t k = 0; k < COUNT(starts); k++)
        dislikes = dislikes || (word_starts(&words[i], starts[k]) &&
                                (words[i].length > strlen("doesn't") || word_is_wide(&words[i])));
    if (!dislikes)
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        music = music || kind == WORD_MUSIC || kind == WORD_TUNE || kind == WORD_GENRE;
        it = it || kind == WORD_IT;
        if (kind != WORD_MUSIC && kind != WORD_TUNE && kind != WORD_GENRE && kind != WORD_IT && kind != WORD_ONE &&
            kind != WORD_FILLER && kind != WORD_DEGREE && kind != WORD_VERSION && k != i)
            return;
    }
    bool more = false;
    for (size_t k = end; k < count; k++)
        more = more || (words[k].kind != WORD_JOINT && words[k].kind != WORD_FILLER);
    for (size_t k = first; k < end && more; k++)
        words[k].kind = WORD_FILLER;
    if (!more)
        words[i].kind = music ? WORD_ANOTHER : WORD_UNKNOWN;
}

/* "Change the style, jazz please": which, the clause behind says. */
static void take_other_genre(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_GENRE)
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool other = false, style = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        other = other || kind == WORD_MAKE || kind == WORD_CHANGE || kind == WORD_ANOTHER;
        if (kind != WORD_MAKE && kind != WORD_CHANGE && kind != WORD_ANOTHER && kind != WORD_IT && kind != WORD_MUSIC &&
            kind != WORD_GENRE && kind != WORD_FILLER && kind != WORD_WANT)
            return;
    }
    for (size_t k = end + 1; k < count && words[k].kind != WORD_JOINT; k++)
        style = style || words[k].is_style;
    for (size_t k = first; k < end && other && style; k++)
        words[k].kind = WORD_FILLER;
}

/* 再给我写一首: another one, where nothing says which. */
static void take_write_again(struct word *words, size_t count, size_t i)
{
    static const char *const pieces[] = {"一首", "一段", "一曲", "一个"};
    if (!word_is(&words[i], "再"))
        return;
    size_t add = words_past_filler(words, count, i + 1);
    while (words_kind_at(words, count, add) == WORD_ADD && word_is(&words[add], "给"))
        add = words_past_filler(words, count, add + 1);
    if (words_kind_at(words, count, add) != WORD_ADD ||
        words_kind_at(words, count, words_past_filler(words, count, add + 1)) != WORD_JOINT)
        return;
    for (size_t k = 0; k < COUNT(pieces); k++) {
        size_t length = strlen(pieces[k]);
        if (words[add].length > length &&
            strncmp(words[add].start + words[add].length - length, pieces[k], length) == 0) {
            words[i].kind = WORD_FILLER;
            words[add].kind = WORD_ANOTHER;
            return;
        }
    }
}

/* "Two seconds of silence before the music starts": it starts there. */
static void take_silence_before(struct word *words, size_t count, size_t i)
{
    if (!agent_names_time(&words[i]) || words[i].unit == UNIT_CLOCK)
        return;
    size_t quiet = i + 1;
    while (quiet < count && (words[quiet].kind == WORD_FILLER || words[quiet].kind == WORD_SUBJECT))
        quiet++;
    size_t start = words_past_filler(words, count, quiet + 1);
    bool silent = quiet < count && ((words[quiet].kind == WORD_REMOVE && words[quiet].value == 1) ||
                                    (words[quiet].kind == WORD_LEVEL && words[quiet].value < 0) ||
                                    word_is(&words[quiet], "nothing") || word_is(&words[quiet], "quiet"));
    if (!silent || words_kind_at(words, count, start) != WORD_START || !word_starts(&words[start], "before"))
        return;
    words[i].unit = UNIT_CLOCK;
    for (size_t k = i + 1; k < start; k++)
        words[k].kind = WORD_FILLER;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;)
        if (words[k].kind == WORD_ADD || words[k].kind == WORD_WITH)
            words[k].kind = WORD_FILLER;
}

/* "Everything that isn't piano": all but that. */
static void take_that_is_not(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_ALL || i + 2 >= count)
        return;
    bool that = word_is(&words[i + 1], "that") || word_is(&words[i + 1], "which");
    size_t no = that ? i + 2 : i + 1;
    bool is_not = word_is(&words[no], "isn't") || word_is(&words[no], "is not") || word_is(&words[no], "aren't") ||
                  word_is(&words[no], "not");
    if (words[no].kind != WORD_NOT || !is_not)
        return;
    words[no].value = REFUSAL_BUT;
    for (size_t k = i + 1; k < no; k++)
        words[k].kind = WORD_FILLER;
}

/* "Push the title back to 0:05": there, and not to what was. */
static void take_back_to(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    if (words[i].kind != WORD_BACK || !word_is(&words[i], "back to") || i + 1 >= count ||
        (next != WORD_NUMBER && next != WORD_OPENING && next != WORD_ENDING && next != WORD_MIDDLE))
        return;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;)
        if (words[k].kind == WORD_MOVE) {
            words[i].kind = WORD_TO;
            words[i].value = 0;
            return;
        }
}

/* "Scrap this one and write me a fresh tune": the other one takes its place. */
static void take_scrapped(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_REMOVE || words[i].value != 0)
        return;
    size_t joint = i + 1;
    bool it = false;
    for (; joint < count && words[joint].kind != WORD_JOINT; joint++) {
        enum word_kind kind = words[joint].kind;
        it = it || kind == WORD_IT || kind == WORD_MUSIC;
        if (kind != WORD_IT && kind != WORD_ONE && kind != WORD_FILLER && kind != WORD_MUSIC)
            return;
    }
    bool another = false;
    for (size_t k = joint + 1; k < count && words[k].kind != WORD_JOINT; k++)
        another = another || words[k].kind == WORD_ANOTHER;
    for (size_t k = i; k < joint && another && it; k++)
        words[k].kind = WORD_FILLER;
}

void agent_idioms(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        agent_idioms_particle(words, count, i);
        take_that_is_not(words, count, i);
        take_back_to(words, count, i);
        take_silence_before(words, count, i);
        take_write_again(words, count, i);
    }
    for (size_t i = 0; i < count; i++) {
        take_stretch(words, count, i);
        take_picture(words, count, i);
        take_last(words, count, i);
        take_later(words, count, i);
        take_quiet_first(words, count, i);
        take_turn_into(words, count, i);
        take_except(words, count, i);
        take_decimal(words, count, i);
        take_how(words, count, i);
        take_hearsay(words, count, i);
        take_except_ahead(words, count, i);
        take_and_then(words, count, i);
        take_small(words, count, i);
        take_platform(words, count, i);
        take_other_genre(words, count, i);
        take_dislike(words, count, i);
        take_scrapped(words, count, i);
        agent_idioms_talk(words, count, i);
    }
    for (size_t first = 0, i = 0; i <= count; i++)
        if (i == count || words[i].kind == WORD_JOINT) {
            agent_idioms_title(words + first, i - first);
            agent_idioms_picture(words + first, i - first);
            agent_idioms_clause(words + first, i - first);
            agent_idioms_edge(words + first, i - first);
            agent_idioms_english(words + first, i - first);
            first = i + 1;
        }
}
