/* Effects on how the music is played: volume, the original sound, ducking, fades, loudness. */
#include <math.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

/* How much louder "louder" is: about 2.6 dB; "a bit" 1.2 dB, "much" 5 dB. */
#define LOUDER_FACTOR          1.35
#define LOUDER_SLIGHTLY_FACTOR 1.15
#define LOUDER_MUCH_FACTOR     1.8
#define FULL_VOLUME            1.0
#define LEAST_VOLUME           0.05
/* How much deeper "more ducking" is. */
#define DUCK_STEP_LU          3.0
#define DUCK_STEP_SLIGHTLY_LU 2.0
#define DUCK_STEP_MUCH_LU     5.0

static double limit(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* +1 up, -1 down, 0: neither is said. */
static int direction(const struct frame *frame)
{
    static const enum word_kind kinds[] = {WORD_LOUD, WORD_TURN, WORD_MORE, WORD_STRONG, WORD_LEVEL};
    bool too = frame_has(frame, WORD_TOO);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct word *word = frame_find(frame, kinds[i]);
        if (word != NULL)
            return too && (kinds[i] == WORD_LEVEL || kinds[i] == WORD_TURN) ? -word->value : word->value;
    }
    return frame_has(frame, WORD_ENOUGH) ? 1 : too ? -1 : 0;
}

/* What the gain is multiplied by, 0: the clause does not say. */
static double gain_factor(const struct frame *frame, int up)
{
    const struct word *db = frame_amount(frame, UNIT_DB), *percent = frame_amount(frame, UNIT_PERCENT);
    const struct word *factor = frame_find(frame, WORD_FACTOR), *times = frame_amount(frame, UNIT_TIMES);
    if (db != NULL)
        return pow(10, limit(up < 0 ? -fabs(db->number) : db->number, -40, 40) / 20);
    if (percent != NULL && percent->value != AMOUNT_TO && up != 0)
        return up > 0 ? 1 + limit(fabs(percent->number), 0, 400) / 100 : 1 - limit(fabs(percent->number), 0, 95) / 100;
    if (factor != NULL && factor->value == FACTOR_SHARE) /* "by a third" */
        return up > 0 ? 1 + factor->number : 1 - factor->number;
    if (factor != NULL) /* "half as loud", "twice as quiet", "half quieter" */
        return up < 0 && factor->number > 1                                    ? 1 / factor->number
               : up > 0 && factor->number < 1 && !frame_has(frame, WORD_LEVEL) ? 1 + factor->number
                                                                               : factor->number;
    if (times != NULL && times->number > 0)
        return up < 0 ? 1 / limit(times->number, 1, 20) : limit(times->number, 0.05, 20);
    if (up == 0)
        return 0;
    double louder = frame_strength(frame, LOUDER_FACTOR, LOUDER_SLIGHTLY_FACTOR, LOUDER_MUCH_FACTOR);
    return up > 0 ? louder : 1 / louder;
}

static bool says_understood(const struct frame *frame)
{
    const struct word *loud = frame_find(frame, WORD_LOUD);
    char text[64] = "";
    if (loud != NULL)
        agent_word_text(loud, text, sizeof text);
    return strstr(text, "understand") != NULL || strstr(text, "heard") != NULL || strstr(text, "hear me") != NULL ||
           strstr(text, "hears me") != NULL;
}

static bool says_unheard(const struct frame *frame)
{
    static const char *const texts[] = {"can't", "cannot", "can not",   "hard",      "barely",
                                        "听不",  "盖",     "inaudible", "don't hear"};
    const struct word *loud = frame_find(frame, WORD_LOUD);
    for (size_t i = 0; i < COUNT(texts) && loud != NULL; i++)
        if (text_starts_with_ignore_case(loud->start, texts[i]))
            return true;
    return false;
}

