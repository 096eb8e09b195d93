/* Films from the standard input and from addresses. */
#include "fetch_input.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/api/media_file.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "download.h"
#include "part_file.h"

enum { PIECE_BYTES = 256 * 1024, READ_PAUSE_MS = 200, FOLDER_HEX = 16 };

/* A folder of its own for each: names may be the same. */
static enum bgm_status make_place(const struct app *app, const char *name, char **path, struct bgm_error *err)
{
    char random[FOLDER_HEX + 1];
    random_hex(random, FOLDER_HEX);
    char *folder = xasprintf("%s/fetched/%s", app->store.data_folder, random);
    enum bgm_status status = file_make_folders(folder, 0700, err);
    if (status == BGM_OK)
        *path = path_join(folder, name);
    free(folder);
    return status;
}

void fetch_forget(const char *path)
{
    char *folder = path_folder(path);
    file_remove_folder(folder, 0);
    free(folder);
}

static enum bgm_status copy_stream(struct app *app, int from, int to, struct bgm_error *err)
{
    char *piece = xmalloc(PIECE_BYTES);
    int64_t bytes = 0;
    enum bgm_status status = BGM_OK;
    while (status == BGM_OK && (status = app_check_time(app, err)) == BGM_OK) {
        struct pollfd waits = {.fd = from, .events = POLLIN};
        if (poll(&waits, 1, READ_PAUSE_MS) == 0)
            continue;
        ssize_t got = read(from, piece, PIECE_BYTES);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR && errno != EAGAIN)
            status = bgm_fail(err, BGM_INPUT, "cannot read the standard input: %s", strerror(errno));
        else if (got > 0 && (bytes += got) > MEDIA_MOST_BYTES)
            status = bgm_fail(err, BGM_TOO_LARGE, "the standard input has more than %lld MB, which is the most",
                              (long long)(MEDIA_MOST_BYTES / (1024 * 1024)));
        else if (got > 0 && !file_write_all(to, piece, (size_t)got))
            status = bgm_fail(err, BGM_OUTPUT, "cannot keep the standard input: %s", strerror(errno));
        app_progress(app, "read", bytes, -1);
    }
    if (status == BGM_OK && bytes == 0)
        status = bgm_fail(err, BGM_INPUT, "the standard input is empty");
    free(piece);
    return status;
}

/* The kind of a file by its name: the service wants one, and a pipe has none. */
static enum bgm_status name_by_kind(char **path, struct bgm_error *err)
{
    enum media_kind kind;
    int64_t bytes;
    enum bgm_status status = media_check_file(*path, &kind, &bytes, err);
    if (status != BGM_OK)
        return status;
    char *named = xasprintf("%s.%s", *path, media_extension(kind));
    if (file_publish(*path, named, false)) {
        free(*path);
        *path = named;
        return BGM_OK;
    }
    free(named);
    return bgm_fail(err, BGM_OUTPUT, "cannot keep the standard input: %s", strerror(errno));
}

enum bgm_status fetch_stdin(struct app *app, int fd, char **path, struct bgm_error *err)
{
    struct part_file part = PART_FILE_INIT;
    *path = NULL;
    app_stage(app, "read");
    enum bgm_status status = make_place(app, "stdin", path, err);
    if (status == BGM_OK)
        status = part_file_open(&part, *path, err);
    if (status == BGM_OK)
        status = copy_stream(app, fd, part.fd, err);
    if (status == BGM_OK)
        status = part_file_publish(&part, false, err);
    part_file_release(&part);
    if (status == BGM_OK)
        status = name_by_kind(path, err);
    if (status == BGM_OK)
        status = upload_check(*path, UPLOAD_FILM, err);
    if (status != BGM_OK && *path != NULL)
        fetch_forget(*path);
    if (status == BGM_UNSUPPORTED && err != NULL && err->status == BGM_UNSUPPORTED) {
        bgm_fail(err, status, "the standard input is no film that is taken");
        bgm_hint(err, "the local engine takes what `bgmusic help add` names; the content counts");
    }
    return status;
}

enum bgm_status fetch_address(struct app *app, const char *url, char **path, struct bgm_error *err)
{
    struct api_render from = {.url = xstrdup(url)};
    char *name = upload_place_name(url);
    *path = NULL;
    enum bgm_status status = make_place(app, name, path, err);
    if (status == BGM_OK)
        status = download_render(
            app, &(struct download_request){.render = &from, .kind = DOWNLOAD_INPUT, .path = *path, .stdout_fd = -1},
            err);
    /* The service has no part in it. */
    if (status == BGM_SERVICE || status == BGM_NOT_FOUND || status == BGM_AUTH || status == BGM_PLAN_BLOCKED) {
        struct bgm_error problem = err != NULL ? *err : (struct bgm_error)BGM_ERROR_INIT;
        char code[32];
        snprintf(code, sizeof code, "HTTP status %d", problem.http_status);
        status = bgm_fail(err, BGM_INPUT, "cannot fetch \"%.*s\": %s", (int)strcspn(url, "?#"), url,
                          problem.http_status >= 400 ? code : problem.message);
        bgm_hint(err, "look whether a browser gets a film from there without signing in");
    }
    if (status == BGM_OK)
        status = upload_check(*path, UPLOAD_FILM, err);
    if (status != BGM_OK && *path != NULL)
        fetch_forget(*path);
    free(name);
    free(from.url);
    return status;
}
