/* Running another program, with pipes that do not leak. */
#include "bgmusic/base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include "process_spawn.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"

enum { COMPLAINT_CEILING = 16 * 1024 };

static bool pipe_cloexec(int ends[2])
{
#ifdef __linux__
    return pipe2(ends, O_CLOEXEC) == 0;
#else
    /* Elsewhere POSIX_SPAWN_CLOEXEC_DEFAULT (process_spawn.c) keeps the ends from other children. */
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
#endif
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Reads the child's complaints to the end, so that it never blocks on them; keeps the first ones. The end is that of
 * the pipe or, once the child is gone, an empty pipe: a process that it left behind may hold the pipe for ever. */
static void *read_complaints(void *argument)
{
    struct process *child = argument;
    char piece[4096];
    bool last_look = false;
    for (;;) {
        ssize_t got = read(child->stderr_fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN && !atomic_load(&child->is_gone)) {
            struct pollfd wait = {.fd = child->stderr_fd, .events = POLLIN};
            poll(&wait, 1, 50);
            continue;
        }
        if (got < 0 && errno == EAGAIN && !last_look) {
            last_look = true; /* what came between the read and the child's end */
            continue;
        }
        if (got <= 0)
            return NULL;
        size_t room = child->stderr_text.ceiling - child->stderr_text.length;
        buf_append(&child->stderr_text, piece, (size_t)got < room ? (size_t)got : room);
    }
}

/* The ends of a child's four pipes: `ours`, and `theirs`, which are its descriptors. */
struct pipes {
    int ours[PROCESS_FDS], theirs[PROCESS_FDS];
};

static void close_pipes(struct pipes *pipes)
{
    for (int fd = 0; fd < PROCESS_FDS; fd++) {
        close_fd(&pipes->ours[fd]);
        close_fd(&pipes->theirs[fd]);
    }
}

static bool open_pipes(struct pipes *pipes, unsigned wanted)
{
    const bool is_wanted[PROCESS_FDS] = {(wanted & PROCESS_STDIN) != 0, (wanted & PROCESS_STDOUT) != 0,
                                         (wanted & PROCESS_STDERR_ALONG) == 0, (wanted & PROCESS_PROGRESS) != 0};
    bool good = true;
    for (int fd = 0; fd < PROCESS_FDS; fd++)
        pipes->ours[fd] = pipes->theirs[fd] = -1;
    for (int fd = 0; fd < PROCESS_FDS && good; fd++) {
        int ends[2] = {-1, -1};
        good = !is_wanted[fd] || pipe_cloexec(ends);
        pipes->ours[fd] = ends[fd == 0];
        pipes->theirs[fd] = ends[fd != 0];
    }
    if (good && (wanted & PROCESS_STDERR_ALONG) != 0) {
        pipes->theirs[2] = fcntl(pipes->theirs[1], F_DUPFD_CLOEXEC, PROCESS_FDS);
        good = pipes->theirs[2] >= 0;
    }
    return good;
}

enum bgm_status process_start(struct process *child, const char *const argv[], unsigned pipes, struct bgm_error *err)
{
    return process_start_caged(child, argv, pipes, NULL, err);
}

enum bgm_status process_start_caged(struct process *child, const char *const argv[], unsigned pipes,
                                    const struct process_cage *cage, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    struct pipes made;
    int reason = 0;
    *child = (struct process)PROCESS_INIT;
    buf_init(&child->stderr_text, COMPLAINT_CEILING);
    if (!open_pipes(&made, pipes))
        reason = errno;
    else
        reason = process_spawn(argv, made.theirs, cage, &child->pid);
    if (reason != 0) {
        status = bgm_fail(err, BGM_FAILED, "cannot run %s: %s", argv[0], strerror(reason));
        goto out;
    }
    interrupt_note_child(child->pid);
    trace(TRACE_ENGINE, "started %s as process %ld", argv[0], (long)child->pid);
    child->stdin_fd = made.ours[0];
    child->stdout_fd = made.ours[1];
    child->stderr_fd = made.ours[2];
    child->progress_fd = made.ours[3];
    for (int fd = 0; fd < PROCESS_FDS; fd++)
        made.ours[fd] = -1;
    if (child->stderr_fd < 0)
        goto out;
    fcntl(child->stderr_fd, F_SETFL, O_NONBLOCK);
    reason = pthread_create(&child->stderr_thread, NULL, read_complaints, child);
    child->stderr_started = reason == 0;
    if (reason != 0) {
        process_release(child);
        status = bgm_fail(err, BGM_FAILED, "cannot start a thread to read what %s says: %s", argv[0], strerror(reason));
    }
out:
    close_pipes(&made);
    return status;
}

void process_close_stdin(struct process *child)
{
    close_fd(&child->stdin_fd);
}

void process_close_stdout(struct process *child)
{
    close_fd(&child->stdout_fd);
}

/* Closes our ends and collects the reader; the child must be gone. */
static void release_pipes(struct process *child)
{
    close_fd(&child->stdin_fd);
    close_fd(&child->stdout_fd);
    close_fd(&child->progress_fd);
    atomic_store(&child->is_gone, true);
    if (child->stderr_started)
        pthread_join(child->stderr_thread, NULL);
    child->stderr_started = false;
    close_fd(&child->stderr_fd);
}

static int exit_code_of(int wait_status)
{
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

static void kill_and_reap(struct process *child)
{
    if (child->pid <= 0)
        return;
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL);
    interrupt_forget_child(child->pid);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    child->pid = 0;
}

enum bgm_status process_finish(struct process *child, int64_t timeout_ms, int *exit_code, struct bgm_error *err)
{
    int64_t end = clock_real_ms() + timeout_ms;
    int64_t pause_us = 200;
    *exit_code = -1;
    while (child->pid > 0) {
        int wait_status;
        siginfo_t ended = {.si_pid = 0};
        /* Out of the note before its number is free for somebody else's process. */
        if (waitid(P_PID, (id_t)child->pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == child->pid)
            interrupt_forget_child(child->pid);
        pid_t who = waitpid(child->pid, &wait_status, WNOHANG);
        if (who == child->pid) {
            child->pid = 0;
            *exit_code = exit_code_of(wait_status);
            break;
        }
        if (who < 0 && errno != EINTR) {
            int reason = errno;
            interrupt_forget_child(child->pid);
            child->pid = 0;
            release_pipes(child);
            return bgm_fail(err, BGM_FAILED, "lost a child process: %s", strerror(reason));
        }
        bool late = clock_real_ms() >= end;
        if (late || interrupt_requested()) {
            kill_and_reap(child);
            release_pipes(child);
            return late ? bgm_fail(err, BGM_TIMED_OUT, "a helper program took longer than %lld s",
                                   (long long)(timeout_ms / 1000))
                        : bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        }
        /* Quick at first, for programs that end in milliseconds; then at most 5 ms late. */
        struct timespec pause = {.tv_nsec = pause_us * 1000};
        nanosleep(&pause, NULL);
        pause_us = pause_us < 5000 ? pause_us * 3 / 2 : 5000;
    }
    release_pipes(child);
    return BGM_OK;
}

void process_release(struct process *child)
{
    kill_and_reap(child);
    release_pipes(child);
    buf_release(&child->stderr_text);
}

/* Reads the child's stdout to its end; a deadline or a signal ends it early. */
static enum bgm_status read_output(struct process *child, int64_t deadline_ms, struct buf *out, struct bgm_error *err)
{
    char piece[65536];
    for (;;) {
        if (interrupt_requested())
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        int64_t left = deadline_ms - clock_real_ms();
        if (left <= 0)
            return bgm_fail(err, BGM_TIMED_OUT, "a helper program took too long");
        struct pollfd wait = {.fd = child->stdout_fd, .events = POLLIN};
        int ready = poll(&wait, 1, left < 200 ? (int)left : 200);
        if (ready <= 0)
            continue;
        ssize_t got = read(child->stdout_fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return BGM_OK;
        if (!buf_append(out, piece, (size_t)got))
            return bgm_fail(err, BGM_TOO_LARGE, "a helper program wrote more than %zu bytes", out->ceiling);
    }
}

enum bgm_status process_capture(const char *const argv[], int64_t timeout_ms, struct buf *out, struct buf *complaint,
                                int *exit_code, struct bgm_error *err)
{
    return process_capture_caged(argv, NULL, timeout_ms, out, complaint, exit_code, err);
}

enum bgm_status process_capture_caged(const char *const argv[], const struct process_cage *cage, int64_t timeout_ms,
                                      struct buf *out, struct buf *complaint, int *exit_code, struct bgm_error *err)
{
    struct process child = PROCESS_INIT;
    int64_t deadline = clock_real_ms() + timeout_ms;
    enum bgm_status status = process_start_caged(&child, argv, PROCESS_STDOUT, cage, err);
    if (status != BGM_OK)
        goto out;
    status = read_output(&child, deadline, out, err);
    if (status != BGM_OK)
        goto out;
    int64_t left = deadline - clock_real_ms();
    status = process_finish(&child, left > 0 ? left : 0, exit_code, err);
    if (status == BGM_OK && complaint != NULL)
        buf_append(complaint, child.stderr_text.bytes, child.stderr_text.length);
out:
    process_release(&child);
    return status;
}

bool process_program_exists(const char *program)
{
    if (strchr(program, '/') != NULL)
        return access(program, X_OK) == 0;
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        char *candidate = xasprintf("%.*s/%s", length > 0 ? (int)length : 1, length > 0 ? path : ".", program);
        bool found = access(candidate, X_OK) == 0;
        free(candidate);
        if (found)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

char *process_own_path(void)
{
    char path[PATH_MAX];
#ifdef __APPLE__
    uint32_t size = sizeof path;
    if (_NSGetExecutablePath(path, &size) != 0)
        return NULL;
    return realpath(path, NULL);
#else
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    return length > 0 ? xstrndup(path, (size_t)length) : NULL;
#endif
}
