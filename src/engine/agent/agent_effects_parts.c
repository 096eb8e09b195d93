/* Effects on instruments: wanted, unwanted, louder, softer, alone; all of the time or at a place. */
#include <math.h>
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "score.h"
#include "bgmusic/base/count.h"

/* How much "more piano" and "less piano" are: clearly heard, still in the mix. */
#define MORE_LU        3.0
#define LESS_LU        (-4.0)
#define SLIGHTLY_SHARE 0.6
#define MUCH_SHARE     1.8
#define GRAND_PIANO    0 /* of the programs: "piano" alone */

enum wish { WISH_NONE, WISH_WITH, WISH_WITHOUT, WISH_MORE, WISH_LESS };
enum { THERE_NOT, THERE_ALONE, THERE_ONLY, THERE_LEVEL };

static struct edit *part_edit(struct frame *frame, enum edit_kind kind, const struct word *word)
{
    struct edit *edit = frame_edit(frame, kind);
    edit->role = word->value;
    edit->program = (int)word->number;
    return edit;
}

/* At a place: not there, there alone, louder or softer there. */
static void wish_there(struct frame *frame, const struct word *word, enum wish wish, double lu)
{
    struct edit *edit = part_edit(frame, EDIT_PART_THERE, word);
    edit->mode = wish == WISH_WITHOUT ? THERE_NOT : wish == WISH_WITH || wish == WISH_NONE ? THERE_ALONE : THERE_LEVEL;
    edit->number = lu;
    /* "strings at 0:20" begin there. */
    if (edit->place.kind == PLACE_POINT)
        edit->place = (struct edit_place){PLACE_SPAN, edit->place.from_ms, -1, edit->place.except};
}

static void wish_add(struct frame *frame, const struct word *word, enum wish wish)
{
    const struct word *db = frame_amount(frame, UNIT_DB), *percent = frame_amount(frame, UNIT_PERCENT);
    const struct word *factor = frame_find(frame, WORD_FACTOR);
    double lu = (wish == WISH_MORE ? MORE_LU : LESS_LU) * frame_strength(frame, 1, SLIGHTLY_SHARE, MUCH_SHARE);
    if (db != NULL)
        lu = wish == WISH_MORE ? fabs(db->number) : -fabs(db->number);
    else if (factor != NULL)
        lu = (wish == WISH_MORE ? 1 : -1) * fabs(20 * log10(factor->number));
    else if (percent != NULL)
        lu = 20 * log10(wish == WISH_MORE ? 1 + fmin(percent->number, 400) / 100 : 1 - fmin(percent->number, 95) / 100);
    if (frame_has(frame, WORD_PLACE) && frame_place(frame).kind != PLACE_WHOLE) {
        wish_there(frame, word, wish, lu);
        return;
    }
    if (wish != WISH_LESS) {
        struct edit *part = part_edit(frame, wish == WISH_WITHOUT ? EDIT_PART_WITHOUT : EDIT_PART_WITH, word);
        /* "Piano a bit louder" is whichever piano plays, and swaps an electric one for no other. */
        bool louder = wish == WISH_MORE && (frame_has(frame, WORD_LOUD) || frame_has(frame, WORD_TURN));
        if (louder && part->role == SCORE_KEYS && part->program == GRAND_PIANO)
            part->program = -1;
    }
    if (wish == WISH_MORE || wish == WISH_LESS)
        part_edit(frame, EDIT_PART_LEVEL, word)->number = lu;
}

/* "solo piano", "nothing but strings and a harp", "piano only": the named parts and no others. */
static void parts_only(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    bool there = frame_has(frame, WORD_PLACE) && place.kind != PLACE_WHOLE;
    unsigned roles = 0;
    frame->lends = WORD_ONLY;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_ROLE)
            continue;
        roles |= 1u << word->value;
        if (!there)
            part_edit(frame, EDIT_PART_WITH, word);
    }
    if (!there) {
        frame_edit(frame, EDIT_PARTS_ONLY)->roles = roles;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_PART_THERE);
    edit->mode = THERE_ONLY;
    edit->roles = roles;
}

/* "just guitar and bass": the second one joins those that stay. */
static bool parts_join(struct frame *frame)
{
    struct edit_list *edits = &frame->reading->edits;
    struct edit *only = NULL;
    for (size_t i = 0; i < edits->count; i++)
        if (edits->edits[i].kind == EDIT_PARTS_ONLY ||
            (edits->edits[i].kind == EDIT_PART_THERE && edits->edits[i].mode == THERE_ONLY))
            only = &edits->edits[i];
    if (only == NULL)
        return false;
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_ROLE) {
            only->roles |= 1u << frame->words[i].value;
            if (only->kind == EDIT_PARTS_ONLY)
                part_edit(frame, EDIT_PART_WITH, &frame->words[i]);
        }
    return true;
}

