/* Effects on what is composed: style, mood, tempo, key, tune, track. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_place.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "style_table.h"

/* Tempo changes of 3 % are just noticed (docs/music.md); these are meant to be heard. */
#define FASTER_FACTOR          1.12
#define FASTER_SLIGHTLY_FACTOR 1.06
#define FASTER_MUCH_FACTOR     1.25
#define LEAST_BPM              40
#define MOST_BPM               220

/* A dance in three, whatever the rest of the style is: "a jazz waltz". */
static bool is_waltz(const struct word *word)
{
    static const char *const waltzes[] = {"waltz", "waltzes", "walzer", "valse", "vals", "华尔兹", "圆舞曲", "ワルツ"};
    char text[32];
    if (!word->is_style && word->kind != WORD_STYLE)
        return false;
    agent_word_text(word, text, sizeof text);
    text_lower(text);
    for (size_t i = 0; i < COUNT(waltzes); i++)
        if (strstr(text, waltzes[i]) != NULL)
            return true;
    return false;
}

/* Orders the bar that a clause names; a waltz has three. */
void effect_meter(struct frame *frame)
{
    int beats = 0, unit = 0;
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_METER) {
            beats = (int)frame->words[i].number;
            unit = frame->words[i].value;
        } else if (beats == 0 && is_waltz(&frame->words[i]) && !frame_has(frame, WORD_NOT)) {
            beats = 3;
            unit = 4;
        }
    if (beats == 0)
        return;
    struct edit *edit = frame_edit(frame, EDIT_METER);
    edit->number = beats;
    edit->mode = unit;
    edit->place = (struct edit_place){PLACE_WHOLE, 0, 0, false};
}

/* What the clause says of the style: its text without what says how to change it. What it is not to be ("classical
 * instead of lo-fi") is no part of the prompt. */
static void style_text(const struct frame *frame, char *text, size_t size)
{
    struct frame said = *frame;
    for (size_t i = 1; i + 1 < frame->count; i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++)
            before = before || frame->words[k].is_style;
        if (frame->words[i].kind == WORD_REPLACE && frame->words[i].value == 0 && before)
            said.count = i;
    }
    /* "Instead of lo-fi use rock" */
    if (frame->count > 2 && frame->words[0].kind == WORD_REPLACE && frame->words[0].value == 0 &&
        frame->words[1].is_style) {
        said.words += 2;
        said.count -= 2;
        if (!frame_has(&said, WORD_STYLE))
            said = *frame;
    }
    frame_text(&said, text, size);
}

void effect_style(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    struct edit_list *edits = &frame->reading->edits;
    bool placed = frame_has(frame, WORD_PLACE) && place.kind != PLACE_WHOLE;
    const struct word *stays = frame_amount(frame, UNIT_SECONDS);
    /* "epic for 6 seconds, then calm" */
    if (!placed && stays != NULL && frame_has(frame, WORD_STYLE) && !frame->memory->has_music && !frame->after_music) {
        place = (struct edit_place){PLACE_FIRST, agent_word_ms(stays), 0, false};
        placed = true;
    }
    bool music = frame_has(frame, WORD_MUSIC) || !frame->memory->has_music;
    /* "faster from 10 s on": one piece has one tempo */
    bool other = false, pace = frame_has(frame, WORD_FAST) || frame_has(frame, WORD_PACE);
    for (size_t i = 0; i < frame->count; i++)
        other = other ||
                (frame->words[i].is_style && frame->words[i].kind != WORD_FAST && frame->words[i].kind != WORD_PACE);
    if (placed && pace && !other && frame->memory->has_music) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    char text[512];
    style_text(frame, text, sizeof text);
    /* Another style for a part of a piece that plays. */
    if (placed && (frame->memory->has_music || frame->after_music) && frame_has(frame, WORD_STYLE)) {
        struct edit *then = frame_edit(frame, EDIT_MUSIC_THEN);
        snprintf(then->text, sizeof then->text, "%s", text);
        if (place.kind == PLACE_POINT)
            then->place = (struct edit_place){PLACE_SPAN, place.from_ms, -1, place.except};
        return;
    }
    struct edit *last = edits->count > 0 ? &edits->edits[edits->count - 1] : NULL;
    bool joins = last != NULL && last->kind == EDIT_MUSIC && !frame->corrects; /* "calm and dreamy" */
    struct edit *edit = joins ? last : edit_list_add(edits, EDIT_MUSIC);
    size_t used = strlen(edit->text);
    snprintf(edit->text + used, sizeof edit->text - used, "%s%s", joins ? ", " : "", text);
    text_cut_partial_character(edit->text);
    text_trim(edit->text);
    if (placed && music) {
        struct edit *there = edit_list_add(edits, EDIT_ONLY_THERE);
        there->place = place;
        if (place.kind == PLACE_POINT)
            there->place = (struct edit_place){PLACE_SPAN, place.from_ms, -1, place.except};
    }
    /* "sad piano music, 90 bpm" in one clause. */
    const struct word *bpm = frame_amount(frame, UNIT_BPM), *key = frame_find(frame, WORD_KEY);
    if (bpm != NULL)
        edit_list_add(edits, EDIT_BPM)->number = fmin(fmax(bpm->number, LEAST_BPM), MOST_BPM);
    if (key != NULL && (key->value >= 0 || key->mode >= 0)) {
        struct edit *tonic = edit_list_add(edits, EDIT_KEY);
        tonic->tonic = key->value;
        tonic->mode = key->mode;
    }
    /* "Sad violin music at 25%": an instrument that is no style's, and how loud. */
    for (size_t i = 0; i < frame->count && frame->words[i].kind != WORD_SUBJECT; i++) { /* "for our drum lesson" */
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_ROLE || word->is_style)
            continue;
        struct edit *part = edit_list_add(edits, EDIT_PART_WITH);
        part->role = word->value;
        part->program = (int)word->number;
    }
    const struct word *percent = frame_amount(frame, UNIT_PERCENT);
    if (percent != NULL)
        edit_list_add(edits, EDIT_VOLUME)->number = fmin(fmax(percent->number, 0), 100) / 100;
    effect_meter(frame);
}

