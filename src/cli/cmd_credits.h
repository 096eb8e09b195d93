/* The balance, for `credits` and for a conversation that asks for it. */
#ifndef BGMUSIC_CLI_CMD_CREDITS_H
#define BGMUSIC_CLI_CMD_CREDITS_H

#include "bgmusic/base/error.h"

struct cli;

/* Asks for the balance and prints it; `action` as in state_view.h. */
enum bgm_status credits_show(struct cli *cli, const char *action, struct bgm_error *err);

#endif
