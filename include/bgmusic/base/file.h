/* Files: reading whole ones with a ceiling, replacing them as one step, locks between processes, paths.
 *
 * Whatever is written through file_write() is either old or new after a crash, never half: a private
 * temporary beside it, fsync, rename, fsync of the folder. Errors are BGM_INPUT for reading and BGM_OUTPUT
 * for writing, with the path and the system's reason. */
#ifndef BGMUSIC_BASE_FILE_H
#define BGMUSIC_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "bgmusic/base/error.h"

struct buf;

/* Says that `path` cannot be read, for a reason of errno, and whose fault that is: BGM_NOT_FOUND, BGM_FAILED where this
 * machine is short of something (open files, memory), else BGM_INPUT. */
enum bgm_status file_fail_read(const char *path, int reason, struct bgm_error *err);
/* Appends the whole file to `out`; BGM_TOO_LARGE when it does not fit under the buffer's ceiling,
 * BGM_NOT_FOUND when there is no such file. */
enum bgm_status file_read(const char *path, struct buf *out, struct bgm_error *err);
/* A plain file alone, for reading: a named pipe in its place would be waited for for ever. BGM_INPUT when it is none;
 * `*fd` is -1 then. */
enum bgm_status file_open_plain(const char *path, int *fd, struct bgm_error *err);
/* file_read() of such a file. */
enum bgm_status file_read_plain(const char *path, struct buf *out, struct bgm_error *err);
/* `mode` is what the umask takes away from: 0666 for what a user asked for, 0600 for what is private. */
enum bgm_status file_write(const char *path, mode_t mode, const void *bytes, size_t length, struct bgm_error *err);
/* Like mkdir -p; folders that are made get `mode`, those that stand keep theirs. */
enum bgm_status file_make_folders(const char *path, mode_t mode, struct bgm_error *err);
/* Deletes a folder and the plain files in it; sub-folders too, `depth` levels deep. No error: best effort. */
void file_remove_folder(const char *path, int depth);
/* A file without a name, for reading and writing, in `folder`. Returns a descriptor or -1. Where the file system cannot
 * make one, it has a name with this prefix for a moment. */
#define FILE_UNNAMED_PREFIX ".spool-"
int file_open_unnamed(const char *folder);
/* May this process open so many files more, right now? false with errno (EMFILE, ENFILE) set. */
bool file_may_open(int count);
/* write(2) until all is out; false with errno set. */
bool file_write_all(int fd, const void *bytes, size_t length);
/* The same to a pipe or a terminal, whose reader may stall: ends early, with errno EINTR, when a signal asks to stop.
 */
bool file_write_stream(int fd, const void *bytes, size_t length);
/* All of the file `from` to the standard output `to`: BGM_PIPE_CLOSED, BGM_OUTPUT or BGM_INTERRUPTED. */
enum bgm_status file_copy_to_stream(int from, int to, struct bgm_error *err);
/* Gives a finished file its name, in one step, and makes that durable. Without `replace` a name that is taken stays
 * what it is: false with errno EEXIST. `part` is gone afterwards. */
bool file_publish(const char *part, const char *path, bool replace);

bool file_exists(const char *path);
bool file_is_folder(const char *path);
int64_t file_size(const char *path); /* -1: no plain file there */

/* When its content, or anything about it, was last changed: nanoseconds since 1970. */
int64_t file_modified_ns(const struct stat *about);
int64_t file_changed_ns(const struct stat *about);

/* An exclusive lock between processes, on a file of its own that stays; waits until it is free. The
 * kernel drops it when the process dies. */
struct file_lock {
    int fd; /* -1: not held */
};
#define FILE_LOCK_INIT \
    {                  \
        .fd = -1       \
    }
enum bgm_status file_lock(struct file_lock *lock, const char *path, struct bgm_error *err);
/* Takes it only if nobody has it: BGM_OK and held, or BGM_FAILED. */
enum bgm_status file_lock_try(struct file_lock *lock, const char *path, struct bgm_error *err);
void file_unlock(struct file_lock *lock); /* legal when not held */

/* Paths. Results are the caller's. */
char *path_join(const char *folder, const char *name);
char *path_folder(const char *path);          /* "a/b.mp4" -> "a"; "b.mp4" -> "." */
const char *path_name(const char *path);      /* borrowed: "a/b.mp4" -> "b.mp4" */
char *path_stem(const char *path);            /* "a/b.c.mp4" -> "b.c"; ".x" -> ".x" */
const char *path_extension(const char *path); /* borrowed, without the dot; "" when there is none */
char *path_absolute(const char *path);        /* against the current folder; not resolved */
char *path_resolved(const char *path);        /* its folder without links, "." and "..", where that exists */

#endif
