/* Orders that several words say together. */
#include "agent_recast_order.h"

#include <math.h>

#include "agent_look.h"
#include "bgmusic/base/count.h"
#include "score.h"

/* What a number is of, where it is said with "push": 80 is no time. */
#define LEAST_PUSHED 20

/* "I want people to hear me better": the voice, louder. */
static void hear_better(struct word *words, size_t count)
{
    static const char *const verbs[] = {"hear", "to hear", "understand", "to understand", "make out"};
    struct word *better = NULL, *me = NULL;
    bool hears = false, voice = words_have(words, count, WORD_VOICE);
    for (size_t i = 0; i < count; i++) {
        hears = hears || word_is_one(&words[i], verbs, COUNT(verbs));
        better = words[i].kind == WORD_BETTER && hears ? &words[i] : better;
        me = words[i].kind == WORD_FILLER && (word_is(&words[i], "me") || word_is(&words[i], "us")) ? &words[i] : me;
    }
    if (better == NULL || (!voice && me == NULL))
        return;
    better->kind = WORD_LOUD;
    better->value = 1;
    if (!voice)
        me->kind = WORD_VOICE;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_UNKNOWN && word_is_one(&words[i], verbs, COUNT(verbs)))
            words[i].kind = WORD_FILLER;
}

/* "End it gradually", "slowly come in": a fade. */
static void fade_slowly(struct word *words, size_t count)
{
    struct word *gradual = NULL, *edge = NULL;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (kind == WORD_NOT || kind == WORD_TITLE || kind == WORD_QUOTED || kind == WORD_ROLE || kind == WORD_LOUD ||
            kind == WORD_TURN || kind == WORD_FADE || words[i].is_style)
            return;
        gradual = kind == WORD_GRADUAL ? &words[i] : gradual;
        edge = kind == WORD_STOP || kind == WORD_START ? &words[i] : edge;
    }
    if (gradual == NULL || edge == NULL)
        return;
    gradual->kind = WORD_FADE;
    gradual->value = edge->kind == WORD_STOP ? 2 : 1;
    edge->kind = WORD_FILLER;
}

/* "Push the music to 80". */
static void push_volume(struct word *words, size_t count)
{
    struct word *push = NULL;
    bool amount = false, thing = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (kind == WORD_MOVE && word_is(&words[i], "push"))
            push = &words[i];
        amount = amount || (kind == WORD_AMOUNT && (words[i].unit == UNIT_PERCENT || words[i].unit == UNIT_DB ||
                                                    (words[i].unit == UNIT_NONE && words[i].number >= LEAST_PUSHED)));
        thing = thing || kind == WORD_MUSIC || kind == WORD_VOLUME || kind == WORD_VOICE || kind == WORD_IT;
        if (kind == WORD_TITLE || kind == WORD_START || kind == WORD_PLACE || kind == WORD_QUOTED)
            return;
    }
    if (push == NULL || !amount || !thing)
        return;
    push->kind = WORD_TURN;
    push->value = 1;
}

/* "Should only be half as loud": how much of it, no solo. */
static void only_so_much(struct word *words, size_t count)
{
    bool share = words_have(words, count, WORD_FACTOR) || words_have(words, count, WORD_AMOUNT) ||
                 words_have(words, count, WORD_DEGREE);
    bool thing = words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_PLACE);
    for (size_t i = 0; i < count && share && !thing; i++)
        if (words[i].kind == WORD_ONLY)
            words[i].kind = WORD_FILLER;
}

void recast_praise_ahead(struct word *words, size_t count)
{
    static const char *const ahead[] = {"ok",   "okay",   "alright", "all right", "good", "nice", "cool", "great",
                                        "fine", "thanks", "perfect", "done",      "好",   "好的", "行",   "不错"};
    size_t first = 0;
    while (first < count && words[first].kind == WORD_FILLER)
        first++;
    if (first + 1 >= count || words[first].kind != WORD_PRAISE || !word_is_one(&words[first], ahead, COUNT(ahead)))
        return;
    for (size_t i = first + 1; i < count; i++)
        if (words[i].kind == WORD_PRAISE || words[i].kind == WORD_NOT)
            return;
    if (words_have(words + first, count - first, WORD_TOO) || words_have(words + first, count - first, WORD_ENOUGH) ||
        words_have(words + first, count - first, WORD_EXPORT))
        words[first].kind = WORD_FILLER;
}

