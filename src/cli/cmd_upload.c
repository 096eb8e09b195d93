/* upload: media into the current session, for people and for programs. */
#include "cmd_upload.h"

#include <stdlib.h>

#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "command.h"
#include "results.h"
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
    result_print(cli, result);
}

enum bgm_status upload_run(struct cli *cli, struct session_record *session, const char *const *places, size_t count,
                           const char *action, struct bgm_error *err)
{
    struct api_upload_result uploaded = {0};
    enum bgm_status status = upload_media(&cli->app, session, places, count, &uploaded, err);
    if (status == BGM_OK) {
        if (cli->options.json)
            print_json(cli, session->id, &uploaded, action);
        for (size_t i = 0; i < uploaded.count && !cli->options.json; i++) {
            char *name = uploaded.files[i].filename;
            for (char *at = name; at != NULL && *at != '\0'; at++)
                *at = *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at; /* a name a line */
            if (name != NULL)
                result_print_line(cli, name);
        }
        messages_notice(&cli->messages, "in session %s", session->id);
    }
    api_upload_result_release(&uploaded);
    return status;
}

static enum bgm_status run_upload(struct cli *cli, struct bgm_error *err)
{
    struct session_record session = {0};
    const struct options *o = &cli->options;
    enum bgm_status status = BGM_OK;
    if (o->operand_count > API_UPLOAD_MOST_FILES)
        return bgm_fail(err, BGM_USAGE, "at most %d files go into one upload", API_UPLOAD_MOST_FILES);
    /* Before a session is made for it: is there anything to upload? */
    for (size_t i = 0; i < o->operand_count && status == BGM_OK; i++)
        status = upload_check(o->operands[i], UPLOAD_ANY, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = session_resolve(&cli->app, true, &session, err);
    if (status == BGM_OK)
        status = upload_run(cli, &session, o->operands, o->operand_count, NULL, err);
    session_record_release(&session);
    return status;
}

const struct command cmd_upload = {
    .name = "upload",
    .summary = "put media into the current session",
    .usage = "upload FILE|URL...",
    .details =
        "Takes mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac of at most 500 MB; the\n"
        "local engine flac, ogg, ogv, ts, mpg, flv, wmv, dv, mxf, aiff, caf, amr, au, w64 and wv, too. The content\n"
        "decides, not the name.\n"
        "Without a current session one is made.\n",
    .first_operand = OPERAND_FILE,
    .least_operands = 1,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_upload,
};
