/* A message cut into clauses: at its joints, and before "with ..." and "without ..." where a whole order stands ahead.
 */
#include "agent_clauses.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_describe.h"
#include "agent_edit_order.h"
#include "agent_frame.h"
#include "agent_interjections.h"
#include "agent_joints.h"
#include "agent_look.h"
#include "agent_place.h"
#include "agent_plain.h"
#include "agent_reason.h"
#include "agent_recast.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

struct reader {
    const struct agent_memory *memory;
    struct agent_reading *reading;
    enum word_kind lent; /* what the clause before leaves: NOT, WITH, ONLY */
    unsigned kept_roles;
    bool after_music, keeps_tune, keeps_tempo, keeps_volume, corrects;
    bool explained;    /* the clause before says why, and what follows is the order: 声が聞こえにくいので */
    struct word topic; /* the instrument or the voice that the clause before was about; UNKNOWN: none */
    bool topic_stays;  /* ... which it keeps */
    bool topic_named;  /* "as for the title": and nothing was said of it */
    bool complained;   /* "too loud" */
    bool removes, changes_it, steps_late;
    struct word clauses[EDIT_LIST_MOST]; /* which words made each edit */
    int styles;                          /* clauses that name one */
    bool style_there;
    size_t previous_first, previous_end; /* the edits of the clause before */
    bool asks, read_any, says_again;
    bool both;          /* the place ahead counts as well as the clause's own */
    struct word led[2]; /* places that stood alone ahead of the clause: "in the first 5 seconds, ..." */
    size_t led_count;
    struct edit_place there; /* of the clause before; PLACE_WHOLE: none */
    bool was_there;
    enum joint joint; /* before the clause */
};

static void add_words_to(char *list, size_t size, const struct word *words, size_t count)
{
    if (count == 0)
        return;
    const struct word *last = &words[count - 1];
    struct word whole = {.start = words[0].start, .length = (size_t)(last->start + last->length - words[0].start)};
    char text[200];
    size_t used = strlen(list);
    agent_word_text(&whole, text, sizeof text);
    snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", text_trim(text));
    text_cut_partial_character(list);
}

static struct frame frame_of(const struct reader *reader, const struct word *words, size_t count)
{
    return (struct frame){.words = words,
                          .count = count,
                          .memory = reader->memory,
                          .reading = reader->reading,
                          .borrowed = reader->lent,
                          .after_music = reader->after_music,
                          .adds = reader->joint == JOINT_AND,
                          .says_again = reader->says_again,
                          .corrects = reader->corrects};
}

/* A correction takes the edits of the clause before away. */
static void correct(struct reader *reader, size_t first)
{
    struct edit_list *edits = &reader->reading->edits;
    size_t from = reader->previous_first, to = reader->previous_end;
    if (edits->count <= first || to > first || from >= to)
        return;
    memmove(edits->edits + from, edits->edits + to, (edits->count - to) * sizeof *edits->edits);
    edits->count -= to - from;
}

static void topic_take(struct reader *reader, const struct frame *frame)
{
    const struct word *role = frame_find(frame, WORD_ROLE), *voice = frame_find(frame, WORD_VOICE);
    if (frame_has(frame, WORD_MUSIC)) /* "the music drowns my voice, tame it" */
        voice = NULL;
    reader->topic_named = false;
    reader->topic = role != NULL ? *role : voice != NULL ? *voice : (struct word){.kind = WORD_UNKNOWN};
    reader->topic_stays =
        frame_has(frame, WORD_KEEP) || frame_has(frame, WORD_PRAISE) ||
        (frame_has(frame, WORD_NOT) && (frame_has(frame, WORD_REMOVE) || frame_has(frame, WORD_STOP)));
}

/* "keep my voice, but quieter", "add strings and make them louder": a direction alone, which means what the clause
 * before was about. The words with that one ahead; false: it means the music. */
