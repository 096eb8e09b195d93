/* The moment in which a process becomes another program (process.h is what the rest of the house uses). */
#ifndef BGMUSIC_BASE_PROCESS_SPAWN_H
#define BGMUSIC_BASE_PROCESS_SPAWN_H

#include <sys/types.h>

struct process_cage; /* process_cage.h; NULL: none */

/* Descriptors that a child is given: 0, 1, 2, and 3 for its progress. */
enum { PROCESS_FDS = 4 };

/* Runs argv[0], looked up in PATH, with fds[N] as its descriptor N: -1 stands for /dev/null, of the fourth for nothing.
 * It gets no other descriptor that is close-on-exec here, the default signals (an ignored SIGHUP stays ignored: that is
 * what nohup is for) and a process group of its own: Ctrl-C reaches us, and we end it in order. It dies with the thread
 * that started it, by which it must be waited for; where the system has no such thing (macOS) a pipe that ends does
 * most of it. Returns 0 and its number, or the reason as an errno. */
int process_spawn(const char *const argv[], const int fds[PROCESS_FDS], const struct process_cage *cage, pid_t *pid);

#endif
