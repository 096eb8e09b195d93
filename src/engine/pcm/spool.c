/* PCM in unlinked temporary files. */
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/file.h"

enum { FRAME_BYTES = 2 * sizeof(float) };

enum bgm_status spool_open(struct spool *spool, const char *folder, struct bgm_error *err)
{
    *spool = (struct spool)SPOOL_INIT;
    spool->fd = file_open_unnamed(folder);
    if (spool->fd < 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot make a temporary file in \"%s\": %s", folder, strerror(errno));
    return BGM_OK;
}

void spool_close(struct spool *spool)
{
    if (spool->fd >= 0)
        close(spool->fd);
    *spool = (struct spool)SPOOL_INIT;
}

enum bgm_status spool_share(const struct spool *spool, struct spool *other, struct bgm_error *err)
{
    *other = *spool;
    other->fd = fcntl(spool->fd, F_DUPFD_CLOEXEC, 0);
    if (other->fd < 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot open a temporary file again: %s", strerror(errno));
    return BGM_OK;
}

enum bgm_status spool_write(struct spool *spool, int64_t at_frame, const float *stereo, size_t frames,
                            struct bgm_error *err)
{
    const char *bytes = (const char *)stereo;
    size_t left = frames * FRAME_BYTES;
    off_t at = (off_t)(spool->origin + at_frame) * FRAME_BYTES;
    while (left > 0) {
        ssize_t put = pwrite(spool->fd, bytes, left, at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return bgm_fail(err, BGM_OUTPUT, "cannot write a temporary sound file: %s",
                            strerror(put == 0 ? ENOSPC : errno));
        bytes += put;
        at += put;
        left -= (size_t)put;
    }
    int64_t end = spool->origin + at_frame + (int64_t)frames;
    spool->frames = end > spool->frames ? end : spool->frames;
    return BGM_OK;
}

enum bgm_status spool_read(const struct spool *spool, int64_t at_frame, float *stereo, size_t frames,
                           struct bgm_error *err)
{
    char *bytes = (char *)stereo;
    size_t left = frames * FRAME_BYTES;
    off_t at = (off_t)(spool->origin + at_frame) * FRAME_BYTES;
    while (left > 0) {
        ssize_t got = pread(spool->fd, bytes, left, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return bgm_fail(err, BGM_FAILED, "cannot read a temporary sound file: %s", strerror(errno));
        if (got == 0)
            break;
        bytes += got;
        at += got;
        left -= (size_t)got;
    }
    memset(bytes, 0, left);
    return BGM_OK;
}
