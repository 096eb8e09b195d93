/* A message cut into clauses: at its joints, and before "with ..." and "without ..." where a whole order stands ahead.
 */
#include "agent_clauses.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_compare.h"
#include "agent_describe.h"
#include "agent_edit_order.h"
#include "agent_frame.h"
#include "agent_interjections.h"
#include "agent_joints.h"
#include "agent_lists.h"
#include "agent_look.h"
#include "agent_message.h"
#include "agent_place.h"
#include "agent_plain.h"
#include "agent_reader.h"
#include "agent_reason.h"
#include "agent_recast.h"
#include "agent_refusal.h"
#include "agent_rest.h"
#include "agent_titles.h"
#include "agent_topic.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

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
                          .says_too = reader->says_too,
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

/* "Make it sadder at the end", "in D minor from 8 s": what a piece has as a whole cannot be so for a part of it. */
static bool place_is_lost(const struct frame *frame, const struct edit_list *edits, size_t first)
{
    static const enum edit_kind wholes[] = {EDIT_VALENCE,   EDIT_ENERGY,        EDIT_MOOD,        EDIT_TEMPO_FACTOR,
                                            EDIT_BPM,       EDIT_BPM_BY,        EDIT_KEY,         EDIT_METER,
                                            EDIT_VOLUME,    EDIT_VOLUME_FACTOR, EDIT_PART_LEVEL,  EDIT_PARTS_ONLY,
                                            EDIT_STYLE_NOT, EDIT_MUSIC_ANOTHER, EDIT_PART_WITHOUT};
    struct edit_place place = frame_place(frame);
    if (first >= edits->count || (place.kind == PLACE_WHOLE && !place.except))
        return false;
    for (size_t i = first; i < edits->count; i++) {
        bool whole = false;
        for (size_t k = 0; k < COUNT(wholes); k++)
            whole = whole || edits->edits[i].kind == wholes[k];
        if (!whole)
            return false;
    }
    return true;
}

/* What an order for instruments says besides. */
static void parts_done(struct reader *reader, struct frame *frame, size_t first)
{
    struct edit_list *edits = &reader->reading->edits;
    /* "no drums and no bass until 8 s": both until then */
    struct edit *both = first > 0 && first + 1 == edits->count ? &edits->edits[first - 1] : NULL;
    if (both != NULL && reader->joint == JOINT_AND && both->kind == EDIT_PART_WITHOUT &&
        edits->edits[first].kind == EDIT_PART_THERE && edits->edits[first].mode == 0) {
        struct edit there = edits->edits[first];
        there.role = both->role;
        there.program = both->program;
        *both = there;
    }
    /* "add a flute at 20%": of what? */
    bool leveled = frame_amount(frame, UNIT_PERCENT) == NULL;
    for (size_t i = first; i < edits->count; i++)
        leveled = leveled || edits->edits[i].kind == EDIT_PART_LEVEL || edits->edits[i].kind == EDIT_VOLUME ||
                  (edits->edits[i].kind == EDIT_PART_THERE && edits->edits[i].mode == 3);
    reader->asks = reader->asks || !leveled;
    /* "jazz with piano at 90 bpm": a tempo beside an instrument is the piece's */
    const struct word *bpm = frame_amount(frame, UNIT_BPM);
    if (bpm != NULL)
        frame_edit(frame, EDIT_BPM)->number = bpm->number;
}

