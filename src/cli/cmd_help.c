/* help: the tables for people. */
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "help.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

static enum bgm_status no_such_topic(const struct command *const *commands, const char *topic, struct bgm_error *err)
{
    char near_topic[32];
    bgm_fail(err, BGM_USAGE, "there is no help on \"%s\"", topic);
    const char *nearest = command_nearest(commands, topic);
    if (nearest == NULL && text_nearest_choice(topic, HELP_TOPICS, near_topic, sizeof near_topic))
        nearest = near_topic;
    if (nearest != NULL)
        bgm_hint(err, "did you mean %s?", nearest);
    else
        bgm_hint(err, "`bgmusic help` lists the commands");
    return BGM_USAGE;
}

enum bgm_status help_print(struct cli *cli, const char *topic, struct bgm_error *err)
{
    struct buf text;
    enum bgm_status status = BGM_OK;
    buf_init(&text, HELP_CEILING);
    if (topic == NULL)
        help_overview(cli->commands, &text);
    else if (text_equal(topic, "exit-codes"))
        help_exit_codes(&text);
    else if (text_equal(topic, "environment"))
        help_environment(&text);
    else if (command_find(cli->commands, topic) != NULL)
        help_command(command_find(cli->commands, topic), &text);
    else
        status = no_such_topic(cli->commands, topic, err);
    if (status == BGM_OK && cli->options.json) {
        cli->command = &cmd_help; /* `add --help`, too, is help */
        struct json *object = result_new(cli, true);
        json_set_text(object, "topic", topic);
        json_set_text(object, "text", text.bytes);
        result_print(cli, object);
    } else if (status == BGM_OK) {
        output_bytes(text.bytes, text.length);
    }
    buf_release(&text);
    return status;
}

static enum bgm_status run_help(struct cli *cli, struct bgm_error *err)
{
    return help_print(cli, cli->options.operand_count > 0 ? cli->options.operands[0] : NULL, err);
}

const struct command cmd_help = {
    .name = "help",
    .summary = "explain a command, the exit codes or the environment",
    .usage = "help [COMMAND|exit-codes|environment]",
    .first_operand = OPERAND_TOPIC,
    .most_operands = 1,
    .run = run_help,
};
