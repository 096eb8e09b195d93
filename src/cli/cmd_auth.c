/* auth: who am I for the service. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "bgmusic/app/account.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

static const struct option_row rows[] = {
    {"token-file", 0, OPTION_FILE, "FILE", offsetof(struct options, token_file), NULL, 0, 0,
     "login: read the token from this file"},
    OPTION_ROWS_END,
};

enum { TOKEN_CEILING = 8192 };

static enum bgm_status show_status(struct cli *cli, struct bgm_error *err)
{
    struct account_status account;
    enum bgm_status status = account_status(&cli->app, &account, err);
    if (status != BGM_OK)
        return status;
    char created[32] = "", expires[32] = "";
    if (account.created_s != 0)
        clock_format_iso8601(account.created_s, created);
    if (account.expires_s != 0)
        clock_format_iso8601(account.expires_s, expires);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "api", account.base);
        json_set_text(object, "token_source", account.source);
        json_set_text(object, "user_id", account.user_id);
        json_set_text(object, "created_at", *created != '\0' ? created : NULL);
        json_set_text(object, "expires_at", *expires != '\0' ? expires : NULL);
        result_print(cli, object);
    } else {
        struct buf text;
        buf_init(&text, 64 * 1024);
        buf_appendf(&text, "engine:  %s\nservice: %s\ntoken:   %s", app_engine_name(&cli->app), account.base,
                    account.source);
        if (account.user_id != NULL)
            buf_appendf(&text, "\nuser:    %s", account.user_id);
        if (*created != '\0')
            buf_appendf(&text, "\nstored:  %s", created);
        if (*expires != '\0')
            buf_appendf(&text, "\nends:    %s%s", expires, account.expires_s <= clock_wall_s() ? " (expired)" : "");
        output_text(text.bytes);
        buf_release(&text);
    }
    account_status_release(&account);
    return BGM_OK;
}

/* One line from a stream, the end cut off. */
static enum bgm_status read_line(FILE *stream, struct buf *line, struct bgm_error *err)
{
    for (int c = getc(stream); c != EOF && c != '\n'; c = getc(stream)) {
        if (!buf_append_char(line, (char)c))
            return bgm_fail(err, BGM_USAGE, "that is no token: it is longer than %d bytes", TOKEN_CEILING);
    }
    return BGM_OK;
}

/* A prompt without echo; the terminal is restored whatever happens to the reading. */
static enum bgm_status ask_for_token(struct buf *line, struct bgm_error *err)
{
    struct termios old, silent;
    bool is_terminal = tcgetattr(STDIN_FILENO, &old) == 0;
    if (is_terminal) {
        silent = old;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    fputs("token: ", stderr);
    fflush(stderr);
    enum bgm_status status = read_line(stdin, line, err);
    if (is_terminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
    fputs("\n", stderr);
    return status;
}

static enum bgm_status login(struct cli *cli, struct bgm_error *err)
{
    struct buf line;
    buf_init(&line, TOKEN_CEILING);
    enum bgm_status status;
    if (cli->options.token_file != NULL && !text_equal(cli->options.token_file, "-"))
        status = file_read(cli->options.token_file, &line, err);
    else if (cli->options.token_file == NULL && isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
        status = ask_for_token(&line, err);
    else
        status = read_line(stdin, &line, err);
    if (status == BGM_NOT_FOUND)
        status = err->status = BGM_INPUT;
    if (status == BGM_OK && interrupt_requested())
        status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    char *token = text_trim(buf_take(&line));
    if (status == BGM_OK && *token == '\0') {
        status = bgm_fail(err, BGM_USAGE, "no token was given");
        bgm_hint(err, "bgmusic auth login --token-file FILE, or a token on the standard input");
    }
    if (status == BGM_OK)
        status = account_login(&cli->app, token, err);
    secret_free(token);
    buf_release(&line);
    return status;
}

static enum bgm_status run_auth(struct cli *cli, struct bgm_error *err)
{
    const char *what = cli->options.operand_count > 0 ? cli->options.operands[0] : "status";
    if (text_equal(what, "status"))
        return show_status(cli, err);
    if (text_equal(what, "login")) {
        enum bgm_status status = login(cli, err);
        return status == BGM_OK ? show_status(cli, err) : status;
    }
    enum bgm_status status = account_logout(&cli->app, err);
    return status == BGM_OK ? show_status(cli, err) : status;
}

const struct command cmd_auth = {
    .name = "auth",
    .summary = "show, store or forget the token",
    .usage = "auth [status]\nauth login [--token-file FILE]\nauth logout",
    .details = "A token is read from a prompt without echo, from a file or from the standard input, never\n"
               "from the command line. Without one, an anonymous token is asked for when it is needed.\n",
    .options = rows,
    .operand_words = "status|login|logout",
    .first_operand = OPERAND_WORD,
    .most_operands = 1,
    .needs = NEEDS_APP,
    .run = run_auth,
};
