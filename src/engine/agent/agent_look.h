/* Looking at words: by what they are, and by how they were written. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_LOOK_H
#define BGMUSIC_ENGINE_AGENT_AGENT_LOOK_H

#include <stdbool.h>
#include <string.h>

#include "agent_tokens.h"
#include "bgmusic/base/text.h"

/* Was the word written so, in capitals or not? */
static inline bool word_is(const struct word *word, const char *text)
{
    return word->length == strlen(text) && text_starts_with_ignore_case(word->start, text);
}

static inline bool word_starts(const struct word *word, const char *text)
{
    return word->length >= strlen(text) && text_starts_with_ignore_case(word->start, text);
}

/* Is it one of `count` texts? */
static inline bool word_is_one(const struct word *word, const char *const texts[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(word, texts[i]))
            return true;
    return false;
}

static inline bool words_have(const struct word *words, size_t count, enum word_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == kind || (kind == WORD_STYLE && words[i].is_style))
            return true;
    return false;
}

/* Of that kind itself; words_have() counts a word of another kind that is a style, too. */
static inline bool words_have_kind(const struct word *words, size_t count, enum word_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == kind)
            return true;
    return false;
}

static inline enum word_kind words_kind_at(const struct word *words, size_t count, size_t i)
{
    return i < count ? words[i].kind : WORD_JOINT;
}

static inline size_t words_past_filler(const struct word *words, size_t count, size_t i)
{
    while (i < count && words[i].kind == WORD_FILLER)
        i++;
    return i;
}

/* The words [first, end) between the joints on both sides of `i`. */
static inline void words_clause_about(const struct word *words, size_t count, size_t i, size_t *first, size_t *end)
{
    for (*first = i; *first > 0 && words[*first - 1].kind != WORD_JOINT; --*first)
        ;
    for (*end = i + 1; *end < count && words[*end].kind != WORD_JOINT; ++*end)
        ;
}

/* Of the clause that the word `i` stands in: its first word, and behind its last one. */
static inline size_t words_clause_start(const struct word *words, size_t i)
{
    while (i > 0 && words[i - 1].kind != WORD_JOINT)
        i--;
    return i;
}

static inline size_t words_clause_end(const struct word *words, size_t count, size_t i)
{
    while (i < count && words[i].kind != WORD_JOINT)
        i++;
    return i;
}

/* From here on it means nothing. */
static inline void word_say_nothing(struct word *word)
{
    word->kind = WORD_FILLER;
    word->is_style = false;
}

/* Characters of Chinese or Japanese. */
static inline bool word_is_wide(const struct word *word)
{
    return ((unsigned char)word->start[0] & 0x80) != 0;
}

#endif
