/* Tables of fields: how a struct stands in a JSON object, each field named once.
 *
 *     #define LAMP_FIELDS(F)                                                   \
 *         F(TEXT, name, [32], "name", 0, 0, 0, 0)                              \
 *         F(NUMBER, watts, , "watts", 1, 100, 40, 0)
 *
 *     struct lamp {
 *         LAMP_FIELDS(FIELD_MEMBER)
 *     };
 *     #define FIELD_OWNER struct lamp
 *     static const struct field lamp_fields[] = {LAMP_FIELDS(FIELD_ROW) FIELD_ROWS_END};
 *
 *     fields_init(lamp_fields, &lamp);
 *     fields_read(lamp_fields, object, &lamp, "the lamp's", &err);
 *     fields_print(lamp_fields, &lamp, object);
 *
 * A row says the kind, the member and its dimension, the key in JSON, the least and the most, what stands there unless
 * told, and marks. Absent keys keep the default; what is read comes from outside and is checked against its range. */
#ifndef BGMUSIC_JSON_JSON_FIELDS_H
#define BGMUSIC_JSON_JSON_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct json;

enum field_kind {
    FIELD_TEXT,    /* char[]: made well-formed, cut at a character to what fits */
    FIELD_HEX,     /* char[]: an id of hexadecimal digits; "" is null; anything else is refused */
    FIELD_STRING,  /* char *, owned (fields_release()); the default NULL, null in JSON */
    FIELD_NUMBER,  /* double */
    FIELD_WHOLE,   /* int */
    FIELD_BITS,    /* unsigned */
    FIELD_LONG,    /* int64_t: milliseconds, seconds, sizes */
    FIELD_DIGITS,  /* uint64_t as a text of digits, so that all 64 bits stay */
    FIELD_SWITCH,  /* bool */
    FIELD_WORD,    /* int, the place of a word in `words` (an enum); an unknown word gives the default */
    FIELD_NUMBERS, /* double[]: as many as the array has; one out of its range is the default again */
    FIELD_WHOLES,  /* int[]: likewise */
    FIELD_LIST,    /* so many structs, each an array of numbers in JSON: [[0,-0.8],[12000,0.7]]; left out when empty */
};

/* The C type of a kind's member. */
#define FIELD_C_TEXT    char
#define FIELD_C_HEX     char
#define FIELD_C_STRING  char *
#define FIELD_C_NUMBER  double
#define FIELD_C_WHOLE   int
#define FIELD_C_BITS    unsigned
#define FIELD_C_LONG    int64_t
#define FIELD_C_DIGITS  uint64_t
#define FIELD_C_SWITCH  bool
#define FIELD_C_NUMBERS double
#define FIELD_C_WHOLES  int

enum field_mark {
    FIELD_SPARSE = 1, /* not printed while it is the default */
    FIELD_OWN = 16,   /* this and above: the table's owner says what they mean */
};

struct field;

/* What a FIELD_LIST holds. `columns` are fields of the element (keys of no meaning), ended by FIELD_ROWS_END; the last
 * ones may be FIELD_SPARSE: an element ends before those that hold their default. `fits` (NULL: always) tells whether
 * an element may follow the one before it (NULL: it is the first). */
struct field_list {
    size_t count_offset, element_size, most;
    const struct field *columns;
    bool (*fits)(const void *element, const void *before);
};

struct field {
    const char *key;
    enum field_kind kind;
    size_t offset, size;
    double least, most, otherwise;
    unsigned marks;
    const struct field_list *list; /* of FIELD_LIST */
    const char *const *words;      /* of FIELD_WORD: from 0 to `most` */
};

/* For a list of fields: the member of a row, and the row. FIELD_OWNER is the struct the table is of. */
#define FIELD_MEMBER(kind, member, dimension, key, least, most, otherwise, marks) FIELD_C_##kind member dimension;
#define FIELD_ROW(kind, member, dimension, key, least, most, otherwise, marks) \
    {key,                                                                      \
     FIELD_##kind,                                                             \
     offsetof(FIELD_OWNER, member),                                            \
     sizeof(((FIELD_OWNER *)0)->member),                                       \
     least,                                                                    \
     most,                                                                     \
     otherwise,                                                                \
     marks,                                                                    \
     NULL,                                                                     \
     NULL},
#define FIELD_ROWS_END \
    {                  \
        .key = NULL    \
    }

/* Each field at its default; the rest of the struct stays. Owned texts are set to NULL without a look. */
void fields_init(const struct field *fields, void *owner);
/* Reads every field that `object` has; the others keep what they hold. The first value out of its range is refused:
 * BGM_USAGE, and a sentence that begins with `whose` ("the draft's"); the field keeps what it held, the rest is read.
 */
enum bgm_status fields_read(const struct field *fields, const struct json *object, void *owner, const char *whose,
                            struct bgm_error *err);
/* Appends every field in the order of the table; the same struct gives the same bytes. */
void fields_print(const struct field *fields, const void *owner, struct json *object);
/* Copies the fields that carry all of `marks`; none of them may be owned. */
void fields_carry(const struct field *fields, unsigned marks, const void *from, void *to);
/* Frees the owned texts and sets them to NULL. */
void fields_release(const struct field *fields, void *owner);

#endif
