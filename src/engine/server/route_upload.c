/* Uploads: files of a multipart body, or file: URLs that stay where they are. */
#include "routes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "draft_history.h"
#include "timeline.h"
#include "upload_rows.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "media_intake.h"
#include "session_edit.h"
#include "upload_spool.h"

enum { MOST_URLS = 32 };

struct intake {
    struct upload_row rows[SPOOL_MOST_FILES];
    size_t count;
    char message[512]; /* what the client should tell */
};

/* "file:///a/b%20c.mp4" or "file://localhost/..." into a path; the caller's. NULL: no such URL. */
static char *file_url_path(const char *url)
{
    const char *at = url + strlen("file:");
    if (strncmp(at, "//", 2) == 0) {
        at += 2;
        if (text_starts_with_ignore_case(at, "localhost/"))
            at += strlen("localhost");
    }
    if (*at != '/')
        return NULL;
    char *path = xcalloc(strlen(at) + 1, 1), *out = path;
    for (; *at != '\0' && *at != '?' && *at != '#'; at++) {
        unsigned byte = (unsigned char)*at;
        if (*at == '%' &&
            (sscanf(at + 1, "%2x", &byte) != 1 || strspn(at + 1, "0123456789abcdefABCDEF") < 2 || byte == 0)) {
            free(path);
            return NULL;
        }
        at += *at == '%' ? 2 : 0;
        *out++ = (char)byte;
    }
    return path;
}

static enum bgm_status intake_url(struct exchange *exchange, const char *url, struct intake *intake,
                                  struct bgm_error *err)
{
    if (url == NULL)
        return bgm_fail(err, BGM_USAGE, "\"urls\" must be a list of texts");
    if (!text_starts_with_ignore_case(url, "file:")) {
        bgm_fail(err, BGM_UNSUPPORTED, "the local engine works offline and fetches nothing from the net");
        bgm_hint(err, "download the file first and upload it from this disk");
        return BGM_UNSUPPORTED;
    }
    if (!exchange->service->is_private) {
        bgm_fail(err, BGM_UNSUPPORTED, "file URLs are not accepted here");
        bgm_hint(err, "send the file itself, as multipart field \"files\"");
        return BGM_UNSUPPORTED;
    }
    char *path = file_url_path(url);
    if (path == NULL)
        return bgm_fail(err, BGM_UNSUPPORTED, "a file URL must hold an absolute path");
    enum bgm_status status =
        media_intake(exchange->service->probes, path, path, true, &intake->rows[intake->count], err);
    intake->count++;
    free(path);
    return status;
}

static enum bgm_status intake_urls(struct exchange *exchange, struct intake *intake, struct bgm_error *err)
{
    const struct json *urls = json_get(exchange->json, "urls");
    if (!json_is_array(urls) || json_count(urls) == 0 || json_count(urls) > MOST_URLS)
        return bgm_fail(err, BGM_USAGE, "\"urls\" must be a list of 1 to %d URLs", MOST_URLS);
    enum bgm_status status = BGM_OK;
    for (const struct json *url = json_first(urls); url != NULL && status == BGM_OK; url = json_next(url))
        status = intake_url(exchange, json_value_text(url), intake, err);
    return status;
}

static enum bgm_status intake_files(struct exchange *exchange, struct intake *intake, struct bgm_error *err)
{
    struct spooled_file *files;
    size_t count;
    enum bgm_status status = upload_spool_end(exchange->spool, &files, &count, err);
    if (status == BGM_OK && count == 0)
        status = bgm_fail(err, BGM_USAGE, "the body holds no field \"files\"");
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        status = media_intake(exchange->service->probes, files[i].path, files[i].name, false,
                              &intake->rows[intake->count], err);
        intake->count++;
    }
    return status;
}

