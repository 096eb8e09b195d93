/* The terminal that results, notices and bars share, as the threads of a batch do.
 *
 *     screen_take(screen);            this thread alone writes now; lines at the bottom are taken off
 *     fputs(..., stderr);
 *     screen_give(screen);            lines that screen_keep() asked for are put back
 *
 * Whoever changes what the bars shall say, or draws them, holds the same lock by screen_lock(). The two pairs do not
 * nest, and neither into the other. */
#ifndef BGMUSIC_CLI_SCREEN_H
#define BGMUSIC_CLI_SCREEN_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/buf.h"

/* A line for each job of a batch, and one for all. */
enum { SCREEN_MOST_LINES = 65 };

struct screen {
    pthread_mutex_t lock;
    bool keeps;                        /* see screen_keep() */
    struct buf drawn;                  /* the lines that were drawn last, with what lies between them */
    size_t columns[SCREEN_MOST_LINES]; /* how wide each of them is */
    int line_count;                    /* that stand on the screen; 0: none */
    int taken_count;                   /* that screen_take() took off */
};

void screen_init(struct screen *screen);
void screen_release(struct screen *screen);

void screen_lock(struct screen *screen);
void screen_unlock(struct screen *screen);

void screen_take(struct screen *screen);
void screen_give(struct screen *screen);

/* With the lock held: lines that screen_take() takes off come back at once with screen_give(), for work that goes on
 * behind a result. Otherwise they are gone until the next drawing. */
void screen_keep(struct screen *screen, bool keeps);
/* With the lock held: puts `count` lines, at most SCREEN_MOST_LINES, onto the place of those that stand there. */
void screen_draw(struct screen *screen, const struct buf *lines, int count);
/* With the lock held: takes all lines off. */
void screen_hide(struct screen *screen);

/* The window of the standard error stream; 80 x 24 where it has none. */
void screen_window(size_t *columns, size_t *rows);
/* One write of a whole text to the standard error stream. */
void screen_write(const char *bytes, size_t length);

#endif
