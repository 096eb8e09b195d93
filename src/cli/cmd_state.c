/* state: the timeline of the current session. */
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "state_view.h"

static const struct option_row rows[] = {
    {"raw", 0, OPTION_FLAG, NULL, offsetof(struct options, raw), NULL, 0, 0, "the service's answer, byte for byte"},
    {"svg", 0, OPTION_FILE, "FILE", offsetof(struct options, svg), NULL, 0, 0, "write the picture there as SVG, too"},
    {"force", 'f', OPTION_FLAG, NULL, offsetof(struct options, force), NULL, 0, 0, "replace an SVG file that exists"},
    OPTION_ROWS_END,
};

static enum bgm_status print_raw(struct cli *cli, const char *session_id, struct bgm_error *err)
{
    struct api_state state = {0};
    enum bgm_status status = session_read_state(&cli->app, session_id, &state, NULL, err);
    if (status == BGM_OK)
        output_bytes(state.raw.bytes, state.raw.length);
    api_state_release(&state);
    return status;
}

static enum bgm_status run_state(struct cli *cli, struct bgm_error *err)
{
    if (cli->options.raw && cli->options.svg != NULL)
        return bgm_fail(err, BGM_USAGE, "--raw and --svg do not go together");
    if (cli->options.json && text_equal(cli->options.svg, "-"))
        return bgm_fail(err, BGM_USAGE, "--json and --svg - both want the standard output");
    struct session_record session = {0};
    enum bgm_status status = session_resolve(&cli->app, false, &session, err);
    struct state_wish wish = {
        .session_id = session.id,
        .svg_path = cli->options.svg,
        .force = cli->options.force,
    };
    if (status == BGM_OK)
        status = cli->options.raw ? print_raw(cli, session.id, err) : state_view_show(cli, &wish, err);
    session_record_release(&session);
    return status;
}

const struct command cmd_state = {
    .name = "state",
    .summary = "show the timeline of the current session",
    .usage = "state [--raw | --svg FILE [-f]]",
    .details = "Prints the summary line, then the tracks on a time axis: names, levels, where somebody speaks and how\n"
               "the music's energy goes, as far as the service tells it. ASCII in a locale without UTF-8.\n",
    .options = rows,
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_state,
};
