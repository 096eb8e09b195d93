/* English, a clause at a time: where, and the edges of the music. */
#include "agent_idioms_english_where.h"

#include "agent_idioms_english_look.h"
#include "bgmusic/base/count.h"

/* "Music should only be heard from 5 to 15 s": it plays there. */
static void take_heard_there(struct word *words, size_t count)
{
    static const char *const heard[] = {"be heard", "can be heard", "heard", "audible", "is heard"};
    if (!words_have(words, count, WORD_ONLY) || words_have(words, count, WORD_VOICE) ||
        words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_NOT))
        return;
    for (size_t i = 0; i < count; i++)
        if (word_is_one(&words[i], heard, COUNT(heard)) && words[i].kind != WORD_FILLER) {
            words[i].kind = WORD_USE;
            words[i].value = 0;
        }
}

/* "A bit quieter around 0:08": how far about it, is asked. */
static void take_around(struct word *words, size_t count)
{
    bool level = words_have(words, count, WORD_LOUD) || words_have(words, count, WORD_TURN) ||
                 words_have(words, count, WORD_LEVEL);
    for (size_t i = 0; i + 1 < count && level; i++)
        if (words[i].kind == WORD_AT && word_is(&words[i], "around") && agent_names_time(&words[i + 1]))
            words[i].kind = WORD_UNCLEAR;
}

/* "Make it 3 to 7", after a place: from there to there. */
static void take_make_it_span(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_MAKE, WORD_IT, WORD_NUMBER, WORD_TO, WORD_FROM, WORD_BETWEEN};
    struct word *first = words_first(words, count, WORD_NUMBER), *to = words_first(words, count, WORD_TO);
    if (first == NULL || to == NULL || to != first + 1 || to + 1 >= words + count || to[1].kind != WORD_NUMBER ||
        first->unit != UNIT_NONE || to[1].unit != UNIT_NONE || to[1].number <= first->number ||
        !words_all_are(words, count, kinds, COUNT(kinds)) || words[0].kind == WORD_TO)
        return;
    first->unit = to[1].unit = UNIT_SECONDS;
}

/* "Music in at 3", "out at 17": where it comes and goes. */
static void take_out_at(struct word *words, size_t count)
{
    size_t in = words[0].kind == WORD_MUSIC || words[0].kind == WORD_IT ? 1 : 0;
    bool comes = in + 3 == count && words[in].kind == WORD_FILLER && word_is(&words[in], "in") &&
                 words[in + 1].kind == WORD_AT && words[in + 2].kind == WORD_NUMBER;
    if (comes) {
        words[in].kind = WORD_START;
        words[in].value = 0;
    }
    bool on = in + 3 == count && words[in].kind == WORD_ONWARD && word_is(&words[in], "on");
    bool goes =
        in + 3 == count && words[in].kind == WORD_REMOVE && (word_is(&words[in], "out") || word_is(&words[in], "off"));
    bool at = in + 3 == count && words[in + 1].kind == WORD_AT && words[in + 2].kind == WORD_NUMBER;
    if (on && at)
        words[in].kind = WORD_START;
    if ((goes || on) && at && words[in + 2].unit == UNIT_NONE)
        words[in + 2].unit = UNIT_SECONDS;
}

/* "Voice" behind "music without": no place of the video. */
static void take_without_voice(struct word *words, size_t count)
{
    if (count == 2 && words[0].kind == WORD_MUSIC && words[1].kind == WORD_TALK && word_starts(&words[1], "without "))
        words[1].kind = WORD_UNCLEAR; /* the pauses, or no voice at all? */
}

/* "A closing title": at the end. "At each end", "on both sides": both. */
static void take_closing_title(struct word *words, size_t count)
{
    static const char *const closing[] = {"closing title", "end title",    "final title", "closing text",
                                          "outro title",   "ending title", "end card",    "closing card"};
    static const char *const ends[] = {"sides", "ends", "edges", "side", "end"};
    bool placed = false;
    for (size_t i = 0; i < count; i++)
        placed =
            placed || words[i].kind == WORD_NUMBER || words[i].kind == WORD_ENDING || words[i].kind == WORD_OPENING;
    for (size_t i = 1; i < count; i++) {
        if (!placed && words[i].kind == WORD_TITLE && word_is_one(&words[i], closing, COUNT(closing)) &&
            words[i - 1].kind == WORD_FILLER && words_have(words, count, WORD_QUOTED)) {
            words[i - 1].kind = WORD_PLACE;
            words[i - 1].place = (struct edit_place){PLACE_ENDING, 0, 0, false};
        }
        bool both = (words[i - 1].kind == WORD_ALL && words[i - 1].value == ALL_TWO) ||
                    word_is(&words[i - 1], "each") || word_is(&words[i - 1], "either");
        if (both && words_have(words, count, WORD_FADE) && word_is_one(&words[i], ends, COUNT(ends))) {
            words[i].kind = words[i - 1].kind = WORD_FILLER;
            for (size_t k = i - 1; k-- > 0 && (words[k].kind == WORD_ONWARD || words[k].kind == WORD_AT);)
                words[k].kind = WORD_FILLER;
        }
    }
}

