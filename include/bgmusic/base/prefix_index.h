/* Which of many words does a text begin with? The words of a lexicon, found without a look at each of them.
 *
 * First prefix_index_add for every word, then prefix_index_sort once; from then on prefix_index_next tells the words
 * that a text begins with, from any thread. The bytes of the words stay the caller's and outlive the index. */
#ifndef BGMUSIC_BASE_PREFIX_INDEX_H
#define BGMUSIC_BASE_PREFIX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PREFIX_LISTS = 1 << 14 };

struct prefix_entry {
    const char *word;
    uint32_t length, list, number;
};

/* All zero at first. */
struct prefix_index {
    struct prefix_entry *entries;
    size_t count;
    uint32_t starts[PREFIX_LISTS + 1]; /* where each list begins among the entries */
};

/* A walk over the words that a text begins with; `text` set, the rest zero at first. */
struct prefix_walk {
    const char *text;
    size_t key_bytes, at;
    bool begun;
};

/* The words are numbered from 0 in the order in which they come; the same one may come again. `length` is at least 1.
 */
void prefix_index_add(struct prefix_index *index, const char *word, size_t length);
void prefix_index_sort(struct prefix_index *index);
void prefix_index_release(struct prefix_index *index);

/* The next word, the longest first, of equal ones the one that was added first; false: there is no more. */
bool prefix_index_next(const struct prefix_index *index, struct prefix_walk *walk, size_t *number, size_t *length);

#endif
