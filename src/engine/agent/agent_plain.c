/* Words made plain before places and amounts are read. */
#include "agent_plain.h"

#include <string.h>

#include "agent_idioms.h"
#include "agent_look.h"
#include "agent_idioms_chinese.h"
#include "agent_joined_chinese.h"
#include "agent_postpositions.h"
#include "agent_tongues.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static bool is_text(const struct word *word, const char *text)
{
    return word->length == strlen(text) && text_starts_with_ignore_case(word->start, text);
}

/* "minus 3 dB", "plus 2 LU", "volume to zero": signs and a number, where a number stands. */
static void signs_take(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        bool number = words[i + 1].kind == WORD_NUMBER;
        bool minus = words[i].kind == WORD_NOT && words[i].length == 5 && strncmp(words[i].start, "minus", 5) == 0;
        bool plus = words[i].kind == WORD_JOINT && words[i].length == 4 && strncmp(words[i].start, "plus", 4) == 0;
        if (number && (minus || plus)) {
            words[i].kind = WORD_TURN;
            words[i].value = minus ? -1 : 1;
        }
    }
    bool starts = false;
    for (size_t i = 0; i < count; i++) {
        starts = words[i].kind != WORD_JOINT && (starts || words[i].kind == WORD_START || words[i].kind == WORD_MOVE);
        if (i > 0 && words[i].kind == WORD_NOT && word_is(&words[i], "zero") &&
            (words[i - 1].kind == WORD_TO || words[i - 1].kind == WORD_AT || words[i - 1].kind == WORD_VOLUME ||
             words[i - 1].kind == WORD_FROM))
            words[i] = (struct word){
                .kind = WORD_NUMBER, .unit = starts ? UNIT_CLOCK : UNIT_PERCENT, .start = words[i].start, .length = 4};
    }
}

/* "like 6 dB", "roughly 5 s", "about 20%": the word before the number says nothing. */
static bool is_roughly(const struct word *words, size_t count, size_t i)
{
    if (i + 1 >= count || (words[i + 1].kind != WORD_NUMBER && words[i + 1].kind != WORD_FACTOR))
        return false;
    return (words[i].kind == WORD_LIKE && is_text(&words[i], "like")) || is_text(&words[i], "about") ||
           is_text(&words[i], "roughly") || is_text(&words[i], "approximately") || is_text(&words[i], "approx");
}

/* "ab Sekunde 6", "from second 8": the unit stands before its number. */
static bool is_unit_ahead(const struct word *words, size_t count, size_t i)
{
    static const char *const units[] = {"second",     "seconds",      "sekunde",    "segundo",   "seconde",
                                        "segundos",   "secondes",     "sekunden",   "o segundo", "no segundo",
                                        "el segundo", "los segundos", "os segundos"};
    if (i + 1 >= count || words[i + 1].kind != WORD_NUMBER || words[i + 1].unit != UNIT_NONE)
        return false;
    for (size_t k = 0; k < COUNT(units); k++)
        if (is_text(&words[i], units[k]))
            return true;
    return false;
}

/* "The sound of the clip itself", "the video's audio", "camera noise": the sound that the picture came with. Words
 * used; 0: something else. */
static size_t own_sound(const struct word *words, size_t count)
{
    bool sound = words[0].kind == WORD_VOLUME && words[0].value == 1, picture = words[0].kind == WORD_PICTURE;
    /* "of the clip" alone says nothing, and is one word. */
    if (sound && count > 1 && words[1].kind == WORD_FILLER &&
        (is_text(&words[1], "of the clip") || is_text(&words[1], "of the video") ||
         is_text(&words[1], "in the video") || is_text(&words[1], "in the clip")))
        return 2;
    size_t i = 1;
    if (!sound && !picture)
        return 0;
    while (i < count && (words[i].kind == WORD_FILLER || words[i].kind == WORD_SUBJECT || words[i].kind == WORD_FROM ||
                         words[i].kind == WORD_ONLY || words[i].kind == WORD_IT))
        i++;
    /* "the audio from my phone" */
    bool device = sound && i > 2 && i < count && words[i].kind == WORD_UNKNOWN && words[1].kind == WORD_FROM &&
                  (is_text(&words[i - 1], "my") || is_text(&words[i - 1], "our") || is_text(&words[i - 1], "the"));
    if (device)
        return i + 1;
    if (i == count || (picture && i > 3))
        return 0;
    bool meets = sound ? words[i].kind == WORD_PICTURE : words[i].kind == WORD_VOLUME && words[i].value == 1;
    return meets ? i + 1 : 0;
}

