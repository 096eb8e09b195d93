/* Effects on when the music plays, and how strong it is where. */
#include <string.h>

#include "agent_frame.h"
#include "agent_look.h"
#include "agent_place.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

/* What "low" and "loud" are at a place, of the volume that the rest has. */
#define QUIET_THERE 0.6
#define LOUD_THERE  1.5

enum {
    FROM_START = -1,
    FROM_MIDDLE = -2,
    FROM_END = -3,
    LATER_MS = 2000,
    LATER_SLIGHTLY_MS = 1000,
    LATER_MUCH_MS = 5000
};

void effect_silence(struct frame *frame)
{
    frame_edit(frame, EDIT_SILENCE);
}

/* "Music everywhere but not from 9 to 11 s": a hole in what was just said; alone it says too little. */
void effect_not_everywhere(struct frame *frame)
{
    const struct edit_list *own = &frame->reading->edits;
    enum edit_kind last = own->count > 0 ? own->edits[own->count - 1].kind : EDIT_KIND_COUNT;
    if (last == EDIT_ONLY_THERE || last == EDIT_ALSO_THERE || last == EDIT_MUSIC || last == EDIT_START)
        effect_silence(frame);
    else
        frame->reading->verdict = AGENT_ASKS;
}

/* "Only at the end", behind an instrument or a change: of that, not of all the music. False: of the music. */
static bool only_part_there(struct frame *frame)
{
    struct edit_list *own = &frame->reading->edits;
    const struct edit_list *last = own->count > 0 ? own : &frame->memory->last;
    struct edit *newest = own->count > 0 ? &own->edits[own->count - 1] : NULL;
    if (frame_has(frame, WORD_MUSIC) || last->count == 0)
        return false;
    struct edit edit = last->edits[last->count - 1];
    struct edit_place place = frame_place(frame);
    switch (edit.kind) {
    case EDIT_PART_WITH:
        edit.kind = EDIT_PART_THERE;
        edit.mode = 1;
        edit.place = place;
        break;
    case EDIT_VOLUME_FACTOR:
        if (newest == NULL) { /* it is done already, everywhere */
            frame->reading->verdict = AGENT_ASKS;
            return true;
        }
        edit.kind = EDIT_LEVEL_SPAN;
        edit.place = place;
        break;
    case EDIT_MUSIC:
    case EDIT_MUSIC_ANOTHER:
    case EDIT_MUSIC_OWN:
    case EDIT_SILENCE:
    case EDIT_ONLY_THERE:
    case EDIT_ALSO_THERE:
    case EDIT_START:
    case EDIT_END:
        return false;
    default:
        frame->reading->verdict = AGENT_ASKS;
        return true;
    }
    if (newest != NULL)
        *newest = edit;
    else
        *edit_list_add(own, edit.kind) = edit;
    return true;
}

/* "Mute the voice and music from 5 to 6": of the music, what was said of the voice, or music there alone? */
static bool joins_removal(const struct frame *frame)
{
    static const enum edit_kind taken[] = {EDIT_ORIGINAL,      EDIT_ORIGINAL_GAIN, EDIT_SILENCE,
                                           EDIT_VOLUME_FACTOR, EDIT_PART_WITHOUT,  EDIT_TITLE_REMOVE};
    const struct edit_list *own = &frame->reading->edits;
    const struct edit *last = own->count > 0 ? &own->edits[own->count - 1] : NULL;
    bool verb = frame_has(frame, WORD_ONLY) || frame_has(frame, WORD_USE) || frame_has(frame, WORD_WANT) ||
                frame_has(frame, WORD_ADD) || frame_has(frame, WORD_START) || frame_has(frame, WORD_KEEP) ||
                frame_has(frame, WORD_MAKE);
    if (!frame->adds || verb || last == NULL || last->place.kind != PLACE_WHOLE)
        return false;
    for (size_t i = 0; i < COUNT(taken); i++)
        if (last->kind == taken[i])
            return true;
    return false;
}

/* Is a title what the last turn was about: "a second later"? */
static bool leans_on_title(const struct frame *frame)
{
    const struct edit_list *last = &frame->memory->last;
    enum edit_kind kind = last->count > 0 ? last->edits[last->count - 1].kind : EDIT_KIND_COUNT;
    return kind == EDIT_TITLE || kind == EDIT_TITLE_MOVE || kind == EDIT_TITLE_STAY || kind == EDIT_TITLE_TEXT;
}