/* "Title "One" for 2 s, then "Two"": where the first one ends; how long it is shown must be told. */
static void title_follows(struct reader *reader, const struct frame *frame, size_t first)
{
    struct edit_list *edits = &reader->reading->edits;
    if (reader->joint != JOINT_THEN || first == 0 || first + 1 != edits->count || frame_has(frame, WORD_PLACE))
        return;
    struct edit *title = &edits->edits[first], *before = &edits->edits[first - 1];
    bool at =
        before->place.kind == PLACE_WHOLE || before->place.kind == PLACE_OPENING || before->place.kind == PLACE_POINT;
    if (title->kind != EDIT_TITLE || before->kind != EDIT_TITLE)
        return;
    if (!at || before->length_ms <= 0) {
        reader->asks = true;
        return;
    }
    int64_t from_ms = before->place.kind == PLACE_POINT ? before->place.from_ms : 0;
    title->place = (struct edit_place){PLACE_POINT, from_ms + before->length_ms, 0, false};
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
    if (reader->corrects && nothing && stepped) /* "undo, no, don't" */
        reader->reading->verdict = AGENT_UNKNOWN;
    row->effect(&frame);
    reader->steps_late = reader->steps_late || (!stepped && reader->reading->verdict == AGENT_HISTORY && first > 0);
    reader->read_any = true;
    reader->asks = reader->asks || reader->reading->verdict == AGENT_ASKS;
    reader->was_there = frame_has(&frame, WORD_PLACE);
    reader->there = frame_place(&frame);
    reader->opened = row->effect == effect_course && frame_has(&frame, WORD_START) && !reader->was_there;
    if (reader->opened) {
        reader->was_there = true;
        reader->there = (struct edit_place){.kind = PLACE_OPENING};
    }
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
    reader->moody = words_complain_of_mood(words, count);
    reader->asks = reader->asks || place_is_lost(&frame, edits, first);
    if (row->effect == effect_parts)
        parts_done(reader, &frame, first);
    /* "music in D minor at 95 bpm" */
    const struct word *bpm = frame_amount(&frame, UNIT_BPM);
    bool beside = row->effect == effect_key || row->effect == effect_meter;
    for (size_t i = first; i < edits->count && beside; i++)
        beside = edits->edits[i].kind != EDIT_BPM;
    if (beside && bpm != NULL)
        frame_edit(&frame, EDIT_BPM)->number = bpm->number;
    if (row->effect == effect_title)
        title_follows(reader, &frame, first);
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

/* Does a half order something by itself? "Later" of "bring the piano in later" is the piano's. */
static bool half_stands_alone(const struct word *words, size_t count)
{
    static const enum word_kind own[] = {WORD_MUSIC, WORD_VOICE, WORD_VOLUME, WORD_DUCK,  WORD_TUNE,   WORD_TEMPO,
                                         WORD_FAST,  WORD_KEY,   WORD_MODE,   WORD_METER, WORD_STYLE,  WORD_ROLE,
                                         WORD_TITLE, WORD_FADE,  WORD_GENRE,  WORD_SEED,  WORD_QUOTED, WORD_LOUDNESS};
    for (size_t i = 0; i < COUNT(own); i++)
        if (words_have(words, count, own[i]))
            return true;
    for (size_t i = 0; i < count; i++)
        if (words[i].is_style)
            return true;
    return false;
}

/* Two orders without a joint between them: "volume 20% fade out 3 s". Nothing that refuses is cut in two. */
static bool halves_do(struct reader *reader, const struct word *words, size_t count)
{
    /* A title that fades is no fade of the music. */
    if (words_have(words, count, WORD_FADE) &&
        (words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_QUOTED) ||
         (words[0].kind == WORD_ROLE && words_kind_at(words, count, words_past_filler(words, count, 1)) == WORD_FADE)))
        return false;
    /* "Fade out the drums at the end" is no fade of the music, either. */
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_FADE &&
            words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_ROLE)
            return false;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_NOT || words[i].kind == WORD_REMOVE || words[i].kind == WORD_UNKNOWN ||
            words[i].kind == WORD_IF || words[i].kind == WORD_ONLY || words[i].kind == WORD_STOP)
            return false;
    for (size_t cut = count - 1; cut > 0; cut--) {
        if (word_leads_on(&words[cut - 1]))
            continue;
        struct frame before = frame_of(reader, words, cut), behind = frame_of(reader, words + cut, count - cut);
        /* "Quiet at the start loud at the end": each half has its own place. */
        if (frame_count(&before, WORD_PLACE) > 1 || frame_count(&behind, WORD_PLACE) > 1)
            continue;
        const struct frame_row *first = frame_row_find(&before);
        const struct frame_row *second = first != NULL ? frame_row_find(&behind) : NULL;
        /* "Make the percussion less busy" brings none. */
        bool bare_part = first != NULL && first->effect == effect_parts && words[cut - 1].kind == WORD_ROLE &&
                         (second != NULL && second->effect == effect_mood);
        bool of_part =
            second != NULL && ((first->effect == effect_parts && !half_stands_alone(words + cut, count - cut)) ||
                               (second->effect == effect_parts && !half_stands_alone(words, cut)));
        if (second == NULL || bare_part || of_part || first->effect == effect_praise || frame_row_steps(first) ||
            frame_row_steps(second) || frame_is_mere_mood(first, &before) || frame_is_mere_mood(second, &behind) ||
            first->effect == effect_voice_keep || first->effect == effect_only_there ||
            second->effect == effect_amount_of_it || second->effect == effect_again || first->effect == effect_again ||
            first->effect == effect_less_of_it)
            continue;
        row_do(reader, first, words, cut);
        row_do(reader, second, words + cut, count - cut);
        return true;
    }
    return false;
}

