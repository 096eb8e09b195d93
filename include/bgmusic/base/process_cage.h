/* What a child may do besides computing, where the system can hold it to that: for programs that read what strangers
 * made.
 *
 *     struct process_cage *cage = process_cage_new("ffmpeg", &rules);       NULL: none is possible
 *     status = process_start_caged(&child, argv, pipes, cage, err);
 *     process_cage_free(cage);
 *
 * On Linux: Landlock (kernel 5.13 and newer) lets it open no file and list no folder but those that are named, the
 * system's and the program's own; seccomp lets it make no socket, on x86-64 and arm64; no variable of its environment
 * speaks of a secret; limits of memory, time and file size hold everywhere. What a system lacks is left out: a cage
 * never keeps a program from working. A program that is a script is not caged, since what it needs is anybody's guess.
 * Costs one to two milliseconds a start (`make bench`). */
#ifndef BGMUSIC_BASE_PROCESS_CAGE_H
#define BGMUSIC_BASE_PROCESS_CAGE_H

#include <stdint.h>

struct process_cage;

/* Paths may be NULL. Limits: 0 is none of ours; one that is lower already stays. */
struct process_cage_rules {
    const char *input;          /* a file to read */
    const char *output;         /* a folder where it may make, write and remove files; or a file that is there already,
                                   to read and write it alone */
    const char *scratch_folder; /* as a folder of `output` */
    int64_t most_memory_bytes;  /* address space */
    int64_t most_file_bytes;    /* of one file */
    int64_t most_cpu_s;         /* of all its threads together */
};

struct process_cage *process_cage_new(const char *program, const struct process_cage_rules *rules);
void process_cage_free(struct process_cage *cage); /* NULL is legal */

/* In the child, between the fork and the program: no memory, no lock. NULL is legal. */
void process_cage_enter(const struct process_cage *cage);

/* What the program is to have for its environment; the cage's. */
char **process_cage_environment(const struct process_cage *cage);

/* For people: "files and sockets are closed to it (Landlock 7, seccomp)", or what is missing. */
void process_cage_describe(const char *program, char *text, int size);

#endif
