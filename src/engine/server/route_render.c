/* Renders: order, ask, cancel, fetch. */
#include "routes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "byte_range.h"
#include "media_container.h"
#include "timeline.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_span.h"
#include "bgmusic/json/json_write.h"
#include "alive_lock.h"
#include "render_parts.h"
#include "render_queue.h"
#include "stop_flag.h"

enum {
    WAIT_MOST_S = 60,
    WAIT_SLICE_MS = 500,    /* rows of other processes change without a word */
    WAIT_PROGRESS_STEP = 5, /* so much more progress is news too, for a bar that moves */
};

/* Ids are the client's; what may stand in a path without escapes is accepted. */
static bool render_id_is_good(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
    return length > 0 && length <= RENDER_ID_MOST && id[length] == '\0';
}

static struct json *notes_as_list(const char *notes)
{
    struct json *list = json_new_array();
    while (*notes != '\0') {
        size_t length = strcspn(notes, "\n");
        char *line = xstrndup(notes, length);
        json_append(list, json_new_text(line));
        free(line);
        notes += length + (notes[length] == '\n');
    }
    return list;
}

static struct json *render_answer(const struct local_service *service, const struct render_row *row)
{
    struct json *data = json_new_object();
    char created[32], updated[32];
    clock_format_iso8601(row->created_s, created);
    clock_format_iso8601(row->updated_s, updated);
    json_set_text(data, "id", row->id);
    json_set_text(data, "status", render_state_name(row->state));
    json_set_int(data, "progress", row->progress);
    json_set_text(data, "createdAt", created);
    if (row->state == RENDER_COMPLETED) {
        char *url = xasprintf("%s/api/render/proxy/%s/download", service->url, row->id);
        struct json *output = json_new_object();
        json_set_text(output, "url", url);
        json_set_number(output, "duration", (double)row->duration_ms / 1000);
        json_set_int(output, "size", row->size_bytes);
        if (row->has_loudness)
            json_set_number(output, "loudness", row->loudness_lufs);
        if (row->damaged)
            json_set_bool(output, "damaged", true);
        if (row->notes != NULL && *row->notes != '\0')
            json_set(output, "notes", notes_as_list(row->notes));
        struct json *parts = render_parts_list(service->renders_folder, service->url, row);
        if (parts != NULL)
            json_set(output, "parts", parts);
        json_set(data, "output", output);
        json_set_text(data, "completedAt", updated);
        free(url);
    } else if (row->state == RENDER_FAILED) {
        json_set_text(data, "error", row->error);
        if (row->error_code != 0)
            json_set_int(data, "errorCode", row->error_code);
    }
    return data;
}

/* The draft of the request, checked: it came from outside and is not what we stored. */
static enum bgm_status draft_check(struct exchange *exchange, const char *draft, size_t length, int64_t *duration_ms,
                                   struct bgm_error *err)
{
    struct timeline *timeline = xmalloc(sizeof *timeline);
    struct upload_row upload = {0};
    enum bgm_status status = timeline_parse(draft, length, timeline, err);
    *duration_ms = status == BGM_OK ? timeline->duration_ms : 0;
    if (status == BGM_OK && !timeline->has_video) {
        status = bgm_fail(err, BGM_NOTHING_TO_EXPORT, "nothing to export yet: the timeline holds no video");
        bgm_hint(err, "upload a video first");
    }
    if (status == BGM_OK)
        status = upload_load(exchange->service->database, exchange->session.id, timeline->video_upload, &upload, err);
    if (status == BGM_OK && upload.group != MEDIA_GROUP_VIDEO)
        status = bgm_fail(err, BGM_USAGE, "the draft's picture is no video");
    upload_row_release(&upload);
    if (status == BGM_OK && timeline->has_music && timeline->music.upload[0] != '\0') {
        status = upload_load(exchange->service->database, exchange->session.id, timeline->music.upload, &upload, err);
        upload_row_release(&upload);
    }
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(err, BGM_USAGE, "the draft names an upload that this session does not have");
    free(timeline);
    return status;
}

/* {"format":"mkv","stems":true,"midi":true,"copy_picture":true,"compatible":true,"strict":true}; what else stands there
 * is not for us. The format is an ending of media_container.h, "mp4" where none is named. */
static enum bgm_status wanted_read(const struct json *output, struct render_row *row, struct bgm_error *err)
{
    static const struct {
        const char *name;
        enum render_wanted bit;
    } wishes[] = {{"stems", RENDER_STEMS},
                  {"midi", RENDER_MIDI},
                  {"copy_picture", RENDER_COPY_PICTURE},
                  {"compatible", RENDER_COMPATIBLE},
                  {"strict", RENDER_STRICT}};
    const struct media_container *container = media_container_of_ending(json_text_or(output, "format", "mp4"));
    if (container == NULL)
        return bgm_fail(
            err, BGM_USAGE,
            "\"format\" must be mp4, m4v, mov, mkv or webm, or wav, mp3, m4a, flac, ogg or opus for the music "
            "alone");
    row->wanted = container->kind == CONTAINER_SOUND ? RENDER_SOUND : 0;
    for (size_t i = 0; i < COUNT(wishes); i++)
        row->wanted |= json_bool(output, wishes[i].name, false) ? wishes[i].bit : 0;
    if ((row->wanted & RENDER_COPY_PICTURE) != 0 && (row->wanted & RENDER_COMPATIBLE) != 0)
        return bgm_fail(err, BGM_USAGE, "\"copy_picture\" and \"compatible\" exclude each other");
    random_hex(row->file, 32);
    snprintf(row->file + 32, sizeof row->file - 32, ".%s", container->ending);
    return BGM_OK;
}

