/* The command line as data: rows that say what an option is called, what it takes and where the value goes.
 *
 * Parsing, `--help`, completion and the check against the manual all read these rows. Values point into argv
 * (borrowed) or are numbers in the unit their name says. */
#ifndef BGMUSIC_CLI_OPTIONS_H
#define BGMUSIC_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/app/music_request.h"
#include "bgmusic/base/error.h"

enum option_kind {
    OPTION_FLAG,     /* bool: set to true */
    OPTION_COUNT,    /* int: one more each time */
    OPTION_TEXT,     /* const char * */
    OPTION_LIST,     /* const char **: each time one more, NULL-terminated; the array released by options_release() */
    OPTION_FILE,     /* const char *: completed with file names */
    OPTION_CHOICE,   /* const char *: one of `choices` */
    OPTION_INTEGER,  /* int64_t in [least, most] */
    OPTION_PERCENT,  /* int64_t 0-100, an optional % behind it */
    OPTION_SECONDS,  /* int64_t in milliseconds, from seconds with fractions */
    OPTION_TIME,     /* int64_t in milliseconds, from 90, 1:30 or 1:02:03 */
    OPTION_AGE,      /* int64_t in seconds, from 30d, 12h, 2w */
    OPTION_LOUDNESS, /* const char *: a name or a number of LUFS (store/settings.h) */
    OPTION_KEY,      /* const char *: "F# minor" (draft/music_key.h) */
};

struct option_row {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    enum option_kind kind;
    const char *argument; /* how the help writes the value: "PERCENT"; NULL for flags */
    size_t offset;        /* of the value in struct options */
    const char *choices;  /* "auto|cloud|local"; of OPTION_LOUDNESS those that have names, for completion */
    double least, most;
    const char *help; /* one line, lower case, no full stop */
};

/* Every option of every command; unset numbers are OPTION_UNSET, unset texts NULL. */
#define OPTION_UNSET MUSIC_UNSET

/* A wish's row as an option's. */
#define OPTION_OF_WISH(kind, member, option, argument, choices, least, most, sentence, told, help) \
    {option, 0, OPTION_##kind, argument, offsetof(struct options, wishes.member), choices, least, most, help},

struct options {
    /* global */
    const char *engine, *api_url, *progress, *color, *session;
    bool json, quiet, help, version;
    int verbose;
    int64_t timeout_ms;
    /* add and its kin */
    struct music_wishes wishes; /* store/music_wishes.h: a row there is an option here */
    const char *prompt, *output, *music, *language, *from_list, *shard, *report;
    int64_t wait_ms, jobs, variants, older_s;
    const char *stems, *midi, *beats;
    bool preview;
    bool skip_existing, force, number, dry_run, keep_going, fail_fast;
    /* other commands */
    const char *file, *render, *token_file, *svg, *forget;
    const char **answers;
    bool send_again, forget_failed;
    bool raw, no_wait, cancel, list, all, install, yes;
    int64_t port;
    /* what is left: */
    const char **operands; /* borrowed strings, array released by options_release() */
    size_t operand_count;
};

#define OPTION_ROWS_END \
    {                   \
        .name = NULL    \
    }

extern const struct option_row global_option_rows[];

struct command;

void options_init(struct options *options);
void options_release(struct options *options);

/* Finds the command word: the first argument that is neither an option nor an option's value; NULL: there is none. */
const char *options_command_word(int argc, char **argv);

/* Reads all arguments with the rows of the command (NULL: global ones only); the command word itself is not an operand.
 * BGM_USAGE names the argument and, for a near miss, the option that was probably meant. */
enum bgm_status options_parse(int argc, char **argv, const struct command *command, struct options *options,
                              struct bgm_error *err);

/* One value as that option's row reads it, from elsewhere than the command line: a flag is said by true, yes or 1 and
 * left by false, no, 0 or nothing. BGM_USAGE as above; the value is borrowed. */
enum bgm_status options_read_value(const struct option_row *row, const char *value, struct options *options,
                                   struct bgm_error *err);

/* Is `--json` among the arguments (before a "--")? Known even when the rest does not parse. */
bool options_ask_for_json(int argc, char **argv);
/* The same for `--progress json`: each line on stderr is an event then. */
bool options_ask_for_events(int argc, char **argv);

#endif
