/* Putting media into a session. */
#include "bgmusic/app/upload_media.h"

#include <stdlib.h>

#include "bgmusic/api/media_type.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/service_call.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

bool upload_is_url(const char *place)
{
    return text_starts_with_ignore_case(place, "https://") ||
           text_starts_with_ignore_case(place, "http://");
}

enum bgm_status upload_check(const char *path, bool must_be_video, struct bgm_error *err)
{
    enum media_kind kind;
    int64_t bytes;
    enum bgm_status status = media_check_file(path, &kind, &bytes, err);
    if (status != BGM_OK || !must_be_video || media_group(kind) == MEDIA_GROUP_VIDEO ||
        kind == MEDIA_GIF)
        return status;
    bgm_fail(err, BGM_INPUT, "\"%s\" holds no video: it is %s", path, media_extension(kind));
    bgm_hint(err, "give a video; your own music goes with --music FILE");
    return BGM_INPUT;
}

struct upload_arguments {
    const char *session_id;
    const char *const *places;
    size_t count;
    bool are_urls;
    struct api_upload_result *result;
};

static void on_progress(void *context, int64_t done_bytes, int64_t total_bytes)
{
    app_progress(context, "upload", done_bytes, total_bytes);
}

static enum bgm_status upload_once(struct app *app, void *context, struct bgm_error *err)
{
    struct upload_arguments *a = context;
    if (a->are_urls)
        return api_upload_urls(&app->api, a->session_id, a->places, a->count, a->result, err);
    if (app->is_local)
        return api_upload_references(&app->api, a->session_id, a->places, a->count, a->result, err);
    struct api_progress progress = {app, on_progress, app_on_tick};
    return api_upload_files(&app->api, a->session_id, a->places, a->count, &progress, a->result, err);
}

enum bgm_status upload_media(struct app *app, struct session_record *session,
                             const char *const *places, size_t count,
                             struct api_upload_result *result, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    *result = (struct api_upload_result){0};
    struct upload_arguments arguments = {session->id, places, count, upload_is_url(places[0]), result};
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        if (upload_is_url(places[i]) != arguments.are_urls) {
            status = bgm_fail(err, BGM_USAGE, "files and URLs cannot be uploaded in one call");
            bgm_hint(err, "upload \"%s\" by itself", places[i]);
        } else if (!arguments.are_urls) {
            status = upload_check(places[i], false, err);
        }
    }
    if (status != BGM_OK)
        return status;
    app_stage(app, "upload");
    status = service_call(app, RETRY_UPLOAD, upload_once, &arguments, err);
    if (status == BGM_OK && session->video_name == NULL) {
        session->video_name = xstrdup(path_name(places[0]));
        session_touch(app, session);
    }
    return status;
}
