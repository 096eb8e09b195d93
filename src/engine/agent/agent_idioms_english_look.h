/* Helpers of the English idioms: agent_idioms_english.c and agent_idioms_english_where.c. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_LOOK_H
#define BGMUSIC_ENGINE_AGENT_AGENT_IDIOMS_ENGLISH_LOOK_H

#include "agent_look.h"

/* Is each word of one of these kinds, or of no weight? */
static inline bool words_all_are(const struct word *words, size_t count, const enum word_kind kinds[],
                                 size_t kinds_count)
{
    for (size_t i = 0; i < count; i++) {
        bool is = words[i].kind == WORD_FILLER;
        for (size_t k = 0; k < kinds_count && !is; k++)
            is = words[i].kind == kinds[k];
        if (!is)
            return false;
    }
    return true;
}

/* The first word of a kind, or NULL. */
static inline struct word *words_first(struct word *words, size_t count, enum word_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == kind)
            return &words[i];
    return NULL;
}

static inline void words_say_nothing(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        word_say_nothing(&words[i]);
}

#endif
