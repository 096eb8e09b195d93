/* What makes no edit of its own: praise, questions, refusals, steps through the versions; and what leans on the last
 * edit: again, less, the other way, another number. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_place.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

void effect_nothing(struct frame *frame)
{
    if (frame->reading->verdict == AGENT_UNKNOWN)
        frame->reading->verdict = AGENT_AGREES;
}

void effect_praise(struct frame *frame)
{
    effect_nothing(frame);
}

void effect_refuse(struct frame *frame)
{
    frame->reading->verdict = AGENT_REFUSES;
    frame->reading->beyond = frame_find(frame, WORD_REFUSED)->value;
}

void effect_refuse_picture(struct frame *frame)
{
    frame->reading->verdict = AGENT_REFUSES;
    frame->reading->beyond = frame_has(frame, WORD_REMOVE) ? BEYOND_TRIM : BEYOND_SPEED;
}

void effect_refuse_look(struct frame *frame)
{
    frame->reading->verdict = AGENT_REFUSES;
    frame->reading->beyond = BEYOND_TITLE_LOOK;
}

/* "like Daft Punk", "a song by ...": what stands behind the word is a name. */
void effect_artist(struct frame *frame)
{
    const struct word *first = NULL, *last = NULL;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind == WORD_UNKNOWN) {
            first = first != NULL ? first : word;
            last = word;
        }
    }
    struct word name = {.start = first->start, .length = (size_t)(last->start + last->length - first->start)};
    agent_word_text(&name, frame->reading->beyond_name, sizeof frame->reading->beyond_name);
    frame->reading->verdict = AGENT_REFUSES;
    frame->reading->beyond = BEYOND_ARTIST;
}

void effect_question(struct frame *frame)
{
    const struct word *asked = frame_find(frame, WORD_WHAT);
    struct agent_reading *reading = frame->reading;
    int kind = asked != NULL ? asked->value : QUESTION_ANY;
    for (size_t i = 0; i < frame->count; i++) /* the most telling one */
        if (frame->words[i].kind == WORD_WHAT && frame->words[i].value > kind)
            kind = frame->words[i].value;
    static const struct {
        enum word_kind kind;
        enum agent_topic topic;
    } topics[] = {
        {WORD_FADE, TOPIC_FADES},       {WORD_TITLE, TOPIC_TITLES},
        {WORD_DUCK, TOPIC_DUCKING},     {WORD_TEMPO, TOPIC_TEMPO},
        {WORD_PACE, TOPIC_TEMPO},       {WORD_FAST, TOPIC_TEMPO},
        {WORD_KEY, TOPIC_KEY},          {WORD_INSTRUMENTS, TOPIC_INSTRUMENTS},
        {WORD_ROLE, TOPIC_INSTRUMENTS}, {WORD_GENRE, TOPIC_STYLE},
        {WORD_STYLE, TOPIC_STYLE},      {WORD_SECTION, TOPIC_SECTIONS},
        {WORD_VERSION, TOPIC_VERSIONS}, {WORD_VOICE, TOPIC_ORIGINAL},
        {WORD_VOLUME, TOPIC_VOLUME},    {WORD_LOUD, TOPIC_VOLUME},
        {WORD_LEVEL, TOPIC_VOLUME},     {WORD_LOUDNESS, TOPIC_VOLUME},
    };
    /* "post it on TikTok" is an order. */
    bool orders = kind == QUESTION_RIGHTS && frame->words[0].kind == WORD_WHAT && frame->words[0].value == kind &&
                  frame->words[0].number == WHAT_ORDERS;
    if (orders) {
        reading->verdict = AGENT_REFUSES;
        reading->beyond = BEYOND_POST;
        return;
    }
    reading->verdict = AGENT_ANSWERS;
    reading->topic = TOPIC_ANY;
    if (frame_has(frame, WORD_SHOULD))
        reading->topic = TOPIC_ADVICE;
    else if (kind == QUESTION_RIGHTS)
        reading->topic = TOPIC_RIGHTS;
    else if (kind == QUESTION_KEY)
        reading->topic = TOPIC_KEY;
    else if (kind == QUESTION_DONE)
        reading->topic = TOPIC_DONE;
    else if (kind == QUESTION_HELP)
        reading->topic = TOPIC_HELP;
    for (size_t i = 0; i < COUNT(topics) && reading->topic == TOPIC_ANY; i++)
        if (frame_has(frame, topics[i].kind))
            reading->topic = topics[i].topic;
    if (reading->topic == TOPIC_ANY && asked != NULL && kind == QUESTION_HOW_LOUD)
        reading->topic = asked->number > 0 ? TOPIC_TEMPO : TOPIC_VOLUME;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_WHERE)
        reading->topic = TOPIC_PLACE;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_HOW_LONG)
        reading->topic = TOPIC_LENGTH;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_WHY)
        reading->topic = TOPIC_WHY;
    bool strange = frame_has(frame, WORD_UNKNOWN);
    if (reading->topic == TOPIC_ANY &&
        (frame_has(frame, WORD_MUSIC) || ((frame_has(frame, WORD_IT) || frame_has(frame, WORD_USE)) && !strange)))
        reading->topic = TOPIC_MUSIC;
    /* "What is the weather like?" */
    if (reading->topic == TOPIC_ANY)
        reading->verdict = AGENT_UNKNOWN;
}

