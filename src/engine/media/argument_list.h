/* The words of a command, made one after the other; every word is the list's own.
 *
 *     struct argument_list list = {.count = 0};
 *     argument_add(&list, "-c:a:%d", number);
 *     process_start(&child, (const char *const *)list.words, ...);
 *     argument_list_release(&list); */
#ifndef BGMUSIC_ENGINE_MEDIA_ARGUMENT_LIST_H
#define BGMUSIC_ENGINE_MEDIA_ARGUMENT_LIST_H

#include <stddef.h>

enum { MOST_ARGUMENTS = 480 };

struct argument_list {
    char *words[MOST_ARGUMENTS]; /* ends in NULL */
    size_t count;
};

/* What would not fit is left out; the callers' streams are bounded so that all fits. */
void argument_add(struct argument_list *list, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Several words as they are, up to NULL. */
void argument_add_all(struct argument_list *list, const char *const words[]);
/* Takes a word over. */
void argument_take(struct argument_list *list, char *word);
/* Moves all words of `from` to the end of `list`. */
void argument_move(struct argument_list *list, struct argument_list *from);
void argument_list_release(struct argument_list *list);

#endif
