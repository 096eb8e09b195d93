/* The files of one multipart request, written to disk as they come. */
#include "upload_spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "multipart_parse.h"

struct upload_spool {
    struct multipart parser;
    char *folder;
    struct spooled_file files[SPOOL_MOST_FILES];
    size_t count;
    int fd; /* of the file that is open, -1: none, or a field that is not wanted */
    int64_t written;
};

static enum bgm_status part_open(void *context, const char *name, const char *file_name, struct bgm_error *err)
{
    struct upload_spool *spool = context;
    if (strcmp(name, "files") != 0)
        return BGM_OK;
    if (spool->count == SPOOL_MOST_FILES)
        return bgm_fail(err, BGM_TOO_LARGE, "more than %d files in one request", SPOOL_MOST_FILES);
    char hex[33];
    random_hex(hex, 32);
    struct spooled_file *file = &spool->files[spool->count];
    char *path = path_join(spool->folder, hex);
    spool->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (spool->fd < 0) {
        enum bgm_status status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
        free(path);
        return status;
    }
    file->path = path;
    file->name = xstrdup(file_name != NULL ? file_name : "");
    spool->count++;
    spool->written = 0;
    return BGM_OK;
}

static enum bgm_status part_write(void *context, const char *bytes, size_t length, struct bgm_error *err)
{
    struct upload_spool *spool = context;
    if (spool->fd < 0)
        return BGM_OK;
    spool->written += (int64_t)length;
    if (spool->written > SPOOL_MOST_FILE_BYTES)
        return bgm_fail(err, BGM_TOO_LARGE, "the file is larger than 500 MB");
    if (!file_write_all(spool->fd, bytes, length))
        return bgm_fail(err, BGM_OUTPUT, "cannot write an upload under \"%s\": %s", spool->folder, strerror(errno));
    return BGM_OK;
}

static enum bgm_status part_close(void *context, struct bgm_error *err)
{
    struct upload_spool *spool = context;
    int fd = spool->fd;
    spool->fd = -1;
    if (fd >= 0 && close(fd) != 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot write an upload under \"%s\": %s", spool->folder, strerror(errno));
    return BGM_OK;
}

static const struct multipart_handler spool_handler = {part_open, part_write, part_close};

struct upload_spool *upload_spool_new(const char *folder, const char *content_type)
{
    struct upload_spool *spool = xcalloc(1, sizeof *spool);
    spool->fd = -1;
    spool->folder = xstrdup(folder);
    if (!multipart_init(&spool->parser, content_type, &spool_handler, spool)) {
        upload_spool_free(spool);
        return NULL;
    }
    return spool;
}

enum bgm_status upload_spool_feed(struct upload_spool *spool, const char *bytes, size_t length, struct bgm_error *err)
{
    return multipart_feed(&spool->parser, bytes, length, err);
}

enum bgm_status upload_spool_end(struct upload_spool *spool, struct spooled_file **files, size_t *count,
                                 struct bgm_error *err)
{
    *files = spool->files;
    *count = spool->count;
    return multipart_end(&spool->parser, err);
}

void upload_spool_free(struct upload_spool *spool)
{
    if (spool == NULL)
        return;
    if (spool->fd >= 0)
        close(spool->fd);
    for (size_t i = 0; i < spool->count; i++) {
        if (spool->files[i].path != NULL)
            unlink(spool->files[i].path);
        free(spool->files[i].path);
        free(spool->files[i].name);
    }
    multipart_release(&spool->parser);
    free(spool->folder);
    free(spool);
}
