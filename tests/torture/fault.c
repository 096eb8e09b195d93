/* Faults on order, for tests: a library that is loaded before the C library (LD_PRELOAD) and lets one call fail, or
 * kills the program right before it.
 *
 *     FAULT_KIND=write FAULT_AT=7 FAULT_HOW=fail LD_PRELOAD=fault.so bgmusic ...
 *
 * The calls of each kind are counted from 1, over all threads of the program; the FAULT_AT-th of FAULT_KIND fails once
 * with the error that a full disk, a dying one or exhausted memory would give, or (FAULT_HOW=kill) is the last that the
 * program tries. FAULT_COUNTS names a file that gets the counts, a line each: kind, blank, number. FAULT_WHERE names a
 * file that gets the name of the library (or program) whose allocation failed. Programs that the program starts run
 * without faults. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN, WRITE, SYNC, RENAME, LINK, UNLINK, MKDIR, TRUNCATE, THREAD, MALLOC, KINDS };

static const char *const names[KINDS] = {"open",   "write", "sync",     "rename", "link",
                                         "unlink", "mkdir", "truncate", "thread", "malloc"};
static const int reasons[KINDS] = {EMFILE, ENOSPC, EIO, EIO, EPERM, EACCES, ENOSPC, ENOSPC, EAGAIN, ENOMEM};

static atomic_long counts[KINDS];
static enum kind wanted = KINDS;
static long wanted_at;
static bool kills;
static pid_t owner; /* 0: not begun */
static char *counts_path, *where_path;

/* The C library's own, which need no look-up that allocates. */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes_each);
void *__libc_realloc(void *old, size_t bytes);

/* Is the next call of this kind the one that fails? A child between fork and exec is no program of ours. */
static bool strikes(enum kind kind)
{
    if (owner == 0 || (pid_t)syscall(SYS_getpid) != owner)
        return false;
    long at = atomic_fetch_add(&counts[kind], 1) + 1;
    if (kind != wanted || at != wanted_at)
        return false;
    if (kills)
        syscall(SYS_kill, owner, SIGKILL);
    errno = reasons[kind];
    return true;
}

/* Does a write to this descriptor fail? One to an event descriptor, by which threads wake each other, cannot. */
static bool write_strikes(int fd)
{
    struct stat about;
    return (fstat(fd, &about) != 0 || (about.st_mode & S_IFMT) != 0) && strikes(WRITE);
}

static void file_write(const char *path, const char *text, size_t length)
{
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0)
        return;
    syscall(SYS_write, fd, text, length);
    syscall(SYS_close, fd);
}

/* Does this allocation fail? Then it is noted whose it is: not every library can be told to check. */
static bool starves(const void *caller)
{
    Dl_info object;
    if (!strikes(MALLOC))
        return false;
    if (where_path != NULL && dladdr(caller, &object) != 0 && object.dli_fname != NULL)
        file_write(where_path, object.dli_fname, strlen(object.dli_fname));
    errno = ENOMEM;
    return true;
}

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void)
{
    const char *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT"), *how = getenv("FAULT_HOW");
    const char *path = getenv("FAULT_COUNTS"), *where = getenv("FAULT_WHERE");
    for (int i = 0; kind != NULL && i < KINDS; i++) {
        if (strcmp(kind, names[i]) == 0)
            wanted = (enum kind)i;
    }
    wanted_at = at != NULL ? atol(at) : 0;
    kills = how != NULL && strcmp(how, "kill") == 0;
    counts_path = path != NULL ? strdup(path) : NULL;
    where_path = where != NULL ? strdup(where) : NULL;
    unsetenv("LD_PRELOAD");
    next("write"); /* what dlsym() itself needs is made before it counts */
    owner = (pid_t)syscall(SYS_getpid);
}

__attribute__((destructor)) static void end(void)
{
    char text[512];
    int used = 0;
    if (counts_path == NULL || (pid_t)syscall(SYS_getpid) != owner)
        return;
    owner = 0;
    for (int i = 0; i < KINDS; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s %ld\n", names[i], atomic_load(&counts[i]));
    file_write(counts_path, text, (size_t)used);
}

static int open_as(int folder, const char *path, int flags, mode_t mode)
{
    return strikes(OPEN) ? -1 : (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return open_as(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return open_as(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return open_as(folder, path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    return write_strikes(fd) ? -1 : ((ssize_t(*)(int, const void *, size_t))next("write"))(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return write_strikes(fd) ? -1
                             : ((ssize_t(*)(int, const void *, size_t, off_t))next("pwrite"))(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at)
{
    return write_strikes(fd) ? -1
                             : ((ssize_t(*)(int, const void *, size_t, off_t))next("pwrite64"))(fd, bytes, length, at);
}

ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    return write_strikes(fd) ? -1 : ((ssize_t(*)(int, const struct iovec *, int))next("writev"))(fd, pieces, count);
}

int fsync(int fd)
{
    return strikes(SYNC) ? -1 : ((int (*)(int))next("fsync"))(fd);
}

int fdatasync(int fd)
{
    return strikes(SYNC) ? -1 : ((int (*)(int))next("fdatasync"))(fd);
}

int rename(const char *from, const char *to)
{
    return strikes(RENAME) ? -1 : ((int (*)(const char *, const char *))next("rename"))(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return strikes(RENAME) ? -1 : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    return strikes(LINK) ? -1 : ((int (*)(const char *, const char *))next("link"))(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    return strikes(LINK) ? -1 : (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    return strikes(UNLINK) ? -1 : ((int (*)(const char *))next("unlink"))(path);
}

int rmdir(const char *path)
{
    return strikes(UNLINK) ? -1 : ((int (*)(const char *))next("rmdir"))(path);
}

int mkdir(const char *path, mode_t mode)
{
    return strikes(MKDIR) ? -1 : ((int (*)(const char *, mode_t))next("mkdir"))(path, mode);
}

int ftruncate(int fd, off_t length)
{
    return strikes(TRUNCATE) ? -1 : ((int (*)(int, off_t))next("ftruncate"))(fd, length);
}

int ftruncate64(int fd, off_t length)
{
    return strikes(TRUNCATE) ? -1 : ((int (*)(int, off_t))next("ftruncate64"))(fd, length);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *context)
{
    if (strikes(THREAD))
        return EAGAIN;
    return ((int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))next("pthread_create"))(
        thread, attributes, run, context);
}

void *malloc(size_t bytes)
{
    return starves(__builtin_return_address(0)) ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes_each)
{
    return starves(__builtin_return_address(0)) ? NULL : __libc_calloc(count, bytes_each);
}

void *realloc(void *old, size_t bytes)
{
    return starves(__builtin_return_address(0)) ? NULL : __libc_realloc(old, bytes);
}
