/* Clauses against rows of meanings. */
#include "agent_frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/text.h"

const struct word *frame_find(const struct frame *frame, enum word_kind kind)
{
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == kind || (kind == WORD_STYLE && frame->words[i].is_style))
            return &frame->words[i];
    return NULL;
}

bool frame_has(const struct frame *frame, enum word_kind kind)
{
    return frame_find(frame, kind) != NULL;
}

size_t frame_count(const struct frame *frame, enum word_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < frame->count; i++)
        count += frame->words[i].kind == kind;
    return count;
}

const struct word *frame_amount(const struct frame *frame, enum word_unit unit)
{
    const struct word *found = NULL;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        bool time = word->unit == UNIT_SECONDS || word->unit == UNIT_MINUTES || word->unit == UNIT_CLOCK;
        /* "from 35 to 50 percent": the last one counts. */
        if (word->kind == WORD_AMOUNT && (word->unit == unit || (unit == UNIT_SECONDS && time)))
            found = word;
    }
    return found;
}

double frame_strength(const struct frame *frame, double plain, double slightly, double much)
{
    const struct word *degree = frame_find(frame, WORD_DEGREE);
    return degree == NULL ? plain : degree->value < 0 ? slightly : much;
}

struct edit_place frame_place(const struct frame *frame)
{
    const struct word *word = frame_find(frame, WORD_PLACE);
    return word != NULL ? word->place : (struct edit_place){PLACE_WHOLE, 0, 0, false};
}

void frame_text(const struct frame *frame, char *place, size_t size)
{
    struct word whole = {.start = "", .length = 0};
    if (frame->count > 0) {
        const struct word *last = &frame->words[frame->count - 1];
        whole.start = frame->words[0].start;
        whole.length = (size_t)(last->start + last->length - whole.start);
    }
    agent_word_text(&whole, place, size);
    text_trim(place);
}

struct edit *frame_edit(struct frame *frame, enum edit_kind kind)
{
    struct edit *edit = edit_list_add(&frame->reading->edits, kind);
    edit->place = frame_place(frame);
    return edit;
}

struct edit_list frame_lean_on(const struct frame *frame)
{
    return frame->reading->edits.count > 0 ? frame->reading->edits : frame->memory->last;
}

static const char *const kind_names[WORD_KIND_COUNT] = {
#define AGENT_WORD_NAME(name) #name,
    AGENT_WORD_KINDS(AGENT_WORD_NAME)
#undef AGENT_WORD_NAME
};

/* Is `name` one of the names in `list`, parted by blanks and '|'? */
static bool list_has(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += length) {
        bool begins = at == list || at[-1] == ' ' || at[-1] == '|';
        if (begins && (at[length] == '\0' || at[length] == ' ' || at[length] == '|'))
            return true;
    }
    return false;
}

static bool word_is_in(const struct word *word, const char *list)
{
    return list_has(list, kind_names[word->kind]) || (word->is_style && list_has(list, "STYLE"));
}

/* What could make the opposite of a clause, or tie it to a condition. */
static bool turns_round(enum word_kind kind)
{
    return kind == WORD_NOT || kind == WORD_REMOVE || kind == WORD_STOP || kind == WORD_UNDO || kind == WORD_IF ||
           kind == WORD_EXCEPT || kind == WORD_QUOTED || kind == WORD_TITLE || kind == WORD_VOICE ||
           kind == WORD_FADE || kind == WORD_UNCLEAR;
}

/* What no order turns into another by. */
#define SOFT_KINDS "IT MAKE WANT USE SUBJECT ONE BY EVEN BETTER SAYS"