/* "Lowering", "fading out": the verb in -ing, with or without a small word behind. */
static bool is_in_ing(const struct word *word)
{
    size_t verb = 0;
    while (verb < word->length && word->start[verb] != ' ')
        verb++;
    return verb > strlen("ing") && text_starts_with_ignore_case(word->start + verb - strlen("ing"), "ing");
}

/* "Starts at 3 and ends at 17 seconds": a number behind "at" is a time, where something starts or stops. "Half as loud
 * as it is": how it is says nothing. */
static void states_take(struct word *words, size_t count)
{
    bool starts = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        starts = kind != WORD_JOINT && (starts || kind == WORD_START || kind == WORD_STOP);
        bool at = i > 0 && words[i - 1].kind == WORD_AT;
        /* "the last two seconds" are a time */
        if (kind == WORD_ALL && words[i].value == ALL_TWO && is_text(&words[i], "the last two") && i + 1 < count &&
            (is_text(&words[i + 1], "seconds") || is_text(&words[i + 1], "minutes"))) {
            bool minutes = is_text(&words[i + 1], "minutes");
            words[i].kind = WORD_LAST;
            words[i].value = 0;
            words[i + 1].kind = WORD_NUMBER;
            words[i + 1].unit = minutes ? UNIT_MINUTES : UNIT_SECONDS;
            words[i + 1].number = minutes ? 120 : 2;
        }
        if (starts && at && kind == WORD_NUMBER && words[i].unit == UNIT_NONE)
            words[i].unit = UNIT_SECONDS;
        /* "I'm too quiet" is the voice; "stop lowering it" refuses. */
        bool complains =
            i + 1 < count && words[i + 1].kind == WORD_LOUD &&
            (text_starts_with_ignore_case(words[i + 1].start, "too ") ||
             text_starts_with_ignore_case(words[i + 1].start, "hard") ||
             text_starts_with_ignore_case(words[i + 1].start, "barely ") || is_text(&words[i + 1], "inaudible"));
        if (complains && (is_text(&words[i], "i'm") || is_text(&words[i], "i am")))
            words[i].kind = WORD_VOICE;
        if (kind == WORD_STOP && (is_text(&words[i], "stop") || is_text(&words[i], "quit")) && i + 1 < count &&
            words[i + 1].length > 4 &&
            (words[i + 1].kind == WORD_TURN || words[i + 1].kind == WORD_REMOVE || words[i + 1].kind == WORD_DUCK ||
             words[i + 1].kind == WORD_FADE || words[i + 1].kind == WORD_CHANGE || words[i + 1].kind == WORD_ADD) &&
            is_in_ing(&words[i + 1])) {
            words[i].kind = WORD_NOT;
            words[i].value = REFUSAL_NOT;
        }
        /* "make the title last 4 seconds" */
        bool thing = i > 0 && (words[i - 1].kind == WORD_TITLE || words[i - 1].kind == WORD_FADE ||
                               words[i - 1].kind == WORD_QUOTED || words[i - 1].kind == WORD_IT);
        if (kind == WORD_LAST && thing && is_text(&words[i], "last") && i + 1 < count &&
            words[i + 1].kind == WORD_NUMBER)
            words[i].kind = WORD_FILLER;
        /* "fade in 1 s and out 3 s" */
        if (kind == WORD_REMOVE && is_text(&words[i], "out") && i > 1 && words[i - 1].kind == WORD_JOINT &&
            i + 1 < count && words[i + 1].kind == WORD_NUMBER)
            for (size_t k = i - 1; k-- > 0 && words[k].kind != WORD_JOINT;)
                if (words[k].kind == WORD_FADE && words[k].value == 1) {
                    words[i].kind = WORD_FADE;
                    words[i].value = 2;
                }
        bool state = i > 0 && (words[i - 1].kind == WORD_LEVEL || words[i - 1].kind == WORD_PACE);
        if (state && kind == WORD_PRAISE && text_starts_with_ignore_case(words[i].start, "as "))
            words[i].kind = WORD_FILLER;
    }
}

