/* Fetching a finished render. */
#include "download.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/api/media_file.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/output_name.h"
#include "conversion_folder.h"
#include "convert_file.h"
#include "part_file.h"
#include "service_call.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

static enum bgm_status check_content(int fd, enum download_kind kind, struct bgm_error *err)
{
    char head[MEDIA_HEAD_BYTES];
    ssize_t got = pread(fd, head, sizeof head, 0);
    enum media_group group = got > 0 ? media_group(media_sniff(head, (size_t)got)) : MEDIA_GROUP_NONE;
    bool is_midi = got >= 4 && memcmp(head, "MThd", 4) == 0;
    /* Nothing that is uploaded, but what the local engine makes. */
    if (kind == DOWNLOAD_SOUND && got >= 4 && (memcmp(head, "fLaC", 4) == 0 || memcmp(head, "OggS", 4) == 0))
        return BGM_OK;
    if (kind == DOWNLOAD_INPUT && group != MEDIA_GROUP_NONE)
        return BGM_OK; /* what it is, is told with the input's other checks */
    if (kind == DOWNLOAD_VIDEO ? group == MEDIA_GROUP_VIDEO
                               : group == MEDIA_GROUP_AUDIO || (kind == DOWNLOAD_PART && is_midi))
        return BGM_OK;
    return bgm_fail(err, BGM_SERVICE, "what was downloaded is %s",
                    kind == DOWNLOAD_VIDEO || kind == DOWNLOAD_INPUT ? "not a video" : "no sound");
}

/* A download that is under way, over as many tries as it takes. */
struct fetch {
    struct app *app;
    const struct api_render *render;
    enum download_kind kind;
    int fd;
    const char *path;
    bool by_url;         /* from the URL of the answer; else by the service's own call */
    int64_t have_bytes;  /* of the file, in `fd`; 0: it begins anew */
    char validator[256]; /* of what is there, for If-Range */
    bool is_too_large;   /* it is called off */
};

static void on_progress(void *context, int64_t done_bytes, int64_t total_bytes)
{
    struct fetch *fetch = context;
    fetch->is_too_large =
        fetch->kind == DOWNLOAD_INPUT && (done_bytes > MEDIA_MOST_BYTES || total_bytes > MEDIA_MOST_BYTES);
    app_progress(fetch->app, "download", done_bytes, total_bytes);
}

static bool on_tick(void *context)
{
    const struct fetch *fetch = context;
    return !fetch->is_too_large && app_on_tick(fetch->app);
}

static enum bgm_status fail_too_large(struct app *app, const struct fetch *fetch, struct bgm_error *err)
{
    app->api.last.verdict = HTTP_TOO_LARGE; /* trying again is in vain */
    return bgm_fail(err, BGM_TOO_LARGE, "\"%.*s\" has more than %lld MB, which is the most",
                    (int)strcspn(fetch->render->url, "?#"), fetch->render->url,
                    (long long)(MEDIA_MOST_BYTES / (1024 * 1024)));
}

/* How much of the file is kept for the next try. */
static void keep_what_came(struct fetch *fetch, const struct api_download *download, const struct api_outcome *last)
{
    bool is_cut = last->verdict == HTTP_CUT_OFF || last->verdict == HTTP_TIMED_OUT;
    int64_t before_bytes = download->started_over ? 0 : fetch->have_bytes;
    snprintf(fetch->validator, sizeof fetch->validator, "%s", download->validator);
    bool can_go_on = is_cut && download->resumable && fetch->validator[0] != '\0';
    fetch->have_bytes = can_go_on ? before_bytes + download->received_bytes : 0;
}

static enum bgm_status fetch_once(struct app *app, struct fetch *fetch, struct bgm_error *err)
{
    struct api_download download = {
        .fd = fetch->fd,
        .from = fetch->have_bytes,
        .if_range = fetch->have_bytes > 0 && fetch->validator[0] != '\0' ? fetch->validator : NULL,
        .progress = {fetch, on_progress, on_tick},
    };
    if (lseek(fetch->fd, fetch->have_bytes, SEEK_SET) < 0 || (fetch->have_bytes == 0 && ftruncate(fetch->fd, 0) != 0))
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", fetch->path, strerror(errno));
    enum bgm_status status = !fetch->by_url ? api_render_download(&app->api, fetch->render->id, &download, err)
                             : fetch->kind == DOWNLOAD_INPUT
                                 ? api_fetch(&app->api, fetch->render->url, &download, err)
                                 : api_download(&app->api, fetch->render->url, &download, err);
    if (fetch->is_too_large)
        return fail_too_large(app, fetch, err);
    if (status == BGM_OK)
        return check_content(fetch->fd, fetch->kind, err);
    if (status == BGM_OUTPUT)
        bgm_prefix(err, "\"%s\"", fetch->path);
    /* The rest cannot be had from where it was left: the whole can. */
    struct api_outcome *last = &app->api.last;
    if (fetch->have_bytes > 0 && (last->http_status == 412 || last->http_status == 416)) {
        last->verdict = HTTP_CUT_OFF;
        fetch->have_bytes = 0;
        return status;
    }
    keep_what_came(fetch, &download, last);
    return status;
}

