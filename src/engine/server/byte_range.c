/* The Range header of a download. */
#include "byte_range.h"

#include <ctype.h>
#include <string.h>

#include "bgmusic/base/text.h"

/* Digits into a number, cut at 2^62 so that nothing overflows; NULL: no digit there. */
static const char *digits_read(const char *at, int64_t *value)
{
    if (!isdigit((unsigned char)*at))
        return NULL;
    *value = 0;
    for (; isdigit((unsigned char)*at); at++)
        *value = *value < (INT64_C(1) << 58) ? *value * 10 + (*at - '0') : INT64_C(1) << 62;
    return at;
}

enum byte_range_verdict byte_range_read(const char *range, const char *if_range, const char *etag, int64_t size,
                                        int64_t *start, int64_t *length)
{
    *start = 0;
    *length = size;
    if (range == NULL || !text_starts_with_ignore_case(range, "bytes="))
        return BYTE_RANGE_WHOLE;
    if (if_range != NULL && strcmp(if_range, etag) != 0)
        return BYTE_RANGE_WHOLE;
    const char *at = range + 6;
    int64_t first = -1, last = -1;
    if (*at != '-' && (at = digits_read(at, &first)) == NULL)
        return BYTE_RANGE_WHOLE;
    if (*at != '-')
        return BYTE_RANGE_WHOLE;
    at++;
    if (isdigit((unsigned char)*at))
        at = digits_read(at, &last);
    if (*at != '\0' || (first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first))
        return BYTE_RANGE_WHOLE;
    if (first < 0) { /* the last N bytes */
        if (last == 0 || size == 0)
            return BYTE_RANGE_UNSATISFIABLE;
        *length = last < size ? last : size;
        *start = size - *length;
        return BYTE_RANGE_PART;
    }
    if (first >= size)
        return BYTE_RANGE_UNSATISFIABLE;
    *start = first;
    *length = (last < 0 || last >= size ? size - 1 : last) - first + 1;
    return BYTE_RANGE_PART;
}
