/* A growable run of bytes with a ceiling.
 *
 *     struct buf body;
 *     buf_init(&body, 64 << 20);
 *     if (!buf_append(&body, bytes, length)) ... more than the ceiling: `body` keeps what it had
 *     char *text = buf_take(&body);          the bytes are yours, the buffer is empty again
 *     buf_release(&body);
 *
 * The bytes always end in a NUL that is not counted, so text can be read as a C string; they may hold
 * NULs of their own. `init`/`release` pair up; `clear` empties for reuse and keeps the memory. */
#ifndef BGMUSIC_BASE_BUF_H
#define BGMUSIC_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *bytes; /* never NULL after buf_init */
    size_t length;
    size_t capacity; /* 0: `bytes` is a static empty string */
    size_t ceiling;  /* most bytes it will ever hold */
};

void buf_init(struct buf *buf, size_t ceiling_bytes);
void buf_release(struct buf *buf); /* legal twice, and on a zeroed struct */
void buf_clear(struct buf *buf);

/* Each returns false, changing nothing, when the result would pass the ceiling. */
bool buf_append(struct buf *buf, const void *bytes, size_t length);
bool buf_append_text(struct buf *buf, const char *text);
bool buf_append_char(struct buf *buf, char c);
bool buf_appendf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Drops `length` bytes from the front (all, when there are fewer). */
void buf_drop_front(struct buf *buf, size_t length);

/* Hands the bytes over (free() them) and leaves an empty buffer with the same ceiling. */
char *buf_take(struct buf *buf);

#endif
