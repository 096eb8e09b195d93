/* The one process-wide variable: which signal asks the program to stop, if any.
 *
 * Installed once by main. Long waits and loops look at interrupt_signal() and return BGM_INTERRUPTED; the
 * program then saves what it knows and ends with 128 + the signal. SIGPIPE and SIGXFSZ are ignored: a closed pipe or
 * a file over its limit is a failed write. A second SIGINT ends the process and its children at once. */
#ifndef BGMUSIC_BASE_INTERRUPT_H
#define BGMUSIC_BASE_INTERRUPT_H

#include <stdbool.h>
#include <sys/types.h>

void interrupt_install(void);
int interrupt_signal(void); /* 0: none yet; else SIGINT, SIGTERM or SIGHUP */
bool interrupt_requested(void);
void interrupt_clear(void); /* a conversation goes on after Ctrl-C ended one turn */

/* The children that run, each the leader of its process group: noted when it was started, forgotten before its number
 * can be somebody else's. Safe from any thread and from a signal handler; process.c calls them. */
void interrupt_note_child(pid_t pid);
void interrupt_forget_child(pid_t pid);
/* Kills all of them, with their groups, and waits for none: for an end without any patience. */
void interrupt_kill_children(void);

#endif
