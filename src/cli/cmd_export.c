/* export: render the session and download the result. */
#include <unistd.h>

#include "bgmusic/app/export_session.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "export_view.h"

#define AT(field) offsetof(struct options, field)

static const struct option_row rows[] = {
    {"output", 'o', OPTION_FILE, "PATH", AT(output), NULL, 0, 0, "where to: a template, a folder, - for stdout"},
    {"force", 'f', OPTION_FLAG, NULL, AT(force), NULL, 0, 0, "replace an output that exists"},
    {"wait", 0, OPTION_SECONDS, "SECONDS", AT(wait_ms), NULL, 1, 604800, "how long to wait for the render"},
    {"no-wait", 0, OPTION_FLAG, NULL, AT(no_wait), NULL, 0, 0, "submit it, print its id, do not wait"},
    {"cancel", 0, OPTION_FLAG, NULL, AT(cancel), NULL, 0, 0, "call off the render that is at work"},
    {"render", 0, OPTION_TEXT, "ID", AT(render), NULL, 0, 0,
     "pick up (or call off) a render that was submitted before"},
    OPTION_ROWS_END,
};

static enum bgm_status run_export(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    if (o->cancel) {
        if (o->no_wait || o->output != NULL)
            return bgm_fail(err, BGM_USAGE, "--cancel makes no file: it goes without -o and --no-wait");
        return export_view_cancel(cli, o->render, err);
    }
    bool to_stdout = text_equal(o->output, "-");
    if (to_stdout && (o->json || isatty(STDOUT_FILENO)))
        return bgm_fail(err, BGM_USAGE,
                        o->json ? "--json and -o - both want the standard output"
                                : "a video is not written to a terminal");
    struct export_session_request request = {
        .output = o->output,
        .force = o->force,
        .no_wait = o->no_wait,
        .render_id = o->render,
        .wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
        .stdout_fd = STDOUT_FILENO,
    };
    return export_view_run(cli, &request, NULL, err);
}

const struct command cmd_export = {
    .name = "export",
    .summary = "render the current session and download the video",
    .usage = "export [-o PATH] [--no-wait | --cancel] [--render ID] [--wait SECONDS]",
    .details = "Without -o the result is STEM-music.mp4 in the current folder, STEM being the first uploaded\n"
               "video's; or bgmusic-SESSION.mp4. Exports are free.\n",
    .options = rows,
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_export,
};
