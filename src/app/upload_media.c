/* Putting media into a session. */
#include "bgmusic/app/upload_media.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/api/media_file.h"
#include "bgmusic/app/app.h"
#include "bgmusic/draft/draft_media.h"
#include "service_call.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { LONGEST_NAME = 200 };

bool upload_is_url(const char *place)
{
    return text_starts_with_ignore_case(place, "https://") || text_starts_with_ignore_case(place, "http://");
}

static enum bgm_status check_url(const char *url, struct bgm_error *err)
{
    if (api_may_fetch(url))
        return BGM_OK;
    bgm_fail(err, BGM_INPUT, "\"%.*s\" is no address that is fetched from", (int)strcspn(url, "?#"), url);
    bgm_hint(err, "it begins with https://, and has no user name and no blanks in it (%%20 stands for one)");
    return BGM_INPUT;
}

enum bgm_status upload_check(const char *path, enum upload_use use, struct bgm_error *err)
{
    if (upload_is_url(path))
        return check_url(path, err);
    size_t scheme = strspn(path, "abcdefghijklmnopqrstuvwxyz");
    if (scheme > 0 && text_starts_with(path + scheme, "://") && !file_exists(path))
        return bgm_fail(err, BGM_INPUT, "cannot fetch \"%.*s\": only https addresses are fetched",
                        (int)strcspn(path, "?#@"), path);
    enum media_kind kind;
    int64_t bytes;
    enum bgm_status status = media_check_file(path, &kind, &bytes, err);
    if (status != BGM_OK)
        return status;
    enum media_group group = media_group(kind);
    bool moves = group == MEDIA_GROUP_VIDEO || kind == MEDIA_GIF || kind == MEDIA_APNG;
    if (use == UPLOAD_FILM && !moves) {
        bgm_fail(err, BGM_INPUT, "\"%s\" holds no video: it is %s", path, media_extension(kind));
        bgm_hint(err, "%s", group == MEDIA_GROUP_AUDIO ? UPLOAD_SOUND_HINT : "give a video");
        return BGM_INPUT;
    }
    if (use == UPLOAD_TRACK && group == MEDIA_GROUP_IMAGE) {
        bgm_fail(err, BGM_INPUT, "\"%s\" holds no sound: it is %s", path, media_extension(kind));
        bgm_hint(err, "music is a file with sound, such as mp3, wav, flac, or a film");
        return BGM_INPUT;
    }
    return BGM_OK;
}

enum bgm_status upload_check_engine(const struct app *app, const char *path, struct bgm_error *err)
{
    enum media_kind kind;
    int64_t bytes;
    enum bgm_status status = media_check_file(path, &kind, &bytes, err);
    if (status != BGM_OK || app->is_local || media_service_takes(kind))
        return status;
    bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is %s, which the service does not take", path, media_extension(kind));
    bgm_hint(err, "the local engine does (--engine local); or convert it: ffmpeg -i IN %s",
             media_group(kind) == MEDIA_GROUP_AUDIO ? "-b:a 256k OUT.mp3" : "OUT.mp4");
    return BGM_UNSUPPORTED;
}

static void on_progress(void *context, int64_t done_bytes, int64_t total_bytes)
{
    app_progress(context, "upload", done_bytes, total_bytes);
}

/* One call: `places` are all of one kind. */
static enum bgm_status upload_group(struct app *app, const char *session_id, const char *const *places, size_t count,
                                    struct api_upload_result *result, struct bgm_error *err)
{
    struct api_progress progress = {app, on_progress, app_on_tick};
    struct service_call call;
    service_call_begin(&call, app, RETRY_UPLOAD);
    while (service_call_next(&call)) {
        if (upload_is_url(places[0]))
            call.status = api_upload_urls(&app->api, session_id, places, count, result, &call.problem);
        else if (app->is_local)
            call.status = api_upload_references(&app->api, session_id, places, count, result, &call.problem);
        else
            call.status = api_upload_files(&app->api, session_id, places, count, &progress, result, &call.problem);
    }
    return service_call_end(&call, err);
}

char *upload_place_name(const char *place)
{
    if (!upload_is_url(place))
        return xstrdup(path_name(place));
    /* Without query and fragment: a signature may stand there. */
    const char *from = strstr(place, "://") + 3;
    size_t length = strcspn(from, "?#");
    const char *slash = NULL;
    for (size_t i = 0; i < length; i++) {
        if (from[i] == '/')
            slash = from + i;
    }
    size_t left = slash != NULL ? length - (size_t)(slash + 1 - from) : 0;
    /* It becomes a file's name. */
    bool is_good = left > 0 && left <= LONGEST_NAME && slash[1] != '.';
    return is_good ? xstrndup(slash + 1, left) : xstrdup("video");
}