static bool topic_lead(const struct reader *reader, const struct word *words, size_t count,
                       struct word led[AGENT_MOST_CLAUSE + 1])
{
    bool direction = false, several = false, it = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        direction = direction || (kind == WORD_REMOVE && words[i].value == 1) || kind == WORD_LOUD ||
                    kind == WORD_TURN || kind == WORD_LEVEL || (kind == WORD_MORE && reader->topic.kind == WORD_ROLE);
        several = several || (kind == WORD_IT && words[i].value == IT_SEVERAL);
        it = it || kind == WORD_IT;
        bool of_topic = reader->topic_named && (kind == WORD_REMOVE || kind == WORD_LONG || kind == WORD_BRING);
        direction = direction || of_topic;
        if (of_topic)
            continue;
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_LEVEL && kind != WORD_DEGREE && kind != WORD_MAKE &&
            kind != WORD_WANT && kind != WORD_IT && kind != WORD_AMOUNT && kind != WORD_FACTOR && kind != WORD_TOO &&
            kind != WORD_EVEN && kind != WORD_FILLER && kind != WORD_KEEP && kind != WORD_MORE)
            return false;
    }
    bool meant = (several && reader->topic.kind == WORD_ROLE) || (it && reader->topic.kind == WORD_VOICE) ||
                 ((reader->topic_stays || reader->topic_named) && reader->topic.kind != WORD_UNKNOWN);
    if (!direction || !meant || count > AGENT_MOST_CLAUSE)
        return false;
    led[0] = reader->topic;
    memcpy(led + 1, words, count * sizeof *words);
    return true;
}

/* "As for the drums, ...", "about the title": what the next clause is of. */
static bool topic_name(struct reader *reader, const struct word *words, size_t count)
{
    bool about = false;
    const struct word *thing = NULL;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool names = kind == WORD_ROLE || kind == WORD_VOICE || kind == WORD_TITLE || kind == WORD_FADE;
        bool says = kind == WORD_SUBJECT && !word_is(&words[i], "for") && !word_is(&words[i], "of");
        if ((names && thing != NULL) || (!names && !says && kind != WORD_FILLER))
            return false;
        about = about || (says && thing == NULL);
        thing = names ? &words[i] : thing;
    }
    if (!about || thing == NULL || !reader->memory->has_music)
        return false;
    reader->topic = *thing;
    reader->topic_named = true;
    return true;
}

static void row_do(struct reader *reader, const struct frame_row *row, const struct word *words, size_t count)
{
    struct edit_list *edits = &reader->reading->edits;
    struct frame frame = frame_of(reader, words, count);
    size_t first = edits->count;
    /* "Add drums, no wait, don't": what was said is taken back, and nothing takes its place. */
    bool nothing = row->effect == effect_nothing || row->effect == effect_praise || row->effect == effect_keep;
    if (reader->corrects && nothing && reader->previous_end > reader->previous_first && reader->previous_end <= first) {
        memmove(edits->edits + reader->previous_first, edits->edits + reader->previous_end,
                (edits->count - reader->previous_end) * sizeof *edits->edits);
        edits->count -= reader->previous_end - reader->previous_first;
        first = edits->count;
    }
    bool stepped = reader->reading->verdict == AGENT_HISTORY;
    row->effect(&frame);
    reader->steps_late = reader->steps_late || (!stepped && reader->reading->verdict == AGENT_HISTORY && first > 0);
    reader->read_any = true;
    reader->asks = reader->asks || reader->reading->verdict == AGENT_ASKS;
    reader->was_there = frame_has(&frame, WORD_PLACE);
    reader->there = frame_place(&frame);
    if (reader->corrects)
        correct(reader, first);
    first = first < edits->count ? first : edits->count > 0 ? edits->count - 1 : 0;
    reader->previous_first = reader->corrects && edits->count > 0 && first > 0 ? edits->count - 1 : first;
    reader->previous_end = edits->count;
    reader->corrects = false;
    reader->lent = frame.lends;
    reader->kept_roles |= frame.kept_roles;
    reader->keeps_tune = reader->keeps_tune || frame.keeps_tune;
    reader->keeps_tempo = reader->keeps_tempo || frame.keeps_tempo;
    reader->keeps_volume = reader->keeps_volume || frame.keeps_volume;
    topic_take(reader, &frame);
    reader->complained = words_complain(words, count);
    if (row->effect == effect_style) {
        reader->styles++;
        bool there = frame_has(&frame, WORD_PLACE) || frame_amount(&frame, UNIT_SECONDS) != NULL;
        reader->style_there = reader->style_there || (there && frame_has(&frame, WORD_STYLE));
    }
    for (size_t i = first; i < edits->count; i++) {
        reader->clauses[i] =
            (struct word){.start = words[0].start,
                          .length = (size_t)(words[count - 1].start + words[count - 1].length - words[0].start)};
        reader->removes = reader->removes || edits->edits[i].kind == EDIT_MUSIC_REMOVE;
        reader->changes_it = reader->changes_it || (edits->edits[i].kind == EDIT_MUSIC && frame_has(&frame, WORD_IT));
    }
    for (size_t i = 0; i < edits->count; i++)
        reader->after_music = reader->after_music || edits->edits[i].kind == EDIT_MUSIC;
    add_words_to(reader->reading->understood, sizeof reader->reading->understood, words, count);
}

