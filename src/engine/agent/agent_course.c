/* The course of the piece: how strong it is where, and how loud. */
#include "agent_clause.h"

/* About 3 dB up, 3 dB down: heard at once, no jump. */
#define SPAN_LOUDER_FACTOR  1.4
#define SPAN_QUIETER_FACTOR 0.7

enum { FROM_START = -1, FROM_MIDDLE = -2, FROM_END = -3 };

struct place {
    bool known;
    int64_t ms, length_ms;
};

/* Where: "at 0:20", "from 10 s to 15 s", "until 0:30", "at the end", "in the middle". */
static struct place place_find(const struct clause *clause)
{
    struct place place = {false, 0, 0};
    enum word_kind last = WORD_NONE;
    int times = 0;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        bool time = agent_is_time(word) && (word->unit != UNIT_NONE || times > 0 || last == WORD_FROM);
        if (time && times == 0 && last == WORD_TO) {
            place = (struct place){true, 0, agent_word_ms(word)};
        } else if (time && times == 0) {
            place = (struct place){true, agent_word_ms(word), 0};
        } else if (time && times == 1 && agent_word_ms(word) > place.ms) {
            place.length_ms = agent_word_ms(word) - place.ms;
        }
        times += time;
        if (word->kind == WORD_FROM || word->kind == WORD_TO || word->kind == WORD_AT || word->kind == WORD_BETWEEN)
            last = word->kind;
    }
    if (place.known)
        return place;
    /* "towards the end" rises up to there; "to the end" is no place of its own. */
    if (clause_has(clause, WORD_MIDDLE))
        place = (struct place){true, FROM_MIDDLE, 0};
    else if (clause_has(clause, WORD_END))
        place = (struct place){true, FROM_END, 0};
    else if (clause_has(clause, WORD_START))
        place = (struct place){true, FROM_START, 0};
    return place;
}

bool rule_course(const struct clause *clause)
{
    const struct word *level = clause_find(clause, WORD_LEVEL), *build = clause_find(clause, WORD_BUILD);
    const struct word *energy = clause_find(clause, WORD_ENERGY);
    bool gradual = clause_has(clause, WORD_GRADUAL), music = clause_has(clause, WORD_MUSIC);
    const struct word *said = build != NULL ? build : level != NULL ? level : energy;
    struct place place = place_find(clause);
    if (said == NULL || clause_refuses(clause) || clause_has(clause, WORD_VOLUME) || clause_has(clause, WORD_FADE) ||
        clause_has(clause, WORD_TITLE))
        return false;
    /* "calm music from 0:10 to 0:20" says where the music is, "make the music calmer from 0:10" how it goes there. */
    if (said == level && (music || clause_has(clause, WORD_ADD)) && !clause->prompt)
        return false;
    if (!place.known && !(said == build && (gradual || clause->count <= 2)))
        return false;
    struct edit *edit = edit_list_add(clause->edits, EDIT_COURSE);
    edit->number = said->number;
    edit->is_added = said == energy;
    edit->ms = place.known ? place.ms : FROM_START;
    edit->length_ms = place.length_ms;
    edit->mode = gradual || !place.known || (said == build && place.ms == FROM_END) ? 1 : 0;
    return true;
}

/* "louder from 0:10 to 0:15", "quieter until 0:05", "a bit louder after 20 s". */
bool rule_level_span(const struct clause *clause)
{
    bool up = clause_has(clause, WORD_LOUDER), down = clause_has(clause, WORD_QUIETER);
    bool turned = clause_has(clause, WORD_VOLUME) || clause_has(clause, WORD_MUSIC);
    up = up || (turned && clause_has(clause, WORD_UP));
    down = down || (turned && clause_has(clause, WORD_DOWN));
    struct place place = place_find(clause);
    if (up == down || !place.known || clause_has(clause, WORD_ROLE) || clause_has(clause, WORD_TEMPO))
        return false;
    struct edit *edit = edit_list_add(clause->edits, EDIT_LEVEL_SPAN);
    edit->number = up ? SPAN_LOUDER_FACTOR : SPAN_QUIETER_FACTOR;
    if (clause_has(clause, WORD_SLIGHTLY))
        edit->number = up ? 1.2 : 0.83;
    else if (clause_has(clause, WORD_MUCH))
        edit->number = up ? 2 : 0.5;
    edit->ms = place.ms;
    edit->length_ms = place.length_ms;
    return true;
}