static enum wish wish_of(const struct word *word, enum wish before)
{
    switch (word->kind) {
    case WORD_ADD:
    case WORD_WITH:
    case WORD_USE:
    case WORD_KEEP:
    case WORD_BRING:
    case WORD_START:
    case WORD_WANT:
        return before == WISH_WITHOUT || before == WISH_MORE || before == WISH_LESS ? before : WISH_WITH;
    case WORD_NOT:
    case WORD_REMOVE:
    case WORD_STOP:
        return WISH_WITHOUT;
    case WORD_MORE:
    case WORD_LOUD:
    case WORD_TURN:
    case WORD_STRONG:
    case WORD_LEVEL:
        return before == WISH_WITHOUT ? before : word->value > 0 ? WISH_MORE : WISH_LESS;
    case WORD_ENERGY: /* "less busy" */
        return before == WISH_WITHOUT ? before : word->number > 0 ? WISH_MORE : WISH_LESS;
    case WORD_FACTOR: /* "double the strings" */
        return before == WISH_WITHOUT || before == WISH_MORE || before == WISH_LESS ? before
               : word->number > 1                                                   ? WISH_MORE
                                                                                    : WISH_LESS;
    case WORD_TOO:
        return WISH_LESS;
    case WORD_ENOUGH:
        return WISH_MORE;
    default:
        return before;
    }
}

/* "Leave the drums alone", "keep the piano": nothing to do, unless the last turn took it away. */
static bool stays_as_it_is(const struct frame *frame)
{
    if (frame->prompt || !frame->memory->has_music || !frame_has(frame, WORD_KEEP))
        return false;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind != WORD_KEEP && wish_of(word, WISH_NONE) != WISH_NONE)
            return false;
        if (word->kind == WORD_PLACE || word->kind == WORD_ONLY)
            return false;
        for (size_t k = 0; k < frame->memory->last.count && word->kind == WORD_ROLE; k++) {
            const struct edit *edit = &frame->memory->last.edits[k];
            if (edit->kind == EDIT_PART_WITHOUT && edit->role == word->value)
                return false;
        }
    }
    return true;
}

/* "drums only from 0:10 on": they begin there, and whatever else plays goes on. */
static bool begins_there(const struct frame *frame)
{
    const struct word *role = NULL, *only = frame_find(frame, WORD_ONLY);
    struct edit_place place = frame_place(frame);
    const struct word *there = frame_find(frame, WORD_PLACE);
    for (size_t i = 0; i < frame->count; i++) /* of "drums and bass only at the end" the last */
        role = frame->words[i].kind == WORD_ROLE ? &frame->words[i] : role;
    if (role == NULL || only == NULL || there == NULL || only->start < role->start)
        return false;
    /* "drums in the second half only" */
    bool behind = only->start > there->start && there->start > role->start;
    return behind || (role->start < only->start && only->start < there->start && place.kind != PLACE_WHOLE) ||
           (place.kind == PLACE_SPAN && (place.to_ms < 0 || place.from_ms == 0));
}

/* "A cello instead": what the last turn brought goes. */
static void role_swap(struct frame *frame)
{
    const struct word *instead = frame_find(frame, WORD_REPLACE), *role = frame_find(frame, WORD_ROLE);
    const struct word *into = frame_find(frame, WORD_MAKE); /* 加钢琴, and then 换成吉他 */
    bool swaps = into != NULL && into == &frame->words[0] && frame->reading->edits.count == 0 &&
                 (word_starts(into, "换") || word_starts(into, "改"));
    if (!swaps && (instead == NULL || instead->value != 1))
        return;
    for (size_t i = 0; i < frame->memory->last.count; i++) {
        const struct edit *edit = &frame->memory->last.edits[i];
        if (edit->kind == EDIT_PART_WITH && edit->role != role->value)
            frame_edit(frame, EDIT_PART_WITHOUT)->role = edit->role;
    }
}

/* "Piano louder guitar softer": each is told behind its instrument. */
static bool told_behind(const struct frame *frame)
{
    size_t roles = 0, wishes = 0;
    for (size_t i = 0; i < frame->count; i++) {
        bool role = frame->words[i].kind == WORD_ROLE, wish = wish_of(&frame->words[i], WISH_NONE) != WISH_NONE;
        if ((role && roles != wishes) || (wish && wishes + 1 != roles)) /* one, and then the other */
            return false;
        roles += role;
        wishes += wish;
    }
    return roles > 1 && roles == wishes;
}

