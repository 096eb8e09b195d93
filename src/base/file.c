/* Files: whole reads, atomic replacement, folders, locks. */
#include "bgmusic/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"

enum {
    LOCK_PAUSE_MS = 10,   /* between two looks at a lock that is taken */
    STREAM_LOOK_MS = 100, /* between two looks whether to stop: the signal may land on another thread */
};

enum bgm_status file_fail_read(const char *path, int reason, struct bgm_error *err)
{
    bool lacks_files = reason == EMFILE || reason == ENFILE;
    enum bgm_status status = reason == ENOENT                  ? BGM_NOT_FOUND
                             : lacks_files || reason == ENOMEM ? BGM_FAILED
                                                               : BGM_INPUT;
    bgm_fail(err, status, "cannot read \"%s\": %s", path, strerror(reason));
    if (lacks_files)
        bgm_hint(err, "raise the limit of open files (ulimit -n 256; ulimit -a shows it) and try again");
    return status;
}

/* `flags` of open(2). Without blocking, a read finds a plain file's bytes all the same. */
static enum bgm_status open_to_read(const char *path, int flags, int *fd, struct bgm_error *err)
{
    do {
        *fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    } while (*fd < 0 && errno == EINTR && !interrupt_requested());
    if (*fd >= 0)
        return BGM_OK;
    if (errno == EINTR)
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    return file_fail_read(path, errno, err);
}

static enum bgm_status read_to_end(int fd, const char *path, struct buf *out, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    char piece[16384];
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR && interrupt_requested())
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
        else if (got > 0 && !buf_append(out, piece, (size_t)got))
            status = bgm_fail(err, BGM_TOO_LARGE, "\"%s\" is larger than %zu bytes", path, out->ceiling);
        if (got <= 0 || status != BGM_OK)
            return status;
    }
}

enum bgm_status file_read(const char *path, struct buf *out, struct bgm_error *err)
{
    int fd;
    enum bgm_status status = open_to_read(path, 0, &fd, err);
    if (status != BGM_OK)
        return status;
    status = read_to_end(fd, path, out, err);
    close(fd);
    return status;
}

enum bgm_status file_open_plain(const char *path, int *fd, struct bgm_error *err)
{
    struct stat about;
    enum bgm_status status = open_to_read(path, O_NONBLOCK, fd, err);
    if (status != BGM_OK || (fstat(*fd, &about) == 0 && S_ISREG(about.st_mode)))
        return status;
    close(*fd);
    *fd = -1;
    return bgm_fail(err, BGM_INPUT, "cannot read \"%s\": it is no plain file", path);
}

enum bgm_status file_read_plain(const char *path, struct buf *out, struct bgm_error *err)
{
    int fd;
    enum bgm_status status = file_open_plain(path, &fd, err);
    if (status != BGM_OK)
        return status;
    status = read_to_end(fd, path, out, err);
    close(fd);
    return status;
}

