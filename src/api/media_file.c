/* A file that is to be sent: its kind and its size. */
#include "bgmusic/api/media_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"

void media_shrink_line(char *line, size_t size, const char *path)
{
    struct buf quoted;
    buf_init(&quoted, 64 * 1024);
    buf_append_char(&quoted, '\'');
    for (const char *at = path; *at != '\0'; at++) {
        if (*at == '\'')
            buf_append_text(&quoted, "'\\''");
        else
            buf_append_char(&quoted, *at);
    }
    buf_append_char(&quoted, '\'');
    int needed = snprintf(line, size,
                          "ffmpeg -i %s -vf 'scale=-2:min(1080\\,ih)' -c:v libx264 -crf 28 "
                          "-c:a aac -b:a 128k smaller.mp4",
                          quoted.bytes);
    /* A line that was cut would do harm: then without the name. */
    if (needed >= 0 && (size_t)needed >= size)
        snprintf(line, size, "ffmpeg -i INPUT -c:v libx264 -crf 28 -c:a aac smaller.mp4");
    buf_release(&quoted);
}

enum bgm_status media_check_file(const char *path, enum media_kind *kind, int64_t *bytes, struct bgm_error *err)
{
    unsigned char head[MEDIA_HEAD_BYTES];
    struct stat facts;
    size_t length = 0;
    enum bgm_status status = BGM_OK;
    *kind = MEDIA_NONE;
    *bytes = -1;
    int fd;
    status = file_open_plain(path, &fd, err);
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(ENOENT));
    if (status == BGM_OK && fstat(fd, &facts) != 0)
        status = file_fail_read(path, errno, err);
    if (status != BGM_OK)
        goto out;
    *bytes = facts.st_size;
    while (length < sizeof head) {
        ssize_t got = read(fd, head + length, sizeof head - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            status = bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
            goto out;
        }
        if (got == 0)
            break;
        length += (size_t)got;
    }
    if (length == 0) {
        status = bgm_fail(err, BGM_INPUT, "\"%s\" is empty", path);
        goto out;
    }
    *kind = media_sniff(head, length);
    if (*kind == MEDIA_NONE) {
        status = bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is no kind of media that is taken", path);
        bgm_hint(err, "accepted formats: %s; by the local engine %s, too; the content counts, not the name",
                 MEDIA_ACCEPTED_FORMATS, MEDIA_LOCAL_FORMATS);
    } else if (*bytes > MEDIA_MOST_BYTES) {
        char line[400];
        media_shrink_line(line, sizeof line, path);
        status = bgm_fail(err, BGM_TOO_LARGE, "\"%s\" has %lld MB; 500 MB is the most", path,
                          (long long)(*bytes / (1024 * 1024)));
        bgm_hint(err, "compress or trim it: %s", line);
    }
out:
    if (fd >= 0)
        close(fd);
    return status;
}