void effect_only_there(struct frame *frame)
{
    if (joins_removal(frame)) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    if (frame_has(frame, WORD_ONLY) && only_part_there(frame))
        return;
    bool named = frame_has(frame, WORD_MUSIC) || frame_has(frame, WORD_ONLY) || frame_has(frame, WORD_KEEP);
    if (!named && frame->reading->edits.count == 0 && leans_on_title(frame)) { /* 放中间, behind a title */
        frame_edit(frame, EDIT_TITLE_MOVE);
        return;
    }
    frame_edit(frame, EDIT_ONLY_THERE);
}

void effect_also_there(struct frame *frame)
{
    frame_edit(frame, EDIT_ALSO_THERE);
}

void effect_remove_music(struct frame *frame)
{
    const struct word *no = frame_find(frame, WORD_NOT);
    /* "mute the video, not the music" is a contrast, no order. */
    if (no != NULL && no->value == REFUSAL_NOT && !frame_has(frame, WORD_WANT) && !frame_has(frame, WORD_ADD) &&
        !frame_has(frame, WORD_REMOVE)) {
        frame->reading->verdict = AGENT_AGREES;
        return;
    }
    if (no != NULL && no->value == REFUSAL_BUT) { /* "anything but music": what, it does not say */
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    /* "music without ..." is cut off: what it shall be without is not said. */
    const struct word *music = frame_find(frame, WORD_MUSIC);
    if (no != NULL && music != NULL && no->start > music->start && !frame_has(frame, WORD_REMOVE) &&
        ((unsigned char)no->start[0] & 0x80) == 0) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    frame_edit(frame, EDIT_MUSIC_REMOVE);
}

/* "pause for two seconds at 0:10": from there on, so long. */
void effect_pause(struct frame *frame)
{
    const struct word *stays = frame_amount(frame, UNIT_SECONDS);
    struct edit_place place = frame_place(frame);
    int64_t from = place.kind == PLACE_OPENING ? 0 : place.from_ms;
    bool point =
        place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && place.to_ms < 0) || place.kind == PLACE_OPENING;
    if (stays == NULL || !point || place.except) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_STOP);
    edit->place.kind = PLACE_WHOLE;
    edit->ms = from;
    edit->length_ms = agent_word_ms(stays);
}

/* "cut the first 2 seconds of the video", 剪掉前五秒: said of the picture, where the music is not named. */
static bool cuts_picture(const struct frame *frame)
{
    static const char *const verbs[] = {"cut", "trim", "remove", "delete", "chop", "take", "crop", "get rid"};
    static const char *const pictures[] = {"of the video", "of the clip"};
    const struct word *cut = frame_find(frame, WORD_REMOVE);
    if (cut == NULL || frame_has(frame, WORD_MUSIC))
        return false;
    bool verb = false, picture = false;
    for (size_t i = 0; i < COUNT(verbs); i++)
        verb = verb || text_starts_with_ignore_case(cut->start, verbs[i]);
    /* Elsewhere these words mean nothing, and are no words of the frame. */
    for (const char *at = cut->start; *at != '\0' && strchr(",.;!?", *at) == NULL; at++)
        for (size_t i = 0; i < COUNT(pictures); i++)
            picture = picture || text_starts_with_ignore_case(at, pictures[i]);
    return cut->value == 2 || (verb && picture);
}

/* 从5秒开始到15秒结束: the stretch is the music's, not the silence's. */
static bool ends_span(const struct frame *frame)
{
    static const char *const ends[] = {"结束", "截止", "为止", "收尾"};
    const struct word *place = frame_find(frame, WORD_PLACE);
    bool begins = false;
    for (size_t i = 0; i + strlen("开始") <= place->length && !begins; i++)
        begins = memcmp(place->start + i, "开始", strlen("开始")) == 0;
    return begins || word_is_one(frame_find(frame, WORD_STOP), ends, COUNT(ends));
}

