/* The secrets that are known by heart; the newest take the places of the oldest. */
#include "trace_hidden.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/xalloc.h"

enum {
    MOST_HIDDEN = 8,     /* a process has one token at a time; more are refreshed ones */
    LEAST_BEGINNING = 6, /* so much of one at the end of a cut text is that one */
};

static pthread_mutex_t hidden_lock = PTHREAD_MUTEX_INITIALIZER;
static char *hidden[MOST_HIDDEN];
static size_t hidden_next;

void trace_hidden_add(const char *secret)
{
    bool is_known = false;
    pthread_mutex_lock(&hidden_lock);
    for (size_t i = 0; i < MOST_HIDDEN; i++)
        is_known |= hidden[i] != NULL && strcmp(hidden[i], secret) == 0;
    if (!is_known) {
        secret_free(hidden[hidden_next]);
        hidden[hidden_next] = xstrdup(secret);
        hidden_next = (hidden_next + 1) % MOST_HIDDEN;
    }
    pthread_mutex_unlock(&hidden_lock);
}

/* How much of a hidden secret stands here, whole or up to the end of the text. With the lock. */
static size_t hidden_length(const char *text, size_t length)
{
    for (size_t i = 0; i < MOST_HIDDEN && hidden[i] != NULL; i++) {
        size_t whole = strlen(hidden[i]), size = length < whole ? length : whole;
        if ((size == whole || size >= LEAST_BEGINNING) && memcmp(text, hidden[i], size) == 0)
            return size;
    }
    return 0;
}

void trace_mask_hidden(struct buf *out, const char *text, size_t length)
{
    size_t at = 0;
    pthread_mutex_lock(&hidden_lock);
    while (at < length) {
        size_t secret = hidden_length(text + at, length - at);
        buf_append(out, secret > 0 ? "***" : text + at, secret > 0 ? 3 : 1);
        at += secret > 0 ? secret : 1;
    }
    pthread_mutex_unlock(&hidden_lock);
}
