/* Drafts for tests: from text to a timeline and its words in one call. */
#ifndef BGMUSIC_TESTS_DRAFT_CASES_H
#define BGMUSIC_TESTS_DRAFT_CASES_H

#include "unit/unit_test.h"

#include "bgmusic/draft/draft.h"

/* A row of a table may have single quotes for double ones: they read better in C. */
static inline struct draft draft_from(const char *text)
{
    struct draft draft;
    char *copy = xstrdup(text);
    for (char *at = copy; *at != '\0'; at++) {
        if (*at == '\'')
            *at = '"';
    }
    struct bgm_error err = BGM_ERROR_INIT;
    if (draft_parse(copy, strlen(copy), &draft, &err) != BGM_OK)
        fail_msg("%s: %s", text, err.message);
    free(copy);
    return draft;
}

/* A draft with one audio track that has these segments. */
static inline struct draft draft_from_segments(const char *segments)
{
    char *text = xasprintf("{'t':[{'tt':1,'sg':[%s]}]}", segments);
    struct draft draft = draft_from(text);
    free(text);
    return draft;
}

#endif