/* "Original audio on", "my voice back on": it is to be heard. */
static void take_thing_on(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_VOICE, WORD_ONWARD, WORD_BRING, WORD_AGAIN, WORD_DUCK};
    struct word *last = count > 1 ? &words[count - 1] : NULL;
    if (last == NULL || last->kind != WORD_ONWARD || !word_is(last, "on") ||
        !words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    last->kind = WORD_BRING;
    last->value = 0;
}

/* "The start is abrupt", "the end is so sudden": it is to fade there. */
static void take_abrupt(struct word *words, size_t count)
{
    static const char *const abrupt[] = {"abrupt", "sudden", "harsh", "abruptly", "suddenly", "jarring"};
    struct word *edge = NULL, *how = NULL;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (kind == WORD_OPENING || kind == WORD_START || kind == WORD_ENDING || kind == WORD_STOP)
            edge = edge == NULL ? &words[i] : edge;
        else if (kind == WORD_UNKNOWN && word_is_one(&words[i], abrupt, COUNT(abrupt)))
            how = &words[i];
        else if (kind == WORD_NOT && word_starts(&words[i], "should"))
            continue;
        else if (kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_IT && kind != WORD_DEGREE &&
                 kind != WORD_SUBJECT && kind != WORD_AT)
            return;
    }
    if (edge == NULL || how == NULL)
        return;
    bool starts = edge->kind == WORD_OPENING || edge->kind == WORD_START;
    words_say_nothing(words, count);
    how->kind = WORD_FADE;
    how->value = starts ? 1 : 2;
}

/* "Start with 2 seconds of silence", "end with two of nothing": where it comes and goes. */
static void take_silent_edge(struct word *words, size_t count)
{
    struct word *number = NULL, *edge = NULL, *quiet = NULL;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool silent = (kind == WORD_REMOVE && words[i].value == 1) || word_is(&words[i], "nothing");
        if (kind == WORD_START || kind == WORD_STOP)
            edge = edge == NULL ? &words[i] : edge;
        else if (agent_names_time(&words[i]) && words[i].unit != UNIT_CLOCK)
            number = &words[i];
        else if (silent)
            quiet = &words[i];
        else if (kind != WORD_FILLER && kind != WORD_WITH && kind != WORD_SUBJECT && kind != WORD_MUSIC &&
                 kind != WORD_IT && kind != WORD_MAKE)
            return;
    }
    if (number == NULL || edge == NULL || quiet == NULL || edge > number || number > quiet)
        return;
    for (struct word *word = edge + 1; word <= quiet; word++)
        if (word != number)
            word_say_nothing(word);
    number->unit = UNIT_CLOCK;
    if (edge->kind == WORD_STOP) {
        number->place = (struct edit_place){PLACE_LAST, agent_word_ms(number), 0, false};
        number->kind = WORD_PLACE;
    }
}

/* "Shorten the music to 12 seconds": it stops there. "Chop the first second off" is no point in time. */
static void take_shorten(struct word *words, size_t count)
{
    static const char *const verbs[] = {"shorten", "cut", "cut the", "trim", "trim the"};
    size_t thing = words_past_filler(words, count, 1);
    if (count > 3 && word_is_one(&words[0], verbs, COUNT(verbs)) && thing + 3 == count &&
        words[thing].kind == WORD_MUSIC && words[thing + 1].kind == WORD_TO && words[thing + 1].value == 0 &&
        agent_names_time(&words[thing + 2])) {
        words[0].kind = WORD_STOP;
        words[0].value = 0;
        words[thing + 1].kind = WORD_AT;
        words[thing + 2].unit = UNIT_CLOCK;
    }
    bool takes = words_have(words, count, WORD_REMOVE) || words_have(words, count, WORD_NOT) ||
                 words_have(words, count, WORD_LOUD);
    for (size_t i = 1; i < count && takes; i++)
        if (words[i].kind == WORD_NUMBER && word_is(&words[i], "first second") && words[i - 1].kind == WORD_FILLER) {
            words[i].kind = WORD_PLACE;
            words[i].place = (struct edit_place){PLACE_FIRST, 1000, 0, false};
        }
}

