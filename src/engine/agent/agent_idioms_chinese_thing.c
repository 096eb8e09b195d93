/* What Chinese says of instruments and versions with several small words. */
#include "agent_idioms_chinese_thing.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"
#include "score.h"

static bool has(const struct word *words, size_t first, size_t end, enum word_kind kind)
{
    return words_have(words + first, end - first, kind);
}

/* 就留钢琴: that alone. */
static void take_only(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, i + 1);
    size_t thing = words_past_filler(words, count, i + 2);
    if (words[i].kind == WORD_FILLER && word_is(&words[i], "就") &&
        (next == WORD_KEEP || next == WORD_WANT || next == WORD_USE) &&
        words_kind_at(words, count, thing) == WORD_ROLE) {
        words[i].kind = WORD_ONLY;
        words[i].value = 0;
    }
}

/* Is [first, end) nothing but that all the rest goes: 其他乐器都去掉? */
static bool rest_goes(const struct word *words, size_t first, size_t end)
{
    static const char *const rest[] = {"其他", "其它", "其余", "别的", "剩下", "另外"};
    bool goes = false, names = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        goes =
            goes || (kind == WORD_REMOVE && words[k].value != 2) || (kind == WORD_NOT && words[k].value == REFUSAL_NO);
        for (size_t m = 0; m < COUNT(rest); m++)
            names = names || word_starts(&words[k], rest[m]);
        if (kind != WORD_ALL && kind != WORD_OTHER && kind != WORD_INSTRUMENTS && kind != WORD_IT &&
            kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_FILLER && kind != WORD_ANOTHER)
            return false;
    }
    return goes && names;
}

/* 其他乐器都去掉，只留钢琴; 钢琴留着，别的不要: one order. */
static void take_rest_goes(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value == JOINT_INSTEAD || words[i].value == JOINT_ASKS || i == 0)
        return;
    size_t first, end, next_first, next_end;
    words_clause_about(words, count, i - 1, &first, &end);
    if (i + 1 >= count)
        return;
    words_clause_about(words, count, i + 1, &next_first, &next_end);
    bool ahead = rest_goes(words, first, end);
    if (!ahead && !rest_goes(words, next_first, next_end))
        return;
    size_t kept_first = ahead ? next_first : first, kept_end = ahead ? next_end : end;
    bool kept = has(words, kept_first, kept_end, WORD_ONLY) || has(words, kept_first, kept_end, WORD_KEEP) ||
                has(words, kept_first, kept_end, WORD_WANT);
    if (!kept || !has(words, kept_first, kept_end, WORD_ROLE) || has(words, kept_first, kept_end, WORD_NOT) ||
        has(words, kept_first, kept_end, WORD_REMOVE))
        return;
    for (size_t k = ahead ? first : next_first; k < (ahead ? end : next_end); k++)
        words[k].kind = WORD_FILLER;
    words[i].kind = WORD_FILLER;
    bool only = has(words, kept_first, kept_end, WORD_ONLY);
    for (size_t k = kept_first; k < kept_end && !only; k++)
        if (words[k].kind == WORD_KEEP || words[k].kind == WORD_WANT) {
            words[k].kind = WORD_ONLY;
            words[k].value = 0;
            only = true;
        }
}

/* 鼓太吵了，去掉: the complaint is the reason. */
static void take_complained_away(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_REMOVE || words[i].value != 0 || !word_is_wide(&words[i]))
        return;
    size_t first, end, before_first, before_end;
    words_clause_about(words, count, i, &first, &end);
    if (first < 2 || words[first - 1].value != JOINT_SOFT)
        return;
    for (size_t k = first; k < end; k++)
        if (k != i && words[k].kind != WORD_FILLER && words[k].kind != WORD_IT)
            return;
    words_clause_about(words, count, first - 2, &before_first, &before_end);
    bool role = false, complains = false;
    for (size_t k = before_first; k < before_end; k++) {
        enum word_kind kind = words[k].kind;
        role = role || kind == WORD_ROLE;
        complains = complains || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_TOO;
        if (kind != WORD_ROLE && kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_TOO && kind != WORD_DEGREE &&
            kind != WORD_FILLER && kind != WORD_IT)
            return;
    }
    if (!role || !complains)
        return;
    for (size_t k = before_first; k < first; k++)
        if (words[k].kind != WORD_ROLE)
            words[k].kind = WORD_FILLER;
}

