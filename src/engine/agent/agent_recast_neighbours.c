/* Words that a neighbour gives another meaning. */
#include "agent_recast_neighbours.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

/* "Make it sound sadder". */
static void sounds_so(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_VOLUME || (!word_is(&words[i], "sound") && !word_is(&words[i], "sounds")))
        return;
    size_t quality = i + 1;
    while (quality < count && (words[quality].kind == WORD_DEGREE || words[quality].kind == WORD_FILLER))
        quality++;
    enum word_kind kind = words_kind_at(words, count, quality);
    if ((i == 0 || words[i - 1].kind == WORD_IT || words[i - 1].kind == WORD_MUSIC) && quality < count &&
        (kind == WORD_VALENCE || kind == WORD_ENERGY || kind == WORD_MORE || kind == WORD_FAST ||
         words[quality].is_style))
        words[i].kind = WORD_FILLER;
}

/* "Give my voice more room", "let my voice through". */
static void voice_heard(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_UNKNOWN && (word_is(&words[i], "room") || word_is(&words[i], "space")) &&
        words_have(words, count, WORD_VOICE) && words_have(words, count, WORD_MORE))
        words[i].kind = WORD_DUCK;
    if (i + 1 == count && i > 0 && word_is(&words[i], "through") && words[i - 1].kind == WORD_VOICE) {
        words[i].kind = WORD_LOUD;
        words[i].value = 1;
    }
}

/* "Don't add a flute": where none plays, none goes. "I'm not asking for more drums" leaves them. */
static void part_refused(struct word *words, size_t count, size_t i)
{
    static const char *const donts[] = {"don't", "do not", "dont", "never", "please don't"};
    if (words[i].kind == WORD_ADD && i > 0 && words[i - 1].kind == WORD_NOT &&
        word_is_one(&words[i - 1], donts, COUNT(donts)))
        for (size_t k = i + 1; k < count; k++)
            if (words[k].kind == WORD_ROLE && words[k].number >= 0)
                words[k].kind = words[i].kind = WORD_FILLER;
    bool refuses =
        words[i].kind == WORD_NOT && words[i].value == REFUSAL_NOT && !word_is_wide(&words[i]) &&
        (word_is(&words[i], "not") || word_starts(&words[i], "not ask") || word_starts(&words[i], "i'm not") ||
         word_starts(&words[i], "don't") || word_starts(&words[i], "do not"));
    for (size_t k = i + 1; k + 1 < count && refuses; k++)
        if (words[k].kind == WORD_MORE && words[k].value > 0 && words[k + 1].kind == WORD_ROLE)
            words[k].kind = words[k + 1].kind = WORD_FILLER;
}

/* "It drops too much" does not say when; "less lowering" raises; "drop further when somebody speaks" lowers. */
static void drops(struct word *words, size_t count, size_t i)
{
    static const char *const starts[] = {"drops too", "goes down too", "dips too", "sinks too", "falls too"};
    for (size_t k = 0; k < COUNT(starts) && words[i].kind == WORD_LOUD; k++)
        if (word_starts(&words[i], starts[k]) && !words_have(words, count, WORD_PLACE))
            words[i].kind = WORD_UNKNOWN;
    if (words[i].kind == WORD_MORE && i + 1 < count && words[i + 1].kind == WORD_TURN) {
        words[i + 1].value *= words[i].value;
        words[i].kind = WORD_FILLER;
    }
    if (words[i].kind == WORD_REMOVE && word_starts(&words[i], "drop") && i > 0 && words[i - 1].kind == WORD_MUSIC &&
        words_have(words, count, WORD_MORE)) {
        words[i].kind = WORD_TURN;
        words[i].value = -1;
    }
}

/* "I want the music barely audible" orders, "it is barely audible" complains; "give the music 4 more dB". */
static void so_loud(struct word *words, size_t count, size_t i)
{
    bool orders = words_have(words, count, WORD_MAKE) || words_have(words, count, WORD_WANT) ||
                  words_have(words, count, WORD_KEEP);
    if (words[i].kind == WORD_LOUD && orders && word_is(&words[i], "barely audible")) {
        words[i].kind = WORD_FULL;
        words[i].value = -1;
    }
    bool measured = false;
    for (size_t k = i + 1; k < count; k++)
        measured = measured || (words[k].kind == WORD_AMOUNT && words[k].unit == UNIT_DB);
    if (words[i].kind == WORD_ADD && word_starts(&words[i], "give") && measured && words_have(words, count, WORD_MUSIC))
        words[i].kind = WORD_FILLER;
}

