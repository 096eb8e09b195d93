/* What leans on the last edit: again, less, the other way, longer. */
#include <math.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_place.h"
#include "bgmusic/base/count.h"

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
    struct edit_list last = frame_lean_on(frame);
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

/* Half a step, or nearly two, in place of the whole one that was told without a degree. */
static void soften(struct edit *edit, double share)
{
    const double least_step = log(1.1), least_offset = 0.35, least_level = 2.5;
    bool factor = edit->kind == EDIT_VOLUME_FACTOR || edit->kind == EDIT_TEMPO_FACTOR ||
                  edit->kind == EDIT_LEVEL_SPAN || edit->kind == EDIT_ORIGINAL_GAIN || edit->kind == EDIT_FADE_FACTOR;
    bool offset = edit->kind == EDIT_ENERGY || edit->kind == EDIT_VALENCE;
    bool level = edit->kind == EDIT_PART_LEVEL || edit->kind == EDIT_DUCK_STEP;
    double size = fabs(factor && edit->number > 0 ? log(edit->number) : edit->number);
    if (factor && size > least_step)
        edit->number = pow(edit->number, share);
    else if ((offset && size > least_offset) || (level && size > least_level))
        edit->number *= share;
}

void effect_again(struct frame *frame)
{
    struct edit_list last = frame_lean_on(frame);
    const struct word *more = frame_find(frame, WORD_MORE);
    double share = frame_strength(frame, 1, 0.5, 1.8);
    bool less = more != NULL && more->value < 0;
    /* "louder, just a bit": how much of what this message has said */
    if (frame->reading->edits.count > 0 && more == NULL && !frame_has(frame, WORD_AGAIN) &&
        !frame_has(frame, WORD_EVEN) && frame_has(frame, WORD_DEGREE)) {
        soften(&frame->reading->edits.edits[frame->reading->edits.count - 1], share);
        return;
    }
    if (less && !goes_down(&last) && !frame_has(frame, WORD_EVEN))
        share = -share * 0.7;
    /* "less bass", "too little now": back up */
    const struct word *enough = frame_find(frame, WORD_ENOUGH);
    if (enough != NULL && (enough->start[0] | 0x20) == 't' && goes_down(&last))
        share = -share * 0.7;
    /* "less drums", "more again": back up */
    if (more != NULL && more->value > 0 && frame_has(frame, WORD_AGAIN) && goes_down(&last))
        share = -share;
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
    struct edit_list last = frame_lean_on(frame);
    double factor = frame_find(frame, WORD_FACTOR)->number;
    if (frame_find(frame, WORD_FACTOR)->value == FACTOR_LOUD) {
        frame_edit(frame, EDIT_VOLUME_FACTOR)->number = factor;
        return;
    }
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
    struct edit_list last = frame_lean_on(frame);
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
    struct edit_list last = frame_lean_on(frame);
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
    } else if (amount->unit == UNIT_BPM) {
        fresh = (struct edit){.kind = EDIT_BPM_BY, .number = by, .role = -1, .program = -1};
    } else if (fresh.kind == EDIT_VOLUME && (plain || amount->unit == UNIT_PERCENT)) {
        fresh.number = fmin(fmax(fresh.number + by / 100, 0), 1);
    } else if ((fresh.kind == EDIT_BPM || fresh.kind == EDIT_BPM_BY) && plain) {
        fresh.kind = EDIT_BPM_BY;
        fresh.number = by;
    } else {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
}

/* What was done to one instrument, for another. False: nothing of the kind was done. */
static bool part_again(struct frame *frame, const struct word *role, const struct edit_list *done)
{
    bool any = false;
    for (size_t i = 0; i < done->count; i++) {
        struct edit edit = done->edits[i];
        if (edit.kind != EDIT_PART_WITH && edit.kind != EDIT_PART_WITHOUT && edit.kind != EDIT_PART_LEVEL)
            continue;
        edit.role = role->value;
        edit.program = (int)role->number;
        *edit_list_add(&frame->reading->edits, edit.kind) = edit;
        any = true;
    }
    return any;
}

/* The newest edits of this message that are of one instrument: "drums quieter, bass too". */
static struct edit_list part_newest(const struct frame *frame)
{
    struct edit_list newest = {.count = 0};
    const struct edit_list *own = &frame->reading->edits;
    size_t first = own->count;
    while (first > 0 && own->edits[first - 1].role >= 0 &&
           own->edits[first - 1].role == own->edits[own->count - 1].role)
        first--;
    for (size_t i = first; i < own->count; i++)
        newest.edits[newest.count++] = own->edits[i];
    return newest;
}