/* 鼓8秒再进: from there on. */
static void take_enters(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_START || i < 1 || !agent_names_time(&words[i - 1]) || words[i - 1].unit == UNIT_CLOCK ||
        !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k + 1 < i; k++)
        if (words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_AT &&
            words[k].kind != WORD_MAKE)
            return;
    if (words_past_filler(words, count, i + 1) < end || !has(words, first, end, WORD_ROLE))
        return;
    words[i].kind = WORD_AFTER;
}

/* 钢琴往前一点: louder; a title goes earlier. 旋律用小提琴拉: how it is played says nothing. */
static void take_of_role(struct word *words, size_t count, size_t i)
{
    static const char *const plays[] = {"吹", "拉", "弹", "奏", "打"};
    static const char *const nearer[] = {"往前一点", "往前点", "往前一些", "往前来点"};
    static const char *const farther[] = {"往后一点", "往后点", "往后一些", "往后来点"};
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    if (!has(words, first, end, WORD_ROLE) && !has(words, first, end, WORD_VOICE))
        return;
    if (words[i].kind == WORD_UNKNOWN && word_is_one(&words[i], plays, COUNT(plays)))
        words[i].kind = WORD_FILLER;
    bool near = word_is_one(&words[i], nearer, COUNT(nearer));
    if (words[i].kind == WORD_LATER && (near || word_is_one(&words[i], farther, COUNT(farther)))) {
        words[i].kind = WORD_TURN;
        words[i].value = near ? 1 : -1;
    }
}

/* 还是要史诗那首: back to it. */
static void take_that_one(struct word *words, size_t count, size_t i)
{
    static const char *const ones[] = {"首", "版", "个", "曲", "段"};
    size_t next = words_past_filler(words, count, i + 1);
    if (words[i].kind == WORD_KEEP && word_is(&words[i], "还是要") && i == 0 && next >= count) {
        words[i].kind = WORD_BRING; /* 不要贝斯; 还是要吧 */
        return;
    }
    if (words[i].kind != WORD_KEEP || !word_starts(&words[i], "还是"))
        return;
    for (size_t k = i + 1; k + 1 < count && words[k].kind != WORD_JOINT; k++) {
        bool one = words[k + 1].kind == WORD_IT && k + 2 < count && word_is_one(&words[k + 2], ones, COUNT(ones));
        if (!words[k].is_style || (!one && !word_is(&words[k + 1], "那个")))
            continue;
        words[i].kind = WORD_BACK;
        if (one)
            words[k + 2].kind = WORD_FILLER;
    }
}

/* 原来的 audio, "original 声音": the sound that the picture came with. */
static void take_own_sound(struct word *words, size_t count, size_t i)
{
    static const char *const own[] = {"原来", "原", "原先", "原始", "原有"};
    size_t sound = i + 1;
    while (sound < count && words[sound].kind == WORD_FILLER && word_is(&words[sound], "的"))
        sound++;
    if (words_kind_at(words, count, sound) != WORD_VOLUME || words[sound].value != 1)
        return;
    if (words[i].kind == WORD_VOICE && sound == i + 1)
        words[sound].kind = WORD_FILLER;
    else if ((words[i].kind == WORD_FILLER || words[i].kind == WORD_UNKNOWN) && word_is_one(&words[i], own, COUNT(own)))
        words[sound].kind = WORD_VOICE;
}

/* 别压那么狠: less of it. */
static void take_less_so(struct word *words, size_t count, size_t i)
{
    static const char *const so[] = {"那么", "这么", "太", "得那么", "得这么", "得太", "这样"};
    static const char *const much[] = {"多", "狠", "厉害", "重", "深", "猛", "过", "过分", "夸张"};
    if (words[i].kind != WORD_NOT ||
        (words_kind_at(words, count, i + 1) != WORD_TURN && words_kind_at(words, count, i + 1) != WORD_DUCK))
        return;
    size_t k = i + 2;
    while (k < count && words[k].kind == WORD_FILLER && word_is(&words[k], "得"))
        k++;
    if (k + 1 >= count || !word_is_one(&words[k], so, COUNT(so)) || !word_is_one(&words[k + 1], much, COUNT(much)))
        return;
    words[i].kind = WORD_FILLER;
    words[k + 1].kind = WORD_TOO;
}

