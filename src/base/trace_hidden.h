/* Secrets that are masked because they are known, not because they look like one: tokens of other makers. */
#ifndef BGMUSIC_BASE_TRACE_HIDDEN_H
#define BGMUSIC_BASE_TRACE_HIDDEN_H

#include <stddef.h>

struct buf;

/* Keeps a copy until the program ends. From any thread. */
void trace_hidden_add(const char *secret);
/* Appends `text` with "***" for each that was added, also for one that the end of the text cuts off. */
void trace_mask_hidden(struct buf *out, const char *text, size_t length);

#endif
