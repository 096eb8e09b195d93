/* Wishes as a table, and as they stand in a job's record. */
#include "bgmusic/store/music_wishes.h"

#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_fields.h"
#include "bgmusic/json/json_read.h"

#define WISH_ROW(kind, member, option, argument, choices, least, most, sentence, told, help) \
    {WISH_##kind, offsetof(struct music_wishes, member), option, sentence, told},
const struct music_wish_row music_wish_rows[MUSIC_WISH_COUNT] = {MUSIC_WISHES(WISH_ROW)};

/* The kind, range and default of a wish's field in a record. */
#define MOST_NUMBER     9007199254740992.0 /* 2^53: what a double holds exactly */
#define NUMBER_FIELD    FIELD_LONG, 0, MOST_NUMBER, (double)MUSIC_UNSET
#define TEXT_FIELD      FIELD_STRING, 0, 0, 0
#define RECORD_FLAG     FIELD_SWITCH, 0, 1, false
#define RECORD_INTEGER  NUMBER_FIELD
#define RECORD_PERCENT  NUMBER_FIELD
#define RECORD_SECONDS  NUMBER_FIELD
#define RECORD_TIME     NUMBER_FIELD
#define RECORD_TEXT     TEXT_FIELD
#define RECORD_CHOICE   TEXT_FIELD
#define RECORD_FILE     TEXT_FIELD
#define RECORD_LOUDNESS TEXT_FIELD
#define RECORD_KEY      TEXT_FIELD
#define RECORD_OF(name, place, bytes, kind, low, high, usual) \
    {name, kind, place, bytes, low, high, usual, FIELD_SPARSE, NULL, NULL},
#define RECORD(...) RECORD_OF(__VA_ARGS__)
#define WISH_RECORD(kind, member, option, argument, choices, least, most, sentence, told, help) \
    RECORD(option, offsetof(struct music_wishes, member), sizeof(((struct music_wishes *)0)->member), RECORD_##kind)
static const struct field fields[] = {MUSIC_WISHES(WISH_RECORD) FIELD_ROWS_END};

void music_wishes_init(struct music_wishes *wishes)
{
    fields_init(fields, wishes);
}

bool music_wish_is_text(enum music_wish_kind kind)
{
    return kind >= WISH_TEXT;
}

static const void *place_of(const struct music_wishes *wishes, const struct music_wish_row *row)
{
    return (const char *)wishes + row->offset;
}

int64_t music_wish_number(const struct music_wishes *wishes, const struct music_wish_row *row)
{
    return row->kind == WISH_FLAG ? *(const bool *)place_of(wishes, row) : *(const int64_t *)place_of(wishes, row);
}

const char *music_wish_text(const struct music_wishes *wishes, const struct music_wish_row *row)
{
    return *(const char *const *)place_of(wishes, row);
}

bool music_wish_is_set(const struct music_wishes *wishes, const struct music_wish_row *row)
{
    if (music_wish_is_text(row->kind))
        return music_wish_text(wishes, row) != NULL;
    return music_wish_number(wishes, row) != (row->kind == WISH_FLAG ? 0 : MUSIC_UNSET);
}

void music_wishes_copy(struct music_wishes *copy, const struct music_wishes *wishes)
{
    *copy = *wishes;
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++)
        if (music_wish_is_text(music_wish_rows[i].kind))
            *(char **)((char *)copy + music_wish_rows[i].offset) =
                xstrdup(music_wish_text(wishes, &music_wish_rows[i]));
}

void music_wishes_release(struct music_wishes *wishes)
{
    fields_release(fields, wishes);
    music_wishes_init(wishes);
}

void music_wishes_print(const struct music_wishes *wishes, struct json *object)
{
    fields_print(fields, wishes, object);
}

void music_wishes_read(struct music_wishes *wishes, const struct json *object)
{
    music_wishes_init(wishes);
    /* A number out of its range stays unset: the record is our own, and a wish less is no loss of work. */
    fields_read(fields, object, wishes, "the job's", NULL);
}
