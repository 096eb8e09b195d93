/* Structs to JSON and back by a table. */
#include "bgmusic/json/json_fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { LIST_CEILING_BYTES = 64 * 1024 };

struct reading {
    const char *whose;
    enum bgm_status status;
    struct bgm_error *err;
};

static double number_of(const struct field *field, const void *place)
{
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_NUMBERS:
        return *(const double *)place;
    case FIELD_BITS:
        return *(const unsigned *)place;
    case FIELD_LONG:
        return (double)*(const int64_t *)place;
    case FIELD_SWITCH:
        return *(const bool *)place;
    case FIELD_DIGITS:
        return (double)*(const uint64_t *)place;
    default:
        return *(const int *)place;
    }
}

static void number_put(const struct field *field, void *place, double value)
{
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_NUMBERS:
        *(double *)place = value;
        break;
    case FIELD_BITS:
        *(unsigned *)place = (unsigned)value;
        break;
    case FIELD_LONG:
        *(int64_t *)place = (int64_t)value;
        break;
    case FIELD_SWITCH:
        *(bool *)place = value != 0;
        break;
    case FIELD_DIGITS:
        *(uint64_t *)place = (uint64_t)value;
        break;
    default:
        *(int *)place = (int)value;
        break;
    }
}

/* How many numbers stand in the member; 1 for all but arrays. */
static size_t numbers_in(const struct field *field)
{
    return field->kind == FIELD_NUMBERS  ? field->size / sizeof(double)
           : field->kind == FIELD_WHOLES ? field->size / sizeof(int)
                                         : 1;
}

static void *number_at(const struct field *field, const void *place, size_t i)
{
    return (char *)place + i * (field->kind == FIELD_NUMBERS ? sizeof(double) : sizeof(int));
}

static size_t *count_of(const struct field *field, const void *owner)
{
    return (size_t *)((char *)owner + field->list->count_offset);
}

void fields_init(const struct field *fields, void *owner)
{
    for (const struct field *field = fields; field->key != NULL; field++) {
        char *place = (char *)owner + field->offset;
        memset(place, 0, field->size);
        if (field->kind == FIELD_LIST)
            *count_of(field, owner) = 0;
        else if (field->kind != FIELD_TEXT && field->kind != FIELD_HEX && field->kind != FIELD_STRING)
            for (size_t i = 0; i < numbers_in(field); i++)
                number_put(field, number_at(field, place, i), field->otherwise);
    }
}

static void refuse(struct reading *reading, const struct field *field, const char *wanted)
{
    if (reading->status == BGM_OK)
        reading->status = bgm_fail(reading->err, BGM_USAGE, "%s \"%s\" %s", reading->whose, field->key, wanted);
}

static bool is_within(const struct field *field, double value)
{
    return value >= field->least && value <= field->most;
}

static void read_number(struct reading *reading, const struct field *field, const struct json *node, void *place)
{
    double value = json_value_number(node, NAN);
    char wanted[96];
    snprintf(wanted, sizeof wanted, "must be a number from %g to %g", field->least, field->most);
    if (is_within(field, value))
        number_put(field, place, value);
    else
        refuse(reading, field, wanted);
}

/* Made well-formed first: U+FFFD is longer than what it stands for, and the text printed must fit again when read. */
static void read_text(const struct field *field, const struct json *node, char *place)
{
    const char *text = json_value_text(node);
    text = text != NULL ? text : "";
    struct buf shown;
    buf_init(&shown, 16 * field->size);
    text_append_shown(&shown, text, strnlen(text, 4 * field->size));
    snprintf(place, field->size, "%s", shown.bytes);
    text_cut_partial_character(place);
    buf_release(&shown);
}

static void read_hex(struct reading *reading, const struct field *field, const struct json *node, char *place)
{
    const char *id = json_value_text(node);
    id = id != NULL ? id : "";
    if (strlen(id) < field->size && strspn(id, "0123456789abcdef") == strlen(id))
        memcpy(place, id, strlen(id) + 1);
    else
        refuse(reading, field, "is no id");
}

