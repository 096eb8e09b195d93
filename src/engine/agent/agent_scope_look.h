/* Helpers of agent_scope.c and agent_scope_parts.c. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_LOOK_H
#define BGMUSIC_ENGINE_AGENT_AGENT_SCOPE_LOOK_H

#include "agent_look.h"

/* What an order may be of. */
static inline bool word_kind_is_thing(enum word_kind kind)
{
    return kind == WORD_VOICE || kind == WORD_ROLE || kind == WORD_MUSIC || kind == WORD_TITLE;
}

/* The only thing that the words [first, end) name; NULL: none, or more than a thing. */
static inline struct word *words_only_thing(struct word *words, size_t first, size_t end)
{
    struct word *thing = NULL;
    for (size_t i = first; i < end; i++) {
        bool same = thing != NULL && thing->kind == words[i].kind;
        if (word_kind_is_thing(words[i].kind) && (thing == NULL || same))
            thing = thing == NULL ? &words[i] : thing;
        else if (words[i].kind != WORD_FILLER)
            return NULL;
    }
    return thing;
}

/* The words [first, end) mean nothing. */
static inline void words_hush(struct word *words, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        word_say_nothing(&words[i]);
}

#endif