/* How many of `places` from the first on are of its kind, files or URLs: what fits into one call. */
static size_t group_length(const char *const *places, size_t count)
{
    size_t length = 1;
    while (length < count && upload_is_url(places[length]) == upload_is_url(places[0]))
        length++;
    return length;
}

/* The addresses that the service gave what it took: a render may need them (draft_media.h). */
static bool remember_addresses(struct session_record *session, const char *const *places, size_t count,
                               const struct api_upload_result *part)
{
    struct buf list;
    buf_init(&list, DRAFT_MEDIA_LIST_BYTES);
    if (session->media != NULL)
        buf_append_text(&list, session->media);
    size_t before = list.length;
    for (size_t i = 0; i < part->count; i++) {
        char *name = i < count ? upload_place_name(places[i]) : NULL;
        draft_media_note(&list, name, part->files[i].cdn_url);
        if (!text_equal(name, part->files[i].filename))
            draft_media_note(&list, part->files[i].filename, part->files[i].cdn_url);
        free(name);
    }
    bool is_new = list.length > before;
    if (is_new) {
        free(session->media);
        session->media = buf_take(&list);
    }
    buf_release(&list);
    return is_new;
}

/* Every field of an answer may be missing, and whole entries: what was taken is called as it was sent. */
static void complete_answer(struct app *app, const char *const *places, size_t count, struct api_upload_result *part)
{
    if (part->count > 0 && part->count < count)
        app_warning(app, "the service tells of %zu of the %zu that were sent", part->count, count);
    if (part->count == 0) {
        part->files = xreallocarray(part->files, count, sizeof *part->files);
        for (size_t i = 0; i < count; i++)
            part->files[i] = (struct api_uploaded){.duration_s = -1, .width = -1, .height = -1, .fps = -1};
        part->count = count;
    }
    for (size_t i = 0; i < part->count && i < count; i++) {
        if (text_is_blank(part->files[i].filename)) {
            free(part->files[i].filename);
            part->files[i].filename = upload_place_name(places[i]);
        }
    }
    if (!part->state_applied)
        app_warning(app, "the service has the upload, but says that the session does not know of it yet");
}

/* The session is named after its first video: a track of music that came before it does not count. */
static void remember_upload(struct app *app, struct session_record *session, const char *const *places, size_t count,
                            const struct api_upload_result *part)
{
    bool is_new = !app->is_local && remember_addresses(session, places, count, part);
    for (size_t i = 0; i < count && session->video_name == NULL; i++) {
        bool is_told = i < part->count && part->files[i].file_type != NULL;
        bool video = upload_is_url(places[i]) ? !is_told || part->files[i].group == MEDIA_GROUP_VIDEO
                                              : upload_check(places[i], UPLOAD_FILM, NULL) == BGM_OK;
        if (!video)
            continue;
        session->video_name = upload_place_name(places[i]);
        is_new = true;
    }
    if (is_new)
        session_touch(app, session);
}

static void append_result(struct api_upload_result *whole, struct api_upload_result *part)
{
    whole->files = xreallocarray(whole->files, whole->count + part->count + 1, sizeof *whole->files);
    if (part->count > 0)
        memcpy(whole->files + whole->count, part->files, part->count * sizeof *part->files);
    whole->count += part->count;
    free(part->files); /* the array; what its entries own has moved */
    *part = (struct api_upload_result){0};
}

enum bgm_status upload_media(struct app *app, struct session_record *session, const char *const *places, size_t count,
                             struct api_upload_result *result, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    *result = (struct api_upload_result){0};
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        if (!upload_is_url(places[i]))
            status = upload_check_engine(app, places[i], err);
    }
    if (status != BGM_OK)
        return status;
    app_stage(app, "upload");
    for (size_t done = 0; done < count && status == BGM_OK;) {
        struct api_upload_result part = {0};
        size_t length = group_length(places + done, count - done);
        status = upload_group(app, session->id, places + done, length, &part, err);
        if (status == BGM_OK) {
            complete_answer(app, places + done, length, &part);
            remember_upload(app, session, places + done, length, &part);
            append_result(result, &part);
        } else if (done > 0) {
            app_notice(app, "the first %zu of %zu are in session %s", done, count, session->id);
        }
        api_upload_result_release(&part);
        done += length;
    }
    return status;
}
