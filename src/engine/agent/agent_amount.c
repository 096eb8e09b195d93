/* Amounts: numbers with their unit, and how they are meant. */
#include "agent_place.h"

#include <string.h>

size_t agent_amounts(struct word *words, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct word word = words[i];
        if (word.kind == WORD_NUMBER) {
            struct word *before = kept > 0 ? &words[kept - 1] : NULL;
            word.kind = WORD_AMOUNT;
            word.value = AMOUNT_PLAIN;
            /* "from 35 to 50 percent": the second one is meant. */
            bool ranged = kept > 1 && before->kind == WORD_TO && words[kept - 2].kind == WORD_AMOUNT;
            if (before != NULL && (before->kind == WORD_BY || before->kind == WORD_TO || before->kind == WORD_AT ||
                                   before->kind == WORD_FROM)) {
                word.value = before->kind == WORD_BY ? AMOUNT_BY : before->kind == WORD_FROM ? AMOUNT_PLAIN : AMOUNT_TO;
                kept--;
            }
            if (ranged)
                kept--;
        }
        words[kept++] = word;
    }
    /* What is left of the small words says nothing by itself. */
    for (size_t i = 0; i < kept; i++) {
        enum word_kind kind = words[i].kind;
        bool said = kind == WORD_FROM || kind == WORD_TO || kind == WORD_AT || kind == WORD_BETWEEN ||
                    kind == WORD_UNDER || kind == WORD_ONWARD;
        /* "bring the guitar forward" */
        bool forward = kind == WORD_ONWARD && words[i].length >= 7 && strncmp(words[i].start, "forward", 7) == 0;
        if (forward)
            words[i] = (struct word){.kind = WORD_TURN, .value = 1, .start = words[i].start, .length = words[i].length};
        else if (said)
            words[i].kind = WORD_FILLER;
        if (kind == WORD_TALK)
            words[i].kind = WORD_VOICE; /* "somebody is talking too quietly" */
        if (kind == WORD_LAST || (kind == WORD_FIRST && words[i].value == 1))
            words[i].kind = kind == WORD_LAST ? WORD_PREVIOUS : WORD_FIRST;
    }
    return kept;
}