/* A render that nobody can take is told at once: waiting for it would be in vain. */
static enum bgm_status render_begin(const struct local_service *service, const char *id, struct bgm_error *err)
{
    enum bgm_status status = render_queue_wake(service->queue, err);
    if (status != BGM_OK)
        render_fail(service->database, id, err->message, 0, NULL);
    return status;
}

void route_render_submit(struct exchange *exchange)
{
    static const char *const draft_key[] = {"draft", NULL};
    struct bgm_error err = BGM_ERROR_INIT;
    const struct local_service *service = exchange->service;
    struct render_row row = {.state = RENDER_PENDING};
    struct json_span span;
    char *draft = NULL;
    const char *id = json_text_or(exchange->json, "id", "");
    if (!exchange_load_session(exchange, "sessionId"))
        return;
    enum bgm_status status = BGM_OK;
    if (!render_id_is_good(id))
        status =
            bgm_fail(&err, BGM_USAGE, "\"id\" must be 1 to %d letters, digits, \"_\", \"-\" or \".\"", RENDER_ID_MOST);
    else if (!json_span_find(exchange->body.bytes, exchange->body.length, draft_key, &span))
        status = bgm_fail(&err, BGM_USAGE, "\"draft\" is missing");
    else
        status = draft_check(exchange, span.bytes, span.length, &row.duration_ms, &err);
    if (status == BGM_OK)
        status = wanted_read(json_get(exchange->json, "output"), &row, &err);
    if (status == BGM_OK) {
        draft = xstrndup(span.bytes, span.length);
        snprintf(row.id, sizeof row.id, "%s", id);
        snprintf(row.session, sizeof row.session, "%s", exchange->session.id);
        memcpy(row.owner, service->alive->id, sizeof row.owner);
        row.created_s = row.updated_s = clock_wall_s();
        status = render_insert(service->database, &row, draft, &err);
    }
    if (status == BGM_OK)
        status = render_begin(service, row.id, &err);
    if (status == BGM_OK) {
        reply_success(&exchange->request->reply, render_answer(service, &row), NULL);
    } else {
        exchange_fail(exchange, &err);
    }
    free(draft);
}

/* Loads the row; a render that nobody works on any more is taken over. */
static enum bgm_status render_look(struct exchange *exchange, struct render_row *row, struct bgm_error *err)
{
    const struct local_service *service = exchange->service;
    enum bgm_status status = render_load(service->database, exchange->user, exchange->argument, row, err);
    bool open = status == BGM_OK && render_state_is_open(row->state);
    if (!open || alive_owner_lives(service->alive, row->owner))
        return status;
    bool adopted = false;
    status = render_adopt(service->database, row->id, row->owner, service->alive->id, &adopted, err);
    trace(TRACE_ENGINE, "render %s of dead engine %s: %s", row->id, row->owner,
          adopted ? "taken over" : "somebody else has it");
    if (status == BGM_OK && adopted)
        status = render_begin(service, row->id, err);
    if (status != BGM_OK)
        return status;
    render_row_release(row);
    return render_load(service->database, exchange->user, exchange->argument, row, err);
}

/* Seconds of "Prefer: wait=N" (RFC 7240), at most WAIT_MOST_S; -1: not asked for. */
static int64_t wait_wanted_s(const struct request *request)
{
    const char *prefer = request_header(request, "Prefer");
    const char *wait = prefer != NULL ? text_find_ignore_case(prefer, "wait=") : NULL;
    char digits[8] = "";
    int64_t seconds;
    if (wait == NULL || (wait != prefer && strchr(", ;\t", wait[-1]) == NULL))
        return -1;
    wait += strlen("wait=");
    size_t length = strspn(wait, "0123456789");
    if (length == 0)
        return -1;
    if (length >= sizeof digits)
        return WAIT_MOST_S;
    memcpy(digits, wait, length);
    return text_to_int(digits, 0, 9999999, &seconds) && seconds < WAIT_MOST_S ? seconds : WAIT_MOST_S;
}

