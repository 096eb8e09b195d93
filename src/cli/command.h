/* A command is one const struct in its own cmd_NAME.c; the runner (command_run.c) satisfies its needs, runs it and
 * turns what comes back into words and an exit code. */
#ifndef BGMUSIC_CLI_COMMAND_H
#define BGMUSIC_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/app/app.h"
#include "bgmusic/base/error.h"
#include "messages.h"
#include "options.h"
#include "bgmusic/store/settings.h"

struct json;

enum command_needs {
    NEEDS_NOTHING = 0,
    NEEDS_APP = 1,     /* folders and settings are read; nothing is reached yet */
    NEEDS_SERVICE = 2, /* an engine is chosen and started, a token is there */
};

/* What a running command has. */
struct cli {
    const struct command *command;
    const struct command *const *commands; /* all there are, ended by NULL */
    struct options options;
    struct settings settings;
    struct messages messages;
    struct app app;
    bool has_app;
    bool knows_settings; /* they are loaded, and the messages follow them */
    bool streams_reply;  /* the service's words are printed as they come */
    bool reply_shown;    /* some were, since the last turn began */
};

/* What an operand is: for completion, and for the check of words. */
enum operand_kind {
    OPERAND_TEXT = 0, /* anything, or none at all */
    OPERAND_FILE,     /* this one and all that follow are files */
    OPERAND_WORD,     /* one of `operand_words` */
    OPERAND_TOPIC,    /* a command, or a topic of the help (help.h) */
    OPERAND_SETTING,  /* the name of a setting */
    OPERAND_STYLE,    /* a style of the local engine, or another word */
};

struct command {
    const char *name;
    const char *summary;              /* one line for the list of commands */
    const char *usage;                /* what stands behind "bgmusic ", one line a form */
    const char *details;              /* paragraphs for `help NAME`; NULL: none */
    const struct option_row *options; /* NULL: none of its own */
    const char *operand_words;        /* "status|login|logout": the runner takes no other; NULL: none */
    enum operand_kind first_operand, second_operand;
    size_t least_operands, most_operands;
    unsigned needs;
    enum bgm_status (*run)(struct cli *cli, struct bgm_error *err);
};

/* All commands in the order of the help, ended by NULL: what main hands to command_run(). Whoever else needs them gets
 * them as `commands`, since the table itself stands above every command. */
extern const struct command *const command_table[];

const struct command *command_find(const struct command *const *commands, const char *name);
/* The name a mistyped word was probably meant to be; NULL: none is near. */
const char *command_nearest(const struct command *const *commands, const char *word);

/* Does this `config` change the file? Then a bad value in it must not stand in the way. */
bool config_mends(const struct options *options);

/* Everything between main's arguments and its exit code. */
int command_run(const struct command *const *commands, int argc, char **argv);

extern const struct option_row add_option_rows[]; /* add_options.c: of cmd_add, and the columns of a list */

extern const struct command cmd_add, cmd_auth, cmd_session, cmd_upload, cmd_chat, cmd_state, cmd_export, cmd_credits,
    cmd_resume, cmd_serve, cmd_doctor, cmd_config, cmd_completion, cmd_help, cmd_styles, cmd_clean;

#endif
