/* What the three writers of completion scripts share. */
#ifndef BGMUSIC_CLI_COMPLETION_SHELLS_H
#define BGMUSIC_CLI_COMPLETION_SHELLS_H

#include <stdbool.h>

struct buf;
struct command;
struct option_row;

/* The words that can stand as an operand of a command, joined by `separator`: its own, the topics of help, or the
 * names of settings. Appends nothing for operands that are files or free text. */
void completion_append_words(struct buf *out, const struct command *const *commands, const struct command *command,
                             char separator);
void completion_append_settings(struct buf *out, char separator);
/* "auto|cloud|local" with another separator. */
void completion_append_choices(struct buf *out, const char *choices, char separator);
/* Text between single quotes; `escaped` characters get a backslash. A quote itself ends the text and begins it anew. */
void completion_append_quoted(struct buf *out, const char *text, const char *escaped);

bool completion_takes_value(const struct option_row *row);

#endif