/* Two orders without a joint between them: "volume 20% fade out 3 s". Nothing that refuses is cut in two. */
static bool halves_do(struct reader *reader, const struct word *words, size_t count)
{
    /* A title that fades is no fade of the music. */
    if (words_have(words, count, WORD_FADE) &&
        (words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_QUOTED)))
        return false;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_NOT || words[i].kind == WORD_REMOVE || words[i].kind == WORD_UNKNOWN ||
            words[i].kind == WORD_IF || words[i].kind == WORD_ONLY || words[i].kind == WORD_STOP)
            return false;
    for (size_t cut = count - 1; cut > 0; cut--) {
        if (word_leads_on(&words[cut - 1]))
            continue;
        struct frame before = frame_of(reader, words, cut), behind = frame_of(reader, words + cut, count - cut);
        const struct frame_row *first = frame_row_find(&before);
        const struct frame_row *second = first != NULL ? frame_row_find(&behind) : NULL;
        /* "Make the percussion less busy" brings none. */
        bool bare_part = first != NULL && first->effect == effect_parts && words[cut - 1].kind == WORD_ROLE &&
                         (second != NULL && second->effect == effect_mood);
        if (second == NULL || bare_part || first->effect == effect_praise || frame_row_steps(first) ||
            frame_row_steps(second) || frame_is_mere_mood(first, &before) || frame_is_mere_mood(second, &behind) ||
            first->effect == effect_voice_keep || first->effect == effect_only_there ||
            second->effect == effect_amount_of_it || second->effect == effect_again)
            continue;
        row_do(reader, first, words, cut);
        row_do(reader, second, words + cut, count - cut);
        return true;
    }
    return false;
}

static void clause_read(struct reader *reader, struct word *words, size_t count)
{
    static const char *const again[] = {"now", "too", "also", "as well", "likewise", "也", "也一样", "一样"};
    reader->says_again = reader->joint == JOINT_AND; /* "and the bass" */
    for (size_t i = 0; i < count; i++)
        reader->says_again =
            reader->says_again || (words[i].kind == WORD_FILLER && word_is_one(&words[i], again, COUNT(again)));
    while (count > 0 && words[0].kind == WORD_FILLER && !word_says_too(words, count) &&
           !word_says_first(words, count)) {
        words++;
        count--;
    }
    while (count > 0 && words[count - 1].kind == WORD_FILLER)
        count--;
    if (count == 0 || count > AGENT_MOST_CLAUSE) {
        reader->asks = reader->asks || count > 0;
        return;
    }
    if (reader->memory->has_music)
        words_drop_flavour(words, count);
    agent_recast(words, count);
    /* "The original is too loud, a bit softer": the order that the complaint asks for, and no second one. */
    bool behind = reader->joint == JOINT_SOFT || reader->joint == JOINT_HARD;
    bool complained = reader->complained || reader->explained;
    if (complained && words_only_direct(words, count) && !reader->corrects && behind) {
        reader->corrects = reader->topic_stays = true;
        for (size_t i = 0; i < count; i++) /* 鼓太抢戏，弱一点 */
            words[i].kind = words[i].kind == WORD_STRONG ? WORD_LOUD : words[i].kind;
    }
    enum reason reason = behind && reader->previous_end > reader->previous_first
                             ? reason_of(&reader->reading->edits, reader->complained, words, count)
                             : REASON_NONE;
    if (reason == REASON_BEHIND)
        return;
    reader->corrects = reader->corrects || reason == REASON_AHEAD || reader->explained;
    reader->explained = false;
    /* 有点过了，回一点: said twice, and one order. */
    if (reader->complained && words_complain_again(words, count))
        return;
    struct word led[AGENT_MOST_CLAUSE + 1];
    if (topic_lead(reader, words, count, led)) {
        struct frame lent = frame_of(reader, led, count + 1);
        const struct frame_row *told = frame_row_find(&lent);
        if (told != NULL) {
            row_do(reader, told, led, count + 1);
            return;
        }
    }
    if (topic_name(reader, words, count))
        return;
    struct frame frame = frame_of(reader, words, count);
    /* "at the end of the first half" is neither the end nor the half. */
    bool one_place = frame_count(&frame, WORD_PLACE) < 2;
    const struct frame_row *row = one_place ? frame_row_find(&frame) : NULL;
    if (row != NULL) {
        row_do(reader, row, words, count);
        return;
    }
    if (halves_do(reader, words, count))
        return;
    bool means = false, alone = true;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        alone = alone && (kind == WORD_IT || kind == WORD_FILLER);
        means = means || (kind != WORD_UNKNOWN && kind != WORD_FILLER && kind != WORD_IT && kind != WORD_PRAISE &&
                          kind != WORD_SUBJECT && kind != WORD_DEGREE && kind != WORD_PICTURE && kind != WORD_ONE &&
                          kind != WORD_LIKE && kind != WORD_WITH && kind != WORD_MUSIC && kind != WORD_STYLE &&
                          kind != WORD_BY && kind != WORD_AFTER && kind != WORD_BEFORE && kind != WORD_WHEN &&
                          kind != WORD_ALL && kind != WORD_AMOUNT && kind != WORD_TALK);
    }
    if (alone)
        return;
    reader->asks = reader->asks || means;
    reason_ask_how_much(reader->reading, &frame);
    add_words_to(reader->reading->leftover, sizeof reader->reading->leftover, words, count);
}

