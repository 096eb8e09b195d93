/* The agent: a message into a reading. */
#include "agent.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_clauses.h"
#include "agent_fixed.h"
#include "agent_lexicon.h"
#include "agent_meter.h"
#include "agent_prompt.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "style_table.h"

size_t agent_known_length(const char *text)
{
    size_t length = 0;
    struct word word;
    if (lexicon_find(text, true, LANGUAGE_ENGLISH, &length) != NULL)
        return length;
    /* "mets du jazz": a prompt is read word by word, whatever its language; small words say too little of one. */
    for (int language = LANGUAGE_SPANISH; language < LANGUAGE_COUNT; language++)
        if (lexicon_find(text, true, (enum agent_language)language, &length) != NULL && length > 3)
            return length;
    return agent_meter_read(text, true, &word);
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

/* "don’t" is "don't": the typographic apostrophe between letters. */
static void apostrophes_plain(char *text)
{
    static const char curly[] = "\xe2\x80\x99";
    for (char *at = text; (at = strstr(at, curly)) != NULL; at++)
        if (at > text && isalpha((unsigned char)at[-1]) && isalpha((unsigned char)at[3])) {
            *at = '\'';
            memmove(at + 1, at + 3, strlen(at + 3) + 1);
        }
}

/* "1. Remove the music from 3 to 5 s?: only there" answers a question of ours: the answer is the message. */
static char *answer_take(char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 2 || text[digits] != '.' || text[digits + 1] != ' ' || strchr(text, '\n') != NULL)
        return text;
    char *answer = NULL;
    for (char *at = text; (at = strstr(at, "?: ")) != NULL; at += 3)
        answer = at + 3;
    return answer != NULL ? answer : text;
}

/* What is left once the fixed sentences are off: a prompt, or clauses. */
static void body_read(char *message, const struct agent_memory *memory, struct agent_reading *reading)
{
    static const char *const openings[] = {"Add background music:", "添加背景音乐：", "添加背景音乐:"};
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (!text_starts_with_ignore_case(message, openings[i]))
            continue;
        char *prompt = message + strlen(openings[i]);
        prompt_trim(prompt);
        struct edit *edit = edit_list_add(&reading->edits, EDIT_MUSIC);
        snprintf(edit->text, sizeof edit->text, "%s", prompt);
        text_cut_partial_character(edit->text);
        reading->edits.new_piece = true;
        reading->verdict = AGENT_EDITS;
        agent_prompt(prompt, memory, reading);
        return;
    }
    apostrophes_plain(message);
    agent_clauses(message, memory, reading);
}

/* "The same song, but jazz": a style that no word of mood brought. */
static bool names_mere_style(const char *prompt)
{
    struct style_match match;
    style_match_prompt(prompt, &match);
    return match.style[0] != '\0' && match.mood_energy == 0 && match.mood_valence == 0;
}

void agent_read(const char *message, const struct agent_memory *memory, struct agent_reading *reading)
{
    memset(reading, 0, sizeof *reading);
    char *text = xstrndup(message, strnlen(message, AGENT_MOST_MESSAGE_BYTES));
    struct edit_list *fixed = xcalloc(1, sizeof *fixed), *edits = &reading->edits;
    text_trim(text);
    char *told = answer_take(text);
    agent_fixed_sentences(told, fixed);
    text_trim(told);
    if (*told != '\0')
        body_read(told, memory, reading);
    for (size_t i = 0; i < fixed->count; i++)
        *edit_list_add(edits, fixed->edits[i].kind) = fixed->edits[i];
    if (fixed->count > 0)
        reading->verdict = AGENT_EDITS;
    /* "Make it sad but keep the tune": what would be another style is a mood then. */
    for (size_t i = 0; edits->keeps_tune && !edits->new_piece && memory->has_music && i < edits->count; i++)
        if (edits->edits[i].kind == EDIT_MUSIC && !names_mere_style(edits->edits[i].text))
            edits->edits[i].kind = EDIT_MOOD;
    free(fixed);
    free(text);
}

void agent_refusal(const struct agent_reading *reading, bool chinese, struct buf *out)
{
    agent_refuse((enum agent_beyond)reading->beyond, reading->beyond_name, chinese, out);
}