/* The first video becomes the picture; a later one takes its place. */
static enum bgm_status picture_set(void *context, struct timeline *timeline, struct bgm_error *err)
{
    struct intake *intake = context;
    (void)err;
    intake->message[0] = '\0';
    for (size_t i = 0; i < intake->count; i++) {
        const struct upload_row *row = &intake->rows[i];
        size_t used = strlen(intake->message);
        char *place = intake->message + used;
        if (strcmp(row->kind, "video") != 0) {
            snprintf(place, sizeof intake->message - used,
                     strcmp(row->kind, "audio") == 0
                         ? "\"%.100s\" is ready; say \"use my track\" to put it under the video. "
                         : "\"%.100s\" is kept, but a still picture has no place in the timeline. ",
                     row->name);
            continue;
        }
        if (timeline->has_video)
            snprintf(place, sizeof intake->message - used, "\"%.100s\" takes the place of \"%.100s\". ", row->name,
                     timeline->video_name);
        int64_t before_ms = timeline->duration_ms;
        timeline->has_video = true;
        memcpy(timeline->video_upload, row->id, sizeof row->id);
        snprintf(timeline->video_name, sizeof timeline->video_name, "%s", row->name);
        timeline->duration_ms = row->duration_ms < TIMELINE_MOST_MS ? row->duration_ms : TIMELINE_MOST_MS;
        timeline->width = row->width;
        timeline->height = row->height;
        /* Music that went to the end of the old picture goes to the end of the new one. */
        struct timeline_music *music = &timeline->music;
        if (timeline->has_music) {
            bool to_the_end = music->start_ms + music->length_ms >= before_ms;
            music->start_ms = music->start_ms < timeline->duration_ms ? music->start_ms : 0;
            int64_t most_ms = timeline->duration_ms - music->start_ms;
            if (to_the_end || music->length_ms > most_ms)
                music->length_ms = most_ms;
        }
    }
    return BGM_OK;
}

static struct json *files_answer(const struct intake *intake)
{
    struct json *data = json_new_object(), *files = json_new_array();
    for (size_t i = 0; i < intake->count; i++) {
        const struct upload_row *row = &intake->rows[i];
        struct json *file = json_new_object();
        char *url = xasprintf("upload:%s", row->id);
        json_set_text(file, "filename", row->name);
        json_set_text(file, "file_type", row->kind);
        json_set_text(file, "cdn_url", url);
        json_set_number(file, "duration", (double)row->duration_ms / 1000);
        json_set_int(file, "width", row->width);
        json_set_int(file, "height", row->height);
        json_set_number(file, "fps", row->fps);
        json_set_text(file, "hash", row->hash);
        json_append(files, file);
        free(url);
    }
    json_set(data, "files", files);
    json_set_bool(data, "session_state_applied", true);
    return data;
}

void route_upload(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct database *database = exchange->service->database;
    struct intake *intake = xcalloc(1, sizeof *intake);
    enum bgm_status status =
        exchange->spool != NULL ? intake_files(exchange, intake, &err) : intake_urls(exchange, intake, &err);
    struct upload_row *known = NULL;
    size_t known_count = 0;
    if (status == BGM_OK)
        status = upload_list(database, exchange->session.id, &known, &known_count, &err);
    if (status == BGM_OK && known_count + intake->count > SESSION_MOST_UPLOADS)
        status = bgm_fail(&err, BGM_TOO_LARGE, "a session holds at most %d files", SESSION_MOST_UPLOADS);
    upload_rows_free(known, known_count);
    for (size_t i = 0; i < intake->count && status == BGM_OK; i++)
        status = upload_insert(database, exchange->session.id, &intake->rows[i], &err);
    if (status == BGM_OK && exchange->spool != NULL) {
        /* The files have rows now: they stay. */
        struct spooled_file *files;
        size_t count;
        upload_spool_end(exchange->spool, &files, &count, NULL);
        for (size_t i = 0; i < count; i++) {
            free(files[i].path);
            files[i].path = NULL;
        }
    }
    if (status == BGM_OK)
        status = session_edit(database, exchange->user, exchange->session.id, picture_set, intake, &err);
    if (status == BGM_OK)
        status = draft_history_clear(database, exchange->session.id, &err);
    if (status == BGM_OK) {
        text_cut_partial_character(intake->message);
        text_trim(intake->message);
        reply_success(&exchange->request->reply, files_answer(intake),
                      intake->message[0] != '\0' ? intake->message : NULL);
    } else {
        exchange_fail_session(exchange, &err);
    }
    for (size_t i = 0; i < intake->count; i++)
        upload_row_release(&intake->rows[i]);
    free(intake);
}
