/* The command line by its tables: forms, kinds, ranges, near misses. */
#include "unit/unit_test.h"

#include "command.h"

enum { MOST_WORDS = 12 };

/* A line of words, each ended by a space in `line`; "_" stands for a space inside of a word, "~" for an empty word. */
static int split(const char *line, char *argv[MOST_WORDS + 1])
{
    int argc = 0;
    argv[argc++] = xstrdup("bgmusic");
    while (*line != '\0' && argc < MOST_WORDS) {
        size_t length = strcspn(line, " ");
        char *word = xstrndup(line, length);
        for (char *at = word; *at != '\0'; at++)
            *at = *at == '_' ? ' ' : *at;
        if (strcmp(word, "~") == 0)
            word[0] = '\0';
        argv[argc++] = word;
        line += length + (line[length] == ' ');
    }
    argv[argc] = NULL;
    return argc;
}

static void release_words(char *argv[])
{
    for (; *argv != NULL; argv++)
        free(*argv);
}

/* What was read, in one line, only what is set: names are those of struct options. */
static char *read_back(const struct options *o)
{
    struct buf out;
    buf_init(&out, 10000);
    const struct {
        const char *name, *value;
    } texts[] = {{"engine", o->engine},      {"api_url", o->api_url},         {"session", o->session},
                 {"color", o->color},        {"prompt", o->prompt},           {"output", o->output},
                 {"title", o->wishes.title}, {"loudness", o->wishes.loudness}};
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"timeout", o->timeout_ms},   {"volume", o->wishes.volume_percent},
                   {"in", o->wishes.fade_in_ms}, {"out", o->wishes.fade_out_ms},
                   {"from", o->wishes.from_ms},  {"to", o->wishes.to_ms},
                   {"seed", o->wishes.seed},     {"wait", o->wait_ms}};
    const struct {
        const char *name;
        bool value;
    } flags[] = {{"json", o->json},
                 {"quiet", o->quiet},
                 {"help", o->help},
                 {"version", o->version},
                 {"force", o->force},
                 {"dry_run", o->dry_run},
                 {"no_duck", o->wishes.no_duck}};
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (texts[i].value != NULL)
            buf_appendf(&out, "%s=%s ", texts[i].name, texts[i].value);
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (numbers[i].value != OPTION_UNSET)
            buf_appendf(&out, "%s=%lld ", numbers[i].name, (long long)numbers[i].value);
    }
    for (size_t i = 0; i < COUNT(flags); i++) {
        if (flags[i].value)
            buf_appendf(&out, "%s ", flags[i].name);
    }
    if (o->verbose > 0)
        buf_appendf(&out, "verbose=%d ", o->verbose);
    for (size_t i = 0; i < o->operand_count; i++)
        buf_appendf(&out, "[%s] ", o->operands[i]);
    return buf_take(&out);
}

static void good_lines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *read;
    } rows[] = {
        {"add a.mp4 b.mp4", "[a.mp4] [b.mp4] "},
        {"add -p calm_lo-fi a.mp4", "prompt=calm lo-fi [a.mp4] "},
        {"add a.mp4 --prompt calm --output=o.mp4", "prompt=calm output=o.mp4 [a.mp4] "},
        {"add --output o.mp4 a.mp4", "output=o.mp4 [a.mp4] "},
        {"add -o o.mp4", "output=o.mp4 "},
        {"add -oo.mp4", "output=o.mp4 "},
        {"add -o -", "output=- "},
        {"add -", "[-] "},
        {"add --output= a", "output= [a] "},
        {"add --output ~ a", "output= [a] "},
        {"add --prompt=a=b", "prompt=a=b "},
        {"add -qv a", "quiet verbose=1 [a] "},
        {"add -vv -v a", "verbose=3 [a] "},
        {"add -vqoo.mp4 a", "output=o.mp4 quiet verbose=1 [a] "},
        {"add -fn a", "force dry_run [a] "},
        {"add -- -p --json a", "[-p] [--json] [a] "},
        {"add a -- -- b", "[a] [--] [b] "},
        {"-q --engine local add a --json", "engine=local json quiet [a] "},
        {"--engine=cloud add add", "engine=cloud [add] "},
        {"add --loudness -16 a", "loudness=-16 [a] "},
        {"add --loudness=us-tv a", "loudness=us-tv [a] "},
        {"add --prompt -p a", "prompt=-p [a] "},
        {"add --title --json a", "title=--json [a] "},
        {"add -p -- a", "prompt=-- [a] "},
        {"add -p one -p two", "prompt=two "},
        {"add --volume 35", "volume=35 "},
        {"add --volume 35%", "volume=35 "},
        {"add --volume 0 --fade-in 0 --fade-out 2.5", "volume=0 in=0 out=2500 "},
        {"add --fade-in 0.0014 --wait 1", "in=1 wait=1000 "},
        {"add --from 1:30 --to 0:01:45.25", "from=90000 to=105250 "},
        {"add --seed 9007199254740992", "seed=9007199254740992 "},
        {"add --timeout 604800", "timeout=604800000 "},
        {"add --no-duck -h", "help no_duck "},
        {"add --session ~", "session= "},
        {"--version", "version "},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *argv[MOST_WORDS + 1];
        int argc = split(rows[i].line, argv);
        struct options options;
        struct bgm_error err = BGM_ERROR_INIT;
        options_init(&options);
        const char *word = options_command_word(argc, argv);
        const struct command *command = word != NULL ? command_find(command_table, word) : NULL;
        CHECK_ROW((command == &cmd_add) == (strstr(rows[i].line, "add") != NULL), i, rows[i].line);
        if (options_parse(argc, argv, command, &options, &err) != BGM_OK)
            fail_msg("row %zu (%s): %s", i, rows[i].line, err.message);
        char *read = read_back(&options);
        assert_string_equal(read, rows[i].read);
        free(read);
        options_release(&options);
        options_release(&options);
        release_words(argv);
    }
}