/* "While I introduce myself, so the first 6 seconds, lower the music": a place that stands alone belongs to the clause
 * behind it, where that one has none. A second one says the first again, after "and" it is one more. */
static bool place_leads(struct reader *reader, const struct word *words, size_t count, size_t left)
{
    size_t next = count;
    while (next < left && words[next].kind == WORD_JOINT && words[next].value != JOINT_HARD) /* "，还有" */
        next++;
    const struct word *rest = words + next;
    bool follows = left > next && next > count;
    bool behind = reader->reading->edits.count > 0 && reader->led_count == 0 &&
                  (reader->joint == JOINT_SOFT || (reader->joint == JOINT_AND && reader->was_there) ||
                   reader->joint == JOINT_INSTEAD);
    if (!follows || behind || words_bare_places(words, count) == 0)
        return false;
    left -= next;
    /* "The first two and the last two seconds should be silent": the clause is of both. */
    size_t lead = 0;
    while (lead < left && rest[lead].kind == WORD_FILLER)
        lead++;
    bool both = words[count].kind == WORD_JOINT && words[count].value == JOINT_AND && lead < left &&
                rest[lead].kind == WORD_PLACE && reader->led_count == 0;
    if (!both && words_bare_places(rest, left) == 0 && (words_have_place(rest, left) || rest[0].kind == WORD_JOINT))
        return false;
    reader->both = both && words_bare_places(rest, left) == 0;
    const struct word *place = words;
    while (place->kind != WORD_PLACE)
        place++;
    bool more = reader->led_count > 0 && reader->joint == JOINT_AND;
    size_t at = more ? 1 : 0;
    reader->led[at] = *place;
    reader->led_count = at + 1;
    return true;
}

static void clause_take(struct reader *reader, struct word *words, size_t count, size_t left)
{
    if (count == 0 || place_leads(reader, words, count, left))
        return;
    struct word lead = {.kind = WORD_PLACE, .start = words[0].start};
    const struct edit_list *list = &reader->reading->edits;
    bool courses = list->count > 0 && list->edits[list->count - 1].kind == EDIT_COURSE;
    bool then = reader->joint == JOINT_THEN && reader->was_there && reader->led_count == 0 &&
                !words_have_place(words, count) && words_say_direction(words, count, courses);
    /* "..., no music at all there" */
    bool there = !then && reader->was_there && reader->led_count == 0 && !words_have_place(words, count) &&
                 (words_say_there(words, count) ||
                  (reader->complained && reader->joint == JOINT_SOFT && words_only_direct(words, count)));
    if (there) {
        lead.place = reader->there;
        reader->led[reader->led_count++] = lead;
    }
    if (then && !place_after(&reader->there, &lead.place))
        reader->asks = true;
    else if (then)
        reader->led[reader->led_count++] = lead;
    if (reader->both && reader->led_count == 1 && count < AGENT_MOST_CLAUSE) {
        struct word other[AGENT_MOST_CLAUSE];
        memcpy(other, words, count * sizeof *words);
        for (size_t i = 0; i < count; i++)
            other[i].place = other[i].kind == WORD_PLACE ? reader->led[0].place : other[i].place;
        clause_read(reader, other, count);
        reader->led_count = 0;
    }
    reader->both = false;
    size_t places = count < AGENT_MOST_CLAUSE && !words_have_place(words, count) ? reader->led_count : 0;
    for (size_t i = 0; i < places; i++) {
        struct word led[AGENT_MOST_CLAUSE];
        size_t first = reader->reading->edits.count;
        led[0] = reader->led[i];
        memcpy(led + 1, words, count * sizeof *words);
        clause_read(reader, led, count + 1);
        struct edit_list *edits = &reader->reading->edits;
        for (size_t k = first; k < edits->count && i > 0; k++)
            if (edits->edits[k].kind == EDIT_ONLY_THERE)
                edits->edits[k].kind = EDIT_ALSO_THERE;
    }
    if (places == 0)
        clause_read(reader, words, count);
    reader->led_count = 0;
}

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
            if (a->kind == b->kind && factors && (a->number > 1) != (b->number > 1))
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

