/* A style prompt, clause by clause. */
#include "agent_prompt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_frame.h"
#include "agent_place.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "style_table.h"

static void style_add(struct edit_list *edits, const char *text)
{
    size_t used = strlen(edits->style);
    snprintf(edits->style + used, sizeof edits->style - used, "%s%s", used > 0 ? ", " : "", text);
    text_cut_partial_character(edits->style);
}

/* An instrument that nothing is said about is wanted where it does not name the style itself: "travel vlog, ukulele",
 * but not "piano jazz". */
static bool names_style(const struct word *word)
{
    struct style_match match;
    char text[64];
    agent_word_text(word, text, sizeof text);
    style_match_prompt(text, &match);
    return match.words[0] != '\0';
}

static bool read_parts(struct frame *frame)
{
    bool wished = frame->borrowed == WORD_NOT || frame->borrowed == WORD_ONLY, any = false;
    for (size_t i = 0; i < frame->count; i++) {
        enum word_kind kind = frame->words[i].kind;
        wished = wished || kind == WORD_NOT || kind == WORD_WITH || kind == WORD_MORE || kind == WORD_ONLY ||
                 kind == WORD_REMOVE || kind == WORD_ADD || kind == WORD_LOUD;
        any = any || kind == WORD_ROLE;
    }
    if (!any && !(frame_has(frame, WORD_TUNE) && frame_has(frame, WORD_NOT)))
        return false;
    if (wished) {
        effect_parts(frame);
        return true;
    }
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        bool placed = frame_has(frame, WORD_PLACE);
        if (word->kind != WORD_ROLE || (!placed && names_style(word)))
            continue;
        struct edit *edit = frame_edit(frame, placed ? EDIT_PART_THERE : EDIT_PART_WITH);
        edit->role = word->value;
        edit->program = (int)word->number;
        edit->mode = 1;
    }
    return true;
}

static bool read_course(struct frame *frame)
{
    bool build = frame_has(frame, WORD_BUILD), level = frame_has(frame, WORD_COURSE),
         placed = frame_has(frame, WORD_PLACE);
    struct edit_place place = frame_place(frame);
    if ((!build && !level && !frame_has(frame, WORD_ENERGY) && !frame_has(frame, WORD_LEVEL)) ||
        frame_has(frame, WORD_NOT) || frame_has(frame, WORD_FADE))
        return false;
    if (!placed && frame_has(frame, WORD_START) && (level || frame_has(frame, WORD_LEVEL)))
        place.kind = PLACE_OPENING;
    else if (!placed && !(build && (frame_has(frame, WORD_GRADUAL) || frame->count <= 2 ||
                                    frame_find(frame, WORD_BUILD)->value == 1)))
        return false;
    if (frame_has(frame, WORD_LEVEL) && !level && !build) {
        struct edit *edit = frame_edit(frame, EDIT_COURSE);
        edit->number = 0.8 * frame_find(frame, WORD_LEVEL)->value;
        edit->ms = place.kind == PLACE_SPAN || place.kind == PLACE_POINT ? place.from_ms
                   : place.kind == PLACE_MIDDLE                          ? -2
                   : place.kind == PLACE_ENDING                          ? -3
                                                                         : -1;
        edit->place.kind = PLACE_WHOLE;
        return true;
    }
    if (frame_has(frame, WORD_ENERGY) && !level && !build) {
        effect_mood(frame);
        return true;
    }
    struct edit_list *edits = &frame->reading->edits;
    size_t before = edits->count;
    if (place.kind == PLACE_OPENING && !placed) {
        struct edit *edit = edit_list_add(edits, EDIT_COURSE);
        edit->number = frame_find(frame, level ? WORD_COURSE : WORD_BUILD)->number;
        edit->ms = -1;
        return true;
    }
    effect_course(frame);
    return edits->count > before;
}

static bool read_stop(struct frame *frame)
{
    bool named = frame_has(frame, WORD_ROLE) || frame_has(frame, WORD_VOICE) || frame_has(frame, WORD_TITLE);
    if (!frame_has(frame, WORD_STOP) || frame_place(frame).kind != PLACE_POINT || named ||
        frame_amount(frame, UNIT_SECONDS) == NULL)
        return false;
    effect_pause(frame);
    return true;
}

static void clause_read(struct frame *frame)
{
    const struct word *bpm = frame_amount(frame, UNIT_BPM), *key = frame_find(frame, WORD_KEY);
    struct edit_list *edits = &frame->reading->edits;
    char text[512];
    if (frame->count == 0)
        return;
    if (bpm == NULL && frame_has(frame, WORD_TEMPO))
        bpm = frame_amount(frame, UNIT_NONE);
    if (bpm != NULL && bpm->number >= 1)
        edit_list_add(edits, EDIT_BPM)->number = fmin(fmax(bpm->number, 40), 220);
    if (key != NULL && (key->value >= 0 || key->mode >= 0)) {
        struct edit *edit = edit_list_add(edits, EDIT_KEY);
        edit->tonic = key->value;
        edit->mode = key->mode;
    }
    effect_meter(frame);
    read_parts(frame);
    frame_text(frame, text, sizeof text);
    if (!read_stop(frame) && !read_course(frame))
        style_add(edits, text);
}

void agent_prompt(const char *prompt, const struct agent_memory *memory, struct agent_reading *reading)
{
    struct word *words = xcalloc(AGENT_MOST_WORDS + 2, sizeof *words);
    size_t count = agent_tokens(prompt, words, AGENT_MOST_WORDS, NULL, 0);
    enum word_kind lent = WORD_UNKNOWN;
    count = agent_amounts(words, agent_places(words, count));
    for (size_t first = 0, end; first < count; first = end + 1) {
        for (end = first; end < count && words[end].kind != WORD_JOINT && end - first < AGENT_MOST_CLAUSE;)
            end++;
        struct frame frame = {.words = words + first,
                              .count = end - first,
                              .memory = memory,
                              .reading = reading,
                              .prompt = true,
                              .borrowed = lent};
        bool bare = true;
        for (size_t i = first; i < end; i++)
            bare = bare && (words[i].kind == WORD_ROLE || words[i].kind == WORD_FILLER);
        if (!bare)
            frame.borrowed = WORD_UNKNOWN;
        clause_read(&frame);
        lent = bare && frame.lends == WORD_UNKNOWN ? lent : frame.lends;
    }
    free(words);
}