static int steps(const struct frame *frame)
{
    const struct word *twice = frame_find(frame, WORD_TWICE), *amount = frame_find(frame, WORD_AMOUNT);
    const struct word *times = frame_find(frame, WORD_FACTOR);
    double count = twice != NULL ? twice->value : amount != NULL ? amount->number : times != NULL ? times->number : 1;
    return count < 1 ? 1 : count > 50 ? 50 : (int)count;
}

void effect_undo(struct frame *frame)
{
    static const struct {
        enum word_kind kind;
        enum edit_kind about;
    } abouts[] = {
        {WORD_FADE, EDIT_FADE_OUT}, {WORD_TITLE, EDIT_TITLE}, {WORD_ROLE, EDIT_PART_WITH}, {WORD_DUCK, EDIT_DUCK},
        {WORD_TEMPO, EDIT_BPM},     {WORD_FAST, EDIT_BPM},    {WORD_KEY, EDIT_KEY},        {WORD_VOICE, EDIT_ORIGINAL},
        {WORD_VOLUME, EDIT_VOLUME}, {WORD_LOUD, EDIT_VOLUME}, {WORD_ENERGY, EDIT_ENERGY},  {WORD_VALENCE, EDIT_ENERGY},
        {WORD_STYLE, EDIT_MUSIC},
    };
    struct agent_step *step = &frame->reading->step;
    const struct word *all = frame_find(frame, WORD_ALL);
    bool both = all != NULL && all->value == ALL_TWO;
    *step = (struct agent_step){.kind = STEP_UNDO, .count = both ? 2 : steps(frame), .all = all != NULL && !both};
    frame->reading->verdict = AGENT_HISTORY;
    for (size_t i = 0; i < COUNT(abouts) && step->kind == STEP_UNDO; i++)
        if (frame_has(frame, abouts[i].kind)) {
            step->kind = STEP_UNDO_ONE;
            step->about = abouts[i].about;
            const struct word *fade = frame_find(frame, WORD_FADE);
            if (fade != NULL && fade->value == 1)
                step->about = EDIT_FADE_IN;
        }
}

void effect_redo(struct frame *frame)
{
    frame->reading->verdict = AGENT_HISTORY;
    frame->reading->step = (struct agent_step){.kind = STEP_REDO, .count = steps(frame)};
}

void effect_back(struct frame *frame)
{
    const struct word *version = NULL, *style = frame_find(frame, WORD_STYLE), *amount = frame_find(frame, WORD_AMOUNT);
    struct agent_step *step = &frame->reading->step;
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_VERSION && (version == NULL || frame->words[i].value > 0))
            version = &frame->words[i];
    bool told = frame->reading->verdict == AGENT_HISTORY;
    struct agent_step before = *step;
    frame->reading->verdict = AGENT_HISTORY;
    *step = (struct agent_step){.kind = STEP_PREVIOUS, .count = 1};
    if (style != NULL && (version == NULL || version->value == 0)) {
        step->kind = STEP_STYLE;
        agent_word_text(style, step->text, sizeof step->text);
    } else if (version != NULL && version->value > 0) {
        step->kind = STEP_VERSION;
        step->count = version->value;
    } else if (version != NULL && amount != NULL) {
        step->kind = STEP_VERSION;
        step->count = (int)fmin(fmax(amount->number, 1), 1000);
    } else if (frame_has(frame, WORD_FIRST)) {
        step->kind = STEP_VERSION;
        step->count = 1;
    }
    /* "the first one is better, go back": which, the clause before said. */
    if (told && step->kind == STEP_PREVIOUS && !frame_has(frame, WORD_PREVIOUS))
        *step = before;
}

void effect_other(struct frame *frame)
{
    frame->reading->verdict = AGENT_HISTORY;
    frame->reading->step = (struct agent_step){.kind = STEP_OTHER, .count = 1};
}

void effect_export(struct frame *frame)
{
    if (frame->reading->verdict == AGENT_UNKNOWN)
        frame->reading->verdict = AGENT_EXPORTS;
}

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

