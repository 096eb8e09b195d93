/* What makes no edit of its own: praise, questions, refusals, steps through the versions. */
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

/* "Make the picture sharper": whatever it is, it is of the picture. */
void effect_refuse_picture_look(struct frame *frame)
{
    frame->reading->verdict = AGENT_REFUSES;
    frame->reading->beyond = BEYOND_FILTER;
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

/* What the question names; TOPIC_ANY: nothing that it could be about. */
static enum agent_topic topic_named(const struct frame *frame)
{
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
        {WORD_SPIRIT, TOPIC_STYLE},     {WORD_BETTER, TOPIC_ADVICE},
    };
    for (size_t i = 0; i < COUNT(topics); i++)
        if (frame_has(frame, topics[i].kind))
            return topics[i].topic;
    return TOPIC_ANY;
}

void effect_question(struct frame *frame)
{
    const struct word *asked = frame_find(frame, WORD_WHAT);
    struct agent_reading *reading = frame->reading;
    int kind = asked != NULL ? asked->value : QUESTION_ANY;
    for (size_t i = 0; i < frame->count; i++) /* the most telling one */
        if (frame->words[i].kind == WORD_WHAT && frame->words[i].value > kind)
            kind = frame->words[i].value;
    /* "post it on TikTok" is an order. */
    bool orders = kind == QUESTION_RIGHTS && frame->words[0].kind == WORD_WHAT && frame->words[0].value == kind &&
                  frame->words[0].number == WHAT_ORDERS;
    if (orders) {
        reading->verdict = AGENT_REFUSES;
        reading->beyond = BEYOND_POST;
        return;
    }
    /* "The music is gone at the end, why?" tells what is asked about, and orders nothing. */
    bool bare = true;
    for (size_t i = 0; i < frame->count; i++)
        bare = bare && (frame->words[i].kind == WORD_WHAT || frame->words[i].kind == WORD_FILLER);
    if (bare && kind == QUESTION_WHY)
        reading->edits.count = 0;
    /* "Status?", "describe it" */
    bool all = bare && kind == QUESTION_ANY && asked != NULL && asked->length > strlen("what's");
    reading->verdict = AGENT_ANSWERS;
    reading->topic = TOPIC_ANY;
    static const struct {
        enum question question;
        enum agent_topic topic;
    } told[] = {{QUESTION_RIGHTS, TOPIC_RIGHTS},
                {QUESTION_KEY, TOPIC_KEY},
                {QUESTION_VERSIONS, TOPIC_VERSIONS},
                {QUESTION_DONE, TOPIC_DONE},
                {QUESTION_HELP, TOPIC_HELP}};
    for (size_t i = 0; i < COUNT(told); i++)
        reading->topic = kind == (int)told[i].question ? told[i].topic : reading->topic;
    if (frame_has(frame, WORD_SHOULD))
        reading->topic = TOPIC_ADVICE;
    if (reading->topic == TOPIC_ANY)
        reading->topic = topic_named(frame);
    if (reading->topic == TOPIC_ANY && asked != NULL && kind == QUESTION_HOW_LOUD)
        reading->topic = asked->number > 0 ? TOPIC_TEMPO : TOPIC_VOLUME;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_WHERE)
        reading->topic = TOPIC_PLACE;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_HOW_LONG)
        reading->topic = TOPIC_LENGTH;
    if (reading->topic == TOPIC_ANY && kind == QUESTION_WHY)
        reading->topic = TOPIC_WHY;
    bool strange = frame_has(frame, WORD_UNKNOWN);
    if (reading->topic == TOPIC_ANY && all)
        reading->topic = TOPIC_MUSIC;
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
    const struct word *undo = frame_find(frame, WORD_UNDO); /* none in "the volume as before" */
    bool both = all != NULL && all->value == ALL_TWO, reset = undo != NULL && undo->number > 0;
    if (reset && frame_has(frame, WORD_PLACE)) { /* "start over at 10 s" */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    *step = (struct agent_step){
        .kind = STEP_UNDO, .count = both ? 2 : steps(frame), .all = (all != NULL && !both) || reset};
    frame->reading->verdict = AGENT_HISTORY;
    for (size_t i = 0; i < COUNT(abouts) && step->kind == STEP_UNDO; i++)
        if (frame_has(frame, abouts[i].kind)) {
            step->kind = STEP_UNDO_ONE;
            step->all = step->all && !reset; /* "reset the volume" */
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

/* "The one before"; "the last" alone says nothing. */
void effect_previous(struct frame *frame)
{
    const struct word *word = frame_find(frame, WORD_PREVIOUS);
    if (word->length == strlen("last") && text_starts_with_ignore_case(word->start, "last"))
        frame->reading->verdict = AGENT_ASKS;
    else
        effect_back(frame);
}

void effect_other(struct frame *frame)
{
    frame->reading->verdict = AGENT_HISTORY;
    frame->reading->step = (struct agent_step){.kind = STEP_OTHER, .count = 1};
}

void effect_export(struct frame *frame)
{
    if (frame->reading->verdict == AGENT_UNKNOWN || frame->reading->verdict == AGENT_AGREES)
        frame->reading->verdict = AGENT_EXPORTS;
}
