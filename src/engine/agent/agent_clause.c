/* What the words of a clause say by themselves. */
#include "agent_clause.h"

#include <math.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "timeline.h"

const struct word *clause_find(const struct clause *clause, enum word_kind kind)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (clause->words[i].kind == kind)
            return &clause->words[i];
    }
    return NULL;
}

bool clause_has(const struct clause *clause, enum word_kind kind)
{
    return clause_find(clause, kind) != NULL;
}

bool clause_refuses(const struct clause *clause)
{
    return clause_has(clause, WORD_NOT) || clause_has(clause, WORD_REMOVE);
}

bool agent_is_time(const struct word *word)
{
    return word->kind == WORD_NUMBER && (word->unit == UNIT_SECONDS || word->unit == UNIT_MINUTES ||
                                         word->unit == UNIT_CLOCK || word->unit == UNIT_NONE);
}

int64_t agent_word_ms(const struct word *word)
{
    double ms = word->number * 1000;
    return ms < 0 ? 0 : ms > TIMELINE_MOST_MS ? TIMELINE_MOST_MS : (int64_t)llround(ms);
}
const struct word *clause_number(const struct clause *clause, enum word_unit unit)
{
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        bool named_time = unit == UNIT_SECONDS && agent_is_time(word) && word->unit != UNIT_NONE;
        if (word->kind == WORD_NUMBER && (word->unit == unit || named_time))
            return word;
    }
    return NULL;
}
double clause_strength(const struct clause *clause, double plain, double slightly, double much)
{
    return clause_has(clause, WORD_SLIGHTLY) ? slightly : clause_has(clause, WORD_MUCH) ? much : plain;
}
void agent_word_text(const struct word *word, char *place, size_t size)
{
    size_t length = word->length < size ? word->length : size - 1;
    memcpy(place, word->start, length);
    place[length] = '\0';
    text_cut_partial_character(place);
}