/* "like Daft Punk", "a song by ...": a name stands behind the word; "like a rainy day" is a style. */
void effect_like(struct frame *frame)
{
    size_t at = 0;
    while (at < frame->count && frame->words[at].kind != WORD_LIKE && frame->words[at].kind != WORD_BY)
        at++;
    while (at + 1 < frame->count && (frame->words[at + 1].kind == WORD_FILLER || frame->words[at + 1].kind == WORD_IT))
        at++;
    const struct word *next = at + 1 < frame->count ? &frame->words[at + 1] : NULL;
    bool capital = next != NULL && next->start[0] >= 'A' && next->start[0] <= 'Z' &&
                   !(next->length > 1 && next->start[1] >= 'A' && next->start[1] <= 'Z');
    if (next != NULL && (next->kind == WORD_UNKNOWN || capital)) {
        struct word name = *next;
        const struct word *last = &frame->words[frame->count - 1];
        name.length = (size_t)(last->start + last->length - name.start);
        agent_word_text(&name, frame->reading->beyond_name, sizeof frame->reading->beyond_name);
        frame->reading->verdict = AGENT_REFUSES;
        frame->reading->beyond = BEYOND_ARTIST;
    } else if (frame_has(frame, WORD_STYLE)) {
        effect_style(frame);
    } else if (frame->reading->verdict == AGENT_UNKNOWN) {
        frame->reading->verdict = AGENT_ASKS;
    }
}

/* 把原声换成爵士, "change the original music to piano": it goes, and what is named comes. */
void effect_voice_replaced(struct frame *frame)
{
    effect_voice_off(frame);
    if (frame_has(frame, WORD_STYLE))
        effect_style(frame);
    else
        effect_parts(frame);
}

/* "not lo-fi", "anything but jazz": what follows must be something else. */
void effect_style_not(struct frame *frame)
{
    const struct word *no = frame_find(frame, WORD_NOT);
    const struct word *style = frame_find(frame, WORD_STYLE);
    char lower[128];
    agent_word_text(style, lower, sizeof lower);
    text_lower(lower);
    /* "not too sad", "not so dark": less of it. */
    if (frame_has(frame, WORD_TOO) || frame_has(frame, WORD_DEGREE) || (no != NULL && no->value == REFUSAL_SO)) {
        effect_style_less(frame);
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_STYLE_NOT);
    snprintf(edit->text, sizeof edit->text, "%s", lower);
}

/* What the word says, in lower case, and how it matches. False: it is a genre, and no mood. */
static bool mood_read(const struct word *style, char text[128], struct style_match *match)
{
    agent_word_text(style, text, 128);
    text_lower(text);
    style_match_prompt(text, match);
    return fabs(match->mood_energy) + fabs(match->mood_valence) > 0.05;
}

