/* Building JSON: cJSON's builder wrapped, so that a failed allocation ends the program, ill-formed UTF-8
 * becomes U+FFFD, 64-bit integers keep their digits, and control characters always leave escaped.
 *
 *     struct json *body = json_new_object();
 *     json_set_text(body, "task_name", "project");
 *     json_print(body, &out);        false: over the buffer's ceiling
 *     json_free(body);               from json/json_read.h
 */
#ifndef BGMUSIC_JSON_JSON_WRITE_H
#define BGMUSIC_JSON_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct json;

struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(const char *text);

/* Members are appended in order; a key must not be set twice. */
void json_set_text(struct json *object, const char *key, const char *text); /* NULL writes null */
void json_set_int(struct json *object, const char *key, int64_t value);
void json_set_number(struct json *object, const char *key, double value); /* not finite writes null */
void json_set_bool(struct json *object, const char *key, bool value);
void json_set_null(struct json *object, const char *key);
/* `raw` is valid JSON already and is printed as it stands. */
void json_set_raw(struct json *object, const char *key, const char *raw);
/* Takes `value`. */
void json_set(struct json *object, const char *key, struct json *value);
void json_remove(struct json *object, const char *key); /* nothing when it is not there */
void json_append(struct json *array, struct json *value);

/* A deep copy of a node read before, the caller's; large integers are not kept (doubles). */
struct json *json_copy(const struct json *node);

/* One line, no white space, appended to `out`. */
bool json_print(const struct json *node, struct buf *out);

#endif
