/* What a clause was about, and what the next one means by "them" or by no name at all. */
#include "agent_topic.h"

#include <string.h>

#include "agent_joints.h"
#include "agent_look.h"

/* "The guitar is getting lost": told of it, and nothing ordered. */
static bool role_is_told(const struct frame *frame)
{
    return frame_has(frame, WORD_ROLE) && (frame_has(frame, WORD_LOUD) || frame_has(frame, WORD_TOO)) &&
           !frame_has(frame, WORD_MAKE) && !frame_has(frame, WORD_ADD) && !frame_has(frame, WORD_WANT) &&
           !frame_has(frame, WORD_TURN);
}

void topic_take(struct reader *reader, const struct frame *frame)
{
    const struct word *role = frame_find(frame, WORD_ROLE), *voice = frame_find(frame, WORD_VOICE);
    const struct word *no = frame_find(frame, WORD_NOT);
    if (frame_has(frame, WORD_MUSIC)) /* "the music drowns my voice, tame it" */
        voice = NULL;
    reader->topic_named = false;
    reader->topic_moves = role != NULL && frame_has(frame, WORD_PLACE) && !frame_has(frame, WORD_ADD) &&
                          (frame_has(frame, WORD_START) || frame_has(frame, WORD_STOP));
    /* "title "A" at 2 s, off at 5 s" */
    const struct word *title = frame_find(frame, WORD_QUOTED);
    title = title != NULL && frame_has(frame, WORD_PLACE) && role == NULL && voice == NULL ? title : NULL;
    reader->topic_moves = reader->topic_moves || title != NULL;
    role = title != NULL ? title : role;
    reader->topic = role != NULL ? *role : voice != NULL ? *voice : (struct word){.kind = WORD_UNKNOWN};
    reader->topic_placed = (role != NULL || voice != NULL) && frame_has(frame, WORD_PLACE);
    reader->topics[0] = reader->topic;
    reader->topic_count = 1;
    for (size_t i = 0; i < frame->count && role != NULL && reader->topic_count < MOST_TOPICS; i++)
        if (frame->words[i].kind == WORD_ROLE && &frame->words[i] != role)
            reader->topics[reader->topic_count++] = frame->words[i];
    reader->topic_added = role != NULL && frame_has(frame, WORD_ADD) && !frame_has(frame, WORD_MUSIC);
    reader->topic_stays =
        frame_has(frame, WORD_KEEP) || frame_has(frame, WORD_PRAISE) || role_is_told(frame) ||
        (voice != NULL && (frame_has(frame, WORD_BRING) || frame_has(frame, WORD_START))) ||
        (no != NULL && no->value != REFUSAL_WITHOUT && (frame_has(frame, WORD_REMOVE) || frame_has(frame, WORD_STOP)));
}

/* The words with the topic ahead of them; how many, 0: too many. */
static size_t topic_put(const struct reader *reader, const struct word *words, size_t count,
                        struct word led[AGENT_MOST_CLAUSE + MOST_TOPICS])
{
    size_t topics = reader->topic.kind == WORD_ROLE ? reader->topic_count : 1;
    if (count > AGENT_MOST_CLAUSE)
        return 0;
    led[0] = reader->topic;
    for (size_t i = 1; i < topics; i++)
        led[i] = reader->topics[i];
    memcpy(led + topics, words, count * sizeof *words);
    return topics + count;
}

