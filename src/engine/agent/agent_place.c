/* Places: from several words to one. Each reader looks at the words from `at` on and says how many it took. */
#include "agent_place.h"

#include <string.h>

#include "bgmusic/base/text.h"

struct words {
    struct word *at;
    size_t count;
};

static enum word_kind kind_at(const struct words *words, size_t i)
{
    return i < words->count ? words->at[i].kind : WORD_JOINT;
}

static bool time_at(const struct words *words, size_t i)
{
    return i < words->count && agent_is_time(&words->at[i]);
}

static bool named_at(const struct words *words, size_t i)
{
    return i < words->count && agent_names_time(&words->at[i]);
}

/* Past what means nothing: "from *the* middle". */
static size_t past_filler(const struct words *words, size_t i)
{
    while (kind_at(words, i) == WORD_FILLER || kind_at(words, i) == WORD_DEGREE)
        i++;
    return i;
}

static struct edit_place span(int64_t from_ms, int64_t to_ms)
{
    return (struct edit_place){PLACE_SPAN, from_ms, to_ms, false};
}

static int64_t ms_at(const struct words *words, size_t i)
{
    return agent_word_ms(&words->at[i]);
}

/* "from 3 to 5", "between 0:07 and 0:11", "3秒到5秒之间", "3-5 s". */
static size_t read_between(const struct words *words, size_t i, struct edit_place *place)
{
    size_t begin = i;
    bool led = i > 0 && words->at[i - 1].kind == WORD_EXCEPT; /* "except 7 to 9" */
    while (kind_at(words, i) == WORD_FROM || kind_at(words, i) == WORD_BETWEEN || kind_at(words, i) == WORD_AT ||
           (led && kind_at(words, i) == WORD_FILLER)) {
        led = led || kind_at(words, i) != WORD_AT;
        i++;
    }
    /* 从开头到第6秒, "from the beginning to 0:06" */
    bool start = kind_at(words, i) == WORD_START && text_starts_with_ignore_case(words->at[i].start, "start");
    if (led && (start || kind_at(words, i) == WORD_OPENING) && kind_at(words, i + 1) == WORD_TO) {
        size_t to = past_filler(words, i + 2);
        while (kind_at(words, to) == WORD_AT)
            to++;
        if (!named_at(words, to))
            return 0;
        *place = span(0, ms_at(words, to));
        return to + 1 - begin;
    }
    if (!time_at(words, i))
        return 0;
    size_t first = i++;
    while (kind_at(words, i) == WORD_ONWARD || kind_at(words, i) == WORD_FILLER || kind_at(words, i) == WORD_START ||
           (led && kind_at(words, i) == WORD_SHOW)) /* 从第三秒显示到第六秒 */
        i++;
    bool plays_to = led && kind_at(words, i) == WORD_MOVE && words->at[i].value == 1; /* 从3秒放到15秒 */
    bool joined = plays_to || kind_at(words, i) == WORD_TO ||
                  (kind_at(words, i) == WORD_JOINT && i < words->count && words->at[i].value == JOINT_AND &&
                   (led || named_at(words, first)));
    if (!joined)
        return 0;
    bool by_and = kind_at(words, i) == WORD_JOINT;
    i = past_filler(words, i + 1);
    while (kind_at(words, i) == WORD_AT)
        i++;
    if (!time_at(words, i) || (!led && !named_at(words, i) && !named_at(words, first)))
        return 0;
    if (by_and && !led && kind_at(words, i + 1) != WORD_BETWEEN)
        return 0;
    /* "5 to 10 s": the unit stands once; "1:05 to 2:00" has its own. */
    if (ms_at(words, i) <= ms_at(words, first))
        return 0;
    *place = span(ms_at(words, first), ms_at(words, i));
    i++;
    while (kind_at(words, i) == WORD_BETWEEN)
        i++;
    return i - begin;
}

static enum edit_place_kind half_of(int value)
{
    static const enum edit_place_kind kinds[] = {PLACE_FIRST_HALF,    PLACE_FIRST_HALF,   PLACE_SECOND_HALF,
                                                 PLACE_FIRST_THIRD,   PLACE_MIDDLE_THIRD, PLACE_LAST_THIRD,
                                                 PLACE_FIRST_QUARTER, PLACE_LAST_QUARTER};
    return kinds[value];
}

/* The word that leads to an edge: from, until, at, to. */
struct edge_lead {
    bool from, until, at, to;
};

