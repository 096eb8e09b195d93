/* Where and when, as Chinese says it with several small words. */
#include "agent_idioms_chinese_place.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool ends_at(const struct word *words, size_t count, size_t i)
{
    return words_kind_at(words, count, words_past_filler(words, count, i)) == WORD_JOINT;
}

static bool is_span(const struct word *word)
{
    return agent_names_time(word) && word->unit != UNIT_CLOCK;
}

/* 音乐4秒开始, 6秒停，9秒再放: at that time. Behind 从 or 第 the place says it. */
static void take_begins(struct word *words, size_t count, size_t i)
{
    static const char *const starts[] = {"响起", "播放", "开始播放", "放"};
    static const char *const again[] = {"继续", "继续放", "接着放", "恢复"};
    if (!is_span(&words[i]) || i + 1 >= count)
        return;
    size_t verb = words_past_filler(words, count, i + 1), lead = i;
    if (words_kind_at(words, count, verb) == WORD_WHEN && word_is(&words[verb], "才")) { /* 4秒才进 */
        words[verb].kind = WORD_FILLER;
        verb = words_past_filler(words, count, verb + 1);
    }
    bool more = words_kind_at(words, count, verb) == WORD_AGAIN && word_is(&words[verb], "再");
    size_t then = more ? words_past_filler(words, count, verb + 1) : verb;
    enum word_kind kind = words_kind_at(words, count, then);
    bool plays = kind == WORD_USE && word_is_one(&words[then], starts, COUNT(starts));
    bool begins = plays || (kind == WORD_START && word_is_wide(&words[then]));
    bool resumes = (more && kind == WORD_USE) || (then < count && word_is_one(&words[then], again, COUNT(again)));
    size_t behind = words_past_filler(words, count, then + 1);
    while (begins && words_kind_at(words, count, behind) == WORD_MUSIC) /* 4秒再进音乐 */
        behind++;
    if ((!begins && !resumes) || !ends_at(words, count, behind))
        return;
    for (; lead > 0 && words[lead - 1].kind != WORD_JOINT; lead--)
        if (words[lead - 1].kind != WORD_MUSIC && words[lead - 1].kind != WORD_FILLER &&
            words[lead - 1].kind != WORD_IT && words[lead - 1].kind != WORD_MAKE && words[lead - 1].kind != WORD_AT)
            return;
    bool stopped = false;
    for (size_t k = lead; k-- > 0 && resumes;)
        stopped = stopped || words[k].kind == WORD_STOP || words[k].kind == WORD_REMOVE;
    if (resumes && !stopped)
        return;
    for (size_t k = lead; k-- > 0 && (resumes || more);) /* 6秒停掉音乐，9秒再放 */
        if (words[k].kind == WORD_REMOVE && words[k].value == 0 && word_starts(&words[k], "停"))
            words[k].kind = WORD_STOP;
    words[i].unit = UNIT_CLOCK;
    words[then].kind = WORD_START;
    if (more)
        words[verb].kind = WORD_FILLER;
}

/* Is it a clause of nothing but that it plays again: 后面再放, 不说话了再响, 说完再放? */
static bool plays_again(const struct word *words, size_t count, size_t i, bool speech)
{
    static const char *const done[] = {"说完",   "讲完",     "我说完", "我讲完", "停下来", "停下", "说完话",
                                       "讲完话", "我说完话", "话说完", "不说了", "不讲了", "停了"};
    static const char *const behind[] = {"后面", "之后", "以后", "再", "然后", "后头", "完了"};
    bool then = false, starts = false;
    for (size_t k = i; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        bool ends = speech && word_is_one(&words[k], done, COUNT(done)) && k == i;
        bool after = !speech && word_is_one(&words[k], behind, COUNT(behind));
        then = then || ends || after || (speech && kind == WORD_TALK && words[k].value == 0);
        bool begins = kind == WORD_START || kind == WORD_USE || kind == WORD_BRING;
        starts = starts || begins;
        if (!ends && !begins && !after && kind != WORD_TALK && kind != WORD_WHEN && kind != WORD_AGAIN &&
            kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_AFTER)
            return false;
    }
    return then && starts;
}