/* "stop at 0:10", "end it after 8 s": nothing from there on; "silence the first 3 s". */
/* "Stop at 7 s", and in the next message "no, at 10 s": what lies between plays again. */
static void stop_later(struct frame *frame)
{
    const struct edit_list *last = &frame->memory->last;
    struct edit_place place = frame_place(frame);
    bool to_end = place.kind == PLACE_POINT || (place.kind == PLACE_SPAN && place.to_ms < 0);
    if (!to_end || place.except || frame->reading->edits.count > 0 || last->count != 1)
        return;
    const struct edit_place *before = &last->edits[0].place;
    if (last->edits[0].kind == EDIT_SILENCE && before->kind == PLACE_SPAN && before->to_ms < 0 && !before->except &&
        before->from_ms < place.from_ms)
        edit_list_add(&frame->reading->edits, EDIT_ALSO_THERE)->place =
            (struct edit_place){PLACE_SPAN, before->from_ms, place.from_ms, false};
}

void effect_stop(struct frame *frame)
{
    bool stops = frame_has(frame, WORD_STOP);
    if (cuts_picture(frame)) {
        frame->reading->verdict = AGENT_REFUSES;
        frame->reading->beyond = BEYOND_TRIM;
        return;
    }
    /* "now make it disappear at 2 s", behind a title */
    static const char *const vanishes[] = {"disappear", "disappears", "vanish", "vanishes", "go away", "goes away"};
    const struct word *vanish = frame_find(frame, WORD_STOP);
    if (vanish != NULL && word_is_one(vanish, vanishes, COUNT(vanishes)) && !frame_has(frame, WORD_MUSIC) &&
        frame->reading->edits.count == 0 && leans_on_title(frame)) {
        effect_title_stop(frame);
        return;
    }
    /* "a short silence at 0:08": how short? */
    struct edit_place where = frame_place(frame);
    if (vanish != NULL && where.kind == PLACE_POINT && (word_starts(vanish, "a ") || word_is(vanish, "gap"))) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    stop_later(frame);
    struct edit *edit = frame_edit(frame, EDIT_SILENCE);
    bool until_cut = edit->place.kind == PLACE_CUT && edit->place.except;
    if (stops && (until_cut || (edit->place.kind == PLACE_SPAN && edit->place.from_ms == 0 && edit->place.to_ms > 0)))
        edit->kind = EDIT_ONLY_THERE; /* "until 0:10" */
    else if (stops && edit->place.kind == PLACE_SPAN && edit->place.to_ms > 0 && ends_span(frame))
        edit->kind = EDIT_ONLY_THERE;
    else if (edit->place.kind == PLACE_POINT)
        edit->place = (struct edit_place){PLACE_SPAN, edit->place.from_ms, -1, false};
    else if (stops && (edit->place.kind == PLACE_UNTIL_GOODBYE || edit->place.kind == PLACE_FIRST ||
                       edit->place.kind == PLACE_FIRST_HALF))
        edit->kind = EDIT_ONLY_THERE;
    else if (stops && edit->place.kind == PLACE_MIDDLE && edit->place.from_ms == 0)
        edit->place.kind = PLACE_SECOND_HALF;
    /* "stop when I say goodbye" */
    else if (stops && edit->place.kind == PLACE_AFTER_FIRST_SPEECH)
        edit->place.kind = PLACE_FROM_GOODBYE;
}

/* "End a little earlier": so much of the end goes, unless a time follows ("say at 0:18"). */
void effect_stop_shift(struct frame *frame)
{
    const struct word *by = frame_amount(frame, UNIT_SECONDS);
    if (frame_find(frame, WORD_LATER)->value > 0) {
        frame->reading->verdict = AGENT_ASKS;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_SILENCE);
    int64_t ms =
        by != NULL ? agent_word_ms(by) : (int64_t)frame_strength(frame, LATER_MS, LATER_SLIGHTLY_MS, LATER_MUCH_MS);
    edit->place = (struct edit_place){PLACE_LAST, ms, 0, false};
    edit->is_added = by == NULL;
}

/* "Keep the music low in the second half". */
void effect_level_there(struct frame *frame)
{
    frame_edit(frame, EDIT_LEVEL_SPAN)->number = frame_find(frame, WORD_LEVEL)->value > 0 ? LOUD_THERE : QUIET_THERE;
}