static void finish(struct reader *reader)
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
    if (reader->asks || both || (steps && reader->steps_late) ||
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

void agent_clauses(const char *message, const struct agent_memory *memory, struct agent_reading *reading)
{
    struct word *words = xcalloc(AGENT_MOST_WORDS + 2, sizeof *words);
    size_t count = agent_tokens(message, words, AGENT_MOST_WORDS, reading->guesses, sizeof reading->guesses);
    struct reader reader = {.memory = memory, .reading = reading};
    agent_interjections(words, count);
    /* "no, ...": the word takes back. */
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_NOT && words[i + 1].kind == WORD_JOINT && words[i + 1].value != JOINT_AND &&
            (i == 0 || words[i - 1].kind == WORD_JOINT)) {
            words[i].kind = WORD_JOINT;
            words[i].value = JOINT_INSTEAD;
        }
    reasons_stood(words, count);
    count = agent_plain(words, count);
    count = agent_amounts(words, agent_places(words, count));
    joints_then_lead(words, count);
    bool reason = false, reason_leads = false; /* "since it annoys me, take it out" */
    for (size_t first = 0; first < count;) {
        size_t end = first;
        while (end < count && words[end].kind != WORD_JOINT && words[end].kind != WORD_BECAUSE &&
               !words_begin_order(words, first, end, count))
            end++;
        if (joint_names_behind(words, first, end, count)) {
            words[end++].kind = WORD_FILLER;
            while (end < count && words[end].kind != WORD_JOINT)
                end++;
        }
        joint_asks(words, first, end, count);
        if (!reason)
            clause_take(&reader, words + first, end - first, count - first);
        if (end == count)
            break;
        bool stopped = end == first && (reader.joint == JOINT_HARD || reader.joint == JOINT_THEN);
        if (!stopped || words[end].kind != WORD_JOINT || words[end].value != JOINT_AND) /* ". And" is a full stop */
            reader.joint = words[end].kind == WORD_JOINT ? (enum joint)words[end].value : JOINT_SOFT;
        if (words[end].kind == WORD_BECAUSE && words[end].value == BECAUSE_STOOD) {
            reader.explained = reader.previous_end > reader.previous_first;
        } else if (words[end].kind == WORD_BECAUSE) {
            reason_leads = !reason && !reader.read_any && end == first;
            reason = true;
        } else if (words[end].kind == WORD_JOINT) {
            reason = reason && !(reason_leads && words[end].value == JOINT_SOFT) && words[end].value != JOINT_HARD &&
                     words[end].value != JOINT_THEN && words[end].value != JOINT_INSTEAD;
            if (words[end].value == JOINT_INSTEAD)
                reader.corrects = true;
            if (words[end].value == JOINT_HARD || words[end].value == JOINT_THEN)
                reader.lent = WORD_UNKNOWN;
        } else { /* the word belongs to what follows */
            size_t next = end + 1;
            while (next < count && words[next].kind != WORD_JOINT && words[next].kind != WORD_BECAUSE &&
                   !words_begin_order(words, end, next, count))
                next++;
            if (!reason)
                clause_read(&reader, words + end, next - end);
            first = next;
            if (next < count && words[next].kind != WORD_JOINT)
                continue;
            end = next;
            if (end < count && words[end].kind == WORD_JOINT && words[end].value == JOINT_INSTEAD)
                reader.corrects = true;
        }
        first = end + 1;
    }
    finish(&reader);
    if (reading->verdict == AGENT_UNKNOWN && !memory->has_music && count > 2)
        agent_describe(message, reading);
    free(words);
}