/* 别放音乐, where 空着 stood ahead. */
static bool refuses_again(const struct word *words, size_t count, size_t i)
{
    bool no = false, music = false;
    for (size_t k = i; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        no = no || kind == WORD_NOT;
        music = music || kind == WORD_MUSIC;
        if (kind != WORD_NOT && kind != WORD_USE && kind != WORD_ADD && kind != WORD_MUSIC && kind != WORD_FILLER &&
            kind != WORD_START)
            return false;
    }
    return no && music;
}

/* 我一说话音乐就停，不说话了再响; 前三秒静音，后面再放; 开头空四秒，别放音乐: the second half says the first one again.
 */
static void take_said_again(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || i == 0 || words[i].value == JOINT_INSTEAD)
        return;
    size_t first, end;
    words_clause_about(words, count, i - 1, &first, &end);
    bool speech = false, silent = false, quiet = false, place = false, music = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        speech = speech || (kind == WORD_TALK && words[k].value == 1);
        silent =
            silent || kind == WORD_STOP || kind == WORD_REMOVE || (kind == WORD_NOT && words[k].value == REFUSAL_NO);
        quiet = quiet || (kind == WORD_REMOVE && words[k].value == 1);
        place = place || kind == WORD_FIRST || kind == WORD_OPENING || kind == WORD_ENDING || kind == WORD_LAST ||
                kind == WORD_HALF;
        music = music || kind == WORD_MUSIC;
        if (kind == WORD_VOICE || kind == WORD_ROLE || kind == WORD_TITLE || kind == WORD_FADE)
            return;
    }
    bool again = silent && ((speech && music && plays_again(words, count, i + 1, true)) ||
                            (place && plays_again(words, count, i + 1, false)));
    if (!again && !(quiet && place && refuses_again(words, count, i + 1)))
        return;
    for (size_t k = i; k < count && (k == i || words[k].kind != WORD_JOINT); k++)
        words[k].kind = WORD_FILLER;
}

/* 没说话的地方: where nobody speaks. */
static void take_no_speech(struct word *words, size_t count, size_t i)
{
    static const char *const no[] = {"没", "没有", "无", "不", "没在"};
    if (words[i].kind != WORD_NOT || words_kind_at(words, count, i + 1) != WORD_TALK || words[i + 1].value != 1 ||
        !word_is_one(&words[i], no, COUNT(no)))
        return;
    words[i].kind = WORD_FILLER;
    words[i + 1].value = 0;
}

/* 后面5秒 is the last five; 前面安静，后面激烈 the first half and the second one. */
static void take_behind(struct word *words, size_t count, size_t i)
{
    static const char *const behind[] = {"后面", "后边", "后头"}, *const ahead[] = {"前面", "前边", "前头"};
    bool last = word_is_one(&words[i], behind, COUNT(behind)), front = word_is_one(&words[i], ahead, COUNT(ahead));
    bool timed = i + 1 < count && is_span(&words[i + 1]), of = i > 0 && agent_is_time(&words[i - 1]);
    if ((!last && !front) || of)
        return;
    bool leads = i > 0 && (words[i - 1].kind == WORD_TALK || words[i - 1].kind == WORD_CUT ||
                           words[i - 1].kind == WORD_SHOT || words[i - 1].kind == WORD_BYE ||
                           words[i - 1].kind == WORD_PICTURE || words[i - 1].kind == WORD_MIDDLE);
    if (leads)
        return;
    if (timed) {
        words[i].kind = last ? WORD_LAST : WORD_FIRST;
        words[i].value = last ? 0 : 1;
        return;
    }
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool how = false;
    for (size_t k = i + 1; k < end; k++) {
        enum word_kind kind = words[k].kind;
        how = how || kind == WORD_TURN || kind == WORD_LOUD || kind == WORD_COURSE || kind == WORD_ENERGY;
        if (kind == WORD_USE || kind == WORD_AGAIN || kind == WORD_TITLE || kind == WORD_QUOTED || kind == WORD_UNDO ||
            kind == WORD_BACK || kind == WORD_NUMBER)
            return;
    }
    /* One alone may be anywhere; 前面小后面大 in one clause are two orders. */
    bool other = false;
    for (size_t k = 0; k < count; k++)
        if (k < first || k >= end)
            other = other || (last ? word_is_one(&words[k], ahead, COUNT(ahead))
                                   : word_is_one(&words[k], behind, COUNT(behind)));
        else if (k != i &&
                 (word_is_one(&words[k], ahead, COUNT(ahead)) || word_is_one(&words[k], behind, COUNT(behind))))
            return;
    if (!how || !other)
        return;
    words[i].kind = WORD_HALF;
    words[i].value = last ? 2 : 1;
}

