/* Uploads: files of this machine, or URLs. */
#include "bgmusic/api/api_upload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_call.h"

#include "bgmusic/api/media_file.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/net/url.h"

void api_upload_result_release(struct api_upload_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        free(result->files[i].filename);
        free(result->files[i].file_type);
        free(result->files[i].cdn_url);
        free(result->files[i].hash);
    }
    free(result->files);
    *result = (struct api_upload_result){0};
}

static int read_size(const struct json *entry, const char *key)
{
    int64_t value = json_int(entry, key, -1);
    return value >= 0 && value <= 1000000 ? (int)value : -1;
}

static void read_file_entry(struct api_uploaded *file, const struct json *entry)
{
    file->filename = xstrdup(json_text(entry, "filename"));
    file->file_type = xstrdup(json_text(entry, "file_type"));
    file->group = media_group_of_word(file->file_type);
    file->cdn_url = xstrdup(json_text(entry, "cdn_url"));
    file->hash = xstrdup(json_text(entry, "hash"));
    double duration_s = json_number_or_text(entry, "duration", -1);
    file->duration_s = duration_s >= 0 && duration_s <= API_MOST_DURATION_S ? duration_s : -1;
    file->width = read_size(entry, "width");
    file->height = read_size(entry, "height");
    file->fps = json_number_or_text(entry, "fps", -1);
}

/* What the service says against one of the files, in an answer that is a success as a whole; NULL: nothing. */
static const char *complaint_of(const struct json *entry)
{
    const struct json *error = json_get(entry, "error");
    const char *words = json_is_text(error) ? json_value_text(error) : json_text(error, "message");
    if (!text_is_blank(words))
        return words;
    bool is_refused =
        json_is_false(json_get(entry, "success")) || text_is_choice(json_text_or(entry, "status", ""), "failed|error");
    return is_refused ? json_text_or(entry, "message", "no reason given") : NULL;
}

/* The list of files stands in `files`, a single one as itself; some services make it the whole of `data`. */
static enum bgm_status read_result(struct api_upload_result *result, const struct api_envelope *envelope,
                                   struct bgm_error *err)
{
    const struct json *files = json_get(envelope->data, "files");
    if (files == NULL && json_is_array(json_get(envelope->root, "data")))
        files = json_get(envelope->root, "data");
    const struct json *entry = json_is_object(files) ? files : json_first(files);
    size_t count = json_is_object(files) ? 1 : json_count(files);
    if (count > API_UPLOAD_MOST_FILES)
        count = API_UPLOAD_MOST_FILES;
    result->files = xcalloc(count > 0 ? count : 1, sizeof *result->files);
    result->count = count;
    result->state_applied = json_bool(envelope->data, "session_state_applied", true);
    for (size_t i = 0; i < count; i++, entry = json_next(entry)) {
        const char *complaint = complaint_of(entry);
        char words[512];
        read_file_entry(&result->files[i], entry);
        if (complaint == NULL)
            continue;
        api_first_words(words, complaint, strlen(complaint));
        return bgm_fail(err, BGM_SERVICE, "upload: the service did not take %s%s%s: %s",
                        result->files[i].filename != NULL ? "\"" : "file ",
                        result->files[i].filename != NULL ? result->files[i].filename : "of this call",
                        result->files[i].filename != NULL ? "\"" : "", words);
    }
    return BGM_OK;
}

static enum bgm_status send_and_read(struct api_call *call, struct api_upload_result *result, struct bgm_error *err)
{
    struct api_envelope envelope = {0};
    call->facts.on_session = true;
    call->request.send_once = true;
    call->request.idle_timeout_ms = API_UPLOAD_IDLE_MS;
    enum bgm_status status = api_call_send_json(call, false, &envelope, err);
    if (status == BGM_OK)
        status = read_result(result, &envelope, err);
    if (status != BGM_OK)
        api_upload_result_release(result);
    api_envelope_release(&envelope);
    return status;
}

static enum bgm_status begin(struct api_call *call, struct api_client *client, const char *session_id,
                             struct bgm_error *err)
{
    enum bgm_status status = api_check_id(session_id, "session", err);
    if (status != BGM_OK)
        return status;
    char *path = api_path("/api/upload-video/nemo_agent/me/", session_id, "");
    api_call_begin(call, client, "upload", "POST", path);
    free(path);
    return BGM_OK;
}

