/* Completion scripts for bash, zsh and fish, made from the tables of commands and options (command.h, options.h).
 *
 * Each script is complete in itself: it holds all names and choices, so that a press of the key asks this program
 * nothing. It is made again when the program is installed anew:
 *
 *     bgmusic completion bash >~/.local/share/bash-completion/completions/bgmusic
 */
#ifndef BGMUSIC_CLI_COMPLETION_H
#define BGMUSIC_CLI_COMPLETION_H

struct buf;
struct command;

void completion_write_bash(const struct command *const *commands, struct buf *out);
void completion_write_zsh(const struct command *const *commands, struct buf *out);
void completion_write_fish(const struct command *const *commands, struct buf *out);

#endif
