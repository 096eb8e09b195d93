/* What a draft says about its music beyond names, times and levels: style, tempo, key, course and so on, under the
 * names that the local engine publishes (docs/engine.md, "The draft"). Read leniently: a service that says nothing of
 * it has no facts. */
#ifndef BGMUSIC_DRAFT_DRAFT_FACTS_H
#define BGMUSIC_DRAFT_DRAFT_FACTS_H

#include <stddef.h>

struct buf;
struct draft_facts;
struct json;

/* `about` is the `m` of a segment or of the draft; NULL when nothing known stands there. The caller's. */
struct draft_facts *draft_facts_read(const struct json *about);
void draft_facts_free(struct draft_facts *facts);
/* The value under this key, as text; NULL: not known. `facts` may be NULL. */
const char *draft_facts_value(const struct draft_facts *facts, const char *key);

/* Appends a clause for each fact that is another one now, "BGM tempo 81 -> 92 bpm", after "; " where `out` is longer
 * than `start`. `label` NULL: none ("loudness -16 LUFS"). Facts may be NULL. */
void draft_facts_compare(struct buf *out, size_t start, const char *label, const struct draft_facts *before,
                         const struct draft_facts *after);

#endif
