/* A message as a whole: contradictions, pieces in a row, the verdict. */
#include <string.h>

#include "agent_edit_order.h"
#include "agent_reader.h"
#include "agent_refusal.h"
#include "bgmusic/base/text.h"

/* Nothing may be asked for and for its opposite, without a word that takes the first one back. */
static bool contradicts(const struct reader *reader, const struct edit_list *edits, size_t pair[2])
{
    pair[0] = pair[1] = 0;
    for (size_t i = 0; i < edits->count; i++) {
        enum edit_kind kind = edits->edits[i].kind;
        bool tempo = kind == EDIT_TEMPO_FACTOR || kind == EDIT_BPM || kind == EDIT_BPM_BY;
        bool volume = kind == EDIT_VOLUME || kind == EDIT_VOLUME_FACTOR;
        bool playing = tempo || volume || kind == EDIT_ENERGY || kind == EDIT_VALENCE || kind == EDIT_KEY ||
                       kind == EDIT_PART_WITH || kind == EDIT_PART_LEVEL || kind == EDIT_PART_THERE ||
                       kind == EDIT_FADE_IN || kind == EDIT_FADE_OUT || kind == EDIT_COURSE || kind == EDIT_MOOD;
        if ((tempo && reader->keeps_tempo) || (volume && reader->keeps_volume) ||
            (reader->removes && (playing || reader->changes_it)))
            return true;
        if (kind == EDIT_PART_WITHOUT && (reader->kept_roles & 1u << edits->edits[i].role) != 0)
            return true;
    }
    for (size_t i = 0; i < edits->count; i++)
        for (size_t k = i + 1; k < edits->count; k++) {
            const struct edit *a = &edits->edits[i], *b = &edits->edits[k];
            bool factors =
                a->kind == EDIT_VOLUME_FACTOR || a->kind == EDIT_TEMPO_FACTOR || a->kind == EDIT_ORIGINAL_GAIN;
            pair[0] = i;
            pair[1] = k;
            bool apart = a->kind == EDIT_ORIGINAL_GAIN && a->place.kind != PLACE_WHOLE && b->place.kind != PLACE_WHOLE;
            if (a->kind == b->kind && factors && !apart && (a->number > 1) != (b->number > 1))
                return true;
            bool gone = (a->kind == EDIT_PART_WITHOUT && b->kind == EDIT_PART_LEVEL) ||
                        (a->kind == EDIT_PART_LEVEL && b->kind == EDIT_PART_WITHOUT);
            bool with = gone || (a->kind == EDIT_PART_WITH && b->kind == EDIT_PART_WITHOUT) ||
                        (a->kind == EDIT_PART_WITHOUT && b->kind == EDIT_PART_WITH);
            /* "no violin, a flute": one part, another instrument. */
            bool other = a->kind == EDIT_PART_WITHOUT && b->kind == EDIT_PART_WITH && a->program >= 0 &&
                         b->program >= 0 && a->program != b->program;
            if (with && a->role == b->role && !other)
                return true;
            if (a->kind == EDIT_ORIGINAL && b->kind == EDIT_ORIGINAL && a->number != b->number)
                return true;
            /* 去掉原声，原声大一点: of what is not there */
            bool mute = a->kind == EDIT_ORIGINAL && a->number == 0 && b->kind == EDIT_ORIGINAL_GAIN;
            if (mute && a->place.kind == PLACE_WHOLE && b->place.kind == PLACE_WHOLE)
                return true;
        }
    pair[0] = pair[1] = 0;
    return false;
}

/* "Piano at first, then a full orchestra from 0:12": what stands ahead of another piece is one, too. */
static bool part_piece(const struct reader *reader, struct edit_list *edits)
{
    struct edit *part = edits->count == 2 ? &edits->edits[0] : NULL;
    if (part == NULL || part->kind != EDIT_PART_THERE || part->mode != 1 || edits->edits[1].kind != EDIT_MUSIC_THEN)
        return false;
    part->kind = EDIT_MUSIC;
    part->place.kind = PLACE_WHOLE;
    agent_word_text(&reader->clauses[0], part->text, sizeof part->text);
    return true;
}

/* "Lo-fi for the first half, then upbeat", "start with piano and switch to rock at 0:12": one piece after the other. As
 * read so far, the style that has a place is all of the music, and plays there alone. */
