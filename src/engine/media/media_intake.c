/* From a file to an upload. */
#include "media_intake.h"
#include "probe_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/content_hash.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "media_name.h"
#include "media_probe.h"

/* Three samples tell files apart without reading all of a large one. */
enum { SAMPLE_BYTES = 1 << 20 };

#define MOST_PIXELS          ((double)MEDIA_MOST_SIDE * MEDIA_MOST_SIDE)
#define MOST_PIXELS_A_SECOND (60 * MOST_PIXELS)
#define FPS_BELIEVED         480.0

static ssize_t read_at(int fd, void *place, size_t length, off_t offset)
{
    size_t done = 0;
    while (done < length) {
        ssize_t got = pread(fd, (char *)place + done, length - done, offset + (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

/* Of the size and three samples, in a memory of their own length: enough to tell films apart. */
static void hash_samples(int fd, int64_t size, char digits[CONTENT_HASH_SIZE])
{
    enum { SAMPLES = 3 };
    off_t last = size > SAMPLE_BYTES ? (off_t)(size - SAMPLE_BYTES) : 0;
    off_t offsets[SAMPLES] = {0, last / 2, last};
    size_t length = sizeof size;
    char *bytes = xmalloc(sizeof size + SAMPLES * SAMPLE_BYTES);
    memcpy(bytes, &size, sizeof size);
    for (size_t i = 0; i < SAMPLES; i++) {
        ssize_t got = read_at(fd, bytes + length, SAMPLE_BYTES, offsets[i]);
        length += got > 0 ? (size_t)got : 0;
    }
    content_hash_bytes(bytes, length, digits);
    free(bytes);
}

/* Before anything is decoded: what would take all memory, or hours, is refused. Rates past FPS_BELIEVED are those of
 * files that only name the unit of their times. */
static enum bgm_status check_size(const char *name, const struct media_info *info, struct bgm_error *err)
{
    double pixels = (double)info->width * info->height;
    double fps = info->fps > 0 && info->fps <= FPS_BELIEVED ? info->fps : 1;
    if (info->video_stream < 0 || (pixels <= MOST_PIXELS && pixels * fps <= MOST_PIXELS_A_SECOND))
        return BGM_OK;
    bgm_fail(err, BGM_UNSUPPORTED, "the picture of \"%s\" is %dx%d at %.4g a second, more than %dx%d at 60", name,
             info->width, info->height, info->fps, MEDIA_MOST_SIDE, MEDIA_MOST_SIDE);
    bgm_hint(err, "make it smaller first: ffmpeg -i INPUT -vf scale=3840:-2 smaller.mp4");
    return BGM_UNSUPPORTED;
}

enum bgm_status media_intake(struct probe_cache *probes, const char *path, const char *client_name, bool is_reference,
                             struct upload_row *row, struct bgm_error *err)
{
    unsigned char head[MEDIA_HEAD_BYTES];
    struct media_info info;
    struct stat about;
    memset(row, 0, sizeof *row);
    media_clean_name(client_name, row->name, sizeof row->name);
    /* Not blocking: a named pipe in a file: URL must not hold the thread for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        int reason = errno;
        bool folder = fd >= 0;
        if (fd >= 0)
            close(fd);
        bool is_machine = !folder && (reason == EMFILE || reason == ENFILE || reason == ENOMEM);
        return bgm_fail(err, is_machine ? BGM_FAILED : BGM_UNSUPPORTED, "cannot read \"%s\": %s", row->name,
                        folder ? "it is no plain file" : strerror(reason));
    }
    ssize_t got = read_at(fd, head, sizeof head, 0);
    enum media_kind kind = got > 0 ? media_sniff(head, (size_t)got) : MEDIA_NONE;
    if (kind != MEDIA_NONE)
        hash_samples(fd, about.st_size, row->hash);
    close(fd);
    if (kind == MEDIA_NONE) {
        bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is no media file that can be used", row->name);
        bgm_hint(err, "accepted formats: %s, %s; the content counts, not the name", MEDIA_ACCEPTED_FORMATS,
                 MEDIA_LOCAL_FORMATS);
        return BGM_UNSUPPORTED;
    }
    enum bgm_status status = probe_cached(probes, path, &info, err);
    if (status != BGM_OK) {
        /* Its kind is taken: what is wrong is this one file. */
        if (status == BGM_UNSUPPORTED && err != NULL && err->hint[0] == '\0')
            bgm_hint(err, "see whether it plays, and fetch or export it again: it may be damaged or cut short");
        return status;
    }
    status = check_size(row->name, &info, err);
    if (status != BGM_OK)
        return status;
    bool picture = info.video_stream >= 0;
    row->group = picture && !info.is_still ? MEDIA_GROUP_VIDEO : picture ? MEDIA_GROUP_IMAGE : MEDIA_GROUP_AUDIO;
    random_hex(row->id, UPLOAD_ID_SIZE - 1);
    row->path = path_absolute(path);
    row->is_reference = is_reference;
    row->size_bytes = about.st_size;
    row->mtime_ns = file_modified_ns(&about);
    row->duration_ms = info.duration_us / 1000;
    row->width = info.width;
    row->height = info.height;
    row->fps = info.fps;
    return BGM_OK;
}
