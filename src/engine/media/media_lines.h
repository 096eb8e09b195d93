/* The output of a helper program, line by line. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_LINES_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_LINES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/process.h"

/* Hands each line of the child's stdout to `take`, cut at 511 bytes, until its end (true), the deadline (of
 * clock_real_ms()), a signal, or until `stop` is set by another thread (NULL: never). */
bool media_lines_read(struct process *child, int64_t deadline_ms, const atomic_bool *stop,
                      void (*take)(void *context, const char *line), void *context);

/* Does ffmpeg say there that a decoder could do nothing with a packet, or made something broken of it? Of a line, or of
 * all that it said. */
bool media_says_damage(const char *said);

#endif
