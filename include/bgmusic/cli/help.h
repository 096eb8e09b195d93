/* Help texts, made from the tables. All go to stdout: asked for, they are the result. */
#ifndef BGMUSIC_CLI_HELP_H
#define BGMUSIC_CLI_HELP_H

struct command;

/* What `help` explains besides the commands. */
#define HELP_TOPICS "exit-codes|environment"

void help_overview(void);
void help_command(const struct command *command);
void help_exit_codes(void);
void help_environment(void);

#endif
