/* The signal flag, and the children that an impatient end takes along. */
#include "bgmusic/base/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

/* Set by a handler and read by every thread of the engine: sig_atomic_t promises only the first, an atomic without a
 * lock both (C17 7.14.1.1). */
static atomic_int stop_signal;
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler may not wait for a lock");

enum { MOST_CHILDREN = 256 };

/* Each the leader of its group; 0: a free place. Nobody waits for a lock here, since a signal handler reads it. One
 * child more than there are places is not noted. */
static atomic_int children[MOST_CHILDREN];
_Static_assert(sizeof(pid_t) <= sizeof(int), "a process id fits");

static void exchange(int from, int to)
{
    for (size_t i = 0; i < MOST_CHILDREN; i++) {
        int there = from;
        if (atomic_compare_exchange_strong(&children[i], &there, to))
            return;
    }
}

void interrupt_note_child(pid_t pid)
{
    exchange(0, pid);
}

void interrupt_forget_child(pid_t pid)
{
    exchange(pid, 0);
}

void interrupt_kill_children(void)
{
    for (size_t i = 0; i < MOST_CHILDREN; i++) {
        int pid = atomic_load(&children[i]);
        if (pid > 0)
            kill(-pid, SIGKILL);
    }
}

static void on_signal(int number)
{
    if (stop_signal != 0 && number == SIGINT) { /* asked twice: no more patience */
        interrupt_kill_children();
        _exit(128 + number);
    }
    stop_signal = number;
}

void interrupt_install(void)
{
    /* No SA_RESTART: a blocking read or wait comes back with EINTR and sees the flag. */
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* nohup(1) sets SIGHUP to ignored on purpose; keep it so. */
    struct sigaction old;
    if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, NULL);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); /* a file size limit is a failed write, too */
}

int interrupt_signal(void)
{
    return stop_signal;
}

bool interrupt_requested(void)
{
    return stop_signal != 0;
}

void interrupt_clear(void)
{
    stop_signal = 0;
}
