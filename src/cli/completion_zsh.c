/* Completion for zsh: specifications for its _arguments. */
#include "completion.h"

#include "bgmusic/base/buf.h"
#include "command.h"
#include "options.h"
#include "bgmusic/version.h"
#include "completion_shells.h"

enum { SPEC_CEILING = 64 * 1024 };

/* '(-p --prompt)--prompt=[what the music should be]:TEXT: ' */
static void append_spec(struct buf *out, const struct option_row *row, bool is_letter)
{
    struct buf spec;
    buf_init(&spec, SPEC_CEILING);
    if (row->kind == OPTION_COUNT)
        buf_append_char(&spec, '*');
    else if (row->letter != 0)
        buf_appendf(&spec, "(-%c --%s)", row->letter, row->name);
    if (is_letter)
        buf_appendf(&spec, "-%c", row->letter);
    else
        buf_appendf(&spec, "--%s", row->name);
    if (completion_takes_value(row))
        buf_append_char(&spec, is_letter ? '+' : '=');
    buf_append_char(&spec, '[');
    for (const char *c = row->help; *c != '\0'; c++)
        buf_appendf(&spec, *c == '[' || *c == ']' || *c == ':' ? "\\%c" : "%c", *c);
    buf_append_char(&spec, ']');
    if (completion_takes_value(row)) {
        buf_appendf(&spec, ":%s:", row->argument);
        if (row->choices != NULL) {
            buf_append_char(&spec, '(');
            completion_append_choices(&spec, row->choices, ' ');
            buf_append_char(&spec, ')');
        } else {
            buf_append_text(&spec, row->kind == OPTION_FILE ? "_files" : " ");
        }
    }
    buf_append_text(out, "        ");
    completion_append_quoted(out, spec.bytes, "");
    buf_append_char(out, '\n');
    buf_release(&spec);
}

static void append_specs(struct buf *out, const struct option_row *rows)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        if (rows->letter != 0)
            append_spec(out, rows, true);
        append_spec(out, rows, false);
    }
}

static void append_operands(struct buf *out, const struct command *const *commands, const struct command *command)
{
    if (command->first_operand == OPERAND_FILE) {
        buf_append_text(out, "        '*:file:_files'\n");
    } else if (command->first_operand == OPERAND_TEXT) {
        buf_append_text(out, "        '*:: :'\n");
    } else {
        buf_append_text(out, "        '1:what:(");
        completion_append_words(out, commands, command, ' ');
        buf_append_text(out, ")'\n");
        if (command->second_operand == OPERAND_SETTING) {
            buf_append_text(out, "        '2:setting:(");
            completion_append_settings(out, ' ');
            buf_append_text(out, ")'\n");
        }
    }
}

void completion_write_zsh(const struct command *const *commands, struct buf *out)
{
    buf_append_text(out, "#compdef bgmusic\n"
                         "# zsh completion for bgmusic " BGMUSIC_VERSION ", made by `bgmusic completion zsh`\n\n"
                         "_bgmusic() {\n"
                         "    local curcontext=$curcontext state line\n"
                         "    local -a commands global own\n"
                         "    typeset -A opt_args\n"
                         "    commands=(\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct buf row;
        buf_init(&row, SPEC_CEILING);
        buf_appendf(&row, "%s:%s", commands[i]->name, commands[i]->summary);
        buf_append_text(out, "        ");
        completion_append_quoted(out, row.bytes, "");
        buf_append_char(out, '\n');
        buf_release(&row);
    }
    buf_append_text(out, "    )\n    global=(\n");
    append_specs(out, global_option_rows);
    buf_append_text(out, "    )\n"
                         "    _arguments -C $global '1: :->command' '*:: :->operands' && return\n"
                         "    if [[ $state == command ]]; then\n"
                         "        _describe -t commands command commands\n"
                         "        return\n"
                         "    fi\n"
                         "    own=()\n"
                         "    case $words[1] in\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        buf_appendf(out, "    %s) own=(\n", commands[i]->name);
        append_specs(out, commands[i]->options);
        append_operands(out, commands, commands[i]);
        buf_append_text(out, "        ) ;;\n");
    }
    buf_append_text(out,
                    "    *) return 1 ;;\n"
                    "    esac\n"
                    "    _arguments $own $global\n"
                    "}\n\n"
                    "if [ \"$funcstack[1]\" = _bgmusic ]; then _bgmusic \"$@\"; else compdef _bgmusic bgmusic; fi\n");
}
