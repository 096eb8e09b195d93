/* The agent: a message into a list of edits. */
#include "agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_clause.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

size_t agent_known_length(const char *text)
{
    size_t length = 0;
    return phrase_find(text, 1, &length) != NULL ? length : 0;
}

/* A prompt ends with the full stop that the sentence around it put there; its own dots stay. */
static void prompt_trim(char *prompt)
{
    text_trim(prompt);
    size_t length = strlen(prompt);
    while (length > 0 && prompt[length - 1] == '.')
        prompt[--length] = '\0';
    text_trim(prompt);
}

/* What is left once the fixed sentences are off: a prompt, or clauses. */
static void body_read(char *message, struct word *words, struct edit_list *edits)
{
    static const char *const openings[] = {"Add background music:", "添加背景音乐：", "添加背景音乐:"};
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (!text_starts_with_ignore_case(message, openings[i]))
            continue;
        char *prompt = message + strlen(openings[i]);
        prompt_trim(prompt);
        struct edit *edit = edit_list_add(edits, EDIT_MUSIC);
        snprintf(edit->text, sizeof edit->text, "%s", prompt);
        text_cut_partial_character(edit->text);
        edits->new_piece = true;
        agent_clauses(prompt, words, agent_words(prompt, words, AGENT_MOST_WORDS), true, edits);
        return;
    }
    agent_clauses(message, words, agent_words(message, words, AGENT_MOST_WORDS), false, edits);
}

void agent_read(const char *message, struct edit_list *edits)
{
    memset(edits, 0, sizeof *edits);
    char *text = xstrndup(message, strnlen(message, AGENT_MOST_MESSAGE_BYTES));
    struct word *words = xcalloc(AGENT_MOST_WORDS + 2, sizeof *words);
    struct edit_list *fixed = xcalloc(1, sizeof *fixed);
    text_trim(text);
    agent_fixed_sentences(text, fixed);
    text_trim(text);
    if (*text != '\0')
        body_read(text, words, edits);
    for (size_t i = 0; i < fixed->count; i++)
        *edit_list_add(edits, fixed->edits[i].kind) = fixed->edits[i];
    /* "Make it sad but keep the tune": what would be another style is a mood then. */
    for (size_t i = 0; edits->keeps_tune && !edits->new_piece && i < edits->count; i++)
        if (edits->edits[i].kind == EDIT_MUSIC)
            edits->edits[i].kind = EDIT_MOOD;
    free(fixed);
    free(words);
    free(text);
}