void effect_volume(struct frame *frame)
{
    /* "make it 2 seconds" is no volume, and "make it five" after a fade neither. */
    bool of_it = frame_has(frame, WORD_IT) && !frame_has(frame, WORD_VOLUME) && !frame_has(frame, WORD_MUSIC) &&
                 direction(frame) == 0 && frame_amount_leans(frame);
    if ((frame_amount(frame, UNIT_SECONDS) != NULL || of_it) && !frame_has(frame, WORD_PLACE)) {
        effect_amount_of_it(frame);
        return;
    }
    if (frame_says_still(frame) || frame_same_fade(frame))
        return;
    /* "That's overdone": what was done last. */
    bool names = frame_has(frame, WORD_MUSIC) || frame_has(frame, WORD_VOLUME) || frame_has(frame, WORD_TURN) ||
                 frame_has(frame, WORD_LOUD) || frame_has(frame, WORD_LEVEL) || frame_has(frame, WORD_MORE);
    if (frame_has(frame, WORD_TOO) && !names && frame->memory->last.count > 0) {
        effect_less_of_it(frame);
        return;
    }
    const struct word *percent = frame_amount(frame, UNIT_PERCENT), *plain = frame_amount(frame, UNIT_NONE);
    const struct word *full = frame_find(frame, WORD_FULL);
    struct edit_place place = frame_place(frame);
    int up = direction(frame);
    bool there = place.kind != PLACE_WHOLE || place.except;
    /* "When I speak one can't hear it", "I'm hard to understand": of the voice. */
    bool of_voice = !frame_has(frame, WORD_MUSIC) && !frame_has(frame, WORD_VOLUME) && up > 0;
    if (of_voice && (says_understood(frame) || (place.kind == PLACE_SPEECH && !place.except && says_unheard(frame)))) {
        effect_duck_more(frame);
        return;
    }
    /* "lower the music when I speak" is how far it goes down there. */
    if (place.kind == PLACE_SPEECH && !place.except && percent == NULL && up != 0) {
        effect_duck(frame);
        return;
    }
    /* "keep the music steady under speech" */
    if (place.kind == PLACE_SPEECH && !place.except && percent == NULL && up == 0 && frame_has(frame, WORD_KEEP)) {
        effect_duck_off(frame);
        return;
    }
    double factor = gain_factor(frame, up);
    const struct word *db = frame_amount(frame, UNIT_DB);
    if (there && db != NULL && up == 0 && db->number > 0 && db->start[0] != '+') { /* "12 dB below my voice" */
        effect_amount_there(frame);
        return;
    }
    if (there) {
        /* A share for a place is one of the whole. */
        bool share =
            percent != NULL && (factor == 0 || (percent->value == AMOUNT_TO && !frame_has(frame, WORD_FACTOR)));
        if (share)
            factor = limit(percent->number, 1, 100) / 100;
        if (factor == 0 && full != NULL && !share)
            factor = full->value > 0 ? 2.5 : 0.2;
        struct edit *edit = frame_edit(frame, EDIT_LEVEL_SPAN);
        edit->number = limit(factor > 0 ? factor : 1, 0.01, 8);
        edit->mode = share ? LEVEL_SHARE : edit->mode;
        const struct word *stays = frame_amount(frame, UNIT_SECONDS);
        bool open = place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && place.to_ms < 0);
        if (stays != NULL && open && !place.except) /* "quieter for 4 seconds from 0:06" */
            edit->place = (struct edit_place){PLACE_SPAN, place.from_ms, place.from_ms + agent_word_ms(stays), false};
        return;
    }
    if (full != NULL)
        frame_edit(frame, EDIT_VOLUME)->number = full->value > 0 ? FULL_VOLUME : LEAST_VOLUME;
    else if (percent != NULL && (up == 0 || percent->value == AMOUNT_TO))
        frame_edit(frame, EDIT_VOLUME)->number = limit(percent->number, 0, 100) / 100;
    else if (plain != NULL && factor != 0 && plain->value == AMOUNT_BY)
        frame_edit(frame, EDIT_VOLUME_FACTOR)->number =
            up > 0 ? 1 + limit(fabs(plain->number), 0, 400) / 100 : 1 - limit(fabs(plain->number), 0, 95) / 100;
    else if (plain != NULL && up != 0 && plain->value == AMOUNT_PLAIN && fabs(plain->number) <= 10)
        frame_edit(frame, EDIT_VOLUME_FACTOR)->number = pow(10, up * fabs(plain->number) / 20); /* "2 louder": dB */
    else if (plain != NULL) /* "volume 0.5" is a share, "volume 50" is percent */
        frame_edit(frame, EDIT_VOLUME)->number =
            limit(fabs(plain->number) <= 1 ? fabs(plain->number) : plain->number / 100, 0, 1);
    else if (factor > 0)
        frame_edit(frame, EDIT_VOLUME_FACTOR)->number = factor;
}

