/* completion: a script for the shell, made from the tables. */
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "completion.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

static enum bgm_status run_completion(struct cli *cli, struct bgm_error *err)
{
    (void)err;
    const char *shell = cli->options.operands[0];
    struct buf script;
    buf_init(&script, 1024 * 1024);
    if (text_equal(shell, "bash"))
        completion_write_bash(cli->commands, &script);
    else if (text_equal(shell, "zsh"))
        completion_write_zsh(cli->commands, &script);
    else
        completion_write_fish(cli->commands, &script);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "shell", shell);
        json_set_text(object, "script", script.bytes);
        result_print(cli, object);
    } else {
        output_bytes(script.bytes, script.length);
    }
    buf_release(&script);
    return BGM_OK;
}

const struct command cmd_completion = {
    .name = "completion",
    .summary = "print a completion script for the shell",
    .usage = "completion bash|zsh|fish",
    .details = "bash: bgmusic completion bash >~/.local/share/bash-completion/completions/bgmusic\n"
               "zsh:  bgmusic completion zsh >FOLDER/_bgmusic, FOLDER being one of $fpath\n"
               "fish: bgmusic completion fish >~/.config/fish/completions/bgmusic.fish\n",
    .operand_words = "bash|zsh|fish",
    .first_operand = OPERAND_WORD,
    .least_operands = 1,
    .most_operands = 1,
    .run = run_completion,
};