static struct edge_lead lead_at(const struct words *words, size_t i)
{
    enum word_kind kind = kind_at(words, i);
    bool second = i < words->count && words->at[i].value == 1; /* "up to", "move up to" */
    for (size_t k = i; k-- > 0 && words->at[k].kind != WORD_JOINT && second;)
        second = kind != WORD_MOVE || words->at[k].kind != WORD_TITLE; /* 标题放到第5秒 */
    struct edge_lead lead = {.from = kind == WORD_FROM || kind == WORD_AFTER,
                             .until = ((kind == WORD_TO || kind == WORD_MOVE) && second) || kind == WORD_BEFORE,
                             .at = kind == WORD_AT};
    if (kind == WORD_TO && words->at[i].length == strlen("à") && strncmp(words->at[i].start, "à", strlen("à")) == 0)
        lead.at = true; /* French says "commence à 4 s" */
    lead.to = kind == WORD_TO && !lead.until;
    return lead;
}

/* "from the middle on", "until the end": `i` is at the name. */
static size_t read_named_edge(const struct words *words, size_t begin, size_t i, bool from, struct edit_place *place)
{
    enum word_kind kind = kind_at(words, i++);
    size_t more = past_filler(words, i);
    if (kind_at(words, more) == WORD_ONWARD)
        i = more + 1;
    else if (kind_at(words, more) == WORD_TO && kind_at(words, past_filler(words, more + 1)) == WORD_ENDING)
        i = past_filler(words, more + 1) + 1;
    place->kind = kind == WORD_MIDDLE           ? (from ? PLACE_SECOND_HALF : PLACE_FIRST_HALF)
                  : kind == WORD_ENDING && from ? PLACE_ENDING
                                                : PLACE_WHOLE;
    return i - begin;
}

/* "8秒后", "8秒之后再": behind a time, what leads to the last seconds or to another clause elsewhere. */
static bool after_at(const struct words *words, size_t i)
{
    enum word_kind kind = kind_at(words, i);
    if (kind == WORD_AFTER)
        return true;
    if (i >= words->count)
        return false;
    const char *text = words->at[i].start;
    size_t length = words->at[i].length;
    return (kind == WORD_LAST && length == strlen("后") && strncmp(text, "后", length) == 0 &&
            !time_at(words, i + 1)) ||
           (kind == WORD_JOINT && length == strlen("之后再") && strncmp(text, "之后再", length) == 0);
}

/* "8 seconds in", "two seconds before the end", "10秒之前": what stands behind the time says which side. `i` is there.
 */
static size_t read_edge_behind(const struct words *words, size_t begin, size_t i, struct edge_lead lead, bool named,
                               struct edit_place *place)
{
    int64_t ms = ms_at(words, i - 1);
    enum word_kind behind = kind_at(words, i);
    if (!named)
        return 0;
    if (after_at(words, i) && !lead.from && !lead.until) {
        *place = span(ms, -1);
        return (kind_at(words, i + 1) == WORD_START ? i + 2 : i + 1) - begin;
    }
    if (behind != WORD_BEFORE && behind != WORD_STOP)
        return 0;
    /* "before the video ends": so far from the end. */
    size_t last = past_filler(words, i + 1), ends = past_filler(words, last + 1);
    bool whole = kind_at(words, last) == WORD_PICTURE || kind_at(words, last) == WORD_ENDING;
    if (behind == WORD_BEFORE && whole) {
        *place = (struct edit_place){PLACE_LAST, ms, 0, false};
        bool verb = kind_at(words, ends) == WORD_STOP || kind_at(words, ends) == WORD_MAKE;
        return (verb ? ends : last) + 1 - begin;
    }
    if (behind == WORD_BEFORE ? lead.from : !lead.to) /* "到10秒为止" */
        return 0;
    *place = span(0, ms);
    return i + 1 - begin;
}

/* "from 0:07 on", "from 7 s to the end": `i` is behind the time. */
static size_t read_edge_from(const struct words *words, size_t begin, size_t i, bool named, struct edit_place *place)
{
    enum word_kind behind = kind_at(words, i);
    size_t tail = i, ending = past_filler(words, i + 1);
    /* 开始 belongs to its time, 3秒から始めて is an order. */
    bool begins = behind == WORD_START && strncmp(words->at[i].start, "始", strlen("始")) != 0;
    if (behind == WORD_ONWARD || begins || behind == WORD_AFTER)
        tail = i + 1;
    else if (behind == WORD_TO && kind_at(words, ending) == WORD_ENDING)
        tail = ending + 1;
    if (!named && tail == i)
        return 0;
    *place = span(ms_at(words, i - 1), -1);
    return tail - begin;
}

