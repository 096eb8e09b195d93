/* A growing command line. */
#include "argument_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"

void argument_take(struct argument_list *list, char *word)
{
    if (list->count + 1 >= MOST_ARGUMENTS) {
        free(word);
        return;
    }
    list->words[list->count++] = word;
    list->words[list->count] = NULL;
}

void argument_add(struct argument_list *list, const char *format, ...)
{
    char text[4096];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    argument_take(list, xstrdup(text));
}

void argument_add_all(struct argument_list *list, const char *const words[])
{
    for (; *words != NULL; words++)
        argument_take(list, xstrdup(*words));
}

void argument_move(struct argument_list *list, struct argument_list *from)
{
    for (size_t i = 0; i < from->count; i++)
        argument_take(list, from->words[i]);
    from->count = 0;
    from->words[0] = NULL;
}

void argument_list_release(struct argument_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->words[i]);
    list->count = 0;
    list->words[0] = NULL;
}
