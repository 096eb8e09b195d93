/* Several things or orders in one clause of Chinese, which needs no joint to part them: 不要吉他要钢琴 is two orders,
 * 音乐小一点鼓也小一点, too; 音乐和鼓都小一点 says one thing of two, 去掉标题和音乐 likewise. */
#include "agent_joined_chinese.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

static bool is_one_of(enum word_kind kind, const enum word_kind kinds[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static bool is_thing(const struct word *word)
{
    static const enum word_kind things[] = {WORD_ROLE,   WORD_MUSIC, WORD_VOICE, WORD_TITLE,
                                            WORD_VOLUME, WORD_TEMPO, WORD_FADE};
    return is_one_of(word->kind, things, COUNT(things));
}

/* Part of where, ahead of an order: 后5秒, 结尾. */
static bool is_where(const struct word *word)
{
    static const enum word_kind places[] = {WORD_FIRST, WORD_LAST, WORD_NUMBER,  WORD_AT,     WORD_HALF,
                                            WORD_FROM,  WORD_TO,   WORD_OPENING, WORD_ENDING, WORD_MIDDLE};
    return is_one_of(word->kind, places, COUNT(places)) && (word->kind != WORD_NUMBER || agent_is_time(word));
}

/* What is done to a thing. */
static bool is_done_to(const struct word *word)
{
    static const enum word_kind acts[] = {WORD_REMOVE, WORD_NOT,   WORD_TURN,   WORD_LOUD,   WORD_FAST,
                                          WORD_STRONG, WORD_MORE,  WORD_TOO,    WORD_FACTOR, WORD_FULL,
                                          WORD_ENOUGH, WORD_LEVEL, WORD_ENERGY, WORD_LONG,   WORD_NUMBER};
    return is_one_of(word->kind, acts, COUNT(acts));
}

/* 盖住, 听不清: it tells what the thing behind it suffers. */
static bool covers(const struct word *word)
{
    static const char *const texts[] = {"盖", "压", "抢", "听", "淹", "遮", "挡", "掩", "吵到", "被"};
    for (size_t i = 0; i < COUNT(texts); i++)
        if (word->kind == WORD_LOUD && word_starts(word, texts[i]))
            return true;
    return false;
}

/* Puts `length` words before the one at `at`; the count then. Where there is no room, nothing. */
static size_t put(struct word *words, size_t count, size_t at, const struct word *fresh, size_t length)
{
    if (count + length > AGENT_MOST_WORDS)
        return count;
    memmove(words + at + length, words + at, (count - at) * sizeof *words);
    memcpy(words + at, fresh, length * sizeof *words);
    return count + length;
}

static struct word joint_before(const struct word *word, enum joint joint)
{
    return (struct word){.kind = WORD_JOINT, .value = joint, .start = word->start, .length = 0, .mode = -1};
}

/* The last word before `i` in its clause that says something, past `where` too; `first` - 1 as SIZE_MAX: none. */
static size_t said_before(const struct word *words, size_t first, size_t i)
{
    while (i > first && (words[i - 1].kind == WORD_FILLER || is_where(&words[i - 1])))
        i--;
    return i > first ? i - 1 : SIZE_MAX;
}

static bool has_thing(const struct word *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        if (is_thing(&words[k]))
            return true;
    return false;
}

/* Is the verb at `i` right before a thing or a style: 不要钢琴, 再加一个标题? */
static bool takes_thing(const struct word *words, size_t count, size_t i)
{
    static const enum word_kind between[] = {WORD_FILLER, WORD_IT,  WORD_ADD,  WORD_USE,  WORD_WITH,   WORD_REMOVE,
                                             WORD_WANT,   WORD_ONE, WORD_KEEP, WORD_ONLY, WORD_DEGREE, WORD_NOT};
    size_t k = i + 1;
    while (k < count && is_one_of(words[k].kind, between, COUNT(between)))
        k++;
    return k < count && words[k].kind != WORD_JOINT && (is_thing(&words[k]) || words[k].is_style);
}

/* 不要吉他|要钢琴, 去掉鼓|加钢琴, 鼓去掉|加钢琴: does a second order begin at `i`? */
static bool order_begins(const struct word *words, size_t count, size_t first, size_t i)
{
    static const enum word_kind verbs[] = {WORD_NOT, WORD_WANT, WORD_REMOVE, WORD_ADD, WORD_KEEP, WORD_ONLY};
    static const enum word_kind ahead[] = {WORD_NOT,  WORD_WANT, WORD_REMOVE, WORD_ADD,  WORD_KEEP, WORD_ONLY,
                                           WORD_MAKE, WORD_TURN, WORD_LOUD,   WORD_FAST, WORD_USE,  WORD_STRONG};
    size_t last = said_before(words, first, i);
    bool swaps = (words[i].kind == WORD_MAKE && word_starts(&words[i], "换")) ||
                 (words[i].kind == WORD_USE && word_is(&words[i], "用"));
    if (last == SIZE_MAX || !word_is_wide(&words[i]) || (!swaps && !is_one_of(words[i].kind, verbs, COUNT(verbs))) ||
        !takes_thing(words, count, i))
        return false;
    bool verb = false, gone = false;
    for (size_t k = first; k < last; k++) {
        verb = verb || is_one_of(words[k].kind, ahead, COUNT(ahead));
        gone = gone || words[k].kind == WORD_NOT || words[k].kind == WORD_REMOVE;
    }
    gone = gone || words[last].kind == WORD_REMOVE;
    if (swaps && !gone) /* 去掉钢琴|换成吉他 */
        return false;
    bool thing = is_thing(&words[last]) || words[last].is_style;
    bool done = (words[last].kind == WORD_REMOVE || words[last].kind == WORD_TURN || words[last].kind == WORD_LOUD ||
                 words[last].kind == WORD_FAST || words[last].kind == WORD_STRONG) &&
                !covers(&words[last]) && has_thing(words, first, last);
    return (thing && verb) || done;
}

/* 换成摇滚 去掉钢琴|音量40: a blank, and an order on both sides of it. */
static bool stands_apart(const struct word *words, size_t count, size_t first, size_t last, size_t i)
{
    static const enum word_kind verbs[] = {WORD_REMOVE, WORD_ADD, WORD_NOT, WORD_MAKE, WORD_WANT, WORD_KEEP, WORD_ONLY};
    bool blank = words[i - 1].start + words[i - 1].length < words[i].start && word_is_wide(&words[i - 1]) &&
                 word_is_wide(&words[i]) && i == last + 1;
    if (!blank || words[i].kind == WORD_ROLE || (!is_thing(&words[last]) && !words[last].is_style))
        return false;
    bool ordered = false, done = false;
    for (size_t k = first; k < last; k++)
        ordered = ordered || is_one_of(words[k].kind, verbs, COUNT(verbs));
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++)
        done = done || is_done_to(&words[k]);
    return ordered && done;
}

/* 音乐小一点|鼓也小一点: does the next thing begin at `i`? */
static bool thing_begins(const struct word *words, size_t count, size_t first, size_t i)
{
    size_t last = said_before(words, first, i);
    while (last != SIZE_MAX && last > first && (words[last].kind == WORD_IT || words[last].kind == WORD_MAKE))
        last = said_before(words, first, last);
    if (last == SIZE_MAX || !is_thing(&words[i]))
        return false;
    if (stands_apart(words, count, first, last, i))
        return true;
    if (!has_thing(words, first, last))
        return false;
    bool done = is_done_to(&words[last]) && words[last].kind != WORD_NOT && words[last].kind != WORD_NUMBER;
    done = done && !(words[last].kind == WORD_REMOVE && words[i].kind == WORD_ROLE && last > first &&
                     words[last - 1].kind == WORD_MUSIC); /* 音乐去掉鼓 */
    bool stays = words[last].kind == WORD_KEEP;           /* 鼓别动|贝斯小一点 */
    for (size_t k = first; k < last; k++)
        stays = stays || (words[last].kind == WORD_CHANGE && words[k].kind == WORD_NOT);
    done = done || stays;
    bool again = words[i].kind == WORD_FADE,
         names = false; /* 鼓小一点: the direction stands behind the thing there, too */
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++)
        again = again || is_done_to(&words[k]);
    for (size_t k = first; k < last; k++) {
        names = names || is_thing(&words[k]);
        if (!names && is_done_to(&words[k]) && !agent_is_time(&words[k]))
            return false;
    }
    return done && again && !covers(&words[last]);
}

