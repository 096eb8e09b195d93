/* What the agent asks before it goes on: a call of its tool `ask_question`, which ends the turn.
 *
 *     struct api_question question = {0};
 *     api_question_append_words(&question, &text);                  title, prompts, numbered choices, for people
 *     api_question_append_answer(&question, i, "2", &message);      "1. Which mood fits?: Lo-fi"
 *     api_question_release(&question);
 *
 * It is answered by an ordinary message with one line a question. Pure; texts come from outside and are not yet made
 * safe for a terminal. */
#ifndef BGMUSIC_API_API_QUESTION_H
#define BGMUSIC_API_API_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct json;

enum { API_QUESTION_MOST = 20, API_QUESTION_MOST_OPTIONS = 50 };

struct api_option {
    char *id, *label; /* never NULL */
};

struct api_question_item {
    char *id, *prompt; /* never NULL; the prompt may be "" */
    struct api_option *options;
    size_t option_count; /* 0: any words answer it */
    bool allow_multiple;
};

struct api_question {
    char *title; /* NULL: none */
    struct api_question_item *items;
    size_t count; /* 0: nothing is asked */
};

/* Reads the arguments of a call: {"title","questions":[{"id","prompt","options":[{"id","label"}],"allow_multiple"}]},
 * or a text that holds this; of other shapes whatever text there is becomes one question without choices. The items
 * come behind those that are there already. */
void api_question_read(struct api_question *question, const struct json *arguments);
void api_question_release(struct api_question *question); /* legal twice, and on a zeroed struct */

/* Title, numbered prompts and choices, one line each, the last without its end. */
void api_question_append_words(const struct api_question *question, struct buf *out);

/* The line that answers item `index`, without its end: numbers and words that fit choices become their labels (several,
 * with commas between, numbers with blanks, where that is allowed), other words stand as they are; a blank or NULL
 * answer is "Skipped". */
void api_question_append_answer(const struct api_question *question, size_t index, const char *answer, struct buf *out);

/* Is the answer to item `index` made of numbers, one of which is no choice's? Then it is worth asking again. Where
 * choices have numbers in them ("90 bpm"), any number may be an answer of its own. */
bool api_question_misses(const struct api_question *question, size_t index, const char *answer);

/* The answer to all items by what is likeliest (their first choice), as an example for people. */
void api_question_append_example(const struct api_question *question, struct buf *out);

#endif
