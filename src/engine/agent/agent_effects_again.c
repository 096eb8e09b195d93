/* What leans on the last edit: again, less, the other way, longer, another number. */
#include <math.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_place.h"
#include "bgmusic/base/count.h"

/* The edits that "it" means: of this message, else of the last turn. */
static struct edit_list lean_on(const struct frame *frame)
{
    return frame->reading->edits.count > 0 ? frame->reading->edits : frame->memory->last;
}

/* Makes the edit once more, `share` of it: 1 the same, 0.5 half a step, -0.5 half a step back. */
static bool step_again(struct frame *frame, const struct edit *edit, double share)
{
    struct edit_list *edits = &frame->reading->edits;
    struct edit again = *edit;
    switch (edit->kind) {
    case EDIT_VOLUME_FACTOR:
    case EDIT_TEMPO_FACTOR:
    case EDIT_LEVEL_SPAN:
    case EDIT_ORIGINAL_GAIN:
    case EDIT_FADE_FACTOR:
        again.number = pow(edit->number > 0 ? edit->number : 1, share);
        break;
    case EDIT_ENERGY:
    case EDIT_VALENCE:
    case EDIT_PART_LEVEL:
    case EDIT_DUCK_STEP:
    case EDIT_BPM_BY:
        again.number = edit->number * share;
        break;
    case EDIT_START_SHIFT:
        again.ms = (int64_t)((double)edit->ms * share);
        break;
    case EDIT_VOLUME:
        again.kind = EDIT_VOLUME_FACTOR;
        again.number = pow(1.35, share);
        break;
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
        again.kind = EDIT_FADE_FACTOR;
        again.mode = edit->kind == EDIT_FADE_IN ? 1 : 2;
        again.number = pow(1.5, share);
        break;
    case EDIT_TITLE:
    case EDIT_TITLE_STAY:
        again.kind = EDIT_TITLE_STAY;
        again.ms = 0;
        again.is_added = false;
        again.number = pow(1.5, share);
        break;
    case EDIT_DUCK_DEPTH:
    case EDIT_DUCK:
        again.kind = EDIT_DUCK_STEP;
        again.number = 3 * share;
        break;
    case EDIT_PART_WITH:
        again.kind = EDIT_PART_LEVEL;
        again.number = 3 * share;
        break;
    case EDIT_COURSE:
        again.number = edit->number * (share > 0 ? 1 : share);
        again.is_added = true;
        break;
    case EDIT_MUSIC_ANOTHER:
        break;
    case EDIT_MUSIC:
        again.kind = EDIT_ENERGY;
        again.number = 0.3 * share;
        break;
    case EDIT_BPM:
        again.kind = EDIT_TEMPO_FACTOR;
        again.number = pow(1.12, share);
        break;
    default:
        return false;
    }
    struct edit *place = edit_list_add(edits, again.kind);
    *place = again;
    return true;
}

static void steps_again(struct frame *frame, double share)
{
    struct edit_list last = lean_on(frame);
    /* What this message said of itself is not told twice. */
    bool any = false;
    bool leveled = false;
    for (size_t i = 0; i < last.count; i++)
        leveled = leveled || last.edits[i].kind == EDIT_PART_LEVEL;
    for (size_t i = 0; i < last.count && frame->reading->edits.count + 1 < EDIT_LIST_MOST; i++)
        if (!(leveled && last.edits[i].kind == EDIT_PART_WITH))
            any = step_again(frame, &last.edits[i], share) || any;
    if (!any)
        frame->reading->verdict = AGENT_ASKS;
}

/* Does the last edit go down? Then "less" is more of it: "quieter", "even less". */
static bool goes_down(const struct edit_list *last)
{
    for (size_t i = 0; i < last->count; i++)
        switch (last->edits[i].kind) {
        case EDIT_VOLUME_FACTOR:
        case EDIT_LEVEL_SPAN:
        case EDIT_ORIGINAL_GAIN:
        case EDIT_FADE_FACTOR:
            return last->edits[i].number < 1;
        case EDIT_PART_LEVEL:
        case EDIT_DUCK_STEP:
            return last->edits[i].number < 0;
        default:
            break;
        }
    return false;
}