/* "Increase the volume gradually from 10 s on": evenly, to the end or over the stretch. */
void effect_swell(struct frame *frame)
{
    const struct word *loud = frame_find(frame, WORD_LOUD), *turn = frame_find(frame, WORD_TURN);
    struct edit_place place = frame_place(frame);
    struct edit *edit = frame_edit(frame, EDIT_COURSE);
    edit->place.kind = PLACE_WHOLE;
    edit->mode = COURSE_RAMP;
    edit->number = (loud != NULL ? loud->value : turn->value) > 0 ? 0.9 : -0.8;
    edit->ms = place.kind == PLACE_SPAN || place.kind == PLACE_POINT           ? place.from_ms
               : place.kind == PLACE_ENDING || place.kind == PLACE_LAST        ? FROM_END
               : place.kind == PLACE_SECOND_HALF || place.kind == PLACE_MIDDLE ? FROM_MIDDLE
                                                                               : FROM_START;
    edit->length_ms = place.kind == PLACE_SPAN && place.to_ms > place.from_ms ? place.to_ms - place.from_ms
                      : place.kind == PLACE_FIRST                             ? place.from_ms
                                                                              : 0;
}

/* "Quieter while I talk, then back to normal": elsewhere it is as it was. */
void effect_normal(struct frame *frame)
{
    const struct edit_list *edits = &frame->reading->edits;
    bool there = false;
    for (size_t i = 0; i < edits->count; i++)
        there = there || edits->edits[i].place.kind != PLACE_WHOLE || edits->edits[i].kind == EDIT_DUCK_STEP;
    if (!there)
        frame->reading->verdict = AGENT_ASKS;
}

/* "... until 14 s and then stop": where, the clause before said. */
void effect_stop_there(struct frame *frame)
{
    const struct edit_list *edits = &frame->reading->edits;
    enum edit_kind last = edits->count > 0 ? edits->edits[edits->count - 1].kind : EDIT_KIND_COUNT;
    if (last != EDIT_ONLY_THERE && last != EDIT_SILENCE && last != EDIT_END)
        frame->reading->verdict = AGENT_ASKS;
}

/* 5秒再出来: it shows up, as titles do. */
static bool shows_up(const struct frame *frame)
{
    static const char *const shows[] = {"出来", "出现", "再出来", "再出现", "显示", "弹出", "冒出来"};
    const struct word *start = frame_find(frame, WORD_START);
    return start != NULL && word_is_one(start, shows, COUNT(shows));
}

void effect_start(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    bool named = frame_has(frame, WORD_MUSIC) || frame_has(frame, WORD_START) || frame_has(frame, WORD_MOVE);
    if (frame_has(frame, WORD_LATER) && !named && frame->reading->edits.count == 0 && leans_on_title(frame)) {
        effect_title_shift(frame);
        return;
    }
    if (shows_up(frame) && !frame_has(frame, WORD_MUSIC) && place.kind == PLACE_POINT &&
        frame->reading->edits.count == 0 && leans_on_title(frame)) {
        frame_edit(frame, EDIT_TITLE_MOVE);
        return;
    }
    if (frame_has(frame, WORD_LATER) && place.kind == PLACE_WHOLE) {
        const struct word *by = frame_amount(frame, UNIT_SECONDS);
        int64_t ms =
            by != NULL ? agent_word_ms(by) : (int64_t)frame_strength(frame, LATER_MS, LATER_SLIGHTLY_MS, LATER_MUCH_MS);
        if (named && by != NULL && by->value == AMOUNT_TO) { /* "start later, at 8 s" */
            frame_edit(frame, EDIT_START)->ms = ms;
            return;
        }
        ms *= frame_find(frame, WORD_LATER)->value;
        if (named || !frame_stop_shifts(frame, ms))
            frame_edit(frame, EDIT_START_SHIFT)->ms = ms;
        return;
    }
    if (place.kind == PLACE_SHOT && place.from_ms > 0) { /* "with the second shot" is from its cut on */
        struct edit *edit = frame_edit(frame, EDIT_ONLY_THERE);
        edit->place = (struct edit_place){place.from_ms > 1 ? PLACE_CUT : PLACE_WHOLE, place.from_ms - 1, 0, false};
        return;
    }
    if (place.kind == PLACE_SPAN && place.to_ms > 0) {
        frame_edit(frame, EDIT_START)->ms = place.from_ms;
        frame_edit(frame, EDIT_END)->ms = place.to_ms;
        return;
    }
    if (place.kind == PLACE_SPAN || place.kind == PLACE_POINT || place.kind == PLACE_OPENING) {
        frame_edit(frame, EDIT_START)->ms = place.kind == PLACE_OPENING ? 0 : place.from_ms;
        return;
    }
    struct edit *edit = frame_edit(frame, EDIT_ONLY_THERE);
    if (place.kind == PLACE_MIDDLE)
        edit->place.kind = PLACE_SECOND_HALF;
    else if (place.kind == PLACE_FIRST) { /* "start after the first 3 s" */
        edit->place = (struct edit_place){PLACE_SPAN, place.from_ms, -1, false};
    }
}