static void bad_lines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message, *hint; /* parts of them */
    } rows[] = {
        {"add --promt x", "unknown option \"--promt\"", "did you mean --prompt?"},
        {"add --promt=secret x", "unknown option \"--promt\"", "--prompt"},
        {"add --ouptut x", "\"--ouptut\"", "--output"},
        {"add --engin local", "\"--engin\"", "--engine"},
        {"add --nonsense", "\"--nonsense\"", "bgmusic help add"},
        {"add --x", "\"--x\"", "bgmusic help add"}, /* two letters away from --to, and nothing like it */
        {"add -x a", "unknown option \"-x\"", ""},
        {"add -qx a", "unknown option \"-x\"", ""},
        {"add -5", "unknown option \"-5\"", ""},
        {"--prompt x", "unknown option \"--prompt\"", ""},
        {"-p add a.mp4 b.mp4", "is the value of an option", "bgmusic add ..."}, /* a.mp4 was passed over for "add" */
        {"-p add", "is the value of an option", "bgmusic add ..."},
        {"add --prompt", "--prompt needs a value (TEXT)", ""},
        {"add a -o", "--output needs a value (PATH)", ""},
        {"add --json=yes", "--json takes no value", ""},
        {"add --quiet=", "--quiet takes no value", ""},
        {"add --engine moon", "--engine takes auto|cloud|local, not \"moon\"", ""},
        {"add --engine ~", "--engine takes", ""},
        {"add --engine auto|cloud", "--engine takes", ""},
        {"add --volume 101", "--volume takes a percentage from 0 to 100, not \"101\"", ""},
        {"add --volume -1", "--volume takes", ""},
        {"add --volume %", "--volume takes", ""},
        {"add --volume 35%%", "--volume takes", ""},
        {"add --volume 3.5", "--volume takes", ""},
        {"add --volume 000000000000035junk", "--volume takes", ""},
        {"add --volume= a", "--volume takes", ""},
        {"add --fade-in 3601", "--fade-in takes seconds from 0 to 3600, not \"3601\"", ""},
        {"add --fade-in -1", "--fade-in takes", ""},
        {"add --fade-in nan", "--fade-in takes", ""},
        {"add --wait 0", "--wait takes seconds from 1 to 604800", ""},
        {"add --from 1:60", "--from takes a time such as", ""},
        {"add --to soon", "--to takes a time", ""},
        {"add --seed -1", "--seed takes a whole number from 0 to 9007199254740992", ""},
        {"add --seed 1.0", "--seed takes", ""},
        {"add --seed 9007199254740993", "--seed takes", ""},
        {"add --loudness loud", "--loudness takes social", ""},
        {"add --loudness -41", "--loudness takes", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *argv[MOST_WORDS + 1];
        int argc = split(rows[i].line, argv);
        struct options options;
        struct bgm_error err = BGM_ERROR_INIT;
        options_init(&options);
        const char *word = options_command_word(argc, argv);
        const struct command *command = word != NULL ? command_find(command_table, word) : NULL;
        CHECK_ROW(options_parse(argc, argv, command, &options, &err) == BGM_USAGE, i, rows[i].line);
        CHECK_ROW(strstr(err.message, rows[i].message) != NULL, i, err.message);
        CHECK_ROW(strstr(err.hint, rows[i].hint) != NULL, i, err.hint);
        CHECK_ROW(strstr(err.message, "secret") == NULL, i, err.message);
        options_release(&options);
        release_words(argv);
    }
}

static void command_words(void **state)
{
    (void)state;
    static const struct {
        const char *line, *word;
        bool json;
    } rows[] = {
        {"add a", "add", false},
        {"--engine local add a", "add", false},
        {"--engine=local add", "add", false},
        {"-qv --json add", "add", true},
        {"--timeout 5 --session 7 state --json", "state", true},
        {"--json -- add", NULL, true},
        {"-- add --json", NULL, false},
        {"--help", NULL, false},
        {"-", "-", false},
        {"--engine", NULL, false},
        {"--unknown add", "add", false},
        {"", NULL, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *argv[MOST_WORDS + 1];
        int argc = split(rows[i].line, argv);
        const char *word = options_command_word(argc, argv);
        CHECK_ROW((word == NULL) == (rows[i].word == NULL), i, rows[i].line);
        CHECK_ROW(word == NULL || strcmp(word, rows[i].word) == 0, i, rows[i].line);
        CHECK_ROW(options_ask_for_json(argc, argv) == rows[i].json, i, rows[i].line);
        release_words(argv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_lines),
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(command_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