/* 小声一点|快一点|加淡出: does another direction begin at `i`, or what is added besides one? */
static bool way_begins(const struct word *words, size_t count, size_t first, size_t i)
{
    size_t last = said_before(words, first, i);
    if (last == SIZE_MAX || !word_is_wide(&words[i]) || !word_is_wide(&words[last]))
        return false;
    bool loud = words[last].kind == WORD_TURN || words[last].kind == WORD_LOUD, fast = words[last].kind == WORD_FAST;
    bool other =
        (loud && words[i].kind == WORD_FAST) || (fast && (words[i].kind == WORD_LOUD || words[i].kind == WORD_TURN));
    bool adds = words[i].kind == WORD_ADD && takes_thing(words, count, i);
    return (loud || fast) && !covers(&words[last]) && (other || adds) && last + 1 == i;
}

/* How many words of where stand at the head of the clause from `first` on: 前5秒, 10秒后. */
static size_t lead_length(const struct word *words, size_t first, size_t end)
{
    static const enum word_kind more[] = {WORD_FILLER, WORD_AFTER, WORD_BEFORE, WORD_WHEN, WORD_TALK, WORD_BETWEEN};
    size_t length = 0;
    bool where = false;
    while (first + length < end &&
           (is_where(&words[first + length]) || is_one_of(words[first + length].kind, more, COUNT(more)))) {
        where = where || is_where(&words[first + length]) || words[first + length].kind == WORD_TALK;
        length++;
    }
    return where ? length : 0;
}

