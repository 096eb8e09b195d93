/* Questions to the person at the terminal. They go to stderr; answers are read from stdin, as all lines of a
 * conversation are. Off a terminal nobody is asked. */
#ifndef BGMUSIC_CLI_TERMINAL_ASK_H
#define BGMUSIC_CLI_TERMINAL_ASK_H

#include <stdbool.h>
#include <stddef.h>

bool terminal_is_here(void); /* stdin and stderr are one */

/* One line without its end, at most `most_bytes` of it (the rest of the line is read and dropped). NULL: the input
 * ended, or a signal came, before there was anything. The caller's. `prompt` NULL: none. */
char *terminal_read_line(const char *prompt, size_t most_bytes);

/* Yes only for y, yes and 是, 好, 对; everything else, an end of input too, is no. */
bool terminal_ask_yes(const char *question);

#endif