void effect_again(struct frame *frame)
{
    struct edit_list last = lean_on(frame);
    const struct word *more = frame_find(frame, WORD_MORE);
    double share = frame_strength(frame, 1, 0.5, 1.8);
    bool less = more != NULL && more->value < 0;
    if (less && !goes_down(&last) && !frame_has(frame, WORD_EVEN))
        share = -share * 0.7;
    steps_again(frame, share);
}

void effect_less_of_it(struct frame *frame)
{
    steps_again(frame, -0.6);
}

void effect_opposite(struct frame *frame)
{
    /* Back, and as far on the other side. */
    steps_again(frame, -2);
}

/* "Half of that", "double that": so much of the last edit's number; of a step, of the step. */
void effect_factor_of_it(struct frame *frame)
{
    struct edit_list last = lean_on(frame);
    double factor = frame_find(frame, WORD_FACTOR)->number;
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    switch (fresh.kind) {
    case EDIT_VOLUME:
        fresh.number = fmin(fresh.number * factor, 1);
        break;
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
    case EDIT_START:
        fresh.ms = (int64_t)((double)fresh.ms * factor);
        break;
    case EDIT_TITLE:
    case EDIT_TITLE_STAY:
        fresh = (struct edit){.kind = EDIT_TITLE_STAY, .number = factor, .role = -1, .program = -1};
        break;
    case EDIT_MUSIC:
    case EDIT_MUSIC_ANOTHER:
        frame->reading->verdict = AGENT_ASKS;
        return;
    default:
        steps_again(frame, factor - 1);
        return;
    }
    *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
}

void effect_longer_of_it(struct frame *frame)
{
    struct edit_list last = lean_on(frame);
    const struct word *longer = frame_find(frame, WORD_LONG);
    double share = frame_strength(frame, 1, 0.5, 1.8) * longer->value;
    bool any = false;
    const struct word *by = frame_amount(frame, UNIT_SECONDS);
    struct edit *newest = last.count > 0 ? &last.edits[last.count - 1] : NULL;
    bool titled = newest != NULL && (newest->kind == EDIT_TITLE || newest->kind == EDIT_TITLE_STAY ||
                                     newest->kind == EDIT_TITLE_TEXT || newest->kind == EDIT_TITLE_MOVE);
    bool fades = newest != NULL && (newest->kind == EDIT_FADE_IN || newest->kind == EDIT_FADE_OUT);
    if (by != NULL && by->value != AMOUNT_TO && titled) { /* "two more seconds" */
        struct edit *edit = edit_list_add(&frame->reading->edits, EDIT_TITLE_STAY);
        edit->ms = agent_word_ms(by);
        edit->number = longer->value;
        edit->is_added = true;
        return;
    }
    if (by != NULL && by->value != AMOUNT_TO && fades) {
        int64_t ms = newest->ms + longer->value * agent_word_ms(by);
        struct edit edit = *newest;
        edit.ms = ms < 0 ? 0 : ms;
        *edit_list_add(&frame->reading->edits, edit.kind) = edit;
        return;
    }
    if (by != NULL) {
        effect_amount_of_it(frame);
        return;
    }
    for (size_t i = 0; i < last.count; i++) {
        enum edit_kind kind = last.edits[i].kind;
        if (kind == EDIT_FADE_FACTOR) /* longer is longer, whatever it was before */
            last.edits[i].number = 1.5;
        if (kind == EDIT_FADE_IN || kind == EDIT_FADE_OUT || kind == EDIT_FADE_FACTOR || kind == EDIT_TITLE ||
            kind == EDIT_TITLE_STAY || kind == EDIT_TITLE_TEXT)
            any = step_again(frame, &last.edits[i], share) || any;
    }
    if (!any)
        frame->reading->verdict = AGENT_ASKS;
}