/* Each instrument that is named, by the word before it or behind it. */
static void parts_wish(struct frame *frame, bool twice)
{
    bool bare = true, plain = true; /* "no drums, calm guitar": the refusal goes no further */
    for (size_t i = 0; i < frame->count; i++) {
        enum word_kind kind = frame->words[i].kind;
        bare = bare && wish_of(&frame->words[i], WISH_NONE) == WISH_NONE;
        plain = plain && kind != WORD_COURSE && kind != WORD_STYLE && kind != WORD_ENERGY && kind != WORD_VALENCE;
    }
    /* 不要长笛了，换小提琴: what is put in a place is not refused with what was there. */
    bool instead = frame_has(frame, WORD_MAKE) || frame_has(frame, WORD_CHANGE) || frame_has(frame, WORD_REPLACE);
    enum wish wish = !bare                          ? WISH_NONE
                     : instead                      ? WISH_WITH
                     : frame->borrowed == WORD_NOT  ? (plain ? WISH_WITHOUT : WISH_WITH)
                     : frame->borrowed == WORD_WITH ? WISH_WITH
                                                    : WISH_NONE;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        wish = wish_of(word, wish);
        if (word->kind != WORD_ROLE)
            continue;
        enum wish mine = told_behind(frame) ? WISH_NONE : wish;
        bool several = true; /* "drums and bass off": of both */
        for (size_t k = i + 1; k < frame->count && (several || frame->words[k].kind != WORD_ROLE); k++) {
            enum wish behind = wish_of(&frame->words[k], WISH_NONE);
            several = several && (frame->words[k].kind == WORD_ROLE || frame->words[k].kind == WORD_FILLER);
            if (behind != WISH_NONE && (mine == WISH_NONE || (mine == WISH_WITH && behind != WISH_WITH)))
                mine = behind;
        }
        if (twice)
            mine = WISH_WITH;
        if (mine == WISH_NONE && !frame_has(frame, WORD_PLACE) && !frame->after_music && frame->memory->has_music &&
            !frame->corrects)
            mine = WISH_WITH;
        wish_add(frame, word, mine == WISH_NONE ? WISH_WITH : mine);
    }
    frame->lends = wish == WISH_WITHOUT ? WORD_NOT : WORD_WITH;
}

/* 把鼓去掉, and then 去错了，是贝斯: undone for the one, and done to the other. False: it is not that. */
static bool role_was_meant(struct frame *frame)
{
    const struct edit_list *last = &frame->memory->last;
    const struct word *role = frame_find(frame, WORD_ROLE);
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind != WORD_ROLE && frame->words[i].kind != WORD_FILLER)
            return false;
    if (!frame->corrects || frame->reading->edits.count > 0 || last->count != 1 || role->value == last->edits[0].role)
        return false;
    struct edit back = last->edits[0], fresh = back;
    if (back.kind == EDIT_PART_WITHOUT)
        back.kind = EDIT_PART_WITH;
    else if (back.kind == EDIT_PART_WITH)
        back.kind = EDIT_PART_WITHOUT;
    else if (back.kind == EDIT_PART_LEVEL)
        back.number = -back.number;
    else
        return false;
    fresh.role = role->value;
    fresh.program = (int)role->number;
    *edit_list_add(&frame->reading->edits, back.kind) = back;
    *edit_list_add(&frame->reading->edits, fresh.kind) = fresh;
    return true;
}