static size_t orders_part(struct word *words, size_t count)
{
    for (size_t i = 1, first = 0; i < count; i++) {
        if (words[i].kind == WORD_JOINT || words[i].kind == WORD_BECAUSE) {
            first = i + 1;
            continue;
        }
        if (i <= first || (!order_begins(words, count, first, i) && !thing_begins(words, count, first, i) &&
                           !way_begins(words, count, first, i)))
            continue;
        size_t at = i;
        while (at > first + 1 && (is_where(&words[at - 1]) || words[at - 1].kind == WORD_IT ||
                                  (words[at - 1].kind == WORD_MAKE && word_is(&words[at - 1], "让"))))
            at--;
        struct word joint = joint_before(&words[at], JOINT_SOFT), lead[16];
        /* 前5秒不要鼓|加钢琴: there, too, where the second one has no place of its own. */
        size_t ahead = at == i && order_begins(words, count, first, i) ? lead_length(words, first, at) : 0;
        ahead = ahead <= COUNT(lead) ? ahead : 0;
        memcpy(lead, words + first, ahead * sizeof *lead);
        size_t more = put(words, count, at, &joint, 1);
        if (more == count)
            return count;
        count = put(words, more, at + 1, lead, ahead);
        first = at + 1;
        i += 1 + (count - more);
    }
    return count;
}

/* A clause [first, end) of small words, places and things: the first thing, or `end`. */
static size_t bare_things(const struct word *words, size_t first, size_t end)
{
    size_t thing = end;
    for (size_t k = first; k < end; k++) {
        if (is_thing(&words[k]))
            thing = thing < end ? thing : k;
        else if (words[k].kind != WORD_FILLER && words[k].kind != WORD_IT && words[k].kind != WORD_AGAIN &&
                 !(words[k].kind == WORD_MAKE && word_is(&words[k], "让")) && !is_where(&words[k]))
            return end;
    }
    return thing;
}

static bool all_roles(const struct word *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        if (is_thing(&words[k]) && words[k].kind != WORD_ROLE)
            return false;
    return true;
}

