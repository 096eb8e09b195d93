/* Reading JSON from outside: cJSON wrapped once, so that keys are case-sensitive, types are checked, depth
 * and size have limits, and a missing thing is NULL or false rather than a crash.
 *
 *     struct json *root = json_parse(bytes, length, &err);
 *     const char *token = json_text(json_get(root, "data"), "token");    NULL: absent or no text
 *     json_free(root);
 *
 * All nodes and texts are borrowed from the root. Every getter takes NULL as "nothing there", so chains
 * need no checks. Numbers are doubles: what must keep 64 bits (ids, drafts) is read with json/json_span.h. */
#ifndef BGMUSIC_JSON_JSON_READ_H
#define BGMUSIC_JSON_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct json; /* opaque */

/* A value costs cJSON some 80 bytes, and up to 150 with a key and a text: sixty million zeros in 64 MB of text would
 * take gigabytes. So values are counted before the first is made. */
enum { JSON_MOST_DEPTH = 128, JSON_MOST_VALUES = 1000 * 1000 };

/* An escaped half of a character beyond U+FFFF is read as U+FFFD, and an escaped NUL as nothing. One whole JSON value,
 * white space around it, a BOM before it allowed. NULL and BGM_SERVICE on anything else; the message says where it
 * broke and never quotes the text. Of JSON_MOST_VALUES values at most. */
struct json *json_parse(const char *bytes, size_t length, struct bgm_error *err);
/* The same with a ceiling of the caller's: more than `most_values` members, elements and containers are BGM_TOO_LARGE,
 * in one pass that makes nothing. */
struct json *json_parse_within(const char *bytes, size_t length, size_t most_values, struct bgm_error *err);
void json_free(struct json *root);

const struct json *json_get(const struct json *object, const char *key);
/* `json_get` along several keys, the last argument NULL: json_path(root, "data", "state", NULL). */
const struct json *json_path(const struct json *object, ...) __attribute__((sentinel));

bool json_is_object(const struct json *node);
bool json_is_array(const struct json *node);
bool json_is_text(const struct json *node);
bool json_is_number(const struct json *node);
bool json_is_true(const struct json *node);
bool json_is_false(const struct json *node);

/* Members of an object or elements of an array, in order. */
size_t json_count(const struct json *node);
const struct json *json_first(const struct json *node);
const struct json *json_next(const struct json *node);
const char *json_key(const struct json *member); /* NULL for array elements */

const char *json_value_text(const struct json *node); /* NULL when it is no text */
double json_value_number(const struct json *node, double otherwise);

const char *json_text(const struct json *object, const char *key);
const char *json_text_or(const struct json *object, const char *key, const char *otherwise);
double json_number(const struct json *object, const char *key, double otherwise);
/* The same, also when the number is written as a text ("0.35"): for what services write either way. */
double json_number_or_text(const struct json *object, const char *key, double otherwise);
/* Numbers up to 2^53, fractions rounded, and whole numbers written as text ("30"); `otherwise` for all else. */
int64_t json_int(const struct json *object, const char *key, int64_t otherwise);
bool json_bool(const struct json *object, const char *key, bool otherwise);

#endif
