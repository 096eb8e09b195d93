/* Help texts, made from the tables. Asked for, they are the result: help_print() puts them on stdout, as text or as a
 * JSON object with `topic` and `text`. */
#ifndef BGMUSIC_CLI_HELP_H
#define BGMUSIC_CLI_HELP_H

#include "bgmusic/base/error.h"

struct buf;
struct cli;
struct command;

/* What `help` explains besides the commands. */
#define HELP_TOPICS "exit-codes|environment"

/* `commands` as in command.h. */
void help_overview(const struct command *const *commands, struct buf *out);
void help_command(const struct command *command, struct buf *out);
void help_exit_codes(struct buf *out);
void help_environment(struct buf *out);

enum { HELP_CEILING = 256 * 1024 };

/* The help on a command, "exit-codes", "environment", or (NULL) the overview. BGM_USAGE: there is none on that. */
enum bgm_status help_print(struct cli *cli, const char *topic, struct bgm_error *err);

#endif