/* 音乐和鼓都小一点: what stands behind the last thing is said of each. The count then. */
static size_t predicate_spread(struct word *words, size_t count, size_t joint)
{
    static const enum word_kind small[] = {WORD_FILLER, WORD_ALL,  WORD_DEGREE, WORD_MAKE, WORD_AGAIN, WORD_EVEN,
                                           WORD_WANT,   WORD_ISIT, WORD_VOLUME, WORD_TO,   WORD_IT,    WORD_CHANGE};
    size_t first = words_clause_start(words, joint), end = words_clause_end(words, count, joint + 1);
    size_t lead = words[first].kind == WORD_EXCEPT && first + 1 < joint ? first + 1 : first; /* 除了鼓和贝斯都去掉 */
    size_t left = bare_things(words, lead, joint), right = joint + 1;
    while (right < end && (words[right].kind == WORD_FILLER || words[right].kind == WORD_IT))
        right++;
    if (left == joint || right >= end || !is_thing(&words[right]) || words[right].kind == WORD_FADE)
        return count;
    size_t said = right + 1; /* behind the things */
    for (size_t k = right; k < end; k++)
        said = is_thing(&words[k]) && words[k].kind != WORD_VOLUME ? k + 1 : said;
    bool done = false, plain = true;
    static const char *const alike[] = {"差不多", "一样", "同样", "一般"}; /* 人声跟音乐差不多大 */
    for (size_t k = said; k < end; k++) {
        if (word_is_one(&words[k], alike, COUNT(alike)))
            return count;
        done = done || is_done_to(&words[k]);
        plain = plain && (is_done_to(&words[k]) || is_one_of(words[k].kind, small, COUNT(small)));
    }
    bool roles = all_roles(words, first, joint) && all_roles(words, right, said);
    plain = plain && lead == first;
    if (roles && !(done && plain) && said < end && words_past_filler(words, count, said) < end)
        words[joint].kind = WORD_FILLER; /* 鼓和贝斯从5秒进 */
    if (!done || !plain)
        return count;
    struct word copy[32];
    size_t length = end - said, ahead = left - first;
    if (length > COUNT(copy) || ahead > COUNT(copy))
        return count;
    for (size_t k = said; k < end; k++)
        if (words[k].kind == WORD_ALL)
            word_say_nothing(&words[k]);
    memcpy(copy, words + first, ahead * sizeof *copy); /* 前3秒音乐和原声都关掉 */
    bool placed = false;
    for (size_t k = 0; k < ahead; k++)
        placed = placed || is_where(&copy[k]);
    if (placed) {
        size_t more = put(words, count, joint + 1, copy, ahead);
        said += more - count;
        count = more;
    }
    memcpy(copy, words + said, length * sizeof *copy);
    return put(words, count, joint, copy, length);
}

/* 去掉标题和音乐, 关掉原声和鼓: what stands ahead of the first thing is said of each. The count then. */
static size_t verb_spread(struct word *words, size_t count, size_t joint)
{
    size_t first = words_clause_start(words, joint), end = words_clause_end(words, count, joint + 1), thing = joint;
    size_t right = words_past_filler(words, count, joint + 1);
    bool done = false, turns = false;
    for (size_t k = first; k < joint && thing == joint; k++) {
        thing = is_thing(&words[k]) ? k : thing;
        turns = turns || words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD || words[k].kind == WORD_STRONG;
        done = done || (thing == joint && is_done_to(&words[k]) && !agent_is_time(&words[k]));
        if (thing == joint && !is_done_to(&words[k]) && words[k].kind != WORD_FILLER && words[k].kind != WORD_WANT &&
            words[k].kind != WORD_DEGREE && !is_where(&words[k]))
            return count;
    }
    bool placed = right < end && is_where(&words[right]); /* 去掉前5秒的音乐和最后5秒的原声 */
    while (placed && right < end && (is_where(&words[right]) || words[right].kind == WORD_FILLER))
        right++;
    if (!done || thing == joint || right >= end || !is_thing(&words[right]) || words[thing].kind == WORD_FADE)
        return count;
    for (size_t k = thing; k < end; k++) /* 音乐和人声的音量 */
        if (k != joint && !is_thing(&words[k]) && words[k].kind != WORD_FILLER && words[k].kind != WORD_DEGREE &&
            !(placed && k > joint && is_where(&words[k])))
            return count;
    bool roles = all_roles(words, thing, end);
    if (roles && turns)
        words[joint].kind = WORD_FILLER;
    struct word copy[32];
    if ((roles && !placed) || thing - first > COUNT(copy))
        return count;
    size_t length = 0;
    for (size_t k = first; k < thing; k++)
        if (!placed || !is_where(&words[k]))
            copy[length++] = words[k];
    return put(words, count, joint + 1, copy, length);
}

