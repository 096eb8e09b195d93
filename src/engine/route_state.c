/* The state of a session: the draft and what is known of its media. */
#include "routes_internal.h"

#include <string.h>

#include "bgmusic/engine/timeline.h"
#include "bgmusic/engine/upload_rows.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "engine_internal.h"

static struct json *video_info(const struct upload_row *row)
{
    struct json *info = json_new_object();
    json_set_text(info, "id", row->id);
    json_set_text(info, "filename", row->name);
    json_set_text(info, "file_type", row->kind);
    json_set_number(info, "duration", (double)row->duration_ms / 1000);
    json_set_int(info, "width", row->width);
    json_set_int(info, "height", row->height);
    json_set_number(info, "fps", row->fps);
    json_set_text(info, "hash", row->hash);
    return info;
}

void route_state(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct session_row *session = &exchange->session;
    struct upload_row *rows = NULL;
    size_t count = 0;
    struct timeline timeline;
    struct buf draft;
    buf_init(&draft, JSON_BODY_CEILING);
    if (upload_list(exchange->engine->database, session->id, &rows, &count, &err) != BGM_OK ||
        timeline_parse(session->draft, strlen(session->draft), &timeline, &err) != BGM_OK) {
        exchange_fail(exchange, &err);
        goto out;
    }
    timeline_print(&timeline, &draft);
    struct json *data = json_new_object(), *state = json_new_object(), *infos = json_new_array();
    struct json *analyses = json_new_object(), *canvas = json_new_object();
    for (size_t i = 0; i < count; i++) {
        json_append(infos, video_info(&rows[i]));
        if (rows[i].analysis != NULL)
            json_set_raw(analyses, rows[i].id, rows[i].analysis);
    }
    json_set_int(canvas, "width", timeline.width);
    json_set_int(canvas, "height", timeline.height);
    json_set_raw(state, "draft", draft.bytes);
    json_set(state, "video_infos", infos);
    json_set(state, "canvas_config", canvas);
    json_set(state, "video_analyses", analyses);
    json_set_null(state, "generated_media");
    json_set_text(data, "session_id", session->id);
    json_set_text(data, "task_id", session->task_id);
    json_set_text(data, "task_name", session->name);
    json_set(data, "state", state);
    reply_success(&exchange->request->reply, data, NULL);
out:
    buf_release(&draft);
    upload_rows_free(rows, count);
}
