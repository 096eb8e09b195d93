/* A number or a place that says no more: of the last edit, or of what it can only be of. */
#include <math.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "bgmusic/base/count.h"

/* No piece is as slow; no step is as wide. */
enum { LEAST_BPM = 25, MOST_STEP_DB = 12 };

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

/* "Stop at 10 s", and then "13 s": up to there it plays again; "8 s" ends it sooner. False: no such stop. */
static bool stop_moves(struct edit *edit, int64_t ms)
{
    bool open = edit->kind == EDIT_SILENCE && !edit->place.except &&
                (edit->place.kind == PLACE_POINT || (edit->place.kind == PLACE_SPAN && edit->place.to_ms < 0));
    if (!open || ms <= 0 || ms == edit->place.from_ms)
        return false;
    if (ms > edit->place.from_ms) {
        edit->kind = EDIT_ALSO_THERE;
        edit->place = (struct edit_place){PLACE_SPAN, edit->place.from_ms, ms, false};
    } else {
        edit->place.from_ms = ms;
    }
    return true;
}

/* "Title "Intro" at the start, two seconds", "make it 5 seconds": how long it stays. */
static void title_amount(struct edit *edit, const struct word *amount, bool own)
{
    if (own && edit->kind == EDIT_TITLE) {
        edit->length_ms = agent_word_ms(amount);
        return;
    }
    edit->kind = EDIT_TITLE_STAY;
    edit->number = 1;
    edit->is_added = false;
    edit->ms = agent_word_ms(amount);
}