/* "Two more seconds", "a second less": longer or shorter by so much. */
static void more_time(struct word *words, size_t count)
{
    bool time = false, long_already = words_have(words, count, WORD_LONG) || words_have(words, count, WORD_LOUD);
    struct word *more = NULL;
    for (size_t i = 0; i < count; i++) {
        time =
            time || (words[i].kind == WORD_AMOUNT && (words[i].unit == UNIT_SECONDS || words[i].unit == UNIT_MINUTES));
        more = words[i].kind == WORD_MORE ? &words[i] : more;
    }
    if (!time || more == NULL || long_already || words_have(words, count, WORD_ROLE))
        return;
    more->kind = WORD_LONG;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_TURN || words[i].kind == WORD_SUBJECT)
            words[i].kind = WORD_FILLER;
}

/* "Use a Taylor Swift song", 加个周杰伦的歌: whose, the unknown words ahead of it say. */
static void named_song(struct word *words, size_t count)
{
    static const char *const songs[] = {"song", "songs", "track", "歌", "歌曲", "曲子", "曲"};
    size_t unknown = 0;
    struct word *song = NULL;
    bool orders = false;
    for (size_t i = 0; i < count; i++) {
        const struct word *word = &words[i];
        enum word_kind kind = word->kind;
        bool name = kind == WORD_UNKNOWN && (word_is_wide(word) ? word->length >= 6 && word->length <= 12
                                                                : word->start[0] >= 'A' && word->start[0] <= 'Z');
        unknown += name;
        orders = orders || kind == WORD_USE || kind == WORD_ADD || kind == WORD_WANT || kind == WORD_ANOTHER;
        song = kind == WORD_MUSIC && word_is_one(word, songs, COUNT(songs)) ? &words[i] : song;
        if (!name && kind != WORD_USE && kind != WORD_ADD && kind != WORD_WANT && kind != WORD_ANOTHER &&
            kind != WORD_MUSIC && kind != WORD_FILLER && kind != WORD_ONE && kind != WORD_MAKE)
            return;
    }
    if (orders && song != NULL && unknown > 0)
        song->kind = WORD_GENRE;
}

/* "At the end instead of the start": the place behind is not meant. */
static void instead_of_place(struct word *words, size_t count)
{
    bool placed = false;
    for (size_t i = 0; i + 1 < count; i++) {
        size_t next = i + 1;
        while (next < count && words[next].kind == WORD_FILLER)
            next++;
        if (placed && words[i].kind == WORD_REPLACE && words[i].value == 0 && next < count &&
            words[next].kind == WORD_PLACE)
            words[i].kind = words[next].kind = WORD_FILLER;
        placed = placed || words[i].kind == WORD_PLACE;
    }
}

/* "Get rid of the beat" is the drums. */
static void beat_goes(struct word *words, size_t count)
{
    bool takes = words_have(words, count, WORD_REMOVE) || words_have(words, count, WORD_NOT);
    for (size_t i = 0; i < count && takes; i++)
        if (words[i].kind == WORD_MUSIC && word_is(&words[i], "beat")) {
            words[i].kind = WORD_ROLE;
            words[i].value = SCORE_DRUMS;
            words[i].number = -1;
        }
}

/* "Too sad for a birthday": what it is for is the reason. */
static void too_much_for(struct word *words, size_t count)
{
    bool too = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (too && kind == WORD_SUBJECT && word_is(&words[i], "for")) {
            for (size_t k = i; k < count; k++)
                if (words[k].kind == WORD_REMOVE || words[k].kind == WORD_NOT || words[k].kind == WORD_PLACE)
                    return;
            for (size_t k = i; k < count; k++) {
                words[k].kind = WORD_FILLER;
                words[k].is_style = false;
            }
            return;
        }
        too = too || (word_starts(&words[i], "too ") &&
                      (kind == WORD_VALENCE || kind == WORD_ENERGY || kind == WORD_LOUD || kind == WORD_FAST));
    }
}

