/* What the agent asks, for people. */
#ifndef BGMUSIC_CLI_QUESTION_VIEW_H
#define BGMUSIC_CLI_QUESTION_VIEW_H

#include <stdbool.h>

struct api_question;
struct buf;
struct cli;

/* Title, prompts and numbered choices on stdout. */
void question_print(struct cli *cli, const struct api_question *question);

/* Asks at the terminal, item by item, and appends the message that answers; false: the input ended, or somebody pressed
 * Ctrl-C. */
bool question_ask(struct cli *cli, const struct api_question *question, struct buf *message);

#endif