/* 结尾留3秒没有音乐, 开头空出两秒: how long stands behind the place. */
static void take_left_empty(struct word *words, size_t count, size_t i)
{
    static const char *const leaves[] = {"留",   "留出", "空",   "空出", "空出来", "保留",
                                         "留下", "空着", "留空", "空开", "留白"};
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT;
    if ((before != WORD_OPENING && before != WORD_ENDING) || i + 1 >= count || !is_span(&words[i + 1]) ||
        !word_is_one(&words[i], leaves, COUNT(leaves)))
        return;
    struct word time = words[i + 1];
    bool empty = words[i].kind == WORD_REMOVE || word_is(&words[i], "空") || word_is(&words[i], "空出") ||
                 word_is(&words[i], "空开");
    words[i + 1] = words[i];
    words[i] = time;
    words[i + 1].kind = WORD_FILLER;
    if (empty && ends_at(words, count, i + 2)) {
        words[i + 1].kind = WORD_REMOVE;
        words[i + 1].value = 1;
    }
}

/* 开场的6秒: so much of it. */
static void take_of_edge(struct word *words, size_t count, size_t i)
{
    static const char *const of[] = {"的", "那", "这", "头", "前"};
    if ((words[i].kind != WORD_OPENING && words[i].kind != WORD_ENDING) || i + 2 >= count || !is_span(&words[i + 2]) ||
        !word_is_one(&words[i + 1], of, COUNT(of)) || words_kind_at(words, count, i + 3) == WORD_TO)
        return;
    struct word time = words[i + 2];
    words[i + 2] = words[i + 1];
    words[i + 2].kind = WORD_FILLER;
    words[i + 1] = time;
}

/* 第一次切镜头后: Chinese says "after" behind. */
static void take_after_cut(struct word *words, size_t count, size_t i)
{
    bool behind = words_kind_at(words, count, i + 1) == WORD_AFTER || words_kind_at(words, count, i + 1) == WORD_WHEN ||
                  (words_kind_at(words, count, i + 1) == WORD_LAST && word_is(&words[i + 1], "后"));
    if (words[i].kind != WORD_CUT || !word_is_wide(&words[i]) || !behind)
        return;
    words[i + 1].kind = WORD_CUT;
    words[i + 1].value = words[i].value;
    words[i].kind = WORD_AFTER;
}

/* 一上来就有, 开头就放: it starts there. */
static void take_from_start(struct word *words, size_t count, size_t i)
{
    static const char *const begins[] = {"有", "放", "响", "播", "进", "来", "播放", "进来", "开始放", "要有", "开始"};
    size_t verb = words_past_filler(words, count, i + 1), first, end;
    if (words[i].kind != WORD_OPENING || verb == i + 1 || !word_is(&words[i + 1], "就") || verb >= count ||
        !word_is_one(&words[verb], begins, COUNT(begins)))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++)
        if (words[k].kind == WORD_NOT || words[k].kind == WORD_ROLE || words[k].kind == WORD_TITLE ||
            words[k].kind == WORD_VOICE || words[k].is_style)
            return;
    words[verb].kind = WORD_START;
    for (size_t k = first; k < i; k++)
        if (words[k].kind == WORD_BACK)
            words[k].kind = WORD_MAKE;
}

static bool is_the_rest(const struct word *word)
{
    static const char *const rest[] = {"其他", "其它", "其余", "别的", "剩下", "另外"};
    for (size_t i = 0; i < COUNT(rest); i++)
        if (word_starts(word, rest[i]))
            return true;
    return false;
}

