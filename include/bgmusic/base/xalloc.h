/* Memory that is there or the process is not: running out of memory ends the program with one line on
 * stderr and exit code 1. Sizes from outside are checked against a ceiling before they come here.
 * Everything returned belongs to the caller and is released with free(). */
#ifndef BGMUSIC_BASE_XALLOC_H
#define BGMUSIC_BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t bytes);
void *xcalloc(size_t count, size_t bytes_each); /* zeroed */
/* Like realloc for `count` elements of `bytes_each`; an overflow of the product counts as out of memory. */
void *xreallocarray(void *old, size_t count, size_t bytes_each);
/* A list with room for one more behind its `count` elements; the room doubles as it is used up. For lists that grow by
 * this alone: `list->items = xgrow(list->items, list->count, sizeof *list->items); list->items[list->count++] = ...` */
void *xgrow(void *list, size_t count, size_t bytes_each);
char *xstrdup(const char *text);                  /* NULL gives NULL */
char *xstrndup(const char *bytes, size_t length); /* always ends in NUL */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same end where a library was refused memory: nothing goes on with half of what it was told. `wanted` says what it
 * wanted it for ("JSON"). Helper programs end, too. */
_Noreturn void memory_gone(const char *wanted);

/* Overwrites `length` bytes so that the compiler cannot drop it: for tokens that are no longer needed. */
void secret_wipe(void *bytes, size_t length);
/* Wipes the text, then frees it; NULL is legal. */
void secret_free(char *text);

#endif
