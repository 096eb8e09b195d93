/* Uploads: files of a multipart body, or file: URLs that stay where they are. */
#include "routes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "timeline_upload.h"
#include "upload_rows.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "media_intake.h"
#include "session_edit.h"
#include "upload_spool.h"

enum { MOST_URLS = 32 };

struct intake {
    struct database *database;
    const char *session;
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

static enum bgm_status uploads_place(void *context, struct timeline *timeline, struct bgm_error *err)
{
    struct intake *intake = context;
    (void)err;
    timeline_place_uploads(timeline, intake->rows, intake->count, intake->message, sizeof intake->message);
    return BGM_OK;
}

/* Several files become uploads together or not at all. */
static enum bgm_status uploads_store(void *context, struct bgm_error *err)
{
    struct intake *intake = context;
    struct upload_row *known = NULL;
    size_t known_count = 0;
    enum bgm_status status = upload_list(intake->database, intake->session, &known, &known_count, err);
    upload_rows_free(known, known_count);
    if (status == BGM_OK && known_count + intake->count > SESSION_MOST_UPLOADS)
        status = bgm_fail(err, BGM_TOO_LARGE, "a session holds at most %d files", SESSION_MOST_UPLOADS);
    for (size_t i = 0; i < intake->count && status == BGM_OK; i++)
        status = upload_insert(intake->database, intake->session, &intake->rows[i], err);
    return status;
}

/* The files have rows: they stay. */
static void spool_keep(struct upload_spool *spool)
{
    struct spooled_file *files;
    size_t count;
    upload_spool_end(spool, &files, &count, NULL);
    for (size_t i = 0; i < count; i++) {
        free(files[i].path);
        files[i].path = NULL;
    }
}

static struct json *files_answer(const struct intake *intake)
{
    struct json *data = json_new_object(), *files = json_new_array();
    for (size_t i = 0; i < intake->count; i++) {
        const struct upload_row *row = &intake->rows[i];
        struct json *file = json_new_object();
        char *url = xasprintf("upload:%s", row->id);
        json_set_text(file, "filename", row->name);
        json_set_text(file, "file_type", media_group_name(row->group));
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
    struct intake *intake = xcalloc(1, sizeof *intake);
    const struct session_edit edit = {uploads_place, uploads_store, intake};
    intake->database = exchange->service->database;
    intake->session = exchange->session.id;
    enum bgm_status status =
        exchange->spool != NULL ? intake_files(exchange, intake, &err) : intake_urls(exchange, intake, &err);
    if (status == BGM_OK)
        status = session_edit(intake->database, exchange->user, intake->session, &edit, &err);
    if (status == BGM_OK && exchange->spool != NULL)
        spool_keep(exchange->spool);
    if (status == BGM_OK) {
        reply_success(&exchange->request->reply, files_answer(intake),
                      intake->message[0] != '\0' ? intake->message : NULL);
    } else {
        exchange_fail_session(exchange, &err);
    }
    for (size_t i = 0; i < intake->count; i++)
        upload_row_release(&intake->rows[i]);
    free(intake);
}