/* 除了6到9秒，其他地方都要; 除了5-8秒其他都放: the comma ends nothing, and the rest is what the exception leaves. */
static void take_except_rest(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_EXCEPT || words[i].value != 0 || !word_is_wide(&words[i]))
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool time = false;
    for (size_t k = i; k < end; k++)
        time = time || agent_names_time(&words[k]);
    if (!time)
        return;
    if (end + 1 < count && words[end].value == JOINT_SOFT && is_the_rest(&words[end + 1])) {
        words[end].kind = WORD_FILLER;
        end = words_clause_end(words, count, end);
    }
    for (size_t rest = i + 1; rest < end; rest++) {
        if (!is_the_rest(&words[rest]))
            continue;
        size_t verb = words_past_filler(words, count, rest + 1);
        if (words_kind_at(words, count, verb) == WORD_ALL && word_is(&words[verb], "都"))
            word_say_nothing(&words[verb]);
        verb = words_past_filler(words, count, verb);
        if (words_kind_at(words, count, verb) == WORD_WANT && ends_at(words, count, verb + 1)) /* 都要 */
            words[verb].kind = WORD_USE;
        word_say_nothing(&words[rest]);
        return;
    }
}

/* 音乐放在后半截: it plays there. */
static void take_put_there(struct word *words, size_t count, size_t i)
{
    static const char *const puts[] = {"放在", "放到", "安排在", "用在"};
    enum word_kind next = words_kind_at(words, count, i + 1);
    size_t first, end;
    if (words[i].kind != WORD_MOVE || !word_is_one(&words[i], puts, COUNT(puts)) ||
        (next != WORD_HALF && next != WORD_OPENING && next != WORD_ENDING && next != WORD_MIDDLE))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool music = words_have(words + first, end - first, WORD_MUSIC);
    for (size_t k = first; k < end; k++)
        music = music && words[k].kind != WORD_TITLE && words[k].kind != WORD_QUOTED && words[k].kind != WORD_COURSE &&
                words[k].kind != WORD_NOT;
    if (music)
        words[i].kind = WORD_USE;
}

/* 音乐推迟到第4秒: it starts there. */
static void take_put_off(struct word *words, size_t count, size_t i)
{
    size_t first, end, time = i + 2;
    if (words[i].kind != WORD_LATER || words_kind_at(words, count, i + 1) != WORD_TO || !word_is_wide(&words[i]))
        return;
    while (words_kind_at(words, count, time) == WORD_AT)
        time++;
    words_clause_about(words, count, i, &first, &end);
    if (time >= count || !is_span(&words[time]) || !words_have(words + first, end - first, WORD_MUSIC) ||
        words_have(words + first, end - first, WORD_TITLE) || words_have(words + first, end - first, WORD_STOP))
        return;
    words[i].kind = WORD_START;
    words[i + 1].kind = WORD_FILLER;
    words[time].unit = UNIT_CLOCK;
}

/* 收尾6秒: the end. "…，10秒出现": at that time. */
static void take_edge_verbs(struct word *words, size_t count, size_t i)
{
    static const char *const shows[] = {"出现", "出来", "显示", "弹出", "出", "冒出"};
    if (words[i].kind == WORD_STOP && word_is(&words[i], "收尾") && i + 1 < count && is_span(&words[i + 1]))
        words[i].kind = WORD_ENDING;
    bool starts =
        i == 0 || words[i - 1].kind == WORD_JOINT || words[i - 1].kind == WORD_AT || words[i - 1].kind == WORD_TITLE;
    if (is_span(&words[i]) && starts && i + 1 < count && word_is_one(&words[i + 1], shows, COUNT(shows)) &&
        ends_at(words, count, i + 2))
        for (size_t k = 0; k < i; k++)
            if (words[k].kind == WORD_QUOTED || words[k].kind == WORD_TITLE) {
                words[i].unit = UNIT_CLOCK;
                words[i + 1].kind = words[i - 1].kind == WORD_TITLE ? WORD_SHOW : WORD_FILLER;
                return;
            }
}