/* "Ten more", "5 bpm up": the last edit's number and so much. */
void effect_more_of_it(struct frame *frame)
{
    struct edit_list last = lean_on(frame);
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    const struct word *amount = frame_find(frame, WORD_AMOUNT), *more = frame_find(frame, WORD_MORE);
    const struct word *turn = frame_find(frame, WORD_TURN);
    double by = fabs(amount->number) * (more != NULL ? more->value : turn->value);
    bool plain = amount->unit == UNIT_NONE;
    if (amount->unit == UNIT_DB && fresh.kind == EDIT_PART_LEVEL) {
        fresh.number = by;
    } else if (amount->unit == UNIT_DB && fresh.kind == EDIT_ORIGINAL_GAIN) {
        fresh.number = pow(10, by / 20);
        fresh.is_added = true;
    } else if (amount->unit == UNIT_DB &&
               (fresh.kind == EDIT_DUCK || fresh.kind == EDIT_DUCK_STEP || fresh.kind == EDIT_DUCK_DEPTH)) {
        fresh.kind = EDIT_DUCK_STEP;
        fresh.number = by;
    } else if (amount->unit == UNIT_DB) { /* "3 decibels less" */
        fresh = (struct edit){.kind = EDIT_VOLUME_FACTOR, .number = pow(10, by / 20), .role = -1, .program = -1};
    } else if (fresh.kind == EDIT_VOLUME && (plain || amount->unit == UNIT_PERCENT)) {
        fresh.number = fmin(fmax(fresh.number + by / 100, 0), 1);
    } else if ((fresh.kind == EDIT_BPM || fresh.kind == EDIT_BPM_BY) && (plain || amount->unit == UNIT_BPM)) {
        fresh.kind = EDIT_BPM_BY;
        fresh.number = by;
    } else {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
}

/* What the last turn did to one instrument, for another. False: it did nothing of the kind. */
static bool part_again(struct frame *frame, const struct word *role)
{
    bool any = false;
    for (size_t i = 0; i < frame->memory->last.count; i++) {
        struct edit edit = frame->memory->last.edits[i];
        if (edit.kind != EDIT_PART_WITH && edit.kind != EDIT_PART_WITHOUT && edit.kind != EDIT_PART_LEVEL)
            continue;
        edit.role = role->value;
        edit.program = (int)role->number;
        *edit_list_add(&frame->reading->edits, edit.kind) = edit;
        any = true;
    }
    return any;
}

/* "Same for the bass". */
void effect_same_for(struct frame *frame)
{
    if (!part_again(frame, frame_find(frame, WORD_ROLE)))
        frame->reading->verdict = AGENT_ASKS;
}

/* "And now the drums", "the bass too": what was done to another one. False: the clause does not lean. */
bool frame_says_again(struct frame *frame)
{
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_FILLER && word->kind != WORD_ROLE && word->kind != WORD_IT)
            return false;
    }
    return frame->says_again && frame->reading->edits.count == 0 && part_again(frame, frame_find(frame, WORD_ROLE));
}

