/* Completion for fish: one `complete` line for each word. */
#include "completion.h"

#include "bgmusic/base/buf.h"
#include "command.h"
#include "options.h"
#include "bgmusic/version.h"
#include "completion_shells.h"

static void append_options(struct buf *out, const char *condition, const struct option_row *rows)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        buf_appendf(out, "complete -c bgmusic%s -l %s", condition, rows->name);
        if (rows->letter != 0)
            buf_appendf(out, " -s %c", rows->letter);
        if (rows->choices != NULL) {
            buf_append_text(out, " -x -a '");
            completion_append_choices(out, rows->choices, ' ');
            buf_append_char(out, '\'');
        } else if (completion_takes_value(rows)) {
            buf_append_text(out, rows->kind == OPTION_FILE ? " -r -F" : " -x");
        }
        buf_append_text(out, " -d ");
        completion_append_quoted(out, rows->help, "\\");
        buf_append_char(out, '\n');
    }
}

static void append_operands(struct buf *out, const struct command *const *commands, const struct command *command)
{
    if (command->first_operand == OPERAND_FILE) {
        buf_appendf(out, "complete -c bgmusic -n '__bgmusic_is %s' -F\n", command->name);
    } else if (command->first_operand != OPERAND_TEXT) {
        buf_appendf(out, "complete -c bgmusic -n '__bgmusic_is %s 0' -a '", command->name);
        completion_append_words(out, commands, command, ' ');
        buf_append_text(out, "'\n");
    }
    if (command->second_operand == OPERAND_SETTING) {
        buf_appendf(out, "complete -c bgmusic -n '__bgmusic_is %s 1' -a '", command->name);
        completion_append_settings(out, ' ');
        buf_append_text(out, "'\n");
    }
}

/* Global options that take the next word: it is no command then. */
static void append_global_values(struct buf *out)
{
    for (const struct option_row *row = global_option_rows; row->name != NULL; row++) {
        if (completion_takes_value(row))
            buf_appendf(out, " --%s", row->name);
    }
}

void completion_write_fish(const struct command *const *commands, struct buf *out)
{
    buf_append_text(out, "# fish completion for bgmusic " BGMUSIC_VERSION ", made by `bgmusic completion fish`\n\n"
                         "# The command word and how many words follow it that are no options.\n"
                         "function __bgmusic_words\n"
                         "    set -l skip 0\n"
                         "    set -l command\n"
                         "    set -l operands 0\n"
                         "    for word in (commandline -opc)[2..-1]\n"
                         "        if test $skip = 1\n"
                         "            set skip 0\n"
                         "            continue\n"
                         "        end\n"
                         "        switch $word\n"
                         "            case");
    append_global_values(out);
    buf_append_text(out, "\n"
                         "                set skip 1\n"
                         "            case '-*'\n"
                         "            case '*'\n"
                         "                if test -z \"$command\"\n"
                         "                    set command $word\n"
                         "                else\n"
                         "                    set operands (math $operands + 1)\n"
                         "                end\n"
                         "        end\n"
                         "    end\n"
                         "    echo $command\n"
                         "    echo $operands\n"
                         "end\n\n"
                         "# Is this the command, and has it (where a number is given) so many operands?\n"
                         "function __bgmusic_is\n"
                         "    set -l words (__bgmusic_words)\n"
                         "    test \"$words[1]\" = \"$argv[1]\"; or return 1\n"
                         "    test (count $argv) -lt 2; or test \"$words[2]\" = \"$argv[2]\"\n"
                         "end\n\n"
                         "complete -c bgmusic -f\n");
    append_options(out, "", global_option_rows);
    for (size_t i = 0; commands[i] != NULL; i++) {
        const struct command *command = commands[i];
        struct buf condition;
        buf_init(&condition, 256);
        buf_appendf(out, "complete -c bgmusic -n '__bgmusic_is \"\"' -a %s -d ", command->name);
        completion_append_quoted(out, command->summary, "\\");
        buf_append_char(out, '\n');
        buf_appendf(&condition, " -n '__bgmusic_is %s'", command->name);
        append_options(out, condition.bytes, command->options);
        append_operands(out, commands, command);
        buf_release(&condition);
    }
}
