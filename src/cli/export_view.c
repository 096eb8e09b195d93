/* An export, and its result for people and for programs. */
#include "export_view.h"

#include <stdlib.h>

#include "bgmusic/app/export_session.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

enum bgm_status export_view_run(struct cli *cli, const struct export_session_request *request, const char *action,
                                struct bgm_error *err)
{
    struct export_session_result result;
    export_session_result_init(&result);
    enum bgm_status status = export_session(&cli->app, request, &result, err);
    if (status == BGM_OK && cli->options.json) {
        struct json *object = result_new(cli, true);
        if (action != NULL)
            json_set_text(object, "action", action);
        json_set_null(object, "input");
        json_set_text(object, "output", request->no_wait ? NULL : result.output);
        json_set_text(object, "session_id", result.session_id);
        json_set_text(object, "render_id", result.render_id);
        if (result.duration_ms >= 0)
            json_set_int(object, "duration_ms", result.duration_ms);
        else
            json_set_null(object, "duration_ms");
        result_set_tracks(object, &result.draft);
        json_set_null(object, "link");
        result_set_lines(object, "warnings", result.notes);
        result_print(cli, object);
    } else if (status == BGM_OK && request->no_wait) {
        result_print_line(cli, result.render_id);
    } else if (status == BGM_OK && !text_equal(result.output, "-")) {
        result_print_path(cli, result.output);
        result_tell_ids(cli, result.session_id, result.render_id);
    }
    if (status == BGM_OK && result.notes != NULL && !cli->options.json)
        messages_notice(&cli->messages, "%s", result.notes);
    export_session_result_release(&result);
    return status;
}

enum bgm_status export_view_cancel(struct cli *cli, const char *render_id, struct bgm_error *err)
{
    struct session_record session = {0};
    char *cancelled = NULL;
    enum bgm_status status = render_id != NULL ? BGM_OK : session_resolve(&cli->app, false, &session, err);
    if (status == BGM_OK)
        status = live_render_cancel(&cli->app, session.id, render_id, &cancelled, err);
    if (status == BGM_OK && cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", session.id);
        json_set_text(object, "render_id", cancelled);
        json_set_bool(object, "cancelled", true);
        result_print(cli, object);
    } else if (status == BGM_OK) {
        result_print_line(cli, cancelled);
        messages_notice(&cli->messages, "that render was cancelled");
    }
    free(cancelled);
    session_record_release(&session);
    return status;
}