/* "bring them back": what the last edit took away. */
void effect_bring_it(struct frame *frame)
{
    if (frame->reading->verdict == AGENT_HISTORY && frame->reading->step.kind == STEP_REDO)
        return; /* 撤错了，恢复: said already */
    struct edit_list last = lean_on(frame);
    bool any = false;
    for (size_t i = 0; i < last.count; i++) {
        const struct edit *edit = &last.edits[i];
        if (edit->kind == EDIT_PART_WITHOUT) {
            struct edit *with = edit_list_add(&frame->reading->edits, EDIT_PART_WITH);
            with->role = edit->role;
            any = true;
        } else if (edit->kind == EDIT_ORIGINAL && edit->number == 0) {
            edit_list_add(&frame->reading->edits, EDIT_ORIGINAL)->number = 1;
            any = true;
        } else if (edit->kind == EDIT_SILENCE) {
            /* "drops out from 0:11 to 0:13 and then comes back": so it does */
            bool told = frame->reading->edits.count > 0 && edit->place.kind == PLACE_SPAN && edit->place.to_ms > 0;
            if (!told)
                edit_list_add(&frame->reading->edits, EDIT_ALSO_THERE)->place = edit->place;
            any = true;
        }
    }
    if (!any) { /* the music, the title: as it was before */
        frame->reading->verdict = AGENT_HISTORY;
        frame->reading->step = (struct agent_step){.kind = STEP_UNDO, .count = 1};
    }
}

static struct edit_place everywhere(void)
{
    return (struct edit_place){PLACE_WHOLE, 0, 0, false};
}

/* The edit with this number in place of its own. False: the number does not fit what it does. */
static bool edge_moves(struct edit_place *place, int64_t ms)
{
    if (place->except || ms <= 0)
        return false;
    if (place->kind == PLACE_POINT || (place->kind == PLACE_SPAN && place->to_ms < 0))
        place->from_ms = ms;
    else if (place->kind == PLACE_SPAN && place->from_ms == 0)
        place->to_ms = ms;
    else
        return false;
    return true;
}

static bool with_amount(struct edit *edit, const struct word *amount, bool own)
{
    bool of_time = amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
    double size = fabs(amount->number);
    switch (edit->kind) {
    case EDIT_VOLUME:
    case EDIT_VOLUME_FACTOR:
        edit->kind = EDIT_VOLUME;
        edit->number = amount->unit == UNIT_NONE && size <= 1 ? size : fmin(size, 100) / 100;
        return amount->unit == UNIT_PERCENT || amount->unit == UNIT_NONE;
    case EDIT_FADE_FACTOR:
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
        if (edit->kind == EDIT_FADE_FACTOR)
            edit->kind = edit->mode == 1 ? EDIT_FADE_IN : EDIT_FADE_OUT;
        edit->place = everywhere();
        edit->ms = agent_word_ms(amount);
        return of_time;
    case EDIT_TITLE:
    case EDIT_TITLE_STAY:
    case EDIT_TITLE_TEXT:
        if (own && edit->kind == EDIT_TITLE) { /* "title "Intro" at the start, two seconds" */
            edit->length_ms = agent_word_ms(amount);
            return of_time;
        }
        edit->kind = EDIT_TITLE_STAY;
        edit->number = 1;
        edit->is_added = false;
        edit->ms = agent_word_ms(amount);
        return of_time;
    case EDIT_BPM:
    case EDIT_TEMPO_FACTOR:
    case EDIT_BPM_BY:
        edit->kind = EDIT_BPM;
        edit->number = fmin(fmax(size, 40), 220);
        return amount->unit == UNIT_NONE;
    case EDIT_DUCK_DEPTH:
    case EDIT_DUCK_STEP:
    case EDIT_DUCK:
        edit->kind = EDIT_DUCK_DEPTH;
        edit->number = size;
        return amount->unit == UNIT_DB || amount->unit == UNIT_NONE;
    case EDIT_START:
    case EDIT_START_SHIFT:
        edit->kind = EDIT_START;
        edit->ms = agent_word_ms(amount);
        return of_time;
    case EDIT_ONLY_THERE: /* "stop at 9 s, I meant 12 s": the edge that was told */
    case EDIT_LEVEL_SPAN:
    case EDIT_SILENCE:
        if (own && of_time && edge_moves(&edit->place, agent_word_ms(amount)))
            return true;
        if (edit->kind != EDIT_SILENCE)
            return false;
        /* "no music in the first 3 s", "make that 5": more of it; less would have to bring some back */
        if ((edit->place.kind != PLACE_FIRST && edit->place.kind != PLACE_LAST) || edit->place.except ||
            agent_word_ms(amount) < edit->place.from_ms)
            return false;
        edit->place.from_ms = agent_word_ms(amount);
        return of_time;
    default:
        return false;
    }
}

