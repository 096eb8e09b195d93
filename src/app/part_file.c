/* What an output is written into before it has its name. */
#include "part_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/app/output_name.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"

enum { MOST_OPENINGS = 20 }; /* looks at a name that others come and go at */

static enum bgm_status fail(const char *path, int reason, struct bgm_error *err)
{
    return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(reason));
}

/* Is `fd` still what stands at `path`? Somebody may have deleted it, and made another, while this run waited. */
static bool is_at(int fd, const char *path)
{
    struct stat held, named;
    return fstat(fd, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

enum left_over { LEFT_GONE, LEFT_IN_USE, LEFT_FOREIGN };

/* What a killed run left is deleted: by its name alone, whatever other names it has. */
static enum left_over clear_left_over(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return LEFT_GONE;
    if (!S_ISREG(info.st_mode) || info.st_uid != geteuid())
        return LEFT_FOREIGN;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? LEFT_GONE : LEFT_FOREIGN;
    enum left_over found = LEFT_GONE;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        found = LEFT_IN_USE;
    else if (is_at(fd, path))
        unlink(path);
    close(fd);
    return found;
}

/* A name that nobody else has: for a folder in which somebody else's file stands at the usual one. */
static char *own_name(const char *goal)
{
    char digits[9];
    random_hex(digits, 8);
    return xasprintf("%s.%s.part", goal, digits);
}

enum bgm_status part_file_open(struct part_file *part, const char *goal, struct bgm_error *err)
{
    part->goal = xstrdup(goal);
    part->path = xasprintf("%s.part", goal);
    for (int tries = 0; tries < MOST_OPENINGS; tries++) {
        enum left_over left = clear_left_over(part->path);
        if (left == LEFT_IN_USE) {
            bgm_fail(err, BGM_OUTPUT, "another process is writing \"%s\"", part->path);
            bgm_hint(err, "wait for it, or give another name with -o");
            return BGM_OUTPUT;
        }
        if (left == LEFT_FOREIGN) {
            free(part->path);
            part->path = own_name(goal);
        }
        /* O_EXCL: a new file or none, and no link is followed. */
        part->fd = open(part->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (part->fd < 0 && errno == EEXIST)
            continue;
        if (part->fd < 0)
            return fail(part->path, errno, err);
        if (flock(part->fd, LOCK_EX | LOCK_NB) == 0 && is_at(part->fd, part->path))
            return BGM_OK;
        /* Taken for a left-over between the two calls. */
        close(part->fd);
        part->fd = -1;
    }
    return fail(part->path, EBUSY, err);
}

/* The one step: the goal is what it was, or whole. */
static enum bgm_status give_name(const struct part_file *part, bool force, struct bgm_error *err)
{
    if (file_publish(part->path, part->goal, force))
        return BGM_OK;
    return !force && errno == EEXIST ? output_check(part->goal, NULL, false, err) : fail(part->goal, errno, err);
}

enum bgm_status part_file_sync(struct part_file *part, struct bgm_error *err)
{
    return fsync(part->fd) == 0 ? BGM_OK : fail(part->path, errno, err);
}

enum bgm_status part_file_publish(struct part_file *part, bool force, struct bgm_error *err)
{
    enum bgm_status status = give_name(part, force, err);
    if (status != BGM_OK)
        return status;
    free(part->path);
    part->path = NULL;
    return BGM_OK;
}

void part_file_release(struct part_file *part)
{
    if (part->fd >= 0) {
        if (part->path != NULL)
            unlink(part->path);
        close(part->fd);
    }
    free(part->goal);
    free(part->path);
    *part = (struct part_file)PART_FILE_INIT;
}

static char *identity_of(const struct stat *info)
{
#ifdef __APPLE__
    const struct timespec *modified = &info->st_mtimespec;
#else
    const struct timespec *modified = &info->st_mtim;
#endif
    return xasprintf("%llu:%lld:%lld.%09ld", (unsigned long long)info->st_ino, (long long)info->st_size,
                     (long long)modified->tv_sec, modified->tv_nsec);
}

char *part_file_identity(const struct part_file *part)
{
    struct stat info;
    return fstat(part->fd, &info) == 0 ? identity_of(&info) : NULL;
}

char *file_identity(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? identity_of(&info) : NULL;
}
