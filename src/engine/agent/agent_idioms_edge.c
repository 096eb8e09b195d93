/* The edges of the music, told by nouns. */
#include "agent_idioms_edge.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

/* "Push the start of the music to 0:06", "shift the end of the song to 12 s": it starts, or ends, there. */
static void take_edge_move(struct word *words, size_t count)
{
    struct word *verb = NULL, *edge = NULL, *to = NULL, *time = NULL;
    bool music = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (kind == WORD_OPENING || kind == WORD_START || kind == WORD_ENDING || kind == WORD_STOP)
            edge = edge == NULL ? &words[i] : edge;
        else if (kind == WORD_MOVE || kind == WORD_CHANGE || kind == WORD_MAKE || kind == WORD_ADD)
            verb = &words[i];
        else if (kind == WORD_TO || kind == WORD_AT)
            to = &words[i];
        else if (to != NULL && agent_is_time(&words[i]))
            time = &words[i];
        else if (kind == WORD_MUSIC)
            music = true;
        else if (kind != WORD_FILLER)
            return;
    }
    if (verb == NULL || edge == NULL || time == NULL || !music || verb > edge || to < edge)
        return;
    bool starts = edge->kind == WORD_OPENING || edge->kind == WORD_START;
    verb->kind = WORD_FILLER;
    edge->kind = starts ? WORD_START : WORD_STOP;
    to->kind = WORD_AT;
    to->value = 0;
    time->unit = time->unit == UNIT_NONE || time->unit == UNIT_SECONDS ? UNIT_CLOCK : time->unit;
}

/* "Nothing in the last two seconds": no music there. */
static void take_nothing_there(struct word *words, size_t count)
{
    static const enum word_kind leads[] = {WORD_FROM,   WORD_BETWEEN, WORD_TO,   WORD_AFTER,   WORD_BEFORE,
                                           WORD_AT,     WORD_FIRST,   WORD_LAST, WORD_OPENING, WORD_ENDING,
                                           WORD_MIDDLE, WORD_HALF,    WORD_ALL,  WORD_SUBJECT, WORD_WHEN};
    size_t next = words_past_filler(words, count, 1);
    if (count < 2 || words[0].kind != WORD_UNKNOWN || !word_is(&words[0], "nothing"))
        return;
    for (size_t k = 0; k < COUNT(leads); k++)
        if (words_kind_at(words, count, next) == leads[k]) {
            words[0].kind = WORD_REMOVE;
            words[0].value = 1;
        }
}

/* "All the way except the last 2 s", "throughout except 7 to 9": everywhere else. */
static void take_all_except(struct word *words, size_t count)
{
    static const char *const everywhere[] = {"all the way", "throughout", "all through", "the whole time", "all along"};
    for (size_t i = 0; i + 1 < count; i++) {
        size_t next = words_past_filler(words, count, i + 1);
        if (!word_is_one(&words[i], everywhere, COUNT(everywhere)) || words_kind_at(words, count, next) != WORD_EXCEPT)
            continue;
        words[i].kind = WORD_EVERYWHERE;
        words[i].is_style = false;
    }
}

/* "Cut off the last 2 seconds of the video": of the picture, where nothing else is named. */
static void take_of_the_video(struct word *words, size_t count)
{
    static const char *const of[] = {"of the video",  "of the clip", "of the film",   "of the movie",  "from the video",
                                     "from the clip", "of my video", "from my video", "off the video", "off the clip"};
    struct word *cut = NULL;
    bool time = false;
    if (count < 2 || words[count - 1].kind != WORD_FILLER || !word_is_one(&words[count - 1], of, COUNT(of)))
        return;
    for (size_t i = 0; i + 1 < count; i++) {
        enum word_kind kind = words[i].kind;
        bool cuts = (kind == WORD_REMOVE && words[i].value == 0) || kind == WORD_CUT ||
                    (kind == WORD_STOP && (word_is(&words[i], "cut off") || word_is(&words[i], "chop")));
        cut = cuts ? &words[i] : cut;
        time = time || kind == WORD_NUMBER || kind == WORD_OPENING || kind == WORD_ENDING || kind == WORD_MIDDLE;
        if (kind == WORD_MUSIC || kind == WORD_VOICE || kind == WORD_ROLE || kind == WORD_TITLE ||
            kind == WORD_VOLUME || kind == WORD_IT || kind == WORD_NOT || kind == WORD_FADE)
            return;
    }
    if (cut == NULL || !time)
        return;
    cut->kind = WORD_REMOVE;
    words[count - 1].kind = WORD_PICTURE;
}

/* 视频开头剪掉3秒: scissors are for the picture, where the music is not named. */
static void take_scissors(struct word *words, size_t count)
{
    static const char *const scissors[] = {"剪", "裁", "截掉", "截去"};
    struct word *cut = NULL;
    bool where = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        for (size_t k = 0; k < COUNT(scissors); k++)
            cut = kind == WORD_REMOVE && word_starts(&words[i], scissors[k]) ? &words[i] : cut;
        where = where || kind == WORD_NUMBER || kind == WORD_OPENING || kind == WORD_ENDING || kind == WORD_FIRST ||
                kind == WORD_LAST || kind == WORD_MIDDLE;
        if (kind == WORD_MUSIC || kind == WORD_VOICE || kind == WORD_ROLE || kind == WORD_TITLE ||
            kind == WORD_VOLUME || kind == WORD_FADE || kind == WORD_NOT)
            return;
    }
    if (cut == NULL || !where)
        return;
    cut->kind = WORD_REFUSED;
    cut->value = BEYOND_TRIM;
}

/* "Add a boom sound": one that nobody here makes. */
static void take_a_sound(struct word *words, size_t count)
{
    static const char *const sounds[] = {"sound", "sounds", "noise", "noises"};
    static const char *const adds[] = {"add", "add a", "put", "insert", "put in", "give me", "play"};
    bool orders = false;
    for (size_t i = 0; i < count; i++)
        orders = orders || word_is_one(&words[i], adds, COUNT(adds));
    for (size_t i = 1; i + 1 < count; i++)
        if (words[i].kind == WORD_UNKNOWN && words[i + 1].kind == WORD_VOLUME &&
            word_is_one(&words[i + 1], sounds, COUNT(sounds)) && orders) {
            words[i].kind = WORD_REFUSED;
            words[i].value = BEYOND_EFFECT;
        }
}

void agent_idioms_edge(struct word *words, size_t count)
{
    take_edge_move(words, count);
    take_nothing_there(words, count);
    take_all_except(words, count);
    take_of_the_video(words, count);
    take_scissors(words, count);
    take_a_sound(words, count);
}