bool file_write_all(int fd, const void *bytes, size_t length)
{
    const char *place = bytes;
    while (length > 0) {
        ssize_t put = write(fd, place, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        place += put;
        length -= (size_t)put;
    }
    return true;
}

bool file_write_stream(int fd, const void *bytes, size_t length)
{
    const char *place = bytes;
    while (length > 0) {
        if (interrupt_requested()) {
            errno = EINTR;
            return false;
        }
        /* A write of so much does not block once the pipe says that it has room, whoever reads it. */
        struct pollfd ready = {.fd = fd, .events = POLLOUT};
        if (poll(&ready, 1, STREAM_LOOK_MS) <= 0)
            continue;
        ssize_t put = write(fd, place, length < PIPE_BUF ? length : PIPE_BUF);
        if (put < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        place += put > 0 ? put : 0;
        length -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

enum bgm_status file_copy_to_stream(int from, int to, struct bgm_error *err)
{
    enum { PIECE_BYTES = 256 * 1024 };
    char *piece = xmalloc(PIECE_BYTES);
    enum bgm_status status = BGM_OK;
    off_t at = 0;
    while (status == BGM_OK) {
        ssize_t got = pread(from, piece, PIECE_BYTES, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            break;
        at += got;
        if (got < 0)
            status = bgm_fail(err, BGM_OUTPUT, "cannot read back what was downloaded: %s", strerror(errno));
        else if (!file_write_stream(to, piece, (size_t)got))
            status = errno == EINTR ? bgm_fail(err, BGM_INTERRUPTED, "interrupted")
                                    : bgm_fail(err, errno == EPIPE ? BGM_PIPE_CLOSED : BGM_OUTPUT,
                                               "cannot write to the standard output: %s", strerror(errno));
    }
    free(piece);
    return status;
}

/* Makes a rename durable. Best effort. */
static void sync_folder_of(const char *path)
{
    char *folder = path_folder(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

bool file_publish(const char *part, const char *path, bool replace)
{
    bool is_done = false;
    if (replace) {
        is_done = rename(part, path) == 0;
    } else {
#ifdef RENAME_NOREPLACE
        is_done = renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
#elif defined RENAME_EXCL
        is_done = renamex_np(part, path, RENAME_EXCL) == 0;
#else
        errno = ENOSYS;
#endif
        /* File systems without it leave a look before the rename. A link would not replace, either, but a kill behind
         * it would leave the part as a second name of what is finished. */
        if (!is_done && (errno == EEXIST || file_exists(path)))
            errno = EEXIST;
        else if (!is_done && (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP))
            is_done = rename(part, path) == 0;
    }
    if (is_done)
        sync_folder_of(path);
    return is_done;
}

int64_t file_modified_ns(const struct stat *about)
{
#ifdef __APPLE__
    return (int64_t)about->st_mtimespec.tv_sec * 1000000000 + about->st_mtimespec.tv_nsec;
#else
    return (int64_t)about->st_mtim.tv_sec * 1000000000 + about->st_mtim.tv_nsec;
#endif
}

int64_t file_changed_ns(const struct stat *about)
{
#ifdef __APPLE__
    return (int64_t)about->st_ctimespec.tv_sec * 1000000000 + about->st_ctimespec.tv_nsec;
#else
    return (int64_t)about->st_ctim.tv_sec * 1000000000 + about->st_ctim.tv_nsec;
#endif
}

/* A new file of a name of its own. Not mkstemp(), whose files are for their owner alone: the umask shall decide. */
static int open_beside(const char *path, mode_t mode, char **name)
{
    enum { MOST_TRIES = 100 };
    int fd = -1;
    for (int tries = 0; fd < 0 && tries < MOST_TRIES; tries++) {
        char end[7];
        random_hex(end, 6);
        free(*name);
        *name = xasprintf("%s.%s", path, end);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd < 0 && errno != EEXIST && errno != EINTR)
            break;
    }
    return fd;
}

enum bgm_status file_write(const char *path, mode_t mode, const void *bytes, size_t length, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    char *temporary = NULL;
    int fd = open_beside(path, mode, &temporary);
    if (fd < 0) {
        status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
        goto out;
    }
    bool good = file_write_all(fd, bytes, length) && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && good) {
        good = false;
        reason = errno;
    }
    if (good && !file_publish(temporary, path, true)) {
        good = false;
        reason = errno;
    }
    if (!good) {
        unlink(temporary);
        status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(reason));
    }
out:
    free(temporary);
    return status;
}

enum bgm_status file_make_folders(const char *path, mode_t mode, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    char *copy = xstrdup(path);
    for (char *slash = copy + 1; status == BGM_OK && *copy != '\0'; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        char kept = *slash;
        *slash = '\0';
        if (mkdir(copy, mode) != 0 && (errno != EEXIST || !file_is_folder(copy)))
            status = bgm_fail(err, BGM_OUTPUT, "cannot make the folder \"%s\": %s", copy,
                              strerror(errno == EEXIST ? ENOTDIR : errno));
        *slash = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return status;
}

void file_remove_folder(const char *path, int depth)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *inside = path_join(path, entry->d_name);
        struct stat info;
        if (lstat(inside, &info) == 0 && S_ISDIR(info.st_mode)) {
            if (depth > 0)
                file_remove_folder(inside, depth - 1);
        } else {
            unlink(inside);
        }
        free(inside);
    }
    closedir(folder);
    rmdir(path);
}

int file_open_unnamed(const char *folder)
{
#ifdef O_TMPFILE
    /* Never has a name that a kill could leave. Not every file system can do it. */
    int unnamed = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return unnamed;
#endif
    char *pattern = xasprintf("%s/" FILE_UNNAMED_PREFIX "XXXXXX", folder);
    int fd = mkstemp(pattern);
    if (fd >= 0) {
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        unlink(pattern);
    }
    free(pattern);
    return fd;
}

bool file_may_open(int count)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC), reason = errno, first = fd;
    if (fd < 0)
        return false;
    int *more = xcalloc((size_t)count, sizeof *more), made = 1;
    while (fd >= 0 && made < count) {
        if ((fd = fcntl(first, F_DUPFD_CLOEXEC, 0)) >= 0)
            more[made++] = fd;
        else
            reason = errno;
    }
    bool is_enough = fd >= 0;
    for (int i = 1; i < made; i++)
        close(more[i]);
    close(first);
    free(more);
    errno = reason;
    return is_enough;
}

bool file_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

int64_t file_size(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? (int64_t)info.st_size : -1;
}

static enum bgm_status lock_with(struct file_lock *lock, const char *path, bool waits, struct bgm_error *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot open the lock \"%s\": %s", path, strerror(errno));
    /* Not a wait in the kernel: a signal that lands on another thread would not end it. */
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        bool is_taken = errno == EWOULDBLOCK;
        enum bgm_status status = BGM_OK;
        if (interrupt_requested())
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        else if ((!is_taken && errno != EINTR) || (is_taken && !waits))
            status = bgm_fail(err, is_taken ? BGM_FAILED : BGM_OUTPUT, "cannot lock \"%s\": %s", path, strerror(errno));
        if (status != BGM_OK) {
            close(fd);
            return status;
        }
        if (is_taken)
            nanosleep(&(struct timespec){.tv_nsec = LOCK_PAUSE_MS * 1000000}, NULL);
    }
    lock->fd = fd;
    return BGM_OK;
}

enum bgm_status file_lock(struct file_lock *lock, const char *path, struct bgm_error *err)
{
    return lock_with(lock, path, true, err);
}

enum bgm_status file_lock_try(struct file_lock *lock, const char *path, struct bgm_error *err)
{
    return lock_with(lock, path, false, err);
}

void file_unlock(struct file_lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}