/* The edit at this place in place of its own; `own`: it stands in the same message. False: it has no place. */
static bool with_place(struct edit *edit, const struct edit_place *place, bool own)
{
    switch (edit->kind) {
    case EDIT_START:
    case EDIT_START_SHIFT:
        edit->kind = EDIT_START;
        edit->ms = place->from_ms;
        return place->kind == PLACE_POINT || (place->kind == PLACE_SPAN && place->to_ms < 0);
    case EDIT_TITLE:
    case EDIT_TITLE_MOVE:
        edit->kind = own ? edit->kind : EDIT_TITLE_MOVE;
        edit->place = *place;
        return true;
    case EDIT_SILENCE:
    case EDIT_ONLY_THERE:
    case EDIT_LEVEL_SPAN:
        edit->place = *place;
        if (edit->kind == EDIT_SILENCE && place->kind == PLACE_POINT) /* "a bit earlier, at 0:18" */
            edit->place = (struct edit_place){PLACE_SPAN, place->from_ms, -1, false};
        return own;
    default:
        return false;
    }
}

/* "Starting from 0:03": the verb is in the place. */
static bool starts_there(const struct frame *frame, const struct edit_place *place)
{
    static const char *const starts[] = {"start", "begin", "come", "开始", "进来"};
    const struct word *word = frame_find(frame, WORD_PLACE);
    char text[64];
    if (word == NULL || place->kind != PLACE_SPAN || place->to_ms >= 0 || place->except)
        return false;
    agent_word_text(word, text, sizeof text);
    for (size_t i = 0; i < COUNT(starts); i++)
        if (strstr(text, starts[i]) != NULL)
            return true;
    return false;
}

/* "More cheerful and at 25%": what the clause before did has no percent of its own, so they are the music's. */
static bool has_no_percent(const struct frame *frame)
{
    static const enum edit_kind kinds[] = {EDIT_ENERGY,   EDIT_VALENCE,    EDIT_MOOD,         EDIT_MUSIC,
                                           EDIT_KEY,      EDIT_PARTS_ONLY, EDIT_PART_WITHOUT, EDIT_FADE_IN,
                                           EDIT_FADE_OUT, EDIT_TITLE,      EDIT_BPM,          EDIT_TITLE_REMOVE};
    const struct edit_list *edits = &frame->reading->edits;
    for (size_t i = 0; i < COUNT(kinds) && edits->count > 0; i++)
        if (edits->edits[edits->count - 1].kind == kinds[i])
            return true;
    return false;
}

/* What a number or a place says without any edit before it. False: nothing. */
static bool amount_alone(struct frame *frame, const struct word *amount, const struct edit_place *place)
{
    enum word_unit unit = amount != NULL ? amount->unit : UNIT_NONE;
    struct edit_list last = lean_on(frame);
    bool music = frame->memory->has_music;
    /* A piece that was just made has no number of its own. */
    enum edit_kind newest = last.count > 0 ? last.edits[last.count - 1].kind : EDIT_MUSIC;
    bool leans = newest != EDIT_MUSIC && (music || newest != EDIT_PART_WITH);
    music = music || frame->reading->edits.count > 0; /* "add calm music, starting from 0:03" */
    if (unit == UNIT_BPM)
        frame_edit(frame, EDIT_BPM)->number = fmin(fmax(amount->number, 40), 220);
    else if (unit == UNIT_LUFS)
        frame_edit(frame, EDIT_LOUDNESS)->number = -fmin(fabs(amount->number), 70);
    else if (unit == UNIT_PERCENT && music && (!leans || has_no_percent(frame)))
        frame_edit(frame, EDIT_VOLUME)->number = fmin(fabs(amount->number), 100) / 100;
    else if (unit == UNIT_DB && amount->number < 0 && music && !leans) /* "-3 dB" */
        frame_edit(frame, EDIT_VOLUME_FACTOR)->number = pow(10, fmax(amount->number, -40) / 20);
    else if (!leans && music && starts_there(frame, place))
        frame_edit(frame, EDIT_START)->ms = place->from_ms; /* "wait until 0:03 before the music starts" */
    else if (!leans && amount == NULL && music && place->kind == PLACE_SPAN && place->to_ms > 0 && last.count > 0 &&
             frame->reading->edits.count > 0)
        frame_edit(frame, EDIT_ONLY_THERE); /* "sad piano music, from 5 to 15 s" */
    else if (!leans && place->except && music)
        frame_edit(frame, EDIT_ONLY_THERE); /* "everywhere except the first 2 seconds" */
    else
        return false;
    return true;
}