/* "At 0:10" is from there on; a voice is louder where it speaks when it is louder at all. */
static void voice_place(struct edit *edit)
{
    if (edit->place.kind == PLACE_POINT)
        edit->place = (struct edit_place){PLACE_SPAN, edit->place.from_ms, -1, edit->place.except};
    if (edit->place.kind == PLACE_SPEECH && !edit->place.except && edit->kind == EDIT_ORIGINAL_GAIN)
        edit->place.kind = PLACE_WHOLE;
}

void effect_voice(struct frame *frame)
{
    const struct word *percent = frame_amount(frame, UNIT_PERCENT), *full = frame_find(frame, WORD_FULL);
    if (percent == NULL) /* "voice to 120" */
        percent = frame_amount(frame, UNIT_NONE);
    int up = direction(frame);
    double factor = gain_factor(frame, up);
    /* A voice must gain more than music to be heard to. */
    if (frame_amount(frame, UNIT_DB) == NULL && percent == NULL && !frame_has(frame, WORD_FACTOR) && factor > 0)
        factor = pow(factor, 1.6);
    if (percent != NULL && percent->value == AMOUNT_TO) /* "turn the original down to 30%" */
        factor = 0;
    struct edit *edit = frame_edit(frame, EDIT_ORIGINAL_GAIN);
    voice_place(edit);
    edit->is_added = factor > 0;
    edit->number = limit(factor > 0        ? factor
                         : percent != NULL ? fabs(percent->number) /
                                                 (percent->unit == UNIT_NONE && fabs(percent->number) <= 1 ? 1 : 100)
                         : full != NULL && full->value < 0 ? 0.1
                                                           : 1,
                         0, 4);
}

void effect_voice_off(struct frame *frame)
{
    /* "my voice without music" refuses the music */
    const struct word *without = frame_find(frame, WORD_NOT), *voice = frame_find(frame, WORD_VOICE);
    if (without != NULL && voice != NULL && without->value == REFUSAL_WITHOUT && voice < without &&
        frame_has(frame, WORD_MUSIC)) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_ORIGINAL);
    voice_place(edit);
    edit->number = 0;
}

/* "mute the video" is its sound; the picture itself stays. */
void effect_picture_mute(struct frame *frame)
{
    if (frame_find(frame, WORD_REMOVE)->value == 1 || frame_has(frame, WORD_VOLUME))
        effect_voice_off(frame);
    else
        effect_refuse_picture(frame);
}

void effect_voice_keep(struct frame *frame)
{
    const struct word *no = frame_find(frame, WORD_NOT);
    if (no != NULL && no->value == REFUSAL_BUT && frame_has(frame, WORD_REMOVE)) { /* all the rest, the music too? */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_ORIGINAL);
    voice_place(edit);
    edit->number = 1;
    edit->mode = frame_has(frame, WORD_ONLY) && frame_has(frame, WORD_PLACE) ? ORIGINAL_ONLY : 0;
}

/* Ducking is of all the speech there is: "no ducking at the end" cannot be. */
static bool ducks_elsewhere(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    if (place.kind == PLACE_WHOLE || place.kind == PLACE_SPEECH || place.kind == PLACE_NO_SPEECH)
        return false;
    frame->reading->verdict = AGENT_ASKS;
    return true;
}

/* "Turn down everything but the voice": the music. */
void effect_all_but(struct frame *frame)
{
    if (frame_find(frame, WORD_NOT)->value != REFUSAL_BUT)
        effect_nothing(frame);
    else if (frame_has(frame, WORD_ROLE)) /* each of the others: which, and by how much? */
        frame->reading->verdict = AGENT_ASKS;
    else
        effect_volume(frame);
}

