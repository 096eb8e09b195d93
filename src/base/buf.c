/* A growable run of bytes with a ceiling. */
#include "bgmusic/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"

/* What an empty buffer points to; never written, since capacity 0 forces a real allocation first. */
static char empty_bytes[1];

void buf_init(struct buf *buf, size_t ceiling_bytes)
{
    *buf = (struct buf){.bytes = empty_bytes, .ceiling = ceiling_bytes};
}

void buf_release(struct buf *buf)
{
    if (buf->capacity > 0)
        free(buf->bytes);
    buf_init(buf, buf->ceiling);
}

void buf_clear(struct buf *buf)
{
    buf->length = 0;
    if (buf->capacity > 0)
        buf->bytes[0] = '\0';
}

/* Makes room for `more` bytes and the NUL; false when that passes the ceiling. */
static bool make_room(struct buf *buf, size_t more)
{
    if (more > buf->ceiling || buf->length > buf->ceiling - more)
        return false;
    size_t needed = buf->length + more + 1;
    if (needed <= buf->capacity)
        return true;
    size_t capacity = buf->capacity < 64 ? 64 : buf->capacity;
    while (capacity < needed)
        capacity *= 2;
    buf->bytes = xreallocarray(buf->capacity > 0 ? buf->bytes : NULL, capacity, 1);
    buf->capacity = capacity;
    return true;
}

bool buf_append(struct buf *buf, const void *bytes, size_t length)
{
    if (!make_room(buf, length))
        return false;
    if (length > 0)
        memcpy(buf->bytes + buf->length, bytes, length);
    buf->length += length;
    buf->bytes[buf->length] = '\0';
    return true;
}

bool buf_append_text(struct buf *buf, const char *text)
{
    return buf_append(buf, text, strlen(text));
}

bool buf_append_char(struct buf *buf, char c)
{
    return buf_append(buf, &c, 1);
}

bool buf_appendf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0 || !make_room(buf, (size_t)length))
        return false;
    va_start(args, format);
    vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, args);
    va_end(args);
    buf->length += (size_t)length;
    return true;
}

void buf_drop_front(struct buf *buf, size_t length)
{
    if (buf->capacity == 0 || length == 0)
        return;
    if (length > buf->length)
        length = buf->length;
    buf->length -= length;
    memmove(buf->bytes, buf->bytes + length, buf->length + 1);
}

char *buf_take(struct buf *buf)
{
    char *bytes = buf->capacity > 0 ? buf->bytes : xstrdup("");
    buf_init(buf, buf->ceiling);
    return bytes;
}