/* Is it one more place, behind "and", or where both are stretches of the clock ("3 to 5, 7 to 9")? Else it says the
 * first one again: "while I introduce myself, so the first 6 seconds". */
static bool another_place(const struct frame *frame, const struct edit *last)
{
    struct edit_place place = frame_place(frame);
    bool stretches = place.kind == PLACE_SPAN && last->place.kind == PLACE_SPAN && place.to_ms > 0 && place.from_ms > 0;
    return !last->is_added && (frame->adds || stretches);
}

/* Is it without music at the beginning, and the place is from some time on: where it begins? */
static bool silent_up_to(const struct edit *edit, const struct edit_place *place)
{
    bool begins = edit->place.kind == PLACE_OPENING || edit->place.kind == PLACE_FIRST ||
                  (edit->place.kind == PLACE_SPAN && edit->place.from_ms == 0 && edit->place.to_ms > 0);
    return edit->kind == EDIT_SILENCE && begins && !edit->place.except && place->kind == PLACE_SPAN &&
           place->to_ms < 0 && place->from_ms > 0 && !place->except;
}

/* "Music from 5 s, up to 15 s", "start the music at 5 seconds, until 15 seconds": both edges of one stretch. */
static bool only_until(struct edit *edit, const struct edit_place *place)
{
    struct edit_place *whole = &edit->place;
    if (edit->kind == EDIT_START && place->kind == PLACE_SPAN && !place->except && place->from_ms == 0 &&
        place->to_ms > edit->ms) {
        int64_t from_ms = edit->ms;
        *edit = (struct edit){.kind = EDIT_ONLY_THERE, .role = -1, .program = -1};
        edit->place = (struct edit_place){PLACE_SPAN, from_ms, place->to_ms, false};
        return true;
    }
    if (edit->kind != EDIT_ONLY_THERE || whole->kind != PLACE_SPAN || place->kind != PLACE_SPAN || whole->except ||
        place->except || whole->to_ms >= 0 || place->from_ms != 0 || place->to_ms <= whole->from_ms)
        return false;
    whole->to_ms = place->to_ms;
    return true;
}