void effect_duck(struct frame *frame)
{
    if (ducks_elsewhere(frame))
        return;
    const struct word *db = frame_amount(frame, UNIT_DB);
    if (db == NULL)
        db = frame_amount(frame, UNIT_NONE);
    int up = direction(frame);
    const struct word *duck = frame_find(frame, WORD_DUCK);
    if (duck != NULL && duck->value == DUCK_UNHEARD && up == 0) {
        effect_duck_more(frame);
        return;
    }
    /* Of the ducking itself "more" is deeper; of the music under speech "lower" is. */
    bool of_music = !frame_has(frame, WORD_DUCK);
    if (frame_has(frame, WORD_DUCK) && frame_has(frame, WORD_TURN) && frame_has(frame, WORD_MUSIC))
        up = 1;
    const struct word *turn = frame_find(frame, WORD_TURN), *less = frame_find(frame, WORD_MORE);
    if (of_music && turn != NULL && turn->value < 0 && less != NULL &&
        less->value < 0) /* "lower it less when I talk" */
        up = 1;
    /* "3 dB more ducking", "duck 4 dB deeper": so much more than now. */
    bool more = frame_has(frame, WORD_STRONG) || frame_has(frame, WORD_MORE);
    bool by = db != NULL && db->value != AMOUNT_TO && !of_music && up != 0 &&
              (more || (frame_has(frame, WORD_TURN) && !frame_has(frame, WORD_MUSIC)));
    const struct word *again = frame_find(frame, WORD_AGAIN); /* 再 is "further" */
    /* "Lower the music by 5 dB while I talk": so much more; 12 LU under the voice is a depth. */
    const double least_lu = 10;
    bool by_so_much =
        db != NULL && (db->value == AMOUNT_BY || (db->value == AMOUNT_PLAIN && frame_has(frame, WORD_TURN)));
    bool deeper = by_so_much && of_music && up < 0 && fabs(db->number) < least_lu;
    if (deeper) {
        frame_edit(frame, EDIT_DUCK_STEP)->number = fabs(db->number);
        return;
    }
    bool as_before = again != NULL && (again->start[0] & 0x80) == 0 && !frame_has(frame, WORD_DEGREE) &&
                     !frame_has(frame, WORD_MORE); /* "encore plus" */
    if (by)
        frame_edit(frame, EDIT_DUCK_STEP)->number = up * fabs(db->number);
    else if (db != NULL)
        frame_edit(frame, EDIT_DUCK_DEPTH)->number = fabs(db->number);
    else if (up == 0 || (of_music && up < 0 && as_before))
        frame_edit(frame, EDIT_DUCK)->number = 1;
    else
        frame_edit(frame, EDIT_DUCK_STEP)->number =
            (of_music ? -up : up) * frame_strength(frame, DUCK_STEP_LU, DUCK_STEP_SLIGHTLY_LU, DUCK_STEP_MUCH_LU);
}

/* "Don't lower the music when I speak"; "don't let it get louder at the end" leaves it as it is. */
void effect_not_there(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    if ((place.kind == PLACE_SPEECH && !place.except) || frame_has(frame, WORD_DUCK))
        effect_duck_off(frame);
    else
        effect_nothing(frame);
}

void effect_duck_off(struct frame *frame)
{
    if (ducks_elsewhere(frame))
        return;
    frame_edit(frame, EDIT_DUCK)->number = 0;
}

/* "I can't hear myself over the music". */
void effect_duck_more(struct frame *frame)
{
    frame_edit(frame, EDIT_DUCK_STEP)->number = DUCK_STEP_LU;
}