/* "more epic", "less sad", "too dark": a step along the mood of the word; a genre is no step. */
void effect_style_less(struct frame *frame)
{
    const struct word *more = frame_find(frame, WORD_MORE), *style = frame_find(frame, WORD_STYLE);
    struct style_match match;
    char text[128];
    bool mood = mood_read(style, text, &match);
    bool again = frame_has(frame, WORD_AGAIN) && !frame_has(frame, WORD_NOT) && !frame_has(frame, WORD_TOO);
    bool up = more != NULL && more->value > 0 && !frame_has(frame, WORD_NOT) && !frame_has(frame, WORD_TOO);
    /* 再温柔一点: a step towards it. */
    if (again && mood) {
        double step = frame_strength(frame, 0.8, 0.6, 1.2);
        frame_edit(frame, EDIT_ENERGY)->number = match.mood_energy * step;
        frame_edit(frame, EDIT_VALENCE)->number = match.mood_valence * step;
        return;
    }
    if (up || !mood) {
        if (up)
            effect_style(frame);
        else
            snprintf(frame_edit(frame, EDIT_STYLE_NOT)->text, sizeof frame->reading->edits.edits[0].text, "%s", text);
        return;
    }
    double strength = frame_strength(frame, 0.8, 0.5, 1.2);
    if (fabs(match.mood_energy) > 0.05)
        frame_edit(frame, EDIT_ENERGY)->number = -match.mood_energy * strength;
    if (fabs(match.mood_valence) > 0.05)
        frame_edit(frame, EDIT_VALENCE)->number = -match.mood_valence * strength;
}

/* 开心点: a step towards the mood; 爵士一点 orders the style. */
void effect_style_more(struct frame *frame)
{
    const struct word *style = frame_find(frame, WORD_STYLE), *degree = frame_find(frame, WORD_DEGREE);
    struct style_match match;
    char text[128];
    bool mood = mood_read(style, text, &match);
    if (!mood || (style->start[0] & 0x80) == 0 || degree->start < style->start) {
        effect_style(frame);
        return;
    }
    frame_edit(frame, EDIT_ENERGY)->number = match.mood_energy * 0.8;
    frame_edit(frame, EDIT_VALENCE)->number = match.mood_valence * 0.8;
}

void effect_another(struct frame *frame)
{
    char said[64];
    agent_word_text(frame_find(frame, WORD_ANOTHER), said, sizeof said);
    bool genre = strstr(said, "style") != NULL || strstr(said, "genre") != NULL;
    frame_edit(frame, genre && frame->memory->has_music ? EDIT_STYLE_NOT : EDIT_MUSIC_ANOTHER);
}

/* "Another style": any but the one that plays. */
void effect_other_genre(struct frame *frame)
{
    frame_edit(frame, frame->memory->has_music ? EDIT_STYLE_NOT : EDIT_MUSIC);
}

void effect_mood(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    double strength = frame_strength(frame, 1, 0.5, 1.6);
    bool placed = frame_has(frame, WORD_PLACE) && place.kind != PLACE_WHOLE;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_ENERGY && word->kind != WORD_VALENCE)
            continue;
        if (placed && (place.kind == PLACE_SPEECH || place.kind == PLACE_NO_SPEECH || place.except)) {
            frame->reading->verdict = AGENT_ASKS; /* a course has one stretch */
            return;
        }
        if (placed && word->kind == WORD_ENERGY) {
            struct edit *edit = frame_edit(frame, EDIT_COURSE);
            edit->number = word->number * strength;
            edit->is_added = true;
            edit->ms = place.kind == PLACE_SPAN || place.kind == PLACE_POINT           ? place.from_ms
                       : place.kind == PLACE_MIDDLE || place.kind == PLACE_SECOND_HALF ? -2
                       : place.kind == PLACE_ENDING || place.kind == PLACE_LAST        ? -3
                                                                                       : -1;
            edit->length_ms = place.kind == PLACE_SPAN && place.to_ms > 0 ? place.to_ms - place.from_ms
                              : place.kind == PLACE_FIRST                 ? place.from_ms
                                                                          : 0;
            bool timed = edit->ms != -1 || edit->length_ms > 0 || place.kind == PLACE_OPENING;
            edit->place.kind = timed ? PLACE_WHOLE : place.kind; /* "calmer in the first half" */
        } else {
            frame_edit(frame, word->kind == WORD_ENERGY ? EDIT_ENERGY : EDIT_VALENCE)->number = word->number * strength;
        }
    }
}