/* 音乐15秒关掉, 15秒就停: at that time. 第8秒音乐才进: there. */
static void take_ends(struct word *words, size_t count, size_t i)
{
    static const char *const stops[] = {"停掉", "关掉", "关", "撤掉", "拿掉", "没有", "不放"};
    enum word_kind next = words_kind_at(words, count, i + 1);
    if (words[i].kind == WORD_WHEN && word_is(&words[i], "才") && (next == WORD_START || next == WORD_USE)) {
        size_t first, end;
        words_clause_about(words, count, i, &first, &end);
        if (!words_have(words + first, end - first, WORD_ROLE))
            words[i].kind = WORD_FILLER;
    }
    if (!is_span(&words[i]))
        return;
    bool music = false;
    size_t lead = i;
    for (; lead > 0 && words[lead - 1].kind != WORD_JOINT; lead--) {
        enum word_kind kind = words[lead - 1].kind;
        music = music || kind == WORD_MUSIC;
        if (kind != WORD_MUSIC && kind != WORD_FILLER && kind != WORD_IT && !(kind == WORD_TO && lead == i))
            return;
    }
    size_t verb = words_past_filler(words, count, i + 1), behind = verb + 1;
    enum word_kind kind = words_kind_at(words, count, verb);
    bool unused = kind == WORD_NOT && words_kind_at(words, count, verb + 1) == WORD_USE; /* 不放了 */
    behind += unused;
    bool stops_there = kind == WORD_STOP || unused || (verb < count && word_is_one(&words[verb], stops, COUNT(stops)));
    if (!music || !stops_there || !ends_at(words, count, behind))
        return;
    words[i].unit = UNIT_CLOCK;
    if (lead < i && words[i - 1].kind == WORD_TO)
        words[i - 1].kind = WORD_FILLER;
    for (size_t k = i + 1; k < behind; k++)
        words[k].kind = WORD_FILLER;
    words[i + 1].kind = WORD_STOP;
    words[i + 1].value = 0;
}

/* 过了5秒再放, 15秒处推到高潮, 中间6到9秒那段, 高潮放在12秒: small words about a time. */
static void take_about_time(struct word *words, size_t count, size_t i)
{
    static const char *const spots[] = {"处",       "位置", "那里", "那儿",   "那一刻",
                                        "那个地方", "这里", "左右", "那会儿", "那边"};
    static const char *const puts[] = {"放在", "移到", "挪到", "移至", "放到"};
    static const char *const shows[] = {"显示", "出", "打上", "出现", "弹出", "打出", "写", "写上", "冒出", "上"};
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT, next = words_kind_at(words, count, i + 1);
    if (!agent_is_time(&words[i]) || words[i].unit == UNIT_CLOCK)
        return;
    if (next == WORD_TO && i > 0 && (before == WORD_MIDDLE || before == WORD_OPENING || before == WORD_ENDING) &&
        i + 2 < count && is_span(&words[i + 2]))
        words[i - 1].kind = WORD_FILLER;
    bool range = i > 1 && before == WORD_TO && agent_is_time(&words[i - 2]);
    if (range && next == WORD_MIDDLE) /* 5秒到8秒中间 */
        words[i + 1].kind = WORD_FILLER;
    if (!is_span(&words[i]))
        return;
    if (next == WORD_UNKNOWN && word_is(&words[i + 1], "半")) { /* 两秒半 */
        words[i].number += words[i].unit == UNIT_MINUTES ? 30 : 0.5;
        words[i + 1].kind = WORD_FILLER;
    }
    bool led = before == WORD_FIRST || before == WORD_LAST || before == WORD_TO || before == WORD_OPENING ||
               before == WORD_ENDING;
    /* 9秒出标题“下集” */
    if (!led && i + 1 < count && word_is_one(&words[i + 1], shows, COUNT(shows)))
        for (size_t k = i + 2; k < count && words[k].kind != WORD_JOINT; k++)
            if (words[k].kind == WORD_QUOTED) {
                words[i].unit = UNIT_CLOCK;
                words[i + 1].kind = WORD_SHOW;
                return;
            }
    if (before == WORD_TOO && word_is(&words[i - 1], "过了"))
        words[i - 1].kind = WORD_AFTER;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool course =
        words_have(words + first, end - first, WORD_COURSE) || words_have(words + first, end - first, WORD_BUILD);
    if (course && before == WORD_MOVE && word_is_one(&words[i - 1], puts, COUNT(puts)))
        words[i - 1].kind = WORD_AT;
    if (course && i + 1 < count && word_is_one(&words[i + 1], spots, COUNT(spots)) && !led)
        words[i].unit = UNIT_CLOCK;
}

