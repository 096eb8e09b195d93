/* Completion: what the scripts of all shells share, and the one for bash. */
#include "completion.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "cmd_styles.h"
#include "command.h"
#include "help.h"
#include "options.h"
#include "bgmusic/store/settings.h"
#include "bgmusic/version.h"
#include "completion_shells.h"

bool completion_takes_value(const struct option_row *row)
{
    return row->kind != OPTION_FLAG && row->kind != OPTION_COUNT;
}

void completion_append_choices(struct buf *out, const char *choices, char separator)
{
    for (; *choices != '\0'; choices++)
        buf_append_char(out, *choices == '|' ? separator : *choices);
}

void completion_append_settings(struct buf *out, char separator)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (i > 0)
            buf_append_char(out, separator);
        buf_append_text(out, setting_row((enum setting)i)->name);
    }
}

void completion_append_words(struct buf *out, const struct command *const *commands, const struct command *command,
                             char separator)
{
    if (command->first_operand == OPERAND_WORD) {
        completion_append_choices(out, command->operand_words, separator);
    } else if (command->first_operand == OPERAND_TOPIC) {
        for (size_t i = 0; commands[i] != NULL; i++) {
            buf_append_text(out, commands[i]->name);
            buf_append_char(out, separator);
        }
        completion_append_choices(out, HELP_TOPICS, separator);
    } else if (command->first_operand == OPERAND_STYLE) {
        styles_append_ids(out, separator);
    }
}

void completion_append_quoted(struct buf *out, const char *text, const char *escaped)
{
    buf_append_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buf_append_text(out, "'\\''");
            continue;
        }
        if (strchr(escaped, *text) != NULL)
            buf_append_char(out, '\\');
        buf_append_char(out, *text);
    }
    buf_append_char(out, '\'');
}

/* One arm of the case that tells what an option takes: words, a file (@file) or anything (@text). */
static void append_bash_values(struct buf *out, const char *command, const struct option_row *rows)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        if (!completion_takes_value(rows))
            continue;
        buf_appendf(out, "    %s:--%s", command, rows->name);
        if (rows->letter != 0)
            buf_appendf(out, " | %s:-%c", command, rows->letter);
        buf_append_text(out, ") _bgmusic_values=");
        if (rows->choices != NULL) {
            buf_append_char(out, '\'');
            completion_append_choices(out, rows->choices, ' ');
            buf_append_char(out, '\'');
        } else {
            buf_append_text(out, rows->kind == OPTION_FILE ? "@file" : "@text");
        }
        buf_append_text(out, " ;;\n");
    }
}

static void append_bash_names(struct buf *out, const struct option_row *rows)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        buf_appendf(out, " --%s", rows->name);
        if (rows->letter != 0)
            buf_appendf(out, " -%c", rows->letter);
    }
}

/* The first operand of each command, and what stands further on. */
static void append_bash_operands(struct buf *out, const struct command *const *commands)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        const struct command *command = commands[i];
        if (command->first_operand == OPERAND_TEXT)
            continue;
        buf_appendf(out, "    %s:%s) _bgmusic_values=", command->name,
                    command->first_operand == OPERAND_FILE ? "*" : "0");
        if (command->first_operand == OPERAND_FILE) {
            buf_append_text(out, "@file");
        } else {
            buf_append_char(out, '\'');
            completion_append_words(out, commands, command, ' ');
            buf_append_char(out, '\'');
        }
        buf_append_text(out, " ;;\n");
        if (command->second_operand == OPERAND_SETTING) {
            buf_appendf(out, "    %s:1) _bgmusic_values='", command->name);
            completion_append_settings(out, ' ');
            buf_append_text(out, "' ;;\n");
        }
    }
}

static const char bash_rest[] =
    "_bgmusic() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} command= operands=0 ended= option= word i=1 IFS=$' \\t\\n'\n"
    "    local _bgmusic_values= _bgmusic_options=\n"
    "    COMPREPLY=()\n"
    "    while [ $i -lt $COMP_CWORD ]; do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [ -z \"$ended\" ] && [ \"$word\" = -- ]; then\n"
    "            ended=1\n"
    "        elif [ -n \"$ended\" ] || [[ $word != -?* ]]; then\n"
    "            if [ -z \"$command\" ]; then command=$word; else operands=$((operands + 1)); fi\n"
    "        elif _bgmusic_takes \"$command\" \"$word\"; then\n"
    "            [ \"${COMP_WORDS[i + 1]}\" = = ] && i=$((i + 1))\n"
    "            i=$((i + 1))\n"
    "            [ $i -lt $COMP_CWORD ] || option=$word\n"
    "        fi\n"
    "        i=$((i + 1))\n"
    "    done\n"
    "    if [ -n \"$option\" ]; then\n"
    "        [ \"$cur\" != = ] || cur=\n"
    "    elif [ -z \"$ended\" ] && [[ $cur == -* ]]; then\n"
    "        _bgmusic_names \"$command\"\n"
    "        COMPREPLY=($(compgen -W \"$_bgmusic_options\" -- \"$cur\"))\n"
    "        return 0\n"
    "    else\n"
    "        _bgmusic_operands \"$command\" \"$operands\"\n"
    "    fi\n"
    "    case $_bgmusic_values in\n"
    "    @text) ;;\n"
    "    @file)\n"
    "        IFS=$'\\n'\n"
    "        type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null\n"
    "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "        ;;\n"
    "    *) COMPREPLY=($(compgen -W \"$_bgmusic_values\" -- \"$cur\")) ;;\n"
    "    esac\n"
    "}\n"
    "complete -F _bgmusic bgmusic\n";

void completion_write_bash(const struct command *const *commands, struct buf *out)
{
    buf_append_text(out, "# bash completion for bgmusic " BGMUSIC_VERSION ", made by `bgmusic completion bash`\n\n"
                         "# What an option takes, in _bgmusic_values; fails for one that takes nothing.\n"
                         "_bgmusic_takes() {\n    _bgmusic_values=\n    case $1:$2 in\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        append_bash_values(out, commands[i]->name, commands[i]->options);
    append_bash_values(out, "*", global_option_rows);
    buf_append_text(out, "    *) return 1 ;;\n    esac\n}\n\n"
                         "_bgmusic_names() {\n    _bgmusic_options='");
    append_bash_names(out, global_option_rows);
    buf_append_text(out, "'\n    case $1 in\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (commands[i]->options == NULL)
            continue;
        buf_appendf(out, "    %s) _bgmusic_options=$_bgmusic_options'", commands[i]->name);
        append_bash_names(out, commands[i]->options);
        buf_append_text(out, "' ;;\n");
    }
    buf_append_text(out, "    esac\n}\n\n_bgmusic_operands() {\n    _bgmusic_values=@text\n    case $1:$2 in\n"
                         "    :*) _bgmusic_values='");
    for (size_t i = 0; commands[i] != NULL; i++)
        buf_appendf(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
    buf_append_text(out, "' ;;\n");
    append_bash_operands(out, commands);
    buf_append_text(out, "    esac\n}\n\n");
    buf_append_text(out, bash_rest);
}