/* "The music should be gone by the 12 second mark", "once the first cut happens", "music throughout". */
static void take_named_time(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_MIDDLE && word_is(&words[i], "halfway")) /* from there on */
            words[i].value = 1;
    static const char *const comes[] = {"happens", "hits", "comes", "arrives", "occurs"};
    for (size_t i = 1; i < count; i++) {
        if (words[i].kind == WORD_NUMBER && agent_names_time(&words[i]) && word_is(&words[i - 1], "by the") &&
            words_have(words, i, WORD_STOP))
            words[i].unit = UNIT_CLOCK;
        if (words[i - 1].kind == WORD_CUT && word_is_one(&words[i], comes, COUNT(comes)))
            words[i].kind = WORD_FILLER;
        bool ends = words_past_filler(words, count, i + 1) == count;
        if (ends && words[i].kind == WORD_WHEN && word_is(&words[i], "throughout"))
            words[i].kind = WORD_EVERYWHERE;
    }
}

/* "Push the drums back": softer. */
static void take_push_back(struct word *words, size_t count)
{
    size_t thing = words_past_filler(words, count, 1);
    if (count > 2 && words[0].kind == WORD_MOVE && words_kind_at(words, count, thing) == WORD_ROLE &&
        words_past_filler(words, count, thing + 2) == count && thing + 1 < count &&
        word_is(&words[thing + 1], "back")) {
        words[0].kind = WORD_FILLER;
        words[thing + 1].kind = WORD_TURN;
        words[thing + 1].value = -1;
    }
}

/* "Change the background": of the picture or of the music? */
static void take_background(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_CHANGE, WORD_REPLACE, WORD_MUSIC};
    for (size_t i = 1; i < count && words_all_are(words, count, kinds, COUNT(kinds)); i++)
        if (words[i].kind == WORD_MUSIC && word_is(&words[i], "background") && words[0].kind != WORD_MUSIC)
            words[i].kind = WORD_UNCLEAR;
}

/* "No drums until 8": a number behind the word is a time, where parts or the music come and go. */
static void take_until_number(struct word *words, size_t count)
{
    static const char *const leads[] = {"until", "till", "til", "up until", "up to", "after", "from"};
    bool of_play = words_have(words, count, WORD_NOT) || words_have(words, count, WORD_REMOVE) ||
                   words_have(words, count, WORD_USE);
    bool measure = words_have(words, count, WORD_VOLUME) || words_have(words, count, WORD_TEMPO) ||
                   words_have(words, count, WORD_LOUD) || words_have(words, count, WORD_TURN);
    bool thing = words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_MUSIC);
    bool removes = words_have(words, count, WORD_REMOVE); /* "remove the music from 3": to where? */
    for (size_t i = 1; i < count && of_play && thing && !measure; i++)
        if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_NONE &&
            word_is_one(&words[i - 1], leads, COUNT(leads)) && !(removes && words[i - 1].kind == WORD_FROM) &&
            (i + 1 == count || words[i + 1].kind != WORD_TO))
            words[i].unit = UNIT_SECONDS;
}

/* "After the intro (5 s)" is after 5 s; how long it is otherwise, is asked. */
static void take_after_intro(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        size_t opening = words_past_filler(words, count, i + 1);
        if (words[i].kind != WORD_AFTER || !word_is(&words[i], "after") ||
            words_kind_at(words, count, opening) != WORD_OPENING)
            continue;
        size_t time = words_past_filler(words, count, opening + 1);
        if (time < count && agent_names_time(&words[time]))
            words[opening].kind = WORD_FILLER;
        else
            words[i].kind = WORD_UNCLEAR;
    }
}

void agent_idioms_english_where(struct word *words, size_t count)
{
    take_heard_there(words, count);
    take_after_intro(words, count);
    take_until_number(words, count);
    take_around(words, count);
    take_out_at(words, count);
    take_silent_edge(words, count);
    take_shorten(words, count);
    take_named_time(words, count);
    take_thing_on(words, count);
    take_abrupt(words, count);
    take_closing_title(words, count);
    take_make_it_span(words, count);
    take_without_voice(words, count);
    take_background(words, count);
    take_push_back(words, count);
}