void effect_tempo(struct frame *frame)
{
    const struct word *bpm = frame_amount(frame, UNIT_BPM), *plain = frame_amount(frame, UNIT_NONE);
    const struct word *percent = frame_amount(frame, UNIT_PERCENT), *factor = frame_find(frame, WORD_FACTOR);
    const struct word *times = frame_amount(frame, UNIT_TIMES);
    const struct word *fast = frame_find(frame, WORD_FAST), *pace = frame_find(frame, WORD_PACE);
    const struct word *turn = frame_find(frame, WORD_TURN), *more = frame_find(frame, WORD_MORE);
    int up = fast != NULL   ? fast->value
             : turn != NULL ? turn->value
             : more != NULL ? more->value
             : pace != NULL ? pace->value
                            : 0;
    if (fast == NULL && pace != NULL && frame_has(frame, WORD_TOO))
        up = -pace->value;
    if (bpm == NULL && percent == NULL)
        bpm = plain;
    if (bpm != NULL && up != 0 && bpm->value != AMOUNT_TO) {
        frame_edit(frame, EDIT_BPM_BY)->number = up * fabs(bpm->number);
        return;
    }
    if (bpm != NULL) {
        frame_edit(frame, EDIT_BPM)->number = fmin(fmax(bpm->number, LEAST_BPM), MOST_BPM);
        return;
    }
    double by = frame_strength(frame, FASTER_FACTOR, FASTER_SLIGHTLY_FACTOR, FASTER_MUCH_FACTOR);
    if (percent != NULL)
        by = 1 + fmin(fabs(percent->number), 90) / 100;
    else if (times != NULL && times->number > 0)
        by = times->number;
    else if (factor != NULL && factor->value == FACTOR_SHARE)
        by = up >= 0 ? 1 + factor->number : 1 / (1 - factor->number);
    else if (factor != NULL) /* "half the speed" and "twice as slow" are both slower */
        by = (fast != NULL || turn != NULL) && up > 0 && factor->number < 1
                 ? 1 + factor->number /* "speed it up by half" */
             : factor->number < 1 && (up >= 0) ? factor->number
             : factor->number < 1              ? 1 / factor->number
                                               : factor->number;
    if (factor != NULL && factor->number < 1 && up >= 0 && factor->value != FACTOR_SHARE)
        up = 1;
    frame_edit(frame, EDIT_TEMPO_FACTOR)->number = up >= 0 ? by : percent != NULL ? 2 - by : 1 / by;
}

void effect_key(struct frame *frame)
{
    const struct word *key = NULL, *instead = frame_find(frame, WORD_REPLACE);
    /* "minor instead of major": the first one. */
    bool first = instead != NULL && instead->value == 0;
    for (size_t i = 0; i < frame->count && !(first && key != NULL && key->start < instead->start); i++)
        if (frame->words[i].kind == WORD_KEY && (frame->words[i].value >= 0 || frame->words[i].mode >= 0))
            key = &frame->words[i];
    if (key == NULL) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_KEY);
    edit->tonic = key->value;
    edit->mode = key->mode;
}

void effect_own(struct frame *frame)
{
    const struct word *quoted = frame_find(frame, WORD_QUOTED);
    struct edit *edit = frame_edit(frame, EDIT_MUSIC_OWN);
    const struct word *own = frame_find(frame, WORD_OWN);
    if (own != NULL && own->value == OWN_FILM)
        edit->mode = OWN_FILM;
    if (quoted != NULL)
        agent_word_text(quoted, edit->text, sizeof edit->text);
}

void effect_seed(struct frame *frame)
{
    const struct word *number = frame_find(frame, WORD_AMOUNT);
    double seed = fabs(number->number);
    frame_edit(frame, EDIT_SEED)->seed = seed < 0x1p64 ? (uint64_t)seed : UINT64_MAX;
}

void effect_sync(struct frame *frame)
{
    frame_edit(frame, EDIT_SYNC)->number = frame_has(frame, WORD_NOT) || frame_has(frame, WORD_REMOVE) ? 0 : 1;
}

/* "keep the tune, but ...", "without changing the melody": how, another clause says; and "don't touch the drums". */
void effect_keep(struct frame *frame)
{
    const struct word *no = frame_find(frame, WORD_NOT);
    const struct word *removed = frame_find(frame, WORD_REMOVE);
    if (no != NULL && no->value == REFUSAL_BUT && removed != NULL) {
        /* "remove everything but the music"; "everything but the voice should be muted": the music, too? */
        if (removed->start < no->start && frame_has(frame, WORD_MUSIC) && !frame_has(frame, WORD_VOICE))
            effect_voice_off(frame);
        else
            frame->reading->verdict = AGENT_ASKS;
        return;
    }
    frame->keeps_tempo = frame_has(frame, WORD_TEMPO) || frame_has(frame, WORD_FAST);
    frame->keeps_volume = frame_has(frame, WORD_VOLUME) && !frame_has(frame, WORD_PLACE);
    if (frame_has(frame, WORD_TUNE) || (frame_has(frame, WORD_MUSIC) && (no == NULL || !frame_has(frame, WORD_REMOVE))))
        frame->keeps_tune = true;
    if (frame->reading->verdict == AGENT_UNKNOWN)
        frame->reading->verdict = AGENT_AGREES;
}
