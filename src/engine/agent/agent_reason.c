/* A clause that says why, and a question back that says between what. */
#include "agent_reason.h"

#include <math.h>
#include <stdio.h>

#include "agent_joints.h"
#include "agent_look.h"

/* "Too sad, make it happier": one order, said twice. */
static bool mood_again(const struct edit *last, const struct word *words, size_t count)
{
    bool again = false;
    if (last->kind != EDIT_ENERGY && last->kind != EDIT_VALENCE)
        return false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool mood = kind == WORD_ENERGY || kind == WORD_VALENCE;
        bool same = kind == (last->kind == EDIT_ENERGY ? WORD_ENERGY : WORD_VALENCE) &&
                    (words[i].number > 0) == (last->number > 0);
        again = again || same;
        bool carries = kind == WORD_MAKE || kind == WORD_ADD || kind == WORD_IT || kind == WORD_DEGREE ||
                       kind == WORD_WANT || kind == WORD_MUSIC || kind == WORD_FILLER;
        if (!same && (mood || !carries))
            return false;
    }
    return again;
}

/* "Turn the music down, nobody hears my voice": why, and no second order. "I can't hear my voice, turn the music down":
 * the order takes the place of the complaint. */
enum reason reason_of(const struct edit_list *edits, bool complained, bool moody, const struct word *words,
                      size_t count)
{
    const struct edit *last = edits->count > 0 ? &edits->edits[edits->count - 1] : NULL;
    if (last == NULL)
        return REASON_NONE;
    if (moody && mood_again(last, words, count))
        return REASON_AHEAD;
    /* 听着有点乱，去掉鼓吧: what is to be done about it. */
    bool mood = last->kind == EDIT_ENERGY || last->kind == EDIT_VALENCE;
    bool acts = words_have(words, count, WORD_REMOVE) || words_have(words, count, WORD_ADD);
    if (moody && mood && acts && words_have(words, count, WORD_ROLE) && word_is_wide(&words[0]))
        return REASON_AHEAD;
    bool voice = words_have(words, count, WORD_VOICE), music = words_have(words, count, WORD_MUSIC);
    for (size_t i = 0; i < count; i++) /* 别压着我讲话 */
        voice =
            voice || words[i].kind == WORD_TALK || (words[i].kind == WORD_PLACE && words[i].place.kind == PLACE_SPEECH);
    bool complains = words_complain(words, count), measured = words_have(words, count, WORD_AMOUNT);
    /* "Sube mi voz, casi no se oye": the same direction, and nothing else is named. */
    bool louder = false, bare = complains && !measured;
    for (size_t i = 0; i < count; i++) {
        louder = louder || (words[i].kind == WORD_LOUD && words[i].value > 0);
        bare = bare && (words[i].kind == WORD_LOUD || words[i].kind == WORD_DEGREE || words[i].kind == WORD_IT ||
                        words[i].kind == WORD_FILLER);
    }
    bool up = (last->kind == EDIT_ORIGINAL_GAIN || last->kind == EDIT_VOLUME_FACTOR) && last->number > 1;
    bool part_up = last->kind == EDIT_PART_LEVEL && last->number > 0;
    if (bare && louder && (up || part_up) && !complained)
        return REASON_BEHIND;
    bool softens = (last->kind == EDIT_VOLUME_FACTOR && last->number < 1) || last->kind == EDIT_DUCK_STEP ||
                   last->kind == EDIT_DUCK;
    /* "Drop the drums, they're too much" */
    bool it = words_have(words, count, WORD_IT);
    for (size_t i = 0; i < count; i++)
        it = it && (words[i].kind == WORD_IT || words[i].kind == WORD_TOO || words[i].kind == WORD_DEGREE ||
                    words[i].kind == WORD_LOUD || words[i].kind == WORD_FILLER);
    if (it && complains && (last->kind == EDIT_PART_WITHOUT || last->kind == EDIT_SILENCE))
        return REASON_BEHIND;
    if (voice && !music && complains && softens && !complained && !measured)
        return REASON_BEHIND;
    if (voice && !music && !complains && complained && last->kind == EDIT_DUCK_STEP &&
        (words_have(words, count, WORD_LOUD) || words_have(words, count, WORD_TURN)))
        return REASON_AHEAD;
    if (music && !voice && !complains && complained && last->kind == EDIT_ORIGINAL_GAIN && last->number > 1 &&
        words_have(words, count, WORD_TURN))
        return REASON_AHEAD;
    return REASON_NONE;
}

void reasons_stood(struct word *words, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++) {
        enum word_kind before = words[i - 1].kind;
        if (words[i].kind == WORD_FROM && word_is(&words[i], "から") &&
            (before == WORD_LOUD || before == WORD_FAST || before == WORD_TOO || before == WORD_ENERGY ||
             before == WORD_VALENCE)) {
            words[i].kind = WORD_BECAUSE;
            words[i].value = BECAUSE_STOOD;
        }
    }
}

/* "remove the music from 3": from there on, or all of it? */
void reason_ask_how_much(struct agent_reading *reading, const struct frame *frame)
{
    const struct word *number = frame_amount(frame, UNIT_NONE);
    if (number == NULL || !frame_has(frame, WORD_REMOVE) || !frame_has(frame, WORD_MUSIC))
        return;
    bool chinese = (frame_find(frame, WORD_MUSIC)->start[0] & 0x80) != 0;
    snprintf(reading->choices[0], sizeof reading->choices[0], chinese ? "%g秒以后不要音乐" : "no music after %g s",
             fabs(number->number));
    snprintf(reading->choices[1], sizeof reading->choices[1], "%s", chinese ? "删掉音乐" : "remove the music");
}
