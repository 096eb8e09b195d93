/* help: the tables for people. */
#include "bgmusic/base/text.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/help.h"

static enum bgm_status run_help(struct cli *cli, struct bgm_error *err)
{
    const char *topic = cli->options.operand_count > 0 ? cli->options.operands[0] : NULL;
    if (topic == NULL) {
        help_overview();
    } else if (text_equal(topic, "exit-codes")) {
        help_exit_codes();
    } else if (text_equal(topic, "environment")) {
        help_environment();
    } else if (command_find(topic) != NULL) {
        help_command(command_find(topic));
    } else {
        bgm_fail(err, BGM_USAGE, "there is no help on \"%s\"", topic);
        char near_topic[32];
        const char *nearest = command_nearest(topic);
        if (nearest == NULL && text_nearest_choice(topic, HELP_TOPICS, near_topic, sizeof near_topic))
            nearest = near_topic;
        if (nearest != NULL)
            bgm_hint(err, "did you mean %s?", nearest);
        else
            bgm_hint(err, "`bgmusic help` lists the commands");
        return BGM_USAGE;
    }
    return BGM_OK;
}

const struct command cmd_help = {
    .name = "help",
    .summary = "explain a command, the exit codes or the environment",
    .usage = "help [COMMAND|exit-codes|environment]",
    .first_operand = OPERAND_TOPIC,
    .most_operands = 1,
    .run = run_help,
};