enum bgm_status api_upload_files(struct api_client *client, const char *session_id, const char *const *paths,
                                 size_t count, const struct api_progress *progress, struct api_upload_result *result,
                                 struct bgm_error *err)
{
    struct api_call call;
    struct http_part parts[API_UPLOAD_MOST_FILES] = {0};
    char *names[API_UPLOAD_MOST_FILES] = {0};
    bool begun = false;
    *result = (struct api_upload_result){0};
    if (count == 0 || count > API_UPLOAD_MOST_FILES)
        return bgm_fail(err, BGM_USAGE, "upload: 1 to %d files at a time", API_UPLOAD_MOST_FILES);
    enum bgm_status status = BGM_OK;
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        enum media_kind kind;
        int64_t bytes;
        status = media_check_file(paths[i], &kind, &bytes, err);
        names[i] = media_fitting_name(path_name(paths[i]), kind);
        parts[i] = (struct http_part){
            .field = "files",
            .path = paths[i],
            .filename = names[i],
            .content_type = media_content_type(kind),
        };
    }
    if (status != BGM_OK)
        goto out;
    status = begin(&call, client, session_id, err);
    if (status != BGM_OK)
        goto out;
    begun = true;
    call.facts.input = paths[0];
    call.request.parts = parts;
    call.request.part_count = count;
    if (progress != NULL) {
        call.request.context = progress->context;
        call.request.on_progress = progress->on_progress;
        call.request.on_tick = progress->on_tick;
    }
    status = send_and_read(&call, result, err);
out:
    if (begun)
        api_call_end(&call);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    return status;
}

/* Only the embedded engine may be pointed at files of this machine: nothing else could, or should, open them. */
static bool url_may_be_uploaded(const struct api_client *client, const char *url)
{
    if (text_starts_with_ignore_case(url, "file:///"))
        return client->http.unix_socket_path != NULL;
    return url_is_allowed(url);
}

enum bgm_status api_upload_urls(struct api_client *client, const char *session_id, const char *const *urls,
                                size_t count, struct api_upload_result *result, struct bgm_error *err)
{
    struct api_call call;
    struct buf body;
    *result = (struct api_upload_result){0};
    if (count == 0 || count > API_UPLOAD_MOST_FILES)
        return bgm_fail(err, BGM_USAGE, "upload: 1 to %d URLs at a time", API_UPLOAD_MOST_FILES);
    for (size_t i = 0; i < count; i++) {
        if (!url_may_be_uploaded(client, urls[i])) {
            bgm_fail(err, BGM_INPUT, "upload: this URL cannot be fetched by the service");
            bgm_hint(err, "it begins with https:// and has no user name in it");
            return BGM_INPUT;
        }
    }
    enum bgm_status status = begin(&call, client, session_id, err);
    if (status != BGM_OK)
        return status;
    buf_init(&body, API_REQUEST_CEILING_BYTES);
    struct json *json = json_new_object();
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++)
        json_append(list, json_new_text(urls[i]));
    json_set(json, "urls", list);
    json_set_text(json, "source_type", "url");
    json_print(json, &body);
    json_free(json);
    api_call_header(&call, "Content-Type: application/json");
    call.request.body = body.bytes;
    call.request.body_length = body.length;
    status = send_and_read(&call, result, err);
    api_call_end(&call);
    buf_release(&body);
    return status;
}

enum bgm_status api_upload_references(struct api_client *client, const char *session_id, const char *const *paths,
                                      size_t count, struct api_upload_result *result, struct bgm_error *err)
{
    char *urls[API_UPLOAD_MOST_FILES] = {0};
    enum bgm_status status = BGM_OK;
    *result = (struct api_upload_result){0};
    if (count == 0 || count > API_UPLOAD_MOST_FILES)
        return bgm_fail(err, BGM_USAGE, "upload: 1 to %d files at a time", API_UPLOAD_MOST_FILES);
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        enum media_kind kind;
        int64_t bytes;
        status = media_check_file(paths[i], &kind, &bytes, err);
        char *absolute = path_absolute(paths[i]);
        urls[i] = url_from_path(absolute);
        free(absolute);
    }
    if (status == BGM_OK)
        status = api_upload_urls(client, session_id, (const char *const *)urls, count, result, err);
    for (size_t i = 0; i < count; i++)
        free(urls[i]);
    return status;
}