/* 加长笛: a flute is added, and nothing made longer. */
static void take_add_before(struct word *words, size_t count, size_t i)
{
    static const struct {
        const char *verb, *rest;
        int role, program;
    } rows[] = {
        {"加长", "笛", SCORE_LEAD, 73},
        {"加长", "号", SCORE_LEAD, 57},
        {"加大", "提琴", SCORE_LEAD, 42},
        {"加大", "号", SCORE_LEAD, 58},
    };
    for (size_t k = 0; k < COUNT(rows) && i + 1 < count; k++)
        if (word_is(&words[i], rows[k].verb) && word_is(&words[i + 1], rows[k].rest)) {
            words[i].kind = WORD_ADD;
            words[i + 1].kind = WORD_ROLE;
            words[i + 1].value = rows[k].role;
            words[i + 1].number = rows[k].program;
        }
}

/* epic 那首不要，回到 lo-fi: which one goes says what comes. */
static void take_not_that_one(struct word *words, size_t count, size_t i)
{
    size_t first, end, next_first, next_end;
    if (words[i].kind != WORD_NOT || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (end + 1 >= count || words[end].value == JOINT_ASKS || !has(words, first, end, WORD_STYLE))
        return;
    bool one = false;
    for (size_t k = first; k < end; k++) {
        one = one || word_is(&words[k], "首") || word_is(&words[k], "版");
        if (k != i && !words[k].is_style && words[k].kind != WORD_IT && words[k].kind != WORD_FILLER)
            return;
    }
    words_clause_about(words, count, end + 1, &next_first, &next_end);
    if (!one || !has(words, next_first, next_end, WORD_BACK))
        return;
    for (size_t k = first; k <= end; k++) {
        words[k].kind = WORD_FILLER;
        words[k].is_style = false;
    }
}

/* 把“Beach Day”换成“海风”: the first one is the title that stands there. */
static void take_title_by_name(struct word *words, size_t count, size_t i)
{
    size_t verb = words_past_filler(words, count, i + 1), text = words_past_filler(words, count, verb + 1);
    enum word_kind kind = words_kind_at(words, count, verb);
    if (words[i].kind == WORD_QUOTED && (kind == WORD_MAKE || kind == WORD_REPLACE || kind == WORD_CHANGE) &&
        word_is_wide(&words[verb]) && words_kind_at(words, count, text) == WORD_QUOTED)
        words[i].kind = WORD_TITLE;
}

/* 屏幕上打“Hello”; 标题换一个，叫“雨天”; 标题一直显示. */
static void take_title(struct word *words, size_t count, size_t i)
{
    static const char *const writes[] = {"打", "敲", "出", "飘", "挂", "贴", "弹", "打个", "来"};
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool title = has(words, first, end, WORD_TITLE);
    size_t text = words_past_filler(words, count, i + 1);
    if (words_kind_at(words, count, text) == WORD_QUOTED && !agent_names_sound(&words[text]) &&
        words[i].kind == WORD_UNKNOWN && word_is_one(&words[i], writes, COUNT(writes)))
        words[i].kind = WORD_SHOW;
    if (words[i].kind == WORD_ANOTHER && title && end + 2 < count && words[end + 1].kind == WORD_SAYS &&
        words[end + 2].kind == WORD_QUOTED)
        for (size_t k = first; k <= end; k++)
            words[k].kind = WORD_FILLER;
    if (title && words[i].kind == WORD_FILLER && word_is(&words[i], "一直") && !has(words, first, end, WORD_NUMBER) &&
        (has(words, first, end, WORD_SHOW) || has(words, first, end, WORD_KEEP)))
        words[i].kind = WORD_EVERYWHERE;
}

/* 淡出不用留: it goes. */
static void take_not_kept(struct word *words, size_t count, size_t i)
{
    static const char *const keeps[] = {"留", "保留", "留着", "留下"};
    size_t first, end;
    if (words[i].kind != WORD_NOT || words_kind_at(words, count, i + 1) != WORD_KEEP ||
        !word_is_one(&words[i + 1], keeps, COUNT(keeps)))
        return;
    words_clause_about(words, count, i, &first, &end);
    if (!has(words, first, end, WORD_ROLE) && !has(words, first, end, WORD_FADE) &&
        !has(words, first, end, WORD_TITLE) && !has(words, first, end, WORD_VOICE))
        return;
    words[i].kind = WORD_FILLER;
    words[i + 1].kind = WORD_REMOVE;
    words[i + 1].value = 0;
}

/* 把第二个镜头删掉: the picture, where no sound is named. */
static void take_shot_away(struct word *words, size_t count, size_t i)
{
    static const enum word_kind sounds[] = {WORD_MUSIC, WORD_VOICE, WORD_VOLUME, WORD_ROLE,
                                            WORD_TITLE, WORD_FADE,  WORD_NOT};
    size_t first, end;
    if (words[i].kind != WORD_SHOT || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool gone = false;
    for (size_t k = first; k < end; k++)
        gone = gone || (words[k].kind == WORD_REMOVE && words[k].value != 1);
    for (size_t k = 0; k < COUNT(sounds) && gone; k++)
        gone = !has(words, first, end, sounds[k]);
    if (gone)
        words[i].kind = WORD_PICTURE;
}

/* "camera 录的声音": what recorded it says nothing. */
static void take_recorder(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_UNKNOWN && words_kind_at(words, count, i + 1) == WORD_VOICE &&
        (word_starts(&words[i + 1], "录") || word_starts(&words[i + 1], "收") || word_starts(&words[i + 1], "拍")))
        words[i].kind = WORD_FILLER;
}

/* 这版我很满意: this one, and no step to another. 还是 violin 吧: that in place of what was added. */
static void take_this_one(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    if (words[i].kind == WORD_VERSION && words[i].value == 0 && i > first && words[i - 1].kind == WORD_IT &&
        word_starts(&words[i - 1], "这") && has(words, first, end, WORD_PRAISE) && !has(words, first, end, WORD_BACK) &&
        !has(words, first, end, WORD_NOT))
        words[i].kind = WORD_FILLER;
    if (words[i].kind != WORD_BACK || !word_is(&words[i], "还是") || i != first)
        return;
    bool role = false;
    for (size_t k = i + 1; k < end; k++) {
        role = role || words[k].kind == WORD_ROLE;
        if (words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_USE)
            return;
    }
    if (!role)
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_INSTEAD;
}

/* 说话时音乐太抢了: too loud there. */
static void take_too_there(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    if (words[i].kind != WORD_TOO || !word_is_wide(&words[i]))
        return;
    words_clause_about(words, count, i, &first, &end);
    bool music = false, talk = false;
    for (size_t k = first; k < end; k++) {
        music = music || words[k].kind == WORD_MUSIC;
        talk = talk || words[k].kind == WORD_TALK;
        if (words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD || words[k].kind == WORD_DUCK ||
            words[k].kind == WORD_ROLE)
            return;
    }
    if (!music || !talk)
        return;
    words[i].kind = WORD_LOUD;
    words[i].value = -1;
}

static bool ends_with_le(const struct word *word)
{
    size_t length = strlen("了");
    return word->length >= length && strncmp(word->start + word->length - length, "了", length) == 0;
}

/* 太大啦，宝宝都被吵醒了: what came of it. */
static void take_outcome(struct word *words, size_t count, size_t i)
{
    size_t first, end, before_first, before_end;
    if (words[i].kind != WORD_ALL || !word_is(&words[i], "都") || i == 0)
        return;
    words_clause_about(words, count, i, &first, &end);
    if (first < 2 || words[first - 1].value != JOINT_SOFT || i == first || !ends_with_le(&words[end - 1]))
        return;
    words_clause_about(words, count, first - 2, &before_first, &before_end);
    bool complains = false, unknown = false;
    for (size_t k = before_first; k < before_end; k++)
        complains = complains || ((words[k].kind == WORD_TURN || words[k].kind == WORD_LOUD) &&
                                  (word_starts(&words[k], "太") || word_starts(&words[k], "有点")));
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        unknown = unknown || kind == WORD_UNKNOWN || kind == WORD_STYLE;
        if (kind != WORD_UNKNOWN && kind != WORD_FILLER && kind != WORD_ALL && kind != WORD_LOUD && kind != WORD_IT &&
            kind != WORD_ADD && !(kind == WORD_STYLE && words[k].is_style))
            return;
    }
    for (size_t k = first - 1; k < end && complains && unknown; k++) {
        words[k].kind = WORD_FILLER;
        words[k].is_style = false;
    }
}