/* 少压一点, "stronger": of the ducking, where that is what was spoken of. */
void effect_stronger(struct frame *frame)
{
    const struct word *strong = frame_find(frame, WORD_STRONG);
    const struct edit_list *own = &frame->reading->edits;
    const struct edit_list *last = own->count > 0 ? own : &frame->memory->last;
    enum edit_kind kind = last->count > 0 ? last->edits[last->count - 1].kind : EDIT_KIND_COUNT;
    char text[32];
    agent_word_text(strong, text, sizeof text);
    bool ducks = kind == EDIT_DUCK || kind == EDIT_DUCK_STEP || kind == EDIT_DUCK_DEPTH;
    if (ducks && own->count > 0 && strstr(text, "压") != NULL) { /* 听不到了，少压一点: one wish, said twice */
        struct edit *edit = &frame->reading->edits.edits[own->count - 1];
        edit->kind = EDIT_DUCK_STEP;
        edit->number = strong->value * frame_strength(frame, DUCK_STEP_LU, DUCK_STEP_SLIGHTLY_LU, DUCK_STEP_MUCH_LU);
        return;
    }
    if (!ducks && strstr(text, "压") == NULL) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    frame_edit(frame, EDIT_DUCK_STEP)->number =
        strong->value * frame_strength(frame, DUCK_STEP_LU, DUCK_STEP_SLIGHTLY_LU, DUCK_STEP_MUCH_LU);
}

/* "15 dB under my voice", "20% in the first half". */
void effect_amount_there(struct frame *frame)
{
    const struct word *db = frame_amount(frame, UNIT_DB), *percent = frame_amount(frame, UNIT_PERCENT);
    struct edit_place place = frame_place(frame);
    if (db != NULL && place.kind == PLACE_SPEECH && !place.except)
        frame_edit(frame, EDIT_DUCK_DEPTH)->number = fabs(db->number);
    else if (percent != NULL && place.kind != PLACE_WHOLE)
        effect_volume(frame);
    else if (db != NULL && place.kind != PLACE_WHOLE &&
             (db->number < 0 || db->start[0] == '+')) /* "-6 dB from 5 to 8" */
        frame_edit(frame, EDIT_LEVEL_SPAN)->number = pow(10, limit(db->number, -40, 20) / 20);
    else
        frame->reading->verdict = AGENT_ASKS;
}

/* Which ends a FADE word means, by its bits: 1 in, 2 out; 4 is no fade at the end. */
static int fade_ends(const struct frame *frame, const struct word *word)
{
    struct edit_place place = frame_place(frame);
    if (word->value == 3 && (place.kind == PLACE_ENDING || place.kind == PLACE_LAST))
        return 2;
    if (word->value == 3 && (place.kind == PLACE_OPENING || place.kind == PLACE_FIRST))
        return 1;
    return word->value;
}

/* "Start at 3 s with a 2 s fade in", "stop at 15 s with a 3 s fade": the edge is told, too. "Fade out at 12 s over 3 s"
 * begins there. */
static void fade_moves_edge(struct frame *frame, int ends, int64_t told_ms)
{
    struct edit_place place = frame_place(frame);
    bool point = place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && place.to_ms < 0);
    if (ends == 2 && told_ms < 0 && place.kind == PLACE_SPAN && place.to_ms > place.from_ms && !place.except)
        edit_list_add(&frame->reading->edits, EDIT_END)->ms = place.to_ms; /* "from 15 to 18 s" */
    if (!point || place.except || (ends == 2 && told_ms < 0))
        return;
    if (ends == 1 && place.from_ms > 0)
        edit_list_add(&frame->reading->edits, EDIT_START)->ms = place.from_ms;
    if (ends == 2)
        edit_list_add(&frame->reading->edits, EDIT_SILENCE)->place =
            (struct edit_place){PLACE_SPAN, place.from_ms + (frame_has(frame, WORD_STOP) ? 0 : told_ms), -1, false};
}

/* "Fade out 3 s", and then "the same for the fade in", "make that a fade in": as long as the other end's. False: it is
 * not that. */
