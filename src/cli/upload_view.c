/* An upload, and what it put into the session, for people and for programs. */
#include "upload_view.h"

#include <stdlib.h>

#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static void print_json(struct cli *cli, const char *session_id, const struct api_upload_result *uploaded,
                       const char *action)
{
    struct json *files = json_new_array();
    for (size_t i = 0; i < uploaded->count; i++) {
        const struct api_uploaded *file = &uploaded->files[i];
        struct json *object = json_new_object();
        json_set_text(object, "filename", file->filename);
        json_set_text(object, "file_type", file->file_type);
        if (file->duration_s >= 0)
            json_set_int(object, "duration_ms", (int64_t)(file->duration_s * 1000 + 0.5));
        if (file->width > 0)
            json_set_int(object, "width", file->width);
        if (file->height > 0)
            json_set_int(object, "height", file->height);
        json_append(files, object);
    }
    struct json *result = result_new(cli, true);
    if (action != NULL)
        json_set_text(result, "action", action);
    json_set_text(result, "session_id", session_id);
    json_set(result, "files", files);
    result_print(result);
}

enum bgm_status upload_view_run(struct cli *cli, struct session_record *session, const char *const *places,
                                size_t count, const char *action, struct bgm_error *err)
{
    struct api_upload_result uploaded = {0};
    enum bgm_status status = upload_media(&cli->app, session, places, count, &uploaded, err);
    if (status == BGM_OK) {
        if (cli->options.json)
            print_json(cli, session->id, &uploaded, action);
        for (size_t i = 0; i < uploaded.count && !cli->options.json; i++) {
            char *asked = upload_place_name(places[i < count ? i : 0]);
            const char *name = uploaded.files[i].filename;
            result_print_line(cli, name != NULL ? name : asked);
            free(asked);
        }
        messages_notice(&cli->messages, "in session %s", session->id);
    }
    api_upload_result_release(&uploaded);
    return status;
}