/* "Volume at a quarter", "set the volume to a third": a share of all there is. "Down to half" is one of what it was. */
static void shares_take(struct word *words, size_t count)
{
    bool volume = false, down = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool joint = kind == WORD_JOINT;
        volume = !joint && (volume || kind == WORD_VOLUME);
        down = !joint && (down || kind == WORD_TURN || kind == WORD_LOUD || kind == WORD_MORE || kind == WORD_REMOVE);
        bool lead = kind == WORD_AT || kind == WORD_TO;
        size_t next = i + 1;
        while (next < count && words[next].kind == WORD_FILLER)
            next++;
        if (!lead || !volume || down || next >= count || words[next].kind != WORD_FACTOR || words[next].number > 1)
            continue;
        words[next].kind = WORD_NUMBER;
        words[next].unit = UNIT_PERCENT;
        words[next].number *= 100;
    }
}

/* "Un fondu de 3 secondes", "Ausblenden von 3 Sekunden": how long, not from where on. */
static bool measures_fade(const struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_FROM || words[i - 1].kind != WORD_FADE ||
        (!is_text(&words[i], "de") && !is_text(&words[i], "von")))
        return false;
    for (size_t k = i + 1; k < count && k < i + 4; k++)
        if (words[k].kind == WORD_TO)
            return false;
    return true;
}

size_t agent_plain(struct word *words, size_t count)
{
    agent_postpositions(words, count);
    agent_idioms_chinese(words, count);
    count = agent_joined_chinese(words, count);
    agent_tongues(words, count);
    agent_idioms(words, count);
    signs_take(words, count);
    shares_take(words, count);
    states_take(words, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool vague = is_roughly(words, count, i), ahead = is_unit_ahead(words, count, i);
        /* "the fade out longer, like 5 s": the number is of the order before it. */
        if (vague && words[i].kind == WORD_LIKE && kept > 1 && words[kept - 1].kind == WORD_JOINT &&
            words[kept - 1].value == JOINT_SOFT) {
            bool share = words[i + 1].kind == WORD_NUMBER && words[i + 1].unit == UNIT_PERCENT;
            words[kept - 1].kind = share ? WORD_TO : WORD_JOINT; /* "a lot louder, like 80%" */
            words[kept - 1].value = 0;
            kept -= share ? 0 : 1;
        }
        if (vague)
            continue;
        if (ahead) {
            words[i + 1].unit = UNIT_CLOCK;
            continue;
        }
        if (i > 0 && measures_fade(words, count, i))
            continue;
        size_t sound = own_sound(words + i, count - i);
        if (sound > 0) {
            const struct word *last = &words[i + sound - 1];
            words[i].length = (size_t)(last->start + last->length - words[i].start);
            words[i].kind = WORD_VOICE;
            words[i].value = 0;
            words[kept++] = words[i];
            i += sound - 1;
            continue;
        }
        words[kept] = words[i];
        struct word *word = &words[kept++], *before = kept > 1 ? &words[kept - 2] : NULL;
        if (before == NULL)
            continue;
        if (before->kind == WORD_VERSION && before->value == 0 && word->kind == WORD_ONE && is_text(word, "one")) {
            before->value = 1;
            kept--;
        } else if (before->kind == WORD_KEEP && word->kind == WORD_NOT && word->value == REFUSAL_BUT && i + 1 < count &&
                   (words[i + 1].kind == WORD_TURN || words[i + 1].kind == WORD_MAKE ||
                    words[i + 1].kind == WORD_REMOVE || words[i + 1].kind == WORD_ADD ||
                    words[i + 1].kind == WORD_CHANGE)) {
            word->kind = WORD_JOINT; /* "keep everything but turn it up" */
            word->value = JOINT_HARD;
        }
    }
    return kept;
}
