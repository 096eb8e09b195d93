/* Effects on titles. */
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "bgmusic/base/text.h"
#include "timeline.h"

/* An edit of titles that are there, and of which: `title` of the edit. */
static struct edit *title_edit(struct frame *frame, enum edit_kind kind)
{
    struct edit *edit = frame_edit(frame, kind);
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_TITLE && frame->words[i].value != 0)
            edit->title = frame->words[i].value;
    return edit;
}

/* A title's times: "from 2 to 5 s", "at 0:08", "for 3 s", "during the last 3 s". */
static void title_times(const struct frame *frame, struct edit *edit)
{
    const struct word *stays = frame_amount(frame, UNIT_SECONDS);
    edit->length_ms = stays != NULL ? agent_word_ms(stays) : 0;
}

/* "for the whole video" is a stretch, too. */
static void whole_take(struct edit *edit, bool placed)
{
    if (placed && edit->place.kind == PLACE_WHOLE && !edit->place.except)
        edit->place = (struct edit_place){PLACE_FIRST, TIMELINE_MOST_MS, 0, false};
}

void effect_title(struct frame *frame)
{
    const struct word *quoted = frame_find(frame, WORD_QUOTED);
    bool song = frame_has(frame, WORD_MUSIC) || agent_names_sound(quoted);
    if (!frame_has(frame, WORD_TITLE) && !frame_has(frame, WORD_SHOW) && song) {
        effect_own(frame); /* add "song.mp3" as the music */
        return;
    }
    if (frame_place(frame).except) { /* "right before the last cut": how long before? */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_TITLE);
    agent_word_text(quoted, edit->text, sizeof edit->text);
    title_times(frame, edit);
    whole_take(edit, frame_has(frame, WORD_PLACE));
}

