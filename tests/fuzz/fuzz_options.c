/* The command line, words separated by NUL, against the real tables: read, or refused with a sentence. */
#include "fuzz.h"

#include "command.h"

enum { MOST_WORDS = 64 };

static bool is_word(char **argv, int argc, const char *text)
{
    for (int i = 1; i < argc; i++) {
        if (text >= argv[i] && text <= argv[i] + strlen(argv[i]))
            return true;
    }
    return false;
}

/* What a row promises of its value. */
static void check_row(const struct option_row *row, const struct options *options, char **argv, int argc)
{
    const void *place = (const char *)options + row->offset;
    int64_t number;
    const char *text;
    switch (row->kind) {
    case OPTION_FLAG:
        break;
    case OPTION_COUNT:
        PROPERTY(*(const int *)place >= 0, "a count is one");
        break;
    case OPTION_LIST:
        for (const char *const *each = *(const char *const *const *)place; each != NULL && *each != NULL; each++)
            PROPERTY(is_word(argv, argc, *each), "each text of a list is a word of the line");
        break;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_CHOICE:
    case OPTION_LOUDNESS:
    case OPTION_KEY:
        text = *(const char *const *)place;
        PROPERTY(text == NULL || is_word(argv, argc, text), "a text is a word of the line");
        PROPERTY(text == NULL || row->kind != OPTION_CHOICE ||
                     (*text != '\0' && strchr(text, '|') == NULL && strstr(row->choices, text) != NULL),
                 "a choice is one of them");
        break;
    case OPTION_PERCENT:
        number = *(const int64_t *)place;
        PROPERTY(number == OPTION_UNSET || (number >= 0 && number <= 100), "a percentage is one");
        break;
    case OPTION_INTEGER:
    case OPTION_SECONDS:
        number = *(const int64_t *)place;
        double unit = row->kind == OPTION_SECONDS ? 1000 : 1;
        PROPERTY(number == OPTION_UNSET ||
                     ((double)number >= row->least * unit - 0.5 && (double)number <= row->most * unit + 0.5),
                 "a number is in its range");
        break;
    case OPTION_TIME:
    case OPTION_AGE:
        number = *(const int64_t *)place;
        PROPERTY(number == OPTION_UNSET || number >= 0, "a time is not negative");
        break;
    }
}

/* Is the command's name among the words, and not as an option's value? */
static bool names_command(char **argv, int argc, const struct options *options, const struct command *command)
{
    for (int i = 1; i < argc; i++) {
        bool is_value = false;
        for (const struct option_row *row = command->options; row != NULL && row->name != NULL; row++) {
            bool is_text = row->kind == OPTION_TEXT || row->kind == OPTION_FILE;
            const void *place = (const char *)options + row->offset;
            is_value = is_value || (is_text && *(const char *const *)place == argv[i]);
        }
        if (!is_value && text_equal(argv[i], command->name))
            return true;
    }
    return false;
}

static void check_line(int argc, char **argv)
{
    const char *word = options_command_word(argc, argv);
    const struct command *command = word != NULL ? command_find(command_table, word) : NULL;
    if (word != NULL && command == NULL) {
        const char *nearest = command_nearest(command_table, word);
        PROPERTY(nearest == NULL || command_find(command_table, nearest) != NULL, "a near command is one");
    }
    struct options options;
    struct bgm_error err = BGM_ERROR_INIT;
    options_init(&options);
    enum bgm_status status = options_parse(argc, argv, command, &options, &err);
    PROPERTY(status == BGM_OK || status == BGM_USAGE, "a bad line is bad usage");
    if (status == BGM_OK) {
        PROPERTY(options.operand_count + (command != NULL) < (size_t)argc, "words are not made up");
        PROPERTY(command == NULL || names_command(argv, argc, &options, command), "the command was seen");
        for (size_t i = 0; i < options.operand_count; i++) {
            PROPERTY(is_word(argv, argc, options.operands[i]), "an operand is a word of the line");
            PROPERTY(options.operands[i] != word || command == NULL, "the command is no operand");
        }
        PROPERTY(!options.json || options_ask_for_json(argc, argv), "--json is known early");
        const struct option_row *tables[] = {global_option_rows, command != NULL ? command->options : NULL};
        for (size_t t = 0; t < 2; t++) {
            for (const struct option_row *row = tables[t]; row != NULL && row->name != NULL; row++)
                check_row(row, &options, argv, argc);
        }
    } else {
        PROPERTY(fuzz_is_told(&err, status), "a refusal is a sentence");
    }
    options_release(&options);
    options_release(&options);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *argv[MOST_WORDS + 1] = {xstrdup("bgmusic")};
    int argc = 1;
    for (size_t at = 0; at < size && argc < MOST_WORDS; argc++) {
        argv[argc] = fuzz_text(data + at, size - at);
        at += strlen(argv[argc]) + 1;
    }
    check_line(argc, argv);
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    return 0;
}
