/* Words by their first bytes: lists by a hash of the first four, of shorter words by a hash of all they have. A text is
 * looked up by its first four bytes, then three, two and one. */
#include "bgmusic/base/prefix_index.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"

enum { MOST_KEY_BYTES = 4, LIST_BITS = 14 };
_Static_assert(PREFIX_LISTS == 1 << LIST_BITS, "a list for every hash");

/* Multiplicative hashing by the golden ratio of 2^32 (Knuth, The Art of Computer Programming 3, 6.4). */
static uint32_t list_of(const char *bytes, size_t key_bytes)
{
    uint32_t key = 0;
    for (size_t i = 0; i < key_bytes; i++)
        key = key << 8 | (unsigned char)bytes[i];
    return (key * UINT32_C(2654435761)) >> (32 - LIST_BITS);
}

static size_t key_bytes_of(size_t length)
{
    return length < MOST_KEY_BYTES ? length : MOST_KEY_BYTES;
}

void prefix_index_add(struct prefix_index *index, const char *word, size_t length)
{
    index->entries = xgrow(index->entries, index->count, sizeof *index->entries);
    index->entries[index->count] =
        (struct prefix_entry){word, (uint32_t)length, list_of(word, key_bytes_of(length)), (uint32_t)index->count};
    index->count++;
}

static int by_list_longest_first(const void *a, const void *b)
{
    const struct prefix_entry *x = a, *y = b;
    if (x->list != y->list)
        return x->list < y->list ? -1 : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

void prefix_index_sort(struct prefix_index *index)
{
    size_t at = 0;
    if (index->count > 0)
        qsort(index->entries, index->count, sizeof *index->entries, by_list_longest_first);
    for (uint32_t list = 0; list <= PREFIX_LISTS; list++) {
        while (at < index->count && index->entries[at].list < list)
            at++;
        index->starts[list] = (uint32_t)at;
    }
}

void prefix_index_release(struct prefix_index *index)
{
    free(index->entries);
    index->entries = NULL;
    index->count = 0;
}

static void list_begin(const struct prefix_index *index, struct prefix_walk *walk, size_t key_bytes)
{
    walk->key_bytes = key_bytes;
    walk->at = key_bytes > 0 ? index->starts[list_of(walk->text, key_bytes)] : 0;
}

bool prefix_index_next(const struct prefix_index *index, struct prefix_walk *walk, size_t *number, size_t *length)
{
    if (!walk->begun)
        list_begin(index, walk, strnlen(walk->text, MOST_KEY_BYTES));
    walk->begun = true;
    for (; walk->key_bytes > 0; list_begin(index, walk, walk->key_bytes - 1)) {
        size_t end = index->starts[list_of(walk->text, walk->key_bytes) + 1];
        while (walk->at < end) {
            const struct prefix_entry *entry = &index->entries[walk->at++];
            /* Other words share the list by their hash. */
            if (key_bytes_of(entry->length) == walk->key_bytes &&
                strncmp(walk->text, entry->word, entry->length) == 0) {
                *number = entry->number;
                *length = entry->length;
                return true;
            }
        }
    }
    return false;
}
