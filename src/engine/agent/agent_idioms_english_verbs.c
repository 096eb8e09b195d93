/* English verbs whose small words or measures say what they do: "drop it a bit", "come in slowly", "take 5 seconds",
 * "run all the way to the end". */
#include "agent_idioms_english_verbs.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "Drop the music a bit": nothing goes. */
static void take_drop_a_bit(struct word *words, size_t count)
{
    static const char *const drops[] = {"drop", "dip", "cut", "drop it", "dip it"};
    struct word *drop = NULL;
    bool slightly = false;
    for (size_t i = 0; i < count; i++) {
        drop = words[i].kind == WORD_REMOVE && word_is_one(&words[i], drops, COUNT(drops)) ? &words[i] : drop;
        slightly = slightly || (words[i].kind == WORD_DEGREE && words[i].value < 0);
    }
    if (drop == NULL || !slightly || words_have(words, count, WORD_PICTURE) || words_have(words, count, WORD_TITLE))
        return;
    drop->kind = WORD_TURN;
    drop->value = -1;
}

/* "Let it come in slowly over 3 seconds": it fades in. */
static void take_comes_slowly(struct word *words, size_t count)
{
    static const char *const slowly[] = {"slowly", "gently", "gradually", "softly", "smoothly"};
    for (size_t i = 0; i + 1 < count; i++) {
        bool gradual = word_is_one(&words[i + 1], slowly, COUNT(slowly));
        if (words[i].kind != WORD_START || !gradual || words_have(words, count, WORD_ROLE) ||
            words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_AT) ||
            words_have(words, count, WORD_BUILD) || words_have(words, count, WORD_JOINT))
            continue;
        words[i].kind = WORD_FADE;
        words[i].value = 1;
        word_say_nothing(&words[i + 1]);
    }
}

/* "The closing fade should take 5 seconds instead": so long. */
static void take_fade_takes(struct word *words, size_t count)
{
    static const char *const takes[] = {"take", "takes", "last", "lasts"};
    static const char *const closings[] = {"closing", "ending", "final", "end"};
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind != WORD_FADE)
            continue;
        if (i > 0 && words[i].value == 3 && word_is_one(&words[i - 1], closings, COUNT(closings))) {
            words[i].value = 2;
            words[i - 1].kind = WORD_FILLER;
        }
        bool measured = false;
        for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
            bool number = words_kind_at(words, count, words_past_filler(words, count, k + 1)) == WORD_NUMBER &&
                          !word_is(&words[k - 1], "the"); /* "during the last 5 seconds" is a place */
            measured = measured || (number && word_is_one(&words[k], takes, COUNT(takes)));
            if (number && word_is_one(&words[k], takes, COUNT(takes)))
                words[k].kind = WORD_FILLER;
            if (measured && words[k].kind == WORD_REPLACE && words[k].value == 1)
                words[k].kind = WORD_FILLER;
        }
    }
}

/* "Let it run all the way to the end": where, and not how loud. */
static void take_all_the_way(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_FULL && word_is(&words[i], "all the way") &&
            (words[i + 1].kind == WORD_ONWARD || words[i + 1].kind == WORD_ENDING)) {
            words[i].kind = WORD_FILLER;
            words[i + 1].kind = WORD_EVERYWHERE;
        }
}

/* "Take it down some": a little. */
static void take_some(struct word *words, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (word_is(&words[i], "some") && (words[i - 1].kind == WORD_TURN || words[i - 1].kind == WORD_LOUD) &&
            (i + 1 == count || words[i + 1].kind == WORD_JOINT)) {
            words[i].kind = WORD_DEGREE;
            words[i].value = -1;
        }
}

/* "A third of the current volume". */
static void take_current(struct word *words, size_t count)
{
    static const char *const now[] = {"current", "present", "existing"};
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_UNKNOWN && word_is_one(&words[i], now, COUNT(now)) &&
            (words[i + 1].kind == WORD_VOLUME || words[i + 1].kind == WORD_TEMPO || words[i + 1].kind == WORD_LEVEL))
            words[i].kind = WORD_FILLER;
}

/* "Leave the first three seconds clean": of music. */
static void take_left_clean(struct word *words, size_t count)
{
    static const char *const leaves[] = {"leave", "keep"}, *const clean[] = {"clean", "empty", "bare", "free", "clear"};
    struct word *leave = NULL, *empty = NULL;
    bool place = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        leave = leave == NULL && word_is_one(&words[i], leaves, COUNT(leaves)) ? &words[i] : leave;
        empty = word_is_one(&words[i], clean, COUNT(clean)) && (i + 1 == count || words[i + 1].kind == WORD_JOINT)
                    ? &words[i]
                    : empty;
        place = place || kind == WORD_FIRST || kind == WORD_LAST || kind == WORD_OPENING || kind == WORD_ENDING ||
                kind == WORD_HALF || kind == WORD_BETWEEN || kind == WORD_FROM;
    }
    if (leave == NULL || empty == NULL || !place)
        return;
    leave->kind = WORD_REMOVE;
    leave->value = 1;
    word_say_nothing(empty);
}

/* "Bump the title to 0:02": it is moved, and nothing turned up. */
static void take_title_bumped(struct word *words, size_t count)
{
    static const char *const bumps[] = {"bump", "push", "nudge", "shift", "bring", "slide", "pull", "drag"};
    for (size_t i = 0; i + 1 < count; i++)
        if (word_is_one(&words[i], bumps, COUNT(bumps)) &&
            words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_TITLE &&
            words[i].kind != WORD_MOVE && (words_have(words, count, WORD_TO) || words_have(words, count, WORD_ENDING)))
            words[i].kind = WORD_MOVE;
}

/* "The two second mark" is a time. */
static void take_mark(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_NUMBER && word_is(&words[i + 1], "mark")) {
            words[i].unit = UNIT_CLOCK;
            word_say_nothing(&words[i + 1]);
        }
}

/* "A 2 second fade on the way in": which end. */
static void take_way_in(struct word *words, size_t count)
{
    struct word *fade = NULL;
    for (size_t i = 0; i < count; i++) {
        fade = words[i].kind == WORD_FADE && words[i].value == 3 ? &words[i] : fade;
        bool in = word_is(&words[i], "on the way in"), out = word_is(&words[i], "on the way out");
        if (fade == NULL || (!in && !out))
            continue;
        fade->value = in ? 1 : 2;
        word_say_nothing(&words[i]);
    }
}

void agent_idioms_english_verbs(struct word *words, size_t count)
{
    take_drop_a_bit(words, count);
    take_comes_slowly(words, count);
    take_fade_takes(words, count);
    take_all_the_way(words, count);
    take_some(words, count);
    take_current(words, count);
    take_left_clean(words, count);
    take_title_bumped(words, count);
    take_mark(words, count);
    take_way_in(words, count);
}
