/* The timeline for people and for programs. */
#include "bgmusic/cli/state_view.h"

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/json/json_write.h"

void state_view_print(struct cli *cli, const char *session_id, const struct draft *draft,
                      const char *action)
{
    struct buf line;
    buf_init(&line, 16 * 1024 * 1024);
    draft_summary(draft, &line);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        if (action != NULL)
            json_set_text(object, "action", action);
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

enum bgm_status state_view_show(struct cli *cli, const char *session_id, const char *action,
                                struct bgm_error *err)
{
    struct draft draft;
    draft_init(&draft);
    enum bgm_status status = turn_read_state(&cli->app, session_id, NULL, &draft, err);
    if (status == BGM_OK) {
        progress_clear(&cli->messages);
        state_view_print(cli, session_id, &draft, action);
    }
    draft_release(&draft);
    return status;
}
