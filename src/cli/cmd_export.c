/* export: render the session and download the result. */
#include <stdlib.h>
#include <unistd.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/export_session.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/text.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/json/json_write.h"

#define AT(field) offsetof(struct options, field)

static const struct option_row rows[] = {
    {"output", 'o', OPTION_FILE, "PATH", AT(output), NULL, 0, 0,
     "where to: a template, a folder, - for stdout"},
    {"force", 'f', OPTION_FLAG, NULL, AT(force), NULL, 0, 0, "replace an output that exists"},
    {"wait", 0, OPTION_SECONDS, "SECONDS", AT(wait_ms), NULL, 1, 604800, "how long to wait for the render"},
    {"no-wait", 0, OPTION_FLAG, NULL, AT(no_wait), NULL, 0, 0, "submit it, print its id, do not wait"},
    {"render", 0, OPTION_TEXT, "ID", AT(render), NULL, 0, 0, "pick up a render that was submitted before"},
    OPTION_ROWS_END,
};

static enum bgm_status run_export(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    bool to_stdout = text_equal(o->output, "-");
    if (to_stdout && (o->json || isatty(STDOUT_FILENO)))
        return bgm_fail(err, BGM_USAGE, o->json ? "--json and -o - both want the standard output"
                                                : "a video is not written to a terminal");
    if (o->render != NULL && *o->render == '\0')
        return bgm_fail(err, BGM_USAGE, "--render needs the id of a render");
    struct export_session_request request = {
        .output = o->output,
        .force = o->force,
        .no_wait = o->no_wait,
        .render_id = o->render,
        .wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
        .stdout_fd = STDOUT_FILENO,
    };
    struct export_session_result result;
    export_session_result_init(&result);
    enum bgm_status status = export_session(&cli->app, &request, &result, err);
    if (status == BGM_OK && o->json) {
        struct json *object = result_new(cli, true);
        json_set_null(object, "input");
        json_set_text(object, "output", o->no_wait ? NULL : result.output);
        json_set_text(object, "session_id", result.session_id);
        json_set_text(object, "render_id", result.render_id);
        if (result.duration_ms >= 0)
            json_set_int(object, "duration_ms", result.duration_ms);
        else
            json_set_null(object, "duration_ms");
        result_set_tracks(object, &result.draft);
        json_set_null(object, "link");
        result_set_lines(object, "warnings", result.notes);
        result_print(object);
    } else if (status == BGM_OK && o->no_wait) {
        result_print_line(cli, result.render_id);
    } else if (status == BGM_OK && !to_stdout) {
        result_print_path(cli, result.output);
        result_tell_ids(cli, result.session_id, result.render_id);
    }
    if (status == BGM_OK && result.notes != NULL && !o->json)
        messages_notice(&cli->messages, "%s", result.notes);
    export_session_result_release(&result);
    return status;
}

const struct command cmd_export = {
    .name = "export",
    .summary = "render the current session and download the video",
    .usage = "export [-o PATH] [--no-wait | --render ID] [--wait SECONDS]",
    .details = "Without -o the result is STEM-music.mp4 in the current folder, STEM being the first uploaded\n"
               "video's; or bgmusic-SESSION.mp4. Exports are free.\n",
    .options = rows,
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_export,
};