/* "It shouldn't start before 0:04": it begins there. */
void effect_start_not(struct frame *frame)
{
    struct edit_place place = frame_place(frame);
    bool first = place.kind == PLACE_FIRST && !place.except; /* "don't start in the first 4 seconds" */
    bool until = place.kind == PLACE_SPAN && place.from_ms == 0 && place.to_ms > 0 && !place.except;
    if (first || until)
        frame_edit(frame, EDIT_START)->ms = first ? place.from_ms : place.to_ms;
    else
        frame->reading->verdict = AGENT_ASKS;
}

/* "Start with silence": how long, the clause behind says, or it is the opening. */
void effect_start_silent(struct frame *frame)
{
    if (frame_find(frame, WORD_REMOVE)->value != 1)
        frame->reading->verdict = AGENT_ASKS;
    else
        frame_edit(frame, EDIT_SILENCE)->place.kind = PLACE_OPENING;
}

/* Where in the piece it begins, and how long it goes. */
static void course_place(struct edit *edit, const struct edit_place *where)
{
    struct edit_place place = *where;
    edit->ms = FROM_START;
    if (place.kind == PLACE_SPAN) {
        edit->ms = place.from_ms;
        edit->length_ms = place.to_ms > place.from_ms ? place.to_ms - place.from_ms : 0;
    } else if (place.kind == PLACE_POINT || place.kind == PLACE_FIRST) {
        edit->ms = place.kind == PLACE_POINT ? place.from_ms : 0;
        edit->length_ms = place.kind == PLACE_FIRST ? place.from_ms : 0;
    } else if (place.kind == PLACE_FIRST_HALF || place.kind == PLACE_SECOND_HALF || place.kind == PLACE_FIRST_THIRD ||
               place.kind == PLACE_MIDDLE_THIRD || place.kind == PLACE_CUT || place.kind == PLACE_SHOT ||
               place.kind == PLACE_FIRST_QUARTER || place.kind == PLACE_LAST_QUARTER ||
               place.kind == PLACE_AFTER_FIRST_SPEECH || place.kind == PLACE_FROM_GOODBYE ||
               place.kind == PLACE_UNTIL_GOODBYE) {
        edit->place = place;
    } else if (place.kind == PLACE_MIDDLE) {
        edit->ms = FROM_MIDDLE;
    } else if (place.kind == PLACE_ENDING || place.kind == PLACE_LAST || place.kind == PLACE_LAST_THIRD) {
        edit->ms = FROM_END;
    }
}

/* "80s synth with a drop at the second cut": the style that stands ahead of it. */
static void style_ahead(struct frame *frame, const struct word *said)
{
    struct frame ahead = *frame;
    bool style = false, with = false;
    for (ahead.count = 0; ahead.count < frame->count && frame->words[ahead.count].kind != WORD_WITH; ahead.count++) {
        const struct word *word = &frame->words[ahead.count];
        style = style || word->kind == WORD_STYLE;
        if (word == said || word->kind == WORD_PLACE)
            return;
    }
    with = ahead.count < frame->count;
    if (style && with)
        effect_style(&ahead);
}