/* A clause that no frame fits: named; where it means something, nothing of the message is done. */
static void clause_leave(struct reader *reader, const struct frame *frame)
{
    bool means = false, alone = true;
    for (size_t i = 0; i < frame->count; i++) {
        enum word_kind kind = frame->words[i].kind;
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
    reason_ask_how_much(reader->reading, frame);
    add_words_to(reader->reading->leftover, sizeof reader->reading->leftover, frame->words, frame->count);
}

static void clause_read(struct reader *reader, struct word *words, size_t count)
{
    static const char *const again[] = {"now",  "too",  "also", "as well", "likewise", "也",   "也一样",
                                        "一样", "同样", "也是", "同理",    "也同样",   "也要", "同上"};
    reader->says_too = false;
    for (size_t i = 0; i < count; i++)
        reader->says_too =
            reader->says_too || (words[i].kind == WORD_FILLER && word_is_one(&words[i], again, COUNT(again)));
    reader->says_again = reader->says_too || reader->joint == JOINT_AND; /* "and the bass" */
    while (count > 0 && words[0].kind == WORD_FILLER && !word_says_too(words, count) &&
           !word_says_first(words, count)) {
        words++;
        count--;
    }
    while (count > 0 && words[count - 1].kind == WORD_FILLER && !word_is(&words[count - 1], "goes"))
        count--;
    if (count == 0 || count > AGENT_MOST_CLAUSE) {
        reader->asks = reader->asks || count > 0;
        return;
    }
    if (reader->memory->has_music)
        words_drop_flavour(words, count);
    if (reader->joint == JOINT_HARD && reader->after_music)
        joints_but_level(words, count);
    titles_named(words, count, reader->memory);
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
                             ? reason_of(&reader->reading->edits, reader->complained, reader->moody, words, count)
                             : REASON_NONE;
    if (reason == REASON_BEHIND)
        return;
    reader->corrects = reader->corrects || reason == REASON_AHEAD || reader->explained;
    reader->explained = false;
    /* 有点过了，回一点: said twice, and one order. */
    if (reader->complained && words_complain_again(words, count))
        return;
    if (topic_returns(reader, words, count))
        return;
    struct word led[AGENT_MOST_CLAUSE + MOST_TOPICS];
    size_t with_topic = topic_lead(reader, words, count, led);
    if (with_topic > 0) {
        struct frame lent = frame_of(reader, led, with_topic);
        const struct frame_row *told = frame_row_find(&lent);
        if (told != NULL) {
            row_do(reader, told, led, with_topic);
            return;
        }
    }
    if (topic_name(reader, words, count) || rest_is_removed(words, count, reader->kept_roles, &reader->reading->edits))
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
    clause_leave(reader, &frame);
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
    /* "Start calm and get energetic" */
    bool and_then = reader->joint == JOINT_AND && reader->opened && words_have(words, count, WORD_MAKE) &&
                    !words_have(words, count, WORD_IT) && !words_have(words, count, WORD_ROLE);
    /* "Calm until 0:09, synthwave from there" */
    bool style_then = courses && reader->memory->has_music && words_have_kind(words, count, WORD_STYLE);
    bool then = (reader->joint == JOINT_THEN || and_then) && reader->was_there && reader->led_count == 0 &&
                !words_have_place(words, count) && (words_say_direction(words, count, courses) || style_then);
    /* "..., no music at all there" */
    bool there = !then && reader->was_there && reader->led_count == 0 && !words_have_place(words, count) &&
                 (words_say_there(words, count) ||
                  (reader->complained && reader->joint == JOINT_SOFT && words_only_direct(words, count)));
    bool elsewhere = !then && !there && reader->was_there && reader->led_count == 0 && !reader->there.except &&
                     !words_have_place(words, count) && words_have(words, count, WORD_AMOUNT) &&
                     words_say_elsewhere(words, count);
    if (there || elsewhere) {
        lead.place = reader->there;
        lead.place.except = elsewhere || lead.place.except;
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

void agent_clauses(const char *message, const struct agent_memory *memory, struct agent_reading *reading)
{
    struct word *words = xcalloc(AGENT_MOST_WORDS + 2, sizeof *words);
    char *said = titles_quote(message, memory), *plain = xstrdup(said);
    size_t count = agent_message_words(said, plain, words, reading);
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
    titles_ordinals(words, count);
    halves_complete(words, count);
    count = agent_plain(words, count);
    count = agent_amounts(words, agent_places(words, count));
    joints_then_lead(words, count);
    agent_compare(words, count);
    count = agent_lists(words, count, AGENT_MOST_WORDS);
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
    reader_finish(&reader);
    if (reading->verdict == AGENT_UNKNOWN && !memory->has_music && count > 2)
        agent_describe(plain, reading);
    free(plain);
    free(said);
    free(words);
}