/* "at 20 s", "0:20", "20秒推向高潮": `i` is behind the time. */
static size_t read_point(const struct words *words, size_t begin, size_t i, bool at, bool named,
                         struct edit_place *place)
{
    const struct word *time = &words->at[i - 1];
    enum word_kind behind = kind_at(words, i);
    bool sooner = begin > 0 && words->at[begin - 1].kind == WORD_LATER; /* 提前2秒结束 */
    if (sooner)
        return 0;
    bool turns = behind == WORD_BUILD || behind == WORD_COURSE || behind == WORD_STOP;
    /* 9秒的时候 */
    bool when = named && behind == WORD_WHEN && ((unsigned char)words->at[i].start[0] & 0x80) != 0;
    at = at || when || (turns && ((unsigned char)words->at[i].start[0] & 0x80) != 0);
    if (!(at && named) && time->unit != UNIT_CLOCK)
        return 0;
    *place = (struct edit_place){PLACE_POINT, ms_at(words, i - 1), 0, false};
    if (when)
        return i + 1 - begin;
    if (behind == WORD_ONWARD)
        *place = span(ms_at(words, i++ - 1), -1);
    return i - begin;
}

/* 起, or 开始 where something else than the music's start follows: "8秒开始音乐大一点". */
static bool onward_at(const struct words *words, size_t i)
{
    if (kind_at(words, i) != WORD_START)
        return false;
    if (words->at[i].length == strlen("起") && strncmp(words->at[i].start, "起", words->at[i].length) == 0)
        return true;
    if (words->at[i].length != strlen("开始") || strncmp(words->at[i].start, "开始", words->at[i].length) != 0)
        return false;
    for (size_t k = i + 1; k < words->count && words->at[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words->at[k].kind;
        if (kind == WORD_TURN || kind == WORD_LOUD || kind == WORD_NOT || kind == WORD_REMOVE || kind == WORD_ROLE)
            return true;
    }
    return false;
}

/* "from 0:07 on", "after 8 seconds", "until 0:10", "at 20 s", "10秒以后", "从第7秒开始", "from the middle on". */
static size_t read_edge(const struct words *words, size_t i, struct edit_place *place)
{
    size_t begin = i;
    if (kind_at(words, i) == WORD_EXCEPT)
        return 0;
    struct edge_lead lead = lead_at(words, i);
    if (lead.from || lead.until || lead.at || lead.to)
        i++;
    i = past_filler(words, i);
    while (kind_at(words, i) == WORD_AT)
        i++;
    enum word_kind kind = kind_at(words, i);
    if ((lead.from || lead.until) && (kind == WORD_MIDDLE || kind == WORD_ENDING || kind == WORD_OPENING))
        return read_named_edge(words, begin, i, lead.from, place);
    /* "until the second cut", "before the last cut" */
    bool edge = (kind == WORD_FIRST || kind == WORD_LAST) && kind_at(words, i + 1) == WORD_CUT;
    if (lead.until && (kind == WORD_CUT || edge)) {
        int number = edge ? (kind == WORD_FIRST ? 1 : -1) : words->at[i].value > 0 ? words->at[i].value : 1;
        *place = (struct edit_place){PLACE_CUT, number, 0, true};
        return i + (edge ? 2 : 1) - begin;
    }
    if (!time_at(words, i))
        return 0;
    bool named = named_at(words, i++);
    if (named && !lead.until && onward_at(words, i)) { /* 第12秒起 */
        *place = span(ms_at(words, i - 1), -1);
        return i + 1 - begin;
    }
    size_t used = read_edge_behind(words, begin, i, lead, named, place);
    if (used > 0)
        return used;
    if (lead.from)
        return read_edge_from(words, begin, i, named, place);
    if (lead.until && named) {
        *place = span(0, ms_at(words, i - 1));
        return i - begin;
    }
    return read_point(words, begin, i, lead.at, named, place);
}

/* "the first five seconds", "前5秒", "last 3 s", "first half", "at the end", "in the middle". */
static size_t read_part(const struct words *words, size_t i, struct edit_place *place)
{
    size_t begin = i;
    /* "on the second cut" */
    bool on = kind_at(words, i) == WORD_FILLER && kind_at(words, i + 1) == WORD_CUT &&
              text_starts_with_ignore_case(words->at[i].start, "on");
    while ((on && i == begin) || kind_at(words, i) == WORD_WHEN || kind_at(words, i) == WORD_AT ||
           kind_at(words, i) == WORD_FROM || kind_at(words, i) == WORD_SUBJECT || kind_at(words, i) == WORD_AFTER ||
           (i > begin && kind_at(words, i) == WORD_FILLER))
        i++;
    enum word_kind kind = kind_at(words, i);
    bool chinese = i < words->count && ((unsigned char)words->at[i].start[0] & 0x80) != 0;
    /* 倒数第三秒: so many before the end */
    if (kind == WORD_LAST && chinese && kind_at(words, i + 1) == WORD_AT && named_at(words, i + 2)) {
        *place = (struct edit_place){PLACE_LAST, ms_at(words, i + 2), 0, false};
        bool from = kind_at(words, i + 3) == WORD_START && kind_at(words, i + 4) != WORD_JOINT;
        return i + (from ? 4 : 3) - begin;
    }
    if (kind == WORD_LAST && chinese && !time_at(words, i + 1)) { /* "移到最后" */
        place->kind = PLACE_ENDING;
        return i + 1 - begin;
    }
    if ((kind == WORD_FIRST || kind == WORD_LAST) && named_at(words, i + 1)) {
        *place = (struct edit_place){kind == WORD_FIRST ? PLACE_FIRST : PLACE_LAST, ms_at(words, i + 1), 0, false};
        return i + 2 - begin;
    }
    bool behind = kind_at(words, i + 1) == WORD_FIRST || kind_at(words, i + 1) == WORD_LAST;
    if (named_at(words, i) && behind) { /* "les 3 premières secondes" */
        enum edit_place_kind part = kind_at(words, i + 1) == WORD_FIRST ? PLACE_FIRST : PLACE_LAST;
        *place = (struct edit_place){part, ms_at(words, i), 0, false};
        return i + 2 - begin;
    }
    size_t lead = begin;
    while (lead > 0 && words->at[lead - 1].kind == WORD_FILLER)
        lead--;
    enum word_kind led = begin > 0 ? words->at[begin - 1].kind : WORD_JOINT;
    bool over = lead > 0 && words->at[lead - 1].kind == WORD_UNDER;
    if (kind == WORD_HALF)
        place->kind = half_of(words->at[i].value);
    else if ((kind == WORD_OPENING || kind == WORD_ENDING) && named_at(words, i + 1)) /* 开头四秒 */
        *place = (struct edit_place){kind == WORD_OPENING ? PLACE_FIRST : PLACE_LAST, ms_at(words, i + 1), 0, false},
        i++;
    else if (kind == WORD_OPENING)
        place->kind = PLACE_OPENING;
    else if (kind == WORD_MIDDLE && named_at(words, i + 1)) /* "the middle 10 seconds" */
        *place = (struct edit_place){PLACE_MIDDLE, ms_at(words, i + 1), 0, false}, i++;
    else if (kind == WORD_MIDDLE) /* "halfway through" is from there on */
        place->kind = words->at[i].value == 1 ? PLACE_SECOND_HALF : PLACE_MIDDLE;
    else if (kind == WORD_SHOT)
        *place = (struct edit_place){PLACE_SHOT, words->at[i].value, 0, false};
    else if (kind == WORD_ENDING)
        place->kind = PLACE_ENDING;
    else if (kind == WORD_STOP && (led == WORD_COURSE || led == WORD_LEVEL)) /* "a calm end", "a big finish" */
        place->kind = PLACE_ENDING;
    else if (kind == WORD_EVERYWHERE)
        place->kind = PLACE_WHOLE;
    else if (kind == WORD_CUT && over) /* "over the first cut" is no stretch */
        return 0;
    else if (kind == WORD_CUT && i > begin)
        *place = (struct edit_place){PLACE_CUT, words->at[i].value > 0 ? words->at[i].value : 1, 0, false};
    else if ((kind == WORD_FIRST || kind == WORD_LAST) && kind_at(words, i + 1) == WORD_CUT && !over)
        *place = (struct edit_place){PLACE_CUT, kind == WORD_FIRST ? 1 : -1, 0, false}, i++;
    else
        return 0;
    return i + 1 - begin;
}

/* "In the pauses", "between my sentences": says where by itself. */
static bool word_starts_in(const struct word *word)
{
    return text_starts_with_ignore_case(word->start, "in ") || text_starts_with_ignore_case(word->start, "between ") ||
           text_starts_with_ignore_case(word->start, "without ") ||
           text_starts_with_ignore_case(word->start, "with no ");
}

/* "With my last word", 我说完音乐就停: the end of the words by itself. */
static bool ends_words(const struct word *word)
{
    char said[64];
    agent_word_text(word, said, sizeof said);
    return text_starts_with_ignore_case(said, "with ") || text_starts_with_ignore_case(said, "on ") ||
           strstr(said, "完") != NULL || strstr(said, "结束") != NULL || strstr(said, "落") != NULL;
}

/* Which stretches of speech, or between them, the small words before `word` make of it. */
static void speech_side(const struct word *word, struct edit_place *place, bool until, bool after, bool always)
{
    char said[64];
    agent_word_text(word, said, sizeof said);
    bool first = strstr(said, "first") != NULL || strstr(said, "第一") != NULL;
    if (word->value == 2 && always && !first) /* "whenever I stop talking" */
        place->kind = PLACE_NO_SPEECH;
    else if (word->value == 2 && until && first) { /* "until I'm done with my first sentence" */
        place->kind = PLACE_AFTER_FIRST_SPEECH;
        place->except = true;
    } else if (word->value == 2)
        place->kind = until ? PLACE_UNTIL_GOODBYE : PLACE_AFTER_FIRST_SPEECH;
    else if (until)
        place->kind = PLACE_UNTIL_GOODBYE;
    else if (after && word->value == 1)
        place->kind = PLACE_AFTER_FIRST_SPEECH;
    else
        place->kind = word->value == 1 ? PLACE_SPEECH : PLACE_NO_SPEECH;
}

/* "when I speak", "while nobody talks", "under the voice", "until I say goodbye", "when I stop talking". */
static size_t read_speech(const struct words *words, size_t i, struct edit_place *place)
{
    size_t begin = i;
    bool when = false, until = false, after = false, under = false, always = false;
    for (;; i++) {
        enum word_kind kind = kind_at(words, i);
        bool late = kind == WORD_TO || (kind == WORD_MOVE && words->at[i].value == 1) || kind == WORD_BEFORE;
        when = when || kind == WORD_WHEN || kind == WORD_IF;
        always = always || kind == WORD_IF ||
                 (kind == WORD_WHEN && (text_starts_with_ignore_case(words->at[i].start, "whenever") ||
                                        text_starts_with_ignore_case(words->at[i].start, "every time") ||
                                        text_starts_with_ignore_case(words->at[i].start, "each time")));
        until = until || late;
        after = after || kind == WORD_AFTER || kind == WORD_FROM;
        under = under || kind == WORD_UNDER;
        if (kind != WORD_WHEN && kind != WORD_IF && !late && kind != WORD_AFTER && kind != WORD_FROM &&
            kind != WORD_UNDER && kind != WORD_AT && !(i > begin && kind == WORD_FILLER))
            break;
    }
    /* "after the first talking part" */
    bool part =
        after && kind_at(words, i) == WORD_FIRST && words->at[i].value == 1 && kind_at(words, i + 1) == WORD_VOICE;
    if (part) {
        place->kind = PLACE_AFTER_FIRST_SPEECH;
        return (kind_at(words, i + 2) == WORD_SECTION ? i + 3 : i + 2) - begin;
    }
    const struct word *word = i < words->count ? &words->at[i] : NULL;
    if (word == NULL || (word->kind != WORD_TALK && word->kind != WORD_BYE && word->kind != WORD_VOICE))
        return 0;
    size_t used = i + 1 - begin;
    if (word->kind == WORD_VOICE) {
        if (!under && !when)
            return 0;
        place->kind = PLACE_SPEECH;
        return kind_at(words, begin + used) == WORD_TALK ? used + 1 : used; /* "while the interviewer talks" */
    }
    while (kind_at(words, begin + used) == WORD_WHEN || (kind_at(words, begin + used) == WORD_STOP && until))
        used++;
    bool behind = kind_at(words, begin + used) == WORD_JOINT && after_at(words, begin + used); /* 之后再 */
    if (behind && word->kind == WORD_BYE) {
        place->kind = PLACE_FROM_GOODBYE;
        return used + 1;
    }
    if (word->kind == WORD_BYE && kind_at(words, begin + used) == WORD_AFTER) { /* 说再见以后 */
        place->kind = PLACE_FROM_GOODBYE;
        return used + 1;
    }
    if (word->kind == WORD_BYE) {
        if (!until && !when && !after && !ends_words(word))
            return 0;
        place->kind = until ? PLACE_UNTIL_GOODBYE : PLACE_FROM_GOODBYE;
        return used;
    }
    /* Chinese says "when" behind: it is in the word, or was passed just now. */
    bool in = word_starts_in(word);
    bool told = in || when || until || after || under || used > i + 1 - begin ||
                ((unsigned char)word->start[0] & 0x80) != 0 || text_starts_with_ignore_case(word->start, "whether");
    if (!told)
        return 0;
    speech_side(word, place, until, after, always);
    return used;
}

/* "Move the title to the end": no "from there to the end". */
static bool moved_to_the_end(const struct words *words, size_t i)
{
    static const char text[] = "to the end";
    if (kind_at(words, i) != WORD_ONWARD || words->at[i].length != strlen(text) ||
        !text_starts_with_ignore_case(words->at[i].start, text))
        return false;
    while (i > 0 && words->at[i - 1].kind != WORD_JOINT)
        if (words->at[--i].kind == WORD_MOVE)
            return true;
    return false;
}

static size_t read_place(const struct words *words, size_t i, struct edit_place *place)
{
    if (moved_to_the_end(words, i)) {
        place->kind = PLACE_ENDING;
        return 1;
    }
    size_t used = read_between(words, i, place);
    if (used == 0)
        used = read_speech(words, i, place);
    if (used == 0)
        used = read_edge(words, i, place);
    if (used == 0)
        used = read_part(words, i, place);
    return used;
}

/* "The intro up to second 2", "the middle from 6 to 9", "the end from 0:14 on": the first place names the side, the
 * second one its edge. */
static bool narrows(const struct edit_place *whole, const struct edit_place *edge)
{
    bool until = edge->kind == PLACE_SPAN && edge->from_ms == 0 && edge->to_ms > 0;
    bool from = edge->kind == PLACE_SPAN && edge->to_ms < 0;
    return !whole->except && !edge->except &&
           ((whole->kind == PLACE_OPENING && (until || edge->kind == PLACE_FIRST)) ||
            (whole->kind == PLACE_MIDDLE && edge->kind == PLACE_SPAN && edge->from_ms > 0 && edge->to_ms > 0) ||
            (whole->kind == PLACE_ENDING && (from || edge->kind == PLACE_LAST)));
}

size_t agent_places(struct word *words, size_t count)
{
    struct words all = {words, count};
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        struct edit_place place = {PLACE_WHOLE, 0, 0, false};
        size_t used = read_place(&all, i, &place);
        if (used == 0) {
            words[kept++] = words[i++];
            continue;
        }
        struct word word = words[i];
        bool verb = word.kind == WORD_MOVE; /* "放到我说再见" plays up to there */
        word.length = (size_t)(words[i + used - 1].start + words[i + used - 1].length - word.start);
        word.kind = WORD_PLACE;
        word.is_style = false;
        word.place = place;
        size_t led = kept;
        while (led > 0 && words[led - 1].kind == WORD_FILLER) /* "except *the* first 2 s" */
            led--;
        if (led > 0 && words[led - 1].kind == WORD_EXCEPT)
            kept = led;
        struct word *before = kept > 0 ? &words[kept - 1] : NULL;
        if (verb) {
            words[kept] = words[i];
            words[kept++].kind = WORD_USE;
        }
        if (before != NULL && before->kind == WORD_EXCEPT) {
            /* "everywhere except from 3 to 5": one place. */
            word.place.except = true;
            kept--;
            if (kept > 0 && words[kept - 1].kind == WORD_PLACE && words[kept - 1].place.kind == PLACE_WHOLE)
                kept--;
        }
        i += used;
        if (i < count && words[i].kind == WORD_EXCEPT && words[i].value == 1) { /* "前3秒以外" */
            word.place.except = true;
            i++;
        }
        size_t wide = kept;
        while (wide > 0 && words[wide - 1].kind == WORD_FILLER)
            wide--;
        if (wide > 0 && words[wide - 1].kind == WORD_PLACE && narrows(&words[wide - 1].place, &word.place)) {
            words[wide - 1].place = word.place;
            continue;
        }
        words[kept++] = word;
    }
    return kept;
}