void effect_longer_of_it(struct frame *frame)
{
    struct edit_list last = lean_on(frame);
    const struct word *longer = frame_find(frame, WORD_LONG);
    double share = frame_strength(frame, 1, 0.5, 1.8) * longer->value;
    bool any = false;
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

/* "bring them back": what the last edit took away. */
void effect_bring_it(struct frame *frame)
{
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
            edit_list_add(&frame->reading->edits, EDIT_ALSO_THERE)->place = edit->place;
            any = true;
        }
    }
    if (!any) { /* the music, the title: as it was before */
        frame->reading->verdict = AGENT_HISTORY;
        frame->reading->step = (struct agent_step){.kind = STEP_UNDO, .count = 1};
    }
}

/* "30", "5 seconds", "40%", "at 4 seconds": the last edit with this number. */
void effect_amount_of_it(struct frame *frame)
{
    struct edit_list *edits = &frame->reading->edits;
    bool own = edits->count > 0;
    struct edit_list last = lean_on(frame);
    const struct word *amount = frame_find(frame, WORD_AMOUNT);
    struct edit_place place = frame_place(frame);
    const struct edit *edit = last.count > 0 ? &last.edits[last.count - 1] : NULL;
    if (amount != NULL && amount->unit == UNIT_BPM) {
        frame_edit(frame, EDIT_BPM)->number = fmin(fmax(amount->number, 40), 220);
        return;
    }
    if (amount != NULL && amount->unit == UNIT_LUFS) {
        frame_edit(frame, EDIT_LOUDNESS)->number = -fmin(fabs(amount->number), 70);
        return;
    }
    if (edit == NULL && amount != NULL && amount->unit == UNIT_PERCENT && frame->memory->has_music)
        edit = &(const struct edit){.kind = EDIT_VOLUME};
    if (edit == NULL && place.except && frame->memory->has_music) {
        frame_edit(frame, EDIT_ONLY_THERE); /* "everywhere except the first 2 seconds" */
        return;
    }
    if (edit == NULL) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit fresh = *edit;
    bool fits = false;
    if (amount != NULL)
        switch (edit->kind) {
        case EDIT_VOLUME:
        case EDIT_VOLUME_FACTOR:
            fresh.kind = EDIT_VOLUME;
            fresh.number = amount->unit == UNIT_NONE && fabs(amount->number) <= 1
                               ? fabs(amount->number)
                               : fmin(fabs(amount->number), 100) / 100;
            fits = amount->unit == UNIT_PERCENT || amount->unit == UNIT_NONE;
            break;
        case EDIT_FADE_IN:
        case EDIT_FADE_OUT:
        case EDIT_FADE_FACTOR:
            fresh.kind = edit->kind == EDIT_FADE_FACTOR ? (edit->mode == 1 ? EDIT_FADE_IN : EDIT_FADE_OUT) : edit->kind;
            fresh.place = (struct edit_place){PLACE_WHOLE, 0, 0, false};
            fresh.ms = agent_word_ms(amount);
            fits = amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
            break;
        case EDIT_TITLE:
        case EDIT_TITLE_STAY:
        case EDIT_TITLE_TEXT:
            fresh.kind = EDIT_TITLE_STAY;
            fresh.number = 1;
            fresh.is_added = false;
            fresh.ms = agent_word_ms(amount);
            fits = amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
            break;
        case EDIT_BPM:
        case EDIT_TEMPO_FACTOR:
        case EDIT_BPM_BY:
            fresh.kind = EDIT_BPM;
            fresh.number = fmin(fmax(fabs(amount->number), 40), 220);
            fits = amount->unit == UNIT_NONE;
            break;
        case EDIT_DUCK_DEPTH:
        case EDIT_DUCK_STEP:
        case EDIT_DUCK:
            fresh.kind = EDIT_DUCK_DEPTH;
            fresh.number = fabs(amount->number);
            fits = amount->unit == UNIT_DB || amount->unit == UNIT_NONE;
            break;
        case EDIT_START:
        case EDIT_START_SHIFT:
            fresh.kind = EDIT_START;
            fresh.ms = agent_word_ms(amount);
            fits = amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
            break;
        default:
            break;
        }
    else if (edit->kind == EDIT_START || edit->kind == EDIT_START_SHIFT) {
        fresh.kind = EDIT_START;
        fresh.ms = place.from_ms;
        fits = place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && place.to_ms < 0);
    } else if (edit->kind == EDIT_TITLE || edit->kind == EDIT_TITLE_MOVE) {
        fresh.kind = own ? edit->kind : EDIT_TITLE_MOVE;
        fresh.place = place;
        fits = true;
    } else if (edit->kind == EDIT_SILENCE || edit->kind == EDIT_ONLY_THERE || edit->kind == EDIT_LEVEL_SPAN) {
        fresh.place = place;
        fits = own;
    }
    if (!fits) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    /* In one message it takes the place of what it corrects: "a little later, say at 4 seconds". */
    if (own)
        edits->edits[edits->count - 1] = fresh;
    else
        *edit_list_add(edits, fresh.kind) = fresh;
}