/* "Same for the bass". */
void effect_same_for(struct frame *frame)
{
    const struct word *role = frame_find(frame, WORD_ROLE);
    struct edit_list last = frame_lean_on(frame);
    const struct edit *newest = last.count > 0 ? &last.edits[last.count - 1] : NULL;
    if (role == NULL && newest != NULL && newest->kind == EDIT_VOLUME_FACTOR) { /* for the voice */
        struct edit *edit = edit_list_add(&frame->reading->edits, EDIT_ORIGINAL_GAIN);
        edit->number = newest->number;
        edit->is_added = true;
    } else if (role == NULL || !part_again(frame, role, &frame->memory->last)) {
        frame->reading->verdict = AGENT_ASKS;
    }
}

/* "And now the drums", "the bass too": what was done to another one. False: the clause does not lean. */
bool frame_says_again(struct frame *frame)
{
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_FILLER && word->kind != WORD_ROLE && word->kind != WORD_IT)
            return false;
    }
    const struct word *role = frame_find(frame, WORD_ROLE);
    if (frame->says_too && frame->reading->edits.count > 0) {
        struct edit_list newest = part_newest(frame);
        return part_again(frame, role, &newest);
    }
    return frame->says_again && frame->reading->edits.count == 0 && part_again(frame, role, &frame->memory->last);
}

/* "Bring the music back", which was taken away some time ago. */
void effect_bring_music(struct frame *frame)
{
    const struct word *percent = frame_amount(frame, UNIT_PERCENT);
    frame->reading->verdict = AGENT_HISTORY;
    frame->reading->step = (struct agent_step){.kind = STEP_UNDO_ONE, .count = 1, .about = EDIT_MUSIC_REMOVE};
    if (percent != NULL)
        frame_edit(frame, EDIT_VOLUME)->number = fmin(fmax(percent->number, 0), 100) / 100;
    else if (frame_has(frame, WORD_AMOUNT))
        frame->reading->verdict = AGENT_ASKS;
}

/* "bring them back": what the last edit took away. */
void effect_bring_it(struct frame *frame)
{
    if (frame->reading->verdict == AGENT_HISTORY && frame->reading->step.kind == STEP_REDO)
        return; /* 撤错了，恢复: said already */
    if (frame->reading->verdict == AGENT_HISTORY && frame->reading->edits.count == 0)
        return; /* "I liked the lo-fi more, get it back": said twice */
    if (frame->reading->verdict == AGENT_ANSWERS)
        return; /* "does it drop out and then back in" */
    const struct edit_list *own = &frame->reading->edits;
    if (own->count > 0 && own->edits[own->count - 1].kind == EDIT_PART_WITH)
        return; /* "I want the guitar after all, bring it back": likewise */
    struct edit_list last = frame_lean_on(frame);
    if (frame->memory->undone && own->count == 0)
        last.count = 0; /* what the last edit took away has come back with it: the edit is meant */
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
    /* "bring both back": the last turn took one of them away */
    const struct word *all = frame_find(frame, WORD_ALL);
    if (any && own->count < 2 && all != NULL && all->value == ALL_TWO) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    if (!any) { /* the music, the title: as it was before */
        frame->reading->verdict = AGENT_HISTORY;
        frame->reading->step = (struct agent_step){.kind = frame->memory->undone ? STEP_REDO : STEP_UNDO, .count = 1};
    }
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
        struct edit *softer = &frame->reading->edits.edits[own->count - 1];
        if (edit->kind == EDIT_PART_LEVEL && edit->number < 0) /* "the guitar is annoying, take it out" */
            *softer = (struct edit){.kind = EDIT_PART_WITHOUT, .role = edit->role, .program = edit->program};
        else if (!gone)
            frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit_list last = frame_lean_on(frame);
    for (size_t i = 0; i < last.count; i++)
        if (last.edits[i].kind == EDIT_PART_WITH)
            edit_list_add(&frame->reading->edits, EDIT_PART_WITHOUT)->role = last.edits[i].role;
        else if (last.edits[i].kind == EDIT_TITLE)
            edit_list_add(&frame->reading->edits, EDIT_TITLE_REMOVE);
    if (frame->reading->edits.count == 0)
        frame->reading->verdict = AGENT_ASKS;
}
