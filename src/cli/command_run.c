/* From main's arguments to its exit code: options, needs, the command, its failure in words. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "command.h"
#include "help.h"
#include "results.h"
#include "bgmusic/base/count.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/version.h"

static void on_stage(void *context, const char *input, const char *stage)
{
    progress_stage(&((struct cli *)context)->messages, 0, input, stage);
}

static void on_progress(void *context, const char *stage, int64_t done, int64_t total)
{
    progress_update(&((struct cli *)context)->messages, 0, stage, done, total);
}

static void on_reply(void *context, const char *piece)
{
    struct cli *cli = context;
    if (!cli->streams_reply)
        return;
    cli->reply_shown = true;
    progress_clear(&cli->messages);
    cli->messages.holds_line = true;
    output_piece(piece);
}

static void on_notice(void *context, const char *text)
{
    messages_notice(&((struct cli *)context)->messages, "%s", text);
}

static void on_warning(void *context, const char *text)
{
    messages_warning(&((struct cli *)context)->messages, "%s", text);
}

static void on_label(void *context, const char *label)
{
    progress_label(&((struct cli *)context)->messages, 0, label);
}

static void on_tick(void *context)
{
    progress_tick(&((struct cli *)context)->messages);
}

/* A terminal that can move its cursor; CI logs and dumb terminals get plain lines. */
static bool stderr_is_screen(void)
{
    const char *term = getenv("TERM"), *ci = getenv("CI");
    return isatty(STDERR_FILENO) && term != NULL && *term != '\0' && !text_equal(term, "dumb") &&
           (ci == NULL || *ci == '\0');
}

/* By the variables alone: the program itself never changes its locale. */
static bool locale_is_utf8(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            return text_find_ignore_case(value, "utf-8") != NULL || text_find_ignore_case(value, "utf8") != NULL;
    }
    return false;
}

/* `when`: auto|always|never; NULL: auto. */
static bool wants_color(const char *when)
{
    const char *no_color = getenv("NO_COLOR");
    if (when == NULL || text_equal(when, "auto"))
        return stderr_is_screen() && (no_color == NULL || *no_color == '\0');
    return text_equal(when, "always");
}

static void set_up_messages(struct cli *cli)
{
    struct messages *messages = &cli->messages;
    const struct options *options = &cli->options;
    messages->json = options->json;
    messages->quiet = options->quiet;
    messages->verbose = options->verbose;
    messages->ascii = !locale_is_utf8();
    if (options->verbose >= 2)
        trace_enable(TRACE_HTTP);
    messages->color = wants_color(settings_get(&cli->settings, SETTING_COLOR));
    cli->knows_settings = true;
    const char *progress = settings_get(&cli->settings, SETTING_PROGRESS);
    if (text_equal(progress, "bar"))
        messages->progress = PROGRESS_BAR;
    else if (text_equal(progress, "plain"))
        messages->progress = PROGRESS_PLAIN;
    else if (text_equal(progress, "json"))
        messages->progress = PROGRESS_JSON;
    else if (text_equal(progress, "none"))
        messages->progress = PROGRESS_NONE;
    else
        messages->progress = stderr_is_screen() ? PROGRESS_BAR : PROGRESS_PLAIN;
    trace_set_writer(messages->progress == PROGRESS_JSON ? messages_trace_event : NULL);
}

/* Options that are settings, too, win over the environment and the file. */
static enum bgm_status apply_options(struct cli *cli, struct bgm_error *err)
{
    const struct {
        enum setting setting;
        const char *value;
    } pairs[] = {
        {SETTING_ENGINE, cli->options.engine},     {SETTING_API_URL, cli->options.api_url},
        {SETTING_PROGRESS, cli->options.progress}, {SETTING_COLOR, cli->options.color},
        {SETTING_LANGUAGE, cli->options.language}, {SETTING_LOUDNESS, cli->options.wishes.loudness},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (pairs[i].value == NULL)
            continue;
        enum bgm_status status = settings_set_option(&cli->settings, pairs[i].setting, pairs[i].value, err);
        if (status != BGM_OK)
            return status;
    }
    return BGM_OK;
}