void effect_parts(struct frame *frame)
{
    /* Twice no: it is wanted, or stays. */
    bool twice = frame_count(frame, WORD_NOT) >= 2 || (frame_has(frame, WORD_NOT) && frame_has(frame, WORD_REMOVE));
    const struct word *no = frame_find(frame, WORD_NOT);
    bool needless = no != NULL && no->value == REFUSAL_NEEDLESS && !frame->prompt;
    if (needless && frame_has(frame, WORD_START)) { /* "the drums don't have to start right away": when, then? */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    if (needless || stays_as_it_is(frame)) {
        for (size_t i = 0; i < frame->count; i++)
            if (frame->words[i].kind == WORD_ROLE)
                frame->kept_roles |= 1u << frame->words[i].value;
        if (frame->reading->verdict == AGENT_UNKNOWN)
            frame->reading->verdict = AGENT_AGREES;
        return;
    }
    if (begins_there(frame)) {
        for (size_t i = 0; i < frame->count; i++)
            if (frame->words[i].kind == WORD_ROLE)
                wish_there(frame, &frame->words[i], WISH_WITH, 0);
        return;
    }
    if (frame_has(frame, WORD_ONLY) && !frame_has(frame, WORD_NOT) && !frame_has(frame, WORD_MORE)) {
        parts_only(frame);
        return;
    }
    /* "just bass, drums from 0:10 on", "no piano, drums from 0:10": how far does the first word go? */
    if ((frame->borrowed == WORD_ONLY ||
         (frame->borrowed == WORD_NOT && !frame->adds && !frame_has(frame, WORD_NOT))) &&
        frame_has(frame, WORD_PLACE)) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    if (frame->borrowed == WORD_ONLY && parts_join(frame)) {
        frame->lends = WORD_ONLY;
        return;
    }
    if (!frame_has(frame, WORD_ROLE)) { /* "no melody" */
        struct word lead = {.kind = WORD_ROLE, .value = SCORE_LEAD, .number = -1};
        enum wish wish = WISH_NONE;
        for (size_t i = 0; i < frame->count; i++)
            wish = wish_of(&frame->words[i], wish);
        wish_add(frame, &lead, wish);
        return;
    }
    if (!frame->prompt && (frame_says_again(frame) || role_was_meant(frame)))
        return;
    role_swap(frame);
    parts_wish(frame, twice);
}

/* "Duck the drums when I speak": softer there; the music as a whole is lowered as before. */
void effect_duck_parts(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    bool other = place.kind != PLACE_WHOLE && place.kind != PLACE_SPEECH;
    if (other || place.except) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_ROLE) {
            struct edit *edit = part_edit(frame, EDIT_PART_THERE, &frame->words[i]);
            edit->mode = THERE_LEVEL;
            edit->number = LESS_LU * MUCH_SHARE;
            edit->place = (struct edit_place){.kind = PLACE_SPEECH};
        }
}

/* "The drums come in later, at 8 s": from there on. Without a time it is not known when they come in now. */
void effect_part_shift(struct frame *frame)
{
    const struct word *to = frame_amount(frame, UNIT_SECONDS);
    struct edit_place place = frame_place(frame);
    if (to != NULL && to->value == AMOUNT_TO && place.kind == PLACE_WHOLE)
        place = (struct edit_place){PLACE_SPAN, agent_word_ms(to), -1, false};
    else if (to != NULL || place.kind == PLACE_OPENING || place.except || frame_has(frame, WORD_STOP))
        place.kind = PLACE_WHOLE;
    if (place.kind == PLACE_WHOLE) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    for (size_t i = 0; i < frame->count; i++)
        if (frame->words[i].kind == WORD_ROLE) {
            size_t at = frame->reading->edits.count;
            wish_there(frame, &frame->words[i], WISH_WITH, 0);
            if (frame->reading->edits.count > at && place.kind == PLACE_SPAN)
                frame->reading->edits.edits[at].place = place;
        }
}

/* "replace the guitar with a violin", "用小提琴代替吉他": which one goes hangs on the verb's place. On both sides there
 * may be several: "swap drums and bass for strings". */
void effect_parts_replace(struct frame *frame)
{
    const struct word *first = NULL, *second = NULL, *verb = NULL;
    bool listed = false;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind == WORD_ROLE && first == NULL)
            first = word;
        else if (word->kind == WORD_ROLE && second == NULL && !listed)
            second = word;
        if (word->kind == WORD_REPLACE || (word->kind == WORD_CHANGE && verb == NULL) ||
            (word->kind == WORD_MAKE && verb == NULL))
            verb = word;
        listed = word->kind == WORD_ROLE || (listed && word->kind == WORD_FILLER);
    }
    for (size_t i = 0; i < frame->count && second == NULL; i++) /* without a word between them */
        second = frame->words[i].kind == WORD_ROLE && &frame->words[i] != first ? &frame->words[i] : NULL;
    /* "a violin instead of the guitar", "用小提琴代替吉他": the new one stands first. */
    bool new_first = verb != NULL && verb->kind == WORD_REPLACE && verb->start > first->start &&
                     second->start > verb->start && verb->value == 0;
    bool by_use = frame_has(frame, WORD_USE) && frame_find(frame, WORD_USE)->start < first->start; /* 用长笛换掉钢琴 */
    /* "把吉他换成小提琴" has it in between, too, but orders the second. */
    static const char *const into[] = {"替换成", "替换为", "换掉"};
    for (size_t i = 0; verb != NULL && !by_use && i < COUNT(into); i++)
        if (strncmp(verb->start, into[i], strlen(into[i])) == 0)
            new_first = false;
    unsigned fresh = 0;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        if (word->kind == WORD_ROLE && (word < second) == new_first)
            fresh |= 1u << word->value;
    }
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        bool old = (word < second) != new_first;
        if (word->kind == WORD_ROLE && !old)
            part_edit(frame, EDIT_PART_WITH, word);
        else if (word->kind == WORD_ROLE && (fresh & 1u << word->value) == 0)
            part_edit(frame, EDIT_PART_WITHOUT, word);
    }
}
