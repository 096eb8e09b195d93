/* Between progress.c (what is known) and progress_draw.c (how it looks). */
#ifndef BGMUSIC_CLI_PROGRESS_H
#define BGMUSIC_CLI_PROGRESS_H

#include <stddef.h>

struct buf;
struct messages;

/* All lines, at most `rows` of them and `columns` wide, onto the screen, whose lock is held. */
void progress_draw(struct messages *messages, size_t columns, size_t rows);

/* Cuts `line` to `columns`. */
void progress_cut(struct buf *line, size_t columns);

/* One line, for the tests, too: a job's, or with `job` -1 the batch's. At most `columns` wide. */
void progress_line(const struct messages *messages, int job, size_t columns, struct buf *line);

#endif
