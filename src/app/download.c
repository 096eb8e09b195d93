/* Fetching a finished render. */
#include "download.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/app/app.h"
#include "ensure_ready.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/api/api_envelope.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/retry_policy.h"

enum { MOST_TRIES = 6, COPY_BYTES = 256 * 1024 };

static enum bgm_status open_part(const char *part, int *fd, struct bgm_error *err)
{
    *fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (*fd < 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", part, strerror(errno));
    /* Two runs with one goal would write into one another. */
    if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
        close(*fd);
        *fd = -1;
        bgm_fail(err, BGM_OUTPUT, "another process is writing \"%s\"", part);
        bgm_hint(err, "wait for it, or give another name with -o");
        return BGM_OUTPUT;
    }
    if (ftruncate(*fd, 0) != 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", part, strerror(errno));
    return BGM_OK;
}

static void on_progress(void *context, int64_t done_bytes, int64_t total_bytes)
{
    app_progress(context, "download", done_bytes, total_bytes);
}

static enum bgm_status check_content(int fd, enum download_kind kind, struct bgm_error *err)
{
    char head[MEDIA_HEAD_BYTES];
    ssize_t got = pread(fd, head, sizeof head, 0);
    enum media_group group = got > 0 ? media_group(media_sniff(head, (size_t)got)) : MEDIA_GROUP_NONE;
    bool is_midi = got >= 4 && memcmp(head, "MThd", 4) == 0;
    if (kind == DOWNLOAD_VIDEO ? group == MEDIA_GROUP_VIDEO
                               : group == MEDIA_GROUP_AUDIO || (kind == DOWNLOAD_PART && is_midi))
        return BGM_OK;
    return bgm_fail(err, BGM_SERVICE, "what was downloaded is %s", kind == DOWNLOAD_VIDEO ? "not a video" : "no sound");
}

/* The bytes into `fd`: from the URL when there is one, else from the download call; continued after a cut. */
static enum bgm_status fetch(struct app *app, const struct api_render *render, enum download_kind kind,
                             const char *path, int fd, struct bgm_error *err)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = BGM_OK;
    bool by_url = render->url != NULL, renewed = false;
    char validator[256] = "";
    int64_t have = 0;
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
        struct api_download download = {
            .fd = fd,
            .from = have,
            .if_range = have > 0 && validator[0] != '\0' ? validator : NULL,
            .progress = {app, on_progress, app_on_tick},
        };
        if (lseek(fd, have, SEEK_SET) < 0 || (have == 0 && ftruncate(fd, 0) != 0))
            return bgm_fail(err, BGM_OUTPUT, "cannot write the download: %s", strerror(errno));
        status = by_url ? api_download(&app->api, render->url, &download, &problem)
                        : api_render_download(&app->api, render->id, &download, &problem);
        if (status == BGM_OK)
            status = check_content(fd, kind, &problem);
        if (status == BGM_OK)
            return BGM_OK;
        enum bgm_status stop = app_check_time(app, &problem);
        if (status == BGM_OUTPUT)
            bgm_prefix(&problem, "\"%s\"", path);
        if (stop != BGM_OK || status == BGM_OUTPUT || status == BGM_INTERRUPTED)
            break;
        const struct api_outcome last = app->api.last;
        bool network = status == BGM_NETWORK || status == BGM_TIMED_OUT;
        snprintf(validator, sizeof validator, "%s", download.validator);
        have = download.started_over ? 0 : have;
        have = network && download.resumable && validator[0] != '\0' ? have + download.received_bytes : 0;
        if (!renewed && !by_url && api_needs_token(last.http_status, last.service_code)) {
            renewed = true;
            if (renew_token(app, &problem) != BGM_OK)
                break;
        } else if (by_url && !network && kind == DOWNLOAD_PART) {
            break;
        } else if (by_url && !network) {
            /* A URL that is refused, gone or nonsense: the service has a call for this. */
            by_url = false;
            have = 0;
        } else if (app_wait(app, retry_poll_pause_ms(tries, last.retry_after_ms, retry_jitter()), &problem) != BGM_OK) {
            break;
        }
        if (tries == MOST_TRIES / 2 && kind != DOWNLOAD_PART)
            by_url = false;
    }
    if (err != NULL)
        *err = problem;
    return problem.status;
}

/* The finished file to its name, never over something that came meanwhile unless that is wanted. */
static enum bgm_status put_in_place(const char *part, const char *path, bool force, struct bgm_error *err)
{
    if (!force) {
        /* link() fails when the name is taken: the one atomic "do not overwrite" that POSIX has. */
        if (link(part, path) == 0) {
            unlink(part);
            file_sync_folder_of(path);
            return BGM_OK;
        }
        /* File systems without links (FAT, some network ones) leave a check before the rename. */
        if (errno == EEXIST || file_exists(path))
            return output_check(path, NULL, false, err);
    }
    if (rename(part, path) != 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
    file_sync_folder_of(path);
    return BGM_OK;
}

static enum bgm_status copy_out(int fd, int stdout_fd, struct bgm_error *err)
{
    char *bytes = xmalloc(COPY_BYTES);
    enum bgm_status status = BGM_OK;
    off_t at = 0;
    for (;;) {
        ssize_t got = pread(fd, bytes, COPY_BYTES, at);
        if (got <= 0)
            break;
        if (!file_write_all(stdout_fd, bytes, (size_t)got)) {
            status = bgm_fail(err, errno == EPIPE ? BGM_PIPE_CLOSED : BGM_OUTPUT,
                              "cannot write to the standard output: %s", strerror(errno));
            break;
        }
        at += got;
    }
    free(bytes);
    return status;
}

enum bgm_status download_render(struct app *app, const struct api_render *render, enum download_kind kind,
                                const char *path, bool force, int stdout_fd, struct bgm_error *err)
{
    bool to_stdout = text_equal(path, "-");
    char *part = NULL;
    int fd = -1;
    enum bgm_status status = BGM_OK;
    app_stage(app, "download");
    if (to_stdout) {
        const char *folder = getenv("TMPDIR");
        fd = file_open_unnamed(folder != NULL && *folder != '\0' ? folder : "/tmp");
        if (fd < 0)
            status = bgm_fail(err, BGM_OUTPUT, "cannot make a temporary file: %s", strerror(errno));
    } else {
        part = xasprintf("%s.part", path);
        status = open_part(part, &fd, err);
    }
    if (status == BGM_OK)
        status = fetch(app, render, kind, path, fd, err);
    if (status == BGM_OK && to_stdout) {
        status = copy_out(fd, stdout_fd, err);
    } else if (status == BGM_OK) {
        if (fsync(fd) != 0)
            status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", part, strerror(errno));
        else
            status = put_in_place(part, path, force, err);
    }
    if (status != BGM_OK && part != NULL && fd >= 0)
        unlink(part);
    if (fd >= 0)
        close(fd);
    free(part);
    return status;
}