void effect_title_remove(struct frame *frame)
{
    const struct word *quoted = frame_find(frame, WORD_QUOTED);
    if (quoted != NULL && agent_names_sound(quoted)) { /* 'remove "song.mp3"' */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = title_edit(frame, EDIT_TITLE_REMOVE);
    if (quoted != NULL)
        agent_word_text(quoted, edit->text, sizeof edit->text);
}

/* "change the title to "Sunset"": the text of the one that is there; a place with it makes a new one. */
void effect_title_change(struct frame *frame)
{
    const struct word *quoted = NULL;
    for (size_t i = 0; i < frame->count; i++) /* the last one: "replace "A" by "B"" */
        quoted = frame->words[i].kind == WORD_QUOTED ? &frame->words[i] : quoted;
    const struct word *first = frame_find(frame, WORD_QUOTED), *instead = frame_find(frame, WORD_REPLACE);
    if (instead != NULL && instead->value == 0 && first < instead && word_is(instead, "instead of"))
        quoted = first; /* ""A" instead of "B"" */
    if (frame_has(frame, WORD_ADD) || frame_has(frame, WORD_PLACE) || frame->memory->title_count == 0) {
        effect_title(frame);
        return;
    }
    struct edit *edit = title_edit(frame, EDIT_TITLE_TEXT);
    agent_word_text(quoted, edit->text, sizeof edit->text);
}

/* "Rename it to "River Day"": a title, where there is one; "change to "song.mp3"" is a track. */
void effect_title_rename(struct frame *frame)
{
    if (agent_names_sound(frame_find(frame, WORD_QUOTED)))
        effect_own(frame);
    else if (frame->memory->title_count > 0)
        effect_title_change(frame);
    else if (frame_has(frame, WORD_SAYS) && !frame_has(frame, WORD_CHANGE))
        effect_title(frame);
    else
        frame->reading->verdict = AGENT_ASKS;
}

void effect_title_stay(struct frame *frame)
{
    const struct word *stays = frame_amount(frame, UNIT_SECONDS), *longer = frame_find(frame, WORD_LONG);
    const struct word *factor = frame_find(frame, WORD_FACTOR);
    if (stays == NULL && longer == NULL && factor == NULL) {
        frame->reading->verdict = AGENT_AGREES; /* "keep the title" */
        return;
    }
    struct edit *edit = title_edit(frame, EDIT_TITLE_STAY);
    edit->ms = stays != NULL ? agent_word_ms(stays) : 0;
    double by = frame_strength(frame, 1.5, 1.25, 2.5);
    edit->number = factor != NULL ? factor->number : longer == NULL ? 1 : longer->value > 0 ? by : 1 / by;
    if (stays != NULL && longer != NULL && stays->value != AMOUNT_TO)
        edit->is_added = true;
    if (edit->is_added)
        edit->number = longer->value;
}

void effect_title_move(struct frame *frame)
{
    /* "The same title at the end": moved there, or there as well? */
    const struct word *same = frame_find(frame, WORD_KEEP);
    if (same != NULL && same->length == strlen("same") && text_starts_with_ignore_case(same->start, "same")) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    const struct word *by = frame_amount(frame, UNIT_SECONDS);
    if (by != NULL && !frame_has(frame, WORD_PLACE) && frame_has(frame, WORD_MOVE)) {
        struct edit *edit = title_edit(frame, EDIT_TITLE_MOVE);
        if (by->value == AMOUNT_TO) { /* "move it to 4 s"; "push it back 2 s" is so much later */
            edit->place = (struct edit_place){PLACE_POINT, agent_word_ms(by), 0, false};
        } else {
            edit->number = 1;
            edit->ms = agent_word_ms(by);
            edit->is_added = true;
        }
        return;
    }
    if (by != NULL && !frame_has(frame, WORD_PLACE)) {
        effect_title_stay(frame);
        return;
    }
    if (!frame_has(frame, WORD_PLACE)) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = title_edit(frame, EDIT_TITLE_MOVE);
    const struct word *stays = frame_amount(frame, UNIT_SECONDS);
    edit->length_ms = stays != NULL ? agent_word_ms(stays) : 0;
    whole_take(edit, true);
}

/* "Show the title two seconds later", "let it vanish a second earlier". */
void effect_title_shift(struct frame *frame)
{
    enum { SHIFT_MS = 1000, SHIFT_SLIGHTLY_MS = 500, SHIFT_MUCH_MS = 3000 };
    const struct word *by = frame_amount(frame, UNIT_SECONDS);
    if (by == NULL && frame_has(frame, WORD_PLACE) && !frame_has(frame, WORD_STOP)) { /* "later, at 8 s" */
        effect_title_move(frame);
        return;
    }
    double told =
        by != NULL ? (double)agent_word_ms(by) : frame_strength(frame, SHIFT_MS, SHIFT_SLIGHTLY_MS, SHIFT_MUCH_MS);
    bool ends = frame_has(frame, WORD_STOP);
    struct edit *edit = title_edit(frame, ends ? EDIT_TITLE_STAY : EDIT_TITLE_MOVE);
    edit->is_added = true;
    edit->number = frame_find(frame, WORD_LATER)->value;
    edit->ms = (int64_t)told;
}

/* "the title should disappear after 2 seconds", "hide "Fin" at 0:08": when it ends. */
void effect_title_stop(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    const struct word *by = frame_amount(frame, UNIT_SECONDS);
    if (by != NULL && by->value == AMOUNT_BY && !frame_has(frame, WORD_PLACE)) /* "gone by 2 s" */
        place = (struct edit_place){PLACE_POINT, agent_word_ms(by), 0, false};
    bool point = place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && (place.to_ms < 0 || place.from_ms == 0));
    bool names = place.kind == PLACE_OPENING || place.kind == PLACE_ENDING || place.kind == PLACE_MIDDLE ||
                 place.kind == PLACE_SHOT || place.kind == PLACE_FIRST_HALF || place.kind == PLACE_SECOND_HALF;
    if (frame_has(frame, WORD_REMOVE) && (place.except || (!point && by == NULL && place.kind != PLACE_WHOLE))) {
        if (names && !place.except)
            effect_title_remove(frame); /* "remove the title at the end": that one */
        else
            frame->reading->verdict = AGENT_ASKS; /* "hide the title in the first 2 seconds": one more time of it? */
        return;
    }
    if (place.kind == PLACE_CUT && !place.except) { /* when that is, the scene alone knows */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    if (!point || place.except) {
        effect_title_move(frame);
        return;
    }
    struct edit *edit = title_edit(frame, EDIT_TITLE_STAY);
    edit->ms = place.kind == PLACE_SPAN && place.to_ms > 0 ? place.to_ms : place.from_ms;
    edit->number = 1;
    edit->mode = TITLE_ENDS;
    edit->place.kind = PLACE_WHOLE;
}

/* "Title "Day 1", oh wait, "Day 2"": what it is to say instead; alone a name in quotes says nothing. */
void effect_title_instead(struct frame *frame)
{
    struct edit_list *own = &frame->reading->edits;
    const struct edit_list *last = own->count > 0 ? own : &frame->memory->last;
    const struct edit *before = last->count > 0 ? &last->edits[last->count - 1] : NULL;
    if (agent_names_sound(frame_find(frame, WORD_QUOTED)) && frame_has(frame, WORD_REPLACE)) {
        effect_own(frame);
        return;
    }
    bool title = before != NULL && (before->kind == EDIT_TITLE || before->kind == EDIT_TITLE_TEXT);
    if (!title || (!frame->corrects && own->count > 0)) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit fresh = *before;
    if (own->count == 0) /* it is there already */
        fresh = (struct edit){.kind = EDIT_TITLE_TEXT, .role = -1, .program = -1};
    agent_word_text(frame_find(frame, WORD_QUOTED), fresh.text, sizeof fresh.text);
    *edit_list_add(own, fresh.kind) = fresh;
}
