/* Help texts, made from the tables. */
#include "help.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "command.h"
#include "options.h"
#include "bgmusic/base/count.h"
#include "bgmusic/store/settings.h"
#include "bgmusic/version.h"

enum { OPTION_COLUMN = 30 };

static void append_options(struct buf *out, const struct option_row *rows)
{
    for (; rows->name != NULL; rows++) {
        size_t start = out->length;
        if (rows->letter != 0)
            buf_appendf(out, "  -%c, ", rows->letter);
        else
            buf_append_text(out, "      ");
        buf_appendf(out, "--%s", rows->name);
        if (rows->argument != NULL)
            buf_appendf(out, " %s", rows->argument);
        size_t used = out->length - start;
        if (used + 2 > OPTION_COLUMN)
            buf_appendf(out, "\n%*s", OPTION_COLUMN, "");
        else
            buf_appendf(out, "%*s", (int)(OPTION_COLUMN - used), "");
        buf_append_text(out, rows->help);
        if (rows->kind == OPTION_CHOICE)
            buf_appendf(out, " (%s)", rows->choices);
        buf_append_char(out, '\n');
    }
}

void help_overview(const struct command *const *commands, struct buf *out)
{
    buf_appendf(out, "bgmusic %s - puts background music under a video\n\n", BGMUSIC_VERSION);
    buf_append_text(out, "usage: bgmusic [global options] COMMAND [options] [operands]\n\n"
                         "  bgmusic add video.mp4 --prompt \"calm lo-fi\"\n\n"
                         "prints the path of the finished video. The NemoVideo service does the work, or this\n"
                         "machine when the service cannot be reached (or with --engine local). What the local\n"
                         "engine composes is yours to use, also commercially; it is played with a SoundFont,\n"
                         "whose licence applies to its sounds.\n\ncommands:\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        buf_appendf(out, "  %-11s %s\n", commands[i]->name, commands[i]->summary);
    buf_append_text(out, "\nglobal options:\n");
    append_options(out, global_option_rows);
    buf_append_text(out, "\n`bgmusic help COMMAND` tells more; so do `help exit-codes` and `help environment`.\n");
}

void help_command(const struct command *command, struct buf *out)
{
    const char *label = "usage:";
    for (const char *line = command->usage; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        buf_appendf(out, "%-6s bgmusic %.*s\n", label, (int)length, line);
        label = "";
        line += length + (line[length] == '\n');
    }
    buf_appendf(out, "\n%s\n", command->summary);
    if (command->details != NULL)
        buf_appendf(out, "\n%s", command->details);
    if (command->options != NULL) {
        buf_append_text(out, "\noptions:\n");
        append_options(out, command->options);
    }
    buf_append_text(out, "\nglobal options:\n");
    append_options(out, global_option_rows);
}

void help_exit_codes(struct buf *out)
{
    static const struct {
        int code;
        const char *meaning;
    } rows[] = {
        {0, "done"},
        {1, "failed, for a reason without a code of its own"},
        {2, "usage: a bad command, option, operand or setting"},
        {3, "the token was refused, or none is to be had"},
        {4, "out of credits, or the plan does not allow it"},
        {5, "network: not reachable, cut off, timed out; trying again or `resume` may help"},
        {6, "the service failed or answered what cannot be understood; the render failed"},
        {7, "input: missing, unreadable, unsupported, too large, no picture in it"},
        {8, "output: exists already, cannot be written, no space (a pipe closed early: 141)"},
        {9, "rate limited, also after one wait"},
        {10, "session, render or job unknown; nothing to export"},
        {11, "several inputs, some failed"},
        {12, "the agent asked something that nobody could answer; the line that answers was printed"},
        {13, "the local engine understood nothing of the message; nothing changed"},
        {130, "interrupted by Ctrl-C (143: by SIGTERM, 129: by SIGHUP); the job is saved"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_appendf(out, "%5d  %s\n", rows[i].code, rows[i].meaning);
}

void help_environment(struct buf *out)
{
    static const char *const others[][2] = {
        {"NEMO_TOKEN", "a token of the service; means cloud"},
        {"NEMO_CLIENT_ID", "the client id, instead of the stored one"},
        {"SKILL_SOURCE", "the platform that is told to the service"},
        {"XDG_CONFIG_HOME", "settings and client id (default ~/.config)"},
        {"XDG_STATE_HOME", "tokens, sessions, jobs (default ~/.local/state)"},
        {"XDG_DATA_HOME", "the local engine's data (default ~/.local/share)"},
        {"https_proxy, NO_PROXY", "and the other proxy variables, as curl reads them"},
        {"CURL_CA_BUNDLE", "certificates, with SSL_CERT_FILE and SSL_CERT_DIR"},
        {"NO_COLOR", "no colour"},
        {"BGMUSIC_TRACE", "http,sse,draft,store,engine: trace lines, secrets masked"},
        {"BGMUSIC_TRACE_FILE", "where they go instead of stderr"},
        {"BGMUSIC_TEST_CLOCK_SCALE", "for tests: every wait N times faster"},
    };
    for (int i = 0; i < SETTING_COUNT; i++) {
        const struct setting_row *row = setting_row((enum setting)i);
        if (row->environment != NULL)
            buf_appendf(out, "  %-25s %s\n", row->environment, row->help);
    }
    for (size_t i = 0; i < COUNT(others); i++)
        buf_appendf(out, "  %-25s %s\n", others[i][0], others[i][1]);
}
