/* The draft's fields as tables. */
#include "timeline.h"

#include <stddef.h>

#define FIELD_OWNER struct timeline_point
static const struct field timeline_point_columns[] = {TIMELINE_POINT_COLUMNS(FIELD_ROW) FIELD_ROWS_END};
#undef FIELD_OWNER

#define FIELD_OWNER struct timeline_span
static const struct field timeline_span_columns[] = {TIMELINE_SPAN_COLUMNS(FIELD_ROW) FIELD_ROWS_END};
#undef FIELD_OWNER

#define FIELD_OWNER struct timeline_marker
static const struct field timeline_marker_columns[] = {TIMELINE_MARKER_COLUMNS(FIELD_ROW) FIELD_ROWS_END};
#undef FIELD_OWNER

static bool timeline_point_fits(const void *element, const void *before)
{
    const struct timeline_point *point = element, *last = before;
    return last == NULL || point->at_ms >= last->at_ms;
}

static bool timeline_span_fits(const void *element, const void *before)
{
    const struct timeline_span *span = element;
    (void)before;
    return span->end_ms > span->start_ms;
}

static bool timeline_marker_fits(const void *element, const void *before)
{
    const struct timeline_marker *marker = element, *last = before;
    return last == NULL || marker->at_ms > last->at_ms;
}

/* Of each row of a table of lists what its elements are: ELEMENT_columns, and ELEMENT_fits(). */
#define LIST(element, member, most, key, marks)                                                                    \
    static const struct field_list member##_list = {offsetof(FIELD_OWNER, member##_count), sizeof(struct element), \
                                                    most, element##_columns, element##_fits};
#define LIST_ROW(element, member, most, key, marks) \
    {                                               \
        key,                                        \
        FIELD_LIST,                                 \
        offsetof(FIELD_OWNER, member),              \
        sizeof(((FIELD_OWNER *)0)->member),         \
        0,                                          \
        0,                                          \
        0,                                          \
        marks,                                      \
        &member##_list,                             \
        NULL},

#define FIELD_OWNER struct timeline_music
TIMELINE_MUSIC_LISTS(LIST)
const struct field timeline_segment_fields[] = {TIMELINE_SEGMENT_FIELDS(FIELD_ROW) FIELD_ROWS_END};
const struct field timeline_music_fields[] = {TIMELINE_MUSIC_FIELDS(FIELD_ROW) TIMELINE_MUSIC_LISTS(LIST_ROW)
                                                  FIELD_ROWS_END};
#undef FIELD_OWNER

#define FIELD_OWNER struct timeline
TIMELINE_HEAD_LISTS(LIST)
const struct field timeline_head_fields[] = {TIMELINE_HEAD_FIELDS(FIELD_ROW) TIMELINE_HEAD_LISTS(LIST_ROW)
                                                 FIELD_ROWS_END};
#undef FIELD_OWNER

#define FIELD_OWNER struct timeline_title
const struct field timeline_title_fields[] = {TIMELINE_TITLE_FIELDS(FIELD_ROW) FIELD_ROWS_END};
#undef FIELD_OWNER