void route_render_poll(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    const struct local_service *service = exchange->service;
    struct render_row row;
    enum bgm_status status = render_look(exchange, &row, &err);
    int64_t wait_s = wait_wanted_s(exchange->request);
    int64_t end_ms = clock_real_ms() + clock_scaled_ms(wait_s > 0 ? wait_s * 1000 : 0);
    enum render_state before = row.state;
    int progress = row.progress;
    while (status == BGM_OK && wait_s > 0 && row.state == before && row.progress < progress + WAIT_PROGRESS_STEP &&
           !stop_flag_is_set(service->stopping) && render_state_is_open(row.state)) {
        int64_t left_ms = end_ms - clock_real_ms();
        if (left_ms <= 0)
            break;
        render_queue_wait(service->queue, left_ms < WAIT_SLICE_MS ? left_ms : WAIT_SLICE_MS);
        render_row_release(&row);
        status = render_look(exchange, &row, &err);
    }
    if (status == BGM_OK) {
        if (wait_s >= 0)
            reply_add_header(&exchange->request->reply, "Preference-Applied", "wait");
        reply_success(&exchange->request->reply, render_answer(service, &row), NULL);
    } else {
        exchange_fail(exchange, &err);
    }
    render_row_release(&row);
}

void route_render_cancel(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    const struct local_service *service = exchange->service;
    struct render_row row;
    enum bgm_status status = render_look(exchange, &row, &err);
    if (status == BGM_OK)
        status = render_cancel(service->database, row.id, &err);
    render_row_release(&row);
    if (status == BGM_OK) {
        render_queue_notify(service->queue);
        status = render_load(service->database, exchange->user, exchange->argument, &row, &err);
    }
    if (status == BGM_OK)
        reply_success(&exchange->request->reply, render_answer(service, &row), NULL);
    else
        exchange_fail(exchange, &err);
    render_row_release(&row);
}

/* Fills the reply with the part of the file that is wanted. */
static void file_send(struct exchange *exchange, int fd, int64_t size, const char *etag)
{
    struct request *request = exchange->request;
    struct reply *reply = &request->reply;
    int64_t start, length;
    reply_add_header(reply, "Accept-Ranges", "bytes");
    reply_add_header(reply, "ETag", "%s", etag);
    switch (byte_range_read(request_header(request, "Range"), request_header(request, "If-Range"), etag, size, &start,
                            &length)) {
    case BYTE_RANGE_UNSATISFIABLE:
        close(fd);
        reply_add_header(reply, "Content-Range", "bytes */%lld", (long long)size);
        reply_failure(reply, 416, 416, "the file has %lld bytes", (long long)size);
        return;
    case BYTE_RANGE_PART:
        reply->http_status = 206;
        reply_add_header(reply, "Content-Range", "bytes %lld-%lld/%lld", (long long)start,
                         (long long)(start + length - 1), (long long)size);
        break;
    default:
        reply->http_status = 200;
        break;
    }
    reply->fd = fd;
    reply->offset = start;
    reply->length = length;
}

/* What a render gives, by the name's end. */
static const char *type_of(const char *name)
{
    return text_ends_with_ignore_case(name, ".mid") ? "audio/midi" : media_container_of_path(name)->type;
}

/* The file `path` of a completed render, named by `etag_name`. */
static void finished_send(struct exchange *exchange, const char *path, const char *etag_name)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        reply_failure(&exchange->request->reply, 410, 410, "the finished file is gone (%s); export the session again",
                      strerror(errno));
        return;
    }
    char etag[RENDER_PART_MOST + 80];
    int64_t size = file_size(path);
    exchange->request->reply.file_type = type_of(path);
    snprintf(etag, sizeof etag, "\"%.110s-%lld\"", etag_name, (long long)size);
    file_send(exchange, fd, size, etag);
}

static bool is_completed(struct exchange *exchange, struct render_row *row)
{
    struct bgm_error err = BGM_ERROR_INIT;
    if (render_look(exchange, row, &err) != BGM_OK) {
        exchange_fail(exchange, &err);
        return false;
    }
    if (row->state == RENDER_COMPLETED)
        return true;
    reply_failure(&exchange->request->reply, 409, 409, "the render is %s%s%s", render_state_name(row->state),
                  row->error[0] != '\0' ? ": " : "", row->error[0] != '\0' ? row->error : ", not completed");
    return false;
}

void route_render_download(struct exchange *exchange)
{
    struct render_row row;
    if (is_completed(exchange, &row)) {
        char *path = path_join(exchange->service->renders_folder, row.file);
        char name[33];
        snprintf(name, sizeof name, "%.32s", row.file);
        finished_send(exchange, path, name);
        free(path);
    }
    render_row_release(&row);
}

void route_render_part(struct exchange *exchange)
{
    struct render_row row;
    if (!is_completed(exchange, &row)) {
        /* The answer is there. */
    } else if (!render_part_name_is_good(exchange->part)) {
        reply_failure(&exchange->request->reply, 404, 404, "the render has no part of that name");
    } else {
        char *folder = render_parts_folder(exchange->service->renders_folder, &row);
        char *path = path_join(folder, exchange->part);
        char *name = xasprintf("%.32s-%s", row.file, exchange->part);
        if (file_exists(path))
            finished_send(exchange, path, name);
        else
            reply_failure(&exchange->request->reply, 404, 404, "the render has no part of that name");
        free(name);
        free(path);
        free(folder);
    }
    render_row_release(&row);
}