static bool fade_as_before(struct frame *frame)
{
    const struct word *keep = frame_find(frame, WORD_KEEP), *fade = frame_find(frame, WORD_FADE);
    struct edit_list last = frame_lean_on(frame);
    bool same = keep != NULL && word_is(keep, "same");
    bool instead = frame->corrects && frame->reading->edits.count == 0;
    if ((!same && !instead) || frame_has(frame, WORD_PLACE) || frame_has(frame, WORD_AMOUNT) || last.count == 0 ||
        frame_count(frame, WORD_FADE) != 1 || (fade->value != 1 && fade->value != 2))
        return false;
    const struct edit *other = &last.edits[last.count - 1];
    enum edit_kind kind = fade->value == 1 ? EDIT_FADE_IN : EDIT_FADE_OUT;
    enum edit_kind opposite = fade->value == 1 ? EDIT_FADE_OUT : EDIT_FADE_IN;
    if (other->kind != opposite || other->is_added || other->ms == 0)
        return false;
    int64_t ms = other->ms;
    edit_list_add(&frame->reading->edits, kind)->ms = ms;
    if (instead)
        edit_list_add(&frame->reading->edits, opposite)->ms = 0;
    return true;
}

/* "fade in 1 s", "2 second fade out", "fade out during the last 5 seconds", "fade out starting at 12 s". */
void effect_fade(struct frame *frame)
{
    const struct word *hard = frame_find(frame, WORD_FADE);
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_FADE && frame->words[i].value == 4)
            hard = &frame->words[i];
    if (hard->value == 4) {
        struct edit *edit = frame_edit(frame, EDIT_FADE_OUT);
        edit->ms = 0;
        edit->place = (struct edit_place){PLACE_WHOLE, 0, 0, false};
        return;
    }
    if (fade_as_before(frame))
        return;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i], *number = NULL;
        if (word->kind != WORD_FADE)
            continue;
        for (size_t j = i + 1; j < frame->count && number == NULL && frame->words[j].kind != WORD_FADE; j++)
            number = frame->words[j].kind == WORD_AMOUNT ? &frame->words[j] : NULL;
        for (size_t j = i; j-- > 0 && number == NULL && frame->words[j].kind != WORD_FADE;)
            number = frame->words[j].kind == WORD_AMOUNT ? &frame->words[j] : NULL;
        int ends = fade_ends(frame, word);
        struct edit_place place = frame_place(frame);
        int64_t told_ms = number != NULL                                          ? agent_word_ms(number)
                          : place.kind == PLACE_FIRST || place.kind == PLACE_LAST ? place.from_ms
                                                                                  : -1;
        /* "start with a 2 s fade", "end it with a fade of 3 s": its end is named by the verb. */
        if (ends == 3 && frame_has(frame, WORD_START) && !frame_has(frame, WORD_STOP))
            ends = told_ms >= 0 || place.kind == PLACE_WHOLE ? 1 : ends;
        if (ends == 3 && frame_has(frame, WORD_STOP) && !frame_has(frame, WORD_START))
            ends = 2;
        fade_moves_edge(frame, ends, told_ms);
        /* "start fading at 12 s": what begins so late is its end. */
        bool late = (place.kind == PLACE_SPAN || place.kind == PLACE_POINT) && place.from_ms > 0;
        if (ends == 3 && told_ms < 0 &&
            (late || place.kind == PLACE_SECOND_HALF || place.kind == PLACE_LAST_THIRD ||
             place.kind == PLACE_LAST_QUARTER || place.kind == PLACE_FROM_GOODBYE))
            ends = 2;
        bool from_place =
            told_ms < 0 && (place.kind == PLACE_SPAN || place.kind == PLACE_POINT || place.kind == PLACE_CUT ||
                            place.kind == PLACE_FROM_GOODBYE || place.kind == PLACE_SECOND_HALF ||
                            place.kind == PLACE_LAST_THIRD || place.kind == PLACE_LAST_QUARTER);
        /* "fade in from 3 to 5 s": it begins there */
        if (ends == 1 && told_ms < 0 && place.kind == PLACE_SPAN && place.from_ms > 0 && place.to_ms > place.from_ms) {
            edit_list_add(&frame->reading->edits, EDIT_START)->ms = place.from_ms;
            place.to_ms -= place.from_ms;
        }
        if (ends & 1) {
            struct edit *edit = frame_edit(frame, EDIT_FADE_IN);
            edit->ms = told_ms >= 0                                  ? told_ms
                       : place.kind == PLACE_SPAN && place.to_ms > 0 ? place.to_ms
                                                                     : DEFAULT_FADE_IN_MS;
            edit->place.kind = PLACE_WHOLE;
        }
        if (ends & 2) {
            struct edit *edit = frame_edit(frame, EDIT_FADE_OUT);
            edit->ms = told_ms >= 0 ? told_ms : DEFAULT_FADE_OUT_MS;
            if (!from_place)
                edit->place.kind = PLACE_WHOLE;
        }
    }
}