/* "I liked the first version more" */
static void liked_more(struct word *words, size_t count)
{
    bool liked = false, version = false;
    for (size_t i = 0; i < count; i++) {
        bool like = words[i].kind == WORD_PRAISE || word_starts(&words[i], "like") || word_starts(&words[i], "i like");
        liked = liked || like;
        version =
            version || words[i].kind == WORD_VERSION || words[i].kind == WORD_FIRST || words[i].kind == WORD_PREVIOUS;
        if (liked && version && i + 1 == count && word_is(&words[i], "more"))
            words[i].kind = WORD_BETTER;
    }
}

/* "Mute everything except the music" is "everything but the music". */
static void all_except_music(struct word *words, size_t count)
{
    bool removes = false, all = false, place = words_have(words, count, WORD_PLACE);
    for (size_t i = 0; i + 1 < count && !place; i++) {
        removes = removes || words[i].kind == WORD_REMOVE;
        all = all || words[i].kind == WORD_ALL;
        if (!removes || !all || words[i].kind != WORD_EXCEPT || words[count - 1].kind != WORD_MUSIC)
            continue;
        words[i].kind = WORD_NOT;
        words[i].value = REFUSAL_BUT;
    }
}

/* "Remove the title again": only that it was there before. */
static void removed_again(struct word *words, size_t count)
{
    bool thing = words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_VOICE) ||
                 words_have(words, count, WORD_MUSIC);
    if (thing && words[0].kind == WORD_REMOVE && !words_have(words, count, WORD_NOT) &&
        word_is(&words[count - 1], "again"))
        words[count - 1].kind = WORD_FILLER;
}

/* 音乐在第5秒出现: of music it is a start, of a title it is not. */
static void music_appears(struct word *words, size_t count)
{
    bool music = words_have(words, count, WORD_MUSIC), only = words_have(words, count, WORD_ONLY);
    if (!music || words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_QUOTED))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_SHOW && word_is(&words[i], "出现"))
            words[i].kind = only ? WORD_FILLER : WORD_START;
}

/* "The same piece, but for a music box", "the same on a harp": what it is to be played with. */
static void same_played_on(struct word *words, size_t count)
{
    bool same = false;
    for (size_t i = 0; i + 1 < count; i++) {
        same = same || word_is(&words[i], "same");
        bool leads = word_is(&words[i], "for") || word_is(&words[i], "on");
        bool role = false, other = false;
        for (size_t k = i + 1; k < count && leads; k++) {
            role = role || words[k].kind == WORD_ROLE;
            other = other || (words[k].kind != WORD_ROLE && words[k].kind != WORD_FILLER && words[k].kind != WORD_ONE);
        }
        if (!leads || !role || other ||
            (i > 0 && (!same || (words[i - 1].kind != WORD_MUSIC && words[i - 1].kind != WORD_TUNE))))
            continue;
        words[i].kind = WORD_WITH;
        words[i].is_style = false;
        return;
    }
}

/* "A tad under that", "just above that". */
static void near_that(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        bool below = word_is(&words[i], "under") || word_is(&words[i], "below") || word_is(&words[i], "beneath");
        bool above = word_is(&words[i], "over") || word_is(&words[i], "above");
        if ((!below && !above) || words[i + 1].kind != WORD_IT || i + 2 != count)
            continue;
        words[i].kind = WORD_MORE;
        words[i].value = below ? -1 : 1;
    }
}

