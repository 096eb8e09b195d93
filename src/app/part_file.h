/* The file that an output is written into before it gets its name: `NAME.part` beside it.
 *
 *     struct part_file part = PART_FILE_INIT;
 *     status = part_file_open(&part, "clip-music.mp4", err);
 *     ... write to part.fd ...
 *     status = part_file_sync(&part, err);
 *     status = part_file_publish(&part, force, err);      given its name by one rename
 *     part_file_release(&part);                           deletes what was not published; legal twice
 *
 * The file is always a new one, of this process and this user, held by a lock: a part that a killed run left is deleted
 * and made anew, never opened for writing, for it may be another name of a finished file; one that somebody else's run
 * writes, or another user's, is left alone. */
#ifndef BGMUSIC_APP_PART_FILE_H
#define BGMUSIC_APP_PART_FILE_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct part_file {
    char *goal, *path; /* the output, and what is written meanwhile */
    int fd;            /* -1: none is open */
};

#define PART_FILE_INIT \
    {                  \
        .fd = -1       \
    }

/* BGM_OUTPUT: it cannot be made, or another process writes to the same output. */
enum bgm_status part_file_open(struct part_file *part, const char *goal, struct bgm_error *err);
/* All that was written is on the disk: before its identity is noted, and before it gets its name. */
enum bgm_status part_file_sync(struct part_file *part, struct bgm_error *err);
/* BGM_OUTPUT_EXISTS: something stands at the goal that may not be replaced (without `force`). */
enum bgm_status part_file_publish(struct part_file *part, bool force, struct bgm_error *err);
void part_file_release(struct part_file *part);

/* What tells a file from all others while nobody writes to it, under any name: inode, size and time. The caller's;
 * NULL: nothing is there. Stands in the job's record before the file gets its name, so that who was killed then knows.
 */
char *part_file_identity(const struct part_file *part);
char *file_identity(const char *path);

#endif
