/* Reading the command line by its tables. */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "bgmusic/draft/music_key.h"
#include "bgmusic/store/settings.h"

#define AT(field) offsetof(struct options, field)

const struct option_row global_option_rows[] = {
    {"engine", 0, OPTION_CHOICE, "ENGINE", AT(engine), "auto|cloud|local", 0, 0,
     "who does the work: the service, this machine, or whichever can be reached"},
    {"api-url", 0, OPTION_TEXT, "URL", AT(api_url), NULL, 0, 0, "base address of the service; means cloud"},
    {"session", 0, OPTION_TEXT, "ID", AT(session), NULL, 0, 0, "work on this session, for this call only"},
    {"json", 0, OPTION_FLAG, NULL, AT(json), NULL, 0, 0, "one JSON object a result on stdout"},
    {"progress", 0, OPTION_CHOICE, "HOW", AT(progress), "auto|bar|plain|json|none", 0, 0,
     "how progress is shown on stderr"},
    {"color", 0, OPTION_CHOICE, "WHEN", AT(color), "auto|always|never", 0, 0, "colour on the terminal"},
    {"quiet", 'q', OPTION_FLAG, NULL, AT(quiet), NULL, 0, 0, "say nothing but warnings and errors"},
    {"verbose", 'v', OPTION_COUNT, NULL, AT(verbose), NULL, 0, 0,
     "say more; twice: requests and answers too, secrets masked"},
    {"timeout", 0, OPTION_SECONDS, "SECONDS", AT(timeout_ms), NULL, 1, 604800, "the most the whole command may take"},
    {"help", 'h', OPTION_FLAG, NULL, AT(help), NULL, 0, 0, "show this help"},
    {"version", 0, OPTION_FLAG, NULL, AT(version), NULL, 0, 0, "show the version"},
    OPTION_ROWS_END,
};

void options_init(struct options *options)
{
    *options = (struct options){
        .timeout_ms = OPTION_UNSET,
        .wait_ms = OPTION_UNSET,
        .jobs = OPTION_UNSET,
        .variants = OPTION_UNSET,
        .older_s = OPTION_UNSET,
        .port = OPTION_UNSET,
    };
    music_wishes_init(&options->wishes);
}

void options_release(struct options *options)
{
    free(options->answers);
    options->answers = NULL;
    free(options->operands);
    options_init(options);
}

static const struct option_row *find_in(const struct option_row *rows, const char *name, size_t length, char letter)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        if (letter != 0 ? rows->letter == letter
                        : strlen(rows->name) == length && strncmp(rows->name, name, length) == 0)
            return rows;
    }
    return NULL;
}

static const struct option_row *find_row(const struct command *command, const char *name, size_t length, char letter)
{
    const struct option_row *row = command != NULL ? find_in(command->options, name, length, letter) : NULL;
    return row != NULL ? row : find_in(global_option_rows, name, length, letter);
}

static bool takes_value(const struct option_row *row)
{
    return row->kind != OPTION_FLAG && row->kind != OPTION_COUNT;
}

const char *options_command_word(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (text_equal(word, "--"))
            return NULL;
        if (word[0] != '-' || word[1] == '\0')
            return word;
        const struct option_row *row = NULL;
        if (word[1] == '-') {
            size_t length = strcspn(word + 2, "=");
            row = find_row(NULL, word + 2, length, 0);
            if (row != NULL && takes_value(row) && word[2 + length] == '\0')
                i++;
        } else {
            for (const char *letter = word + 1; *letter != '\0'; letter++) {
                row = find_row(NULL, NULL, 0, *letter);
                if (row != NULL && takes_value(row)) {
                    i += letter[1] == '\0';
                    break;
                }
            }
        }
    }
    return NULL;
}

bool options_ask_for_json(int argc, char **argv)
{
    for (int i = 1; i < argc && !text_equal(argv[i], "--"); i++) {
        if (text_equal(argv[i], "--json"))
            return true;
    }
    return false;
}

bool options_ask_for_events(int argc, char **argv)
{
    bool is_asked = false;
    for (int i = 1; i < argc && !text_equal(argv[i], "--"); i++) {
        if (text_starts_with(argv[i], "--progress="))
            is_asked = text_equal(argv[i], "--progress=json");
        else if (text_equal(argv[i], "--progress") && i + 1 < argc)
            is_asked = text_equal(argv[i + 1], "json");
    }
    return is_asked;
}