/* "Don't duck so hard": less of it. */
static void duck_so_hard(struct word *words, size_t count)
{
    static const char *const so[] = {"so", "so much", "that much", "so hard", "that hard", "so heavily", "so strongly"};
    static const char *const hard[] = {"hard", "heavily", "strongly", "deep", "deeply", "far", "low"};
    struct word *no = NULL;
    bool ducks = words_have(words, count, WORD_DUCK), led = false, much = false;
    for (size_t i = 0; i < count; i++) {
        no = words[i].kind == WORD_NOT ? &words[i] : no;
        led = led || word_is_one(&words[i], so, COUNT(so));
        much = much || (led && (word_is_one(&words[i], hard, COUNT(hard)) || word_is(&words[i], "so much")));
    }
    if (no == NULL || !ducks || !much)
        return;
    no->kind = WORD_TOO;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind != WORD_DUCK && (word_is_one(&words[i], hard, COUNT(hard))))
            words[i].kind = WORD_FILLER;
}

/* Beside a fade: "too slow" is its length, "stop it dead instead of fading" refuses it, "should take 5 s" says how
 * long; "grow louder" is one rise. */
static void beside_fade(struct word *words, size_t count)
{
    bool fade = words_have(words, count, WORD_FADE), amount = words_have(words, count, WORD_AMOUNT);
    size_t instead = count;
    for (size_t i = 0; i < count && fade; i++) {
        struct word *word = &words[i];
        if (word->kind == WORD_FAST && !words_have(words, count, WORD_TEMPO)) {
            word->kind = WORD_LONG;
            word->value = -word->value;
            word->is_style = false;
        }
        bool alone = !words_have(words, count, WORD_MUSIC) && !words_have(words, count, WORD_VOLUME);
        if (word->kind == WORD_TURN && alone && !word_is_wide(word)) /* "reduce the fade out to 1 s" */
            word->kind = WORD_LONG;
        if (word->kind == WORD_LATER && !word_is_wide(word)) { /* a fade out that begins later is shorter */
            const struct word *which = NULL;
            for (size_t k = 0; k < count; k++)
                which = words[k].kind == WORD_FADE ? &words[k] : which;
            bool out = which->value == 2 && !words_have(words, count, WORD_STOP);
            word->kind = out ? WORD_LONG : WORD_UNCLEAR; /* else: what is to be later? */
            word->value = -word->value;
            for (size_t k = 0; k < count && out; k++)
                words[k].kind = words[k].kind == WORD_START ? WORD_FILLER : words[k].kind;
        }
        if (amount && word->kind == WORD_REMOVE && (word_is(word, "take") || word_is(word, "takes")))
            word->kind = WORD_FILLER;
        if (word->kind == WORD_REPLACE &&
            words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_FADE)
            instead = i;
    }
    /* "gentle 3 s fade in": how, and no style */
    for (size_t i = 0; i + 1 < count && fade; i++) {
        size_t next = i + 1;
        while (next < count && (words[next].kind == WORD_FILLER || words[next].kind == WORD_AMOUNT))
            next++;
        bool how = words[i].is_style || words[i].kind == WORD_COURSE || words[i].kind == WORD_GRADUAL ||
                   words[i].kind == WORD_DEGREE || words[i].kind == WORD_PRAISE;
        if (!how || words[i].kind == WORD_ROLE || words_kind_at(words, count, next) != WORD_FADE)
            continue;
        words[i].kind = WORD_FILLER;
        words[i].is_style = false;
    }
    for (size_t i = 0; i < count && instead < count; i++) {
        struct word *word = &words[i];
        enum word_kind kind = word->kind;
        if (kind == WORD_FADE)
            word->value = 4;
        else if (kind == WORD_STOP || kind == WORD_CUT || kind == WORD_REMOVE || kind == WORD_REPLACE ||
                 word_is(word, "dead") || word_is(word, "abruptly") || word_is(word, "hard"))
            word->kind = WORD_FILLER;
    }
}

/* "Take 2 seconds for it": how long what was said before is to be. */
static void take_time(struct word *words, size_t count)
{
    bool time = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        time = time || (kind == WORD_AMOUNT && words[i].unit == UNIT_SECONDS);
        if (kind != WORD_AMOUNT && kind != WORD_FILLER && kind != WORD_SUBJECT && kind != WORD_IT &&
            !word_is(&words[i], "take") && !word_is(&words[i], "takes"))
            return;
    }
    for (size_t i = 0; i < count && time; i++)
        if (words[i].kind != WORD_AMOUNT)
            words[i].kind = WORD_FILLER;
}