static enum bgm_status unknown_word(const struct command *command, const char *word, struct bgm_error *err)
{
    char choices[128], nearest[32];
    size_t length = 0;
    for (const char *c = command->operand_words; *c != '\0' && length + 3 < sizeof choices; c++) {
        choices[length++] = *c == '|' ? ',' : *c;
        if (*c == '|')
            choices[length++] = ' ';
    }
    choices[length] = '\0';
    bgm_fail(err, BGM_USAGE, "%s: \"%s\" is not one of %s", command->name, word, choices);
    if (text_nearest_choice(word, command->operand_words, nearest, sizeof nearest))
        bgm_hint(err, "did you mean `bgmusic %s %s`?", command->name, nearest);
    return BGM_USAGE;
}

static enum bgm_status check_operands(const struct cli *cli, struct bgm_error *err)
{
    const struct command *command = cli->command;
    size_t count = cli->options.operand_count;
    if (command->first_operand == OPERAND_WORD && count > 0 &&
        !text_is_choice(cli->options.operands[0], command->operand_words))
        return unknown_word(command, cli->options.operands[0], err);
    if (count >= command->least_operands && count <= command->most_operands)
        return BGM_OK;
    if (count < command->least_operands)
        bgm_fail(err, BGM_USAGE, "%s: something is missing", command->name);
    else
        bgm_fail(err, BGM_USAGE, "%s: \"%s\" is one operand too many", command->name,
                 cli->options.operands[command->most_operands]);
    bgm_hint(err, "usage: bgmusic %.*s", (int)strcspn(command->usage, "\n"), command->usage);
    return BGM_USAGE;
}

/* Files that do not open are told as what was to be read from them is missing (a SoundFont, a network): better said
 * first. */
static enum bgm_status check_open_files(struct bgm_error *err)
{
    enum { FILES_NEEDED = 16 };
    if (file_may_open(FILES_NEEDED))
        return BGM_OK;
    bgm_fail(err, BGM_FAILED, "%d open files more are needed than this process may have: %s", FILES_NEEDED,
             strerror(errno));
    bgm_hint(err, "raise the limit of open files (ulimit -n 256; ulimit -a shows it) and try again");
    return BGM_FAILED;
}

static enum bgm_status satisfy_needs(struct cli *cli, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    if (cli->options.session != NULL && *cli->options.session == '\0')
        return bgm_fail(err, BGM_USAGE, "--session needs a session id");
    if (cli->command->needs != NEEDS_NOTHING) {
        struct app_listener listener = {.context = cli,
                                        .on_stage = on_stage,
                                        .on_progress = on_progress,
                                        .on_reply = on_reply,
                                        .on_notice = on_notice,
                                        .on_warning = on_warning,
                                        .on_label = on_label,
                                        .on_tick = on_tick};
        status = app_init(&cli->app, &cli->settings, &listener, err);
        cli->has_app = status == BGM_OK;
        cli->app.session_wanted = cli->options.session;
        if (status == BGM_OK && cli->options.timeout_ms != OPTION_UNSET)
            cli->app.deadline_ms = clock_now_ms() + cli->options.timeout_ms;
    }
    if (status == BGM_OK && (cli->command->needs & NEEDS_SERVICE) != 0)
        status = app_connect(&cli->app, err);
    return status;
}

static enum bgm_status load_settings(struct cli *cli, struct bgm_error *err)
{
    struct store store;
    enum bgm_status status = store_init(&store, err);
    if (status == BGM_OK) {
        status = cli->command == &cmd_config && config_mends(&cli->options)
                     ? settings_load_to_mend(&cli->settings, &store, err)
                     : settings_load(&cli->settings, &store, err);
        store_release(&store);
    }
    return status;
}