static bool with_amount(struct edit *edit, const struct word *amount, bool own)
{
    bool of_time = amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
    double size = fabs(amount->number);
    switch (edit->kind) {
    case EDIT_VOLUME:
    case EDIT_VOLUME_FACTOR:
        /* "louder by 3 dB, make that 5": a small number is of the step, and no volume */
        if (edit->kind == EDIT_VOLUME_FACTOR && amount->unit == UNIT_NONE && size > 1 && size <= MOST_STEP_DB) {
            edit->number = pow(10, (edit->number < 1 ? -size : size) / 20);
            return own;
        }
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
        edit->is_added = false;
        return of_time;
    case EDIT_TITLE:
    case EDIT_TITLE_STAY:
    case EDIT_TITLE_TEXT:
        title_amount(edit, amount, own);
        return of_time;
    case EDIT_TITLE_MOVE: /* "move it to 5 s", and then "8 s" */
        edit->place = (struct edit_place){PLACE_POINT, agent_word_ms(amount), 0, false};
        edit->is_added = false;
        edit->number = 0;
        edit->ms = 0;
        return of_time && amount->unit != UNIT_NONE;
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
        if (!own && of_time && stop_moves(edit, agent_word_ms(amount)))
            return true;
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
        if (place->kind == PLACE_WHOLE || place->kind == PLACE_OPENING) /* "no, from the beginning" */
            edit->ms = 0, edit->place = everywhere();
        return place->kind == PLACE_WHOLE || place->kind == PLACE_OPENING || place->kind == PLACE_POINT ||
               (place->kind == PLACE_SPAN && place->to_ms < 0);
    case EDIT_TITLE:
    case EDIT_TITLE_MOVE:
        edit->kind = own ? edit->kind : EDIT_TITLE_MOVE;
        edit->place = *place;
        if (edit->is_added) { /* "later, at 8 s" */
            edit->is_added = false;
            edit->number = 0;
            edit->ms = 0;
        }
        return true;
    case EDIT_SILENCE:
    case EDIT_ONLY_THERE:
    case EDIT_LEVEL_SPAN:
        if (!own && place->kind == PLACE_POINT && stop_moves(edit, place->from_ms))
            return true;
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
                                           EDIT_FADE_OUT, EDIT_TITLE,      EDIT_BPM,          EDIT_TITLE_REMOVE,
                                           EDIT_START,    EDIT_SILENCE,    EDIT_ONLY_THERE,   EDIT_STOP};
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
    struct edit_list last = frame_lean_on(frame);
    bool music = frame->memory->has_music;
    /* A piece that was just made has no number of its own. */
    enum edit_kind newest = last.count > 0 ? last.edits[last.count - 1].kind : EDIT_MUSIC;
    bool leans = newest != EDIT_MUSIC && (music || newest != EDIT_PART_WITH);
    music = music || frame->reading->edits.count > 0;         /* "add calm music, starting from 0:03" */
    if (unit == UNIT_BPM && fabs(amount->number) < LEAST_BPM) /* no tempo, and by how much is not said */
        frame->reading->verdict = AGENT_ASKS;
    else if (unit == UNIT_BPM)
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

/* "Fade both ends, 1.5 seconds each": both, where neither has a length of its own yet. */
static bool both_fades(struct edit_list *edits, const struct word *amount)
{
    if (edits->count < 2 || amount->unit == UNIT_PERCENT || amount->unit == UNIT_DB || amount->unit == UNIT_BPM)
        return false;
    struct edit *in = &edits->edits[edits->count - 2], *out = &edits->edits[edits->count - 1];
    if (in->kind != EDIT_FADE_IN || out->kind != EDIT_FADE_OUT || in->ms != DEFAULT_FADE_IN_MS ||
        out->ms != DEFAULT_FADE_OUT_MS)
        return false;
    in->ms = out->ms = agent_word_ms(amount);
    return true;
}

/* "No music in the first 5 s", and then 改成前3秒, "no, from 8 to 10": it plays again there, and is silent here. False:
 * it is not that. */
static bool hole_moves(struct frame *frame, const struct edit *hole, const struct edit_place *place)
{
    bool meant = frame_has(frame, WORD_MAKE) || frame->corrects;
    if (!meant || hole->kind != EDIT_SILENCE || hole->place.except || place->except || place->kind == PLACE_POINT)
        return false;
    edit_list_add(&frame->reading->edits, EDIT_ALSO_THERE)->place = hole->place;
    edit_list_add(&frame->reading->edits, EDIT_SILENCE)->place = *place;
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
    if (own && amount != NULL && both_fades(edits, amount))
        return;
    struct edit_list last = frame_lean_on(frame);
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    if (own && amount == NULL && silent_up_to(&fresh, &place)) { /* "no music at the start, from 0:03 on" */
        edits->edits[edits->count - 1] =
            (struct edit){.kind = EDIT_START, .ms = place.from_ms, .role = -1, .program = -1};
        return;
    }
    /* "And from 12 to 14": one more place of what was done in the last turn. */
    bool more = !own && amount == NULL && (frame->adds || frame->says_again) && last.count > 0 &&
                (fresh.kind == EDIT_SILENCE || fresh.kind == EDIT_LEVEL_SPAN);
    if (more && (place.kind != PLACE_POINT || fresh.kind != EDIT_SILENCE)) {
        fresh.place = place;
        *edit_list_add(edits, fresh.kind) = fresh;
        return;
    }
    if (!own && amount == NULL && last.count == 1 && hole_moves(frame, &fresh, &place))
        return;
    if (own && !frame->corrects && amount == NULL && only_until(&edits->edits[edits->count - 1], &place))
        return;
    bool of_time = amount != NULL && amount->unit != UNIT_PERCENT && amount->unit != UNIT_DB;
    if (own && !frame->corrects && of_time && fresh.kind == EDIT_TITLE_TEXT) { /* "call it "Sea", for 5 seconds" */
        struct edit *stay = frame_edit(frame, EDIT_TITLE_STAY);
        stay->place = everywhere();
        stay->number = 1;
        stay->ms = agent_word_ms(amount);
        return;
    }
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

/* "A second later" of a stop: it stops so much later. False: the last edit is none. */
bool frame_stop_shifts(struct frame *frame, int64_t by_ms)
{
    struct edit_list last = frame_lean_on(frame);
    if (last.count == 0 || frame->reading->edits.count > 0)
        return false;
    struct edit fresh = last.edits[last.count - 1];
    if (!stop_moves(&fresh, fresh.place.from_ms + by_ms))
        return false;
    *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
    return true;
}

/* "Fade out 3 s", and then "the same at the start": the other end fades, too. False: it is not that. */
bool frame_same_fade(struct frame *frame)
{
    const struct word *keep = frame_find(frame, WORD_KEEP);
    struct edit_place place = frame_place(frame);
    bool start = place.kind == PLACE_OPENING, too = keep != NULL && (word_is(keep, "也") || word_is(keep, "一样") ||
                                                                     word_is(keep, "同样") || word_is(keep, "也一样"));
    bool same = keep != NULL && (too || word_is(keep, "same"));
    struct edit_list last = frame_lean_on(frame);
    if (!same || (!start && place.kind != PLACE_ENDING) || last.count == 0 || frame_has(frame, WORD_MUSIC))
        return false;
    const struct edit *fade = &last.edits[last.count - 1];
    if (fade->kind != (start ? EDIT_FADE_OUT : EDIT_FADE_IN)) {
        if (too)
            frame->reading->verdict = AGENT_ASKS;
        return too;
    }
    int64_t ms = fade->ms;
    frame_edit(frame, start ? EDIT_FADE_IN : EDIT_FADE_OUT)->ms = ms;
    frame->reading->edits.edits[frame->reading->edits.count - 1].place = everywhere();
    return true;
}

/* "make it five": is the number of the fade, the tempo, the title that was just set? */
bool frame_amount_leans(const struct frame *frame)
{
    const struct word *amount = frame_amount(frame, UNIT_NONE);
    struct edit_list last = frame_lean_on(frame);
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    return amount != NULL && last.count > 0 && with_amount(&fresh, amount, false);
}

/* "Move it to 5 seconds": the title or the start that was set last. */
void effect_move_it(struct frame *frame)
{
    const struct word *amount = frame_find(frame, WORD_AMOUNT);
    struct edit_list last = frame_lean_on(frame);
    struct edit_place place = frame_place(frame);
    if (amount != NULL)
        place = (struct edit_place){PLACE_POINT, agent_word_ms(amount), 0, false};
    bool timed = amount == NULL || amount->unit == UNIT_SECONDS || amount->unit == UNIT_CLOCK ||
                 amount->unit == UNIT_MINUTES || amount->unit == UNIT_NONE;
    struct edit fresh = last.count > 0 ? last.edits[last.count - 1] : (struct edit){.kind = EDIT_MUSIC_ANOTHER};
    if (last.count > 0 && timed && fresh.kind == EDIT_TITLE_TEXT) /* 标题改成“夏天”，移到最后 */
        frame_edit(frame, EDIT_TITLE_MOVE)->place = place;
    else if (last.count == 0 || !timed || !with_place(&fresh, &place, false))
        frame->reading->verdict = AGENT_ASKS;
    else
        *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
}