/* From one of the two places, with the rules of trying again. */
static enum bgm_status fetch_from(struct app *app, struct fetch *fetch, bool by_url, struct bgm_error *err)
{
    struct service_call call;
    service_call_begin(&call, app, RETRY_DOWNLOAD);
    fetch->by_url = call.keeps_token = by_url;
    fetch->have_bytes = 0;
    while (service_call_next(&call))
        call.status = fetch_once(app, fetch, &call.problem);
    return service_call_end(&call, err);
}

/* The bytes into `fd`: from the URL when there is one; where that is refused, gone, nonsense or in lasting trouble, by
 * the service's own call for it. */
static enum bgm_status fetch_file(struct app *app, struct fetch *fetch, struct bgm_error *err)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    if (fetch->render->url == NULL)
        return fetch_from(app, fetch, false, err);
    enum bgm_status status = fetch_from(app, fetch, true, &problem);
    bool is_ours = status == BGM_OUTPUT || status == BGM_INTERRUPTED || app_check_time(app, NULL) != BGM_OK;
    if (status != BGM_OK && !is_ours && fetch->kind != DOWNLOAD_PART && fetch->kind != DOWNLOAD_INPUT)
        return fetch_from(app, fetch, false, err);
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}

static enum bgm_status download_to_stdout(struct app *app, struct fetch *fetch, int stdout_fd, struct bgm_error *err)
{
    const char *folder = conversion_folder_root();
    fetch->fd = file_open_unnamed(folder);
    if (fetch->fd < 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot make a temporary file in \"%s\": %s", folder, strerror(errno));
    enum bgm_status status = fetch_file(app, fetch, err);
    if (status == BGM_OK)
        status = file_copy_to_stream(fetch->fd, stdout_fd, err);
    close(fetch->fd);
    return status;
}

/* What comes lies in a folder of its own until the part is made of it. */
static enum bgm_status fetch_converted(struct app *app, struct fetch *fetch, const char *part, const char *ending,
                                       struct bgm_error *err)
{
    struct conversion_folder folder = CONVERSION_FOLDER_INIT;
    enum bgm_status status = conversion_folder_make(&folder, err);
    fetch->fd = folder.fd;
    if (status == BGM_OK)
        status = fetch_file(app, fetch, err);
    if (status == BGM_OK) {
        app_notice(app, "the service gives MP4: making .%s of it here", ending);
        status = convert_file(folder.film, part, ending, err);
    }
    conversion_folder_release(&folder);
    return status;
}

enum bgm_status download_render(struct app *app, const struct download_request *request, struct bgm_error *err)
{
    struct fetch fetch = {.app = app, .render = request->render, .kind = request->kind, .path = request->path};
    app_stage(app, "download");
    if (text_equal(request->path, "-"))
        return download_to_stdout(app, &fetch, request->stdout_fd, err);
    struct part_file part = PART_FILE_INIT;
    enum bgm_status status = output_make_folder(app, request->path, err);
    if (status == BGM_OK)
        status = part_file_open(&part, request->path, err);
    fetch.fd = part.fd;
    if (status == BGM_OK && request->convert_to != NULL)
        status = fetch_converted(app, &fetch, part.path, request->convert_to, err);
    else if (status == BGM_OK)
        status = fetch_file(app, &fetch, err);
    if (status == BGM_OK)
        status = part_file_sync(&part, err);
    if (status == BGM_OK && request->before_naming != NULL) {
        char *identity = part_file_identity(&part);
        status = request->before_naming(request->context, identity, err);
        free(identity);
    }
    if (status == BGM_OK)
        status = part_file_publish(&part, request->force, err);
    part_file_release(&part);
    return status;
}