/* "A soft landing", "as quiet as a whisper": a quality of what no row has. */
static bool style_is_of_unknown(const struct frame *frame)
{
    bool unknown = false;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind == WORD_MUSIC || word->kind == WORD_GENRE || word->kind == WORD_SUBJECT ||
            word->kind == WORD_ANOTHER || word->kind == WORD_LIKE)
            return false;
        size_t next = i + 1;
        while (next < frame->count && frame->words[next].kind == WORD_FILLER)
            next++;
        bool plain = word->kind == WORD_COURSE || word->kind == WORD_LEVEL || word->kind == WORD_PACE;
        unknown = unknown || ((plain || frame_has(frame, WORD_PLACE)) && word->is_style && next < frame->count &&
                              frame->words[next].kind == WORD_UNKNOWN);
    }
    return unknown;
}

/* "Add an arrow pointing at the dog": what is to be added is no music, whatever it points at. */
static bool adds_unknown(const struct frame *frame)
{
    for (size_t i = 0; i + 1 < frame->count; i++) {
        if (frame->words[i].kind != WORD_ADD)
            continue;
        size_t object = i + 1;
        while (object < frame->count &&
               (frame->words[object].kind == WORD_FILLER || frame->words[object].kind == WORD_DEGREE ||
                frame->words[object].kind == WORD_WITH))
            object++;
        if (object + 1 >= frame->count || frame->words[object].kind != WORD_UNKNOWN)
            return false;
        const struct word *next = &frame->words[object + 1];
        return !next->is_style && next->kind != WORD_MUSIC && next->kind != WORD_ROLE && next->kind != WORD_TUNE;
    }
    return false;
}

bool frame_fits(const struct frame *frame, const struct frame_row *row)
{
    bool anything = row->may[0] == '*', unrefused = text_equal(row->may, "*-");
    for (const char *group = row->needs; *group != '\0';) {
        char choices[128];
        size_t length = strcspn(group, " ");
        snprintf(choices, sizeof choices, "%.*s", (int)length, group);
        /* "NOT NOT": the same group twice wants two words. */
        size_t wanted = 1, there = 0;
        for (const char *before = row->needs; before < group; before += strcspn(before, " ") + 1)
            wanted += strncmp(before, group, length + 1) == 0 ||
                      (group[length] == '\0' && strncmp(before, group, length) == 0 && before[length] == ' ');
        for (size_t i = 0; i < frame->count && there < wanted; i++)
            there += word_is_in(&frame->words[i], choices);
        if (there < wanted)
            return false;
        group += length + strspn(group + length, " ");
    }
    /* "Make it slower" is no order for slow music, where some plays. */
    if (unrefused && list_has(row->needs, "STYLE") && !list_has(row->needs, "LIKE") && frame->memory->has_music &&
        !frame_has(frame, WORD_ADD)) {
        bool style = false;
        for (size_t i = 0; i < frame->count; i++) {
            enum word_kind kind = frame->words[i].kind;
            bool of_time =
                kind == WORD_AMOUNT && (frame->words[i].unit == UNIT_SECONDS || frame->words[i].unit == UNIT_MINUTES ||
                                        frame->words[i].unit == UNIT_CLOCK);
            if (of_time)
                return false;
            style = style || kind == WORD_STYLE ||
                    (frame->words[i].is_style && kind != WORD_FAST && kind != WORD_LOUD && kind != WORD_TURN &&
                     kind != WORD_PACE && kind != WORD_LONG);
        }
        if (!style)
            return false;
    }
    if (unrefused && list_has(row->needs, "STYLE") && !list_has(row->needs, "LIKE") && frame->memory->has_music &&
        (style_is_of_unknown(frame) || adds_unknown(frame)))
        return false;
    for (size_t i = 0; i < frame->count && unrefused; i++)
        if (turns_round(frame->words[i].kind))
            return false;
    for (size_t i = 0; i < frame->count && !anything; i++) {
        const struct word *word = &frame->words[i];
        bool soft = frame->lenient && list_has(SOFT_KINDS, kind_names[word->kind]);
        if (word->kind != WORD_FILLER && !soft && !word_is_in(word, row->needs) && !word_is_in(word, row->may))
            return false;
    }
    return true;
}
