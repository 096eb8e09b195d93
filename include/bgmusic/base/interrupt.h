/* The one process-wide variable: which signal asks the program to stop, if any.
 *
 * Installed once by main. Long waits and loops look at interrupt_signal() and return BGM_INTERRUPTED; the
 * program then saves what it knows and ends with 128 + the signal. SIGPIPE and SIGXFSZ are ignored: a closed pipe or
 * a file over its limit is a failed write. A second SIGINT ends the process and its children at once. */
#ifndef BGMUSIC_BASE_INTERRUPT_H
#define BGMUSIC_BASE_INTERRUPT_H

#include <stdbool.h>

void interrupt_install(void);
int interrupt_signal(void); /* 0: none yet; else SIGINT, SIGTERM or SIGHUP */
bool interrupt_requested(void);
void interrupt_clear(void); /* a conversation goes on after Ctrl-C ended one turn */

#endif