void effect_fade_none(struct frame *frame)
{
    int ends = fade_ends(frame, frame_find(frame, WORD_FADE));
    const struct edit_list *own = &frame->reading->edits;
    if (ends == 3 && own->count > 0 && own->edits[own->count - 1].kind == EDIT_FADE_OUT &&
        own->edits[own->count - 1].ms == 0)
        return;    /* "a clean cut at the end, no fade": said already */
    if (ends == 4) /* "don't end it hard": a short fade */
        frame_edit(frame, EDIT_FADE_OUT)->ms = 2000;
    if (ends < 4 && (ends & 1))
        frame_edit(frame, EDIT_FADE_IN)->ms = 0;
    if (ends < 4 && (ends & 2))
        frame_edit(frame, EDIT_FADE_OUT)->ms = 0;
    struct edit_list *edits = &frame->reading->edits;
    for (size_t i = 0; i < edits->count; i++) {
        struct edit *edit = &edits->edits[i];
        if ((edit->kind == EDIT_FADE_IN || edit->kind == EDIT_FADE_OUT) && edit->ms == 0)
            edit->place.kind = PLACE_WHOLE;
    }
}

void effect_fade_longer(struct frame *frame)
{
    const struct word *factor = frame_find(frame, WORD_FACTOR), *longer = frame_find(frame, WORD_LONG);
    const struct word *number = frame_amount(frame, UNIT_SECONDS);
    if (number != NULL) {
        size_t first = frame->reading->edits.count;
        effect_fade(frame);
        /* "a second longer", "longer by 2 s"; "a longer fade of 5 s" is that long */
        bool by = longer != NULL && (number + 1 == longer || number->value == AMOUNT_BY);
        by = by || (longer != NULL && longer + 1 == number && word_is_wide(longer) && number->value != AMOUNT_TO);
        for (size_t i = first; i < frame->reading->edits.count && by; i++) {
            frame->reading->edits.edits[i].ms *= longer->value;
            frame->reading->edits.edits[i].is_added = true;
        }
        return;
    }
    struct edit_place place = frame_place(frame);
    if (place.kind == PLACE_POINT && longer != NULL &&
        factor == NULL) { /* "raccourcis le fondu de fin à 1 s": so long */
        int ends = fade_ends(frame, frame_find(frame, WORD_FADE));
        for (int end = 1; end <= 2; end++)
            if ((ends & end) != 0) {
                struct edit *fade = frame_edit(frame, end == 1 ? EDIT_FADE_IN : EDIT_FADE_OUT);
                fade->ms = place.from_ms;
                fade->place = (struct edit_place){.kind = PLACE_WHOLE};
            }
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_FADE_FACTOR);
    edit->mode = fade_ends(frame, frame_find(frame, WORD_FADE));
    edit->place = (struct edit_place){PLACE_WHOLE, 0, 0, false};
    double by = frame_strength(frame, 1.5, 1.25, 2.5);
    edit->number = factor != NULL      ? (longer != NULL && longer->value < 0 && factor->number > 1 ? 1 / factor->number
                                                                                                    : factor->number)
                   : longer->value > 0 ? by
                                       : 1 / by;
}

void effect_loudness(struct frame *frame)
{
    const struct word *lufs = frame_amount(frame, UNIT_LUFS);
    if (lufs == NULL)
        lufs = frame_amount(frame, UNIT_DB);
    if (lufs == NULL)
        lufs = frame_amount(frame, UNIT_NONE);
    if (lufs != NULL)
        frame_edit(frame, EDIT_LOUDNESS)->number = limit(-fabs(lufs->number), -70, 0);
    else if (frame_has(frame, WORD_KEEP))
        frame_edit(frame, EDIT_LOUDNESS_KEEP);
}