void effect_course(struct frame *frame)
{
    const struct word *build = frame_find(frame, WORD_BUILD), *level = frame_find(frame, WORD_COURSE);
    const struct word *plain = frame_find(frame, WORD_LEVEL);
    struct word quiet = {.number = plain != NULL ? 0.8 * plain->value : 0};
    const struct word *said = build != NULL ? build : level != NULL ? level : &quiet;
    struct edit_place place = frame_place(frame);
    bool gradual = frame_has(frame, WORD_GRADUAL), placed = frame_has(frame, WORD_PLACE);
    if (!frame->memory->has_music && !frame->after_music && frame_has(frame, WORD_MUSIC) && build == NULL) {
        effect_style(frame); /* "quiet music from 5 to 8" orders some */
        return;
    }
    /* "start chill and go epic at 0:10" */
    bool turns = placed && frame->after_music && (frame_has(frame, WORD_MAKE) || frame_has(frame, WORD_CHANGE));
    const struct word *change = frame_find(frame, WORD_CHANGE);
    bool changes = change != NULL && placed && level != NULL && level->is_style;
    /* "Calm until 0:08, epic afterwards": what is a style as well as a strength is one, behind another. */
    static const char *const styles[] = {"epic", "cinematic", "史诗"};
    bool behind = frame->memory->has_music && level != NULL && placed && frame->reading->edits.count > 0 &&
                  frame->reading->edits.edits[0].kind == EDIT_COURSE && word_is_one(level, styles, COUNT(styles));
    if (frame_has(frame, WORD_STYLE) && build == NULL && (turns || changes || behind)) {
        effect_style(frame);
        return;
    }
    if (frame_has(frame, WORD_STYLE) && build == NULL && !placed && !frame_has(frame, WORD_START)) {
        effect_style(frame);
        return;
    }
    /* "Quiet while I talk, big in between": a course has one stretch. */
    if (place.kind == PLACE_SPEECH || place.kind == PLACE_NO_SPEECH) {
        bool alone = plain != NULL && build == NULL && level == NULL;
        if (alone && plain->value < 0 && place.kind == PLACE_SPEECH && !place.except)
            effect_duck_more(frame);
        else if (alone)
            effect_level_there(frame);
        else
            frame->reading->verdict = AGENT_ASKS;
        return;
    }
    style_ahead(frame, said);
    struct edit *edit = frame_edit(frame, EDIT_COURSE);
    edit->place.kind = PLACE_WHOLE;
    edit->number = build != NULL && level != NULL && level->number > build->number ? level->number : said->number;
    course_place(edit, &place);
    if (build != NULL && build->value == 1) {
        edit->mode = COURSE_RAMP;
        return;
    }
    /* "Make it swell toward the end": evenly, from the middle on. */
    if (build != NULL && level == NULL && !gradual && (place.kind == PLACE_ENDING || place.kind == PLACE_LAST)) {
        edit->mode = COURSE_RAMP;
        edit->ms = FROM_MIDDLE;
        return;
    }
    /* "Let it build up to 0:12": to there, where "at 0:12" is from there on. */
    const struct word *where = frame_find(frame, WORD_PLACE);
    bool until = where != NULL && text_starts_with_ignore_case(where->start, "to ") && place.kind == PLACE_POINT;
    if (until && build != NULL) {
        place = (struct edit_place){PLACE_SPAN, 0, place.from_ms, false};
        edit->ms = 0;
        edit->length_ms = place.to_ms;
    }
    /* "Let it grow up to 0:12": evenly, over that stretch. */
    if (build != NULL && level == NULL && !gradual && place.kind == PLACE_SPAN && place.to_ms > 0) {
        edit->mode = COURSE_RAMP;
        return;
    }
    /* "Build up to a climax at 11 s" rises to it; a climax at a time is a drop. */
    bool climax = (level != NULL && level->number >= 1) || (build != NULL && build->number >= 0.9);
    bool drop = climax && placed && edit->ms > 0 && edit->length_ms == 0;
    bool to_climax = build != NULL && level != NULL && placed;
    bool rising =
        gradual || (!placed && !frame_has(frame, WORD_START)) || to_climax || (build != NULL && edit->ms == FROM_END);
    edit->mode = (rising ? COURSE_RISING : 0) | (drop ? COURSE_DROP : 0);
}