static void read_digits(const struct json *node, uint64_t *place)
{
    const char *text = json_value_text(node);
    uint64_t value = 0;
    for (text = text != NULL ? text : ""; *text >= '0' && *text <= '9'; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    *place = value;
}

static void read_word(const struct field *field, const struct json *node, void *place)
{
    for (int i = 0; i <= (int)field->most; i++)
        if (text_equal(json_value_text(node), field->words[i]))
            *(int *)place = i;
}

static void read_array(const struct field *field, const struct json *node, void *place)
{
    const struct json *element = json_first(node);
    for (size_t i = 0; i < numbers_in(field) && element != NULL; i++, element = json_next(element)) {
        double value = json_value_number(element, NAN);
        number_put(field, number_at(field, place, i), is_within(field, value) ? value : field->otherwise);
    }
}

static bool read_element(const struct field_list *list, const struct json *node, void *element)
{
    const struct json *value = json_first(node);
    for (const struct field *column = list->columns; column->key != NULL; column++) {
        bool left_out = value == NULL && (column->marks & FIELD_SPARSE) != 0;
        double number = left_out ? column->otherwise : json_value_number(value, NAN);
        if (!is_within(column, number))
            return false;
        number_put(column, (char *)element + column->offset, number);
        value = value != NULL ? json_next(value) : NULL;
    }
    return true;
}

static void read_list(struct reading *reading, const struct field *field, const struct json *node, void *owner)
{
    const struct field_list *list = field->list;
    size_t *count = count_of(field, owner);
    char *elements = (char *)owner + field->offset;
    const char *before = NULL;
    *count = 0;
    for (const struct json *row = json_first(node); row != NULL; row = json_next(row)) {
        char *element = elements + *count * list->element_size;
        bool good = *count < list->most && read_element(list, row, element) &&
                    (list->fits == NULL || list->fits(element, before));
        if (!good) {
            refuse(reading, field, "is out of order, out of range or too long");
            return;
        }
        before = element;
        (*count)++;
    }
}

enum bgm_status fields_read(const struct field *fields, const struct json *object, void *owner, const char *whose,
                            struct bgm_error *err)
{
    struct reading reading = {whose, BGM_OK, err};
    for (const struct field *field = fields; field->key != NULL; field++) {
        const struct json *node = json_get(object, field->key);
        char *place = (char *)owner + field->offset;
        if (node == NULL)
            continue;
        switch (field->kind) {
        case FIELD_TEXT:
            read_text(field, node, place);
            break;
        case FIELD_HEX:
            read_hex(&reading, field, node, place);
            break;
        case FIELD_STRING:
            free(*(char **)place);
            *(char **)place = xstrdup(json_value_text(node));
            break;
        case FIELD_DIGITS:
            read_digits(node, (uint64_t *)place);
            break;
        case FIELD_SWITCH:
            *(bool *)place = json_bool(object, field->key, *(bool *)place);
            break;
        case FIELD_WORD:
            read_word(field, node, place);
            break;
        case FIELD_NUMBERS:
        case FIELD_WHOLES:
            read_array(field, node, place);
            break;
        case FIELD_LIST:
            read_list(&reading, field, node, owner);
            break;
        default:
            read_number(&reading, field, node, place);
            break;
        }
    }
    return reading.status;
}

/* In lists and arrays: whole numbers as they are, others with four digits that count. */
static void append_number(struct buf *text, const struct field *field, const void *place)
{
    if (field->kind == FIELD_NUMBER || field->kind == FIELD_NUMBERS)
        buf_appendf(text, "%.4g", number_of(field, place));
    else
        buf_appendf(text, "%.0f", number_of(field, place));
}

/* How many columns of an element are told. */
static size_t columns_told(const struct field *columns, const char *element)
{
    size_t told = 0;
    for (size_t i = 0; columns[i].key != NULL; i++)
        if ((columns[i].marks & FIELD_SPARSE) == 0 ||
            number_of(&columns[i], element + columns[i].offset) != columns[i].otherwise)
            told = i + 1;
    return told;
}

static void print_list(const struct field *field, const void *owner, struct json *object)
{
    size_t count = *count_of(field, owner);
    struct buf text;
    if (count == 0)
        return;
    buf_init(&text, LIST_CEILING_BYTES);
    for (size_t i = 0; i < count; i++) {
        const char *element = (const char *)owner + field->offset + i * field->list->element_size;
        buf_append_text(&text, i > 0 ? "," : "[");
        const struct field *columns = field->list->columns, *end = columns + columns_told(columns, element);
        for (const struct field *column = columns; column < end; column++) {
            buf_append_text(&text, column == columns ? "[" : ",");
            append_number(&text, column, element + column->offset);
        }
        buf_append_text(&text, "]");
    }
    buf_append_text(&text, "]");
    json_set_raw(object, field->key, text.bytes);
    buf_release(&text);
}

static void print_array(const struct field *field, const void *place, struct json *object)
{
    struct buf text;
    buf_init(&text, LIST_CEILING_BYTES);
    for (size_t i = 0; i < numbers_in(field); i++) {
        buf_append_text(&text, i > 0 ? "," : "[");
        append_number(&text, field, number_at(field, place, i));
    }
    buf_append_text(&text, "]");
    json_set_raw(object, field->key, text.bytes);
    buf_release(&text);
}

static bool is_default(const struct field *field, const void *place)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HEX:
        return *(const char *)place == '\0';
    case FIELD_STRING:
        return *(char *const *)place == NULL;
    case FIELD_LIST:
        return false; /* says it itself */
    default:
        for (size_t i = 0; i < numbers_in(field); i++)
            if (number_of(field, number_at(field, place, i)) != field->otherwise)
                return false;
        return true;
    }
}