/* 1、音量小一点 2、结尾淡出: the numbers count the orders. */
static void take_list(struct word *words, size_t count)
{
    int next = 1;
    for (size_t i = 0; i + 1 < count; i++) {
        bool marked = words[i + 1].kind == WORD_JOINT && word_is(&words[i + 1], "、");
        if (words[i].kind != WORD_NUMBER || words[i].unit != UNIT_NONE || words[i].number != next || !marked ||
            (next == 1 && i > 0 && words[i - 1].kind != WORD_JOINT))
            continue;
        words[i].kind = next == 1 ? WORD_FILLER : WORD_JOINT;
        words[i].value = JOINT_HARD;
        words[i + 1].kind = WORD_FILLER;
        next++;
    }
}

/* 去掉鼓后导出: and then. */
static void take_then(struct word *words, size_t count, size_t i)
{
    static const enum word_kind acts[] = {WORD_EXPORT, WORD_ADD, WORD_REMOVE, WORD_MAKE, WORD_IT};
    static const char *const then[] = {"后", "之后", "以后", "完后", "完"};
    size_t next = words_past_filler(words, count, i + 1), first = words_clause_start(words, i);
    if (!word_is_one(&words[i], then, COUNT(then)) || i < first + 2 ||
        !is_one_of(words_kind_at(words, count, next), acts, COUNT(acts)))
        return;
    bool verb = false;
    static const enum word_kind orders[] = {WORD_REMOVE, WORD_ADD,  WORD_MAKE, WORD_TURN,
                                            WORD_LOUD,   WORD_FAST, WORD_FADE, WORD_REPLACE};
    for (size_t k = first; k < i && words[next].kind == WORD_EXPORT; k++)
        verb = verb || is_one_of(words[k].kind, orders, COUNT(orders));
    if (verb) { /* 音量调到30后导出 */
        words[i].kind = WORD_JOINT;
        words[i].value = JOINT_AND;
        return;
    }
    for (size_t k = first; k < i; k++) {
        if (is_where(&words[k]) || words[k].kind == WORD_TALK || words[k].kind == WORD_CUT ||
            words[k].kind == WORD_SHOT)
            return;
        verb = verb || words[k].kind == WORD_REMOVE || words[k].kind == WORD_ADD || words[k].kind == WORD_MAKE;
    }
    if (!verb || (!is_thing(&words[i - 1]) && words[i - 1].kind != WORD_REMOVE && !words[i - 1].is_style))
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_AND;
}

size_t agent_joined_chinese(struct word *words, size_t count)
{
    bool wide = false;
    for (size_t i = 0; i < count; i++)
        wide = wide || word_is_wide(&words[i]);
    if (!wide)
        return count;
    take_list(words, count);
    for (size_t i = 0; i < count; i++)
        take_then(words, count, i);
    for (size_t i = 2; i + 1 < count; i++) /* 前3秒后3秒: both */
        if (words[i].kind == WORD_LAST && words[i - 2].kind == WORD_FIRST && agent_names_time(&words[i - 1]) &&
            agent_names_time(&words[i + 1])) {
            struct word joint = joint_before(&words[i], JOINT_AND);
            count = put(words, count, i++, &joint, 1);
        }
    count = orders_part(words, count);
    for (size_t i = count; i-- > 1;)
        if (words[i].kind == WORD_JOINT && words[i].value == JOINT_AND && i + 1 < count &&
            words[i - 1].kind != WORD_JOINT) {
            size_t more = predicate_spread(words, count, i);
            count = more == count ? verb_spread(words, count, i) : more;
        }
    return count;
}