static enum bgm_status unknown_option(const struct command *command, const char *word, size_t length,
                                      struct bgm_error *err)
{
    char *name = xstrndup(word, length);
    const char *nearest = NULL;
    size_t best = 3;
    const struct option_row *tables[] = {command != NULL ? command->options : NULL, global_option_rows};
    for (size_t t = 0; t < 2 && text_starts_with(name, "--"); t++) {
        for (const struct option_row *row = tables[t]; row != NULL && row->name != NULL; row++) {
            size_t distance = text_distance(name + 2, row->name);
            /* A name of which nothing was kept is no near miss. */
            if (distance < best && distance < strlen(name + 2)) {
                best = distance;
                nearest = row->name;
            }
        }
    }
    bgm_fail(err, BGM_USAGE, "unknown option \"%s\"", name);
    if (nearest != NULL)
        bgm_hint(err, "did you mean --%s?", nearest);
    else if (command != NULL)
        bgm_hint(err, "`bgmusic help %s` lists the options", command->name);
    else
        bgm_hint(err, "`bgmusic help` lists the options");
    free(name);
    return BGM_USAGE;
}

static enum bgm_status bad_value(const struct option_row *row, const char *value, const char *takes,
                                 struct bgm_error *err)
{
    return bgm_fail(err, BGM_USAGE, "--%s takes %s, not \"%s\"", row->name, takes, value);
}

/* "30d": days, "12h": hours, "2w": weeks. */
static bool read_age(const char *value, int64_t *age_s)
{
    static const struct {
        char letter;
        int seconds;
    } units[] = {{'h', 3600}, {'d', 24 * 3600}, {'w', 7 * 24 * 3600}};
    size_t length = strlen(value);
    char digits[8];
    for (size_t i = 0; i < COUNT(units); i++) {
        if (length < 2 || length > sizeof digits || value[length - 1] != units[i].letter)
            continue;
        snprintf(digits, sizeof digits, "%.*s", (int)(length - 1), value);
        if (!text_to_int(digits, 0, 100000, age_s))
            return false;
        *age_s *= units[i].seconds;
        return true;
    }
    return false;
}

/* Number-like kinds: parse, check the range, say what was wanted. */
static enum bgm_status store_number(const struct option_row *row, const char *value, int64_t *place,
                                    struct bgm_error *err)
{
    char takes[128];
    double seconds;
    if (row->kind == OPTION_INTEGER) {
        if (text_to_int(value, (int64_t)row->least, (int64_t)row->most, place))
            return BGM_OK;
        snprintf(takes, sizeof takes, "a whole number from %.0f to %.0f", row->least, row->most);
    } else if (row->kind == OPTION_PERCENT) {
        char digits[16];
        size_t length = strlen(value);
        if (length > 0 && value[length - 1] == '%')
            length--;
        snprintf(digits, sizeof digits, "%.*s", (int)(length < 15 ? length : 15), value);
        if (length < 15 && text_to_int(digits, 0, 100, place))
            return BGM_OK;
        snprintf(takes, sizeof takes, "a percentage from 0 to 100");
    } else if (row->kind == OPTION_AGE) {
        if (read_age(value, place))
            return BGM_OK;
        snprintf(takes, sizeof takes, "an age such as 30d, 12h or 2w");
    } else if (row->kind == OPTION_TIME) {
        if (text_to_time_ms(value, place))
            return BGM_OK;
        snprintf(takes, sizeof takes, "a time such as 90, 1:30 or 0:01:30.5");
    } else {
        if (text_to_double(value, row->least, row->most, &seconds)) {
            *place = (int64_t)(seconds * 1000 + 0.5);
            return BGM_OK;
        }
        snprintf(takes, sizeof takes, "seconds from %g to %g", row->least, row->most);
    }
    return bad_value(row, value, takes, err);
}

static void append_to_list(const char ***list, const char *value)
{
    size_t count = 0;
    while (*list != NULL && (*list)[count] != NULL)
        count++;
    *list = xreallocarray(*list, count + 2, sizeof **list);
    (*list)[count] = value;
    (*list)[count + 1] = NULL;
}

static enum bgm_status store_value(const struct option_row *row, const char *value, struct options *options,
                                   struct bgm_error *err)
{
    char *place = (char *)options + row->offset;
    char nearest[32];
    struct music_key key;
    double lufs;
    bool keep;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)place = true;
        return BGM_OK;
    case OPTION_COUNT:
        (*(int *)place)++;
        return BGM_OK;
    case OPTION_CHOICE:
        if (!text_is_choice(value, row->choices)) {
            bad_value(row, value, row->choices, err);
            if (text_nearest_choice(value, row->choices, nearest, sizeof nearest))
                bgm_hint(err, "did you mean --%s %s?", row->name, nearest);
            return BGM_USAGE;
        }
        *(const char **)place = value;
        return BGM_OK;
    case OPTION_LOUDNESS:
        if (!loudness_target(value, &lufs, NULL, &keep))
            return bad_value(row, value, "social, podcast, broadcast, us-tv, keep or LUFS from -40 to -5", err);
        *(const char **)place = value;
        return BGM_OK;
    case OPTION_LIST:
        append_to_list((const char ***)place, value);
        return BGM_OK;
    case OPTION_KEY:
        if (!music_key_read(value, &key))
            return bad_value(row, value, "a key such as \"F# minor\", \"Bb\" or \"C dorian\"", err);
        *(const char **)place = value;
        return BGM_OK;
    case OPTION_TEXT:
    case OPTION_FILE:
        *(const char **)place = value;
        return BGM_OK;
    case OPTION_INTEGER:
    case OPTION_PERCENT:
    case OPTION_SECONDS:
    case OPTION_TIME:
    case OPTION_AGE:
        return store_number(row, value, (int64_t *)place, err);
    }
    return BGM_OK;
}