/* 小提琴换掉钢琴: the first one comes for the second. */
static void take_instead_of(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"换掉", "替换", "替换掉", "替掉", "取代",
                                        "代替", "顶替", "替代",   "换下", "取代掉"};
    if (words[i].kind != WORD_ROLE || i + 2 >= count || !word_is_one(&words[i + 1], verbs, COUNT(verbs)) ||
        words[i + 2].kind != WORD_ROLE ||
        (i > 0 && words[i - 1].kind != WORD_JOINT && words[i - 1].kind != WORD_FILLER))
        return;
    if (i > 1 && words[i - 1].kind == WORD_JOINT && words[i - 2].kind == WORD_ROLE) /* 用小提琴和长笛代替钢琴 */
        return;
    struct word comes = words[i];
    words[i].value = words[i + 2].value;
    words[i].number = words[i + 2].number;
    words[i + 2].value = comes.value;
    words[i + 2].number = comes.number;
    words[i + 1].kind = WORD_MAKE;
    words[i].is_style = words[i + 2].is_style = false;
}

/* 不用换风格: it is to stay. */
static void take_not_changed(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"换", "改", "调", "变", "弄", "调整", "改变"};
    if (words[i].kind != WORD_NOT || i + 2 >= count || words[i + 1].kind != WORD_MAKE ||
        !word_is_one(&words[i + 1], verbs, COUNT(verbs)))
        return;
    size_t thing = words_past_filler(words, count, i + 2);
    enum word_kind kind = words_kind_at(words, count, thing);
    bool noun = kind == WORD_GENRE || kind == WORD_TUNE || kind == WORD_TEMPO || kind == WORD_KEY ||
                kind == WORD_MUSIC || kind == WORD_VOLUME || kind == WORD_INSTRUMENTS || kind == WORD_ROLE ||
                kind == WORD_TITLE;
    if (noun && words_kind_at(words, count, words_past_filler(words, count, thing + 1)) == WORD_JOINT)
        words[i + 1].kind = WORD_CHANGE;
}

