/* Memory that is there or the process is not; wiping of secrets. */
#include "bgmusic/base/xalloc.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/interrupt.h"

/* Nothing of ours runs on the way out: it may want memory, too. */
static _Noreturn void end_now(void)
{
    fputs("  hint: end what is not needed, or raise the limit (ulimit -v); what was begun: bgmusic resume --list\n",
          stderr);
    interrupt_kill_children();
    _exit(1);
}

static _Noreturn void out_of_memory(size_t bytes)
{
    fprintf(stderr, "bgmusic: out of memory (%zu bytes wanted)\n", bytes);
    end_now();
}

void memory_gone(const char *wanted)
{
    fprintf(stderr, "bgmusic: out of memory (%s)\n", wanted);
    end_now();
}

void *xmalloc(size_t bytes)
{
    void *place = malloc(bytes > 0 ? bytes : 1);
    if (place == NULL)
        out_of_memory(bytes);
    return place;
}

void *xcalloc(size_t count, size_t bytes_each)
{
    void *place = calloc(count > 0 ? count : 1, bytes_each > 0 ? bytes_each : 1);
    if (place == NULL)
        out_of_memory(bytes_each);
    return place;
}

void *xreallocarray(void *old, size_t count, size_t bytes_each)
{
    if (bytes_each > 0 && count > SIZE_MAX / bytes_each)
        out_of_memory(SIZE_MAX);
    size_t bytes = count * bytes_each;
    void *place = realloc(old, bytes > 0 ? bytes : 1);
    if (place == NULL)
        out_of_memory(bytes);
    return place;
}

void *xgrow(void *list, size_t count, size_t bytes_each)
{
    enum { LEAST = 16 };
    if (count == 0)
        return xreallocarray(list, LEAST, bytes_each);
    bool is_full = count >= LEAST && (count & (count - 1)) == 0;
    return is_full ? xreallocarray(list, count * 2, bytes_each) : list;
}

char *xstrdup(const char *text)
{
    return text == NULL ? NULL : xstrndup(text, strlen(text));
}

char *xstrndup(const char *bytes, size_t length)
{
    char *copy = xmalloc(length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *xasprintf(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        return xstrdup("");
    char *text = xmalloc((size_t)length + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

void secret_wipe(void *bytes, size_t length)
{
    volatile unsigned char *place = bytes;
    while (length-- > 0)
        *place++ = 0;
}

void secret_free(char *text)
{
    if (text != NULL)
        secret_wipe(text, strlen(text));
    free(text);
}