enum bgm_status options_read_value(const struct option_row *row, const char *value, struct options *options,
                                   struct bgm_error *err)
{
    if (row->kind != OPTION_FLAG)
        return store_value(row, value, options, err);
    if (!text_is_blank(value) && !text_is_choice(value, "true|false|yes|no|1|0"))
        return bad_value(row, value, "true or false", err);
    *(bool *)((char *)options + row->offset) = !text_is_blank(value) && text_is_choice(value, "true|yes|1");
    return BGM_OK;
}

static enum bgm_status missing_value(const struct option_row *row, struct bgm_error *err)
{
    return bgm_fail(err, BGM_USAGE, "--%s needs a value (%s)", row->name, row->argument);
}

/* "--name", "--name=value" or "--name value"; `*i` moves over a value taken from the next argument. */
static enum bgm_status parse_long(int argc, char **argv, int *i, const struct command *command, struct options *options,
                                  struct bgm_error *err)
{
    const char *word = argv[*i];
    size_t length = strcspn(word + 2, "=");
    const char *value = word[2 + length] == '=' ? word + 3 + length : NULL;
    const struct option_row *row = find_row(command, word + 2, length, 0);
    if (row == NULL)
        return unknown_option(command, word, length + 2, err);
    if (!takes_value(row)) {
        if (value != NULL)
            return bgm_fail(err, BGM_USAGE, "--%s takes no value", row->name);
        return store_value(row, NULL, options, err);
    }
    if (value == NULL && *i + 1 < argc)
        value = argv[++*i];
    if (value == NULL)
        return missing_value(row, err);
    return store_value(row, value, options, err);
}

/* "-qv", "-o value" or "-ovalue". */
static enum bgm_status parse_letters(int argc, char **argv, int *i, const struct command *command,
                                     struct options *options, struct bgm_error *err)
{
    for (const char *letter = argv[*i] + 1; *letter != '\0'; letter++) {
        const struct option_row *row = find_row(command, NULL, 0, *letter);
        if (row == NULL) {
            char name[3] = {'-', *letter, '\0'};
            return unknown_option(command, name, 2, err);
        }
        const char *value = NULL;
        if (takes_value(row)) {
            value = letter[1] != '\0' ? letter + 1 : *i + 1 < argc ? argv[++*i] : NULL;
            if (value == NULL)
                return missing_value(row, err);
        }
        enum bgm_status status = store_value(row, value, options, err);
        if (status != BGM_OK || value != NULL)
            return status;
    }
    return BGM_OK;
}

static enum bgm_status misplaced_command(const struct command *command, struct bgm_error *err)
{
    bgm_fail(err, BGM_USAGE, "\"%s\" is the value of an option here, and no command is left", command->name);
    bgm_hint(err, "the command stands before its options: bgmusic %s ...", command->name);
    return BGM_USAGE;
}

/* "config set loudness -14": a number there is the value. */
static bool is_setting_value(const struct command *command, const struct options *options, const char *word)
{
    double number;
    return command != NULL && command->second_operand == OPERAND_SETTING && options->operand_count == 2 &&
           text_to_double(word, -1e9, 0, &number);
}

enum bgm_status options_parse(int argc, char **argv, const struct command *command, struct options *options,
                              struct bgm_error *err)
{
    options->operands = xcalloc((size_t)argc + 1, sizeof *options->operands);
    bool seen_command = command == NULL, ended = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        enum bgm_status status = BGM_OK;
        if (!ended && text_equal(word, "--")) {
            ended = true;
        } else if (ended || word[0] != '-' || word[1] == '\0' || is_setting_value(command, options, word)) {
            /* "-p add clip.mp4" reads like a command and its prompt is "add": no word is passed over for another. */
            if (!seen_command && !text_equal(word, command->name))
                status = misplaced_command(command, err);
            else if (!seen_command)
                seen_command = true;
            else
                options->operands[options->operand_count++] = word;
        } else if (word[1] == '-') {
            status = parse_long(argc, argv, &i, command, options, err);
        } else {
            status = parse_letters(argc, argv, &i, command, options, err);
        }
        if (status != BGM_OK)
            return status;
    }
    return seen_command ? BGM_OK : misplaced_command(command, err);
}
