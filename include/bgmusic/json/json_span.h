/* Raw spans of a JSON document, byte for byte: for drafts that must go back exactly as they came, and for
 * ids whose 64 bits a double would lose. A scanner without recursion or allocation. */
#ifndef BGMUSIC_JSON_JSON_SPAN_H
#define BGMUSIC_JSON_JSON_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct json_span {
    const char *bytes; /* borrowed from the document */
    size_t length;
};

/* Is the nesting of the document at most `most` levels? Looks at brackets outside of strings alone. */
bool json_depth_within(const char *bytes, size_t length, int most);

/* The value at the end of `keys` (object keys from the root, the last NULL), white space around it cut off.
 * With a repeated key the first counts, as in json_get(). False: no such value, or not JSON on the way. Keys are
 * compared as they are written, so a key written with escapes is not found.
 *
 *     static const char *const where[] = {"data", "state", "draft", NULL};
 *     if (json_span_find(body, body_length, where, &draft)) ... draft.bytes, draft.length
 */
bool json_span_find(const char *bytes, size_t length, const char *const keys[], struct json_span *found);

/* A text or a whole number at the path, as text of its own (free() it): "123" for both "123" and 123. NULL: neither.
 * Texts with escapes give NULL: ids have none. */
char *json_span_id(const char *bytes, size_t length, const char *const keys[]);

#endif