/* "30", "5 seconds", "40%", "at 4 seconds": the last edit with this number. */
void effect_amount_of_it(struct frame *frame)
{
    struct edit_list *edits = &frame->reading->edits;
    bool own = edits->count > 0;
    const struct word *amount = frame_find(frame, WORD_AMOUNT);
    struct edit_place place = frame_place(frame);
    if (amount_alone(frame, amount, &place))
        return;
    struct edit_list last = lean_on(frame);
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    if (own && amount == NULL && silent_up_to(&fresh, &place)) { /* "no music at the start, from 0:03 on" */
        edits->edits[edits->count - 1] =
            (struct edit){.kind = EDIT_START, .ms = place.from_ms, .role = -1, .program = -1};
        return;
    }
    /* "And from 12 to 14": one more place of what was done in the last turn. */
    bool more = !own && amount == NULL && frame->adds && last.count > 0 &&
                (fresh.kind == EDIT_SILENCE || fresh.kind == EDIT_LEVEL_SPAN);
    if (more && (place.kind != PLACE_POINT || fresh.kind != EDIT_SILENCE)) {
        fresh.place = place;
        *edit_list_add(edits, fresh.kind) = fresh;
        return;
    }
    if (own && !frame->corrects && amount == NULL && only_until(&edits->edits[edits->count - 1], &place))
        return;
    bool fits = amount != NULL ? with_amount(&fresh, amount, own) : with_place(&fresh, &place, own);
    if (last.count == 0 || !fits)
        frame->reading->verdict = AGENT_ASKS;
    else if (own && !frame->corrects && amount == NULL && edits->edits[edits->count - 1].kind == EDIT_ONLY_THERE)
        edit_list_add(edits, EDIT_ALSO_THERE)->place = place; /* "only at the start and at the end" */
    else if (own && !frame->corrects && amount == NULL && another_place(frame, &edits->edits[edits->count - 1]) &&
             (fresh.kind == EDIT_SILENCE || fresh.kind == EDIT_LEVEL_SPAN))
        *edit_list_add(edits, fresh.kind) = fresh; /* "no music in the first 2 s and in the last 3 s" */
    else if (own) /* in one message it takes the place of what it corrects: "a little later, say at 4 seconds" */
        edits->edits[edits->count - 1] = fresh;
    else
        *edit_list_add(edits, fresh.kind) = fresh;
}

/* "make it five": is the number of the fade, the tempo, the title that was just set? */
bool frame_amount_leans(const struct frame *frame)
{
    const struct word *amount = frame_amount(frame, UNIT_NONE);
    struct edit_list last = lean_on(frame);
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    return amount != NULL && last.count > 0 && with_amount(&fresh, amount, false);
}

/* "Move it to 5 seconds": the title or the start that was set last. */
void effect_move_it(struct frame *frame)
{
    const struct word *amount = frame_find(frame, WORD_AMOUNT);
    struct edit_list last = lean_on(frame);
    struct edit_place place = frame_place(frame);
    if (amount != NULL)
        place = (struct edit_place){PLACE_POINT, agent_word_ms(amount), 0, false};
    bool timed = amount == NULL || amount->unit == UNIT_SECONDS || amount->unit == UNIT_CLOCK ||
                 amount->unit == UNIT_MINUTES || amount->unit == UNIT_NONE;
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    if (last.count == 0 || !timed || !with_place(&fresh, &place, false))
        frame->reading->verdict = AGENT_ASKS;
    else
        *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
}

/* "take it out again": what the last edit brought. */
void effect_remove_it(struct frame *frame)
{
    /* "I never asked for a fade, take it away": said already. */
    const struct edit_list *own = &frame->reading->edits;
    if (own->count > 0) {
        const struct edit *edit = &own->edits[own->count - 1];
        bool gone = edit->kind == EDIT_PART_WITHOUT || edit->kind == EDIT_TITLE_REMOVE || edit->kind == EDIT_SILENCE ||
                    ((edit->kind == EDIT_FADE_IN || edit->kind == EDIT_FADE_OUT) && edit->ms == 0) ||
                    (edit->kind == EDIT_ORIGINAL && edit->number == 0) || edit->kind == EDIT_MUSIC_REMOVE;
        if (!gone)
            frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit_list last = lean_on(frame);
    for (size_t i = 0; i < last.count; i++)
        if (last.edits[i].kind == EDIT_PART_WITH)
            edit_list_add(&frame->reading->edits, EDIT_PART_WITHOUT)->role = last.edits[i].role;
        else if (last.edits[i].kind == EDIT_TITLE)
            edit_list_add(&frame->reading->edits, EDIT_TITLE_REMOVE);
    if (frame->reading->edits.count == 0)
        frame->reading->verdict = AGENT_ASKS;
}
