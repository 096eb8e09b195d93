/* Running another program: argument arrays, never a shell.
 *
 *     const char *argv[] = {"ffprobe", "-v", "error", path, NULL};
 *     status = process_capture(argv, 30000, &out, &exit_code, err);
 *
 * or, with the pipes in the caller's hands:
 *
 *     struct process child = PROCESS_INIT;
 *     status = process_start(&child, argv, PROCESS_STDIN | PROCESS_STDOUT, err);
 *     ... write child.stdin_fd, read child.stdout_fd, close what is done with process_close_*() ...
 *     status = process_finish(&child, 60000, &exit_code, err);
 *
 * The program is looked up in PATH. Its stderr is read by a thread of ours, bounded, and kept for the
 * error sentence. Descriptors do not leak into children, and children die with the thread that started them, which is
 * the one to wait for them. Times are real milliseconds, never scaled. */
#ifndef BGMUSIC_BASE_PROCESS_H
#define BGMUSIC_BASE_PROCESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"

enum process_pipes {
    PROCESS_STDIN = 1,        /* else /dev/null */
    PROCESS_STDOUT = 2,       /* else /dev/null */
    PROCESS_PROGRESS = 4,     /* a pipe on the child's descriptor 3 */
    PROCESS_STDERR_ALONG = 8, /* with PROCESS_STDOUT: complaints come among the output, in the order of writing, and
                                 `stderr_text` stays empty */
};

struct process {
    pid_t pid;                            /* 0: not running */
    int stdin_fd, stdout_fd, progress_fd; /* -1: closed or not asked for */
    int stderr_fd;
    struct buf stderr_text; /* the child's first 16 KiB of complaints */
    pthread_t stderr_thread;
    bool stderr_started;
    atomic_bool is_gone; /* tells the reader of stderr that no more will come */
};

#define PROCESS_INIT                                                        \
    {                                                                       \
        .stdin_fd = -1, .stdout_fd = -1, .progress_fd = -1, .stderr_fd = -1 \
    }

/* BGM_FAILED when the program is not there or cannot be run; the sentence names it. */
enum bgm_status process_start(struct process *child, const char *const argv[], unsigned pipes, struct bgm_error *err);
/* The same in a cage (process_cage.h), which may be NULL. */
struct process_cage;
enum bgm_status process_start_caged(struct process *child, const char *const argv[], unsigned pipes,
                                    const struct process_cage *cage, struct bgm_error *err);
void process_close_stdin(struct process *child);
void process_close_stdout(struct process *child);

/* Waits for the end, at most `timeout_ms` (then, or when the program is asked to stop, the child is killed:
 * BGM_TIMED_OUT, BGM_INTERRUPTED). All pipes are closed, everything released; `*exit_code` is 128+N after a signal.
 * What the child said stays in `child->stderr_text` until process_release(). */
enum bgm_status process_finish(struct process *child, int64_t timeout_ms, int *exit_code, struct bgm_error *err);
/* Kills what still runs and releases all; legal in every state. */
void process_release(struct process *child);

/* Starts, reads all of stdout into `out` (its ceiling counts: more is BGM_TOO_LARGE) and waits. `complaint`, where
 * not NULL, gets the stderr text. A non-zero exit is no failure of this function. */
enum bgm_status process_capture(const char *const argv[], int64_t timeout_ms, struct buf *out, struct buf *complaint,
                                int *exit_code, struct bgm_error *err);
enum bgm_status process_capture_caged(const char *const argv[], const struct process_cage *cage, int64_t timeout_ms,
                                      struct buf *out, struct buf *complaint, int *exit_code, struct bgm_error *err);

/* Is `program` found in PATH (or, with a slash in it, where it says)? */
bool process_program_exists(const char *program);

/* Where the running program lies, links resolved; the caller's. NULL where the system does not tell. */
char *process_own_path(void);

#endif