/* "Take the first one", "make the drums go away", "don't cut anything". */
static void takes(struct word *words, size_t count, size_t i)
{
    enum word_kind which = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    if (words[i].kind == WORD_REMOVE && word_is(&words[i], "take") &&
        (which == WORD_VERSION || which == WORD_PREVIOUS || which == WORD_OTHER || which == WORD_FIRST))
        words[i].kind = WORD_USE;
    static const char *const gone[] = {"go away", "goes away", "disappear", "disappears", "vanish", "vanishes"};
    if (words[i].kind == WORD_STOP && word_is_one(&words[i], gone, COUNT(gone)) &&
        !words_have(words, count, WORD_PLACE) &&
        (words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_TITLE) ||
         words_have(words, count, WORD_VOICE)))
        words[i].kind = WORD_REMOVE;
    if (words[i].kind == WORD_CUT && words_have(words, count, WORD_NOT) &&
        words_kind_at(words, count, i + 1) == WORD_ALL)
        words[i].kind = WORD_REMOVE;
}

/* "The drums aren't too much": they are not. */
static void not_too_much(struct word *words, size_t i)
{
    static const char *const told[] = {"isn't", "is not", "aren't", "are not", "wasn't", "weren't", "was not"};
    if (words[i].kind != WORD_TOO || i == 0 || words[i - 1].kind != WORD_NOT ||
        !word_is_one(&words[i - 1], told, COUNT(told)))
        return;
    words[i].kind = WORD_PRAISE;
    words[i - 1].kind = WORD_FILLER;
}

/* "Make the picture brighter" is none of the music; "show the words "Day 3"" and "let the title come" are the title's.
 */
static void of_the_picture(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_VALENCE && words_have(words, count, WORD_PICTURE) &&
        !words_have(words, count, WORD_MUSIC) &&
        (word_starts(&words[i], "bright") || word_starts(&words[i], "dark") || word_starts(&words[i], "warmer") ||
         word_starts(&words[i], "more colo"))) {
        words[i].kind = WORD_REFUSED;
        words[i].value = BEYOND_COLOUR;
    }
    if (words[i].kind == WORD_UNKNOWN && (word_is(&words[i], "come") || word_is(&words[i], "comes")) &&
        words_have(words, count, WORD_TITLE))
        words[i].kind = WORD_START;
    bool written = words_have(words, count, WORD_QUOTED) || words_have(words, count, WORD_PICTURE);
    for (size_t k = i + 1; k < count; k++)
        written = written || (words[k].kind == WORD_FILLER &&
                              (word_starts(&words[k], "on screen") || word_starts(&words[k], "on the screen") ||
                               word_starts(&words[k], "onscreen")));
    if (words[i].kind == WORD_VOICE && written &&
        (word_starts(&words[i], "the words") || word_starts(&words[i], "words")))
        words[i].kind = WORD_TITLE;
}

/* "Switch to piano music at 0:12", "I'd like calm piano music": a piece, and no part of one. "A full orchestra". */
static void such_music(struct word *words, size_t count, size_t i)
{
    bool of_music = words[i].kind == WORD_ROLE && words[i].is_style && words_kind_at(words, count, i + 1) == WORD_MUSIC;
    bool mood = i > 0 && (words[i - 1].is_style || words[i - 1].kind == WORD_STYLE) && words[i - 1].kind != WORD_ROLE &&
                words[i - 1].kind != WORD_LOUD && words[i - 1].kind != WORD_FAST;
    bool changes = words_have(words, count, WORD_CHANGE) && words_have(words, count, WORD_PLACE);
    bool orders = words_have(words, count, WORD_ADD) || words_have(words, count, WORD_WANT);
    if (of_music && (changes || (mood && orders)))
        words[i].kind = WORD_STYLE;
    if (words[i].kind == WORD_FULL && i + 1 < count && (words[i + 1].is_style || words[i + 1].kind == WORD_ROLE))
        words[i].kind = WORD_FILLER;
}

void recast_neighbours(struct word *words, size_t count, size_t i)
{
    sounds_so(words, count, i);
    voice_heard(words, count, i);
    part_refused(words, count, i);
    drops(words, count, i);
    so_loud(words, count, i);
    takes(words, count, i);
    not_too_much(words, i);
    of_the_picture(words, count, i);
    such_music(words, count, i);
}