/* "Drums out at 0:08 and back at 0:12": what began there ends here. */
bool topic_returns(struct reader *reader, const struct word *words, size_t count)
{
    struct edit_list *edits = &reader->reading->edits;
    const struct word *place = NULL;
    bool back = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        back = back || kind == WORD_BRING || kind == WORD_BACK || kind == WORD_AGAIN;
        place = kind == WORD_PLACE ? &words[i] : place;
        if (kind != WORD_BRING && kind != WORD_BACK && kind != WORD_AGAIN && kind != WORD_PLACE &&
            kind != WORD_FILLER && kind != WORD_IT && kind != WORD_START && kind != WORD_ADD)
            return false;
    }
    bool point = place != NULL &&
                 (place->place.kind == PLACE_POINT || (place->place.kind == PLACE_SPAN && place->place.to_ms < 0));
    if (!back || !point || edits->count == 0 || reader->topic.kind != WORD_ROLE)
        return false;
    bool closed = false;
    for (size_t i = edits->count; i-- > 0 && edits->edits[i].kind == EDIT_PART_THERE;) {
        struct edit_place *gone = &edits->edits[i].place;
        bool open = edits->edits[i].mode == 0 && gone->kind == PLACE_SPAN && gone->to_ms < 0 &&
                    gone->from_ms < place->place.from_ms;
        gone->to_ms = open ? place->place.from_ms : gone->to_ms;
        closed = closed || open;
    }
    return closed;
}

size_t topic_lead(const struct reader *reader, const struct word *words, size_t count,
                  struct word led[AGENT_MOST_CLAUSE + MOST_TOPICS])
{
    bool titled = reader->topic.kind == WORD_QUOTED; /* ", off at 5 s" */
    bool direction = false, several = false, it = false, down = false;
    bool moves = reader->topic_moves && (reader->joint == JOINT_AND || (titled && reader->joint == JOINT_SOFT));
    bool goes = false;
    for (size_t i = 0; i < count && moves; i++) {
        enum word_kind kind = words[i].kind;
        bool off = titled && kind == WORD_REMOVE;
        goes = goes || kind == WORD_STOP || kind == WORD_START || off;
        moves = off || kind == WORD_STOP || kind == WORD_START || kind == WORD_PLACE || kind == WORD_FILLER ||
                kind == WORD_AGAIN || kind == WORD_IT;
    }
    bool them = reader->topic.kind == WORD_ROLE && words_move_them(words, count);
    bool there = reader->topic_placed && reader->joint == JOINT_AND && words_change_there(words, count);
    if ((moves && goes) || them || there)
        return topic_put(reader, words, count, led);
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (titled)
            return 0;
        direction = direction || (kind == WORD_REMOVE && words[i].value == 1) || kind == WORD_LOUD ||
                    kind == WORD_TURN || kind == WORD_LEVEL || (kind == WORD_MORE && reader->topic.kind == WORD_ROLE);
        several = several || (kind == WORD_IT && words[i].value == IT_SEVERAL);
        down = down || ((kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_LEVEL) && words[i].value < 0);
        it = it || kind == WORD_IT;
        bool of_topic = reader->topic_named && (kind == WORD_REMOVE || kind == WORD_LONG || kind == WORD_BRING);
        direction = direction || of_topic;
        if (of_topic)
            continue;
        if (kind != WORD_LOUD && kind != WORD_TURN && kind != WORD_LEVEL && kind != WORD_DEGREE && kind != WORD_MAKE &&
            kind != WORD_WANT && kind != WORD_IT && kind != WORD_AMOUNT && kind != WORD_FACTOR && kind != WORD_TOO &&
            kind != WORD_EVEN && kind != WORD_FILLER && kind != WORD_KEEP && kind != WORD_MORE)
            return 0;
    }
    bool meant = (several && reader->topic.kind == WORD_ROLE) || (it && reader->topic.kind == WORD_VOICE) ||
                 ((reader->topic_stays || reader->topic_named) && reader->topic.kind != WORD_UNKNOWN) ||
                 (reader->topic_added && reader->joint == JOINT_HARD && down && !it);
    return direction && meant ? topic_put(reader, words, count, led) : 0;
}

bool topic_name(struct reader *reader, const struct word *words, size_t count)
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
    reader->topic = reader->topics[0] = *thing;
    reader->topic_count = 1;
    reader->topic_named = true;
    return true;
}