/* 最后3秒只留原声: without music there. */
static void take_only_voice(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_ONLY || !word_is_wide(&words[i]))
        return;
    size_t voice = words_past_filler(words, count, i + 1), first, end;
    if (words_kind_at(words, count, voice) != WORD_VOICE || !ends_at(words, count, voice + 1))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool place = false;
    for (size_t k = first; k < i; k++)
        place = place || agent_names_time(&words[k]) || words[k].kind == WORD_OPENING || words[k].kind == WORD_ENDING ||
                words[k].kind == WORD_HALF || words[k].kind == WORD_TALK;
    if (!place)
        return;
    words[i].kind = WORD_NOT;
    words[i].value = REFUSAL_NO;
    words[voice].kind = WORD_MUSIC;
    words[voice].is_style = false;
}

/* 不要因为说话忽大忽小: what is refused stands behind the reason. */
static void take_not_because(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_NOT && words_kind_at(words, count, i + 1) == WORD_BECAUSE && word_is_wide(&words[i]))
        words[i + 1].kind = WORD_FILLER;
}

/* 到15秒音乐就停: at that time. */
static void take_up_to(struct word *words, size_t count, size_t i)
{
    size_t first, end, time = i + 1;
    if (words[i].kind != WORD_TO || !word_is_wide(&words[i]) || (i > 0 && words[i - 1].kind != WORD_JOINT))
        return;
    while (words_kind_at(words, count, time) == WORD_AT)
        time++;
    words_clause_about(words, count, i, &first, &end);
    if (time >= end || !is_span(&words[time]) || words_have(words + time, end - time, WORD_TITLE) ||
        words_have(words + time, end - time, WORD_ROLE) || words_have(words + time, end - time, WORD_NOT))
        return;
    if (words_have(words + time, end - time, WORD_STOP) || words_have(words + time, end - time, WORD_REMOVE) ||
        words_have(words + time, end - time, WORD_START)) {
        words[i].kind = WORD_FILLER;
        words[time].unit = UNIT_CLOCK;
    }
}

/* 15秒之后就别放了: after it. 先空3秒再进音乐: it begins then. 结尾留两秒安静: without music. */
static void take_small_behind(struct word *words, size_t count, size_t i)
{
    static const char *const waits[] = {"空", "安静", "静音", "空出", "空开", "空着", "留白"};
    if (i > 0 && words[i].kind == WORD_JOINT && word_is(&words[i], "之后就") && is_span(&words[i - 1]))
        words[i].kind = WORD_AFTER;
    bool to_the_end = i > 2 && words[i].kind == WORD_STOP &&
                      word_is_one(&words[i], (const char *const[]){"结束", "完"}, 2) && words[i - 1].kind == WORD_TO &&
                      is_span(&words[i - 2]) && words[i - 3].kind == WORD_FROM;
    bool to_the_last = i > 2 && words[i].kind == WORD_LAST && word_is(&words[i], "最后") &&
                       words[i - 1].kind == WORD_TO && is_span(&words[i - 2]) && words[i - 3].kind == WORD_FROM &&
                       words_kind_at(words, count, i + 1) != WORD_NUMBER;
    if (to_the_end || to_the_last) /* 从8秒到结束 */
        words[i].kind = WORD_ENDING;
    size_t then = words_past_filler(words, count, i + 2), first, end;
    words_clause_about(words, count, i, &first, &end);
    bool leads = words_past_filler(words, count, first) == i;
    if (leads && i + 2 < count && word_is_one(&words[i], waits, COUNT(waits)) && is_span(&words[i + 1]) &&
        words_kind_at(words, count, then) == WORD_START && word_starts(&words[then], "再")) {
        word_say_nothing(&words[i]);
        words[i + 1].unit = UNIT_CLOCK;
    }
    bool quiet = i > 1 && words[i].kind == WORD_COURSE && word_is(&words[i], "安静") && is_span(&words[i - 1]) &&
                 words[i - 2].kind == WORD_KEEP && ends_at(words, count, i + 1);
    if (quiet) {
        words[i].kind = WORD_REMOVE;
        words[i].value = 1;
        words[i].is_style = false;
        word_say_nothing(&words[i - 2]);
    }
}

