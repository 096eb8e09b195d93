/* state: the timeline of the current session. */
#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/json/json_write.h"

static const struct option_row rows[] = {
    {"raw", 0, OPTION_FLAG, NULL, offsetof(struct options, raw), NULL, 0, 0,
     "the service's answer, byte for byte"},
    OPTION_ROWS_END,
};

static void print_state(struct cli *cli, const char *session_id, const struct draft *draft)
{
    struct buf line;
    buf_init(&line, 16 * 1024 * 1024);
    draft_summary(draft, &line);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", session_id);
        json_set_text(object, "summary", line.bytes);
        result_set_tracks(object, draft);
        result_print(object);
    } else {
        output_text(line.bytes);
        for (size_t t = 0; t < draft->track_count; t++) {
            buf_clear(&line);
            buf_appendf(&line, "%3zu. ", t + 1);
            draft_track_summary(&draft->tracks[t], &line);
            output_text(line.bytes);
        }
    }
    buf_release(&line);
}

static enum bgm_status run_state(struct cli *cli, struct bgm_error *err)
{
    struct session_record session = {0};
    struct api_state state = {0};
    struct draft draft;
    draft_init(&draft);
    enum bgm_status status = session_resolve(&cli->app, false, &session, err);
    if (status == BGM_OK)
        status = turn_read_state(&cli->app, session.id, &state, cli->options.raw ? NULL : &draft, err);
    if (status == BGM_OK && cli->options.raw)
        output_bytes(state.raw.bytes, state.raw.length);
    else if (status == BGM_OK)
        print_state(cli, session.id, &draft);
    draft_release(&draft);
    api_state_release(&state);
    session_record_release(&session);
    return status;
}

const struct command cmd_state = {
    .name = "state",
    .summary = "show the timeline of the current session",
    .usage = "state [--raw]",
    .options = rows,
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_state,
};