/* 不管有没有人说话，音乐都保持一样大: it is not lowered. */
static void take_whether_spoken(struct word *words, size_t count, size_t i)
{
    static const char *const whether[] = {"不管有没有人说话", "无论有没有人说话", "不管说不说话", "不管有没有人声",
                                          "无论有没有人声"};
    if (!word_is_one(&words[i], whether, COUNT(whether)) || i + 2 >= count || words[i + 1].kind != WORD_JOINT)
        return;
    size_t end = words_clause_end(words, count, i + 2);
    bool keeps = false;
    for (size_t k = i + 2; k < end; k++) {
        keeps = keeps || words[k].kind == WORD_KEEP;
        if (words[k].kind != WORD_KEEP && words[k].kind != WORD_MUSIC && words[k].kind != WORD_ALL &&
            words[k].kind != WORD_FILLER && words[k].kind != WORD_VOLUME && words[k].kind != WORD_IT)
            return;
    }
    if (!keeps)
        return;
    for (size_t k = i; k < end; k++)
        word_say_nothing(&words[k]);
    words[i].kind = WORD_NOT;
    words[i].value = REFUSAL_NO;
    words[i + 1].kind = WORD_DUCK;
}

void agent_idioms_chinese_thing(struct word *words, size_t count)
{
    static void (*const takes[])(struct word * words, size_t count, size_t i) = {
        take_instead_of, take_this_one,  take_too_there,   take_outcome,         take_not_kept,     take_shot_away,
        take_recorder,   take_own_sound, take_less_so,     take_add_before,      take_not_that_one, take_title_by_name,
        take_title,      take_only,      take_rest_goes,   take_complained_away, take_enters,       take_whether_spoken,
        take_of_role,    take_that_one,  take_not_changed,
    };
    for (size_t k = 0; k < COUNT(takes); k++)
        for (size_t i = 0; i < count; i++)
            takes[k](words, count, i);
}