static void print_field(const struct field *field, const void *owner, struct json *object)
{
    const char *place = (const char *)owner + field->offset;
    char digits[24];
    switch (field->kind) {
    case FIELD_TEXT:
        json_set_text(object, field->key, place);
        break;
    case FIELD_HEX:
        json_set_text(object, field->key, *place != '\0' ? place : NULL);
        break;
    case FIELD_STRING:
        json_set_text(object, field->key, *(char *const *)place);
        break;
    case FIELD_DIGITS:
        snprintf(digits, sizeof digits, "%llu", (unsigned long long)*(const uint64_t *)place);
        json_set_text(object, field->key, digits);
        break;
    case FIELD_SWITCH:
        json_set_bool(object, field->key, *(const bool *)place);
        break;
    case FIELD_WORD:
        json_set_text(object, field->key, field->words[*(const int *)place]);
        break;
    case FIELD_NUMBER:
        json_set_number(object, field->key, *(const double *)place);
        break;
    case FIELD_LONG:
        json_set_int(object, field->key, *(const int64_t *)place);
        break;
    case FIELD_NUMBERS:
    case FIELD_WHOLES:
        print_array(field, place, object);
        break;
    case FIELD_LIST:
        print_list(field, owner, object);
        break;
    default:
        json_set_int(object, field->key, (int64_t)number_of(field, place));
        break;
    }
}

void fields_print(const struct field *fields, const void *owner, struct json *object)
{
    for (const struct field *field = fields; field->key != NULL; field++)
        if ((field->marks & FIELD_SPARSE) == 0 || !is_default(field, (const char *)owner + field->offset))
            print_field(field, owner, object);
}

void fields_carry(const struct field *fields, unsigned marks, const void *from, void *to)
{
    for (const struct field *field = fields; field->key != NULL; field++) {
        if ((field->marks & marks) != marks)
            continue;
        memcpy((char *)to + field->offset, (const char *)from + field->offset, field->size);
        if (field->kind == FIELD_LIST)
            *count_of(field, to) = *count_of(field, from);
    }
}

void fields_release(const struct field *fields, void *owner)
{
    for (const struct field *field = fields; field->key != NULL; field++) {
        if (field->kind != FIELD_STRING)
            continue;
        free(*(char **)((char *)owner + field->offset));
        *(char **)((char *)owner + field->offset) = NULL;
    }
}