/* 8秒那里停两秒: at that time. */
static void take_that_spot(struct word *words, size_t count, size_t i)
{
    static const char *const spots[] = {"里", "边", "儿", "一刻", "会儿", "个地方"};
    bool spot = i + 2 < count && words[i + 1].kind == WORD_IT && word_is_one(&words[i + 2], spots, COUNT(spots));
    if (!is_span(&words[i]) || !spot ||
        (i > 0 && (words[i - 1].kind == WORD_TO || words[i - 1].kind == WORD_FIRST || words[i - 1].kind == WORD_LAST)))
        return;
    words[i].unit = UNIT_CLOCK;
    word_say_nothing(&words[i + 1]);
    word_say_nothing(&words[i + 2]);
}

/* 前4秒音量20%，后面恢复: after it, it is as it was. */
static void take_normal_behind(struct word *words, size_t count, size_t i)
{
    static const char *const behind[] = {"后面", "之后", "后边", "后来", "其他", "其余",
                                         "其它", "剩下", "别的", "以后", "然后"};
    static const char *const as_was[] = {"恢复", "正常", "恢复正常", "原来", "原样",     "照旧",
                                         "照常", "还原", "不变",     "回来", "恢复原来", "恢复原样"};
    size_t first, end, next_end, next = i + 1;
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_INSTEAD || words[i].value == JOINT_ASKS || i == 0)
        return;
    while (next < count && words[next].kind == WORD_JOINT)
        next++;
    words_clause_about(words, count, i - 1, &first, &end);
    bool level = words_have(words + first, end - first, WORD_TURN) ||
                 words_have(words + first, end - first, WORD_LOUD) ||
                 words_have(words + first, end - first, WORD_VOLUME);
    bool place =
        words_have(words + first, end - first, WORD_FIRST) || words_have(words + first, end - first, WORD_TO) ||
        words_have(words + first, end - first, WORD_OPENING) || words_have(words + first, end - first, WORD_TALK);
    next_end = next < count ? words_clause_end(words, count, next) : next;
    bool after = false, normal = false;
    for (size_t k = next; k < next_end; k++) {
        bool is_behind = false;
        for (size_t m = 0; m < COUNT(behind); m++)
            is_behind = is_behind || word_starts(&words[k], behind[m]);
        bool is_normal = word_is_one(&words[k], as_was, COUNT(as_was));
        after = after || is_behind;
        normal = normal || is_normal;
        if (!is_behind && !is_normal && words[k].kind != WORD_FILLER && words[k].kind != WORD_VOLUME &&
            words[k].kind != WORD_AGAIN && words[k].kind != WORD_NORMAL && words[k].kind != WORD_ALL)
            return;
    }
    after = after || words[next - 1].value == JOINT_THEN;
    for (size_t k = i; k < next_end && level && place && after && normal; k++)
        word_say_nothing(&words[k]);
}

/* 从第5秒开始播音乐: it plays. */
static void take_plays(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    if (words[i].kind == WORD_UNKNOWN && word_is(&words[i], "播") && (next == WORD_MUSIC || next == WORD_JOINT))
        words[i].kind = i > 0 && words[i - 1].kind == WORD_START ? WORD_FILLER : WORD_USE;
}

void agent_idioms_chinese_place(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_small_behind, take_up_to,      take_that_spot,   take_normal_behind, take_plays,      take_no_speech,
        take_except_rest,  take_put_off,    take_ends,        take_edge_verbs,    take_put_there,  take_of_edge,
        take_after_cut,    take_from_start, take_left_empty,  take_behind,        take_said_again, take_begins,
        take_about_time,   take_only_voice, take_not_because,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
