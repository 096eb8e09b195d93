/* Starting a program: by vfork(), so that a big process starts one as fast as a small one, where the child can be tied
 * to its parent's life (Linux); by posix_spawn() elsewhere. */
#include "process_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/process_cage.h"

#ifdef __linux__
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Signals that this program handles or ignores, and a child must not. */
static const int handled[] = {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP};

/* In the child, which borrows its parent's memory until it runs the program: nothing here may allocate or lock. */
static int become(const char *const argv[], const int fds[PROCESS_FDS], const struct process_cage *cage, pid_t parent,
                  const sigset_t *mask)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it was gone before it could take us along */
        return ESRCH;
    for (size_t i = 0; i < COUNT(handled); i++) {
        struct sigaction now, usual = {.sa_handler = SIG_DFL};
        sigemptyset(&usual.sa_mask);
        if (sigaction(handled[i], NULL, &now) == 0 && !(handled[i] == SIGHUP && now.sa_handler == SIG_IGN))
            sigaction(handled[i], &usual, NULL);
    }
    if (setpgid(0, 0) != 0)
        return errno;
    for (int fd = 0; fd < PROCESS_FDS; fd++) {
        int from = fds[fd] >= 0 || fd == 3 ? fds[fd] : open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY);
        if (from < 0 && fd == 3)
            continue;
        /* dup2 onto itself would keep close-on-exec. */
        if (from < 0 || (from == fd ? fcntl(fd, F_SETFD, 0) : dup2(from, fd)) < 0)
            return errno;
        if (from != fds[fd] && from != fd)
            close(from);
    }
    sigprocmask(SIG_SETMASK, mask, NULL);
    process_cage_enter(cage);
    execvpe(argv[0], (char *const *)argv, cage != NULL ? process_cage_environment(cage) : environ);
    return errno;
}

int process_spawn(const char *const argv[], const int fds[PROCESS_FDS], const struct process_cage *cage, pid_t *pid)
{
    volatile int reason = 0;
    sigset_t all, before, none;
    pid_t parent = getpid();
    sigfillset(&all);
    sigemptyset(&none);
    /* No handler of ours may run in the child, where it would write into our memory. */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = vfork();
    if (child == 0) {
        reason = become(argv, fds, cage, parent, &none);
        _exit(127);
    }
    if (child < 0)
        reason = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (child > 0 && reason != 0) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    *pid = reason == 0 ? child : 0;
    return reason;
}

#else

#include <spawn.h>

extern char **environ;

int process_spawn(const char *const argv[], const int fds[PROCESS_FDS], const struct process_cage *cage, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults, mask;
    int moved = -1;
    (void)cage; /* none is made here */
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    for (int fd = 0; fd < PROCESS_FDS; fd++) {
        int from = fds[fd];
        if (from == fd) /* dup2 onto itself would keep close-on-exec: move it away first */
            from = moved = fcntl(fd, F_DUPFD_CLOEXEC, 10);
        if (from >= 0)
            posix_spawn_file_actions_adddup2(&actions, from, fd);
        else if (fd < 3)
            posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0);
    }
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    sigaddset(&defaults, SIGINT);
    sigemptyset(&mask);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, &mask);
    posix_spawnattr_setpgroup(&attributes, 0);
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP;
#ifdef __APPLE__
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
    posix_spawnattr_setflags(&attributes, flags);
    int reason = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
    if (reason != 0)
        *pid = 0;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (moved >= 0)
        close(moved);
    return reason;
}
#endif