static void pieces_order(const struct reader *reader, struct edit_list *edits)
{
    struct edit *first = NULL, *only = NULL, *second = NULL, *part = NULL;
    for (size_t i = 0; i < edits->count; i++) {
        struct edit *edit = &edits->edits[i];
        if (edit->kind == EDIT_PART_WITH && first == NULL && part == NULL)
            part = edit;
        if (edit->kind == EDIT_MUSIC && first == NULL)
            first = edit;
        else if ((edit->kind == EDIT_MUSIC || edit->kind == EDIT_MUSIC_THEN) && second == NULL)
            second = edit;
        if (edit->kind == EDIT_ONLY_THERE && first != NULL && only == NULL)
            only = edit;
    }
    if (first == NULL && part_piece(reader, edits))
        return;
    if (!reader->style_there || first == NULL || only == NULL)
        return;
    if (second != NULL && second->kind == EDIT_MUSIC) { /* what the first one leaves */
        second->kind = EDIT_MUSIC_THEN;
        second->place = only->place;
        second->mode = THEN_BEHIND;
    } else if (second == NULL && part != NULL && reader->styles == 1 && part < first) {
        first->kind = EDIT_MUSIC_THEN;
        first->place = only->place;
        only->kind = EDIT_MUSIC;
        agent_word_text(&reader->clauses[part - edits->edits], only->text, sizeof only->text);
        only->place.kind = PLACE_WHOLE;
        struct edit swap = *only; /* the whole comes first */
        *only = *first;
        *first = swap;
        return;
    } else if (second == NULL) {
        return;
    }
    size_t at = (size_t)(only - edits->edits);
    memmove(only, only + 1, (edits->count - at - 1) * sizeof *only);
    edits->count--;
}

/* "First half calm, second half upbeat", where no music plays yet: two pieces, not one of the second half. */
static void course_opens(struct reader *reader, struct edit_list *edits)
{
    struct edit *course = &edits->edits[0], *music = &edits->edits[1], *there = &edits->edits[2];
    if (reader->memory->has_music || edits->count < 3 || course->kind != EDIT_COURSE || music->kind != EDIT_MUSIC ||
        there->kind != EDIT_ONLY_THERE || course->mode == COURSE_RAMP)
        return;
    *course = (struct edit){.kind = EDIT_MUSIC, .mode = -1, .tonic = -1, .role = -1, .program = -1};
    agent_word_text(&reader->clauses[0], course->text, sizeof course->text);
    course->place = (struct edit_place){.kind = PLACE_WHOLE};
    music->kind = EDIT_MUSIC_THEN;
    music->place = there->place;
    memmove(there, there + 1, (edits->count - 3) * sizeof *there);
    edits->count--;
}

void reader_finish(struct reader *reader)
{
    struct agent_reading *reading = reader->reading;
    struct edit_list *edits = &reading->edits;
    bool styled = false;
    edits->keeps_tune = reader->keeps_tune;
    for (size_t i = 0; i < edits->count; i++)
        styled = styled || edits->edits[i].kind == EDIT_MUSIC || edits->edits[i].kind == EDIT_MUSIC_OWN;
    /* "not lo-fi, something classical": what it shall be says enough. */
    size_t kept = 0;
    for (size_t i = 0; i < edits->count; i++)
        if (!(styled && edits->edits[i].kind == EDIT_STYLE_NOT))
            edits->edits[kept++] = edits->edits[i];
    edits->count = kept;
    edits_order(edits);
    course_opens(reader, edits);
    pieces_order(reader, edits);
    /* A style for a part of the piece: the rest of the message hangs on it. */
    if (reading->verdict == AGENT_REFUSES && reading->beyond == BEYOND_ARTIST)
        edits->count = 0;
    size_t pair[2];
    bool both = contradicts(reader, edits, pair);
    if (both && !reader->asks && pair[0] != pair[1]) {
        agent_word_text(&reader->clauses[pair[0]], reading->choices[0], sizeof reading->choices[0]);
        agent_word_text(&reader->clauses[pair[1]], reading->choices[1], sizeof reading->choices[1]);
        if (text_equal(reading->choices[0], reading->choices[1]))
            reading->choices[0][0] = reading->choices[1][0] = '\0';
    }
    /* "Go back to the first one but louder" is a step and an edit; an edit and then a step is neither. */
    bool steps = reading->verdict == AGENT_HISTORY && edits->count > 0;
    /* "Export it with 110 bpm": not before that is clear. */
    bool early = reading->verdict == AGENT_EXPORTS && reading->leftover[0] != '\0';
    if (reader->asks || both || early || (steps && reader->steps_late) ||
        (reading->verdict == AGENT_ASKS && edits->count == 0)) {
        if (reading->leftover[0] == '\0')
            memcpy(reading->leftover, reading->understood, sizeof reading->leftover);
        edits->count = 0;
        reading->verdict = AGENT_ASKS;
    } else if (edits->count > 0 && !steps) {
        reading->refuses_too = reading->verdict == AGENT_REFUSES;
        reading->verdict = AGENT_EDITS;
    }
}