/* "Finish big", "end quietly": how the ending is to be. */
static void ends_so(struct word *words, size_t count)
{
    /* "end with an orchestra" */
    size_t what = count > 1 && words[1].kind == WORD_WITH ? words_past_filler(words, count, 2) : count;
    if (what + 1 == count && words[0].kind == WORD_STOP && (words[what].is_style || words[what].kind == WORD_ROLE)) {
        words[0].kind = WORD_PLACE;
        words[0].place = (struct edit_place){PLACE_ENDING, 0, 0, false};
        words[1].kind = WORD_FILLER;
    }
    for (size_t i = 0; i + 2 == count; i++) {
        enum word_kind how = words[i + 1].kind;
        if (words[i].kind != WORD_STOP || (how != WORD_COURSE && how != WORD_LEVEL))
            continue;
        words[i].kind = WORD_PLACE;
        words[i].place = (struct edit_place){PLACE_ENDING, 0, 0, false};
    }
}

/* "The bass is really loud": a complaint, where "make it loud" orders. */
static void state_complains(struct word *words, size_t count)
{
    static const char *const verbs[] = {"is",    "are",   "was",  "'s",       "sounds",
                                        "seems", "feels", "gets", "is still", "still"};
    static const enum word_kind orders[] = {WORD_ADD, WORD_MAKE, WORD_WANT, WORD_START, WORD_NOT,  WORD_PRAISE,
                                            WORD_TOO, WORD_KEEP, WORD_ISIT, WORD_WHAT,  WORD_TURN, WORD_ENOUGH};
    for (size_t i = 0; i < COUNT(orders); i++)
        if (words_have(words, count, orders[i]))
            return;
    for (size_t i = 2; i < count; i++) {
        bool pace = words[i].kind == WORD_PACE || (words[i].kind == WORD_FAST && word_is(&words[i], "slow"));
        if (words[i].kind != WORD_LEVEL && !pace)
            continue;
        size_t verb = i - 1;
        while (verb > 0 && (words[verb].kind == WORD_DEGREE || words[verb].kind == WORD_LIKE ||
                            word_is(&words[verb], "so") || word_is(&words[verb], "just")))
            verb--;
        bool thing = false;
        for (size_t k = 0; k < verb; k++)
            thing = thing || words[k].kind == WORD_ROLE || words[k].kind == WORD_MUSIC || words[k].kind == WORD_VOICE ||
                    words[k].kind == WORD_VOLUME || words[k].kind == WORD_IT || words[k].kind == WORD_TEMPO;
        if (!thing || !word_is_one(&words[verb], verbs, COUNT(verbs)))
            continue;
        words[i].kind = pace ? WORD_FAST : WORD_LOUD;
        words[i].value = -words[i].value;
        words[i].is_style = false;
    }
}

/* "Let the music grow louder", "the energy should rise": one rise, told by two words. */
void recast_rises_once(struct word *words, size_t count)
{
    struct word *build = NULL;
    for (size_t i = 0; i < count; i++)
        build = words[i].kind == WORD_BUILD ? &words[i] : build;
    for (size_t i = 0; i < count && build != NULL; i++)
        if ((words[i].kind == WORD_LOUD && words[i].value > 0 && build->number > 0) || words[i].kind == WORD_SPIRIT) {
            if (words[i].kind == WORD_LOUD)
                build->value = 1;
            words[i].kind = WORD_FILLER;
        }
}

void recast_order(struct word *words, size_t count)
{
    beside_fade(words, count);
    take_time(words, count);
    ends_so(words, count);
    state_complains(words, count);
    hear_better(words, count);
    fade_slowly(words, count);
    push_volume(words, count);
    only_so_much(words, count);
    beat_goes(words, count);
    too_much_for(words, count);
    near_that(words, count);
    duck_so_hard(words, count);
    named_song(words, count);
    instead_of_place(words, count);
    more_time(words, count);
    removed_again(words, count);
    music_appears(words, count);
    all_except_music(words, count);
    same_played_on(words, count);
    liked_more(words, count);
}