static enum bgm_status run(struct cli *cli, int argc, char **argv, struct bgm_error *err)
{
    const char *word = options_command_word(argc, argv);
    if (word != NULL && (cli->command = command_find(cli->commands, word)) == NULL) {
        /* The value of a mistyped option looks like a command: what stands before it is looked at first. */
        int before = 1;
        while (before < argc && argv[before] != word)
            before++;
        if (options_parse(before, argv, NULL, &cli->options, err) != BGM_OK)
            return BGM_USAGE;
        bgm_fail(err, BGM_USAGE, "unknown command \"%s\"", word);
        const char *nearest = command_nearest(cli->commands, word);
        if (nearest != NULL)
            bgm_hint(err, "did you mean `bgmusic %s`?", nearest);
        else
            bgm_hint(err, "`bgmusic help` lists the commands");
        return BGM_USAGE;
    }
    enum bgm_status status = options_parse(argc, argv, cli->command, &cli->options, err);
    if (status != BGM_OK)
        return status;
    if (cli->options.version) {
        if (cli->options.json) {
            struct json *object = result_new(cli, true);
            json_set_text(object, "version", BGMUSIC_VERSION);
            result_print(cli, object);
        } else {
            output_text("bgmusic " BGMUSIC_VERSION);
        }
        return BGM_OK;
    }
    if (cli->options.help || cli->command == NULL) {
        if (cli->command != NULL || cli->options.help)
            return help_print(cli, cli->command != NULL ? cli->command->name : NULL, err);
        bgm_fail(err, BGM_USAGE, "no command was given");
        bgm_hint(err, "bgmusic add video.mp4 --prompt \"calm lo-fi\"; `bgmusic help` tells all");
        return BGM_USAGE;
    }
    if ((status = check_operands(cli, err)) != BGM_OK)
        return status;
    if (cli->command->needs != NEEDS_NOTHING) {
        if ((status = check_open_files(err)) != BGM_OK || (status = load_settings(cli, err)) != BGM_OK ||
            (status = apply_options(cli, err)) != BGM_OK)
            return status;
        set_up_messages(cli);
    }
    status = satisfy_needs(cli, err);
    if (status == BGM_OK)
        status = cli->command->run(cli, err);
    return status;
}

/* A command that has reported each failure of its own returns a status without a sentence. */
static void report(struct cli *cli, const struct bgm_error *err)
{
    if (err->message[0] == '\0')
        return;
    if (!cli->knows_settings)
        cli->messages.color = wants_color(cli->options.color);
    if (cli->messages.json)
        result_print_failure(cli, NULL, err);
    messages_error(&cli->messages, err);
}

/* A closed standard stream must not come back as a socket or a database: its place is taken before anything is opened.
 * The substitute of the output is open for reading alone, so that writing to it fails as it did. */
static void occupy_closed_streams(void)
{
    static const int flags[] = {O_RDONLY, O_RDONLY, O_WRONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", flags[fd]) < 0)
            return;
    }
}

int command_run(const struct command *const *commands, int argc, char **argv)
{
    struct cli cli = {.commands = commands};
    struct bgm_error err = BGM_ERROR_INIT;
    occupy_closed_streams();
    interrupt_install();
    options_init(&cli.options);
    messages_init(&cli.messages);
    cli.messages.json = options_ask_for_json(argc, argv);
    if (options_ask_for_events(argc, argv)) {
        cli.messages.progress = PROGRESS_JSON;
        trace_set_writer(messages_trace_event);
    }
    enum bgm_status status = run(&cli, argc, argv, &err);
    progress_clear(&cli.messages);
    if (status != BGM_OK)
        report(&cli, &err);
    /* What was to be said is said before the engine stops: its end can take a moment. */
    struct bgm_error late = BGM_ERROR_INIT;
    if (output_finish(&late) != BGM_OK && status == BGM_OK) {
        status = BGM_OUTPUT;
        if (!output_pipe_closed())
            messages_error(&cli.messages, &late);
    }
    int code = output_pipe_closed() ? 128 + SIGPIPE : messages_exit_code(status);
    if (cli.has_app)
        app_release(&cli.app);
    settings_release(&cli.settings);
    options_release(&cli.options);
    messages_release(&cli.messages);
    return code;
}
